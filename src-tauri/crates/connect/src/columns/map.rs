//! Which column of somebody's own order table means what: remembered per shop, edited by people.

mod names;
mod suggest;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use stockless_core::money::AmountFormat;

use super::field::{Columns, MissingColumns};
use super::time::DayOrder;
use crate::table::Header;

pub use suggest::suggest;

macro_rules! order_fields {
    ($($variant:ident = $word:literal : $label:literal),* $(,)?) => {
        /// What a column of an order table can mean.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum OrderField {
            $(#[doc = $label] $variant),*
        }

        impl OrderField {
            /// Every field, in the order in which people think of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in a stored map.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The words for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }
        }
    };
}

order_fields! {
    OrderNumber = "order_number": "Order number",
    OrderId = "order_id": "Order id, where it differs from the number",
    Placed = "placed": "Day or time of the order",
    Paid = "paid": "Day or time of payment",
    Cancelled = "cancelled": "Day or time of cancellation",
    Payment = "payment": "Payment state",
    Fulfilment = "fulfilment": "Shipping state",
    Currency = "currency": "Currency",
    LineId = "line_id": "Id of the line",
    Sku = "sku": "SKU",
    Title = "title": "Product",
    Variant = "variant": "Variant or options",
    Units = "units": "Units",
    UnitPrice = "unit_price": "Price of one unit",
    LineTotal = "line_total": "Price of all units of the line",
    LineDiscount = "line_discount": "Discount on the line",
    LineTax = "line_tax": "Tax on the line",
    Shipping = "shipping": "Shipping charged on the order",
    Discount = "discount": "Discount on the order",
    Tax = "tax": "Tax on the order",
    Total = "total": "Total of the order",
    Refunded = "refunded": "Refunded so far",
    Gateway = "gateway": "Payment method",
    Service = "service": "Shipping method",
    Email = "email": "E-mail",
    Name = "name": "Recipient",
    FirstName = "first_name": "First name, where the name is in two columns",
    LastName = "last_name": "Last name, where the name is in two columns",
    Company = "company": "Company",
    Line1 = "line1": "Street and number",
    Line2 = "line2": "Address, second line",
    City = "city": "City",
    Region = "region": "State, province or county",
    PostalCode = "postal_code": "Postal code",
    Country = "country": "Country",
    Phone = "phone": "Phone",
    Note = "note": "Note of the customer",
    Tags = "tags": "Tags",
    ShipBy = "ship_by": "Ship by",
    Tracking = "tracking": "Tracking number",
}

/// Where a field comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Take {
    /// A column by its name.
    Column {
        /// The name as the file writes it.
        name: String,
        /// Which of several columns of that name, 0 for the first.
        #[serde(default)]
        nth: usize,
    },
    /// The same value for every row.
    Constant {
        /// The value.
        value: String,
    },
}

impl Take {
    /// The first column of a name.
    pub fn column(name: impl Into<String>) -> Self {
        Self::Column { name: name.into(), nth: 0 }
    }

    /// The same value for every row.
    pub fn constant(value: impl Into<String>) -> Self {
        Self::Constant { value: value.into() }
    }
}

/// The sign before the decimals of a file's amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalSign {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

impl DecimalSign {
    pub(crate) const fn format(self) -> AmountFormat {
        match self {
            Self::Point => AmountFormat::Point,
            Self::Comma => AmountFormat::Comma,
        }
    }
}

/// What the columns of an order table mean. Stored as JSON with the shop, under the [`fingerprint`] of its header.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnMap {
    /// Where each field comes from; a field that is not here is not told by the file.
    pub fields: BTreeMap<OrderField, Take>,
    /// The sign before the decimals; none refuses what could mean two things.
    pub decimal_sign: Option<DecimalSign>,
    /// The order of day and month.
    pub day_order: DayOrder,
    /// The shop's words for payment states (in small letters) and ours for each, such as `paid`.
    pub payment_words: BTreeMap<String, String>,
    /// The shop's words for shipping states (in small letters) and ours for each, such as `fulfilled`.
    pub fulfilment_words: BTreeMap<String, String>,
}

impl ColumnMap {
    /// Takes a field from a column or a constant.
    #[must_use]
    pub fn with(mut self, field: OrderField, take: Take) -> Self {
        self.fields.insert(field, take);
        self
    }

    /// What nothing can be read without and is not mapped: for the interface to ask.
    pub fn missing(&self) -> Vec<OrderField> {
        let lacks = |fields: &[OrderField]| fields.iter().all(|field| !self.fields.contains_key(field));
        let needed: [&[OrderField]; 3] = [
            &[OrderField::OrderNumber, OrderField::OrderId],
            &[OrderField::Placed],
            &[OrderField::Sku, OrderField::Title],
        ];
        needed.into_iter().filter(|any| lacks(any)).filter_map(|any| any.first().copied()).collect()
    }

    /// Finds the mapped columns in a header; the error lists what is not mapped and what the file lacks.
    pub(crate) fn columns(&self, header: &Header) -> Result<Columns, MissingColumns> {
        let mut missing: Vec<String> = self.missing().iter().map(|field| field.label().to_owned()).collect();
        let mut columns = Columns::none();
        for field in OrderField::ALL {
            let (column, constant) = match self.fields.get(field) {
                None => (None, String::new()),
                Some(Take::Constant { value }) => (None, value.clone()),
                Some(Take::Column { name, nth }) => {
                    let column = header.nth(name, *nth);
                    if column.is_none() {
                        missing.push(format!("{} (“{name}”)", field.label()));
                    }
                    (column, String::new())
                }
            };
            let label = column.map_or_else(|| field.label().to_owned(), |column| header.label(column));
            columns.put(field.word(), column, label, constant);
        }
        if missing.is_empty() { Ok(columns) } else { Err(MissingColumns::of(missing, header)) }
    }
}

/// A short text that is the same for headers of the same names in whatever order: 32 hexadecimal digits.
pub fn fingerprint(header: &Header) -> String {
    let mut keys: Vec<&str> = header.keys().iter().map(String::as_str).collect();
    keys.sort_unstable();
    let digest = Sha256::digest(keys.join("\u{1f}").as_bytes());
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
