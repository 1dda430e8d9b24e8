//! Files that suppliers return, in a folder of this computer or on their SFTP server. Each is read once, by its content.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Duration;

use sha2::{Digest, Sha256};
use stockless_connect::sftp::{self, SftpTimeouts, SignIn};
use stockless_core::id::{ImportId, SupplierId};
use stockless_store::following::{ExpectationRow, ReturnedLook};

use crate::commands::Tag;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::forwarding::{sftp_account, sftp_secret};
use crate::imports;
use crate::shapes::imports::{ImportKind, ImportRequest};

const MINUTE_MS: i64 = 60_000;
/// Between two looks.
const EVERY_MS: i64 = 5 * MINUTE_MS;
/// The largest file that is read.
const LARGEST: usize = 10 * 1024 * 1024;
/// Files read in one look; what is left is read in the next.
const AT_ONCE: usize = 50;
/// Files of a folder that are looked at.
const MOST_FILES: usize = 5_000;

const PATIENCE: SftpTimeouts = SftpTimeouts {
    connect: Duration::from_secs(20),
    step: Duration::from_secs(30),
    whole: Duration::from_secs(120),
};

impl Engine {
    /// Looks for returned files at the suppliers whose time has come. In a window another thread does it, so that a slow
    /// server holds up nothing that is to be sent.
    pub(crate) fn read_returned_when_due(&self) -> Result<(), ApiError> {
        if self.store().charge() == stockless_store::Charge::ReadOnly {
            return Ok(());
        }
        let now = self.now();
        let due = self.read(|read| {
            if read.workspace()?.is_none_or(|workspace| workspace.sample) {
                return Ok(Vec::new());
            }
            Ok(read.returning_suppliers(now)?)
        })?;
        if due.is_empty() || self.inner().fetching.swap(true, Ordering::Acquire) {
            return Ok(());
        }
        if !self.inner().options.background {
            let done = due.into_iter().try_for_each(|supplier| self.look_for_returned(supplier));
            self.inner().fetching.store(false, Ordering::Release);
            return done;
        }
        let engine = self.clone();
        let started = std::thread::Builder::new().name("stockless-returned".to_owned()).spawn(move || {
            for supplier in due {
                // A fault is kept beside the look and shown at the supplier.
                drop(engine.look_for_returned(supplier));
            }
            engine.inner().fetching.store(false, Ordering::Release);
        });
        if started.is_err() {
            self.inner().fetching.store(false, Ordering::Release);
        }
        Ok(())
    }

    fn look_for_returned(&self, supplier: SupplierId) -> Result<(), ApiError> {
        let (expected, before) =
            self.read(|read| Ok((read.expectation(supplier)?, read.returned_look(supplier)?)))?;
        let looked = match self.returned_files(supplier, &expected) {
            Ok(names) => self.read_files(supplier, &expected, names),
            Err(reason) => Err(reason),
        };
        let now = self.now();
        let row = match looked {
            Ok((trouble, whole)) => ReturnedLook {
                looked: Some(now),
                tries: 0,
                next: now.plus_ms(if whole { EVERY_MS } else { 0 }),
                trouble,
            },
            Err(trouble) => ReturnedLook {
                looked: before.looked,
                tries: before.tries + 1,
                next: now.plus_ms(EVERY_MS << u32::try_from(before.tries.clamp(0, 4)).unwrap_or(0)),
                trouble,
            },
        };
        self.write(move |write| Ok(write.save_returned_look(supplier, &row)?))?;
        self.changed(&[Tag::Suppliers, Tag::Purchases, Tag::Orders, Tag::Workspace, Tag::Imports]);
        Ok(())
    }

    /// The files that lie there and were not read as they lie there now: names, and what tells one state of a file from
    /// another; empty where nothing does.
    fn returned_files(
        &self,
        supplier: SupplierId,
        expected: &ExpectationRow,
    ) -> Result<Vec<(String, String)>, String> {
        let mut names = if expected.files == "sftp" {
            let (account, sign_in) = self.server(supplier)?;
            let listing = sftp::list(&account, &sign_in, &expected.files_folder, PATIENCE)
                .map_err(|error| error.to_string())?;
            let stamped = |file: sftp::RemoteFile| {
                let stamp = file.size.zip(file.modified_s).map(|(size, at)| format!("{size} {at}"));
                (file.name, stamp.unwrap_or_default())
            };
            listing.files.into_iter().map(stamped).collect()
        } else {
            let folder = self.folder().join(&expected.files_folder);
            plain_files(&folder)
                .map_err(|error| format!("The folder {} cannot be read: {error}.", folder.display()))?
        };
        let known =
            self.read(|read| Ok(read.returned_stamps(supplier)?)).map_err(|error: ApiError| error.message)?;
        names.retain(|file| is_table(&file.0) && !known.contains(file));
        names.sort();
        names.truncate(MOST_FILES);
        Ok(names)
    }

    fn server(&self, supplier: SupplierId) -> Result<(sftp::SftpAccount, SignIn), String> {
        let settings =
            self.read(|read| Ok(read.connection(supplier)?)).map_err(|error: ApiError| error.message)?;
        let account = sftp_account(&settings)?;
        let kept = self.secret(&sftp_secret(supplier.get())).map_err(|error| error.message)?;
        let sign_in = SignIn::from_kept(&kept)
            .ok_or("There is no password or key for this server yet. Enter one first.")?;
        Ok((account, sign_in))
    }

    /// Reads what was not read before. What was wrong with files, and whether all of them were looked at.
    fn read_files(
        &self,
        supplier: SupplierId,
        expected: &ExpectationRow,
        names: Vec<(String, String)>,
    ) -> Result<(String, bool), String> {
        let fault = |error: ApiError| error.message;
        let held = tempfile::tempdir().map_err(|error| format!("There is no room for a file: {error}."))?;
        let (mut troubles, mut fresh) = (Vec::new(), 0);
        let server = if expected.files == "sftp" { Some(self.server(supplier)?) } else { None };
        for (name, stamp) in names {
            let bytes = match &server {
                Some((account, sign_in)) => {
                    sftp::fetch(account, sign_in, &expected.files_folder, &name, LARGEST, PATIENCE)
                        .map_err(|error| error.to_string())
                }
                None => read_file(&self.folder().join(&expected.files_folder).join(&name)),
            };
            let bytes = match bytes {
                Ok(bytes) => bytes,
                Err(reason) => {
                    troubles.push(format!("{name}: {reason}"));
                    continue;
                }
            };
            let hash: [u8; 32] = Sha256::digest(&bytes).into();
            if fresh == AT_ONCE {
                return Ok((troubles.join("\n"), false));
            }
            fresh += 1;
            let import = if self.read(|read| Ok(read.was_returned(supplier, &hash)?)).map_err(fault)? {
                Ok(None)
            } else {
                self.import_returned(supplier, held.path(), &name, &bytes).map(Some)
            };
            let import = match import {
                Ok(import) => import,
                // The disk or the database, not the file: it is read again.
                Err(error) if !matches!(error.code, Code::File | Code::Invalid) => return Err(error.message),
                Err(error) => {
                    troubles.push(error.message);
                    None
                }
            };
            let (now, kept) = (self.now(), (name.clone(), stamp));
            self.write(move |write| {
                Ok(write.note_returned(supplier, &hash, (&kept.0, &kept.1), import, now)?)
            })
            .map_err(fault)?;
        }
        troubles.truncate(20);
        Ok((troubles.join("\n"), true))
    }

    fn import_returned(
        &self,
        supplier: SupplierId,
        held: &Path,
        name: &str,
        bytes: &[u8],
    ) -> Result<ImportId, ApiError> {
        let path = held.join(name);
        std::fs::write(&path, bytes)
            .map_err(|error| ApiError::new(Code::NotNow, format!("There is no room for {name}: {error}.")))?;
        let request = ImportRequest {
            kind: ImportKind::Confirmations,
            files: vec![path.display().to_string()],
            shop_id: None,
            shop: None,
            supplier_id: Some(supplier.get()),
            columns: None,
            currency: None,
            export: None,
            job: None,
        };
        let answer = imports::run(self, request);
        drop(std::fs::remove_file(&path));
        let import = answer?.import_id.unwrap_or_default();
        Ok(ImportId::new(import))
    }
}

fn is_table(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    matches!(ending.as_str(), "csv" | "tsv" | "txt" | "xlsx")
}

/// Plain files of a folder with their sizes and times. Links and folders are passed over.
fn plain_files(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)?.take(20_000) {
        let entry = entry?;
        if entry.file_type()?.is_file()
            && let Ok(name) = entry.file_name().into_string()
        {
            let seen = entry.metadata()?;
            let at = seen.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
            names.push((name, at.map(|at| format!("{} {}", seen.len(), at.as_nanos())).unwrap_or_default()));
        }
    }
    Ok(names)
}

fn read_file(path: &PathBuf) -> Result<Vec<u8>, String> {
    use std::io::Read as _;
    let file = std::fs::File::open(path).map_err(|error| format!("it cannot be opened: {error}"))?;
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX);
    file.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| format!("it cannot be read: {error}"))?;
    if bytes.len() > LARGEST {
        return Err("it is larger than 10 MB".to_owned());
    }
    Ok(bytes)
}
