//! Forwarding by mail, to a real server and to one that goes away in the middle.

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::mail::MailServer;
use stockless_tests::scripted::{HangUp, hangs_up};
use stockless_tests::world::texts;
use stockless_tests::{Sale, World};

const MINUTE: i64 = 60_000;

fn letters(email: &str) -> World {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 2, 4_900)]);
    world.stocked(
        json!({"channel": "email", "email": email, "template": {"format": "csv", "file_name": "{po}"}}),
        &[("LMP", "12.50")],
    );
    world
}

fn server() -> MailServer {
    MailServer::start(env!("CARGO_TARGET_TMPDIR"))
}

fn state(world: &World) -> String {
    world.purchase("1001-1")["row"]["state"].as_str().expect("a state").to_owned()
}

/// One header of a message.
fn header<'a>(message: &'a str, name: &str) -> &'a str {
    let line = message.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:")));
    line.and_then(|line| line.split_once(':'))
        .map(|(_, value)| value.trim())
        .unwrap_or_else(|| panic!("{name} in {message}"))
}

#[test]
fn a_letter_is_accepted_with_the_frozen_file_in_it() {
    let world = letters("orders@nordlicht.example.com");
    let review = world.call("forward_review", json!({"which": {"tab": "new"}}));
    assert_eq!(texts(&review["left_out"], "reason"), ["supplier_trouble"], "there is no mail account yet");
    let server = server();
    world.mail_account(server.port());
    let tested = world.call("mail_account_test", json!({}));
    assert_eq!(tested["ok"], true, "{tested}");
    let answer = world.forward_now();
    assert_eq!(texts(&answer["sent"], "state"), ["placed"], "{answer}");
    let messages = server.messages();
    assert_eq!(messages.len(), 1);
    let message = &messages[0];
    assert_eq!(header(message, "to"), "orders@nordlicht.example.com");
    assert!(header(message, "subject").starts_with("PO 1001-1 "));
    assert!(message.contains("1001-1.csv"));
    let purchase = world.purchase("1001-1");
    let key =
        purchase["fields"].as_array().expect("fields").iter().find(|f| f[0] == "reference").expect("a key")
            [1]
        .clone();
    assert_eq!(
        header(message, "message-id"),
        format!("<stockless.{}@shop.example.com>", key.as_str().expect("a text"))
    );
    assert!(purchase["attempts"][0]["evidence"].as_str().expect("evidence").contains("kept as 001"));
    assert!(!world.content_hash().is_empty());
    let file = std::fs::read(world.database()).expect("the file");
    let secret = stockless_tests::mail::PASSWORD.as_bytes();
    assert!(!file.windows(secret.len()).any(|part| part == secret), "the password is not in the file");
    world.prove();
}

#[test]
fn a_recipient_that_is_refused_is_told_and_one_that_is_busy_is_tried_again() {
    let world = letters("refused@nordlicht.example.com");
    let server = server();
    world.mail_account(server.port());
    let answer = world.forward_now();
    assert_eq!(texts(&answer["sent"], "state"), ["rejected"]);
    assert!(answer["sent"][0]["reason"].as_str().expect("words").contains("550"), "{answer}");
    assert_eq!(world.order("#1001")["row"]["flag"], "accepted");

    let world = letters("later@nordlicht.example.com");
    world.mail_account(server.port());
    world.forward_now();
    let waiting = world.purchase("1001-1");
    assert_eq!(
        (waiting["row"]["state"].as_str(), waiting["attempts"][0]["outcome"].as_str()),
        (Some("queued"), Some("definite_no"))
    );
    assert_eq!(waiting["row"]["sends_at"], "2026-03-09T09:01:00.000Z", "a minute later");
    assert!(server.messages().is_empty());
}

#[test]
fn a_server_that_is_not_there_is_certain_to_have_nothing() {
    let world = letters("orders@nordlicht.example.com");
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = closed.local_addr().expect("an address").port();
    drop(closed);
    world.mail_account(port);
    world.forward_now();
    assert_eq!(state(&world), "queued");
    let (port, heard) = hangs_up(HangUp::AtData);
    world.mail_account(port);
    world.advance(5 * MINUTE);
    world.tick();
    assert_eq!((state(&world), heard.join().expect("a server")), ("queued".to_owned(), String::new()));
    assert_eq!(world.purchase("1001-1")["attempts"].as_array().map(Vec::len), Some(2));
}

/// A world whose one letter went out to a server that hung up after the final dot.
fn cut() -> (World, String) {
    let world = letters("orders@nordlicht.example.com");
    let (port, heard) = hangs_up(HangUp::AfterTheDot);
    world.mail_account(port);
    let answer = world.forward_now();
    assert_eq!(texts(&answer["sent"], "state"), ["unknown"], "{answer}");
    (world, heard.join().expect("a server"))
}

fn answer(world: &World, version: &Value, answer: Value) -> Value {
    json!({"id": world.purchase("1001-1")["row"]["id"], "version": version, "answer": answer})
}

#[test]
fn a_cut_connection_is_unknown_and_is_only_sent_again_by_a_fresh_word() {
    let (mut world, first) = cut();
    let order = world.order("#1001");
    assert_eq!(
        (order["row"]["queue"].as_str(), order["row"]["flag"].as_str()),
        (Some("decide"), Some("outcome"))
    );
    let server = server();
    world.mail_account(server.port());
    let purchase = world.purchase("1001-1");
    let version = purchase["row"]["version"].clone();
    assert_eq!(
        (purchase["ask_after"].as_str(), purchase["send_again_token"].is_null()),
        (Some("2026-03-09T09:15:00.000Z"), true)
    );

    // Nothing sends it by itself: not the clock, not the list, not the button for what was refused.
    world.advance(14 * MINUTE);
    world.tick();
    world.forward_now();
    world.call("outbox_send", json!({}));
    world.refuse("purchase_retry", json!({"id": purchase["row"]["id"]}));
    let early = answer(&world, &version, json!({"answer": "not_there", "token": "000000000000000000000000"}));
    assert_eq!(world.refuse("purchase_answer", early).code, Code::NotNow, "it may still arrive");
    assert_eq!((state(&world).as_str(), server.messages().len()), ("unknown", 0));

    world.advance(MINUTE);
    world.tick();
    assert_eq!(state(&world), "asking", "now only a person can find out");
    let version = world.purchase("1001-1")["row"]["version"].clone();
    let token = world.purchase("1001-1")["send_again_token"].clone();
    let wrong = answer(&world, &version, json!({"answer": "not_there", "token": "000000000000000000000000"}));
    assert_eq!(world.refuse("purchase_answer", wrong).code, Code::Stale);
    let remind = json!({"answer": "remind_me", "at": "2026-03-09T12:00:00Z"});
    world.call("purchase_answer", answer(&world, &version, remind));
    let stale = answer(&world, &version, json!({"answer": "not_there", "token": token}));
    assert_eq!(
        world.refuse("purchase_answer", stale).code,
        Code::Stale,
        "the screen is older than the reminder"
    );
    let old = world.purchase("1001-1")["send_again_token"].clone();
    world.restart();
    let version = world.purchase("1001-1")["row"]["version"].clone();
    let other_run = answer(&world, &version, json!({"answer": "not_there", "token": old}));
    assert_eq!(world.refuse("purchase_answer", other_run).code, Code::Stale, "a token is of one run");
    assert_eq!(server.messages().len(), 0);

    let fresh = world.purchase("1001-1")["send_again_token"].clone();
    let again = answer(&world, &version, json!({"answer": "not_there", "token": fresh}));
    world.call("purchase_answer", again.clone());
    assert_eq!(state(&world), "placed");
    assert_eq!(world.refuse("purchase_answer", again).code, Code::Stale, "a token works once");
    let messages = server.messages();
    assert_eq!(messages.len(), 1);
    assert_eq!(
        header(&messages[0], "message-id"),
        header(&first, "message-id"),
        "the same letter by its name"
    );
    let same = |text: &str| text.replace("\r\n", "\n").trim_end_matches("\n.\n").trim_end().to_owned();
    assert_eq!(same(&messages[0]), same(&first), "and byte for byte");
    assert_eq!(world.purchase("1001-1")["attempts"].as_array().map(Vec::len), Some(2));
    world.prove();
}

#[test]
fn a_letter_in_doubt_tells_what_happens_next() {
    let (mut world, _) = cut();
    let next = |world: &World| world.purchase("1001-1")["next"].clone();
    let first = next(&world);
    assert_eq!(
        (first["step"].as_str(), first["at"].as_str(), first["class"].as_str()),
        (Some("ask"), Some("2026-03-09T09:15:00.000Z"), Some("blind"))
    );
    assert_eq!((first["why"].is_null(), first["looks"].as_i64()), (true, Some(0)));
    world.advance(10 * MINUTE);
    world.restart();
    assert_eq!(next(&world)["at"], "2026-03-09T09:25:00.000Z", "another start of the computer counts anew");
    world.tick();
    world.advance(15 * MINUTE);
    world.tick();
    assert_eq!(state(&world), "asking");
    assert_eq!((next(&world)["step"].as_str(), next(&world)["at"].is_null()), (Some("ask"), true));
    let outbox = world.call("outbox", json!({}));
    assert_eq!((outbox["unknown"].as_i64(), outbox["asking"].as_i64()), (Some(1), Some(1)));
    let rows = world.call("purchases", json!({"state": "in_doubt"}));
    assert_eq!((rows["total"].as_i64(), texts(&rows["rows"], "state")), (Some(1), vec!["asking".to_owned()]));
    assert_eq!(rows["rows"][0]["doubt_since"], "2026-03-09T09:00:00.000Z");
    let version = world.purchase("1001-1")["row"]["version"].clone();
    let look = answer(&world, &version, json!({"answer": "look_again"}));
    assert_eq!(world.refuse("purchase_answer", look).code, Code::NotNow, "a mailbox has no records");
    let attempt = world.purchase("1001-1")["attempts"][0].clone();
    assert_eq!(attempt["kind"], "place");
    let sent = attempt["sent"].as_str().expect("a text");
    assert!(sent.starts_with("To: orders@nordlicht.example.com\nSubject: "), "{sent}");
    assert!(sent.contains("1001-1"), "{sent}");
    assert!(!attempt.to_string().contains(stockless_tests::mail::PASSWORD), "{attempt}");
}

#[test]
fn an_unknown_letter_that_arrived_is_placed_by_the_merchants_word() {
    let (world, _) = cut();
    let version = world.purchase("1001-1")["row"]["version"].clone();
    let there = json!({"answer": "it_is_there", "supplier_number": "NL-4711"});
    world.call("purchase_answer", answer(&world, &version, there.clone()));
    let purchase = world.purchase("1001-1");
    assert_eq!(
        (purchase["row"]["state"].as_str(), purchase["row"]["supplier_number"].as_str()),
        (Some("placed"), Some("NL-4711"))
    );
    assert_eq!(world.refuse("purchase_answer", answer(&world, &version, there)).code, Code::Stale);
    assert_eq!(world.queue("#1001"), "waiting");
    assert_eq!(world.call("orders", json!({"tab": "all", "filter": {"search": "NL-4711"}}))["total"], 1);
    world.prove();
}

#[test]
fn an_unknown_letter_stays_unknown_over_a_restart_and_no_snooze_hides_it() {
    let (mut world, _) = cut();
    world.restart();
    assert_eq!(state(&world), "unknown");
    world.call(
        "order_snooze",
        json!({"which": {"ids": [world.order_id("#1001")]}, "until": "2026-04-01T00:00:00Z"}),
    );
    assert_eq!(world.queue("#1001"), "decide");
    let counts = world.call("order_counts", json!({}));
    assert_eq!((counts["unknown"].as_i64(), counts["decide"].as_i64()), (Some(1), Some(1)));
    assert_eq!(world.forward_now()["purchases"], 0);
}
