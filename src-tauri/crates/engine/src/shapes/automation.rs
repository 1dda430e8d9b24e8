//! Shapes of rules: what they listen to, ask for and do, and what they did.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::shared::Amount;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RuleShape {
    /// Which one; 0 for a new one.
    pub id: i64,
    /// What the merchant calls it.
    pub name: String,
    /// came_in, changed, paid, ready, needs_decision, stock_low, late, purchase_placed, purchase_confirmed, purchase_rejected.
    pub event: String,
    /// True when it is switched on.
    pub enabled: bool,
    /// What it asks for and does.
    pub rule: RuleBody,
}

/// What a rule asks for and does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RuleBody {
    /// order, or line: then all conditions hold for the same line, and suppliers are changed for those lines only.
    pub scope: String,
    /// True when one condition is enough, false when all must hold.
    pub any: bool,
    /// The conditions; none: every order.
    pub conditions: Vec<ConditionShape>,
    /// What it does, in order.
    pub actions: Vec<ActionShape>,
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConditionShape {
    /// True when the test must not hold.
    pub not: bool,
    /// The test.
    pub test: TestShape,
}

/// One test. A list holds when one of its values does; a range without an end is open there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TestShape {
    /// In which shop it was sold.
    Shop {
        /// Shops.
        shop_ids: Vec<i64>,
    },
    /// Where the parcel goes.
    To {
        /// Two-letter country codes, EU, or * for everywhere.
        zones: Vec<String>,
    },
    /// Its total in the base currency.
    Total {
        /// At least, major units as text.
        from: Option<String>,
        /// At most.
        to: Option<String>,
    },
    /// Its margin.
    Margin {
        /// At least, percent as text.
        from: Option<String>,
        /// At most.
        to: Option<String>,
    },
    /// Tags of the merchant or of the shop.
    Tag {
        /// Tags.
        tags: Vec<String>,
    },
    /// What was sold: the SKU, or the title of what has none; * stands for any letters.
    Goods {
        /// Patterns.
        patterns: Vec<String>,
    },
    /// Units of the line, or of the whole order.
    Units {
        /// At least.
        from: Option<i64>,
        /// At most.
        to: Option<i64>,
    },
    /// Who has it or would get it.
    Supplier {
        /// Suppliers.
        supplier_ids: Vec<i64>,
    },
    /// The customer has another order.
    KnownCustomer {},
    /// Where the payment stands.
    Payment {
        /// pending, authorised, partly_paid, paid, partly_refunded, refunded, voided, unknown.
        states: Vec<String>,
    },
    /// The shop's own risk word.
    Risk {
        /// Words.
        words: Vec<String>,
    },
    /// Whole hours since the customer ordered.
    Age {
        /// At least.
        from: Option<i64>,
        /// At most.
        to: Option<i64>,
    },
    /// A check that fails.
    Fails {
        /// Checks.
        checks: Vec<String>,
    },
}

/// One thing a rule does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ActionShape {
    /// Adds a tag.
    Tag {
        /// The tag.
        tag: String,
    },
    /// Removes a tag.
    Untag {
        /// The tag.
        tag: String,
    },
    /// Sets the colour flag; empty removes it.
    Colour {
        /// red, amber, green, blue, violet, or empty.
        colour: String,
    },
    /// Holds the order until the merchant decides.
    Hold {},
    /// Puts the order aside.
    Snooze {
        /// For so many minutes.
        minutes: i64,
    },
    /// Lets a supplier serve the lines, by the mapped offer it has for each.
    Supplier {
        /// The supplier.
        supplier_id: i64,
    },
    /// Lets the n-th choice of the ranking serve the lines.
    Choice {
        /// 1 is the first choice.
        n: i64,
    },
    /// Forwards the order after a delay, where every supplier of it may be forwarded to automatically.
    ForwardAfter {
        /// So many minutes; 0 is at once.
        minutes: i64,
    },
    /// Forwards the order at the next such time of day.
    ForwardAt {
        /// `16:30`, where the workspace is.
        time: String,
    },
    /// Writes a message for somebody to read and send.
    Draft {
        /// customer or supplier.
        to: String,
        /// Subject, with facts in braces: {order}.
        subject: String,
        /// Text, with facts in braces.
        text: String,
    },
    /// Adds a note.
    Note {
        /// Text, with facts in braces.
        text: String,
    },
}

/// A rule in the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RuleRow {
    /// The rule; `null` when it cannot be read.
    pub rule: Option<RuleShape>,
    /// Which one.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it listens to.
    pub event: String,
    /// True when it is switched on.
    pub enabled: bool,
    /// Why it does nothing at present; empty when nothing stands in its way.
    pub fault: String,
}

/// A supplier, and whether rules may forward to it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AutomaticRow {
    /// The supplier.
    pub supplier_id: i64,
    /// Its name.
    pub supplier: String,
    /// True when rules may forward to it.
    pub on: bool,
}

/// Orders that rules want forwarded and that wait for the merchant's word, because much would leave at once.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AskingShape {
    /// Orders.
    pub orders: i64,
    /// What they cost at their suppliers, as far as rates are known.
    pub to_pay: Amount,
    /// Suppliers, with their orders.
    pub suppliers: Vec<AskingSupplier>,
}

/// One supplier's part of what waits for the merchant's word.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AskingSupplier {
    /// Its name.
    pub supplier: String,
    /// Orders.
    pub orders: i64,
    /// To pay, in the supplier's currency.
    pub to_pay: Amount,
}

/// Everything about rules that is not a list with an end far away.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Automation {
    /// The rules, in their order within their event.
    pub rules: Vec<RuleRow>,
    /// Events of which only the first rule that fits acts; of the others all that fit do.
    pub first_only: Vec<String>,
    /// Suppliers, and whether rules may forward to them.
    pub suppliers: Vec<AutomaticRow>,
    /// Orders that rules may forward within an hour without asking.
    pub most_orders: i64,
    /// What they may cost, in the base currency.
    pub most_to_pay: Amount,
    /// What waits for the merchant's word; `null` when nothing does.
    pub asking: Option<AskingShape>,
    /// Orders that are planned to be forwarded.
    pub planned: i64,
    /// Messages that wait to be read and sent.
    pub drafts: i64,
    /// Facts that texts may name in braces.
    pub places: Vec<String>,
}

/// Puts a rule at a place among those of its event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RuleMove {
    /// The rule.
    pub id: i64,
    /// The place, counted from 1.
    pub to: i64,
}

/// Switches a rule on or off.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RuleSwitch {
    /// The rule.
    pub id: i64,
    /// True for on.
    pub on: bool,
}

/// How the rules of an event are applied.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RuleMode {
    /// The event.
    pub event: String,
    /// True when only the first that fits acts.
    pub first_only: bool,
}

/// Lets rules forward to a supplier, or no longer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AutomaticSwitch {
    /// The supplier.
    pub supplier_id: i64,
    /// True when they may.
    pub on: bool,
}

/// How much rules may forward within an hour without asking.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AutomaticLimit {
    /// Orders.
    pub orders: i64,
    /// What they may cost, in the base currency.
    pub to_pay: Amount,
}

/// The word about what waits for it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskingAnswer {
    /// True to forward it, false to leave it to be forwarded by hand.
    pub forward: bool,
}

/// A rule to try on past orders.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RuleDryRunRequest {
    /// The rule, kept or not.
    pub rule: RuleShape,
    /// Days back, 90 unless told, 366 at most.
    #[serde(default)]
    pub days: Option<i64>,
    /// `next` of the part before.
    #[serde(default)]
    pub key: Option<String>,
}

/// What a rule would have done. Orders are judged as they stand now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RuleDryRun {
    /// Orders in the whole time.
    pub total: i64,
    /// Orders looked at in this part.
    pub looked: i64,
    /// Of those, orders it would have acted on.
    pub matched: i64,
    /// The latest of them, at most 50 a part.
    pub rows: Vec<RuleDryRunRow>,
    /// Hand this back as `key` to look further; `null` at the end.
    pub next: Option<String>,
}

/// What a rule would have done with an order.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RuleDryRunRow {
    /// The order.
    pub order_id: i64,
    /// Its number.
    pub number: String,
    /// When the customer ordered, ISO 8601.
    pub placed_at: String,
    /// What it would have done.
    pub did: Vec<DeedShape>,
}

/// One thing that a rule did or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DeedShape {
    /// tag, untag, colour, hold, snooze, supplier, choice, forward, draft, note; forwarded, not_forwarded, asks,
    /// nothing, stopped, failed.
    pub did: String,
    /// Facts for its text.
    pub facts: BTreeMap<String, String>,
}

/// Which part of the log.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct RuleLogRequest {
    /// Of one rule, or of all.
    pub rule_id: Option<i64>,
    /// `next` of the page before.
    pub key: Option<String>,
    /// Rows a page; 100 unless told.
    pub limit: Option<i64>,
}

/// Something a rule did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RuleLogRow {
    /// The row.
    pub id: i64,
    /// When, ISO 8601.
    pub at: String,
    /// The order.
    pub order_id: i64,
    /// Its number.
    pub number: String,
    /// The rule; it may be gone.
    pub rule_id: i64,
    /// Its name then.
    pub rule: String,
    /// What it acted on.
    pub event: String,
    /// What it did.
    pub deed: DeedShape,
    /// Hand this to `undo` while it can be taken back.
    pub undo: Option<i64>,
    /// True when it was taken back.
    pub undone: bool,
}

/// Which messages.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct DraftsRequest {
    /// `next` of the page before.
    pub key: Option<String>,
    /// Rows a page; 100 unless told.
    pub limit: Option<i64>,
}

/// A message that waits for somebody to read, correct and send it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DraftRow {
    /// Which one.
    pub id: i64,
    /// The order.
    pub order_id: i64,
    /// Its number.
    pub number: String,
    /// customer or supplier.
    pub recipient: String,
    /// Mail address; empty where it is not known.
    pub address: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// The rule that wrote it.
    pub rule: String,
    /// When, ISO 8601.
    pub created_at: String,
}
