use std::collections::BTreeSet;

use serde_json::Value;

use crate::desk::Desk;

#[test]
fn a_list_of_orders_goes_through_its_pages_until_the_limit() {
    let desk = Desk::empty();
    desk.run(&["demo", "--orders", "510"]).done();
    let all = desk.ask(&["orders", "--tab", "all", "--limit", "100000"]);
    let rows = all["rows"].as_array().unwrap();
    let total = all["total"].as_u64().unwrap();
    assert!(total > 500, "more than one page of the engine");
    assert_eq!((rows.len() as u64, &all["next"]), (total, &Value::Null));
    let ids: BTreeSet<i64> = rows.iter().map(|row| row["id"].as_i64().unwrap()).collect();
    assert_eq!(ids.len(), rows.len(), "each order once");
    for field in ["number", "shop", "placed_at", "payment", "fulfilment", "total", "lines", "checks", "flag"]
    {
        assert!(rows.iter().all(|row| row.get(field).is_some()), "{field}");
    }
    let amount = &rows[0]["total"];
    assert!(amount["amount"].is_string() && amount["currency"].is_string(), "{amount}");
    let first = desk.ask(&["orders", "--tab", "all", "--limit", "3"]);
    assert_eq!(first["rows"].as_array().unwrap()[..], rows[..3]);
    let key = first["next"].as_str().unwrap();
    let second = desk.ask(&["orders", "--tab", "all", "--limit", "2", "--key", key]);
    assert_eq!(second["rows"].as_array().unwrap()[..], rows[3..5]);
}

#[test]
fn the_text_of_a_list_is_aligned_and_filters_narrow_it() {
    let desk = Desk::demo();
    let text = desk.run(&["orders", "--limit", "5"]).done();
    let mut lines = text.out.lines();
    let customer = lines.next().unwrap().find("Customer").unwrap();
    let begins_there = |line: &str| {
        let around: Vec<char> = line.chars().skip(customer - 1).take(2).collect();
        matches!(around[..], [' ', first] if first != ' ')
    };
    assert!(lines.take(5).all(begins_there), "{}", text.out);
    assert!(text.err.contains("--limit"), "{}", text.err);
    let of_one = desk.ask(&["orders", "--tab", "all", "--shop", "pawberry", "--limit", "1000"]);
    let rows = of_one["rows"].as_array().unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["shop"] == "Pawberry"));
    let number = rows[0]["number"].as_str().unwrap();
    let found = desk.ask(&["orders", "--tab", "all", "--search", number]);
    assert!(found["rows"].as_array().unwrap().iter().any(|row| row["number"] == number));
}

#[test]
fn a_profit_report_has_its_rules_and_every_step_and_is_written_as_files() {
    let desk = Desk::demo();
    let report = desk.ask(&["profit", "--from", "2026-01-01", "--to", "2026-03-09", "--by", "month"]);
    let keys: Vec<&str> =
        report["rows"].as_array().unwrap().iter().map(|row| row["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["2026-01", "2026-02", "2026-03"]);
    assert!(!report["basis"]["rules"].as_array().unwrap().is_empty());
    let steps = report["total"]["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 15);
    let net = steps.last().unwrap();
    assert_eq!(net["step"], "net_profit");

    let text = desk.run(&["profit", "--from", "2026-01-01", "--to", "2026-03-09"]).done().out;
    assert!(text.contains("Days begin at midnight"), "{text}");
    let total = text.lines().find(|line| line.starts_with("total")).unwrap();
    assert!(total.contains(net["amount"]["amount"].as_str().unwrap()), "{total}");

    let csv = desk.file("profit.csv", "");
    desk.run(&["profit", "--from", "2026-01-01", "--to", "2026-03-09", "--format", "csv", "--out", &csv])
        .done();
    let table = std::fs::read_to_string(&csv).unwrap();
    assert!(table.contains(net["amount"]["amount"].as_str().unwrap()), "the same figures: {table}");
    let xlsx = desk.file("profit.xlsx", "");
    let written = desk.ask(&["profit", "--format", "xlsx", "--out", &xlsx]);
    let bytes = std::fs::read(&xlsx).unwrap();
    assert!(bytes.starts_with(b"PK"));
    assert_eq!(written["bytes"], bytes.len());
    let again =
        desk.run(&["profit", "--from", "2026-01-01", "--to", "2026-03-09", "--format", "json"]).done();
    assert_eq!(again.json(), report);
}

#[test]
fn an_order_is_snoozed_undo_takes_it_back_and_time_ends_it() {
    let desk = Desk::demo();
    let snoozed = || desk.ask(&["orders", "--tab", "snoozed"])["total"].as_i64().unwrap();
    let before = snoozed();
    let id = desk.ask(&["orders", "--limit", "1"])["rows"][0]["id"].as_i64().unwrap();
    let request = format!(r#"{{"which":{{"ids":[{id}]}},"until":"2026-03-10T07:00:00Z"}}"#);
    desk.run(&["call", "order_snooze", &request]).done();
    assert_eq!(snoozed(), before + 1);
    let text = desk.run(&["undo"]).done().out;
    assert!(text.contains("snooze"), "{text}");
    assert_eq!(snoozed(), before);
    desk.run(&["call", "order_snooze", &request]).done();
    let later = [("STOCKLESS_NOW", "2027-03-10T07:00:00Z")];
    let after = desk.run_with(&["orders", "--tab", "snoozed", "--json"], &later, "").done().json();
    assert_eq!(after["total"], 0, "a year later nothing is snoozed any more");
}
