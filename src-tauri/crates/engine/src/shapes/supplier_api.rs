//! Shapes of a supplier's interface for programs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a supplier's interface is reached, and what it can do by its description.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SupplierApi {
    /// The supplier.
    pub supplier_id: i64,
    /// The text of the file that describes it; empty while there is none.
    pub description: String,
    /// Where the server is, in place of what the description says; empty for as described.
    pub base_url: String,
    /// `host:port` of the merchant's own network that is allowed; empty for the public network only.
    pub allowed_host: String,
    /// A certificate authority of its own, PEM; empty for none.
    pub own_authority: String,
    /// True when its records are looked at before a purchase is sent for the first time.
    pub look_first: bool,
    /// True when its records can be looked at.
    pub can_look: bool,
    /// True when its key or password is in the keychain.
    pub has_secret: bool,
    /// keyed, drafted, listed or blind: what can be promised; empty while there is no description.
    pub class: String,
    /// What is wrong with the description; empty when it can be used.
    pub fault: String,
    /// Purchases of which it is not known yet whether they arrived. A new key then has to say whose it is.
    pub in_doubt: i64,
}

/// Saves it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SupplierApiSave {
    /// The supplier.
    pub supplier_id: i64,
    /// The text of the file that describes it.
    pub description: String,
    /// Where the server is, in place of what the description says.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub base_url: String,
    /// `host:port` of the merchant's own network that is allowed.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub allowed_host: String,
    /// A certificate authority of its own, PEM.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub own_authority: String,
    /// Look at its records before a purchase is sent for the first time.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub look_first: bool,
    /// Its key or password; the one that is kept stays unless another is given.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub secret: Option<String>,
    /// Whether a new key is for the account that purchases were sent to so far. Has to be said while it is not known of
    /// some whether they arrived.
    #[serde(default)]
    #[ts(optional)]
    pub same_account: Option<bool>,
}

/// What a try told.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SupplierApiTest {
    /// True when the supplier answered as its description says.
    pub ok: bool,
    /// What it said, or what stood in the way.
    pub words: String,
}
