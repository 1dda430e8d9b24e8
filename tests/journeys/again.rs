//! What is bought more than once on purpose, and what a supplier takes only in part.

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::world::texts;
use stockless_tests::{Sale, World, cents};

/// Two lamps of one order, placed at Nordlicht.
fn placed() -> World {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 2, 4_900)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    assert_eq!(texts(&world.forward_now()["sent"], "state"), ["placed"]);
    world
}

fn line(world: &World, purchase: &str) -> Value {
    world.purchase(purchase)["lines"][0]["order_line_id"].clone()
}

fn product_costs(world: &World) -> i64 {
    let order = world.order("#1001");
    let steps = order["profit"]["rows"].as_array().expect("steps");
    let goods = steps.iter().find(|row| row["step"] == "product_cost");
    goods.map_or_else(|| panic!("no cost of goods in {steps:?}"), |row| cents(&row["amount"]))
}

#[test]
fn a_lost_parcel_is_sent_again_as_a_purchase_of_its_own_with_its_reason_and_cost() {
    let world = placed();
    let first = world.purchase("1001-1");
    let before = product_costs(&world);
    let again = |quantity: i64, why: &str| {
        json!({"id": first["row"]["id"], "why": why,
               "lines": [{"order_line_id": line(&world, "1001-1"), "quantity": quantity}]})
    };
    assert_eq!(
        world.refuse("purchase_resend", again(3, "lost")).code,
        Code::Invalid,
        "more than were bought"
    );
    assert_eq!(world.refuse("purchase_resend", again(1, " ")).code, Code::Invalid, "no reason");
    world.call("purchase_resend", again(1, "Lost in transit."));
    let second = world.purchase("1001-2");
    assert_eq!(
        (second["row"]["why"].as_str(), second["row"]["state"].as_str()),
        (Some("resend"), Some("queued"))
    );
    assert_ne!(first["fields"][1], second["fields"][1], "another reference, so that the supplier sends it");
    let events = world.order("#1001")["timeline"].to_string();
    assert!(events.contains("Lost in transit."), "{events}");
    world.call("outbox_send", json!({}));
    assert_eq!(world.outbox_files("Nordlicht").len(), 2);
    assert_eq!(before - product_costs(&world), 1_250, "the lamp that was sent again is paid for");
    assert_eq!(world.queue("#1001"), "waiting");
    world.prove();
}

#[test]
fn an_order_is_not_over_while_what_was_sent_again_is_on_its_way() {
    let world = placed();
    world.call(
        "shipment_add",
        json!({"order_id": world.order_id("#1001"), "purchase_id": world.purchase("1001-1")["row"]["id"],
               "number": "JJD000390007882222222", "state": "delivered", "at": "2026-03-09T09:00:00Z"}),
    );
    assert_eq!(world.queue("#1001"), "done");
    world.call(
        "purchase_resend",
        json!({"id": world.purchase("1001-1")["row"]["id"], "why": "Arrived broken.",
               "lines": [{"order_line_id": line(&world, "1001-1"), "quantity": 1}]}),
    );
    world.call("outbox_send", json!({}));
    assert_eq!(world.queue("#1001"), "waiting");
}

#[test]
fn units_that_a_supplier_will_not_send_are_free_to_be_bought_elsewhere_and_cost_nothing_there() {
    let world = placed();
    let purchase = world.purchase("1001-1");
    let before = product_costs(&world);
    let refused = |quantity: i64, version: &Value| {
        json!({"id": purchase["row"]["id"], "version": version, "why": "Only one left.",
               "lines": [{"order_line_id": line(&world, "1001-1"), "quantity": quantity}]})
    };
    let version = &purchase["row"]["version"];
    assert!(world.refuse("purchase_refused", refused(3, version)).message.contains("not in this line"));
    world.call("purchase_refused", refused(1, version));
    assert_eq!(
        world.refuse("purchase_refused", refused(1, version)).code,
        Code::Stale,
        "told twice is told once"
    );
    assert_eq!(world.purchase("1001-1")["lines"][0]["refused"], 1);
    assert_eq!(world.purchase("1001-1")["row"]["state"], "placed", "the rest comes");
    assert_eq!(world.queue("#1001"), "ready", "one lamp is open again");
    assert_eq!(product_costs(&world), before, "one is bought and one is expected");
    let review = world.call("forward_review", json!({"which": {"tab": "new"}}));
    assert_eq!(review["suppliers"][0]["units"], 1);
    world.forward_now();
    assert_eq!(world.purchase("1001-2")["lines"][0]["quantity"], 1);
    assert_eq!(world.purchase("1001-2")["row"]["why"], "split");
    assert_eq!(world.outbox_files("Nordlicht").len(), 2);
    world.prove();
}

#[test]
fn a_purchase_of_which_nothing_is_left_is_over() {
    let world = placed();
    let purchase = world.purchase("1001-1");
    world.call(
        "purchase_refused",
        json!({"id": purchase["row"]["id"], "version": purchase["row"]["version"], "why": "No longer made.",
               "lines": [{"order_line_id": line(&world, "1001-1"), "quantity": 2}]}),
    );
    assert_eq!(world.purchase("1001-1")["row"]["state"], "cancelled");
    assert_eq!(world.queue("#1001"), "ready");
    world.prove();
}

#[test]
fn a_supplier_that_is_renamed_keeps_its_name_in_keys() {
    let mut world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900)]);
    let supplier = world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    let backup = world.call("backup", json!({}))["path"].clone();
    let mut detail = world.call("supplier", json!({"id": supplier}))["supplier"].clone();
    detail["name"] = json!("Nordlicht GmbH");
    world.call("supplier_save", detail);
    world.forward_now();
    let key = world.purchase("1001-1")["fields"][1][1].clone();
    world.call("restore", json!({"path": backup}));
    world.restart();
    world.call("forwarding_resume", json!({}));
    world.call("forward", json!({"which": {"ids": [world.order_id("#1001")]}, "now": true}));
    let again = world.purchase("1001-1");
    assert_eq!(again["fields"][1][1], key, "the same purchase has the same key, before and after the rename");
    assert_eq!(again["row"]["state"], "unknown", "and the journal knows that it was sent");
    assert!(world.outbox_files("Nordlicht").len() + world.outbox_files("Nordlicht GmbH").len() == 1);
}
