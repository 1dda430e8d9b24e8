//! Forwarding by rules: only where it is switched on, only what passes, never twice, never too much at once.

use super::*;

fn at_once(world: &World) -> i64 {
    rule(world, "ready", json!([]), json!([{"kind": "forward_after", "minutes": 0}]))
}

fn switch_on(world: &World, supplier: i64) {
    world.call("automation_supplier", json!({"supplier_id": supplier, "on": true}));
}

fn why(world: &World) -> Value {
    log(world)[0]["deed"]["facts"]["why"].clone()
}

/// Lets what is in the outbox leave.
fn leave(world: &World) {
    world.tick();
    world.advance(60_000);
    world.tick();
}

#[test]
fn nothing_is_forwarded_to_a_supplier_that_was_not_switched_on() {
    let (world, first, _) = shop();
    at_once(&world);
    world.sell(&[lamp("#1")]);
    leave(&world);
    assert_eq!((world.queue("#1").as_str(), why(&world)), ("ready", json!("not_switched_on")));
    assert_eq!(world.outbox_files("Nordlicht").len(), 0);
    switch_on(&world, first);
    world.sell(&[lamp("#2")]);
    leave(&world);
    assert_eq!(world.queue("#2"), "waiting");
    assert_eq!((world.queue("#1").as_str(), world.outbox_files("Nordlicht").len()), ("ready", 1));
    let timeline = &world.order("#2")["timeline"];
    let queued =
        timeline.as_array().expect("rows").iter().find(|row| row["kind"] == "queued").expect("queued");
    assert_eq!(queued["actor"], "stockless", "nobody but the rule did it");
    assert!(texts(timeline, "kind").contains(&"rule_forwarded".to_owned()));
    world.prove();
}

#[test]
fn an_order_waits_for_its_time_of_day_and_is_asked_everything_again() {
    let (world, first, _) = shop();
    switch_on(&world, first);
    rule(&world, "ready", json!([]), json!([{"kind": "forward_at", "time": "16:00"}]));
    world.sell(&[lamp("#1"), lamp("#2"), lamp("#3")]);
    assert_eq!(log(&world)[0]["deed"]["facts"]["due"], "2026-03-09T15:00:00.000Z", "four in Berlin");
    leave(&world);
    assert_eq!(world.call("automation", json!({}))["planned"], 3);
    world.call(
        "order_snooze",
        json!({"which": {"ids": [world.order_id("#2")]}, "until": "2026-03-11T09:00:00Z"}),
    );
    world.call("forward", json!({"which": {"ids": [world.order_id("#3")]}, "now": true}));
    world.advance(6 * HOUR);
    leave(&world);
    let queues = ["#1", "#2", "#3"].map(|number| world.queue(number));
    assert_eq!(queues, ["waiting", "snoozed", "waiting"]);
    let left: Vec<_> = log(&world)
        .iter()
        .filter(|row| row["deed"]["did"] == "not_forwarded")
        .map(|row| (row["number"].clone(), row["deed"]["facts"]["why"].clone()))
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(
        left.contains(&(json!("#2"), json!("snoozed")))
            && left.contains(&(json!("#3"), json!("forwarded_already")))
    );
    assert_eq!(world.outbox_files("Nordlicht").len(), 2, "one by the rule, one by hand, none twice");
    world.advance(48 * HOUR);
    leave(&world);
    assert_eq!(world.outbox_files("Nordlicht").len(), 2, "what was left to the merchant stays there");
    world.prove();
}

#[test]
fn the_rule_and_the_merchants_own_click_forward_an_order_once() {
    let (world, first, _) = shop();
    switch_on(&world, first);
    at_once(&world);
    world.sell(&[lamp("#1")]);
    // The plan is there; the click comes before the rule's turn.
    let clicked = world.call("forward", json!({"which": {"ids": [world.order_id("#1")]}}));
    assert_eq!(clicked["purchases"], 1);
    leave(&world);
    assert_eq!(why(&world), "forwarded_already");
    world.sell(&[lamp("#2")]);
    world.tick();
    // The rule was first; the click finds nothing left to forward.
    let clicked = world.call("forward", json!({"which": {"ids": [world.order_id("#2")]}, "now": true}));
    assert_eq!(
        (&clicked["purchases"], texts(&clicked["left_out"], "reason")),
        (&json!(0), vec!["waiting".to_owned()])
    );
    leave(&world);
    assert_eq!(world.outbox_files("Nordlicht").len(), 2);
    world.prove();
}

#[test]
fn what_the_merchant_called_off_after_it_left_is_not_ordered_again_by_a_rule() {
    let (world, first, _) = shop();
    switch_on(&world, first);
    world.sell(&[lamp("#1")]);
    world.forward_now();
    at_once(&world);
    let purchase = world.purchases("placed")[0].clone();
    world.call("purchase_cancel", json!({"id": purchase["id"]}));
    assert_eq!(world.queue("#1"), "ready", "its units are free");
    leave(&world);
    assert_eq!((why(&world), world.outbox_files("Nordlicht").len()), (json!("called_off"), 2));
    world.forward_now();
    assert_eq!(world.outbox_files("Nordlicht").len(), 3, "by hand it can be sent again");
    world.prove();
}

#[test]
fn what_is_too_much_at_once_asks_once_with_its_totals() {
    let (world, first, _) = shop();
    switch_on(&world, first);
    world.call("automation_limit", json!({"orders": 3, "to_pay": {"amount": "50.00", "currency": "EUR"}}));
    at_once(&world);
    let four: Vec<_> = (1..=4).map(|n| lamp(&format!("#{n}"))).collect();
    world.sell(&four);
    leave(&world);
    let asking = world.call("automation", json!({}))["asking"].clone();
    assert_eq!((&asking["orders"], &asking["to_pay"]["amount"]), (&json!(4), &json!("66.00")));
    assert_eq!(asking["suppliers"][0]["supplier"], "Nordlicht");
    leave(&world);
    assert_eq!(did(&world).iter().filter(|did| *did == "asks").count(), 4, "each order asks once");
    assert_eq!(world.outbox_files("Nordlicht").len(), 0);
    assert_eq!(world.call("automation_answer", json!({"forward": true}))["count"], 4);
    leave(&world);
    assert_eq!(world.outbox_files("Nordlicht").len(), 4);
    // Lately four were forwarded: one more within the hour asks again, and no is an answer.
    world.sell(&[lamp("#5")]);
    leave(&world);
    assert_eq!(world.call("automation", json!({}))["asking"]["orders"], 1);
    world.call("automation_answer", json!({"forward": false}));
    leave(&world);
    assert_eq!((world.queue("#5").as_str(), why(&world)), ("ready", json!("said_no")));
    world.advance(2 * HOUR);
    world.sell(&[lamp("#6")]);
    leave(&world);
    assert_eq!(world.queue("#6"), "waiting", "an hour later one more is not too much");
    world.prove();
}

#[test]
fn a_single_order_above_the_amount_asks_too() {
    let (world, first, _) = shop();
    switch_on(&world, first);
    world.call("automation_limit", json!({"orders": 3, "to_pay": {"amount": "10.00", "currency": "EUR"}}));
    at_once(&world);
    world.sell(&[lamp("#1")]);
    leave(&world);
    assert_eq!(world.call("automation", json!({}))["asking"]["orders"], 1);
}

#[test]
fn nothing_leaves_while_forwarding_is_paused_or_the_supplier_is_stopped() {
    let (mut world, first, _) = shop();
    switch_on(&world, first);
    at_once(&world);
    world.stop();
    let set = |world: &World, sql: &str| {
        let raw = rusqlite::Connection::open(world.database()).expect("the file");
        raw.execute(sql, []).expect(sql);
    };
    set(&world, "UPDATE instance SET paused_since_ms = 1, paused_reason = 'looking'");
    world.start();
    world.sell(&[lamp("#1")]);
    leave(&world);
    assert_eq!((world.queue("#1").as_str(), did(&world)), ("ready", vec!["forward".to_owned()]));
    world.stop();
    set(&world, "UPDATE instance SET paused_since_ms = NULL, paused_reason = ''");
    set(&world, &format!("INSERT INTO supplier_health (supplier_id, stopped_ms) VALUES ({first}, 1)"));
    world.start();
    leave(&world);
    assert_eq!(world.queue("#1"), "ready", "it waits for the supplier");
    world.call("supplier_go_on", json!({"id": first}));
    world.advance(HOUR);
    leave(&world);
    assert_eq!((world.queue("#1").as_str(), world.outbox_files("Nordlicht").len()), ("waiting", 1));
}

#[test]
fn a_plan_is_taken_back_before_its_time_and_not_after() {
    let (world, first, _) = shop();
    switch_on(&world, first);
    rule(&world, "ready", json!([]), json!([{"kind": "forward_after", "minutes": 30}]));
    world.sell(&[lamp("#1"), lamp("#2")]);
    let undo = |number: &str| {
        log(&world).iter().find(|row| row["number"] == number && row["undo"].is_i64()).expect(number)["undo"]
            .clone()
    };
    let (one, two) = (undo("#1"), undo("#2"));
    world.call("undo", json!({"id": one}));
    world.advance(HOUR);
    leave(&world);
    assert_eq!((world.queue("#1").as_str(), world.queue("#2").as_str()), ("ready", "waiting"));
    let refused = world.refuse("undo", json!({"id": two}));
    assert!(refused.message.contains("cannot be taken back"), "{refused:?}");
}
