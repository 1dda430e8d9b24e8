//! How much leaves at once without a second word.

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::{Sale, World};

/// Three orders of one lamp each, and a limit of two orders or 1,000.00.
fn three() -> World {
    let world = crate::world();
    let sales: Vec<Sale> = (1..=3).map(|n| Sale::new(&format!("#{n}")).item("LMP", 1, 4_900)).collect();
    world.sell(&sales);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    world.call("forward_limit_save", limit(2, "1000.00"));
    world
}

fn limit(orders: i64, amount: &str) -> Value {
    json!({"orders": orders, "to_pay": {"amount": amount, "currency": "EUR"}})
}

fn request(confirmed: Value) -> Value {
    json!({"which": {"tab": "new"}, "now": true, "confirmed": confirmed})
}

#[test]
fn more_than_the_limit_asks_once_with_the_totals() {
    let world = three();
    let review = world.call("forward_review", json!({"which": {"tab": "new"}}));
    assert_eq!(
        (&review["asks"], &review["orders"], &review["to_pay"]["amount"]),
        (&json!(true), &json!(3), &json!("49.50"))
    );
    let error = world.refuse("forward", request(Value::Null));
    assert_eq!(error.code, Code::Confirm);
    assert!(error.message.contains("3 orders for 49.50 EUR"), "{error:?}");
    assert!(
        world.purchases("queued").is_empty() && world.purchases("placed").is_empty(),
        "nothing was queued"
    );
    let done = world.call("forward", request(limit(3, "49.50")));
    assert_eq!(done["orders"], 3);
    world.prove();
}

#[test]
fn totals_that_changed_since_they_were_confirmed_are_refused() {
    let world = three();
    world.sell(&[Sale::new("#4").item("LMP", 1, 4_900)]);
    let error = world.refuse("forward", request(limit(3, "49.50")));
    assert_eq!(error.code, Code::Confirm);
    assert!(
        error.message.contains("You confirmed 3 orders for 49.50 EUR")
            && error.message.contains("4 orders for 66.00 EUR"),
        "{error:?}"
    );
    assert_eq!(world.refuse("forward", request(limit(4, "65.99"))).code, Code::Confirm, "to the cent");
    assert!(world.purchases("placed").is_empty());
}

#[test]
fn few_orders_for_much_money_ask_too_and_what_is_small_does_not() {
    let world = three();
    world.call("forward_limit_save", limit(100, "49.49"));
    assert_eq!(world.refuse("forward", request(Value::Null)).code, Code::Confirm);
    world.call("forward_limit_save", limit(3, "49.50"));
    assert_eq!(world.call("forward_limit", json!({})), limit(3, "49.50"));
    assert_eq!(world.call("forward_review", json!({"which": {"tab": "new"}}))["asks"], false);
    assert_eq!(world.forward_now()["orders"], 3);
}

#[test]
fn a_limit_is_a_sum_in_the_base_currency() {
    let world = crate::world();
    assert_eq!(world.call("forward_limit", json!({})), limit(200, "10000.00"), "until somebody sets it");
    for bad in [
        limit(-1, "10.00"),
        limit(1, "-1.00"),
        json!({"orders": 1, "to_pay": {"amount": "10.00", "currency": "USD"}}),
    ] {
        assert_eq!(world.refuse("forward_limit_save", bad).code, Code::Invalid);
    }
}
