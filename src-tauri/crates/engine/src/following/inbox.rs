//! What a mail that came in is about, and what follows from it.
//!
//! A mail counts for nothing by itself unless it is certain whose it is and which purchase it means. What is uncertain is
//! shown to the merchant with its text, and so is everything that a program wrote.

use stockless_connect::mailbox::{Head, Letter};
use stockless_core::confirmation::ConfirmedBy;
use stockless_core::day::Instant;
use stockless_core::purchase::State;
use stockless_core::reply::{LetterKind, is_known_sender, keys_in, names, their_number, tokens};
use stockless_store::confirmations::ReplyRow;
use stockless_store::purchases::{Move, PurchaseRow};
use stockless_store::{Read, Write};

use super::{Yes, begin, confirm, restate_mails};
use crate::assess::{self, Age};
use crate::context::Context;
use crate::error::ApiError;
use crate::forwarding;

/// Purchases that one mail may be about.
const MOST_PURCHASES: usize = 20;

/// A purchase that a mail is about.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub purchase: PurchaseRow,
    /// It answers our mail; otherwise its subject names the number.
    pub by_message: bool,
    /// The sender is known as the supplier's.
    pub is_known: bool,
}

/// The purchases that a mail is about. `ids` is what may be ids in the text of a mail that a server returned.
pub(super) fn about(read: &Read<'_>, head: &Head, ids: &str) -> Result<Vec<About>, ApiError> {
    if head.message_id.starts_with("stockless.") {
        // Our own, copied to ourselves.
        return Ok(Vec::new());
    }
    let mut found: Vec<About> = Vec::new();
    for key in keys_in(&head.answers, MOST_PURCHASES).into_iter().chain(keys_in(ids, MOST_PURCHASES)) {
        if let Some(purchase) = read.purchase_by_key(key)? {
            add(read, &mut found, head, purchase, true)?;
        }
    }
    // What a server returns quotes any subject; only our own id says that it is about our mail.
    if found.is_empty() && head.kind != LetterKind::Returned {
        for token in tokens(&head.subject, MOST_PURCHASES) {
            let named = read.purchase_by_number(token)?.filter(|known| names(&head.subject, &known.number));
            if let Some(purchase) = named {
                add(read, &mut found, head, purchase, false)?;
            }
        }
    }
    Ok(found)
}

fn add(
    read: &Read<'_>,
    found: &mut Vec<About>,
    head: &Head,
    purchase: PurchaseRow,
    by_message: bool,
) -> Result<(), ApiError> {
    if found.len() >= MOST_PURCHASES || found.iter().any(|known| known.purchase.id == purchase.id) {
        return Ok(());
    }
    let supplier = read.supplier(purchase.supplier)?;
    let senders = read.expectation(purchase.supplier)?.senders;
    let own = [supplier.email.as_str(), purchase.destination.as_str()];
    let known = senders.iter().map(String::as_str).chain(own.into_iter().filter(|text| text.contains('@')));
    // A stranger who names a number is worth a look only while that purchase waits for an answer.
    let is_known =
        is_known_sender(&head.sender, known.filter(|text| !text.starts_with('@') || text.len() > 1));
    let waits = purchase.state == State::Placed || purchase.state.is_in_doubt();
    if is_known || by_message || waits {
        found.push(About { purchase, by_message, is_known });
    }
    Ok(())
}

/// Writes down a mail and what follows from it. Nothing for one that is known.
pub(super) fn take(
    write: &Write<'_>,
    letter: &Letter,
    about: &About,
    epoch: i64,
    now: Instant,
) -> Result<(), ApiError> {
    // Read again: an earlier mail of this look may have moved it.
    let purchase = write.purchase(about.purchase.id)?;
    let head = &letter.head;
    let ours = [purchase.number.as_str(), purchase.key.as_str(), purchase.order_number.as_str()];
    let number = match head.kind {
        LetterKind::Written => their_number(&letter.body, &ours).unwrap_or_default(),
        _ => String::new(),
    };
    let reply = ReplyRow {
        id: 0,
        purchase: purchase.id,
        message_id: message_id(letter),
        kind: head.kind,
        is_known: about.is_known,
        by_message: about.by_message,
        sender: head.sender.clone(),
        subject: head.subject.clone(),
        body: letter.body.clone(),
        their_number: number.clone(),
        sent: head.sent,
        found: now,
        answer: String::new(),
    };
    let Some(id) = write.add_reply(&reply)? else { return Ok(()) };
    if purchase.state.is_in_doubt() && proves_arrival(head, about) {
        arrived(write, &purchase, head, epoch, now)?;
    }
    let purchase = write.purchase(purchase.id)?;
    let confirmed = write.confirmations_of(purchase.id)?;
    let tells_other_number =
        !number.is_empty() && !confirmed.iter().any(|known| known.their_number.eq_ignore_ascii_case(&number));
    let switched_on = write.expectation(purchase.supplier)?.reply_confirms;
    let counts = switched_on
        && about.is_known
        && head.kind == LetterKind::Written
        && !head.generated
        && purchase.state.is_placed();
    let answered = purchase.state == State::Confirmed && !tells_other_number;
    if counts && (purchase.state == State::Placed || (!confirmed.is_empty() && tells_other_number)) {
        write.answer_reply(id, "confirms")?;
        let yes = Yes { reply: Some(id), ..Yes::plain(ConfirmedBy::Reply, &number) };
        confirm(write, purchase.id, yes, epoch, now)?;
    } else if answered {
        write.answer_reply(id, "other")?;
    }
    restate_mails(write, purchase.id, now)?;
    let event = match head.kind {
        LetterKind::Written => Some("mail_read"),
        LetterKind::Returned => Some("mail_returned"),
        LetterKind::Automatic => None,
    };
    if let Some(event) = event {
        let facts = [
            ("number", purchase.number.clone()),
            ("supplier", purchase.supplier_name.clone()),
            ("words", head.subject.clone()),
        ];
        write.add_event(purchase.order, now, event, "supplier", &facts)?;
    }
    let context = Context::load(write, now)?;
    assess::refresh(&context, write, purchase.order, Age::Known)?;
    Ok(())
}

/// A mail without an id of its own is known by what it says.
fn message_id(letter: &Letter) -> String {
    if !letter.head.message_id.is_empty() {
        return letter.head.message_id.clone();
    }
    use sha2::Digest as _;
    let digest =
        sha2::Sha256::digest(format!("{}|{}|{}", letter.head.sender, letter.head.subject, letter.body));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// An answer of the supplier to our very mail, by a person or a program, shows that the mail arrived.
fn proves_arrival(head: &Head, about: &About) -> bool {
    about.by_message && about.is_known && head.kind != LetterKind::Returned
}

fn arrived(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    head: &Head,
    epoch: i64,
    now: Instant,
) -> Result<(), ApiError> {
    let context = Context::load(write, now)?;
    let promise = forwarding::promise(&context, purchase, State::Placed, now)?;
    let note = format!("A mail from {} answers ours, so it arrived.", head.sender);
    let change = Move { note: note.clone(), placed: Some(now), promise, ..Move::default() };
    write.move_purchase(purchase.id, purchase.state, State::Placed, epoch, &change)?;
    begin(write, &context, purchase.id)?;
    let facts =
        [("number", purchase.number.clone()), ("supplier", purchase.supplier_name.clone()), ("words", note)];
    write.add_event(purchase.order, now, "found_there", "supplier", &facts)?;
    write.index_order(purchase.order);
    Ok(())
}
