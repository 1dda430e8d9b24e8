//! Two computers with the accounts of one shop: the second looks at the supplier's records before it sends, where it is
//! told to, and for orders that are older than its workspace always.

use serde_json::{Value, json};
use stockless_tests::suppliers::script::Wire;
use stockless_tests::suppliers::{Act, Dialect, SECRET, Supplier, connection};
use stockless_tests::world::DAY;
use stockless_tests::{Sale, World};

/// A computer with the shop's order, connected to the supplier.
fn computer(world: World, dialect: Dialect, supplier: &Supplier, look_first: bool) -> World {
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900)]);
    let id = world.stocked(json!({"channel": "api"}), &[("LMP", "12.50")]);
    let settings = connection(dialect, supplier.port());
    world.call(
        "supplier_api_save",
        json!({"supplier_id": id, "description": settings.description, "base_url": settings.base_url,
               "allowed_host": settings.allowed_host, "secret": SECRET, "look_first": look_first}),
    );
    assert_eq!(world.call("supplier_api", json!({"id": id}))["look_first"], look_first);
    world
}

/// A computer that was lost with database and journal after it had sent the order, and the new one, ten days later.
fn lost_and_new(dialect: Dialect) -> (World, World, Supplier) {
    let lost = crate::world();
    let supplier = Supplier::start(dialect, lost.ticks());
    let lost = computer(lost, dialect, &supplier, false);
    lost.forward_now();
    assert_eq!((state(&lost), there(&lost, &supplier)), ("placed".to_owned(), 1), "{dialect:?}");
    // Keys are forgotten by then, and the records show what they have.
    lost.advance(10 * DAY);
    let new = computer(World::at("2026-03-19T09:00:00Z"), dialect, &supplier, false);
    assert_eq!(new.order("#1001")["decision"]["check"], "history", "{dialect:?}");
    new.call("orders_older_answer", json!({"ordered": false}));
    (lost, new, supplier)
}

fn kinds(world: &World) -> Vec<String> {
    let attempts = purchase(world)["attempts"].clone();
    let rows = attempts.as_array().expect("attempts");
    rows.iter().map(|row| row["kind"].as_str().expect("a kind").to_owned()).collect()
}

fn purchase(world: &World) -> Value {
    world.purchase("1001-1")
}

fn state(world: &World) -> String {
    purchase(world)["row"]["state"].as_str().expect("a state").to_owned()
}

/// What the supplier has of the order, whoever sent it.
fn there(world: &World, supplier: &Supplier) -> usize {
    let key = purchase(world)["fields"][1][1].as_str().expect("a key").to_owned();
    supplier.records().orders_for(&key)
}

fn two(dialect: Dialect, look_first: bool) -> (World, World, Supplier) {
    let first = crate::world();
    let supplier = Supplier::start(dialect, first.ticks());
    let first = computer(first, dialect, &supplier, false);
    let second = computer(crate::world(), dialect, &supplier, look_first);
    first.forward_now();
    assert_eq!((state(&first), there(&first, &supplier)), ("placed".to_owned(), 1));
    // Its records show an order only after a while.
    first.advance(10 * 60_000);
    second.advance(10 * 60_000);
    (first, second, supplier)
}

#[test]
fn what_another_computer_ordered_is_found_and_not_sent() {
    for dialect in [Dialect::Found, Dialect::Listed] {
        let (first, second, supplier) = two(dialect, true);
        second.forward_now();
        let found = purchase(&second);
        assert_eq!(found["row"]["state"], "placed", "{dialect:?}: {found}");
        assert_eq!(
            found["row"]["supplier_number"],
            purchase(&first)["row"]["supplier_number"],
            "{dialect:?}"
        );
        assert_eq!(there(&second, &supplier), 1, "{dialect:?}: one order");
        assert_eq!(found["attempts"][0]["kind"], "look", "{dialect:?}");
        assert!(second.order("#1001")["timeline"].to_string().contains("found_there"));
        second.prove();
    }
}

#[test]
fn without_the_switch_the_second_computer_orders_once_more() {
    let (_, second, supplier) = two(Dialect::Listed, false);
    second.forward_now();
    assert_eq!(there(&second, &supplier), 2, "this is what the switch is for");
}

#[test]
fn what_is_not_there_is_sent_and_looked_for_once() {
    let world = crate::world();
    let supplier = Supplier::start(Dialect::Listed, world.ticks());
    let world = computer(world, Dialect::Listed, &supplier, true);
    world.forward_now();
    assert_eq!((state(&world), there(&world, &supplier)), ("placed".to_owned(), 1));
    assert_eq!(kinds(&world), ["place", "look"], "newest first");
}

#[test]
fn a_clock_that_is_an_hour_fast_hides_no_order_from_the_search() {
    let world = crate::world();
    let supplier = Supplier::start(Dialect::Listed, world.ticks());
    let fast = computer(World::at("2026-03-09T10:00:00Z"), Dialect::Listed, &supplier, false);
    // Today's comparison of all records is done, and the next order was sold here: only the search is left to find it.
    fast.forward_now();
    fast.tick();
    let sale = Sale::new("#1002").item("LMP", 1, 4_900);
    fast.sell(&[sale.placed("2026-03-09 10:00:00 +0000")]);
    supplier.next(Act::Wire(Wire::Nothing));
    fast.forward_now();
    let second = || fast.purchase("1002-1");
    assert_eq!((&second()["row"]["state"], supplier.records().all().len()), (&json!("unknown"), 2));
    for _ in 0..4 {
        world.advance(30 * 60_000);
        fast.advance(30 * 60_000);
        fast.tick();
    }
    assert_eq!(
        (&second()["row"]["state"], supplier.records().all().len()),
        (&json!("placed"), 2),
        "{}",
        second()
    );
}

#[test]
fn what_cannot_be_told_waits_and_is_not_sent() {
    let (_, second, supplier) = two(Dialect::Listed, true);
    supplier.next(Act::Wire(Wire::Nothing));
    second.forward_now();
    let waiting = purchase(&second);
    assert_eq!(waiting["row"]["state"], "queued", "{waiting}");
    assert!(
        waiting["row"]["reason"].as_str().expect("why").starts_with("It is not sent before"),
        "{waiting}"
    );
    assert_eq!(there(&second, &supplier), 1);
    second.advance(2 * 60_000);
    second.tick();
    assert_eq!((state(&second), there(&second, &supplier)), ("placed".to_owned(), 1), "then it is found");
}

#[test]
fn what_a_lost_computer_ordered_is_bound_to_its_order_on_the_new_one() {
    for dialect in [Dialect::Keyed, Dialect::Unique, Dialect::Drafted, Dialect::Found, Dialect::Listed] {
        let (lost, new, supplier) = lost_and_new(dialect);
        new.forward_now();
        let found = purchase(&new);
        assert_eq!(found["row"]["state"], "placed", "{dialect:?}: {found}");
        assert_eq!(found["row"]["supplier_number"], purchase(&lost)["row"]["supplier_number"], "{dialect:?}");
        assert_eq!(kinds(&new), ["look"], "{dialect:?}: nothing was sent");
        assert_eq!(there(&new, &supplier), 1, "{dialect:?}: one order");
        assert!(new.order("#1001")["timeline"].to_string().contains("found_there"), "{dialect:?}");
        new.prove();
    }
}

#[test]
fn what_no_computer_ordered_is_looked_for_and_then_sent() {
    for dialect in [Dialect::Keyed, Dialect::Drafted, Dialect::Listed] {
        let supplier_of = World::at("2026-03-19T09:00:00Z");
        let supplier = Supplier::start(dialect, supplier_of.ticks());
        let new = computer(supplier_of, dialect, &supplier, false);
        new.call("orders_older_answer", json!({"ordered": false}));
        new.forward_now();
        assert_eq!((state(&new), there(&new, &supplier)), ("placed".to_owned(), 1), "{dialect:?}");
        assert_eq!(kinds(&new).last().map(String::as_str), Some("look"), "{dialect:?}");
        new.prove();
    }
}

#[test]
fn an_older_order_waits_until_the_records_can_be_read() {
    let (_, new, supplier) = lost_and_new(Dialect::Keyed);
    supplier.next(Act::Wire(Wire::Nothing));
    new.forward_now();
    assert_eq!(state(&new), "queued", "{}", purchase(&new));
    new.advance(2 * 60_000);
    new.tick();
    assert_eq!((state(&new), there(&new, &supplier)), ("placed".to_owned(), 1));
    assert!(!kinds(&new).contains(&"place".to_owned()), "it was never sent from here");
}
