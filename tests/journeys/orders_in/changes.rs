//! Orders that come in again and are not what they were.

use super::fixture;
use serde_json::json;
use stockless_tests::{Figures, Sale, World, shopify};

#[test]
fn a_changed_order_is_updated_and_says_what_changed() {
    let world = crate::world();
    let sale = Sale::new("#1001").item("MUG", 2, 1_500);
    world.sell(&[sale.clone(), Sale::new("#1002").item("MUG", 1, 1_500)]);
    let before = world.order("#1001");
    world.advance(60_000);
    let changed = sale.with(|sale| {
        sale.street = "Hafenweg 3".to_owned();
        sale.items[0].quantity = 3;
        sale.risk = "High".to_owned();
    });
    let answer = world.sell(&[changed.clone(), Sale::new("#1002").item("MUG", 1, 1_500)]);
    let expected = Figures { read: 2, added: 0, changed: 1, unchanged: 1, rejected: 0 };
    assert_eq!(Figures::of(&answer), expected);
    let after = world.order("#1001");
    assert!(after["version"].as_i64() > before["version"].as_i64());
    assert_eq!(after["ship_to"]["line1"], "Hafenweg 3");
    assert_eq!(after["row"]["total"]["amount"], "45.00");
    let told: Vec<(String, String, String)> = after["timeline"]
        .as_array()
        .expect("a timeline")
        .iter()
        .filter(|row| row["kind"] == "changed")
        .map(|row| {
            let fact = |name: &str| row["facts"][name].as_str().expect("a fact").to_owned();
            (fact("field"), fact("before"), fact("after"))
        })
        .collect();
    let find =
        |field: &str| told.iter().find(|row| row.0 == field).unwrap_or_else(|| panic!("{field} in {told:?}"));
    assert_eq!((find("line").1.as_str(), find("line").2.as_str()), ("2 × MUG", "3 × MUG"));
    assert_eq!((find("total").1.as_str(), find("total").2.as_str()), ("30.00 EUR", "45.00 EUR"));
    assert!(find("address").1.contains("Elbgasse 12") && find("address").2.contains("Hafenweg 3"));
    assert_eq!((find("risk").1.as_str(), find("risk").2.as_str()), ("Low", "High"));
    assert_eq!(told.len(), 4, "and nothing else: {told:?}");
    let settled = world.content_hash();
    world.sell(&[changed]);
    assert_eq!(world.content_hash(), settled);
    world.prove();
}

#[test]
fn what_changes_beside_totals_is_noticed_too() {
    let world = crate::world_at("2026-10-01T09:00:00Z");
    let read = |orders: &str| {
        let orders = world.write("sold_orders.csv", orders);
        let files = json!([orders, fixture("etsy/sold_order_items.csv")]);
        world.call(
            "import_run",
            json!({"kind": "orders", "files": files, "shop": "Harbour", "currency": "EUR"}),
        )
    };
    let export = std::fs::read_to_string(fixture("etsy/sold_orders.csv")).expect("the fixture");
    read(&export);
    let fees = |world: &World| {
        let order = world.order("3310000001");
        let row = order["profit"]["rows"]
            .as_array()
            .and_then(|rows| rows.iter().find(|row| row["step"] == "payment_fees"))
            .cloned();
        row.expect("fees")["amount"]["amount"].clone()
    };
    assert_eq!(fees(&world), "-3.92");
    let answer = read(&export.replace(",3.92,", ",4.92,"));
    assert_eq!((answer["changed"].as_i64(), fees(&world).as_str()), (Some(1), Some("-4.92")));

    let sale = Sale::new("#1").item("MUG", 1, 1_500);
    world.sell_in("Quay", std::slice::from_ref(&sale));
    let again = |from: &str, to: &str| {
        let text = shopify(std::slice::from_ref(&sale));
        assert!(text.contains(from));
        let file = world.write("again.csv", text.replace(from, to));
        world.call("import_run", json!({"kind": "orders", "files": [file], "shop": "Quay"}))
    };
    assert_eq!(again("The mug", "The beaker")["changed"], 1);
    assert_eq!(world.call("orders", json!({"tab": "all", "filter": {"search": "beaker"}}))["total"], 1);
    assert_eq!(world.queue("#1"), "decide");
    assert_eq!(again("\"MUG\",true", "\"MUG\",false")["changed"], 1);
    assert_eq!(world.queue("#1"), "done", "nothing is to be sent any more");
    world.prove();
}
