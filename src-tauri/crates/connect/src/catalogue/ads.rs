//! What advertising cost, from the reports of Meta, Google and TikTok and from tables kept by hand.

use std::collections::HashSet;
use std::ops::ControlFlow;

use stockless_core::day::Day;
use stockless_core::money::{Currency, Money};

use super::column_map::ColumnMap;
use super::item::{CatalogueError, Item, Options, Summary};
use super::kind::{Kind, Plan};
use super::layout::{Layout, plain};
use super::line::Line;
use super::merge::{Merging, read_merged};
use super::output::repeats;
use super::source::Source;
use crate::columns::Field;
use crate::table::Table;

/// What one campaign cost on one day. Rows that only part it further (by advertisement, device, place) are summed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdRecord {
    /// The day.
    pub day: Day,
    /// Name of the shop that was advertised.
    pub shop: Option<String>,
    /// Where it ran: the file's own word, else the one that was chosen, else `Meta` where the columns are theirs.
    /// Empty where nobody says it.
    pub channel: String,
    /// Name of the campaign; empty for the whole account.
    pub campaign: String,
    /// How much; nothing or more.
    pub amount: Money,
}

pub(super) const PLAN: Plan = Plan {
    fields: &[
        Field::optional("day", &["date", "by day", "stat time day", "tag", "datum", "tage"]),
        Field::optional(
            "starts",
            &["reporting starts", "start date", "auswertungsbeginn", "berichtsbeginn", "startdatum"],
        ),
        Field::optional(
            "ends",
            &["reporting ends", "end date", "auswertungsende", "berichtsende", "enddatum"],
        ),
        Field::optional("campaign", &["campaign name", "kampagne", "kampagnenname", "name der kampagne"]),
        Field::column(
            "amount",
            &[
                "amount spent",
                "cost",
                "spend",
                "ad spend",
                "total cost",
                "ausgegebener betrag",
                "ausgaben",
                "kosten",
                "betrag",
                "werbekosten",
            ],
        ),
        Field::optional("currency", &["currency code", "account currency", "währung", "währungscode"]),
        Field::optional("shop", &["store", "shop name"]),
        Field::optional(
            "channel",
            &[
                "advertising channel",
                "ad network",
                "platform",
                "network",
                "plattform",
                "source",
                "kanal",
                "quelle",
                "netzwerk",
            ],
        ),
        Field::optional(
            "ad_set",
            &[
                "ad set name",
                "ad group",
                "ad group name",
                "adgroup name",
                "anzeigengruppe",
                "name der anzeigengruppe",
            ],
        ),
        Field::optional("ad", &["ad name", "ad id", "anzeige", "name der anzeige", "anzeigenname"]),
        Field::optional("device", &["device platform", "impression device", "gerät"]),
        Field::optional("placement", &["publisher platform", "network with search partners", "platzierung"]),
        Field::optional("country", &["region", "location", "land", "standort"]),
        Field::optional("age", &["alter"]),
        Field::optional("gender", &["geschlecht"]),
        Field::optional("keyword", &["search keyword", "search term", "suchbegriff", "suchkeyword"]),
    ],
    either: &[&["day", "starts"]],
    amounts: &["amount"],
    days: &["day", "starts", "ends"],
    texts: &["campaign", "currency", "shop", "channel"],
};

/// The fields that part a campaign's day further.
const PARTS: &[&str] = &["ad_set", "ad", "device", "placement", "country", "age", "gender", "keyword"];
/// Rows of one campaign and day.
const MOST_PARTS: usize = 100_000;

/// Reads advertising costs. Rows of totals are passed over.
pub fn read_ads(
    table: Table,
    map: Option<&ColumnMap>,
    options: &Options,
    sink: &mut dyn FnMut(Item<AdRecord>) -> ControlFlow<()>,
) -> Result<Summary, CatalogueError> {
    let mut source = Source::open(table, Kind::Ads, map, options)?;
    let channel = options.channel.clone().unwrap_or_else(|| vendor(&source.layout).to_owned());
    let has = |field| source.layout.column(field).is_some();
    let ads = Ads { currency: options.currency, channel, by_day: has("day"), by_campaign: has("campaign") };
    let mut whole = |item| {
        sink(match item {
            Item::Read { line, record } => Item::Read { line, record: Parts::into_record(record) },
            Item::Rejected(rejection) => Item::Rejected(rejection),
        })
    };
    read_merged(&mut source, &ads, &mut whole)
}

/// Whose report it is, where the name of a column belongs to one of them alone.
fn vendor(layout: &Layout) -> &'static str {
    let amount = layout.label_of("amount").map(plain).unwrap_or_default();
    if amount.starts_with("amount spent") || amount.starts_with("ausgegebener betrag") { "Meta" } else { "" }
}

struct Ads {
    currency: Option<Currency>,
    channel: String,
    by_day: bool,
    by_campaign: bool,
}

/// A campaign's day with the parts that were summed.
struct Parts {
    record: AdRecord,
    seen: HashSet<String>,
}

impl Parts {
    fn into_record(self) -> AdRecord {
        self.record
    }
}

impl Ads {
    fn day_field(&self) -> &'static str {
        if self.by_day { "day" } else { "starts" }
    }

    /// The one day of a row; a row over several days is noted.
    fn day(&self, line: &mut Line<'_>) -> Option<Day> {
        let field = self.day_field();
        let day = line.day(field)?;
        if self.by_day || line.peek("ends").is_empty() {
            return Some(day);
        }
        let last = line.day("ends")?;
        if last == day {
            return Some(day);
        }
        let fix = "export the report again, broken down by day";
        line.refuse("ends", format!("the row is about all days from {day} on"), fix);
        None
    }

    /// A sum over other rows: it names no day, or says in place of the day that it is one.
    fn is_total(&self, line: &Line<'_>) -> bool {
        let day = plain(line.peek(self.day_field()));
        let campaign_is_empty = self.by_campaign && line.is_empty(&["campaign"]);
        if day.is_empty() {
            return campaign_is_empty || line.row().cells().take(3).any(says_total);
        }
        // Meta writes the whole span of the report into its sum.
        says_total(&day) || (campaign_is_empty && !self.by_day)
    }

    fn channel(&self, line: &mut Line<'_>) -> String {
        let own = line.text("channel");
        if own.is_empty() { self.channel.clone() } else { own }
    }
}

impl Merging for Ads {
    type Record = Parts;
    const BY: &'static str = "day and campaign";

    fn key(&self, line: &Line<'_>) -> String {
        if self.is_total(line) {
            return String::new();
        }
        [self.day_field(), "shop", "channel", "campaign"].map(|field| line.peek(field)).join("\u{1f}")
    }

    fn build(&self, line: &mut Line<'_>) -> Option<Parts> {
        if self.is_total(line) {
            return None;
        }
        let field = self.day_field();
        if line.peek(field).is_empty() {
            line.refuse(field, "it is empty", "export the report again, broken down by day");
        }
        let day = self.day(line);
        let currency = line.currency_of("amount", self.currency);
        let amount = currency.and_then(|currency| match line.peek("amount") {
            // Google writes dashes and Meta nothing where nothing was spent.
            "" | "-" | "--" | "–" | "—" => Some(Money::zero(currency)),
            _ => line.money("amount", currency),
        });
        let shop = Some(line.text("shop")).filter(|shop| !shop.is_empty());
        let (channel, campaign) = (self.channel(line), line.text("campaign"));
        let record = AdRecord { day: day?, shop, channel, campaign, amount: amount? };
        Some(Parts { record, seen: HashSet::from([part(line)]) })
    }

    fn merge(&self, parts: &mut Parts, further: Parts, first: u64, line: &mut Line<'_>) {
        if further.seen.iter().any(|part| parts.seen.contains(part)) {
            let (reason, fix) = repeats(first, "this day and campaign, or a row behind it has");
            line.refuse_row(reason, fix);
            return;
        }
        if parts.seen.len() >= MOST_PARTS {
            line.refuse_row(
                format!("the campaign has more than {MOST_PARTS} rows on this day"),
                "check the columns",
            );
            return;
        }
        match parts.record.amount.checked_add(further.record.amount) {
            Ok(sum) => {
                parts.record.amount = sum;
                parts.seen.extend(further.seen);
            }
            Err(error) => line.refuse("amount", error.to_string(), "write a campaign's day in one currency"),
        }
    }
}

fn part(line: &Line<'_>) -> String {
    PARTS.iter().map(|field| line.peek(field)).collect::<Vec<_>>().join("\u{1f}")
}

fn says_total(text: &str) -> bool {
    let words = plain(text);
    let word = words.split(' ').next().unwrap_or_default();
    matches!(word, "total" | "totals" | "gesamt" | "gesamtsumme" | "summe" | "insgesamt" | "gesamtergebnis")
}
