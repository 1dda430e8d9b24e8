//! Stock that runs low is noticed once for every open order that it would serve.

use serde_json::{Value, json};
use stockless_tests::catalogue::with;
use stockless_tests::{Sale, World};

use super::{lamp, log, rule, shape, shop, told};

/// The offer of a supplier for an SKU.
fn offer(world: &World, sku: &str) -> Value {
    let offers = world.call("offers", json!({"search": sku}));
    let rows = offers["rows"].as_array().expect("rows");
    rows.iter().find(|row| row["supplier_sku"] == sku).expect("the offer").clone()
}

fn stock(world: &World, sku: &str, units: i64) {
    world.call("offer_save", with(offer(world, sku), json!({"stock": units})));
}

fn served_by(world: &World, number: &str) -> Value {
    world.order(number)["purchases"][0]["supplier"].clone()
}

#[test]
fn each_time_it_runs_low_counts_once() {
    let (world, ..) = shop();
    rule(&world, "stock_low", json!([]), json!([{"kind": "note", "text": "{supplier} runs low"}]));
    world.sell(&[lamp("#1"), Sale::new("#2").item("CBL", 1, 900)]);
    stock(&world, "N-LMP", 40);
    assert_eq!(log(&world), Vec::<Value>::new(), "that is plenty");
    stock(&world, "N-LMP", 5);
    let noted = || told(&world).into_iter().map(|(number, ..)| number).collect::<Vec<_>>();
    assert_eq!(noted(), ["#0999", "#1"], "five is the limit; the cable is another offer");
    stock(&world, "N-LMP", 3);
    stock(&world, "N-LMP", 0);
    world.tick();
    assert_eq!(noted().len(), 2, "it was low before");
    stock(&world, "N-LMP", 6);
    stock(&world, "N-LMP", 4);
    assert_eq!(noted(), ["#0999", "#1", "#0999", "#1"], "and once more");
    assert_eq!(log(&world)[0]["deed"]["facts"]["text"], "Nordlicht runs low");
}

#[test]
fn an_offer_and_the_workspace_have_their_own_limits() {
    let (world, ..) = shop();
    rule(&world, "stock_low", json!([]), json!([{"kind": "tag", "tag": "low"}]));
    let settings = world.call("settings", json!({}));
    assert_eq!(settings["low_stock"], 5);
    world.call("settings_save", with(settings.clone(), json!({"low_stock": 20})));
    let error = world.refuse("settings_save", with(settings, json!({"low_stock": -1})));
    assert!(error.message.contains("0 to 1000000 units"), "{error:?}");
    world.call("offer_save", with(offer(&world, "N-LMP"), json!({"stock": 100, "low_at": 50})));
    world.call("offer_save", with(offer(&world, "N-CBL"), json!({"stock": 21})));
    world.sell(&[lamp("#1"), Sale::new("#2").item("CBL", 1, 900)]);
    stock(&world, "N-LMP", 51);
    assert_eq!(told(&world), []);
    // A table of the supplier tells the same, and keeps the limit.
    let answer = world.table("offers", "Supplier,SKU,Stock\nNordlicht,N-LMP,50\nNordlicht,N-CBL,20\n");
    assert_eq!(answer["changed"], 2, "{answer}");
    assert_eq!(offer(&world, "N-LMP")["low_at"], 50);
    assert_eq!(world.order("#1")["row"]["tags"], json!(["low"]));
    assert_eq!(world.order("#2")["row"]["tags"], json!(["low"]));
    world.refuse("offer_save", with(offer(&world, "N-LMP"), json!({"low_at": -1})));
}

#[test]
fn forwarding_can_make_it_low_and_only_what_it_would_serve_is_sent_elsewhere() {
    let (world, ..) = shop();
    stock(&world, "N-LMP", 6);
    world.sell(&[lamp("#1"), lamp("#2").item("CBL", 1, 900)]);
    let spare = shape("Spare the last ones", "stock_low", json!([]), json!([{"kind": "choice", "n": 2}]));
    let dry = world.call("automation_dry_run", json!({"rule": spare}));
    assert_eq!(dry["matched"], 0, "nothing is low");
    world.call("automation_rule_save", spare.clone());
    world.call("forward", json!({"which": {"ids": [world.order_id("#1")]}, "now": true}));
    assert_eq!(served_by(&world, "#1"), "Nordlicht", "who made it low is not concerned");
    let sent_elsewhere = told(&world).into_iter().filter(|(number, ..)| number == "#2").collect::<Vec<_>>();
    assert_eq!(sent_elsewhere.len(), 1);
    assert_eq!(
        log(&world).iter().find(|row| row["number"] == "#2").expect("a row")["deed"]["facts"]["items"],
        "LMP: Zweitlager"
    );
    // What is served elsewhere by now is no longer about it.
    let dry = world.call("automation_dry_run", json!({"rule": spare}));
    assert_eq!(dry["matched"], 0, "{dry}");
    world.sell(&[lamp("#3")]);
    let dry = world.call("automation_dry_run", json!({"rule": spare}));
    assert_eq!(dry["rows"][0]["number"], "#3", "{dry}");
    assert_eq!(dry["rows"][0]["did"][0]["facts"]["items"], "LMP: Zweitlager");
    world.call("forward", json!({"which": {"ids": [world.order_id("#2")]}, "now": true}));
    let suppliers: Vec<Value> = world.order("#2")["purchases"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["supplier"].clone())
        .collect();
    assert!(
        suppliers.contains(&json!("Zweitlager")) && suppliers.contains(&json!("Nordlicht")),
        "{suppliers:?}"
    );
    world.prove();
}
