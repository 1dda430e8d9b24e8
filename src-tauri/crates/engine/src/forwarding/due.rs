//! What is due leaves: each supplier in a lane of its own, so that one that does not answer keeps nobody else waiting.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};

use stockless_core::id::SupplierId;
use stockless_core::purchase::State;
use stockless_store::purchases::PurchaseRow;

use super::send::SENT;
use crate::engine::Engine;
use crate::error::{ApiError, Code};

/// Suppliers that are sent to at the same time by a window. Where nothing runs in the background they take turns.
const LANES: usize = 4;
/// Purchases of one supplier in one look at the clock, so that what else is due then has its turn during a long run.
const SHARE: usize = 50;
/// How often those who look on are told during one look, in milliseconds.
const TOLD_EVERY: i64 = 500;

/// What one look sent.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sent {
    /// Purchases that were taken through an attempt.
    pub count: i64,
    /// Some supplier took its whole share and has more that is due.
    pub more: bool,
}

/// One supplier's share of what is due, oldest first.
struct Lane {
    supplier: SupplierId,
    purchases: Vec<PurchaseRow>,
    /// It has more that is due.
    more: bool,
}

/// What the lanes of one look have in common.
struct Look {
    lanes: Mutex<VecDeque<Lane>>,
    fault: Mutex<Option<ApiError>>,
    count: AtomicI64,
    more: AtomicBool,
    told: AtomicI64,
}

impl Engine {
    /// Sends everything that is due and was queued by this run.
    ///
    /// # Errors
    /// The first that occurs; the others were sent all the same.
    pub(crate) fn send_all_due(&self) -> Result<i64, ApiError> {
        let mut count = 0;
        loop {
            let sent = self.send_due()?;
            count += sent.count;
            if !sent.more || sent.count == 0 {
                return Ok(count);
            }
        }
    }

    /// Sends a share of what is due and was queued by this run. Two callers never send at once.
    ///
    /// # Errors
    /// The first that occurs; the others were sent all the same.
    pub(crate) fn send_due(&self) -> Result<Sent, ApiError> {
        let _one_at_a_time = self.inner().sending.lock().unwrap_or_else(PoisonError::into_inner);
        if self.may_forward().is_err() {
            return Ok(Sent::default());
        }
        let lanes = self.due()?;
        let threads = if self.inner().options.background { lanes.len().min(LANES) } else { 1 };
        let look = Look {
            lanes: Mutex::new(lanes),
            fault: Mutex::default(),
            count: AtomicI64::new(0),
            more: AtomicBool::new(false),
            told: AtomicI64::new(self.inner().options.clock.steady_ms()),
        };
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|| self.drive(&look));
            }
            self.drive(&look);
        });
        let (count, more) = (look.count.into_inner(), look.more.into_inner());
        let fault = look.fault.into_inner().unwrap_or_else(PoisonError::into_inner);
        fault.map_or(Ok(Sent { count, more }), Err)
    }

    /// A share of what is due, by supplier.
    fn due(&self) -> Result<VecDeque<Lane>, ApiError> {
        let now = self.now();
        let boot = self.inner().options.boot.clone();
        let mut due: BTreeMap<SupplierId, Lane> = BTreeMap::new();
        for purchase in self.read(|read| Ok(read.purchases_in(State::Queued, 10_000)?))? {
            if purchase.not_before <= now && purchase.boot == boot {
                let supplier = purchase.supplier;
                let empty = || Lane { supplier, purchases: Vec::new(), more: false };
                let lane = due.entry(supplier).or_insert_with(empty);
                if lane.purchases.len() < SHARE {
                    lane.purchases.push(purchase);
                } else {
                    lane.more = true;
                }
            }
        }
        Ok(due.into_values().collect())
    }

    /// Takes one lane after the other until none is left.
    fn drive(&self, look: &Look) {
        loop {
            let next = look.lanes.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some(lane) = next else { return };
            let before = look.count.load(Ordering::Relaxed);
            let done = self.send_to(&lane, look);
            // Other lanes may go on for as long as their suppliers take to answer.
            if done.is_err() || look.count.load(Ordering::Relaxed) > before {
                self.changed(SENT);
            }
            if let Err(error) = done {
                // One that cannot be sent does not keep the others waiting.
                look.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            }
        }
    }

    /// Sends one supplier's purchases, one after the other, until it stops answering.
    fn send_to(&self, lane: &Lane, look: &Look) -> Result<(), ApiError> {
        let mut fault = None;
        for purchase in &lane.purchases {
            let (health, paused) =
                self.read(|read| Ok((read.health(lane.supplier)?, read.paused()?.is_some())))?;
            if paused || self.trouble().is_some() || !health.may_send(self.now()) {
                return fault.map_or(Ok(()), Err);
            }
            // A purchase that was taken back meanwhile is no longer queued: the attempt is refused and it stays so.
            match self.send_one(purchase) {
                Ok(()) => self.tell_now_and_then(look),
                Err(error) if error.code == Code::Stale => {}
                Err(error) => fault = fault.or(Some(error)),
            }
        }
        // What could not be written down is due at once again; the next look is soon enough for it.
        look.more.fetch_or(lane.more && fault.is_none(), Ordering::Relaxed);
        fault.map_or(Ok(()), Err)
    }

    /// A long run shows how far it is while it goes on.
    fn tell_now_and_then(&self, look: &Look) {
        look.count.fetch_add(1, Ordering::Relaxed);
        let now = self.inner().options.clock.steady_ms();
        let told = look.told.load(Ordering::Relaxed);
        let is_first =
            |told| look.told.compare_exchange(told, now, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if now - told >= TOLD_EVERY && is_first(told) {
            self.changed(SENT);
        }
    }
}
