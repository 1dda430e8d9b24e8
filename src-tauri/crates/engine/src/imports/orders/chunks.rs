//! Orders are written in chunks, each in one transaction, while the next chunk is read.

use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::Scope;

use stockless_connect::exports::ReadOrder;
use stockless_core::id::ShopId;
use stockless_store::Write;

use super::save_order;
use crate::context::Context;
use crate::error::ApiError;
use crate::imports::Job;
use crate::imports::tally::Became;

/// An order that was read, and whether its prices were told.
pub struct Read {
    pub order: ReadOrder,
    pub has_prices: bool,
}

/// What became of the orders of one chunk, once it was committed.
pub type Written = Result<Vec<Became>, ApiError>;

/// Chunks under way. One is written and one waits, so that memory stays small however long the file is.
pub struct Chunks {
    to_write: SyncSender<Vec<Read>>,
    written: Receiver<Written>,
}

impl Chunks {
    /// Starts writing; it ends when this is dropped, with the first failure, or when somebody stops the import.
    pub fn start<'scope>(scope: &'scope Scope<'scope, '_>, job: &'scope Job, shop: ShopId) -> Self {
        let (to_write, chunks) = sync_channel::<Vec<Read>>(1);
        let (told, written) = channel();
        scope.spawn(move || {
            let mut done = 0;
            for chunk in chunks.into_iter().take_while(|_| !job.stopped()) {
                let outcome = write_chunk(job, shop, chunk);
                done += outcome.as_ref().map_or(0, Vec::len);
                job.progress(
                    i64::try_from(done).unwrap_or(i64::MAX),
                    if job.rehearsal { "reading" } else { "saving" },
                );
                let failed = outcome.is_err();
                if told.send(outcome).is_err() || failed {
                    break;
                }
            }
        });
        Self { to_write, written }
    }

    /// Hands a chunk over. After a stop or a failure it is not written; the failure waits in [`Self::written`].
    pub fn hand_over(&self, chunk: Vec<Read>) {
        let _ = self.to_write.send(chunk);
    }

    /// What was written since it was last asked.
    pub fn written(&self) -> Vec<Written> {
        self.written.try_iter().collect()
    }

    /// Waits for the rest.
    pub fn finish(self) -> Vec<Written> {
        drop(self.to_write);
        self.written.iter().collect()
    }
}

fn write_chunk(job: &Job, shop: ShopId, chunk: Vec<Read>) -> Written {
    let (import, now) = (job.import, job.now);
    let save = move |write: &Write<'_>| -> Written {
        let context = Context::load(write, now)?;
        chunk.iter().map(|read| save_order(write, &context, shop, read, import)).collect()
    };
    if job.rehearsal { job.engine.rehearse(save) } else { job.engine.write(save) }
}
