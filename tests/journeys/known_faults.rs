//! Faults that other systems had, each as a journey that must not end like theirs.

use serde_json::{Value, json};
use stockless_tests::{Sale, World};

fn lamps(quantity: i64) -> Sale {
    Sale::new("#1001").item("LMP", quantity, 4_900)
}

/// A world with one order at a supplier that collects its files.
fn forwarded(quantity: i64) -> World {
    let world = crate::world();
    world.sell(&[lamps(quantity)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    world.forward_now();
    world
}

fn bought(world: &World) -> Vec<i64> {
    let purchases = world.order("#1001")["purchases"].as_array().expect("purchases").clone();
    let units = |row: &Value| {
        let number = row["number"].as_str().expect("a number");
        world.purchase(number)["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|l| l["quantity"].as_i64())
            .sum()
    };
    purchases.iter().filter_map(units).collect()
}

fn parcel(world: &World, purchase: &str, number: &str, state: &str, at: &str) -> Value {
    json!({"order_id": world.order_id("#1001"), "purchase_id": world.purchase(purchase)["row"]["id"],
           "number": number, "state": state, "at": at})
}

/// Elsewhere one unit became two and the supplier got orders for one and for three.
#[test]
fn a_quantity_that_is_raised_buys_the_difference_and_no_more() {
    let world = forwarded(1);
    world.sell(&[lamps(2)]);
    assert_eq!(world.queue("#1001"), "decide", "the change is shown before anything is bought");
    world.forward_now();
    assert_eq!(bought(&world), [1], "nothing is bought by itself");
    let order = world.order("#1001");
    world.call(
        "order_fix",
        json!({"order_id": order["row"]["id"], "fix": {"kind": "accept", "check": "released"}}),
    );
    world.forward_now();
    world.forward_now();
    assert_eq!(bought(&world), [1, 1], "one and one, never one and two");
    world.prove();
}

/// Elsewhere a cancelled order left its purchase standing, and nobody was told.
#[test]
fn a_cancelled_order_says_that_its_purchase_stands() {
    let world = forwarded(1);
    world.sell(&[lamps(1).with(|sale| sale.cancelled = "2026-03-09 10:00:00 +0100".to_owned())]);
    assert_eq!(world.queue("#1001"), "decide");
    assert_eq!(world.purchase("1001-1")["row"]["state"], "placed", "nothing is edited behind anybody's back");
    let order = world.order("#1001");
    assert!(!order["conflict"].as_array().expect("differences").is_empty(), "{order}");
}

/// Elsewhere the supplier got the merchant's own address.
#[test]
fn the_purchase_carries_the_customers_address_and_the_corrected_one_where_there_is_one() {
    let world = crate::world();
    world.call("settings_save", {
        let mut settings = world.call("settings", json!({}));
        settings["trading_address"] = json!("Merchant Street 1\n1000 Homeville");
        settings
    });
    world.sell(&[lamps(1), Sale::new("#1002").item("LMP", 1, 4_900)]);
    world.stocked(json!({"folder_is_collected": true, "template": {"format": "csv"}}), &[("LMP", "12.50")]);
    let to = json!({"name": "Ada Lantern", "company": "", "line1": "Corrected Lane 9", "line2": "", "city": "Lund",
                    "region": "", "postal_code": "22100", "country": "SE", "phone": ""});
    world.call("order_address_save", json!({"order_id": world.order_id("#1002"), "address": to}));
    world.forward_now();
    let files: Vec<String> = world
        .outbox_files("Nordlicht")
        .iter()
        .map(|name| std::fs::read_to_string(world.path("outbox/Nordlicht").join(name)).expect("a file"))
        .collect();
    assert_eq!(files.len(), 2);
    assert!(files[0].contains("Elbgasse 12") && !files[0].contains("Merchant Street"), "{}", files[0]);
    assert!(files[1].contains("Corrected Lane 9") && !files[1].contains("Elbgasse"), "{}", files[1]);
}

/// Elsewhere the first of two deliveries marked the whole order delivered, a second number erased the first, and a late
/// report moved a delivered parcel back.
#[test]
fn two_parcels_stay_two_and_one_of_them_is_not_the_whole_order() {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900).item("RUG", 1, 9_900)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    let kestrel = world.supplier("Kestrel", json!({"folder_is_collected": true}));
    let rug = world.offer(kestrel, "K-RUG", "30.00", json!({}));
    world.map("RUG", rug, json!({}));
    world.forward_now();
    let delivered = parcel(&world, "1001-1", "JJD000390007882222222", "delivered", "2026-03-09T10:00:00Z");
    world.call("shipment_add", delivered);
    assert_eq!(world.queue("#1001"), "waiting", "the other purchase has no parcel yet");
    world.call(
        "shipment_add",
        parcel(&world, "1001-2", "1Z999AA10123456784", "in_transit", "2026-03-09T10:00:00Z"),
    );
    let numbers = world.order("#1001")["shipments"].as_array().expect("parcels").len();
    assert_eq!((numbers, world.queue("#1001").as_str()), (2, "waiting"));
    // A report about the first parcel that was held up on its way here.
    world.call(
        "shipment_add",
        parcel(&world, "1001-1", "JJD000390007882222222", "in_transit", "2026-03-09T08:00:00Z"),
    );
    let shipments = world.order("#1001")["shipments"].clone();
    let first =
        shipments.as_array().expect("parcels").iter().find(|s| s["number"] == "JJD000390007882222222");
    assert_eq!(first.expect("the first parcel")["state"], "delivered");
    world.call(
        "shipment_add",
        parcel(&world, "1001-2", "1Z999AA10123456784", "delivered", "2026-03-10T10:00:00Z"),
    );
    assert_eq!(world.queue("#1001"), "done");
}
