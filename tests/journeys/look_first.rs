//! Two computers with the accounts of one shop: the second looks at the supplier's records before it sends.

use serde_json::{Value, json};
use stockless_tests::suppliers::script::Wire;
use stockless_tests::suppliers::{Act, Dialect, SECRET, Supplier, connection};
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
    let attempts = purchase(&world)["attempts"].clone();
    let kinds: Vec<&str> = attempts
        .as_array()
        .expect("attempts")
        .iter()
        .map(|row| row["kind"].as_str().expect("a kind"))
        .collect();
    assert_eq!(kinds, ["place", "look"], "newest first");
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
