use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{DecimalSign, DocumentError, PurchaseDocument, PurchaseLine, Template};

/// A fact a column of a supplier's file can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each name is the word for what it holds; `Field::words` says it for people")]
pub enum Field {
    PoNumber,
    Reference,
    Created,
    LineNumber,
    SupplierName,
    AccountNumber,
    MerchantName,
    MerchantContact,
    SupplierSku,
    Sku,
    Title,
    Variant,
    Quantity,
    UnitCost,
    LineCost,
    Currency,
    ShipName,
    ShipCompany,
    ShipLine1,
    ShipLine2,
    ShipCity,
    ShipRegion,
    ShipPostalCode,
    ShipCountry,
    ShipCountryText,
    ShipPhone,
    Service,
    Note,
}

/// A value before it is written: numbers may be written with another decimal sign, text never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Number(Decimal),
}

impl Field {
    /// Every field, in the order a list of choices shows them.
    pub const ALL: [Self; 28] = [
        Self::PoNumber,
        Self::Reference,
        Self::Created,
        Self::LineNumber,
        Self::SupplierName,
        Self::AccountNumber,
        Self::MerchantName,
        Self::MerchantContact,
        Self::SupplierSku,
        Self::Sku,
        Self::Title,
        Self::Variant,
        Self::Quantity,
        Self::UnitCost,
        Self::LineCost,
        Self::Currency,
        Self::ShipName,
        Self::ShipCompany,
        Self::ShipLine1,
        Self::ShipLine2,
        Self::ShipCity,
        Self::ShipRegion,
        Self::ShipPostalCode,
        Self::ShipCountry,
        Self::ShipCountryText,
        Self::ShipPhone,
        Self::Service,
        Self::Note,
    ];

    /// What it is called in messages and choices.
    pub const fn words(self) -> &'static str {
        match self {
            Self::PoNumber => "PO number",
            Self::Reference => "reference",
            Self::Created => "date",
            Self::LineNumber => "line number",
            Self::SupplierName => "supplier's name",
            Self::AccountNumber => "account number",
            Self::MerchantName => "merchant's name",
            Self::MerchantContact => "merchant's contact",
            Self::SupplierSku => "supplier's SKU",
            Self::Sku => "own SKU",
            Self::Title => "title",
            Self::Variant => "variant",
            Self::Quantity => "quantity",
            Self::UnitCost => "unit cost",
            Self::LineCost => "line cost",
            Self::Currency => "currency",
            Self::ShipName => "recipient",
            Self::ShipCompany => "recipient's company",
            Self::ShipLine1 => "address line 1",
            Self::ShipLine2 => "address line 2",
            Self::ShipCity => "city",
            Self::ShipRegion => "region",
            Self::ShipPostalCode => "postal code",
            Self::ShipCountry => "country code",
            Self::ShipCountryText => "country as written",
            Self::ShipPhone => "recipient's phone",
            Self::Service => "shipping service",
            Self::Note => "note",
        }
    }

    /// The value in one line of a purchase; `index` counts from 0.
    pub(super) fn value(
        self,
        purchase: &PurchaseDocument,
        line: &PurchaseLine,
        index: usize,
        template: &Template,
    ) -> Result<Value, DocumentError> {
        let to = &purchase.ship_to;
        let text = |text: &str| Value::Text(text.to_owned());
        Ok(match self {
            Self::PoNumber => text(&purchase.number),
            Self::Reference => text(&purchase.reference),
            Self::Created => Value::Text(template.dates.write(purchase.day())),
            Self::LineNumber => Value::Number(Decimal::from(index.saturating_add(1))),
            Self::SupplierName => text(&purchase.supplier_name),
            Self::AccountNumber => text(&purchase.account_number),
            Self::MerchantName => text(&purchase.merchant.name),
            Self::MerchantContact => text(&purchase.merchant.contact),
            Self::SupplierSku => text(&line.supplier_sku),
            Self::Sku => text(&line.sku),
            Self::Title => text(&line.title),
            Self::Variant => text(&line.variant),
            Self::Quantity => Value::Number(Decimal::from(line.quantity)),
            Self::UnitCost => line.unit_cost.map_or_else(|| text(""), Value::Number),
            Self::LineCost => line.cost()?.map_or_else(|| text(""), |cost| Value::Number(cost.decimal())),
            Self::Currency => text(line.currency.code()),
            Self::ShipName => text(&to.name),
            Self::ShipCompany => text(&to.company),
            Self::ShipLine1 => text(&to.line1),
            Self::ShipLine2 => text(&to.line2),
            Self::ShipCity => text(&to.city),
            Self::ShipRegion => text(&to.region),
            Self::ShipPostalCode => text(&to.postal_code),
            Self::ShipCountry => match to.country {
                Some(country) => text(country.code()),
                // A machine that expects a code must not get a guess.
                None => {
                    let words = format!(
                        "the country “{}” has no known code; choose it in the address",
                        to.country_text
                    );
                    return Err(DocumentError::Purchase(words));
                }
            },
            Self::ShipCountryText => text(&to.country_text),
            Self::ShipPhone => text(&to.phone),
            Self::Service => text(&purchase.service),
            Self::Note => text(&purchase.note),
        })
    }
}

impl Value {
    /// The value as text.
    pub(super) fn write(self, decimal: DecimalSign) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) if decimal == DecimalSign::Comma => number.to_string().replace('.', ","),
            Self::Number(number) => number.to_string(),
        }
    }
}
