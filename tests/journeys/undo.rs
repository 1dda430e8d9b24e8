//! Taking back: after each action and its undo the order is exactly as it was, and redo does it again.

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::{Sale, World};

use crate::forwarding::quiet;

fn world() -> World {
    let world = crate::world();
    let dollars =
        json!({"id": null, "name": "Quay", "kind": "shopify", "currency": "USD", "time_zone": "UTC"});
    world.call("shop_save", dollars);
    world.sell_in(
        "Quay",
        &[Sale::new("#4").item("RUG", 1, 8_000).with(|sale| sale.currency = "USD".to_owned())],
    );
    world.sell(&[
        Sale::new("#1").item("LMP", 1, 4_900),
        Sale::new("#2").item("LMP", 1, 1_700),
        Sale::new("#3").item("RUG", 1, 4_900),
    ]);
    let north = world.supplier("Nordlicht", json!({}));
    let south = world.supplier("Südwind", json!({"standing": "testing"}));
    let first = world.offer(north, "N-LMP", "12.50", json!({"stock": 9}));
    let second = world.offer(south, "S-LMP", "9.00", json!({}));
    world.offer(north, "N-RUG", "20.00", json!({}));
    world.map("LMP", first, json!({}));
    world.map("LMP", second, json!({"rank": 2}));
    world
}

/// Every order as it is answered, what products are mapped to, suppliers with their terms, offers, what is counted
/// besides orders, and the profit by day, shop and supplier.
fn all(world: &World) -> Vec<Value> {
    let mut all: Vec<Value> = ["#1", "#2", "#3", "#4"].map(|number| quiet(world.order(number))).into();
    for list in ["products", "suppliers", "offers", "recurring", "fee_rules", "rates"] {
        all.push(world.call(list, json!({}))["rows"].clone());
    }
    for supplier in world.call("suppliers", json!({}))["rows"].as_array().expect("suppliers") {
        all.push(world.call("supplier", json!({"id": supplier["id"]}))["supplier"].clone());
    }
    for by in ["day", "shop", "supplier"] {
        let report = world.call("profit", json!({"from": "2026-03-01", "to": "2026-03-31", "by": by}));
        // What was booked and taken back leaves a row of nothing.
        let counts = |steps: &Value| steps.to_string().chars().any(|c| ('1'..='9').contains(&c));
        let rows =
            report["rows"].as_array().expect("rows").iter().map(|row| json!([row["key"], row["steps"]]));
        all.extend(rows.filter(|row| counts(&row[1])));
        all.push(report["total"].clone());
    }
    all
}

/// The first thing that differs, so that a failure can be read.
fn same(found: &[Value], wanted: &[Value], what: &str) {
    for (found, wanted) in found.iter().zip(wanted) {
        assert_eq!(found, wanted, "{what}");
    }
    assert_eq!(found.len(), wanted.len(), "{what}: {found:?}");
}

/// The row of a list that costs are counted by, with some fields changed.
fn changed(world: &World, list: &str, change: Value) -> Value {
    stockless_tests::catalogue::with(world.call(list, json!({}))["rows"][0].clone(), change)
}

#[test]
fn each_action_is_taken_back_to_the_last_field_and_done_again() {
    let world = world();
    let id = |number: &str| world.order_id(number);
    let which = json!({"ids": [id("#1"), id("#2"), id("#3")]});
    let fix = |number: &str, fix: Value| json!({"order_id": id(number), "fix": fix});
    let line = |number: &str| world.order(number)["lines"][0]["id"].clone();
    let mut address = world.order("#1")["ship_to"].clone();
    address["line1"] = json!("Hafenweg 3");
    let mut remember = fix("#1", json!({"kind": "use_offer", "line_id": line("#1"), "offer_id": 2}));
    remember["remember"] = json!(true);
    let mut supplier = world.call("supplier", json!({"id": 1}))["supplier"].clone();
    supplier["standing"] = json!("paused");
    let mut terms = world.call("supplier", json!({"id": 1}))["supplier"].clone();
    terms["shipping"][0]["first"] = json!("6.50");
    let newcomer = stockless_tests::catalogue::with(terms.clone(), json!({"id": null, "name": "Ostermann"}));
    let mapping = world.call("products", json!({"search": "LMP"}))["rows"][0]["mappings"][0].clone();
    let fee = json!({"id": null, "shop_id": 2, "kind": "payment", "percent": "2.9", "fixed": "0.30", "on_items": true, "on_shipping": true, "on_tax": true});
    let plan = json!({"id": null, "name": "Plan", "amount": {"amount": "31.00", "currency": "EUR"}, "every": "month", "from": "2026-03-01", "to": null, "shop_id": null});
    let rate = json!({"day": "2026-03-09", "base": "EUR", "quote": "USD", "value": "1.25"});
    let offer = world.call("offers", json!({}))["rows"][0].clone();
    let dearer = json!({"stock": 2, "prices": [{"zone": "*", "min_quantity": 1, "unit_cost": "13.10"}, {"zone": "DE", "min_quantity": 5, "unit_cost": "11"}]});
    let another = json!({"id": null, "supplier_sku": "N-NEW", "title": "Another lamp"});
    let actions = [
        ("order_snooze", json!({"which": which, "until": "2026-03-12T09:00:00Z"})),
        ("order_close", json!({"which": which, "closed": true})),
        ("order_colour", json!({"which": which, "colour": "red"})),
        ("order_tag", json!({"which": which, "tag": "gift", "on": true})),
        ("order_note_add", json!({"order_id": id("#1"), "text": "A note."})),
        ("order_address_save", json!({"order_id": id("#1"), "address": address})),
        ("order_fix", fix("#2", json!({"kind": "accept", "check": "margin"}))),
        ("order_fix", fix("#3", json!({"kind": "map", "line_id": line("#3"), "offer_id": 3, "factor": 1}))),
        ("order_fix", fix("#1", json!({"kind": "use_offer", "line_id": line("#1"), "offer_id": 2}))),
        ("order_fix", remember),
        ("order_fix", fix("#2", json!({"kind": "approve_supplier", "supplier_id": 2}))),
        ("order_fix", fix("#1", json!({"kind": "ask_customer", "text": "Where?"}))),
        ("order_fix_suggested", json!({"which": {"tab": "new"}})),
        ("supplier_save", supplier),
        ("supplier_save", terms),
        ("supplier_save", newcomer),
        ("offer_save", stockless_tests::catalogue::with(offer.clone(), dearer)),
        ("offer_save", stockless_tests::catalogue::with(offer, another)),
        ("offer_remove", json!({"id": 2})),
        ("fee_rule_save", fee),
        ("recurring_save", plan),
        ("rate_save", rate),
        ("mapping_remove", json!({"id": mapping["id"]})),
        (
            "mapping_save",
            json!({"id": null, "product_id": world.product("RUG"), "zone": "DE", "rank": 1, "offer_id": 3, "factor": 2}),
        ),
        ("forward", json!({"which": {"tab": "new"}})),
    ];
    for (name, request) in actions {
        let before = all(&world);
        let done = world.call(name, request.clone());
        assert!(done["undo"].is_i64(), "{name} {request} can be taken back: {done}");
        let after = all(&world);
        assert_ne!(after, before, "{name} {request} does something");
        let undone = world.call("undo", json!({"id": done["undo"]}));
        same(&all(&world), &before, &format!("{name} {request} is taken back"));
        assert_eq!(world.refuse("undo", json!({"id": done["undo"]})).code, Code::NotFound, "once");
        if name != "forward" {
            let again = world.call("undo", json!({"id": undone["redo"]}));
            same(&all(&world), &after, &format!("{name} {request} is done again"));
            assert!(again["redo"].is_i64());
            world.call("undo", json!({"id": again["redo"]}));
            assert_eq!(all(&world), before);
        }
        world.prove();
    }
}

#[test]
fn what_has_changed_since_is_not_taken_back() {
    let world = world();
    let which = json!({"ids": [world.order_id("#1")]});
    let first = world.call("order_colour", json!({"which": which, "colour": "red"}));
    let second = world.call("order_colour", json!({"which": which, "colour": "blue"}));
    let before = all(&world);
    assert_eq!(world.refuse("undo", json!({"id": first["undo"]})).code, Code::Stale);
    assert_eq!(all(&world), before);
    // Without a number the latest goes first.
    assert_eq!(world.call("undo", json!({}))["id"], second["undo"]);
    assert_eq!(world.order("#1")["row"]["colour"], "red");
    assert_eq!(world.call("undo", json!({}))["id"], first["undo"]);
    assert_eq!(world.order("#1")["row"]["colour"], "");
    let actions = world.call("activity", json!({"kind": "action"}));
    assert!(actions["rows"].as_array().is_some_and(|rows| rows.iter().any(|row| row["result"] == "undone")));
}

#[test]
fn changes_of_costs_that_are_there_are_taken_back_and_done_again() {
    let world = world();
    world.call("fee_rule_save", json!({"id": null, "shop_id": 2, "kind": "payment", "percent": "2.9", "fixed": "0.30", "on_items": true, "on_shipping": true, "on_tax": true}));
    world.call("recurring_save", json!({"id": null, "name": "Plan", "amount": {"amount": "31.00", "currency": "EUR"}, "every": "month", "from": "2026-03-01", "to": null, "shop_id": null}));
    world.call("rate_save", json!({"day": "2026-03-05", "base": "EUR", "quote": "USD", "value": "1.25"}));
    let actions = [
        ("fee_rule_save", changed(&world, "fee_rules", json!({"percent": "4"}))),
        ("fee_rule_remove", json!({"id": 1})),
        (
            "recurring_save",
            changed(
                &world,
                "recurring",
                json!({"amount": {"amount": "62.00", "currency": "USD"}, "shop_id": 1}),
            ),
        ),
        ("recurring_remove", json!({"id": 1})),
    ];
    for (name, request) in actions {
        let before = all(&world);
        let done = world.call(name, request.clone());
        let after = all(&world);
        assert_ne!(after, before, "{name} {request} does something");
        let undone = world.call("undo", json!({"id": done["undo"]}));
        same(&all(&world), &before, &format!("{name} {request} is taken back"));
        let again = world.call("undo", json!({"id": undone["redo"]}));
        same(&all(&world), &after, &format!("{name} {request} is done again"));
        world.call("undo", json!({"id": again["redo"]}));
        assert_eq!(all(&world), before);
        world.prove();
    }
}

#[test]
fn what_was_converted_with_a_rate_that_is_taken_back_counts_as_before() {
    let world = world();
    let old = json!({"day": "2026-03-05", "base": "EUR", "quote": "USD", "value": "1.25"});
    world.call("rate_save", old);
    let total = |world: &World| {
        world.call("profit", json!({"from": "2026-03-01", "to": "2026-03-31", "by": "shop"}))["total"].clone()
    };
    // A slip of the finger, and an order that is booked with it before it is noticed.
    let slip =
        world.call("rate_save", json!({"day": "2026-03-09", "base": "EUR", "quote": "USD", "value": "12.5"}));
    let late = Sale::new("#5").item("RUG", 1, 8_000).with(|sale| sale.currency = "USD".to_owned());
    world.sell_in("Quay", std::slice::from_ref(&late));
    let wrong = total(&world);
    world.call("undo", json!({"id": slip["undo"]}));
    let right = crate::world();
    right.call(
        "shop_save",
        json!({"id": null, "name": "Quay", "kind": "shopify", "currency": "USD", "time_zone": "UTC"}),
    );
    right.call("rate_save", json!({"day": "2026-03-05", "base": "EUR", "quote": "USD", "value": "1.25"}));
    right.sell_in("Quay", &[late]);
    assert_ne!(wrong, total(&world));
    assert_eq!(world.order("#5")["profit"], right.order("#5")["profit"]);
    assert_eq!(world.order("#5")["row"]["total_base"], json!({"amount": "64.00", "currency": "EUR"}));
    // Another rate of that day is not in the way of the first one.
    let dollars =
        world.call("rate_save", json!({"day": "2026-03-10", "base": "EUR", "quote": "USD", "value": "1.2"}));
    world.call("rate_save", json!({"day": "2026-03-10", "base": "EUR", "quote": "GBP", "value": "0.8"}));
    world.call("undo", json!({"id": dollars["undo"]}));
    assert_eq!(world.call("rates", json!({}))["total"], 2);
    world.prove();
}

#[test]
fn what_something_else_has_come_to_need_is_not_taken_back() {
    let world = world();
    let added = world.call(
        "offer_save",
        json!({"id": null, "supplier_id": 1, "supplier_sku": "N-RUG-2", "title": "Rug", "currency": "EUR",
        "stock": null, "prices": [{"zone": "*", "min_quantity": 1, "unit_cost": "21.00"}]}),
    );
    world.map("RUG", added["id"].as_i64().expect("an id"), json!({}));
    let before = all(&world);
    assert_eq!(world.refuse("undo", json!({"id": added["undo"]})).code, Code::Stale);
    assert_eq!(all(&world), before);
}
