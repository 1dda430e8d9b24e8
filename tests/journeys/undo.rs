//! Taking back: after each action and its undo the order is exactly as it was, and redo does it again.

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::{Sale, World};

use crate::forwarding::quiet;

fn world() -> World {
    let world = crate::world();
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

/// Every order as it is answered, and what products are mapped to.
fn all(world: &World) -> Vec<Value> {
    let orders = ["#1", "#2", "#3"].map(|number| quiet(world.order(number)));
    let products = world.call("products", json!({}))["rows"].clone();
    let suppliers = world.call("suppliers", json!({}))["rows"].clone();
    orders.into_iter().chain([products, suppliers, world.call("offers", json!({}))["rows"].clone()]).collect()
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
    let mapping = world.call("products", json!({}))["rows"][0]["mappings"][0].clone();
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
        assert_eq!(all(&world), before, "{name} {request} is taken back");
        assert_eq!(world.refuse("undo", json!({"id": done["undo"]})).code, Code::NotFound, "once");
        if name != "forward" {
            let again = world.call("undo", json!({"id": undone["redo"]}));
            assert_eq!(all(&world), after, "{name} {request} is done again");
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
