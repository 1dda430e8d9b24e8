//! Suppliers with their terms. Several rows of one supplier are its shipping prices by destination.

use std::ops::ControlFlow;

use rust_decimal::Decimal;
use stockless_core::money::Currency;
use stockless_core::place::{Country, Zone};
use stockless_core::supplier::{Channel, ShippingRate, Standing, SupplierKind};

use super::column_map::ColumnMap;
use super::item::{CatalogueError, Item, Options, Summary};
use super::kind::{Kind, Plan};
use super::layout::plain;
use super::line::Line;
use super::merge::{Merging, read_merged};
use super::output::repeats;
use super::source::Source;
use crate::columns::Field;
use crate::table::Table;

/// A supplier as a file describes it. Empty text and `None` mean that the file does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SupplierRecord {
    /// Name; rows of one name, in any case, are one supplier.
    pub name: String,
    /// Kind of business.
    pub kind: Option<SupplierKind>,
    /// Whether it may receive orders.
    pub standing: Option<Standing>,
    /// City.
    pub city: String,
    /// Country.
    pub country: Option<Country>,
    /// Currency of shipping and fees.
    pub currency: Option<Currency>,
    /// Page.
    pub website: String,
    /// Contact's name.
    pub contact: String,
    /// Mail address, of a form that mail can be sent to.
    pub email: String,
    /// Phone, as written.
    pub phone: String,
    /// The merchant's number there.
    pub account_number: String,
    /// How orders leave.
    pub channel: Option<Channel>,
    /// Folder for files.
    pub folder: String,
    /// Asked for each purchase order, in major units.
    pub order_fee: Option<Decimal>,
    /// Value that an order must reach, in major units.
    pub minimum_order: Option<Decimal>,
    /// Shipping by destination, in the order of the rows; in major units.
    pub shipping: Vec<ShippingRate>,
    /// Notes of all rows, one below the other.
    pub notes: String,
}

/// Shipping prices of one supplier: more than there are countries.
const MOST_RATES: usize = 300;

pub(super) const PLAN: Plan = Plan {
    fields: &[
        Field::required(
            "name",
            &[
                "supplier",
                "supplier name",
                "vendor",
                "company",
                "lieferant",
                "lieferantenname",
                "firma",
                "kreditor",
            ],
        ),
        Field::optional("kind", &["type", "supplier type", "art", "typ", "lieferantentyp"]),
        Field::optional("standing", &["status", "state", "freigabe"]),
        Field::optional("city", &["town", "ort", "stadt"]),
        Field::optional("country", &["country code", "land", "ländercode"]),
        Field::optional("currency", &["currency code", "währung"]),
        Field::optional("website", &["web", "url", "homepage", "site", "webseite", "internet"]),
        Field::optional(
            "contact",
            &["contact name", "contact person", "ansprechpartner", "kontakt", "kontaktperson"],
        ),
        Field::optional(
            "email",
            &["e-mail", "mail", "email address", "contact email", "order email", "e-mail-adresse"],
        ),
        Field::optional("phone", &["telephone", "phone number", "tel", "telefon", "telefonnummer"]),
        Field::optional(
            "account_number",
            &["account", "customer number", "our customer number", "kundennummer", "kd-nr", "kundennr"],
        ),
        Field::optional("channel", &["order channel", "orders by", "bestellweg", "bestellung per"]),
        Field::optional("folder", &["order folder", "path", "ordner", "verzeichnis"]),
        Field::optional(
            "order_fee",
            &[
                "handling fee",
                "dropship fee",
                "dropshipping fee",
                "fee per order",
                "bearbeitungsgebühr",
                "gebühr je bestellung",
                "dropshipping-gebühr",
            ],
        ),
        Field::optional(
            "minimum_order",
            &["minimum order value", "min order value", "mindestbestellwert", "minimum value"],
        ),
        Field::optional(
            "shipping_zone",
            &[
                "zone",
                "ships to",
                "ship to",
                "destination",
                "versand nach",
                "versandzone",
                "zielland",
                "lieferland",
            ],
        ),
        Field::optional("shipping_service", &["service", "shipping method", "versandart"]),
        Field::optional(
            "shipping_first",
            &[
                "shipping",
                "shipping cost",
                "shipping price",
                "first unit",
                "versandkosten",
                "versand",
                "versand erstes stück",
            ],
        ),
        Field::optional(
            "shipping_additional",
            &[
                "additional unit",
                "shipping each additional",
                "each additional",
                "versand jedes weitere",
                "versandkosten weitere",
                "jedes weitere stück",
            ],
        ),
        Field::optional(
            "days_min",
            &[
                "min days",
                "transit days min",
                "delivery days min",
                "tage min",
                "laufzeit min",
                "lieferzeit min",
            ],
        ),
        Field::optional(
            "days_max",
            &[
                "max days",
                "transit days max",
                "delivery days max",
                "transit days",
                "delivery days",
                "tage max",
                "laufzeit max",
                "lieferzeit max",
                "laufzeit",
            ],
        ),
        Field::optional(
            "notes",
            &["note", "comment", "comments", "remarks", "notiz", "notizen", "bemerkung", "bemerkungen"],
        ),
    ],
    either: &[],
    amounts: &["order_fee", "minimum_order", "shipping_first", "shipping_additional"],
    days: &[],
    texts: &["kind", "standing", "currency", "channel", "folder", "notes"],
};

const KINDS: &[(&str, SupplierKind)] = &[
    ("marketplace|agent|marktplatz|sourcing agent", SupplierKind::Marketplace),
    (
        "wholesaler|wholesale|distributor|großhändler|großhandel|grosshaendler|distributeur",
        SupplierKind::Wholesaler,
    ),
    (
        "private_label|white label|manufacturer|maker|print on demand|eigenmarke|hersteller",
        SupplierKind::PrivateLabel,
    ),
    ("fulfilment|fulfillment|3pl|warehouse|logistics|lager|logistiker", SupplierKind::Fulfilment),
];

const STANDINGS: &[(&str, Standing)] = &[
    ("invited|asked|candidate|lead|angefragt|eingeladen|neu", Standing::Invited),
    ("testing|test|in test|on trial|im test", Standing::Testing),
    ("approved|active|ok|freigegeben|aktiv", Standing::Approved),
    ("on_watch|watch|watched|beobachtet|unter beobachtung", Standing::OnWatch),
    ("paused|on hold|inactive|pausiert|inaktiv", Standing::Paused),
    ("rejected|blocked|banned|abgelehnt|gesperrt", Standing::Rejected),
];

const CHANNELS: &[(&str, Channel)] = &[
    ("file|folder|ftp|sftp|csv|datei|ordner", Channel::File),
    ("email|e-mail|mail|per e-mail", Channel::Email),
    ("manual|by hand|portal|website|manuell|von hand", Channel::Manual),
];

/// Reads suppliers. A supplier with a bad cell in any of its rows is refused as a whole.
pub fn read_suppliers(
    table: Table,
    map: Option<&ColumnMap>,
    options: &Options,
    sink: &mut dyn FnMut(Item<SupplierRecord>) -> ControlFlow<()>,
) -> Result<Summary, CatalogueError> {
    let mut source = Source::open(table, Kind::Suppliers, map, options)?;
    read_merged(&mut source, &Suppliers { currency: options.currency }, sink)
}

struct Suppliers {
    currency: Option<Currency>,
}

impl Merging for Suppliers {
    type Record = SupplierRecord;
    const BY: &'static str = "supplier";

    fn key(&self, line: &Line<'_>) -> String {
        plain(line.peek("name"))
    }

    fn build(&self, line: &mut Line<'_>) -> Option<SupplierRecord> {
        let currency = if line.peek("currency").is_empty() { None } else { line.currency("currency") };
        let named = currency.or_else(|| PLAN.amounts.iter().find_map(|field| line.unit(field)));
        let currency = named.or(self.currency);
        Some(SupplierRecord {
            name: line.text("name"),
            kind: line.word("kind", KINDS, "kind of supplier"),
            standing: line.word("standing", STANDINGS, "standing"),
            city: line.text("city"),
            country: line.country("country"),
            currency,
            website: line.text("website"),
            contact: line.text("contact"),
            email: email(line),
            phone: line.id("phone"),
            account_number: line.id("account_number"),
            channel: line.word("channel", CHANNELS, "way for orders to leave"),
            folder: line.text("folder"),
            order_fee: line.price("order_fee", currency),
            minimum_order: line.price("minimum_order", currency),
            shipping: shipping(line, currency).into_iter().collect(),
            notes: line.note("notes"),
        })
    }

    fn merge(&self, record: &mut SupplierRecord, further: SupplierRecord, first: u64, line: &mut Line<'_>) {
        if further.shipping.is_empty() {
            let (reason, fix) = repeats(first, "this supplier");
            line.refuse_row(reason, fix);
            return;
        }
        contradictions(record, &further, first, line);
        for rate in &further.shipping {
            let same = |own: &ShippingRate| own.zone == rate.zone && own.service == rate.service;
            if record.shipping.iter().any(same) {
                let reason = "an earlier row has a shipping price of this supplier for this destination";
                line.refuse("shipping_zone", reason, "delete one of the two rows");
            }
        }
        if record.shipping.len() >= MOST_RATES {
            line.refuse(
                "shipping_zone",
                "the supplier has too many shipping prices",
                "check the column of the name",
            );
        }
        if line.is_sound() {
            adopt(record, further);
        }
    }
}

/// Notes each cell that says something else than the rows before.
fn contradictions(record: &SupplierRecord, further: &SupplierRecord, first: u64, line: &mut Line<'_>) {
    let text = |own: &str, other: &str| !own.is_empty() && !other.is_empty() && own != other;
    let differing = [
        ("kind", differ(record.kind, further.kind)),
        ("standing", differ(record.standing, further.standing)),
        ("city", text(&record.city, &further.city)),
        ("country", differ(record.country, further.country)),
        ("currency", differ(record.currency, further.currency)),
        ("website", text(&record.website, &further.website)),
        ("contact", text(&record.contact, &further.contact)),
        ("email", text(&record.email, &further.email)),
        ("phone", text(&record.phone, &further.phone)),
        ("account_number", text(&record.account_number, &further.account_number)),
        ("channel", differ(record.channel, further.channel)),
        ("folder", text(&record.folder, &further.folder)),
        ("order_fee", differ(record.order_fee, further.order_fee)),
        ("minimum_order", differ(record.minimum_order, further.minimum_order)),
    ];
    for (field, _) in differing.iter().filter(|(_, differs)| *differs) {
        let fix = "make the rows of a supplier agree, or leave the cell empty in all but the first";
        line.refuse(
            field,
            format!("the row of this supplier before, line {first}, says something else"),
            fix,
        );
    }
}

fn differ<T: PartialEq>(own: Option<T>, other: Option<T>) -> bool {
    matches!((own, other), (Some(own), Some(other)) if own != other)
}

/// Takes over what the rows before did not say.
fn adopt(record: &mut SupplierRecord, further: SupplierRecord) {
    let texts = [
        (&mut record.city, further.city),
        (&mut record.website, further.website),
        (&mut record.contact, further.contact),
        (&mut record.email, further.email),
        (&mut record.phone, further.phone),
        (&mut record.account_number, further.account_number),
        (&mut record.folder, further.folder),
    ];
    for (own, other) in texts {
        if own.is_empty() {
            *own = other;
        }
    }
    if !further.notes.is_empty() && !record.notes.split('\n').any(|note| note == further.notes) {
        let gap = if record.notes.is_empty() { "" } else { "\n" };
        record.notes = format!("{}{gap}{}", record.notes, further.notes);
    }
    record.kind = record.kind.or(further.kind);
    record.standing = record.standing.or(further.standing);
    record.country = record.country.or(further.country);
    record.currency = record.currency.or(further.currency);
    record.channel = record.channel.or(further.channel);
    record.order_fee = record.order_fee.or(further.order_fee);
    record.minimum_order = record.minimum_order.or(further.minimum_order);
    record.shipping.extend(further.shipping);
}

fn email(line: &mut Line<'_>) -> String {
    let address = line.read("email", |text| {
        text.parse::<lettre::Address>()
            .map(|address| address.to_string())
            .map_err(|_| ("it is no mail address", "write one address such as orders@example.com".to_owned()))
    });
    address.unwrap_or_default()
}

/// The shipping price of a row; `None` where it has none.
fn shipping(line: &mut Line<'_>, currency: Option<Currency>) -> Option<ShippingRate> {
    const OWN: [&str; 5] = ["shipping_zone", "shipping_first", "shipping_additional", "days_min", "days_max"];
    if line.is_empty(&OWN) {
        return None;
    }
    for (field, fix) in [
        ("shipping_first", "fill in what sending the first unit costs, 0 where it is free"),
        ("days_max", "fill in how many days a parcel takes at most"),
    ] {
        if line.peek(field).is_empty() {
            line.refuse(field, "it is empty in a row with a shipping price", fix);
        }
    }
    let zone = line.zone("shipping_zone").unwrap_or(Zone::World);
    let service = line.text("shipping_service");
    let first = line.price("shipping_first", currency).unwrap_or_default();
    let additional = line.price("shipping_additional", currency).unwrap_or_default();
    let days_max = line.count("days_max", 0, 365).unwrap_or_default();
    let days_min = line.count("days_min", 0, 365);
    if days_min.is_some_and(|least| least > days_max) && line.is_sound() {
        line.refuse("days_min", "it is more than the most days", "let the smaller number stand here");
    }
    let days_min = days_min.unwrap_or(days_max);
    Some(ShippingRate { zone, service, first, additional, days_min, days_max })
}
