//! Taking what is due through one attempt each.
//!
//! The order of steps is the whole point: attempt row on disk, journal line on disk, then the outside, then the
//! outcome. An error in either record means that nothing is sent. What the outside proves decides the state; what
//! it does not prove is unknown.

use std::path::Path;
use std::sync::PoisonError;

use stockless_connect::delivery::deliver_file;
use stockless_connect::mail::{
    self, Attachment, MailAccount, MailMessage, MailTimeouts, purchase_message_id,
};
use stockless_connect::secrets::{Secret, SecretKey};
use stockless_core::day::Instant;
use stockless_core::id::{AttemptId, PurchaseId};
use stockless_core::outcome::Outcome;
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;
use stockless_store::purchases::{Frozen, Move, PurchaseRow};
use stockless_store::suppliers::SupplierRow;

use super::QUARANTINE_MS;
use crate::assess::{self, Age};
use crate::commands::Tag;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;

/// Tags that a send makes stale.
pub(super) const SENT: &[Tag] = &[Tag::Orders, Tag::Purchases, Tag::Workspace, Tag::Profit, Tag::Activity];

/// Waits before a definite no is tried again: 1 minute, doubling up to an hour.
fn back_off_ms(tries: i64) -> i64 {
    let doublings = u32::try_from(tries.clamp(0, 6)).unwrap_or(0);
    (60_000_i64 << doublings).min(3_600_000)
}

impl Engine {
    /// Sends everything that is due and was queued by this run. Returns how many purchases were taken through an
    /// attempt. Two callers never send at once.
    pub(crate) fn send_due(&self) -> Result<i64, ApiError> {
        let _one_at_a_time = self.inner().sending.lock().unwrap_or_else(PoisonError::into_inner);
        if self.may_forward().is_err() {
            return Ok(0);
        }
        let now = self.now();
        let boot = self.inner().options.boot.clone();
        let due = self.read(|read| {
            let queued = read.purchases_in(State::Queued, 10_000)?;
            Ok(queued.into_iter().filter(|p| p.not_before <= now && p.boot == boot).collect::<Vec<_>>())
        })?;
        let mut sent = 0;
        for purchase in due {
            // A purchase that was taken back meanwhile is no longer queued: the attempt is refused and it stays so.
            match self.send_one(&purchase) {
                Ok(()) => sent += 1,
                Err(error) if error.code == crate::error::Code::Stale => {}
                Err(error) => {
                    self.changed(SENT);
                    return Err(error);
                }
            }
        }
        if sent > 0 {
            self.changed(SENT);
        }
        Ok(sent)
    }

    fn send_one(&self, purchase: &PurchaseRow) -> Result<(), ApiError> {
        let id = purchase.id;
        if purchase.channel == Channel::Manual {
            return self.hand_over_by_hand(id);
        }
        let (supplier, frozen, account, sample) = self.read(|read| {
            let account = read.setting(crate::api::workspace::MAIL_ACCOUNT)?;
            let sample = read.workspace()?.is_some_and(|workspace| workspace.sample);
            Ok((read.supplier(purchase.supplier)?, read.frozen(id)?, account, sample))
        })?;
        let epoch = self.store().epoch();
        let boot = self.inner().options.boot.clone();
        let started = self.now();
        let (attempt, n) = self.write(move |write| Ok(write.begin_attempt(id, epoch, &boot, started)?))?;
        if let Err(error) = self.write_journal(&purchase.number, &purchase.key, n, started, epoch) {
            let words = format!("The journal cannot be written, so nothing was sent: {}", error.message);
            self.record(purchase, attempt, &supplier, Outcome::not_sent_yet(words.clone()))?;
            self.pause(&words)?;
            return Err(error);
        }
        let outcome = match purchase.channel {
            Channel::File => deliver(&self.folder().join(&purchase.destination), self.folder(), &frozen),
            Channel::Email if sample => {
                // Sample data is sent to nobody: the letter is put beside the other files of the sample.
                deliver(&self.folder().join("outbox").join("mail"), self.folder(), &frozen)
            }
            Channel::Email => self.send_mail(purchase, &frozen, account.as_deref()),
            Channel::Manual => Outcome::not_sent("It is typed in by hand."),
        };
        self.record(purchase, attempt, &supplier, outcome)
    }

    fn hand_over_by_hand(&self, id: PurchaseId) -> Result<(), ApiError> {
        let epoch = self.store().epoch();
        let now = self.now();
        self.write(move |write| {
            write.move_purchase(id, State::Queued, State::ToHandOver, epoch, &Move::default())?;
            let purchase = write.purchase(id)?;
            write.add_event(
                purchase.order,
                now,
                "to_hand_over",
                "stockless",
                &[("number", purchase.number.clone())],
            )?;
            let context = Context::load(write, now)?;
            assess::refresh(&context, write, purchase.order, Age::Known)?;
            Ok(())
        })
    }

    fn send_mail(&self, purchase: &PurchaseRow, frozen: &Frozen, account: Option<&str>) -> Outcome {
        let Some(account) = account.and_then(|text| serde_json::from_str::<MailAccount>(text).ok()) else {
            return Outcome::not_sent("There is no mail account yet. Enter it in the settings.");
        };
        let password = match self.mail_password(&account) {
            Ok(password) => password,
            Err(error) => return Outcome::not_sent_yet(error.message),
        };
        let message = MailMessage {
            to: vec![purchase.destination.clone()],
            subject: frozen.subject.clone(),
            text: frozen.body.clone(),
            attachments: vec![Attachment {
                file_name: frozen.name.clone(),
                content_type: content_type(&frozen.name).to_owned(),
                bytes: frozen.document.clone(),
            }],
            message_id: purchase_message_id(&purchase.key, &account.from),
        };
        // Composed with the instant of queueing: every attempt sends the same bytes.
        mail::send(&account, &password, &message, purchase.created, MailTimeouts::default())
    }

    /// The password of the mail account; an empty one where the server asks for none.
    pub(crate) fn mail_password(&self, account: &MailAccount) -> Result<Secret, ApiError> {
        if account.user.is_empty() {
            return Ok(Secret::new(""));
        }
        let uid =
            self.read(|read| Ok(read.workspace()?.map(|workspace| workspace.uid).unwrap_or_default()))?;
        let keychain = |error: stockless_connect::secrets::SecretError| {
            ApiError::new(crate::error::Code::Keychain, error.to_string())
        };
        let key = SecretKey::new(&uid, crate::api::workspace::MAIL_PASSWORD).map_err(keychain)?;
        self.inner().options.secrets.get(&key).map_err(keychain)
    }

    /// Stops forwarding until the merchant has looked.
    pub(crate) fn pause(&self, reason: &str) -> Result<(), ApiError> {
        let (reason, now) = (reason.to_owned(), self.now());
        self.write(move |write| Ok(write.pause(&reason, now.ms())?))
    }

    /// Writes what an attempt proved.
    fn record(
        &self,
        purchase: &PurchaseRow,
        attempt: AttemptId,
        supplier: &SupplierRow,
        outcome: Outcome,
    ) -> Result<(), ApiError> {
        let now = self.now();
        let epoch = self.store().epoch();
        let (purchase, collected) = (purchase.clone(), supplier.folder_is_collected);
        self.write(move |write| {
            write.end_attempt(attempt, outcome.word(), outcome.words(), now)?;
            let context = Context::load(write, now)?;
            let step = next(&purchase, &outcome, collected, now);
            let promise = placed_promise(&context, &purchase, step.to, now)?;
            let change = Move { promise, ..step.change };
            write.move_purchase(purchase.id, State::Sending, step.to, epoch, &change)?;
            let facts = [
                ("number", purchase.number.clone()),
                ("supplier", purchase.supplier_name.clone()),
                ("words", outcome.words().to_owned()),
                ("destination", purchase.destination.clone()),
            ];
            write.add_event(purchase.order, now, step.event, "stockless", &facts)?;
            write.index_order(purchase.order);
            assess::refresh(&context, write, purchase.order, Age::Known)?;
            Ok(())
        })
    }
}

struct Step {
    to: State,
    event: &'static str,
    change: Move,
}

/// The state that an outcome leads to.
fn next(purchase: &PurchaseRow, outcome: &Outcome, collected: bool, now: Instant) -> Step {
    let note = outcome.words().to_owned();
    match outcome {
        Outcome::Accepted { .. } if purchase.channel == Channel::File && !collected => {
            Step { to: State::ToHandOver, event: "to_hand_over", change: Move { note, ..Move::default() } }
        }
        Outcome::Accepted { reference, .. } => Step {
            to: State::Placed,
            event: "placed",
            change: Move { note, supplier_number: reference.clone(), placed: Some(now), ..Move::default() },
        },
        Outcome::Rejected { .. } | Outcome::DefiniteNo { retry: false, .. } => {
            Step { to: State::Rejected, event: "rejected", change: Move { note, ..Move::default() } }
        }
        Outcome::DefiniteNo { retry: true, .. } => Step {
            to: State::Queued,
            event: "not_sent",
            change: Move {
                note,
                not_before: Some(now.plus_ms(back_off_ms(purchase.tries))),
                ..Move::default()
            },
        },
        Outcome::Unknown { .. } => Step {
            to: State::Unknown,
            event: "unknown",
            change: Move { note, ask_after: Some(now.plus_ms(QUARANTINE_MS)), ..Move::default() },
        },
    }
}

/// The supplier's slowest promise, counted from placing.
pub fn placed_promise(
    context: &Context<'_>,
    purchase: &PurchaseRow,
    to: State,
    now: Instant,
) -> Result<Option<Instant>, ApiError> {
    if !to.is_placed() {
        return Ok(None);
    }
    let read = context.read();
    let order = read.order(purchase.order)?;
    let address = read.corrected_address(purchase.order)?.unwrap_or(order.ship_to);
    let terms = context.supplier(purchase.supplier)?;
    let Some(rate) = address.country.and_then(|country| terms.shipping_to(country)) else { return Ok(None) };
    let mut lead = 0;
    for line in read.purchase_lines(purchase.id)? {
        lead = lead.max(context.offer(line.line.offer)?.lead_days);
    }
    Ok(Some(now.plus_ms(lead.saturating_add(rate.days_max).saturating_mul(86_400_000))))
}

/// Folders inside the workspace are made when they are needed; others have to be there.
fn deliver(folder: &Path, workspace: &Path, frozen: &Frozen) -> Outcome {
    if folder.starts_with(workspace)
        && let Err(error) = std::fs::create_dir_all(folder)
    {
        return Outcome::not_sent_yet(format!("The folder {} cannot be made: {error}.", folder.display()));
    }
    deliver_file(folder, &frozen.name, &frozen.document)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
        Some("pdf") => "application/pdf",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/csv",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        assert_eq!(back_off_ms(0), 60_000);
        assert_eq!(back_off_ms(1), 120_000);
        assert_eq!(back_off_ms(50), 3_600_000);
    }
}
