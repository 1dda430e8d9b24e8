//! Suppliers answer by mail: a real mailbox on this computer, read over IMAP.

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::imap::ImapServer;
use stockless_tests::mail::MailServer;
use stockless_tests::scripted::{HangUp, hangs_up};
use stockless_tests::world::texts;
use stockless_tests::{Sale, World};

const MINUTE: i64 = 60_000;
const SUPPLIER: &str = "orders@nordlicht.example.com";

fn mailbox() -> ImapServer {
    ImapServer::start(env!("CARGO_TARGET_TMPDIR"))
}

/// A world with one order for a supplier by mail, and nothing sent yet.
fn letters(expectation: Value) -> World {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 2, 4_900)]);
    let supplier = world.stocked(
        json!({"channel": "email", "email": SUPPLIER, "template": {"format": "csv", "file_name": "{po}"}}),
        &[("LMP", "12.50")],
    );
    let mut shape =
        json!({"supplier_id": supplier, "confirm_hours": 24, "paid_by": "card", "pay_days": null});
    for (name, value) in expectation.as_object().expect("an object") {
        shape[name] = value.clone();
    }
    world.call("supplier_expectation_save", shape);
    world
}

/// The same, sent and read over a mailbox.
fn sent(imap: &ImapServer, expectation: Value) -> World {
    let world = letters(expectation);
    let smtp = MailServer::start(env!("CARGO_TARGET_TMPDIR"));
    world.mail_account(smtp.port());
    assert_eq!(texts(&world.forward_now()["sent"], "state"), ["placed"]);
    world.mailbox(imap.port(), json!({}));
    world
}

fn key(world: &World) -> String {
    let fields = world.purchase("1001-1")["fields"].clone();
    let found =
        fields.as_array().expect("fields").iter().find(|field| field[0] == "reference").expect("a key");
    found[1].as_str().expect("a text").to_owned()
}

/// The id of the mail that was sent.
fn our_id(world: &World) -> String {
    format!("<stockless.{}@shop.example.com>", key(world))
}

fn look(world: &World) {
    world.advance(3 * MINUTE);
    world.tick();
}

fn replies(world: &World) -> Vec<Value> {
    world.purchase("1001-1")["following"]["replies"].as_array().cloned().unwrap_or_default()
}

fn state(world: &World) -> String {
    world.purchase("1001-1")["row"]["state"].as_str().expect("a state").to_owned()
}

fn say(world: &World, says: Value) -> Value {
    let row = world.purchase("1001-1")["row"].clone();
    world.call("purchase_follow", json!({"id": row["id"], "version": row["version"], "says": says}))
}

fn alarms(world: &World) -> usize {
    world.call("sending", json!({}))["alarms"].as_array().map_or(0, Vec::len)
}

#[test]
fn a_reply_to_our_mail_is_shown_and_becomes_the_confirmation_by_one_word() {
    let mut imap = mailbox();
    let world = sent(&imap, json!({}));
    let id = our_id(&world);
    imap.receive(
        &[
            ("From", "Ana <Orders@Nordlicht.example.com>"),
            ("Subject", "Re: your order"),
            ("Message-ID", "<m1@x>"),
            ("In-Reply-To", &id),
        ],
        "Thank you.\r\nOur order number: NL-7781\r\n> Order number: 99999",
    );
    imap.receive(&[("From", "ana@example.org"), ("Subject", "Lunch"), ("Message-ID", "<m2@x>")], "At one?");
    look(&world);
    let found = replies(&world);
    assert_eq!(found.len(), 1, "other mail is not kept");
    let mail = &found[0];
    assert_eq!(
        (mail["kind"].as_str(), mail["is_known"].as_bool(), mail["by_message"].as_bool()),
        (Some("written"), Some(true), Some(true))
    );
    assert_eq!(mail["their_number"], "NL-7781");
    assert_eq!((state(&world).as_str(), world.queue("#1001").as_str()), ("placed", "decide"));
    assert_eq!(world.order("#1001")["decision"]["facts"]["need"], "read");

    let done = say(
        &world,
        json!({"word": "reply_confirms", "reply_id": mail["id"], "supplier_number": mail["their_number"]}),
    );
    let purchase = world.purchase("1001-1");
    assert_eq!(
        (purchase["row"]["state"].as_str(), purchase["row"]["supplier_number"].as_str()),
        (Some("confirmed"), Some("NL-7781"))
    );
    assert_eq!(purchase["following"]["confirmed_by"], "reply");
    assert_eq!(world.queue("#1001"), "waiting");
    world.call("undo", json!({"id": done["undo"]}));
    assert_eq!((state(&world).as_str(), world.queue("#1001").as_str()), ("placed", "decide"));
    assert_eq!(replies(&world)[0]["answer"], "");
    say(&world, json!({"word": "reply_is_other", "reply_id": mail["id"]}));
    assert_eq!(world.queue("#1001"), "waiting", "read, and still waited for");

    // The same mail is not taken twice, and the mailbox was not changed.
    look(&world);
    assert_eq!(replies(&world).len(), 1);
    let shape = world.call("mailbox", json!({}));
    assert_eq!(
        (shape["trouble"].as_str(), shape["read_at"].as_str()),
        (Some(""), Some("2026-03-09T09:06:00.000Z"))
    );
    let file = std::fs::read(world.database()).expect("the file");
    let secret = stockless_tests::mail::PASSWORD.as_bytes();
    assert!(!file.windows(secret.len()).any(|part| part == secret), "the password is not in the file");
    world.prove();
}

#[test]
fn a_known_sender_with_our_number_confirms_by_itself_only_where_that_is_switched_on() {
    let mut imap = mailbox();
    let world = sent(&imap, json!({"reply_confirms": true, "senders": ["@sales.example.org"]}));
    imap.receive(
        &[
            ("From", "bot@sales.example.org"),
            ("Subject", "Ticket 4711 for PO 1001-1"),
            ("Message-ID", "<t@x>"),
            ("Auto-Submitted", "auto-generated"),
        ],
        "We have received your mail.",
    );
    imap.receive(
        &[
            ("From", SUPPLIER),
            ("Subject", "Out of office: PO 1001-1"),
            ("Message-ID", "<o@x>"),
            ("Auto-Submitted", "auto-replied"),
        ],
        "Back on Monday. Order number: 1234",
    );
    imap.receive(
        &[("From", SUPPLIER), ("Subject", "PO 1001-12 and 11001-1"), ("Message-ID", "<n@x>")],
        "Another order",
    );
    imap.receive(
        &[("From", "ana@evil.example"), ("Subject", "PO 1001-1 confirmed"), ("Message-ID", "<e@x>")],
        "Our order number: EV-1",
    );
    imap.receive(
        &[("From", "ana@sales.example.org.evil.example"), ("Subject", "PO 1001-1"), ("Message-ID", "<f@x>")],
        "Our order number: EV-2",
    );
    look(&world);
    assert_eq!(state(&world), "placed", "programs and strangers confirm nothing");
    let mut kinds: Vec<(String, bool)> = replies(&world)
        .iter()
        .map(|mail| {
            (mail["kind"].as_str().expect("a kind").to_owned(), mail["is_known"].as_bool().expect("a word"))
        })
        .collect();
    kinds.sort();
    let written = |known| ("written".to_owned(), known);
    assert_eq!(kinds, [("automatic".to_owned(), true), written(false), written(false), written(true)]);

    imap.receive(
        &[
            ("From", "ana@sales.example.org"),
            ("Subject", "AW: PO 1001-1 - Moss & Marlow"),
            ("Message-ID", "<c@x>"),
        ],
        "Auftragsnummer: AB-118",
    );
    look(&world);
    let purchase = world.purchase("1001-1");
    assert_eq!(
        (purchase["row"]["state"].as_str(), purchase["row"]["supplier_number"].as_str()),
        (Some("confirmed"), Some("AB-118"))
    );
    assert_eq!(alarms(&world), 0);
    // A later mail with the same number is read by nobody; another number is an alarm.
    imap.receive(
        &[("From", SUPPLIER), ("Subject", "PO 1001-1 shipped"), ("Message-ID", "<s@x>")],
        "Order number: AB-118",
    );
    look(&world);
    assert_eq!(alarms(&world), 0);
    imap.receive(
        &[("From", SUPPLIER), ("Subject", "PO 1001-1 confirmed"), ("Message-ID", "<d@x>")],
        "Order number: AB-131",
    );
    look(&world);
    let sending = world.call("sending", json!({}));
    assert_eq!(
        (sending["alarms"][0]["kind"].as_str(), sending["alarms"][0]["facts"]["ids"].as_str()),
        (Some("twice_there"), Some("AB-118, AB-131"))
    );
    world.prove();
}

const RETURNED: &str = "--b\r\nContent-Type: text/plain\r\n\r\nThe address does not exist.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.com\r\n\r\nAction: ACTION\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: OURS\r\n--b--";

fn return_mail(imap: &mut ImapServer, world: &World, action: &str, id: &str) {
    let body = RETURNED.replace("ACTION", action).replace("OURS", &our_id(world));
    imap.receive(
        &[
            ("From", "MAILER-DAEMON@mail.example.com"),
            ("Subject", "Undelivered Mail"),
            ("Message-ID", id),
            ("MIME-Version", "1.0"),
            ("Content-Type", "multipart/report; report-type=delivery-status; boundary=b"),
        ],
        &body,
    );
}

#[test]
fn a_mail_that_comes_back_is_put_before_the_merchant_and_a_late_one_is_not() {
    let mut imap = mailbox();
    let world = sent(&imap, json!({"reply_confirms": true}));
    return_mail(&mut imap, &world, "delayed", "<b0@x>");
    look(&world);
    assert_eq!(
        (world.queue("#1001").as_str(), replies(&world)[0]["kind"].as_str()),
        ("waiting", Some("automatic"))
    );
    return_mail(&mut imap, &world, "failed", "<b1@x>");
    look(&world);
    assert_eq!(world.order("#1001")["decision"]["facts"]["need"], "returned");
    assert_eq!(state(&world), "placed", "nobody but the merchant says what that means");
    assert!(replies(&world)[1]["body"].as_str().expect("a text").contains("does not exist"));

    say(&world, json!({"word": "never_arrived"}));
    assert_eq!(
        (state(&world).as_str(), world.order("#1001")["row"]["flag"].as_str()),
        ("rejected", Some("accepted"))
    );
    let smtp = MailServer::start(env!("CARGO_TARGET_TMPDIR"));
    world.mail_account(smtp.port());
    world.call("purchase_retry", json!({"id": world.purchase("1001-1")["row"]["id"]}));
    assert_eq!((state(&world).as_str(), smtp.messages().len()), ("placed", 1));
    assert_eq!(world.queue("#1001"), "waiting", "what came back before says nothing about this one");
    world.prove();
}

#[test]
fn a_mailbox_that_was_made_anew_is_read_from_the_beginning_without_repeating_itself() {
    let mut imap = mailbox();
    let world = sent(&imap, json!({}));
    let mail = |n: u32| format!("<m{n}@x>");
    imap.receive(&[("From", SUPPLIER), ("Subject", "PO 1001-1"), ("Message-ID", &mail(1))], "one");
    look(&world);
    assert_eq!(replies(&world).len(), 1);
    imap.anew();
    for n in 1..=3 {
        imap.receive(&[("From", SUPPLIER), ("Subject", "PO 1001-1"), ("Message-ID", &mail(n))], "again");
    }
    look(&world);
    assert_eq!(replies(&world).len(), 3, "one of them was known");
}

#[test]
fn a_mailbox_that_is_gone_or_does_not_know_us_is_told_and_left_alone_for_a_while() {
    let imap = mailbox();
    let world = sent(&imap, json!({}));
    let port = imap.port();
    world.call("mailbox_save", json!({"mailbox": {"host": "127.0.0.1", "port": port, "security": "none", "user": "orders", "folder": "INBOX"}, "password": "wrong"}));
    look(&world);
    let shape = world.call("mailbox", json!({}));
    assert_eq!(shape["signed_out"], true, "{shape}");
    assert!(shape["trouble"].as_str().expect("words").contains("app password"), "{shape}");
    assert!(!shape.to_string().contains("wrong"));
    let tested = world.call("mailbox_test", json!({}));
    assert_eq!(tested["ok"], false);
    world.mailbox(port, json!({}));
    assert_eq!(world.call("mailbox", json!({}))["signed_out"], false);
    let tested = world.call("mailbox_test", json!({}));
    assert_eq!(
        (tested["ok"].as_bool(), tested["folders"][0].as_str()),
        (Some(true), Some("INBOX")),
        "{tested}"
    );

    drop(imap);
    look(&world);
    let gone = world.call("mailbox", json!({}));
    assert_eq!(gone["next_at"], "2026-03-09T09:09:00.000Z", "{gone}");
    assert!(gone["trouble"].as_str().expect("words").contains("cannot be reached"));
    assert_eq!(world.refuse("mailbox_look", json!({})).code, Code::NotNow);
    assert_eq!(world.call("mailbox", json!({}))["next_at"], "2026-03-09T09:12:00.000Z", "twice as long");
    // Another server is another password.
    world.call("mailbox_save", json!({"mailbox": {"host": "localhost", "port": port, "security": "none", "user": "orders", "folder": "INBOX"}}));
    assert_eq!(world.call("mailbox", json!({}))["has_password"], false);
    world.call("mailbox_save", json!({"mailbox": {"host": ""}}));
    assert_eq!(world.call("mailbox", json!({}))["host"], "");
    assert_eq!(world.refuse("mailbox_test", json!({})).code, Code::NotNow);
    let far = json!({"mailbox": {"host": "192.0.2.1", "port": 143, "security": "none", "user": "orders", "folder": "INBOX"}, "password": "x"});
    world.call("mailbox_save", far);
    assert!(
        world.call("mailbox_test", json!({}))["message"]
            .as_str()
            .expect("words")
            .contains("without encryption")
    );
}

/// A world whose one letter went out to a server that hung up after the final dot.
fn cut(world: &World) {
    let (port, heard) = hangs_up(HangUp::AfterTheDot);
    world.mail_account(port);
    assert_eq!(texts(&world.forward_now()["sent"], "state"), ["unknown"]);
    heard.join().expect("a server");
}

#[test]
fn an_answer_to_a_mail_in_doubt_shows_that_it_arrived() {
    let mut imap = mailbox();
    let world = letters(json!({}));
    cut(&world);
    world.mailbox(imap.port(), json!({}));
    let id = our_id(&world);
    imap.receive(
        &[
            ("From", "ana@evil.example"),
            ("Subject", "PO 1001-1"),
            ("Message-ID", "<e@x>"),
            ("In-Reply-To", &id),
        ],
        "It is here, believe me.",
    );
    imap.receive(
        &[("From", SUPPLIER), ("Subject", "PO 1001-1"), ("Message-ID", "<n@x>")],
        "Where is PO 1001-1?",
    );
    look(&world);
    assert_eq!(state(&world), "unknown", "a stranger and a subject prove nothing");
    assert_eq!(replies(&world).len(), 2, "both are shown to whoever is asked");
    imap.receive(
        &[
            ("From", SUPPLIER),
            ("Subject", "Automatic reply"),
            ("Message-ID", "<a@x>"),
            ("In-Reply-To", &id),
            ("Auto-Submitted", "auto-replied"),
        ],
        "We are away.",
    );
    look(&world);
    assert_eq!(state(&world), "placed");
    assert_eq!(world.purchase("1001-1")["following"]["chase_at"], "2026-03-10T09:06:00.000Z");
    world.prove();
}

/// A second order by mail, in doubt, in a world whose server keeps what it sends: the first one lies in the folder.
fn kept(imap: &mut ImapServer) -> World {
    let world = sent(imap, json!({}));
    let switch = json!({"sent": "Sent", "keeps_sent": true});
    imap.put("Sent", b"Message-ID: <other@x>\r\n\r\n");
    let unproven = json!({"mailbox": {"host": "127.0.0.1", "port": imap.port(), "security": "none", "user": "orders", "folder": "INBOX", "sent": "Sent", "keeps_sent": true}});
    assert_eq!(world.refuse("mailbox_save", unproven).code, Code::NotNow, "no mail of ours was seen there");
    imap.put("Sent", format!("Message-ID: {}\r\n\r\n", our_id(&world)).as_bytes());
    world.mailbox(imap.port(), switch);
    world.sell(&[Sale::new("#1002").item("LMP", 1, 4_900)]);
    cut(&world);
    world
}

fn second(world: &World) -> (String, String) {
    let purchase = world.purchase("1002-1");
    let fields = purchase["fields"].as_array().expect("fields");
    let key = fields.iter().find(|field| field[0] == "reference").expect("a key")[1].clone();
    (purchase["row"]["state"].as_str().expect("a state").to_owned(), key.as_str().expect("a text").to_owned())
}

#[test]
fn a_copy_among_the_sent_mails_settles_a_doubt() {
    let mut imap = mailbox();
    let world = kept(&mut imap);
    let (state, key) = second(&world);
    assert_eq!(
        (state.as_str(), world.purchase("1002-1")["next"]["step"].as_str()),
        ("unknown", Some("look"))
    );
    // The account's address may have changed since: the beginning of the id is ours alone.
    imap.put("Sent", format!("Message-ID: <stockless.{key}@old.example.com>\r\n\r\n").as_bytes());
    world.advance(20 * MINUTE);
    world.tick();
    assert_eq!(second(&world).0, "placed");
    assert!(world.purchase("1002-1")["row"]["reason"].as_str().expect("words").contains("“Sent”"));
    world.prove();
}

#[test]
fn an_absence_among_the_sent_mails_counts_only_while_earlier_ones_are_there() {
    let mut imap = mailbox();
    let world = kept(&mut imap);
    // The folder is empty now: that shows nothing about the order in doubt.
    imap.anew();
    imap.put("Sent", b"Message-ID: <other@x>\r\n\r\n");
    world.advance(21 * MINUTE);
    world.tick();
    assert_eq!(second(&world).0, "unknown");
    assert!(
        world.purchase("1002-1")["attempts"][0]["evidence"]
            .as_str()
            .expect("words")
            .contains("nothing can be concluded")
    );
    // The first order's mail lies there again, and that of the one in doubt does not: it was never sent.
    imap.put("Sent", format!("Message-ID: {}\r\n\r\n", our_id(&world)).as_bytes());
    let smtp = MailServer::start(env!("CARGO_TARGET_TMPDIR"));
    world.mail_account(smtp.port());
    for _ in 0..8 {
        world.advance(20 * MINUTE);
        world.tick();
    }
    world.tick();
    assert_eq!((second(&world).0.as_str(), smtp.messages().len()), ("placed", 1), "sent once more, and once");
    world.prove();
}

#[test]
fn a_folder_of_another_account_shows_nothing_about_what_was_sent_before() {
    let mut imap = mailbox();
    let world = kept(&mut imap);
    let account = json!({"account": {"host": "127.0.0.1", "port": 25, "security": "none", "user": "else",
        "from_name": "", "from_address": "orders@shop.example.com"}, "password": "x"});
    world.call("mail_account_save", account);
    assert_eq!(world.call("mailbox", json!({}))["keeps_sent"], false, "it has to be seen again");
    world.advance(MINUTE);
    world.mailbox(imap.port(), json!({"sent": "Sent", "keeps_sent": true}));
    for _ in 0..12 {
        world.advance(20 * MINUTE);
        world.tick();
    }
    assert!(["unknown", "asking"].contains(&second(&world).0.as_str()), "never sent again by itself");
    assert!(
        world.purchase("1002-1")["attempts"][0]["evidence"].as_str().expect("words").contains("relied on")
    );
}

#[test]
fn hostile_mail_is_read_to_its_bounds_and_harms_nothing_else() {
    let mut imap = mailbox();
    let world = sent(&imap, json!({"reply_confirms": true}));
    let id = our_id(&world);
    let mut references =
        String::from("From: a@evil.example\r\nSubject: PO 1001-1\r\nMessage-ID: <r@x>\r\nReferences:");
    for n in 0..3_000 {
        references.push_str(&format!(" <{n}@example.com>\r\n"));
    }
    imap.put("INBOX", format!("{references}\r\nx").as_bytes());
    let big = format!(
        "From: {SUPPLIER}\r\nSubject: PO 1001-1 {}\r\nMessage-ID: <big@x>\r\nAuto-Submitted: auto-generated\r\n\r\n{}",
        "z".repeat(5_000),
        "word ".repeat(100_000)
    );
    imap.put("INBOX", big.as_bytes());
    imap.put("INBOX", b"From: \xFF\xFE<\x00@>\r\nSubject: =?utf-8?B?////?= 1001-1 \x1b[31m\r\n\r\n\x00");
    imap.receive(
        &[("From", SUPPLIER), ("Subject", "Re: PO 1001-1"), ("Message-ID", "<good@x>"), ("In-Reply-To", &id)],
        "Order number: NL-7781",
    );
    look(&world);
    let purchase = world.purchase("1001-1");
    assert_eq!(
        (purchase["row"]["state"].as_str(), purchase["row"]["supplier_number"].as_str()),
        (Some("confirmed"), Some("NL-7781"))
    );
    for mail in replies(&world) {
        assert!(mail["body"].as_str().expect("a text").chars().count() <= 20_000);
        assert!(mail["subject"].as_str().expect("a text").chars().count() <= 500);
    }
    world.prove();
}
