use std::future::Future;
use std::time::Duration;

use russh::ChannelStream;
use russh::client::Msg;
use tokio::time::timeout;

use super::inbound::{Listing, MOST_FILES, RemoteFile, plain_name};
use super::wire::{Attributes, CHUNK, Trouble, Wire};
use super::{SftpError, Step};

/// No such file, no such path.
const NOT_THERE: [u32; 2] = [2, 10];

/// A server's files, each step within its time.
pub(super) struct Remote {
    wire: Wire<ChannelStream<Msg>>,
    server: String,
    limit: Duration,
}

impl Remote {
    pub(super) const fn new(wire: Wire<ChannelStream<Msg>>, server: String, limit: Duration) -> Self {
        Self { wire, server, limit }
    }

    /// The server's name, for words.
    pub(super) fn server(&self) -> &str {
        &self.server
    }

    /// What lies under a path; `None` for nothing. A link is not followed.
    pub(super) async fn look(&mut self, path: &str) -> Result<Option<Attributes>, SftpError> {
        let looked = within(self.limit, self.wire.attributes(path)).await;
        absent(looked).map_err(|trouble| self.error(Step::Look(path.to_owned()), trouble))
    }

    /// Removes a file; false where there was none.
    pub(super) async fn remove(&mut self, path: &str) -> Result<bool, SftpError> {
        let removed = within(self.limit, self.wire.remove(path)).await;
        let removed =
            absent(removed).map_err(|trouble| self.error(Step::Remove(path.to_owned()), trouble))?;
        Ok(removed.is_some())
    }

    /// Gives a file its name, and leaves it to the caller what a missing answer means.
    pub(super) async fn rename(&mut self, from: &str, to: &str) -> Result<(), Trouble> {
        within(self.limit, self.wire.rename(from, to)).await
    }

    /// Writes a new file whole. On an error a half file may be left.
    pub(super) async fn write_whole(&mut self, path: &str, bytes: &[u8]) -> Result<(), SftpError> {
        let step = || Step::Write(path.to_owned());
        let opened = within(self.limit, self.wire.open_new(path)).await;
        let file = opened.map_err(|trouble| self.error(step(), trouble))?;
        let mut offset = 0;
        for chunk in bytes.chunks(CHUNK) {
            let written = within(self.limit, self.wire.write_at(&file, offset, chunk)).await;
            written.map_err(|trouble| self.error(step(), trouble))?;
            offset = offset.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        }
        within(self.limit, self.wire.close(&file)).await.map_err(|trouble| self.error(step(), trouble))
    }

    /// Reads a file whole. More than `most` bytes are an error, whatever the server said about the size.
    pub(super) async fn read_whole(&mut self, path: &str, most: usize) -> Result<Vec<u8>, SftpError> {
        let step = || Step::Read(path.to_owned());
        let opened = within(self.limit, self.wire.open_to_read(path)).await;
        let file = opened.map_err(|trouble| self.error(step(), trouble))?;
        let mut bytes = Vec::new();
        loop {
            let offset = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            let read = within(self.limit, self.wire.read_at(&file, offset)).await;
            match read.map_err(|trouble| self.error(step(), trouble))? {
                // A server that sends nothing and no end either would be asked for ever.
                Some(chunk) if chunk.is_empty() => break,
                Some(chunk) => bytes.extend(chunk),
                None => break,
            }
            if bytes.len() > most {
                return Err(SftpError::Contents(format!(
                    "{path} on {} has more than {most} bytes, which is more than is read.",
                    self.server
                )));
            }
        }
        // It was read; that the server cannot close it harms nobody.
        let _ = within(self.limit, self.wire.close(&file)).await;
        Ok(bytes)
    }

    /// The plain files of a folder, at most [`MOST_FILES`].
    pub(super) async fn list(&mut self, path: &str) -> Result<Listing, SftpError> {
        let step = || Step::List(path.to_owned());
        let opened = within(self.limit, self.wire.open_folder(path)).await;
        let folder = opened.map_err(|trouble| self.error(step(), trouble))?;
        let mut listing = Listing::default();
        let mut entries = 0_usize;
        loop {
            let read = within(self.limit, self.wire.next_entries(&folder)).await;
            let Some(names) = read.map_err(|trouble| self.error(step(), trouble))? else { break };
            // An answer without names counts too, or a server could go on with them for ever.
            entries = entries.saturating_add(names.len()).saturating_add(1);
            for entry in names {
                match entry.name {
                    Some(name) if name == "." || name == ".." => {}
                    Some(name) if plain_name(&name) && entry.attributes.may_be_file() => {
                        let (size, modified_s) = (entry.attributes.size, entry.attributes.modified);
                        listing.files.push(RemoteFile { name, size, modified_s });
                    }
                    _ => listing.skipped = listing.skipped.saturating_add(1),
                }
            }
            if entries >= MOST_FILES {
                listing.files.truncate(MOST_FILES);
                listing.cut = true;
                break;
            }
        }
        // As above.
        let _ = within(self.limit, self.wire.close(&folder)).await;
        Ok(listing)
    }

    pub(super) fn error(&self, step: Step, trouble: Trouble) -> SftpError {
        let server = self.server.clone();
        match trouble {
            Trouble::Refused { code, words } => SftpError::Refused { server, step, code, words },
            Trouble::Broke(reason) => SftpError::BrokeOff { server, step, reason },
        }
    }
}

fn absent<T>(told: Result<T, Trouble>) -> Result<Option<T>, Trouble> {
    match told {
        Ok(told) => Ok(Some(told)),
        Err(Trouble::Refused { code, .. }) if NOT_THERE.contains(&code) => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

async fn within<T>(limit: Duration, asked: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
    match timeout(limit, asked).await {
        Ok(told) => told,
        Err(_) => Err(Trouble::Broke("it did not answer in time".to_owned())),
    }
}
