//! Shapes of the workspace, its shops, settings, views and backups.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::orders::{OrderCounts, OrderFilter, OrderSort, Tab};
use super::purchases::Outbox;

/// A shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShopShape {
    /// Which one; `null` creates a new one.
    pub id: Option<i64>,
    /// Name, unique.
    pub name: String,
    /// shopify, woocommerce, etsy, ebay, amazon or other.
    pub kind: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Zone of dates in exports that name none, `Europe/Berlin`.
    pub time_zone: String,
    /// True when prices in exports contain the tax and the export does not tell.
    #[serde(default)]
    pub tax_included: bool,
    /// Margin floor in percent; empty for the workspace's own.
    #[serde(default)]
    pub margin_floor: String,
    /// Words in the gateway's name of payments on delivery: such orders may ship unpaid.
    #[serde(default)]
    pub pays_on_delivery: Vec<String>,
    /// Number of its colour, 1 to 5; ignored when saving.
    #[serde(default)]
    pub tile: i64,
}

/// Whether this process may send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ForwardingState {
    /// ready, read_only (another process is in charge), paused (the records have to be looked at), sample.
    pub state: String,
    /// Since when, ISO 8601, where it is stopped.
    pub since: Option<String>,
    /// Why, with the facts for its sentence.
    pub facts: BTreeMap<String, String>,
}

/// What the window needs to draw its frame.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WorkspaceState {
    /// False until the first step was answered.
    pub set_up: bool,
    /// Name.
    pub name: String,
    /// Folder of the file.
    pub folder: String,
    /// ISO 4217 code.
    pub base_currency: String,
    /// Zone in which report days begin.
    pub time_zone: String,
    /// True for sample data: nothing is sent to anyone.
    pub sample: bool,
    /// The shops.
    pub shops: Vec<ShopShape>,
    /// Suppliers in the directory.
    pub suppliers: i64,
    /// Counts of all shops.
    pub counts: OrderCounts,
    /// What waits to leave.
    pub outbox: Outbox,
    /// Whether this process may send.
    pub forwarding: ForwardingState,
    /// When something was last imported, ISO 8601.
    pub last_import_at: Option<String>,
    /// When the last verified backup was made, ISO 8601.
    pub last_backup_at: Option<String>,
    /// Why today's backup could not be made, for people; `null` where nothing stood in its way.
    pub backup_refused: Option<String>,
    /// Version of the program.
    pub version: String,
    /// The clock of the engine, ISO 8601, for ages.
    pub now: String,
    /// Interface settings as saved.
    pub look: BTreeMap<String, String>,
}

/// First step: what the workspace is called and how it counts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceSetup {
    /// Name.
    pub name: String,
    /// ISO 4217 code. Cannot be changed once there are amounts.
    pub base_currency: String,
    /// Zone in which report days begin.
    pub time_zone: String,
    /// Margin floor in percent.
    pub margin_floor: String,
}

/// Fills the workspace with sample data.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct SampleRequest {
    /// Orders over a year.
    #[ts(optional, as = "Option<i64>")]
    pub orders: i64,
    /// The same seed gives the same data.
    #[ts(optional, as = "Option<i64>")]
    pub seed: i64,
    /// Last day of the data, `2026-03-09`; today when empty.
    #[ts(optional, as = "Option<String>")]
    pub today: String,
    /// A name for this run, so that it can be followed.
    pub job: Option<String>,
}

impl Default for SampleRequest {
    fn default() -> Self {
        Self { orders: 1_200, seed: 7, today: String::new(), job: None }
    }
}

/// Settings of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Name.
    pub name: String,
    /// Margin floor in percent.
    pub margin_floor: String,
    /// Seconds in the outbox before something leaves: 0, 5, 10, 30, 60.
    pub outbox_delay_seconds: i64,
    /// At so many units or fewer the stock of an offer is low, where the offer has no number of its own. Left out, it stays.
    #[serde(default)]
    #[ts(optional)]
    pub low_stock: Option<i64>,
    /// Name on purchase orders and packing slips.
    pub trading_name: String,
    /// Address on purchase orders, several lines.
    pub trading_address: String,
    /// Mail address on purchase orders.
    pub trading_email: String,
    /// Zone in which report days begin; fixed once there are orders.
    pub time_zone: String,
    /// Base currency; fixed once there are amounts.
    pub base_currency: String,
}

/// Saves look-and-feel settings of the interface, such as theme and density.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LookSave {
    /// Name and value; an empty value removes.
    pub values: BTreeMap<String, String>,
}

/// The merchant's mail account, without its password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct MailAccountShape {
    /// Server.
    pub host: String,
    /// Port, 587 or 465 as a rule.
    pub port: i64,
    /// starttls, tls, or none (only for a server on this computer).
    pub security: String,
    /// User; empty when the server asks for none.
    pub user: String,
    /// Sender's name.
    pub from_name: String,
    /// Sender's address.
    pub from_address: String,
    /// True when a password is in the keychain; ignored when saving.
    pub has_password: bool,
}

/// Saves the mail account.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MailAccountSave {
    /// The account.
    pub account: MailAccountShape,
    /// A new password for the keychain; the old one stays when absent.
    pub password: Option<String>,
}

/// How a test of the mail account went.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MailTest {
    /// True when the server accepted the sign-in.
    pub ok: bool,
    /// What the server or the network said.
    pub message: String,
}

/// A saved view: a tab of the merchant's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ViewShape {
    /// Which one; `null` creates a new one.
    pub id: Option<i64>,
    /// Name on the tab.
    pub name: String,
    /// Which list.
    pub tab: Tab,
    /// Which of its orders.
    pub filter: OrderFilter,
    /// In which order.
    pub sort: OrderSort,
}

/// A backup.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupRow {
    /// File.
    pub path: String,
    /// When it was made, ISO 8601.
    pub at: String,
    /// Bytes.
    pub bytes: i64,
    /// daily, on_demand, before_migration or before_restore.
    pub reason: String,
}

/// Makes a backup.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct BackupRequest {
    /// Where to; the workspace's backup folder unless told.
    pub path: Option<String>,
}

/// Restores a backup.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreRequest {
    /// The backup.
    pub path: String,
}

/// What restoring did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Restored {
    /// The file that was replaced, kept as a backup.
    pub previous: Option<String>,
    /// Purchases that were sent after the backup was made. They have to be looked at before anything is sent.
    pub to_look_at: i64,
}

/// One thing that was proven, or not.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckRow {
    /// file, foreign_keys, summaries, derived, quantities, journal, backup.
    pub name: String,
    /// True when it holds.
    pub ok: bool,
    /// What was found.
    pub detail: String,
}

/// What a check of the whole workspace found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckAnswer {
    /// True when everything holds.
    pub ok: bool,
    /// One by one.
    pub checks: Vec<CheckRow>,
}
