//! Suppliers with an interface that take a part of a purchase: what does not come is open again, and what is said badly
//! frees nothing.

use serde_json::{Value, json};
use stockless_tests::suppliers::script::{Change, Wire};
use stockless_tests::suppliers::{Act, Dialect, SECRET, Supplier, connection};
use stockless_tests::{Sale, World};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A world whose lamps and rugs come from a supplier that speaks this dialect.
fn connected(dialect: Dialect) -> (World, Supplier) {
    let world = crate::world();
    let supplier = Supplier::start(dialect, world.ticks());
    world.sell(&[Sale::new("#1001").item("LMP", 3, 4_900).item("RUG", 1, 9_900)]);
    let id = world.stocked(json!({"channel": "api"}), &[("LMP", "12.50"), ("RUG", "40.00")]);
    let settings = connection(dialect, supplier.port());
    world.call(
        "supplier_api_save",
        json!({"supplier_id": id, "description": settings.description, "base_url": settings.base_url,
               "allowed_host": settings.allowed_host, "secret": SECRET}),
    );
    (world, supplier)
}

fn has(supplier: &Supplier, sku: &str, units: i64) {
    supplier.records().stock.insert(sku.to_owned(), units);
}

/// What of each line does not come, by our own word.
fn refused(world: &World, number: &str) -> Vec<(String, i64)> {
    let purchase = world.purchase(number);
    let lines = purchase["lines"].as_array().expect("lines").iter();
    lines
        .map(|l| {
            (l["supplier_sku"].as_str().expect("a SKU").to_owned(), l["refused"].as_i64().expect("units"))
        })
        .collect()
}

fn alarms(world: &World) -> Vec<Value> {
    world.call("sending", json!({}))["alarms"].as_array().expect("alarms").clone()
}

fn state(world: &World, number: &str) -> String {
    world.purchase(number)["row"]["state"].as_str().expect("a state").to_owned()
}

/// Units of a SKU that the supplier will send, over all of its orders.
fn coming(supplier: &Supplier, sku: &str) -> i64 {
    let records = supplier.records().all();
    let lines = records.iter().filter(|order| !order.cancelled).flat_map(|order| &order.lines);
    lines.filter(|line| line.sku == sku).map(|line| line.taken).sum()
}

fn minutes(world: &World, count: i64) {
    for _ in 0..count {
        world.advance(MINUTE);
        world.tick();
    }
}

#[test]
fn what_a_supplier_does_not_take_is_open_again_and_bought_once() {
    for dialect in [Dialect::Keyed, Dialect::Drafted, Dialect::Listed, Dialect::Queried] {
        let (world, supplier) = connected(dialect);
        has(&supplier, "N-LMP", 2);
        has(&supplier, "N-RUG", 0);
        world.forward_now();
        assert_eq!(state(&world, "1001-1"), "placed", "{dialect:?}: {}", world.purchase("1001-1"));
        assert_eq!(
            refused(&world, "1001-1"),
            [("N-LMP".to_owned(), 1), ("N-RUG".to_owned(), 1)],
            "{dialect:?}"
        );
        assert_eq!(world.queue("#1001"), "ready", "a lamp and the rug are open again");
        let told = world.order("#1001")["timeline"].as_array().expect("events").clone();
        let told = told.iter().find(|event| event["kind"] == "units_refused").expect("it is told");
        assert_eq!((told["facts"]["units"].as_str(), told["actor"].as_str()), (Some("2"), Some("supplier")));
        let words = told["facts"]["words"].as_str().expect("words");
        assert!(words.contains("1 of 3") && words.contains("1 of 1"), "{words}");
        assert_eq!(words.contains("out of stock"), dialect == Dialect::Keyed, "{words}");
        assert_eq!(alarms(&world), [] as [Value; 0], "nothing is wrong: it may take a part");

        // The records say the same a day later, and that is no news.
        world.advance(DAY);
        world.tick();
        assert_eq!(refused(&world, "1001-1")[0].1, 1);

        // There is more again: exactly what is missing is ordered.
        has(&supplier, "N-LMP", 10);
        has(&supplier, "N-RUG", 10);
        let review = world.call("forward_review", json!({"which": {"tab": "new"}}));
        assert_eq!(review["suppliers"][0]["units"], 2, "{review}");
        world.forward_now();
        assert_eq!(state(&world, "1001-2"), "placed");
        assert_eq!((coming(&supplier, "N-LMP"), coming(&supplier, "N-RUG")), (3, 1), "{dialect:?}");
        assert_eq!(world.queue("#1001"), "waiting");
        world.prove();
    }
}

#[test]
fn a_part_that_is_found_out_about_later_is_a_part_as_well() {
    for dialect in [Dialect::Keyed, Dialect::Drafted, Dialect::Listed] {
        let (world, supplier) = connected(dialect);
        has(&supplier, "N-LMP", 1);
        if dialect == Dialect::Drafted {
            supplier.next(Act::Proper);
        }
        supplier.next(Act::Wire(Wire::Nothing));
        world.forward_now();
        assert_eq!(state(&world, "1001-1"), "unknown", "{dialect:?}");
        minutes(&world, 30);
        assert_eq!(state(&world, "1001-1"), "placed", "{dialect:?}");
        assert_eq!(
            refused(&world, "1001-1"),
            [("N-LMP".to_owned(), 2), ("N-RUG".to_owned(), 0)],
            "{dialect:?}"
        );
        assert_eq!(world.queue("#1001"), "ready");
        world.prove();
    }
}

#[test]
fn an_order_of_which_nothing_is_taken_is_over_and_no_alarm() {
    let (world, supplier) = connected(Dialect::Keyed);
    has(&supplier, "N-LMP", 0);
    has(&supplier, "N-RUG", 0);
    world.forward_now();
    let purchase = world.purchase("1001-1");
    assert_eq!(purchase["row"]["state"], "cancelled", "{purchase}");
    assert_ne!(purchase["row"]["supplier_number"], "", "its number is kept");
    world.advance(DAY);
    world.tick();
    assert_eq!(
        alarms(&world),
        [] as [Value; 0],
        "an order of which nothing comes is not missing and not too many"
    );
    assert_eq!(world.queue("#1001"), "ready");
    world.prove();
}

#[test]
fn a_line_that_is_dropped_days_later_is_open_again() {
    let (world, supplier) = connected(Dialect::Listed);
    world.forward_now();
    assert_eq!(world.queue("#1001"), "waiting");
    let key = world.purchase("1001-1")["fields"][1][1].as_str().expect("a key").to_owned();
    supplier.records().drop_line(&key, "N-RUG");
    world.advance(DAY);
    world.tick();
    assert_eq!(refused(&world, "1001-1"), [("N-LMP".to_owned(), 0), ("N-RUG".to_owned(), 1)]);
    assert_eq!(world.queue("#1001"), "ready");
    world.prove();
}

#[test]
fn an_order_that_was_split_by_one_who_never_splits_is_an_alarm_and_frees_nothing() {
    let (world, supplier) = connected(Dialect::Unique);
    has(&supplier, "N-LMP", 2);
    world.forward_now();
    assert_eq!(state(&world, "1001-1"), "placed");
    assert_eq!(refused(&world, "1001-1"), [("N-LMP".to_owned(), 0), ("N-RUG".to_owned(), 0)]);
    let alarm = alarms(&world).remove(0);
    assert_eq!(alarm["kind"], "split_there", "{alarm}");
    assert!(alarm["facts"]["words"].as_str().expect("words").starts_with("1 of 3"), "{alarm}");
    assert_eq!(alarm["facts"]["number"], "1001-1");
    assert_eq!(world.queue("#1001"), "waiting", "nothing is bought again before somebody has looked");
    // The merchant looks, and says what does not come.
    let purchase = world.purchase("1001-1");
    world.call(
        "purchase_refused",
        json!({"id": purchase["row"]["id"], "version": purchase["row"]["version"], "why": "They say so on the telephone.",
               "lines": [{"order_line_id": purchase["lines"][0]["order_line_id"], "quantity": 1}]}),
    );
    world.call("alarm_settle", json!({"id": alarm["id"]}));
    assert_eq!(world.queue("#1001"), "ready");
    world.advance(DAY);
    world.tick();
    assert_eq!(alarms(&world), [] as [Value; 0], "both say the same now");
    world.prove();
}

#[test]
fn what_is_said_badly_about_lines_is_an_alarm_and_frees_nothing() {
    for change in [
        Change::Takes("4"),
        Change::Takes("-1"),
        Change::Takes("1.5"),
        Change::Takes("null"),
        Change::Line("\"N-XYZ\""),
        Change::Lines("null"),
        Change::Lines("{}"),
    ] {
        let (world, supplier) = connected(Dialect::Keyed);
        supplier.next(Act::Then(change));
        world.forward_now();
        assert_eq!(state(&world, "1001-1"), "placed", "{change:?}: it is there, whatever it says of lines");
        assert_eq!(
            refused(&world, "1001-1"),
            [("N-LMP".to_owned(), 0), ("N-RUG".to_owned(), 0)],
            "{change:?}"
        );
        let alarm = alarms(&world).remove(0);
        assert_eq!(alarm["kind"], "lines_unclear", "{change:?}: {alarm}");
        assert_ne!(alarm["facts"]["words"], "", "{alarm}");
        assert_eq!(world.queue("#1001"), "waiting", "{change:?}");
        world.prove();
    }
}

#[test]
fn a_supplier_that_takes_back_a_refusal_does_not_send_unseen() {
    let (world, supplier) = connected(Dialect::Listed);
    has(&supplier, "N-LMP", 1);
    world.forward_now();
    assert_eq!(refused(&world, "1001-1")[0].1, 2);
    let key = world.purchase("1001-1")["fields"][1][1].as_str().expect("a key").to_owned();
    supplier.records().restore_lines(&key);
    world.advance(DAY);
    world.tick();
    let alarm = alarms(&world).remove(0);
    assert_eq!(alarm["kind"], "lines_unclear", "the two lamps may be bought elsewhere by now: {alarm}");
    assert_eq!(refused(&world, "1001-1")[0].1, 2);
}
