//! Costs of the business, as bookkeeping writes them down.

use std::ops::ControlFlow;

use stockless_core::day::Day;
use stockless_core::ledger::Account;
use stockless_core::money::Money;

use super::column_map::ColumnMap;
use super::item::{CatalogueError, Item, Options, Summary};
use super::kind::{Kind, Plan};
use super::line::Line;
use super::output::read_rows;
use super::source::Source;
use crate::columns::Field;
use crate::table::Table;

/// One cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostRecord {
    /// On which day it counts.
    pub day: Day,
    /// What it is; always a cost.
    pub account: Account,
    /// How much; nothing or more.
    pub amount: Money,
    /// Number of the order it belongs to.
    pub order_number: Option<String>,
    /// Name of the shop it belongs to.
    pub shop: Option<String>,
    /// Name of the supplier it was paid to.
    pub supplier: Option<String>,
    /// What it was for.
    pub note: String,
}

pub(super) const PLAN: Plan = Plan {
    fields: &[
        Field::required(
            "day",
            &[
                "date",
                "booking date",
                "invoice date",
                "datum",
                "tag",
                "buchungsdatum",
                "buchungstag",
                "rechnungsdatum",
                "belegdatum",
            ],
        ),
        Field::required(
            "account",
            &["category", "kind", "type", "cost type", "konto", "kategorie", "kostenart", "art"],
        ),
        Field::required("amount", &["cost", "value", "total", "betrag", "kosten", "summe", "wert"]),
        Field::optional("currency", &["currency code", "währung"]),
        Field::optional(
            "order_number",
            &["order", "order no", "order id", "auftragsnummer", "bestellnummer", "bestellung"],
        ),
        Field::optional("shop", &["store", "shop name"]),
        Field::optional(
            "supplier",
            &["supplier name", "vendor", "payee", "lieferant", "empfänger", "zahlungsempfänger"],
        ),
        Field::optional(
            "note",
            &[
                "notes",
                "description",
                "comment",
                "memo",
                "text",
                "notiz",
                "bemerkung",
                "verwendungszweck",
                "buchungstext",
                "beschreibung",
            ],
        ),
    ],
    either: &[],
    amounts: &["amount"],
    days: &["day"],
    texts: &["account", "currency", "shop", "supplier", "note"],
};

/// The words for each account beside its own.
const ACCOUNTS: &[(&str, Account)] = &[
    (
        "goods|cost of goods|cogs|product cost|products|ware|waren|wareneinsatz|wareneinkauf|einkauf",
        Account::Goods,
    ),
    (
        "supplier_shipping|shipping|shipping cost|freight|postage|versand|versandkosten|fracht|porto",
        Account::SupplierShipping,
    ),
    (
        "supplier_fees|supplier fee|handling|handling fee|dropship fee|dropshipping fee|bearbeitungsgebühr|mindermengenzuschlag|lieferantengebühr|lieferantengebühren",
        Account::SupplierFees,
    ),
    ("duty|duties|customs|import duty|zoll|zollgebühren|zollabgaben|einfuhrabgaben", Account::Duty),
    (
        "payment_fees|payment fee|transaction fee|transaction fees|processing fee|paypal fee|stripe fee|zahlungsgebühr|zahlungsgebühren|transaktionsgebühr|transaktionsgebühren",
        Account::PaymentFees,
    ),
    (
        "commissions|commission|marketplace fee|marketplace fees|provision|provisionen|verkaufsprovision|marktplatzgebühr|marktplatzgebühren",
        Account::Commissions,
    ),
    ("ads|ad|advertising|ad spend|marketing|werbung|werbekosten|anzeigen", Account::Ads),
    (
        "recurring|subscription|subscriptions|plan|app|apps|software|hosting|domain|abo|abonnement|laufende kosten",
        Account::Recurring,
    ),
    (
        "currency|currency loss|exchange loss|fx|kursverlust|währungsverlust|kursdifferenz",
        Account::CurrencyLoss,
    ),
    ("chargebacks|chargeback|dispute|rückbuchung|rücklastschrift|rückbelastung", Account::Chargebacks),
    ("samples|sample|test order|test orders|muster|testbestellung|testbestellungen", Account::Samples),
    ("other|other costs|misc|miscellaneous|sonstiges|sonstige|sonstige kosten|andere", Account::Other),
];

/// Reads costs. Two equal rows are two costs.
pub fn read_costs(
    table: Table,
    map: Option<&ColumnMap>,
    options: &Options,
    sink: &mut dyn FnMut(Item<CostRecord>) -> ControlFlow<()>,
) -> Result<Summary, CatalogueError> {
    let mut source = Source::open(table, Kind::Costs, map, options)?;
    source.survey(|_| {})?;
    read_rows(&mut source, sink, "this cost", |line| cost(line, options), |_| None)
}

fn cost(line: &mut Line<'_>, options: &Options) -> Option<CostRecord> {
    let day = line.day("day");
    let account = line.word("account", ACCOUNTS, "kind of cost");
    let currency = line.currency_of("amount", options.currency);
    let amount = currency.and_then(|currency| line.money("amount", currency));
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let order_number = filled(line.id("order_number"));
    let shop = filled(line.text("shop"));
    let supplier = filled(line.text("supplier"));
    let note = line.note("note");
    Some(CostRecord { day: day?, account: account?, amount: amount?, order_number, shop, supplier, note })
}
