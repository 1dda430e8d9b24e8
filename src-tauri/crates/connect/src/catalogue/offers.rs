//! What suppliers sell: stock lists, price lists and feeds. Several rows of one SKU are its prices.

use std::ops::ControlFlow;

use stockless_core::money::Currency;
use stockless_core::supplier::PriceTier;

use super::column_map::ColumnMap;
use super::gtin::parse_gtin;
use super::item::{CatalogueError, Item, Options, Summary};
use super::kind::{Kind, Plan};
use super::layout::plain;
use super::lead_time::lead_days;
use super::line::Line;
use super::merge::{Merging, read_merged};
use super::output::repeats;
use super::source::Source;
use super::stock::{Stock, parse_stock};
use super::tiers::Tiers;
use crate::columns::Field;
use crate::table::Table;

/// A supplier's item as a file describes it. Empty text, `None` and no prices mean that the file does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRecord {
    /// Name of the supplier: the file's own, else the one that was chosen for the file.
    pub supplier: String,
    /// The supplier's SKU with its zeros; the EAN in files that have no other number.
    pub supplier_sku: String,
    /// Title, of the first row that has one.
    pub title: String,
    /// Currency of the prices.
    pub currency: Option<Currency>,
    /// Units in stock.
    pub stock: Option<Stock>,
    /// Days until it leaves the supplier; the larger number where the file names two.
    pub lead_days: Option<i64>,
    /// Fewest units the supplier sells; else the smallest quantity that has a price.
    pub min_quantity: Option<i64>,
    /// Unit costs by destination and quantity, in the order of the file.
    pub prices: Vec<PriceTier>,
    /// EAN, UPC or another GTIN with a sound check digit; empty where there is none.
    pub ean: String,
}

/// Prices of one offer that are compared with each other.
const MOST_PRICES: usize = 500;

pub(super) const PLAN: Plan = Plan {
    fields: &[
        Field::optional(
            "supplier",
            &["supplier name", "vendor", "vendor name", "lieferant", "lieferantenname", "kreditor"],
        ),
        Field::optional(
            "supplier_sku",
            &[
                "sku",
                "sku id",
                "vendor sku",
                "vendor code",
                "vendorcode",
                "supplier item number",
                "item number",
                "item no",
                "item code",
                "article number",
                "article no",
                "product code",
                "product number",
                "part number",
                "lieferantenartikelnummer",
                "lieferanten-artikelnummer",
                "artikelnummer",
                "artikelnr",
                "artikel nr",
                "art nr",
                "artnr",
                "bestellnummer",
                "bestellnr",
                "article",
                "artikel",
                "item id",
                "item",
                "reference",
                "referenz",
                "code",
                "mpn",
            ],
        ),
        Field::optional(
            "title",
            &[
                "product title",
                "name",
                "product name",
                "product",
                "item name",
                "bezeichnung",
                "artikelbezeichnung",
                "titel",
                "produktname",
                "produkt",
                "artikelname",
                "kurztext",
                "description",
                "beschreibung",
            ],
        ),
        Field::optional("currency", &["currency code", "currencyid", "währung"]),
        Field::optional(
            "stock",
            &[
                "quantity in stock",
                "quantity on stock",
                "quantityonstock",
                "stock quantity",
                "stock level",
                "stock qty",
                "in stock",
                "available quantity",
                "qty available",
                "on hand",
                "inventory",
                "lagerbestand",
                "bestand",
                "verfügbare menge",
                "lagermenge",
                "quantity",
                "qty",
                "menge",
                "availability",
                "available",
                "verfügbarkeit",
                "verfügbar",
                "auf lager",
                "lager",
            ],
        ),
        Field::optional(
            "lead_days",
            &[
                "lead time",
                "lead time days",
                "handling days",
                "handling time",
                "dispatch days",
                "dispatch time",
                "restockable in days",
                "restockableindays",
                "lieferzeit",
                "lieferzeit tage",
                "lieferzeit in tagen",
                "vorlaufzeit",
                "bearbeitungszeit",
            ],
        ),
        Field::optional(
            "minimum",
            &[
                "moq",
                "minimum order quantity",
                "min order quantity",
                "min order qty",
                "minimum quantity",
                "mindestbestellmenge",
                "mindestabnahme",
                "mindestmenge",
            ],
        ),
        Field::optional(
            "unit_cost",
            &[
                "cost",
                "cost price",
                "purchase price",
                "buying price",
                "dealer price",
                "wholesale price",
                "price wholesale",
                "b2b price",
                "your price",
                "net price",
                "price net",
                "supplier price",
                "hek netto",
                "hek",
                "ek netto",
                "ek",
                "ek preis",
                "händler ek",
                "händlereinkaufspreis",
                "einkaufspreis",
                "einkaufspreis netto",
                "nettopreis",
                "netto preis",
                "preis netto",
                "unit price",
                "price",
                "einzelpreis",
                "stückpreis",
                "preis",
            ],
        ),
        Field::optional(
            "zone",
            &["ship to", "ships to", "destination", "price zone", "zielland", "lieferland", "preiszone"],
        ),
        Field::optional(
            "min_quantity",
            &[
                "from quantity",
                "tier quantity",
                "price from quantity",
                "min qty",
                "ab menge",
                "staffelmenge",
                "ab stück",
            ],
        ),
        Field::optional(
            "ean",
            &[
                "gtin",
                "ean13",
                "ean 13",
                "ean code",
                "barcode",
                "upc",
                "upca",
                "gtin14",
                "ean nummer",
                "strichcode",
            ],
        ),
    ],
    either: &[&["supplier_sku", "ean"]],
    amounts: &["unit_cost"],
    days: &[],
    texts: &["supplier", "currency"],
};

/// Reads offers. An offer with a bad cell in any of its rows is refused as a whole.
pub fn read_offers(
    table: Table,
    map: Option<&ColumnMap>,
    options: &Options,
    sink: &mut dyn FnMut(Item<OfferRecord>) -> ControlFlow<()>,
) -> Result<Summary, CatalogueError> {
    let mut source = Source::open(table, Kind::Offers, map, options)?;
    let tiers = Tiers::find(&source.layout);
    source.add_amounts(tiers.cost_columns());
    let has_sku = source.layout.column("supplier_sku").is_some();
    let supplier = options.supplier.clone().unwrap_or_default();
    read_merged(&mut source, &Offers { supplier, currency: options.currency, tiers, has_sku }, sink)
}

struct Offers {
    supplier: String,
    currency: Option<Currency>,
    tiers: Tiers,
    has_sku: bool,
}

impl Offers {
    fn sku_field(&self) -> &'static str {
        if self.has_sku { "supplier_sku" } else { "ean" }
    }

    fn supplier(&self, line: &mut Line<'_>) -> String {
        let named = line.text("supplier");
        if !named.is_empty() {
            return named;
        }
        if self.supplier.is_empty() {
            line.refuse(
                "supplier",
                "nobody says whose offer this is",
                "choose the supplier of the file, or fill it in",
            );
        }
        self.supplier.clone()
    }
}

impl Merging for Offers {
    type Record = OfferRecord;
    const BY: &'static str = "SKU";

    fn key(&self, line: &Line<'_>) -> String {
        let sku = line.peek(self.sku_field());
        if sku.is_empty() {
            return String::new();
        }
        let supplier = Some(line.peek("supplier")).filter(|name| !name.is_empty()).unwrap_or(&self.supplier);
        format!("{}\u{1f}{sku}", plain(supplier))
    }

    fn build(&self, line: &mut Line<'_>) -> Option<OfferRecord> {
        let field = self.sku_field();
        if line.peek(field).is_empty() {
            line.refuse(field, "it is empty", "fill it in; without it nobody can order the item");
        }
        let currency = if line.peek("currency").is_empty() { None } else { line.currency("currency") };
        let currency = currency.or_else(|| line.unit("unit_cost")).or(self.currency);
        let ean = line.read("ean", |text| {
            parse_gtin(text).map_err(|error| (error.to_string(), error.fix().to_owned()))
        });
        let ean = ean.flatten().unwrap_or_default();
        let prices = self.tiers.read(line, currency);
        let supplier_sku = if self.has_sku { line.id(field) } else { ean.clone() };
        if supplier_sku.is_empty() && line.is_sound() {
            line.refuse(
                field,
                "it is no number that an item can be ordered by",
                "fill in the supplier's SKU",
            );
        }
        Some(OfferRecord {
            supplier: self.supplier(line),
            supplier_sku,
            title: line.text("title"),
            currency,
            stock: line.read("stock", parse_stock).flatten(),
            lead_days: line.read("lead_days", lead_days),
            min_quantity: line.count("minimum", 1, 1_000_000).or_else(|| smallest(&prices)),
            prices,
            ean,
        })
    }

    fn merge(&self, record: &mut OfferRecord, further: OfferRecord, first: u64, line: &mut Line<'_>) {
        if further.prices.is_empty() {
            let (reason, fix) = repeats(first, "this SKU");
            line.refuse_row(reason, fix);
            return;
        }
        contradictions(record, &further, first, line);
        for tier in &further.prices {
            let same = |own: &PriceTier| (own.zone, own.min_quantity) == (tier.zone, tier.min_quantity);
            if record.prices.iter().any(same) {
                let reason = format!(
                    "an earlier row, from line {first} on, has a price for this SKU, destination and quantity"
                );
                line.refuse_row(reason, "delete one of the two rows");
                return;
            }
        }
        if record.prices.len() >= MOST_PRICES {
            line.refuse_row(
                format!("the SKU has more than {MOST_PRICES} prices"),
                "check the column of the SKU",
            );
        }
        if line.is_sound() {
            adopt(record, further);
        }
    }
}

/// Notes each cell that says something else than the rows before. Titles may differ.
fn contradictions(record: &OfferRecord, further: &OfferRecord, first: u64, line: &mut Line<'_>) {
    fn differ<T: PartialEq>(own: Option<&T>, other: Option<&T>) -> bool {
        matches!((own, other), (Some(own), Some(other)) if own != other)
    }
    let ean = |record: &OfferRecord| Some(record.ean.clone()).filter(|ean| !ean.is_empty());
    for (field, differs) in [
        ("currency", differ(record.currency.as_ref(), further.currency.as_ref())),
        ("stock", differ(record.stock.as_ref(), further.stock.as_ref())),
        ("lead_days", differ(record.lead_days.as_ref(), further.lead_days.as_ref())),
        ("ean", differ(ean(record).as_ref(), ean(further).as_ref())),
    ] {
        if differs {
            let fix = "make the rows of a SKU agree, or leave the cell empty in all but the first";
            line.refuse(field, format!("the row of this SKU before, line {first}, says something else"), fix);
        }
    }
}

/// Takes over the prices and what the rows before did not say.
fn adopt(record: &mut OfferRecord, further: OfferRecord) {
    if record.title.is_empty() {
        record.title = further.title;
    }
    if record.ean.is_empty() {
        record.ean = further.ean;
    }
    record.currency = record.currency.or(further.currency);
    record.stock = record.stock.or(further.stock);
    record.lead_days = record.lead_days.or(further.lead_days);
    record.min_quantity = match (record.min_quantity, further.min_quantity) {
        (Some(own), Some(other)) => Some(own.min(other)),
        (own, other) => own.or(other),
    };
    record.prices.extend(further.prices);
}

fn smallest(prices: &[PriceTier]) -> Option<i64> {
    prices.iter().map(|tier| tier.min_quantity).min()
}
