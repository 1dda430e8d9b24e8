//! A purchase that the supplier has and ended: its key asks for nothing new, so it ends here too, and its units are
//! ordered as a new purchase.

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::World;
use stockless_tests::suppliers::dialect::Documented;
use stockless_tests::suppliers::script::{Change, Wire};
use stockless_tests::suppliers::{Act, Dialect, Supplier};

use crate::interface::{connected, key, minutes, state};

/// Cancelled by the supplier itself.
fn cancel_there(world: &World, supplier: &Supplier) {
    let reference = key(world);
    let mut records = supplier.records();
    let id = records.all().iter().find(|order| order.reference == reference).expect("an order").id;
    records.cancel(id);
}

/// A purchase whose answer was lost, and which was cancelled at the supplier before anybody looked.
fn cancelled_in_doubt(dialect: Dialect) -> (World, Supplier) {
    let (world, supplier) = connected(dialect, 1);
    if dialect == Dialect::Drafted {
        supplier.next(Act::Proper);
    }
    supplier.next(Act::Wire(Wire::Nothing));
    world.forward_now();
    assert_eq!(state(&world), "unknown", "{dialect:?}");
    cancel_there(&world, &supplier);
    minutes(&world, 60);
    (world, supplier)
}

fn answer(world: &World) -> Value {
    let asked = world.purchase("1001-1");
    json!({"id": asked["row"]["id"], "version": asked["row"]["version"],
           "answer": {"answer": "not_there", "token": asked["send_again_token"]}})
}

/// Its units are free, and what is forwarded now is another purchase, which ships.
fn ordered_anew(world: &World, supplier: &Supplier, what: &str) {
    let old = key(world);
    assert_eq!(state(world), "cancelled", "{what}: {}", world.purchase("1001-1"));
    let timeline = world.order("#1001")["timeline"].clone();
    let told = timeline.as_array().expect("a timeline").iter().find(|row| row["kind"] == "ended_there");
    let told = told.unwrap_or_else(|| panic!("{what}: {timeline}"));
    assert_eq!(told["actor"], "you", "{what}: {told}");
    assert_ne!(told["facts"]["words"], "", "{what}: {told}");
    assert_eq!(world.queue("#1001"), "ready", "{what}: {}", world.order("#1001"));
    world.forward_now();
    let again = world.purchase("1001-2");
    assert_eq!(again["row"]["state"], "placed", "{what}: {again}");
    let new = again["fields"][1][1].as_str().expect("a key");
    assert_ne!(new, old, "{what}");
    let records = supplier.records();
    assert_eq!((records.orders_for(new), records.orders_for(&old)), (1, 0), "{what}");
    drop(records);
    world.prove();
}

#[test]
fn what_is_cancelled_there_is_not_sent_again_under_its_key_but_ordered_anew() {
    for &dialect in Dialect::ALL {
        let (world, supplier) = cancelled_in_doubt(dialect);
        let asked = world.purchase("1001-1");
        assert_eq!(
            (asked["row"]["state"].as_str(), asked["ended_there"].as_bool()),
            (Some("asking"), Some(true)),
            "{dialect:?}: {asked}"
        );
        supplier.heard();
        let request = answer(&world);
        world.call("purchase_answer", request.clone());
        assert!(supplier.heard().is_empty(), "{dialect:?}: the old key asks for nothing");
        assert_eq!(world.refuse("purchase_answer", request).code, Code::Stale, "{dialect:?}");
        ordered_anew(&world, &supplier, &format!("{dialect:?}"));
    }
}

#[test]
fn another_look_at_what_is_cancelled_there_only_looks() {
    for dialect in [Dialect::Keyed, Dialect::Unique] {
        let (world, supplier) = connected(dialect, 1);
        supplier.next(Act::Wire(Wire::Nothing));
        world.forward_now();
        cancel_there(&world, &supplier);
        // While the supplier does not know us nothing is repeated, so the first that is learnt comes from a look.
        let id = world.purchase("1001-1")["row"]["supplier_id"].clone();
        supplier.next(Act::Documented(Documented::SignedOut, &[]));
        minutes(&world, 60);
        world.call("supplier_go_on", json!({"id": id}));
        minutes(&world, 60);
        let asked = world.purchase("1001-1");
        assert_eq!(asked["row"]["state"], "asking", "{dialect:?}: {asked}");
        supplier.heard();
        let request = json!({"id": asked["row"]["id"], "version": asked["row"]["version"], "answer": {"answer": "look_again"}});
        world.call("purchase_answer", request);
        minutes(&world, 60);
        let heard = supplier.heard();
        assert!(
            !heard.is_empty() && heard.iter().all(|heard| heard.method == "GET"),
            "{dialect:?}: {heard:?}"
        );
        assert_eq!(state(&world), "asking", "{dialect:?}");
    }
}

#[test]
fn what_came_back_cancelled_is_not_retried_under_its_key() {
    for dialect in [Dialect::Keyed, Dialect::Unique] {
        let (world, supplier) = connected(dialect, 1);
        supplier.next(Act::Then(Change::Cancelled));
        world.forward_now();
        let refused = world.purchase("1001-1");
        assert_eq!(
            (refused["row"]["state"].as_str(), refused["ended_there"].as_bool()),
            (Some("rejected"), Some(true)),
            "{dialect:?}: {refused}"
        );
        cancel_there(&world, &supplier);
        supplier.heard();
        world.call("purchase_retry", json!({"id": refused["row"]["id"]}));
        assert!(supplier.heard().is_empty(), "{dialect:?}: the old key asks for nothing");
        ordered_anew(&world, &supplier, &format!("{dialect:?}"));
    }
}

#[test]
fn a_yes_to_what_was_ended_there_is_not_believed() {
    // One that an earlier program had queued again under its key.
    for (dialect, told) in [
        (Dialect::Unique, Some(Change::Body(b"{\"problem\":\"client_ref_taken\"}"))),
        (Dialect::Keyed, Some(Change::State("\"received\""))),
        (Dialect::Unique, None),
    ] {
        let (mut world, supplier) = connected(dialect, 1);
        world.call("forward", json!({"which": {"tab": "new"}}));
        world.stop();
        let raw = rusqlite::Connection::open(world.database()).expect("the file opens");
        raw.execute("UPDATE purchase SET ended_there = 1", []).expect("a change");
        let sent: Vec<u8> =
            raw.query_row("SELECT document FROM purchase", [], |row| row.get(0)).expect("what is sent");
        drop(raw);
        world.start();
        if let Some(told) = told {
            let reference = key(&world);
            supplier.records().place(Some(&reference), &reference, &sent);
            cancel_there(&world, &supplier);
            supplier.next(Act::Then(told));
        }
        world.call("outbox_decide", json!({"send": true}));
        assert_eq!(state(&world), "unknown", "{dialect:?}: {}", world.purchase("1001-1"));
        minutes(&world, 60);
        // Its records say whether it ships.
        let (expected, ended) = if told.is_some() { ("asking", true) } else { ("placed", false) };
        let found = world.purchase("1001-1");
        assert_eq!(
            (found["row"]["state"].as_str(), found["ended_there"].as_bool()),
            (Some(expected), Some(ended)),
            "{dialect:?}: {found}"
        );
    }
}
