//! After a supplier has a purchase: its yes is waited for and chased, its money is watched. Nothing is called failed by itself.

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::world::{DAY, HOUR, texts};
use stockless_tests::{Sale, World};

/// One order at one supplier that collects its files, so that the purchase is placed at once. Monday 9 March 2026, 9:00.
fn placed(expectation: Value) -> World {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 2, 4_900)]);
    let supplier = world.stocked(
        json!({"folder_is_collected": true, "email": "orders@nordlicht.example.com"}),
        &[("LMP", "12.50")],
    );
    let mut shape =
        json!({"supplier_id": supplier, "confirm_hours": null, "paid_by": "card", "pay_days": null});
    for (name, value) in expectation.as_object().expect("an object") {
        shape[name] = value.clone();
    }
    world.call("supplier_expectation_save", shape);
    let answer = world.forward_now();
    assert_eq!(texts(&answer["sent"], "state"), ["placed"], "{answer}");
    world
}

fn following(world: &World) -> Value {
    world.purchase("1001-1")["following"].clone()
}

fn request(world: &World, says: Value) -> Value {
    let row = world.purchase("1001-1")["row"].clone();
    json!({"id": row["id"], "version": row["version"], "says": says})
}

fn say(world: &World, says: Value) -> Value {
    world.call("purchase_follow", request(world, says))
}

fn needs(world: &World) -> Vec<String> {
    following(world)["needs"]
        .as_array()
        .expect("needs")
        .iter()
        .map(|n| n.as_str().expect("a word").to_owned())
        .collect()
}

fn listed(world: &World) -> Vec<String> {
    let found = world.call("follow_ups", json!({}));
    let rows = found["rows"].as_array().expect("rows");
    assert_eq!(found["total"].as_i64(), Some(rows.len() as i64), "{found}");
    assert_eq!(world.call("outbox", json!({}))["follow_ups"], found["total"]);
    rows.iter().map(|row| row["purchase"]["number"].as_str().expect("a number").to_owned()).collect()
}

#[test]
fn a_confirmation_that_does_not_come_is_chased_and_raised_again() {
    let world = placed(json!({"confirm_hours": 24}));
    assert_eq!(following(&world)["chase_at"], "2026-03-10T09:00:00.000Z");
    assert_eq!((world.queue("#1001").as_str(), listed(&world).len()), ("waiting", 0));
    world.advance(DAY - 1);
    world.tick();
    assert_eq!((world.queue("#1001").as_str(), listed(&world).len()), ("waiting", 0));
    world.advance(1);
    world.tick();
    assert_eq!((needs(&world), listed(&world)), (vec!["chase".to_owned()], vec!["1001-1".to_owned()]));
    let order = world.order("#1001");
    assert_eq!(
        (order["row"]["queue"].as_str(), order["row"]["flag"].as_str()),
        (Some("decide"), Some("answered"))
    );
    assert_eq!(order["decision"]["facts"]["need"], "chase");
    assert_eq!(order["decision"]["options"][0]["fix"]["purchase_id"], world.purchase("1001-1")["row"]["id"]);

    // Asked for: it gets the same time again, and Ctrl Z takes the word back.
    let asked = say(&world, json!({"word": "chased"}));
    assert_eq!((following(&world)["chased"].as_i64(), world.queue("#1001").as_str()), (Some(1), "waiting"));
    assert_eq!(following(&world)["chase_at"], "2026-03-11T09:00:00.000Z");
    world.call("undo", json!({"id": asked["undo"]}));
    assert_eq!((following(&world)["chased"].as_i64(), world.queue("#1001").as_str()), (Some(0), "decide"));
    say(&world, json!({"word": "chased"}));

    world.advance(DAY);
    world.tick();
    assert_eq!((needs(&world), world.queue("#1001").as_str()), (vec!["chase".to_owned()], "decide"));
    say(&world, json!({"word": "remind", "at": "2026-03-12T09:00:00Z"}));
    assert_eq!((listed(&world).len(), world.queue("#1001").as_str()), (0, "waiting"));
    world.advance(DAY);
    world.tick();
    assert_eq!(world.queue("#1001"), "decide", "the reminder has come");
    say(&world, json!({"word": "not_expected"}));
    assert_eq!((world.queue("#1001").as_str(), listed(&world).len()), ("waiting", 0));
    world.prove();
}

#[test]
fn a_weekend_is_no_time_to_answer() {
    let world = placed(json!({"confirm_hours": 120}));
    assert_eq!(following(&world)["chase_at"], "2026-03-16T09:00:00.000Z", "five working days from a Monday");
}

#[test]
fn a_confirmation_by_hand_ends_the_waiting_and_can_be_taken_back() {
    let world = placed(json!({"confirm_hours": 24}));
    world.advance(DAY);
    world.tick();
    let stale =
        request(&world, json!({"word": "confirmed", "supplier_number": "NL-7781", "ship_on": "2026-03-11"}));
    let done = world.call("purchase_follow", stale.clone());
    let purchase = world.purchase("1001-1");
    assert_eq!(
        (purchase["row"]["state"].as_str(), purchase["row"]["supplier_number"].as_str()),
        (Some("confirmed"), Some("NL-7781"))
    );
    let following = &purchase["following"];
    assert_eq!(
        (following["confirmed_by"].as_str(), following["ship_on"].as_str()),
        (Some("hand"), Some("2026-03-11"))
    );
    assert_eq!((world.queue("#1001").as_str(), listed(&world).len()), ("waiting", 0));
    assert_eq!(world.refuse("purchase_follow", stale).code, Code::Stale);
    assert_eq!(world.call("orders", json!({"tab": "all", "filter": {"search": "NL-7781"}}))["total"], 1);

    let undone = world.call("undo", json!({"id": done["undo"]}));
    let purchase = world.purchase("1001-1");
    assert_eq!(
        (purchase["row"]["state"].as_str(), purchase["row"]["supplier_number"].as_str()),
        (Some("placed"), Some(""))
    );
    assert_eq!(purchase["following"]["confirmations"].as_array().map(Vec::len), Some(0));
    assert_eq!((needs(&world), world.queue("#1001").as_str()), (vec!["chase".to_owned()], "decide"));
    world.call("undo", json!({"id": undone["redo"]}));
    assert_eq!(world.purchase("1001-1")["row"]["state"], "confirmed", "and done again");
    assert_eq!(world.purchase("1001-1")["row"]["supplier_number"], "NL-7781");
    world.prove();
}

#[test]
fn a_second_confirmation_with_another_number_is_an_alarm_and_the_same_number_is_none() {
    let world = placed(json!({"confirm_hours": 24}));
    let yes = |number: &str| json!({"word": "confirmed", "supplier_number": number, "ship_on": ""});
    say(&world, yes("7781"));
    say(&world, yes("7781"));
    say(&world, yes(""));
    assert_eq!(world.call("sending", json!({}))["alarms"].as_array().map(Vec::len), Some(0));
    say(&world, yes("7790"));
    let alarms = world.call("sending", json!({}))["alarms"].clone();
    assert_eq!(
        (alarms[0]["kind"].as_str(), alarms[0]["facts"]["ids"].as_str()),
        (Some("twice_there"), Some("7781, 7790"))
    );
    assert_eq!(alarms[0]["facts"]["number"], "1001-1");
    assert_eq!(alarms.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_parcel_says_more_than_a_confirmation() {
    let world = placed(json!({"confirm_hours": 24}));
    world.table("tracking", "PO number,Tracking number,Status,Status date\n1001-1,1Z999AA10123456784,in transit,2026-03-09 08:30\n");
    world.advance(3 * DAY);
    world.tick();
    assert_eq!((listed(&world).len(), following(&world)["chase_at"].is_null()), (0, true));
}

#[test]
fn an_unpaid_purchase_is_raised_before_it_lapses_and_is_never_called_off_by_itself() {
    let world = placed(json!({"paid_by": "per_order", "pay_days": 3, "lapses": true}));
    assert_eq!(following(&world)["pay_due"], "2026-03-12T09:00:00.000Z");
    world.advance(2 * DAY);
    world.tick();
    assert_eq!(needs(&world), ["pay"], "a day before");
    assert_eq!(world.order("#1001")["row"]["flag"], "settled");
    say(&world, json!({"word": "remind", "at": "2026-03-20T09:00:00Z"}));
    assert_eq!(listed(&world).len(), 0);
    world.advance(DAY);
    world.tick();
    assert_eq!(needs(&world), ["lapsed"], "the reminder was not about this");
    assert_eq!(world.order("#1001")["decision"]["facts"]["need"], "lapsed");
    world.advance(60 * DAY);
    world.tick();
    assert_eq!(world.purchase("1001-1")["row"]["state"], "placed", "what is true is for a person to say");

    let paid = |amount: &str, currency: &str, on: &str| {
        request(&world, json!({"word": "paid", "amount": {"amount": amount, "currency": currency}, "on": on}))
    };
    for wrong in [
        paid("25.00", "USD", "2026-03-11"),
        paid("0.00", "EUR", "2026-03-11"),
        paid("1.00", "EUR", "2026-12-24"),
    ] {
        assert_eq!(world.refuse("purchase_follow", wrong).code, Code::Invalid);
    }
    let done = world.call("purchase_follow", paid("25.00", "EUR", "2026-03-11"));
    assert_eq!(
        (following(&world)["paid_on"].as_str(), following(&world)["paid"]["amount"].as_str()),
        (Some("2026-03-11"), Some("25.00"))
    );
    assert_eq!(listed(&world).len(), 0);
    world.call("undo", json!({"id": done["undo"]}));
    assert_eq!(needs(&world), ["lapsed"]);
    let past = request(&world, json!({"word": "pay_until", "at": "2026-03-11T09:00:00Z"}));
    assert_eq!(world.refuse("purchase_follow", past).code, Code::Invalid);
    say(&world, json!({"word": "pay_until", "at": "2026-06-01T09:00:00Z"}));
    assert_eq!(listed(&world).len(), 0);
    say(&world, json!({"word": "confirmed", "supplier_number": "", "ship_on": ""}));
    world.call("purchase_cancel", json!({"id": world.purchase("1001-1")["row"]["id"]}));
    world.advance(90 * DAY);
    world.tick();
    assert_eq!(listed(&world).len(), 0, "a cancelled one asks for nothing");
    world.prove();
}

#[test]
fn nothing_is_asked_of_a_supplier_that_agreed_to_nothing() {
    let world = placed(json!({}));
    world.advance(60 * DAY);
    world.tick();
    assert!(needs(&world).is_empty());
    assert_eq!(listed(&world).len(), 0);
    let never = request(&world, json!({"word": "never_arrived"}));
    assert_eq!(world.refuse("purchase_follow", never).code, Code::NotNow, "no mail came back");
}

#[test]
fn terms_are_read_with_care() {
    let world = placed(json!({"senders": ["Ana@Nordlicht.example.com", " @nordlicht.example.com ", ""]}));
    let supplier = world.purchase("1001-1")["row"]["supplier_id"].clone();
    let terms = world.call("supplier_expectation", json!({"id": supplier}));
    assert_eq!(terms["senders"], json!(["ana@nordlicht.example.com", "@nordlicht.example.com"]));
    for (name, value) in [
        ("confirm_hours", json!(0)),
        ("confirm_hours", json!(100_000)),
        ("pay_days", json!(-1)),
        ("paid_by", json!("cash")),
        ("senders", json!(["nordlicht"])),
        ("senders", json!(["a b@example.com"])),
        ("files", json!("folder")),
        ("files", json!("ftp")),
    ] {
        let mut wrong = terms.clone();
        wrong[name] = value;
        assert_eq!(world.refuse("supplier_expectation_save", wrong).code, Code::Invalid, "{name}");
    }
    let mut other = terms.clone();
    other["confirm_hours"] = json!(8);
    let done = world.call("supplier_expectation_save", other);
    world.call("undo", json!({"id": done["undo"]}));
    assert_eq!(world.call("supplier_expectation", json!({"id": supplier})), terms);
    world.advance(HOUR);
}
