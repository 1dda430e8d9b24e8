//! An order as a shop tells it. The shop's record is mirrored, never moved by us.

use crate::day::Instant;
use crate::money::{Currency, Money};
use crate::place::Country;

/// Where the customer's payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Payment {
    /// Nothing was captured yet.
    Pending,
    /// Reserved on the card, not captured.
    Authorised,
    /// Part of it was captured.
    PartlyPaid,
    /// All of it was captured.
    Paid,
    /// Part of it went back.
    PartlyRefunded,
    /// All of it went back.
    Refunded,
    /// The authorisation lapsed or was taken back.
    Voided,
    /// The shop used a word we do not know; it is kept beside this state and shown.
    Unknown,
}

/// How much of the order the shop says has shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fulfilment {
    /// Nothing.
    Unfulfilled,
    /// Some lines or units.
    Partial,
    /// Everything.
    Fulfilled,
    /// The shop holds it back.
    OnHold,
    /// The order was cancelled.
    Cancelled,
    /// The shop used a word we do not know; it is kept beside this state and shown.
    Unknown,
}

macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $type {
            /// Every value, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The word in files, in the store and on the command line.
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word),* } }
            /// The value of a word; `None` for a word that is not in use.
            pub fn from_word(word: &str) -> Option<Self> { match word { $($word => Some(Self::$variant),)* _ => None } }
        }
    };
}
pub(crate) use words;

words!(Payment {
    Pending = "pending",
    Authorised = "authorised",
    PartlyPaid = "partly_paid",
    Paid = "paid",
    PartlyRefunded = "partly_refunded",
    Refunded = "refunded",
    Voided = "voided",
    Unknown = "unknown",
});

words!(Fulfilment {
    Unfulfilled = "unfulfilled",
    Partial = "partial",
    Fulfilled = "fulfilled",
    OnHold = "on_hold",
    Cancelled = "cancelled",
    Unknown = "unknown",
});

/// Where a parcel goes. Empty text where the shop gave none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Address {
    /// Recipient, never split into first and last name.
    pub name: String,
    /// Company, if any.
    pub company: String,
    /// Street and house number.
    pub line1: String,
    /// Flat, floor, care of.
    pub line2: String,
    /// City.
    pub city: String,
    /// State, province or county, as written.
    pub region: String,
    /// Postal code, as text with its zeros.
    pub postal_code: String,
    /// Country, if it was recognised.
    pub country: Option<Country>,
    /// Country as the shop wrote it.
    pub country_text: String,
    /// Phone, as written.
    pub phone: String,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ShopLine {
    /// The shop's own id of the line, or one made from the order's id and the line's place where the export has none.
    pub shop_ref: String,
    /// SKU; empty where the shop has none.
    pub sku: String,
    /// Title as the customer saw it.
    pub title: String,
    /// Variant or options, as written.
    pub variant: String,
    /// Units ordered; at least 1.
    pub quantity: i64,
    /// Price of all units before discounts, with or without tax as the order says.
    pub total: Money,
    /// Discount on this line.
    pub discount: Money,
    /// Tax on this line where the export tells it; otherwise the order's tax is shared by value.
    pub tax: Option<Money>,
    /// False for gift cards and other things nobody ships.
    pub ships: bool,
}

/// An order as one export told it, with every amount in the order's currency.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ShopOrder {
    /// The shop's own id, unique within the shop.
    pub shop_ref: String,
    /// The number people use, with its prefix.
    pub number: String,
    /// When the customer ordered.
    pub placed: Instant,
    /// When it was paid, if the export tells.
    pub paid: Option<Instant>,
    /// When it was cancelled, if it was.
    pub cancelled: Option<Instant>,
    /// Payment state.
    pub payment: Payment,
    /// The shop's word for it.
    pub payment_text: String,
    /// Fulfilment state.
    pub fulfilment: Fulfilment,
    /// The shop's word for it.
    pub fulfilment_text: String,
    /// Currency of every amount.
    pub currency: Currency,
    /// Shipping charged to the customer.
    pub shipping: Money,
    /// Discount on the whole order, beyond the lines' own.
    pub discount: Money,
    /// Tax that belongs to the merchant to hand on. Tax a marketplace keeps is not in here.
    pub tax: Money,
    /// True when prices contain the tax.
    pub tax_included: bool,
    /// What the customer paid in all (without tax that a marketplace keeps).
    pub total: Money,
    /// What went back to the customer so far.
    pub refunded: Money,
    /// Fees the export itself states (Etsy card processing), if it does.
    pub stated_fee: Option<Money>,
    /// How it was paid, as written.
    pub gateway: String,
    /// Shipping service the customer chose, as written.
    pub service: String,
    /// The shop's own risk word, as written.
    pub risk: String,
    /// Customer's mail address.
    pub email: String,
    /// Where the parcel goes.
    pub ship_to: Address,
    /// Note from the customer.
    pub note: String,
    /// Tags in the shop.
    pub tags: Vec<String>,
    /// The promise to the customer: ship by, where the export tells it.
    pub ship_by: Option<Instant>,
    /// The promise to the customer: delivered by, where the export tells it.
    pub deliver_by: Option<Instant>,
    /// Tracking number in the export, if it has one.
    pub tracking: String,
    /// The lines, in the shop's order.
    pub lines: Vec<ShopLine>,
}
