//! Fees of shops: published schedules with steps, and that one is added once.

use serde_json::{Value, json};
use stockless_tests::catalogue::with;
use stockless_tests::{Sale, World, cents};

fn world(kind: &str, currency: &str) -> World {
    let world = crate::world();
    let shop = json!({"id": null, "name": "Quay", "kind": kind, "currency": currency, "time_zone": "UTC"});
    world.call("shop_save", shop);
    world.call("rate_save", json!({"day": "2026-03-09", "base": "USD", "quote": "EUR", "value": "1"}));
    world
}

fn sale(number: &str, cents: i64, tax: i64, shipping: i64, currency: &str) -> Sale {
    // Prices without tax: what the export calls the total is lines, shipping and tax together.
    Sale::new(number).item("LMP", 1, cents).with(|sale| {
        (sale.currency, sale.tax, sale.shipping) = (currency.to_owned(), tax, shipping);
    })
}

fn presets(world: &World) -> Vec<Value> {
    world.call("fee_presets", json!({}))["rows"].as_array().expect("presets").clone()
}

fn add(world: &World, name: &str) -> Value {
    world.call("fee_preset_add", json!({"shop_id": 1, "name": name}))
}

fn rules(world: &World) -> Vec<Value> {
    world.call("fee_rules", json!({}))["rows"].as_array().expect("rules").clone()
}

/// Fees of an order by step, in cents.
fn fee(world: &World, number: &str, step: &str) -> i64 {
    let order = world.order(number);
    let rows = order["profit"]["rows"].as_array().expect("rows").clone();
    rows.iter().find(|row| row["step"] == step).map_or(0, |row| -cents(&row["amount"]))
}

#[test]
fn every_published_schedule_can_be_added() {
    let world = crate::world();
    let names: Vec<String> =
        presets(&world).iter().map(|row| row["name"].as_str().expect("a name").to_owned()).collect();
    assert_eq!(names.len(), stockless_core::fee::presets().len(), "{names:?}");
    for name in ["eBay, US, no store, most categories", "Etsy, US", "Amazon, US, most categories"] {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
}

#[test]
fn ebay_asks_less_fixed_for_small_orders_and_less_percent_above_a_threshold() {
    let world = world("ebay", "USD");
    add(&world, "eBay, US, no store, most categories");
    world.sell_in(
        "Quay",
        &[sale("#1", 1_000, 0, 0, "USD"), sale("#2", 1_001, 0, 0, "USD"), sale("#3", 800_000, 0, 0, "USD")],
    );
    // 10.00 x 13.6 % + 0.30; 10.01 x 13.6 % + 0.40; 7,500 x 13.6 % + 500 x 2.35 % + 0.40.
    assert_eq!(fee(&world, "#1", "commissions"), 166);
    assert_eq!(fee(&world, "#2", "commissions"), 176);
    assert_eq!(fee(&world, "#3", "commissions"), 103_215);
    let rule = rules(&world)[0].clone();
    let text = |name: &str| rule[name].as_str().expect("a text").to_owned();
    assert_eq!(
        ["percent", "above", "above_percent", "fixed", "small", "small_fixed", "per"].map(text),
        ["13.6", "7500.00", "2.35", "0.40", "10.00", "0.30", "order"]
    );
    assert!(text("source").contains("ebay.com") && text("source").contains("2026"));
    // What the merchant's own contract says is typed over it.
    world.call(
        "fee_rule_save",
        with(rule, json!({"above": "", "above_percent": "", "small": "", "small_fixed": ""})),
    );
    assert_eq!(fee(&world, "#3", "commissions"), 108_840);
    assert_eq!(fee(&world, "#1", "commissions"), 176);
    world.prove();
}

#[test]
fn etsy_asks_for_each_unit_for_goods_with_shipping_and_for_the_payment() {
    let world = world("etsy", "USD");
    add(&world, "Etsy, US");
    let three = Sale::new("#1").item("LMP", 3, 1_000).with(|sale| {
        (sale.currency, sale.shipping) = ("USD".to_owned(), 500);
    });
    world.sell_in("Quay", &[three]);
    // 3 x 0.20 and 6.5 % of 35.00; 3 % of 35.00 + 0.25.
    assert_eq!(fee(&world, "#1", "commissions"), 60 + 228);
    assert_eq!(fee(&world, "#1", "payment_fees"), 130);
    world.prove();
}

#[test]
fn a_schedule_that_is_there_is_not_added_again() {
    let world = world("shopify", "USD");
    let first = add(&world, "Etsy, US");
    assert_eq!((first["count"].as_i64(), rules(&world).len()), (Some(3), 3));
    let second = add(&world, "Etsy, US");
    assert_eq!((second["count"].as_i64(), second["undo"].is_null(), rules(&world).len()), (Some(0), true, 3));
    // Nor when its figures were changed by hand since, or its source was.
    let changed = with(rules(&world)[0].clone(), json!({"percent": "7"}));
    world.call("fee_rule_save", changed);
    world.call("fee_rule_save", with(rules(&world)[1].clone(), json!({"source": "my contract"})));
    assert_eq!(add(&world, "Etsy, US")["count"], 0);
    // One rule that is missing comes back alone.
    world.call("fee_rule_remove", json!({"id": rules(&world)[2]["id"]}));
    let back = add(&world, "Etsy, US");
    assert_eq!((back["count"].as_i64(), rules(&world).len()), (Some(1), 3));
    world.call("undo", json!({"id": back["undo"]}));
    assert_eq!(rules(&world).len(), 2);
}

#[test]
fn a_schedule_that_has_ended_begins_anew_on_the_next_day() {
    let world = world("shopify", "USD");
    add(&world, "Stripe, US");
    world.call("fee_rule_save", with(rules(&world)[0].clone(), json!({"to": "2026-03-05"})));
    assert_eq!(add(&world, "Stripe, US")["count"], 1);
    assert_eq!(rules(&world)[1]["from"], "2026-03-06");
}

#[test]
fn a_schedule_in_another_currency_is_refused_with_what_to_do() {
    let world = world("ebay", "EUR");
    let refused =
        world.refuse("fee_preset_add", json!({"shop_id": 1, "name": "eBay, US, no store, most categories"}));
    assert!(refused.message.contains("USD") && refused.message.contains("EUR"), "{refused:?}");
    assert!(refused.action.contains("EUR"));
    assert_eq!(rules(&world), Vec::<Value>::new());
    assert!(
        world.refuse("fee_preset_add", json!({"shop_id": 1, "name": "Nobody"})).message.contains("Nobody")
    );
}

#[test]
fn steps_that_cannot_be_are_refused() {
    let world = world("ebay", "EUR");
    let base = json!({"id": null, "shop_id": 1, "kind": "commission", "percent": "10", "on_items": true, "on_shipping": false, "on_tax": false});
    for (change, word) in [
        (json!({"per": "parcel"}), "parcel"),
        (json!({"above": "-5", "above_percent": "2"}), "below zero"),
        (json!({"above": "100", "above_percent": "200"}), "everything"),
        (json!({"from": "2026-03-09", "to": "2026-03-01"}), "before"),
    ] {
        let refused = world.refuse("fee_rule_save", with(base.clone(), change));
        assert!(refused.message.contains(word), "{refused:?}");
    }
    // Scripts that know nothing of steps go on as before.
    world.call("fee_rule_save", base);
    assert_eq!(rules(&world)[0]["per"], "order");
}
