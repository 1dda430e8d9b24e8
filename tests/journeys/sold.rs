//! What counts as sold, and under which name.

use serde_json::{Value, json};
use stockless_tests::{Sale, World, cents};

fn lamp(number: &str) -> Sale {
    Sale::new(number).placed("2026-03-02 10:00:00 +0000").item("LMP", 1, 4_900)
}

/// The report of March by product.
fn march(world: &World) -> Value {
    world.call("profit", json!({"from": "2026-03-01", "to": "2026-03-31", "by": "product"}))
}

#[test]
fn an_order_nobody_paid_is_not_expected_to_cost_anything() {
    let world = crate::world();
    world.sell(&[lamp("#1").with(|sale| sale.payment = "pending".to_owned())]);
    world.stocked(json!({}), &[("LMP", "12.50")]);
    let report = march(&world);
    for step in report["total"]["steps"].as_array().expect("steps") {
        assert_eq!(cents(&step["amount"]), 0, "{step}");
    }
    let row = &world.order("#1")["row"];
    assert_eq!((&row["total_base"], &row["total"]["amount"]), (&Value::Null, &json!("49.00")));
    // Once it is paid it is a sale like any other.
    world.sell(&[lamp("#1")]);
    assert_eq!(march(&world)["rows"][0]["orders"], 1);
    assert_eq!(cents(&world.order("#1")["row"]["total_base"]), 4_900);
    world.prove();
}

#[test]
fn a_product_that_was_mapped_first_takes_the_title_of_its_first_order() {
    let world = crate::world();
    let supplier = world.supplier("Nordlicht", json!({}));
    world.offer(supplier, "N-LMP", "12.50", json!({}));
    let mapping = "Shop SKU,Supplier,Supplier SKU,Units\nLMP,Nordlicht,N-LMP,1\n";
    assert_eq!(world.table("mappings", mapping)["added"], 1);
    world.sell(&[lamp("#1")]);
    assert_eq!(march(&world)["rows"][0]["key"], "The lmp");
    world.sell(&[Sale::new("#2")
        .item("LMP", 1, 4_900)
        .with(|sale| sale.items[0].title = "Another name".to_owned())]);
    assert_eq!(march(&world)["rows"][0]["key"], "The lmp", "a name that is known stays");
}
