//! Drafts that nobody will confirm are cleared away once a day; one that may still be confirmed never is.

use serde_json::{Value, json};
use stockless_tests::suppliers::dialect::Documented;
use stockless_tests::suppliers::script::Wire;
use stockless_tests::suppliers::{Act, Dialect, SECRET, Supplier, connection};
use stockless_tests::{Sale, World};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A world whose lamps come from a supplier that takes a draft and a confirmation. `change` changes its description.
fn drafting(change: impl Fn(String) -> String) -> (World, Supplier) {
    let world = crate::world();
    let supplier = Supplier::start(Dialect::Drafted, world.ticks());
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900)]);
    let id = world.stocked(json!({"channel": "api"}), &[("LMP", "12.50")]);
    let settings = connection(Dialect::Drafted, supplier.port());
    world.call(
        "supplier_api_save",
        json!({"supplier_id": id, "description": change(settings.description), "base_url": settings.base_url,
               "allowed_host": settings.allowed_host, "secret": SECRET}),
    );
    (world, supplier)
}

fn minutes(world: &World, count: i64) {
    for _ in 0..count {
        world.advance(MINUTE);
        world.tick();
    }
}

/// Lets a day pass and the clock be looked at.
fn a_day(world: &World) {
    world.advance(DAY);
    world.tick();
}

fn state(world: &World) -> String {
    world.purchase("1001-1")["row"]["state"].as_str().expect("a state").to_owned()
}

/// Attempts to clear a draft away, newest first, as Activity has them.
fn clearings(world: &World) -> Vec<Value> {
    let rows = world.call("activity", json!({"kind": "attempt"}))["rows"].as_array().expect("rows").clone();
    rows.into_iter().filter(|row| row["facts"]["kind"] == "cancel_draft").collect()
}

/// Drafts and orders at the supplier.
fn there(supplier: &Supplier) -> (usize, usize) {
    let records = supplier.records();
    (records.drafts(), records.all().len())
}

/// How often the supplier was asked to clear a draft away, since it was last counted.
fn asked(supplier: &Supplier) -> usize {
    supplier
        .heard()
        .iter()
        .filter(|heard| heard.method == "DELETE" && heard.target.starts_with("/drafts/"))
        .count()
}

/// A purchase whose first draft lost its answer, and was placed with the second.
fn with_an_orphan(change: impl Fn(String) -> String) -> (World, Supplier) {
    let (world, supplier) = drafting(change);
    supplier.next(Act::Wire(Wire::Nothing));
    world.forward_now();
    minutes(&world, 10);
    assert_eq!(state(&world), "placed", "{}", world.purchase("1001-1"));
    assert_eq!(there(&supplier), (1, 1), "one order, one orphan");
    supplier.heard();
    (world, supplier)
}

#[test]
fn a_draft_whose_answer_was_lost_is_cleared_away_once_it_was_shown_for_a_day() {
    let (world, supplier) = with_an_orphan(|text| text);
    minutes(&world, 60);
    assert_eq!(asked(&supplier), 0, "it has only just been seen");
    a_day(&world);
    assert_eq!(asked(&supplier), 1);
    assert_eq!(there(&supplier), (0, 1));
    let rows = clearings(&world);
    assert_eq!((rows.len(), rows[0]["result"].as_str()), (1, Some("accepted")), "{rows:?}");
    let exchange = world.purchase("1001-1")["attempts"][0].clone();
    assert!(exchange["sent"].as_str().is_some_and(|sent| sent.starts_with("DELETE /drafts/")), "{exchange}");
    assert!(world.order("#1001")["timeline"].to_string().contains("draft_cleared"));
    for _ in 0..3 {
        a_day(&world);
    }
    assert_eq!(asked(&supplier), 0, "once is enough");
    assert_eq!(state(&world), "placed");
    world.prove();
}

#[test]
fn an_outcome_that_nobody_knows_is_looked_at_the_next_day() {
    let (world, supplier) = with_an_orphan(|text| text);
    // The list is read first, in one page; then the draft is cleared away, and the answer is lost.
    supplier.next(Act::Proper);
    supplier.next(Act::Wire(Wire::ResetEarly));
    a_day(&world);
    assert_eq!(clearings(&world)[0]["result"], "unknown");
    assert_eq!(supplier.records().drafts(), 1);
    minutes(&world, 30);
    assert_eq!(asked(&supplier), 0, "not before tomorrow");
    a_day(&world);
    assert_eq!(supplier.records().drafts(), 0);
    assert_eq!(clearings(&world).len(), 2);
    assert_eq!(
        world.call("sending", json!({}))["suppliers"],
        json!([]),
        "the supplier was never stopped for it"
    );
    world.prove();
}

#[test]
fn a_draft_that_waits_to_be_confirmed_is_left_alone_however_long_it_waits() {
    let (world, supplier) = drafting(|text| text);
    supplier.next(Act::Proper);
    supplier.next(Act::Documented(Documented::Maintenance, &[]));
    world.forward_now();
    assert_eq!((state(&world).as_str(), supplier.records().drafts()), ("queued", 1));
    // The supplier's list is read, and then its key is not accepted any more, for days.
    world.tick();
    supplier.next(Act::Documented(Documented::SignedOut, &[]));
    minutes(&world, 5);
    for _ in 0..4 {
        a_day(&world);
    }
    assert_eq!((asked(&supplier), supplier.records().drafts()), (0, 1));
    let id = world.purchase("1001-1")["row"]["supplier_id"].clone();
    world.call("supplier_go_on", json!({"id": id}));
    minutes(&world, 90);
    assert_eq!((state(&world).as_str(), supplier.records().drafts()), ("placed", 0));
    assert_eq!(supplier.records().all().len(), 1);
}

#[test]
fn a_purchase_that_is_refused_leaves_no_draft_and_can_be_sent_again() {
    let (world, supplier) = drafting(|text| text);
    supplier.next(Act::Proper);
    supplier.next(Act::Documented(Documented::Refused, &[]));
    world.forward_now();
    assert_eq!((state(&world).as_str(), supplier.records().drafts()), ("rejected", 1));
    a_day(&world);
    assert_eq!((asked(&supplier), supplier.records().drafts()), (1, 0), "our own records tell of it");
    let id = world.purchase("1001-1")["row"]["id"].clone();
    world.call("purchase_retry", json!({"id": id}));
    minutes(&world, 5);
    assert_eq!(state(&world), "placed", "it was drafted anew: {}", world.purchase("1001-1"));
    assert_eq!(there(&supplier), (0, 1));
    world.prove();
}

#[test]
fn a_purchase_that_is_taken_back_leaves_no_draft() {
    let (world, supplier) = drafting(|text| text);
    supplier.next(Act::Proper);
    supplier.next(Act::Documented(Documented::Maintenance, &[]));
    world.forward_now();
    let id = world.purchase("1001-1")["row"]["id"].clone();
    world.call("purchase_cancel", json!({"id": id}));
    a_day(&world);
    assert_eq!(there(&supplier), (0, 0));
    assert_eq!(state(&world), "cancelled");
    world.prove();
}

#[test]
fn what_may_have_been_confirmed_is_not_cleared_away_whoever_cancels_it_here() {
    let (world, supplier) = drafting(|text| text);
    supplier.next(Act::Proper);
    supplier.next(Act::Wire(Wire::Nothing));
    world.forward_now();
    assert_eq!(state(&world), "unknown");
    minutes(&world, 10);
    assert_eq!(state(&world), "placed");
    let id = world.purchase("1001-1")["row"]["id"].clone();
    world.call("purchase_cancel", json!({"id": id}));
    supplier.heard();
    for _ in 0..3 {
        a_day(&world);
    }
    assert_eq!((asked(&supplier), supplier.records().all().len()), (0, 1), "it became an order");
    assert!(clearings(&world).is_empty());
}

#[test]
fn while_forwarding_is_paused_nothing_is_cleared_away() {
    let (mut world, supplier) = with_an_orphan(|text| text);
    let backup = world.call("backup", json!({}))["path"].clone();
    // A restore pauses forwarding until somebody has looked.
    world.sell(&[Sale::new("#1002").item("LMP", 1, 4_900)]);
    world.forward_now();
    world.call("restore", json!({"path": backup}));
    world.restart();
    for _ in 0..3 {
        a_day(&world);
    }
    assert_eq!(world.call("workspace_state", json!({}))["forwarding"]["state"], "paused");
    assert_eq!(asked(&supplier), 0);
}

#[test]
fn a_description_without_a_request_for_it_is_asked_once_and_not_every_day() {
    let without = |text: String| {
        let (before, rest) = text.split_once("[cancel_draft]").expect("a table");
        let (_, after) = rest.split_once("[[refusals]]").expect("a table");
        format!("{before}[[refusals]]{after}")
    };
    let (world, supplier) = with_an_orphan(without);
    for _ in 0..5 {
        a_day(&world);
    }
    assert_eq!(asked(&supplier), 0);
    let rows = clearings(&world);
    assert_eq!((rows.len(), rows[0]["result"].as_str()), (1, Some("definite_no")), "{rows:?}");
}
