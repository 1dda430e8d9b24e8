//! The SQL of lists that grow with the workspace, for the test that reads how each is walked.

use crate::{automation, entries, events, imports, offers, products, purchases, routing, undo, view};

/// Every list beside those of orders, by its name.
pub fn lists() -> Vec<(&'static str, String)> {
    vec![
        ("purchases", purchases::list_sql()),
        ("purchases in a state", purchases::in_state_sql()),
        ("purchases placed at a supplier", purchases::placed_since_sql()),
        ("drafts to clear away", purchases::LEFT_DRAFTS.to_owned()),
        ("purchases that are over with a draft", purchases::OVER_WITH_A_DRAFT.to_owned()),
        ("purchases in doubt to raise", purchases::TO_RAISE.to_owned()),
        ("purchases to follow up", crate::following::RAISED.to_owned()),
        ("mails that were sent", crate::following::MAILED.to_owned()),
        ("mails about a purchase", crate::confirmations::REPLIES.to_owned()),
        ("confirmations of a purchase", crate::confirmations::CONFIRMATIONS.to_owned()),
        ("alarms", crate::health::alarms_sql().to_owned()),
        ("attempts", purchases::attempts_sql()),
        ("lines_of_attempts", purchases::LEFT_ATTEMPTS.to_owned()),
        ("rules", automation::RULES.to_owned()),
        ("what rules wait for", automation::DUE.to_owned()),
        ("orders for a dry run", automation::SINCE.to_owned()),
        ("what rules did", automation::LOG.to_owned()),
        ("what rules did with an order", automation::LOG_OF_ORDER.to_owned()),
        ("what a rule did", automation::LOG_OF_RULE.to_owned()),
        ("messages", automation::DRAFTS.to_owned()),
        ("forwardings of rules", automation::FORWARDS.to_owned()),
        ("what rules forwarded lately", automation::DONE_SINCE.to_owned()),
        ("the latest action", undo::LATEST.to_owned()),
        ("offers", offers::list_sql()),
        ("open orders of an offer that ran low", offers::CONCERNED.to_owned()),
        ("products", products::list_sql()),
        ("imports", imports::LIST.to_owned()),
        ("rejections", imports::REJECTIONS.to_owned()),
        ("actions", undo::LIST.to_owned()),
        ("timeline", events::LIST.to_owned()),
        ("entries", entries::list_sql(stockless_core::ledger::Account::ALL)),
        ("entries of an order", entries::list_of_order_sql()),
        ("routing rules", routing::RULES.to_owned()),
        ("parcels of a supplier", routing::TO_THE_DOOR.to_owned()),
        ("orders of a span", routing::PLACED_SINCE.to_owned()),
        ("orders older than the workspace", view::OLDER.to_owned()),
        ("orders to wake", view::TO_WAKE.to_owned()),
        ("orders to derive again", view::DIRTY.to_owned()),
    ]
}

/// Every statement that runs once for each order that comes in, where its plan could walk more than that order.
pub fn steps_of_an_import() -> Vec<(&'static str, String)> {
    vec![("mark twins", view::MARK_TWINS.to_owned())]
}
