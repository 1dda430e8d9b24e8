//! The engine's words in words for people. A word that is not known here is shown as it is.

use serde_json::Value;

use crate::fields::{count, day, text};

/// What is wrong with an order, by the check that fails.
pub fn check(word: &str) -> &str {
    match word {
        "outcome" => "outcome not known",
        "accepted" => "refused by the supplier",
        "released" => "held by the shop",
        "address" => "address incomplete",
        "mapped" => "SKU not mapped",
        "ships_there" => "does not ship there",
        "in_stock" => "out of stock",
        "approved" => "supplier not approved",
        "paid" => "payment not captured",
        "duplicate" => "possible duplicate",
        "margin" => "margin under floor",
        "routed" => "rule allows no offer",
        "history" => "older than this workspace",
        "answered" => "supplier has not answered",
        "settled" => "supplier not paid",
        other => other,
    }
}

/// Where a purchase stands.
pub fn purchase(word: &str) -> &str {
    match word {
        "queued" => "queued to send",
        "sending" => "being sent",
        "unknown" => "outcome not known",
        "asking" => "needs your answer",
        "to_hand_over" => "to hand over",
        "placed" => "at the supplier",
        "rejected" => "refused",
        "cancelled" => "taken back",
        other => other,
    }
}

fn parcel(word: &str) -> String {
    if word == "unknown" { "no news yet".to_owned() } else { word.replace('_', " ") }
}

/// What has to happen next to an order of a list.
pub fn next_step(order: &Value) -> String {
    let (flag, bought, parcels) = (text(order, "flag"), text(order, "purchase"), text(order, "parcel"));
    match text(order, "queue").as_str() {
        "decide" => format!("decide: {}", check(&flag)),
        "ready" => "forward".to_owned(),
        "late" => format!("late: {}", parcel(&parcels)),
        "snoozed" => format!("snoozed until {}", day(order, "snoozed_until")),
        "waiting" if !parcels.is_empty() => format!("wait: {}", parcel(&parcels)),
        "waiting" if !bought.is_empty() => format!("wait: {}", purchase(&bought)),
        "waiting" => "wait".to_owned(),
        "done" => "none".to_owned(),
        other => other.to_owned(),
    }
}

/// A step of the waterfall as a title.
pub fn step(word: &str) -> String {
    let mut text = word.replace('_', " ");
    if let Some(first) = text.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// How long ago something was: `5 h`, `3 d`.
pub fn age(ms: i64) -> String {
    let hours = ms.max(0) / 3_600_000;
    if hours < 48 { format!("{hours} h") } else { format!("{} d", hours / 24) }
}

/// What an import reads, one and many.
pub const fn things(kind: &str) -> (&'static str, &'static str) {
    match kind.as_bytes() {
        b"orders" => ("order", "orders"),
        b"suppliers" => ("supplier", "suppliers"),
        b"offers" => ("offer", "offers"),
        b"mappings" => ("mapping", "mappings"),
        b"costs" => ("cost", "costs"),
        b"confirmations" => ("confirmation", "confirmations"),
        b"tracking" => ("parcel report", "parcel reports"),
        b"ads" => ("day of ad spend", "days of ad spend"),
        _ => ("rate", "rates"),
    }
}

/// “2 purchases to hand over”.
pub fn to_hand_over(purchases: i64) -> String {
    format!("{} to hand over", count(purchases, "purchase", "purchases"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_next_step_follows_the_queue() {
        let step = |order: Value| next_step(&order);
        assert_eq!(step(json!({"queue": "decide", "flag": "in_stock"})), "decide: out of stock");
        assert_eq!(step(json!({"queue": "ready", "flag": null})), "forward");
        assert_eq!(step(json!({"queue": "waiting", "purchase": "to_hand_over"})), "wait: to hand over");
        assert_eq!(
            step(json!({"queue": "waiting", "purchase": "placed", "parcel": "in_transit"})),
            "wait: in transit"
        );
        let snoozed = json!({"queue": "snoozed", "snoozed_until": "2026-03-09T07:00:00.000Z"});
        assert_eq!(step(snoozed), "snoozed until 2026-03-09");
    }

    #[test]
    fn an_age_is_told_in_hours_for_two_days_and_in_days_after_that() {
        assert_eq!(age(-5), "0 h");
        assert_eq!(age(47 * 3_600_000), "47 h");
        assert_eq!(age(72 * 3_600_000), "3 d");
    }
}
