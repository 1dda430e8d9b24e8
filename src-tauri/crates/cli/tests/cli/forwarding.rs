use std::path::Path;

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::post_office::PostOffice;

fn files_in(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let entries = entries.map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files_in(&path) } else { 1 }).sum()
}

#[test]
fn a_dry_run_sends_nothing_and_the_real_one_puts_files_in_the_outbox() {
    let desk = Desk::demo();
    let outbox = desk.workspace().join("outbox");
    let review = desk.ask(&["forward", "--ready", "--dry-run"]);
    assert_eq!(files_in(&outbox), 0);
    let ready = desk.ask(&["orders"])["ready"].clone();
    assert_eq!(review["orders"], ready);
    assert!(review["left_out"].as_array().unwrap().iter().all(|order| order["reason"].is_string()));

    let done = desk.run(&["forward", "--ready", "--json"]).done().json();
    let sent = done["sent"].as_array().unwrap();
    assert_eq!(done["orders"], ready);
    assert_eq!(sent.len() as u64, done["purchases"].as_u64().unwrap());
    let by_hand = sent.iter().filter(|purchase| purchase["channel"] == "manual").count();
    assert_eq!(files_in(&outbox), sent.len() - by_hand, "one document for each");

    let again = desk.ask(&["forward", "--ready"]);
    assert_eq!((&again["purchases"], &again["sent"]), (&json!(0), &json!([])), "nothing goes twice");
    assert!(desk.ask(&["check"])["ok"].as_bool().unwrap());
}

#[test]
fn purchases_are_listed_handed_over_and_reported_on() {
    let desk = Desk::demo();
    let text = desk.run(&["forward", "--ready"]).done().out;
    assert!(text.contains("to hand over") && text.contains("Stays behind"), "{text}");
    let to_hand_over = desk.ask(&["purchases", "--state", "to_hand_over"]);
    let id = to_hand_over["rows"][0]["id"].to_string();
    desk.run(&["placed", &id, "--number", "YH-77", "--confirmed"]).done();
    let confirmed = desk.ask(&["purchases", "--state", "confirmed"]);
    assert_eq!(confirmed["rows"][0]["supplier_number"], "YH-77");
    let placed = desk.ask(&["purchases", "--state", "placed", "--limit", "1"]);
    let number = placed["rows"][0]["number"].as_str().unwrap();
    let report =
        desk.file("parcels.csv", &format!("Purchase order,Tracking number\n{number},RR123456785NL\n"));
    assert_eq!(desk.ask(&["import", "tracking", &report])["added"], 1);
    assert_eq!(desk.ask(&["import", "tracking", &report])["unchanged"], 1);
}

#[test]
fn a_backup_that_knows_less_than_was_sent_asks_for_a_look() {
    let desk = Desk::demo();
    let backup = desk.file("before.stockless", "");
    std::fs::remove_file(&backup).unwrap();
    desk.run(&["backup", &backup]).done();
    desk.run(&["forward", "--ready"]).done();
    let restored = desk.run(&["restore", &backup]).done().out;
    assert!(
        restored.contains("sent after this backup") && restored.contains("forwarding_resume"),
        "{restored}"
    );
    let refused = desk.run(&["forward", "--ready", "--json"]);
    assert_eq!((refused.code, refused.error().as_str()), (1, "not_now"));
    let check = desk.run(&["check", "--json"]);
    let journal = check.json()["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["name"] == "journal")
        .cloned()
        .unwrap();
    assert_eq!((check.code, &journal["ok"]), (1, &json!(false)), "sends that the file does not know");
    assert!(
        !desk.ask(&["backup", "--list"])["rows"].as_array().unwrap().is_empty(),
        "the file before is kept"
    );
}

/// A workspace with one supplier that takes mail, and one order for it.
fn one_order_by_mail(port: u16) -> Desk {
    let desk = Desk::empty();
    desk.run(&["setup", "--base-currency", "EUR", "--margin-floor", "0"]).done();
    let import = |what: &str, text: &str, more: &[&str]| {
        let file = desk.file(&format!("{what}.csv"), text);
        let words: Vec<&str> = ["import", what, &file, "--strict"].iter().chain(more).copied().collect();
        assert_eq!(desk.ask(&words)["added"], 1, "{what}");
    };
    import(
        "suppliers",
        "Supplier,Kind,Standing,Country,Currency,Email,Channel,Shipping zone,Shipping first,Days min,Days max\n\
         Lamp House,wholesaler,approved,DE,EUR,orders@lamps.example.com,email,*,3.90,2,4\n",
        &[],
    );
    import(
        "offers",
        "Supplier SKU,Title,Currency,Unit cost,Stock\nLH-1,Lamp,EUR,10.00,50\n",
        &["--supplier", "lamp house"],
    );
    import(
        "orders",
        "Order number,Order date,Currency,SKU,Product,Quantity,Unit price,Total,Payment status,Recipient,Address,City,Postal code,Country\n\
         L-1,2026-03-09,EUR,LAMP,Lamp,1,40.00,40.00,paid,Ada Quint,Gartenweg 5,Leipzig,04109,DE\n",
        &["--shop", "Lamps", "--map", "line1=Address"],
    );
    import("mappings", "SKU,Zone,Rank,Supplier,Supplier SKU,Factor\nLAMP,*,1,Lamp House,LH-1,1\n", &[]);
    let account = json!({"account": {"host": "127.0.0.1", "port": port, "security": "none", "user": "me",
        "from_name": "Lamps", "from_address": "me@example.com", "has_password": false}});
    desk.run(&["call", "mail_account_save", &account.to_string()]).done();
    desk
}

#[test]
fn an_unknown_outcome_ends_with_3_and_is_not_sent_again() {
    let post = PostOffice::open();
    let desk = one_order_by_mail(post.port);
    let password = [("STOCKLESS_MAIL_PASSWORD", "correct horse")];
    let ran = desk.run_with(&["forward", "--ready", "--json"], &password, "");
    let done = ran.json();
    assert_eq!((ran.code, &done["sent"][0]["state"]), (3, &json!("unknown")), "{}\n{done}", ran.err);
    assert!(ran.err.contains("unknown"), "{}", ran.err);
    let heard = post.heard();
    let plain = "AUTH PLAIN AG1lAGNvcnJlY3QgaG9yc2U="; // NUL me NUL correct horse, in base 64
    assert!(heard.iter().any(|line| line == plain), "the password of the environment signs in");
    assert_eq!(heard.iter().filter(|line| line.starts_with("RCPT")).count(), 1);

    let again = desk.run_with(&["forward", "--ready", "--json"], &password, "");
    assert_eq!((again.code, &again.json()["purchases"]), (0, &Value::from(0)));
    let unknown = desk.ask(&["purchases", "--state", "unknown"]);
    assert_eq!(unknown["total"], 1);
}

#[test]
fn much_at_once_is_forwarded_only_with_its_totals() {
    let desk = Desk::demo();
    let limit = json!({"orders": 1, "to_pay": {"amount": "10000.00", "currency": "EUR"}});
    desk.run(&["call", "forward_limit_save", &limit.to_string()]).done();
    let review = desk.ask(&["forward", "--ready", "--dry-run"]);
    let totals = format!("{}/{}", review["orders"], review["to_pay"]["amount"].as_str().unwrap());
    let refused = desk.run(&["forward", "--ready"]);
    assert!(refused.err.contains(&format!("--confirm {totals}")), "{}", refused.err);
    assert_eq!(desk.ask(&["purchases", "--state", "queued"])["total"], 0);
    assert!(desk.run(&["forward", "--ready", "--confirm", "1/0.01"]).err.contains("You confirmed 1 orders"));
    assert!(desk.run(&["forward", "--ready", "--confirm", "all"]).err.contains("orders/amount"));
    let done = desk.run(&["forward", "--ready", "--confirm", &totals, "--json"]).done().json();
    assert_eq!(done["orders"], review["orders"]);
}
