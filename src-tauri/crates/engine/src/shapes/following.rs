//! Shapes of what is waited for after a supplier has a purchase.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::purchases::PurchaseRow;
use super::shared::Amount;

/// What a supplier agreed to, and how its answers reach us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExpectationShape {
    /// The supplier.
    pub supplier_id: i64,
    /// It confirms within so many working hours, 24 to a working day; `null` when it does not confirm.
    pub confirm_hours: Option<i64>,
    /// True when a mail of it that names our number is taken for its yes.
    #[serde(default)]
    pub reply_confirms: bool,
    /// Its further addresses, and domains with their `@`. The address of its orders is known without being here.
    #[serde(default)]
    pub senders: Vec<String>,
    /// card (there is nothing to watch), per_order or invoice.
    pub paid_by: String,
    /// Within how many days it wants to be paid; `null` when that is not watched.
    pub pay_days: Option<i64>,
    /// True when it drops what is not paid in time.
    #[serde(default)]
    pub lapses: bool,
    /// Where it leaves files that confirm purchases: folder, sftp, or empty for nowhere.
    #[serde(default)]
    pub files: String,
    /// The folder there.
    #[serde(default)]
    pub files_folder: String,
    /// When files were last looked for, ISO 8601; ignored when saving.
    #[serde(default)]
    pub looked_at: Option<String>,
    /// What stood in the way, or was wrong with files; ignored when saving.
    #[serde(default)]
    pub trouble: String,
}

/// The mailbox that suppliers answer to, without its password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct MailboxShape {
    /// Server; empty where none was entered.
    pub host: String,
    /// Port, 993 as a rule.
    pub port: i64,
    /// tls, starttls, or none (only for a server on this computer).
    pub security: String,
    /// User.
    pub user: String,
    /// The folder that mail comes into, `INBOX` as a rule.
    pub folder: String,
    /// The folder in which the server itself keeps what is sent through it; empty where it keeps nothing.
    pub sent: String,
    /// True when an order in doubt is looked for in that folder, and sent again where it is not there.
    pub keeps_sent: bool,
    /// True when a password is in the keychain; ignored when saving.
    pub has_password: bool,
    /// When it was last read, ISO 8601; ignored when saving.
    pub read_at: Option<String>,
    /// Why it could not be read; ignored when saving.
    pub trouble: String,
    /// True when it does not accept the password, and is not read until one is entered; ignored when saving.
    pub signed_out: bool,
    /// When it is looked into again after it could not be read, ISO 8601; ignored when saving.
    pub next_at: Option<String>,
}

/// Saves the mailbox. One without a server is removed.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MailboxSave {
    /// The mailbox.
    pub mailbox: MailboxShape,
    /// A new password for the keychain; the old one stays when absent, and only for the same server and user.
    pub password: Option<String>,
}

/// What a test of the mailbox saw.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MailboxTest {
    /// True when it could be read.
    pub ok: bool,
    /// What the server or the network said.
    pub message: String,
    /// Its folders.
    pub folders: Vec<String>,
    /// The folder that the server says holds sent mail; empty where it does not say.
    pub sent: String,
}

/// What a confirmation says about an item, as it says it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SaidShape {
    /// Supplier's SKU.
    pub sku: String,
    /// Units that it will send.
    pub quantity: Option<i64>,
    /// Unit price, in its own writing.
    pub price: String,
    /// Its word for where the item stands.
    pub status: String,
    /// When it will send it, ISO 8601; empty where it does not say.
    pub ship_on: String,
}

/// A supplier's yes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ConfirmationShape {
    /// hand, reply or file.
    pub by: String,
    /// When we learnt of it, ISO 8601.
    pub at: String,
    /// The supplier's number; empty where it gave none.
    pub their_number: String,
    /// What it says about items.
    pub lines: Vec<SaidShape>,
    /// Name of the file; empty for others.
    pub source: String,
}

/// A mail about a purchase.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReplyShape {
    /// The mail.
    pub id: i64,
    /// written (by a person), automatic (by a program) or returned (it could not be delivered).
    pub kind: String,
    /// True when the sender is known as this supplier's.
    pub is_known: bool,
    /// True when it answers our mail, false when its subject names the number.
    pub by_message: bool,
    /// The sender's address.
    pub sender: String,
    /// Subject.
    pub subject: String,
    /// Its text; may be cut.
    pub body: String,
    /// The supplier's number as read from its text; empty where none was.
    pub their_number: String,
    /// When it was sent, ISO 8601, where it says so.
    pub sent_at: Option<String>,
    /// When it was found in the mailbox, ISO 8601.
    pub found_at: String,
    /// What it was taken for: empty while nobody said, confirms or other.
    pub answer: String,
}

/// What is waited for about a purchase that its supplier has.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FollowingShape {
    /// A confirmation is expected until then, ISO 8601; `null` when none is.
    pub chase_at: Option<String>,
    /// How often it was asked for.
    pub chased: i64,
    /// When it was last asked for, ISO 8601.
    pub chased_at: Option<String>,
    /// When it was confirmed, ISO 8601.
    pub confirmed_at: Option<String>,
    /// How: hand, reply or file.
    pub confirmed_by: Option<String>,
    /// The day on which the supplier says that it will send it.
    pub ship_on: Option<String>,
    /// It is to be paid until then, ISO 8601; `null` when that is not watched.
    pub pay_due: Option<String>,
    /// True when the supplier drops it after that.
    pub lapses: bool,
    /// The day on which it was paid.
    pub paid_on: Option<String>,
    /// What was paid.
    pub paid: Option<Amount>,
    /// Not before, for what was raised, ISO 8601.
    pub remind_at: Option<String>,
    /// What it needs of the merchant now, most urgent first: returned, lapsed, read, pay, chase.
    pub needs: Vec<String>,
    /// Every yes, oldest first.
    pub confirmations: Vec<ConfirmationShape>,
    /// Mails about it, oldest first.
    pub replies: Vec<ReplyShape>,
}

/// A purchase that needs the merchant.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FollowUp {
    /// The purchase.
    pub purchase: PurchaseRow,
    /// What it needs, most urgent first: returned, lapsed, read, pay, chase.
    pub needs: Vec<String>,
    /// Since when, ISO 8601.
    pub since: String,
    /// It is to be paid until then, ISO 8601.
    pub pay_due: Option<String>,
    /// How often its confirmation was asked for.
    pub chased: i64,
}

/// Which of the purchases that need the merchant.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct FollowUpsRequest {
    /// `next` of the page before.
    pub key: Option<String>,
    /// Rows a page; 100 unless told.
    pub limit: Option<i64>,
}

/// What the merchant says about a purchase that its supplier has.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "word", rename_all = "snake_case", deny_unknown_fields)]
pub enum FollowWord {
    /// The supplier said yes.
    Confirmed {
        /// Its number, where it gave one.
        supplier_number: String,
        /// The day on which it will send it, `2026-03-09`; empty where it did not say.
        ship_on: String,
    },
    /// It was asked for its confirmation; it gets the same time again.
    Chased,
    /// No confirmation is expected of this one.
    NotExpected,
    /// It was paid.
    Paid {
        /// How much, in the currency of the purchase.
        amount: Amount,
        /// On which day, `2026-03-09`.
        on: String,
    },
    /// The supplier keeps it until another time.
    PayUntil {
        /// ISO 8601.
        at: String,
    },
    /// Not now.
    Remind {
        /// When, ISO 8601.
        at: String,
    },
    /// This mail is the supplier's yes.
    ReplyConfirms {
        /// The mail.
        reply_id: i64,
        /// The supplier's number, where it gave one.
        supplier_number: String,
    },
    /// This mail was read and is no yes.
    ReplyIsOther {
        /// The mail.
        reply_id: i64,
    },
    /// The mail that came back never reached the supplier.
    NeverArrived,
    /// The supplier has it, although a mail came back.
    ArrivedAllTheSame,
}

/// The merchant's word about one purchase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FollowRequest {
    /// The purchase.
    pub id: i64,
    /// Its version as shown.
    pub version: i64,
    /// What is said.
    pub says: FollowWord,
}
