//! Whatever happens to a tiny world, in whatever order: its books balance and nothing is bought twice.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use serde_json::{Value, json};
use stockless_tests::world::{DAY, HOUR};
use stockless_tests::{Sale, World, cents};

/// Something that happens.
#[derive(Debug, Clone)]
enum Event {
    /// The shop tells an order, new or changed.
    Told { order: usize, quantity: i64, price: i64, refund: i64, state: usize },
    /// A product is mapped to one of the offers.
    Mapped { sku: usize, offer: usize },
    /// Everything that is ready goes into the outbox, or leaves at once.
    Forwarded { now: bool },
    /// What waits in the outbox leaves.
    Sent,
    /// The supplier has it, or says yes.
    Placed { which: usize, confirmed: bool },
    /// A purchase is taken back.
    Cancelled { which: usize },
    /// The latest action is taken back.
    Undone,
    /// What an order waits for is accepted.
    Accepted { order: usize },
    /// A bill states what an order cost.
    Billed { order: usize, cents: i64 },
    /// Time goes by.
    Waited { hours: i64 },
}

const SKUS: [&str; 2] = ["LMP", "RUG"];
const STATES: [&str; 5] = ["pending", "partially_refunded", "partially_refunded", "refunded", "paid"];

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        5 => (0_usize..3, 0_i64..4, 1_900_i64..9_999, 0_i64..2_000, 0_usize..14)
            .prop_map(|(order, quantity, price, refund, state)| Event::Told { order, quantity, price, refund, state }),
        3 => (0_usize..2, 0_usize..3).prop_map(|(sku, offer)| Event::Mapped { sku, offer }),
        6 => any::<bool>().prop_map(|now| Event::Forwarded { now }),
        1 => Just(Event::Sent),
        2 => (0_usize..6, any::<bool>()).prop_map(|(which, confirmed)| Event::Placed { which, confirmed }),
        2 => (0_usize..6).prop_map(|which| Event::Cancelled { which }),
        2 => Just(Event::Undone),
        2 => (0_usize..3).prop_map(|order| Event::Accepted { order }),
        1 => (0_usize..3, 1_i64..3_000).prop_map(|(order, cents)| Event::Billed { order, cents }),
        1 => (1_i64..60).prop_map(|hours| Event::Waited { hours }),
    ]
}

fn sale(order: usize, quantity: i64, price: i64, refund: i64, state: usize) -> Sale {
    let second = 1 + (quantity + order as i64) % 2;
    let sale =
        Sale::new(&format!("#{}", order + 1)).item("LMP", 1 + quantity, price).item("RUG", second, 777);
    sale.with(|sale| {
        sale.shipping = 490;
        sale.tax = sale.total() / 7;
        sale.refunded = if (1..4).contains(&state) { refund.min(sale.total()) } else { 0 };
        sale.payment = STATES.get(state).copied().unwrap_or("paid").to_owned();
        if state == 4 {
            sale.cancelled = "2026-03-09 08:30:00 +0000".to_owned();
        }
    })
}

fn begin() -> World {
    let world = crate::world();
    let shop = json!({"id": null, "name": "Harbour", "kind": "shopify", "currency": "EUR", "time_zone": "UTC", "tax_included": true});
    let shop = world.call("shop_save", shop)["id"].clone();
    let rule = json!({"id": null, "shop_id": shop, "kind": "payment", "percent": "2.9", "fixed": "0.30", "on_items": true, "on_shipping": true, "on_tax": true});
    world.call("fee_rule_save", rule);
    world.call("rate_save", json!({"day": "2026-03-09", "base": "EUR", "quote": "USD", "value": "1.0837"}));
    let north = world.supplier("Nordlicht", json!({"order_fee": "0.99"}));
    let south = world.supplier("Südwind", json!({"currency": "USD", "folder_is_collected": true}));
    world.offer(north, "N-1", "3.333", json!({"stock": 12}));
    world.offer(north, "N-2", "5.05", json!({}));
    world.offer(south, "S-1", "4.444", json!({"currency": "USD"}));
    world.sell(&[sale(0, 1, 4_900, 0, 9), sale(1, 2, 5_900, 0, 9)]);
    for (sku, offer) in [("LMP", 1), ("RUG", 2)] {
        world.map(sku, offer, json!({}));
    }
    world
}

/// Does it. What the rules forbid is refused, and that is an outcome like any other.
fn happen(world: &World, event: &Event) {
    let order = |order: usize| world.engine().call("order", json!({"id": order + 1})).ok();
    let purchase = |which: usize| {
        let found = world.call("purchases", json!({"limit": 500}));
        found["rows"]
            .as_array()
            .and_then(|rows| rows.get(which % rows.len().max(1)).map(|row| row["id"].clone()))
    };
    let attempt = |name: &str, request: Value| drop(world.engine().call(name, request));
    match *event {
        Event::Told { order, quantity, price, refund, state } => {
            world.sell(&[sale(order, quantity, price, refund, state)]);
        }
        Event::Mapped { sku, offer } => {
            let product = world.product(SKUS[sku]);
            attempt(
                "mapping_save",
                json!({"id": null, "product_id": product, "zone": "*", "rank": 1, "offer_id": offer + 1, "factor": 1 + offer as i64 % 2}),
            );
        }
        Event::Forwarded { now } => attempt("forward", json!({"which": {"tab": "new"}, "now": now})),
        Event::Sent => attempt("outbox_send", json!({})),
        Event::Placed { which, confirmed } => {
            if let Some(id) = purchase(which) {
                attempt("purchase_placed", json!({"ids": [id], "confirmed": confirmed}));
            }
        }
        Event::Cancelled { which } => {
            if let Some(id) = purchase(which) {
                attempt("purchase_cancel", json!({"id": id}));
            }
        }
        Event::Undone => attempt("undo", json!({})),
        Event::Accepted { order: which } => {
            if let Some(found) = order(which)
                && let Some(check) = found["decision"]["check"].as_str()
            {
                attempt(
                    "order_fix",
                    json!({"order_id": which + 1, "fix": {"kind": "accept", "check": check}}),
                );
            }
        }
        Event::Billed { order, cents } => {
            let amount = json!({"amount": format!("{}.{:02}", cents / 100, cents % 100), "currency": "EUR"});
            attempt(
                "cost_add",
                json!({"day": "2026-03-10", "account": "duty", "amount": amount, "order_id": order + 1, "note": ""}),
            );
        }
        Event::Waited { hours } => {
            world.advance(hours * HOUR);
            world.tick();
        }
    }
}

fn holds(world: &World, after: &Event) -> Result<(), TestCaseError> {
    let found = world.call("check", json!({}));
    prop_assert_eq!(&found["ok"], &json!(true), "after {:?}: {:#}", after, found);
    let span = json!({"from": "2026-01-01", "to": "2026-12-31"});
    let mut report = span.clone();
    report["by"] = json!("supplier");
    let answer = world.call("profit", report);
    let net = |row: &Value| {
        let step = row["steps"].as_array().and_then(|steps| steps.last()).cloned().unwrap_or_default();
        cents(&step["amount"])
    };
    let entries = world.call("profit_entries", span.clone());
    prop_assert_eq!(net(&answer["total"]), cents(&entries["sum"]), "after {:?}", after);
    let orders = world.call("orders", json!({"tab": "all", "limit": 10}));
    for row in orders["rows"].as_array().into_iter().flatten() {
        let detail = world.call("order", json!({"id": row["id"]}));
        let mut own = span.clone();
        own["order_id"] = row["id"].clone();
        let sum = cents(&world.call("profit_entries", own)["sum"]);
        prop_assert_eq!(cents(&detail["profit"]["net"]), sum, "{} after {:?}", row["number"], after);
        for line in detail["lines"].as_array().into_iter().flatten() {
            prop_assert!(line["quantity"].as_i64() >= Some(0));
        }
    }
    let written = world.outbox_files("Nordlicht").len() + world.outbox_files("Südwind").len();
    let attempts = world.call("activity", json!({"kind": "attempt", "limit": 500}));
    let accepted =
        attempts["rows"].as_array().into_iter().flatten().filter(|row| row["result"] == "accepted").count();
    prop_assert_eq!(written, accepted, "one file for each accepted attempt, after {:?}", after);
    Ok(())
}

#[test]
fn books_balance_after_anything() {
    let config = Config { cases: 10, max_shrink_iters: 60, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let bought = std::cell::Cell::new(0);
    let result = runner.run(&prop::collection::vec(event(), 8..18), |events| {
        let world = begin();
        for event in &events {
            happen(&world, event);
            holds(&world, event)?;
        }
        world.advance(3 * DAY);
        world.tick();
        bought.set(bought.get() + world.call("purchases", json!({}))["total"].as_i64().unwrap_or(0));
        holds(&world, &Event::Waited { hours: 72 })
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(bought.get() > 10, "the events reach purchases: {}", bought.get());
}
