//! Parcels: several for an order, reports out of order and twice, and what is late.

use serde_json::{Value, json};
use stockless_tests::world::{DAY, texts};
use stockless_tests::{Figures, Sale, World};

/// An order whose two lines were sent by two suppliers that promise at most five days.
fn forwarded() -> World {
    let world = crate::world();
    world.sell(&[
        Sale::new("#1001").item("LMP", 1, 4_900).item("RUG", 1, 9_900),
        Sale::new("#1002").item("LMP", 1, 4_900),
    ]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    let south = world.supplier("Südwind", json!({"folder_is_collected": true}));
    let rug = world.offer(south, "S-RUG", "30.00", json!({"lead_days": 2}));
    world.map("RUG", rug, json!({}));
    world.forward_now();
    world
}

fn parcel(world: &World, order: &str, number: &str) -> Value {
    let order = world.order(order);
    let parcels = order["shipments"].as_array().expect("parcels");
    parcels
        .iter()
        .find(|row| row["number"] == number)
        .unwrap_or_else(|| panic!("no parcel {number} in {parcels:?}"))
        .clone()
}

const FIRST: &str = "PO number,Carrier,Tracking number,Status,Status date\n\
    1001-1,DHL,00340434161094021501,in transit,2026-03-10 08:00\n\
    1001-2,UPS,1Z999AA10123456784,in transit,2026-03-10 09:00\n";

#[test]
fn an_order_has_as_many_parcels_as_were_told() {
    let world = forwarded();
    let answer = world.table("tracking", FIRST);
    assert_eq!(Figures::of(&answer), Figures { read: 2, added: 2, changed: 0, unchanged: 0, rejected: 0 });
    let order = world.order("#1001");
    assert_eq!(texts(&order["shipments"], "supplier"), ["Nordlicht", "Südwind"]);
    let ups = parcel(&world, "#1001", "1Z999AA10123456784");
    assert_eq!((ups["carrier"].as_str(), ups["checked"].as_bool()), (Some("UPS"), Some(true)));
    assert_eq!(ups["lines"], json!([[order["lines"][1]["id"], 1]]), "a parcel holds what was bought with it");
    assert_eq!(order["row"]["parcel"], "in_transit");
    world.call("shipment_add", json!({"order_id": order["row"]["id"], "number": "00340434161094021501", "state": "delivered", "at": "2026-03-11T10:00:00Z"}));
    assert_eq!(
        world.order("#1001")["shipments"].as_array().map(Vec::len),
        Some(2),
        "a second report is no third parcel"
    );
    assert_eq!(world.queue("#1001"), "waiting", "one of two has arrived");
    world.table(
        "tracking",
        "PO number,Tracking number,Status,Status date\n1001-2,1Z999AA10123456784,delivered,2026-03-12\n",
    );
    assert_eq!(world.queue("#1001"), "done");
    assert_eq!(
        world.call("orders", json!({"tab": "all", "filter": {"search": "1Z999AA10123456784"}}))["total"],
        1
    );
    world.prove();
}

#[test]
fn a_late_report_never_moves_a_parcel_backwards() {
    let world = forwarded();
    world.table("tracking", "PO number,Tracking number,Status,Status date\n1002-1,00340434161094021501,delivered,2026-03-11 10:00\n");
    assert_eq!(world.queue("#1002"), "done");
    let late = world.table("tracking", "PO number,Tracking number,Status,Status date\n1002-1,00340434161094021501,in transit,2026-03-10 08:00\n");
    assert_eq!(late["changed"], 1, "it is kept, in its place");
    let parcel = parcel(&world, "#1002", "00340434161094021501");
    assert_eq!(
        (parcel["state"].as_str(), parcel["delivered_at"].as_str()),
        (Some("delivered"), Some("2026-03-11T09:00:00.000Z"))
    );
    assert_eq!(texts(&parcel["events"], "state"), ["delivered", "in_transit"]);
    assert_eq!(parcel["shipped_at"], "2026-03-10T07:00:00.000Z");
    assert_eq!(world.queue("#1002"), "done");
    // Nor does one that was made later, while the parcel lay at the door.
    world.call("shipment_add", json!({"order_id": world.order_id("#1002"), "number": "00340434161094021501", "state": "in_transit", "at": "2026-03-12T07:00:00Z"}));
    assert_eq!(world.order("#1002")["shipments"][0]["state"], "delivered");
    world.prove();
}

#[test]
fn reading_a_tracking_file_twice_changes_nothing() {
    let world = forwarded();
    let files = [
        FIRST,
        "PO number,Carrier,Tracking number,Ship date,Delivered on\n1002-1,DHL,00340434161094021501,2026-03-10,2026-03-12\n",
        "PO number,Carrier,Tracking number\n1001-1,GLS,12345678901\n",
        // A status without a day: it is known from the day it was first told.
        "PO number,Carrier,Tracking number,Status\n1001-1,GLS,12345678901,shipped\n",
    ];
    for file in files {
        let first = Figures::of(&world.table("tracking", file));
        assert_eq!(first.rejected, 0);
        assert_eq!(first.added + first.changed, first.read, "{file}");
        let settled = world.content_hash();
        world.advance(3_600_000);
        let second = Figures::of(&world.table("tracking", file));
        assert_eq!((second.added, second.changed, second.unchanged), (0, 0, first.read), "{file}");
        assert_eq!(world.content_hash(), settled, "{file}");
    }
    world.prove();
}

#[test]
fn a_parcel_is_late_the_moment_its_promise_has_passed() {
    let world = forwarded();
    // Placed on 9 March at 9:00: five days on the road, and two more until Südwind has packed.
    assert_eq!(world.order("#1002")["row"]["queue"], "waiting");
    world.table("tracking", "PO number,Tracking number,Status,Status date\n1002-1,00340434161094021501,in transit,2026-03-10 08:00\n");
    assert_eq!(parcel(&world, "#1002", "00340434161094021501")["promised_at"], "2026-03-14T09:00:00.000Z");
    world.advance(5 * DAY);
    world.tick();
    assert_eq!(world.tab("late"), Vec::<String>::new(), "to the millisecond");
    world.advance(1);
    world.tick();
    assert_eq!(world.tab("late"), ["#1002"]);
    assert_eq!(parcel(&world, "#1002", "00340434161094021501")["late"], true);
    assert_eq!(world.call("order_counts", json!({}))["late"], 1);
    world.advance(2 * DAY);
    world.tick();
    let mut late = world.tab("late");
    late.sort();
    assert_eq!(late, ["#1001", "#1002"], "the slower supplier's promise has passed as well");
    world.table("tracking", "PO number,Tracking number,Status,Status date\n1002-1,00340434161094021501,delivered,2026-03-16 10:00\n");
    assert_eq!(world.tab("late"), ["#1001"]);
    world.prove();
}

#[test]
fn a_row_about_an_order_nobody_knows_is_refused_and_the_rest_is_read() {
    let world = forwarded();
    let answer = world.table(
        "tracking",
        "PO number,Order,Tracking number,SKU,Qty\nX-9,,00340434161094021501,,\n1001-1,,00340434161094021501,NOPE,1\n,#1002,1Z999AA10123456784,N-LMP,1\n",
    );
    let rows = answer["rejected"].as_array().expect("refused").clone();
    assert_eq!(rows.iter().map(|row| row["line"].as_i64().expect("a line")).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(texts(&answer["rejected"], "value"), ["X-9", "NOPE"]);
    assert_eq!(answer["added"], 1);
    let parcel = parcel(&world, "#1002", "1Z999AA10123456784");
    assert_eq!(parcel["lines"].as_array().map(Vec::len), Some(1));
    world.call("shipment_remove", json!({"id": parcel["id"]}));
    assert_eq!(world.order("#1002")["shipments"], json!([]));
    assert_eq!(world.queue("#1002"), "waiting");
}

#[test]
fn a_parcel_says_whether_a_file_or_a_person_told_of_it() {
    let world = forwarded();
    world.table("tracking", FIRST);
    let by_hand = json!({"order_id": world.order_id("#1002"), "number": "1Z999AA10123456784", "state": "in_transit", "at": "2026-03-09T10:00:00Z"});
    world.call("shipment_add", by_hand);
    let told = |number: &str, kind: &str| -> Vec<(String, String)> {
        let order = world.order(number);
        let rows = order["timeline"].as_array().expect("a timeline").clone();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let rows = rows.iter().filter(|row| row["kind"] == kind);
        rows.map(|row| (text(&row["actor"]), text(&row["facts"]["file"]))).collect()
    };
    let from_file = ("file".to_owned(), "tracking.csv".to_owned());
    assert_eq!(told("#1001", "parcel"), [from_file.clone(), from_file]);
    assert_eq!(told("#1002", "parcel"), [("you".to_owned(), String::new())]);
    assert_eq!(
        told("#1001", "tracking").iter().map(|(actor, _)| actor.as_str()).collect::<Vec<_>>(),
        ["carrier", "carrier"]
    );
    assert_eq!(told("#1002", "tracking")[0].0, "you");
    // A number alone comes from the file as well.
    world.table("tracking", "PO number,Carrier,Tracking number\n1002-1,GLS,12345678901\n");
    assert_eq!(told("#1002", "parcel").iter().filter(|(actor, _)| actor == "file").count(), 1);
}
