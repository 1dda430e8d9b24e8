//! Rules that work on orders: what they do, what they never do, and how it is told and taken back.

mod forwarding;
mod low_stock;

use serde_json::{Value, json};
use stockless_tests::world::{HOUR, texts};
use stockless_tests::{Sale, World};

/// A kept rule about orders; changed by `change`.
fn rule(world: &World, event: &str, conditions: Value, actions: Value) -> i64 {
    let name = format!("On {event}");
    world.call("automation_rule_save", shape(&name, event, conditions, actions))["id"]
        .as_i64()
        .expect("an id")
}

fn shape(name: &str, event: &str, conditions: Value, actions: Value) -> Value {
    json!({"id": 0, "name": name, "event": event, "enabled": true,
        "rule": {"scope": "order", "any": false, "conditions": conditions, "actions": actions}})
}

fn is(test: Value) -> Value {
    json!({"not": false, "test": test})
}

fn to(country: &str) -> Value {
    json!([is(json!({"kind": "to", "zones": [country]}))])
}

/// Lamps and cables that Nordlicht has, and that Zweitlager has as a second choice.
fn shop() -> (World, i64, i64) {
    let world = crate::world();
    world.sell(&[Sale::new("#0999").item("LMP", 1, 4_900).item("CBL", 1, 900)]);
    let first = world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50"), ("CBL", "1.00")]);
    let second = world.supplier("Zweitlager", json!({"folder_is_collected": true}));
    for sku in ["LMP", "CBL"] {
        let offer = world.offer(second, &format!("Z-{sku}"), "13.00", json!({}));
        world.map(sku, offer, json!({"rank": 2}));
    }
    (world, first, second)
}

fn lamp(number: &str) -> Sale {
    Sale::new(number).item("LMP", 1, 4_900)
}

fn log(world: &World) -> Vec<Value> {
    world.call("automation_log", json!({}))["rows"].as_array().expect("rows").clone()
}

/// What was done, oldest first: order, rule, what.
fn told(world: &World) -> Vec<(String, String, String)> {
    let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
    let mut rows: Vec<_> = log(world)
        .iter()
        .map(|row| (text(row, "number"), text(row, "rule"), text(&row["deed"], "did")))
        .collect();
    rows.reverse();
    rows
}

fn did(world: &World) -> Vec<String> {
    told(world).into_iter().map(|(_, _, did)| did).collect()
}

#[test]
fn an_order_to_norway_is_tagged_held_and_explained_and_the_merchant_lets_it_go() {
    let (world, ..) = shop();
    let actions = json!([
        {"kind": "tag", "tag": "customs"},
        {"kind": "colour", "colour": "violet"},
        {"kind": "hold"},
        {"kind": "note", "text": "{items} go to {city}, {country}."},
        {"kind": "draft", "to": "customer", "subject": "Customs for {order}", "text": "Hello {customer}, {total}. {tracking}"}
    ]);
    rule(&world, "came_in", to("NO"), actions);
    world.sell(&[lamp("#1"), lamp("#2").to("NO")]);
    assert_eq!((world.queue("#1").as_str(), world.queue("#2").as_str()), ("ready", "decide"));
    let order = world.order("#2");
    assert_eq!((&order["row"]["tags"], &order["row"]["colour"]), (&json!(["customs"]), &json!("violet")));
    assert_eq!(order["decision"]["facts"]["cause"], "rule");
    assert_eq!(order["decision"]["facts"]["rule"], "On came_in");
    assert_eq!(texts(&order["notes"], "text"), ["1 \u{d7} The lmp go to Hamburg, NO."]);
    let timeline = order["timeline"].as_array().expect("rows");
    let by_rule: Vec<_> = timeline.iter().filter(|row| row["facts"]["rule"] == "On came_in").collect();
    assert_eq!(by_rule.len(), 5);
    assert!(by_rule.iter().all(|row| row["actor"] == "stockless"));
    let drafts = world.call("drafts", json!({}));
    assert_eq!(drafts["rows"][0]["subject"], "Customs for #2");
    assert_eq!(drafts["rows"][0]["text"], "Hello Nora Quill 2, 49.00 EUR. \u{2026}");
    assert_eq!(drafts["rows"][0]["address"], "buyer.2@example.com");
    assert_eq!(did(&world), ["tag", "colour", "hold", "note", "draft"]);
    // Letting it go says nothing about what the shop may hold later.
    world.call(
        "order_fix",
        json!({"order_id": order["row"]["id"], "fix": {"kind": "accept", "check": "released"}}),
    );
    assert_eq!(world.queue("#2"), "ready");
    world.sell(&[lamp("#2").to("NO").with(|sale| sale.risk = "High".to_owned())]);
    assert_eq!(world.queue("#2"), "decide");
    assert_eq!(world.order("#2")["decision"]["facts"]["cause"], "risk");
    world.prove();
}

#[test]
fn orders_are_put_aside_and_given_to_other_suppliers() {
    let (world, _, second) = shop();
    rule(&world, "came_in", to("DE"), json!([{"kind": "choice", "n": 2}, {"kind": "choice", "n": 3}]));
    rule(&world, "came_in", to("SE"), json!([{"kind": "snooze", "minutes": 90}]));
    let lamps = json!({"id": 0, "name": "Lamps", "event": "came_in", "enabled": true, "rule": {
        "scope": "line", "any": false, "conditions": [is(json!({"kind": "goods", "patterns": ["lm*"]}))],
        "actions": [{"kind": "supplier", "supplier_id": second}]}});
    world.call("automation_rule_save", lamps);
    world.sell(&[lamp("#1"), lamp("#2").to("SE"), lamp("#3").to("FR").item("CBL", 1, 900)]);
    let supplier =
        |number: &str, line: usize| world.order(number)["lines"][line]["quotes"][0]["supplier"].clone();
    assert_eq!(supplier("#1", 0), "Zweitlager");
    assert_eq!((supplier("#3", 0), supplier("#3", 1)), (json!("Zweitlager"), json!("Nordlicht")));
    assert_eq!(world.queue("#2"), "snoozed");
    world.advance(2 * HOUR);
    world.tick();
    assert_eq!(world.queue("#2"), "ready");
    let rows = log(&world);
    let why: Vec<_> = rows.iter().filter(|row| row["deed"]["did"] == "nothing").collect();
    assert_eq!(why[0]["deed"]["facts"]["why"], "already", "{why:#?}");
    assert_eq!(why[1]["deed"]["facts"]["why"], "no_offer", "there is no third choice");
    world.prove();
}

#[test]
fn the_first_or_all_act_in_the_order_the_merchant_gave_them() {
    let (world, ..) = shop();
    let colour = |name: &str, colour: &str| {
        let one = shape(name, "came_in", json!([]), json!([{"kind": "colour", "colour": colour}]));
        world.call("automation_rule_save", one)["id"].as_i64().expect("an id")
    };
    colour("Red", "red");
    let blue = colour("Blue", "blue");
    world.sell(&[lamp("#1")]);
    assert_eq!(world.order("#1")["row"]["colour"], "blue");
    assert_eq!(log(&world)[0]["deed"]["facts"]["over"], "Red", "what is overridden is told");
    world.call("automation_mode", json!({"event": "came_in", "first_only": true}));
    world.sell(&[lamp("#2")]);
    assert_eq!(world.order("#2")["row"]["colour"], "red");
    world.call("automation_rule_move", json!({"id": blue, "to": 1}));
    world.sell(&[lamp("#3")]);
    assert_eq!(world.order("#3")["row"]["colour"], "blue");
    world.call("automation_rule_enable", json!({"id": blue, "on": false}));
    world.sell(&[lamp("#4")]);
    assert_eq!(world.order("#4")["row"]["colour"], "red");
    world.call("automation_rule_remove", json!({"id": blue}));
    assert_eq!(world.call("automation", json!({}))["rules"].as_array().expect("rules").len(), 1);
    assert!(told(&world).iter().any(|(_, rule, _)| rule == "Blue"), "what it did stays");
}

#[test]
fn every_event_is_noticed_where_it_happens_and_history_sets_nothing_off() {
    let (world, ..) = shop();
    for event in [
        "came_in",
        "changed",
        "paid",
        "ready",
        "needs_decision",
        "late",
        "purchase_placed",
        "purchase_confirmed",
    ] {
        rule(&world, event, json!([]), json!([{"kind": "tag", "tag": event}]));
    }
    let unpaid = || lamp("#1").with(|sale| sale.payment = "pending".to_owned());
    let old = lamp("#0").with(|sale| sale.fulfilment = "fulfilled".to_owned());
    world.sell(&[unpaid(), old]);
    assert_eq!(world.order("#1")["row"]["tags"], json!(["came_in", "needs_decision"]));
    assert_eq!(
        world.order("#0")["row"]["tags"],
        json!([]),
        "an order that is over when it comes in is history"
    );
    world.sell(&[lamp("#1")]);
    assert_eq!(
        world.order("#1")["row"]["tags"],
        json!(["came_in", "changed", "needs_decision", "paid", "ready"])
    );
    world.call("forward", json!({"which": {"ids": [world.order_id("#1")]}, "now": true}));
    world.call("purchase_placed", json!({"ids": [world.purchase("1-1")["row"]["id"]], "confirmed": true}));
    world.advance(30 * 24 * HOUR);
    world.tick();
    let tags = texts_of(&world.order("#1")["row"]["tags"]);
    for tag in ["late", "purchase_confirmed", "purchase_placed"] {
        assert!(tags.contains(&tag.to_owned()), "{tag} in {tags:?}");
    }
    let count = log(&world).len();
    world.sell(&[lamp("#1")]);
    world.tick();
    assert_eq!(log(&world).len(), count, "the same file again sets nothing off");
}

fn texts_of(list: &Value) -> Vec<String> {
    list.as_array().expect("a list").iter().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

#[test]
fn what_a_dry_run_says_is_what_then_happens() {
    let rules = |second: i64| {
        let mut all = shape(
            "Big lamps",
            "came_in",
            json!([
                is(json!({"kind": "total", "from": "40.00", "to": null})),
                json!({"not": true, "test": {"kind": "to", "zones": ["EU"]}}),
                is(json!({"kind": "goods", "patterns": ["LMP"]}))
            ]),
            json!([{"kind": "tag", "tag": "big"}, {"kind": "hold"}, {"kind": "snooze", "minutes": 60},
                {"kind": "supplier", "supplier_id": second}, {"kind": "draft", "to": "supplier", "subject": "{order}", "text": "{items}"},
                {"kind": "forward_at", "time": "16:00"}]),
        );
        all["rule"]["any"] = json!(false);
        all
    };
    let sales = || {
        [
            lamp("#1").to("NO"),
            lamp("#2"),
            lamp("#3").to("US").item("CBL", 2, 900),
            Sale::new("#4").to("NO").item("CBL", 1, 900),
        ]
    };
    let (before, _, second) = shop();
    before.sell(&sales());
    let hash = before.content_hash();
    let dry = before.call("automation_dry_run", json!({"rule": rules(second)}));
    assert_eq!(before.content_hash(), hash, "nothing is changed");
    assert_eq!((&dry["total"], &dry["looked"], &dry["matched"]), (&json!(5), &json!(5), &json!(2)));
    assert_eq!(dry["next"], Value::Null);
    let (then, _, second) = shop();
    then.call("automation_rule_save", rules(second));
    then.sell(&sales());
    for row in dry["rows"].as_array().expect("rows") {
        let mut happened: Vec<Value> = log(&then)
            .iter()
            .filter(|done| done["number"] == row["number"])
            .map(|done| done["deed"].clone())
            .collect();
        happened.reverse();
        assert_eq!(row["did"], json!(happened), "{}", row["number"]);
    }
    assert_eq!(log(&then).len(), 12);
}

#[test]
fn a_dry_run_goes_in_parts_and_back_no_further_than_asked() {
    let (world, ..) = shop();
    world.sell(&[lamp("#1").placed("2025-11-01 10:00:00 +0000")]);
    let tag = shape("Tag", "came_in", json!([]), json!([{"kind": "tag", "tag": "x"}]));
    assert_eq!(world.call("automation_dry_run", json!({"rule": tag}))["matched"], 1);
    assert_eq!(world.call("automation_dry_run", json!({"rule": tag, "days": 200}))["matched"], 2);
    let refused = world.refuse("automation_dry_run", json!({"rule": tag, "key": "x"}));
    assert!(refused.message.contains("not of this list"));
}

#[test]
fn what_a_rule_did_is_taken_back_from_its_log_and_stays_taken_back() {
    let (world, ..) = shop();
    rule(
        &world,
        "ready",
        json!([]),
        json!([{"kind": "tag", "tag": "seen"}, {"kind": "hold"}, {"kind": "note", "text": "held"}]),
    );
    world.sell(&[lamp("#1")]);
    assert_eq!(world.queue("#1"), "decide");
    let mine =
        world.call("order_colour", json!({"which": {"ids": [world.order_id("#0999")]}, "colour": "red"}));
    assert!(mine["undo"].is_i64());
    let undo = log(&world)[0]["undo"].clone();
    // The latest action of the merchant is the merchant's own, whatever rules did meanwhile.
    assert_eq!(world.call("undo", json!({}))["action"], "colour");
    assert_eq!(world.call("undo", json!({"id": undo}))["action"], "rule");
    let order = world.order("#1");
    assert_eq!((&order["row"]["tags"], order["notes"].as_array().map(Vec::len)), (&json!([]), Some(0)));
    assert_eq!(world.queue("#1"), "ready", "it became ready again, and the rule has had its turn");
    world.tick();
    assert_eq!(world.queue("#1"), "ready");
    let rows = log(&world);
    assert_eq!(rows.len(), 3, "the log keeps what was done");
    assert!(rows.iter().all(|row| row["undone"] == true && row["undo"].is_null()));
    assert!(world.call("activity", json!({"kind": "action"}))["rows"].to_string().contains("undo rule"));
    world.prove();
}

#[test]
fn rules_that_set_each_other_off_come_to_an_end() {
    let (world, ..) = shop();
    rule(&world, "ready", json!([]), json!([{"kind": "hold"}]));
    rule(
        &world,
        "needs_decision",
        json!([is(json!({"kind": "fails", "checks": ["released"]}))]),
        json!([{"kind": "choice", "n": 2}, {"kind": "tag", "tag": "stuck"}]),
    );
    rule(&world, "came_in", json!([]), json!([{"kind": "snooze", "minutes": 1}]));
    world.sell(&[lamp("#1")]);
    for _ in 0..5 {
        world.advance(HOUR);
        world.tick();
        let order = world.order("#1");
        if order["row"]["queue"] == "decide" {
            world.call(
                "order_fix",
                json!({"order_id": order["row"]["id"], "fix": {"kind": "accept", "check": "released"}}),
            );
        }
    }
    let mut acted: Vec<_> = told(&world).into_iter().map(|(_, rule, did)| (rule, did)).collect();
    let count = acted.len();
    acted.sort();
    acted.dedup();
    assert_eq!(acted.len(), count, "nothing was done twice");
    assert_eq!(world.queue("#1"), "ready");
}

#[test]
fn a_rule_that_makes_no_sense_is_refused_and_one_that_lost_its_supplier_says_so() {
    let (mut world, ..) = shop();
    let refused = |conditions: Value, actions: Value| {
        world.refuse("automation_rule_save", shape("x", "came_in", conditions, actions)).message
    };
    assert!(refused(json!([]), json!([])).contains("1 to 10 things"));
    assert!(refused(json!([]), json!([{"kind": "note", "text": "{email}"}])).contains("no fact “email”"));
    assert!(refused(json!([]), json!([{"kind": "forward_at", "time": "25:00"}])).contains("no time of day"));
    assert!(refused(json!([]), json!([{"kind": "supplier", "supplier_id": 99}])).contains("99"));
    assert!(refused(to("Norway"), json!([{"kind": "hold"}])).contains("no destination"));
    assert!(
        refused(json!([is(json!({"kind": "total", "from": "1,5x", "to": null}))]), json!([{"kind": "hold"}]))
            .contains("1,5x")
    );
    rule(&world, "came_in", json!([]), json!([{"kind": "hold"}]));
    world.stop();
    let raw = rusqlite::Connection::open(world.database()).expect("the file");
    raw.execute("UPDATE automation_rule SET rule = '{\"scope\": \"order\"}'", []).expect("another version's");
    let error = raw.execute("UPDATE automation_log SET did = 'x'", []);
    assert!(error.is_ok(), "there is nothing in the log yet");
    drop(raw);
    world.start();
    let shown = world.call("automation", json!({}));
    assert!(shown["rules"][0]["fault"].as_str().is_some_and(|fault| fault.contains("another version")));
    world.sell(&[lamp("#1")]);
    assert_eq!(world.queue("#1"), "ready", "it does nothing, and says so");
}

#[test]
fn the_log_is_never_rewritten() {
    let (mut world, ..) = shop();
    rule(&world, "came_in", json!([]), json!([{"kind": "tag", "tag": "x"}]));
    world.sell(&[lamp("#1")]);
    world.stop();
    let raw = rusqlite::Connection::open(world.database()).expect("the file");
    let refused = |sql: &str| raw.execute(sql, []).expect_err(sql).to_string();
    assert!(refused("UPDATE automation_log SET did = 'hold'").contains("never rewritten"));
    assert!(refused("DELETE FROM automation_log").contains("kept"));
}
