//! Which offer serves which listing.

use std::collections::HashMap;
use std::ops::ControlFlow;

use stockless_core::place::Zone;

use super::column_map::ColumnMap;
use super::item::{CatalogueError, Item, Options, Summary};
use super::kind::{Kind, Plan};
use super::layout::plain;
use super::line::Line;
use super::output::read_rows;
use super::source::Source;
use crate::columns::Field;
use crate::table::Table;

/// One ranked offer for a listing and a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingRecord {
    /// SKU of the listing; empty where only the title names it.
    pub sku: String,
    /// Title of the listing; empty where only the SKU names it.
    pub title: String,
    /// Where the mapping holds.
    pub zone: Zone,
    /// 1 is the first choice. Where the file does not say it, the rows of a listing and destination are ranked as
    /// they stand.
    pub rank: i64,
    /// Name of the supplier: the file's own, else the one that was chosen for the file.
    pub supplier: String,
    /// The supplier's SKU.
    pub supplier_sku: String,
    /// Units of the offer for one unit sold; 1 where the file does not say it.
    pub factor: i64,
    /// Which part of the listing the offer serves; empty for all of it.
    pub part: String,
}

pub(super) const PLAN: Plan = Plan {
    fields: &[
        Field::optional(
            "sku",
            &[
                "shop sku",
                "listing sku",
                "our sku",
                "own sku",
                "my sku",
                "store sku",
                "product sku",
                "variant sku",
                "shop-sku",
                "eigene sku",
                "eigene artikelnummer",
                "shop artikelnummer",
                "unsere artikelnummer",
                "artikelnummer",
            ],
        ),
        Field::optional(
            "title",
            &[
                "listing",
                "listing title",
                "product title",
                "product",
                "name",
                "titel",
                "produkt",
                "bezeichnung",
                "artikelbezeichnung",
            ],
        ),
        Field::optional("zone", &["country", "destination", "ship to", "region", "land", "zielland", "ziel"]),
        Field::optional("rank", &["priority", "choice", "order", "rang", "priorität", "reihenfolge"]),
        Field::optional("supplier", &["supplier name", "vendor", "lieferant", "lieferantenname"]),
        Field::required(
            "supplier_sku",
            &[
                "vendor sku",
                "supplier item number",
                "supplier article number",
                "offer sku",
                "vendor code",
                "lieferanten sku",
                "lieferanten-sku",
                "lieferantenartikelnummer",
                "lieferanten-artikelnummer",
                "bestellnummer",
                "lieferanten artikelnr",
            ],
        ),
        Field::optional(
            "factor",
            &[
                "units",
                "units per sale",
                "quantity",
                "qty",
                "multiplier",
                "pack size",
                "faktor",
                "menge",
                "stück",
                "anzahl",
            ],
        ),
        Field::optional(
            "part",
            &["part of bundle", "bundle part", "component", "teil", "bestandteil", "komponente"],
        ),
    ],
    either: &[&["sku", "title"]],
    amounts: &[],
    days: &[],
    texts: &["supplier"],
};

/// Reads mappings. A listing, part, destination and rank can be told once.
pub fn read_mappings(
    table: Table,
    map: Option<&ColumnMap>,
    options: &Options,
    sink: &mut dyn FnMut(Item<MappingRecord>) -> ControlFlow<()>,
) -> Result<Summary, CatalogueError> {
    let mut source = Source::open(table, Kind::Mappings, map, options)?;
    let mut ranks = HashMap::new();
    let build = |line: &mut Line<'_>| mapping(line, options, &mut ranks);
    let identity = |record: &MappingRecord| Some(format!("{}\u{1f}{}", listing(record), record.rank));
    read_rows(
        &mut source,
        sink,
        "an offer of this rank for this listing, part and destination",
        build,
        identity,
    )
}

/// What is ranked: a listing, or a part of it, and a destination.
fn listing(record: &MappingRecord) -> String {
    let title = if record.sku.is_empty() { plain(&record.title) } else { String::new() };
    let part = plain(&record.part);
    format!("{}\u{1f}{title}\u{1f}{}\u{1f}{part}", record.sku, record.zone.code())
}

fn mapping(
    line: &mut Line<'_>,
    options: &Options,
    ranks: &mut HashMap<String, i64>,
) -> Option<MappingRecord> {
    if line.is_empty(&["sku", "title"]) {
        line.refuse("sku", "neither SKU nor title say which listing is meant", "fill in one of them");
    }
    let mut supplier = line.text("supplier");
    if supplier.is_empty() {
        supplier = options.supplier.clone().unwrap_or_default();
    }
    if supplier.is_empty() && line.peek("supplier").is_empty() {
        line.refuse(
            "supplier",
            "nobody says whose SKU this is",
            "choose the supplier of the file, or fill it in",
        );
    }
    let (sku, title) = (line.id("sku"), line.text("title"));
    let zone = line.zone("zone");
    let stated = line.count("rank", 1, 99);
    let supplier_sku = line.id("supplier_sku");
    let factor = line.count("factor", 1, 10_000).unwrap_or(1);
    let part = line.text("part");
    let mut record = MappingRecord { sku, title, zone: zone?, rank: 0, supplier, supplier_sku, factor, part };
    if line.is_sound() {
        let highest = ranks.entry(listing(&record)).or_insert(0);
        record.rank = stated.unwrap_or(highest.saturating_add(1));
        *highest = record.rank.max(*highest);
    }
    Some(record)
}
