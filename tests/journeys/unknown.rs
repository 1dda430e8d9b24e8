//! While nobody knows whether a supplier has a purchase: what is refused meanwhile, and when it is raised again.

use std::sync::Arc;

use serde_json::{Value, json};
use stockless_connect::placing::{Answer, Look, Theirs};
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Cancel, Capability, Lookup};
use stockless_tests::told::Told;
use stockless_tests::world::{DAY, HOUR};
use stockless_tests::{Sale, World};

/// A lamp that was sent to a supplier who did not answer.
fn lost(capability: Capability) -> (World, Arc<Told>) {
    let mut world = crate::world();
    let outside = Told::new(capability);
    world.reach_through(Arc::clone(&outside) as _);
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    world.forward_now();
    assert_eq!(state(&world, "1001-1"), "unknown");
    (world, outside)
}

fn state(world: &World, number: &str) -> String {
    world.purchase(number)["row"]["state"].as_str().expect("a state").to_owned()
}

fn parcel(world: &World, change: Value) -> Value {
    let base =
        json!({"order_id": world.order_id("#1001"), "number": "JJD000390007882222222", "state": "delivered"});
    stockless_tests::catalogue::with(base, change)
}

#[test]
fn nothing_is_marked_as_shipped_while_it_is_unknown() {
    let (world, _) = lost(Capability::blind());
    for asking in [false, true] {
        if asking {
            world.advance(HOUR);
            world.tick();
            assert_eq!(state(&world, "1001-1"), "asking");
        }
        let error = world.refuse("shipment_add", parcel(&world, json!({})));
        assert_eq!(
            error.message,
            "We do not know whether Nordlicht received 1001-1, so nothing of it can be marked as shipped."
        );
        assert!(error.action.contains("say that it is there"), "{error:?}");
        assert_eq!(world.order("#1001")["shipments"], json!([]));
    }
    let table = "PO number,Tracking number\n1001-1,JJD000390007882222222\n";
    let answer = world.table("tracking", table);
    assert_eq!(answer["rejected"][0]["column"], "purchase", "{answer}");
    assert!(answer["rejected"][0]["reason"].as_str().expect("why").contains("do not know whether Nordlicht"));

    // The parcel itself is the proof, if the merchant says that it comes from there.
    let id = world.purchase("1001-1")["row"]["id"].clone();
    world.refuse("shipment_add", parcel(&world, json!({"it_is_there": true})));
    world.call("shipment_add", parcel(&world, json!({"purchase_id": id, "it_is_there": true})));
    assert_eq!(state(&world, "1001-1"), "placed");
    assert_eq!(world.queue("#1001"), "done");
    assert_eq!(world.table("tracking", table)["rejected"], json!([]));
    world.prove();
}

#[test]
fn a_parcel_of_another_purchase_is_recorded_and_the_order_still_waits_for_the_answer() {
    let mut world = crate::world();
    let outside = Told::new(Capability::blind());
    world.reach_through(Arc::clone(&outside) as _);
    outside.answers(Answer::plain(Outcome::Accepted { reference: None, evidence: "Taken.".to_owned() }));
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900).item("MUG", 1, 900)]);
    for (name, sku) in [("Nordlicht", "LMP"), ("Weber", "MUG")] {
        let supplier = world.supplier(name, json!({"folder_is_collected": true}));
        let offer = world.offer(supplier, sku, "5.00", json!({}));
        world.map(sku, offer, json!({}));
    }
    world.forward_now();
    let (known, unknown) = match state(&world, "1001-1").as_str() {
        "placed" => ("1001-1", "1001-2"),
        _ => ("1001-2", "1001-1"),
    };
    assert_eq!((state(&world, known), state(&world, unknown)), ("placed".into(), "unknown".into()));
    world.refuse("shipment_add", parcel(&world, json!({})));
    let id = world.purchase(known)["row"]["id"].clone();
    world.call("shipment_add", parcel(&world, json!({"purchase_id": id})));
    assert_eq!(world.order("#1001")["shipments"].as_array().expect("parcels").len(), 1);
    assert_eq!(world.queue("#1001"), "decide", "delivered in part, and the rest is not known");
}

#[test]
fn calling_it_off_waits_until_it_can_be_known() {
    let (world, _) = lost(Capability::blind());
    let id = world.purchase("1001-1")["row"]["id"].clone();
    let error = world.refuse("purchase_cancel", json!({"id": id}));
    assert!(error.message.starts_with("We do not know whether it arrived yet"), "{error:?}");
    assert!(error.action.contains("supplier account"), "{error:?}");
    assert_eq!(world.order("#1001")["lines"][0]["forwarded"], 1, "its units are not free");
    world.advance(HOUR);
    world.tick();
    assert_eq!(state(&world, "1001-1"), "asking");
    world.call("purchase_cancel", json!({"id": id}));
    assert_eq!(state(&world, "1001-1"), "cancelled");
}

#[test]
fn a_clock_that_was_ahead_and_is_put_right_begins_the_quarantine_anew_and_leaves_a_way_out() {
    const MINUTE: i64 = 60_000;
    let records = Capability { lookup: Lookup::ByReference, ..Capability::blind() };
    for (capability, looked) in [(Capability::blind(), false), (records.clone(), false), (records, true)] {
        let listed = capability.lookup != Lookup::None;
        let mut world = crate::world();
        let outside = Told::new(capability);
        world.reach_through(Arc::clone(&outside) as _);
        world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900)]);
        world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
        world.set_clock_by(30 * DAY);
        world.forward_now();
        if looked {
            // In vain, and it wants to be left alone: the next look waits by the wrong clock.
            let reason = "It is busy.".to_owned();
            outside.finds(Look::CannotTell { reason, wait_ms: Some(HOUR), signed_out: false });
            world.advance(16 * MINUTE);
            world.tick();
        }
        let looks = usize::from(looked);
        assert_eq!((state(&world, "1001-1").as_str(), outside.asked().len()), ("unknown", 1 + looks));
        world.advance(10 * MINUTE);
        world.set_clock_by(-30 * DAY);
        world.tick();
        world.advance(14 * MINUTE);
        world.tick();
        assert_eq!(outside.asked().len(), 1 + looks, "its quarantine began when the clock was put right");
        outside.finds(Look::NotThere);
        world.advance(2 * MINUTE);
        world.tick();
        let (after, asked) = (state(&world, "1001-1"), outside.asked());
        match listed {
            true => assert_eq!((after.as_str(), asked.len()), ("queued", 2 + looks), "{asked:?}"),
            false => assert_eq!(after, "asking"),
        }
        world.prove();
    }
}

#[test]
fn it_is_raised_once_when_the_order_has_to_leave_within_a_day() {
    let (mut world, _) = lost(Capability::blind());
    world.stop();
    let database = rusqlite::Connection::open(world.database()).expect("the file opens");
    let ship_by = Instant::from_iso("2026-03-12T09:00:00Z").expect("a moment");
    database.execute("UPDATE orders SET ship_by_ms = ?1", [ship_by.ms()]).expect("a date");
    drop(database);
    world.start();
    world.advance(HOUR);
    world.tick();
    let row = |world: &World| world.purchase("1001-1")["row"].clone();
    assert_eq!(row(&world)["ship_by"], "2026-03-12T09:00:00.000Z");
    assert_eq!(row(&world)["raised_at"], Value::Null, "three days are left");
    let remind = |world: &World, at: &str| {
        let answer = json!({"answer": "remind_me", "at": at});
        let request = json!({"id": row(world)["id"], "version": row(world)["version"], "answer": answer});
        world.call("purchase_answer", request);
    };
    remind(&world, "2026-03-12T08:00:00Z");
    world.advance(2 * DAY - HOUR);
    world.tick();
    assert_eq!(row(&world)["raised_at"], "2026-03-11T09:00:00.000Z");
    assert_eq!(row(&world)["remind_at"], Value::Null, "it does not wait for the reminder any more");
    remind(&world, "2026-03-11T20:00:00Z");
    for _ in 0..3 {
        world.advance(HOUR);
        world.tick();
    }
    assert_ne!(row(&world)["remind_at"], Value::Null, "once");
    let timeline = world.order("#1001")["timeline"].clone();
    let raised = timeline.as_array().expect("rows").iter().filter(|row| row["kind"] == "raised").count();
    assert_eq!(raised, 1, "{timeline}");
}

#[test]
fn what_is_there_twice_says_until_when_one_can_be_cancelled() {
    let listed = Capability {
        lookup: Lookup::ListSince,
        list_lag_ms: Some(60_000),
        request_lifetime_ms: Some(60_000),
        cancel: Cancel::Ms(2 * HOUR),
        ..Capability::blind()
    };
    let mut world = crate::world();
    let outside = Told::new(listed);
    world.reach_through(Arc::clone(&outside) as _);
    outside.answers(Answer::plain(Outcome::Accepted {
        reference: Some("7781".to_owned()),
        evidence: String::new(),
    }));
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    world.forward_now();
    assert_eq!(state(&world, "1001-1"), "placed");
    let purchase = world.purchase("1001-1");
    let key = purchase["fields"].as_array().expect("fields").iter().find(|field| field[0] == "reference");
    let reference = key.expect("a reference")[1].as_str().expect("text").to_owned();
    let theirs = |id: &str, placed: &str| Theirs {
        id: id.to_owned(),
        reference: reference.clone(),
        state: "open".to_owned(),
        placed: Instant::from_iso(placed),
        cancelled: false,
        ..Theirs::default()
    };
    outside.lists(Ok(vec![theirs("7781", "2026-03-09T09:00:00Z"), theirs("7790", "2026-03-09T09:30:00Z")]));
    world.stop();
    let database = rusqlite::Connection::open(world.database()).expect("the file opens");
    let connection =
        "INSERT INTO supplier_connection (supplier_id, settings, changed_ms) VALUES (1, '{}', 0)";
    database.execute(connection, []).expect("it is connected");
    drop(database);
    world.start();
    world.advance(HOUR);
    world.tick();
    let alarm = world.call("sending", json!({}))["alarms"][0].clone();
    assert_eq!(alarm["kind"], "twice_there", "{alarm}");
    assert_eq!(alarm["facts"]["cancel_until"], "2026-03-09T11:30:00.000Z", "the younger of the two");
}
