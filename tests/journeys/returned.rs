//! Suppliers confirm in files that they return: into a folder, onto their SFTP server, or handed over by the merchant.

use serde_json::{Value, json};
use stockless_tests::world::{DAY, texts};
use stockless_tests::{Sale, World};

const MINUTE: i64 = 60_000;

/// Two orders at a supplier that collects its files and returns confirmations into a folder.
fn world() -> World {
    let world = crate::world();
    world.sell(&[
        Sale::new("#1001").item("LMP", 2, 4_900).item("RUG", 1, 9_900),
        Sale::new("#1002").item("LMP", 1, 4_900),
    ]);
    let supplier = world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50"), ("RUG", "40.00")]);
    world.call("supplier_expectation_save", json!({"supplier_id": supplier, "confirm_hours": 24, "paid_by": "card", "pay_days": null, "files": "folder", "files_folder": "returned"}));
    assert_eq!(texts(&world.forward_now()["sent"], "state"), ["placed", "placed"]);
    std::fs::create_dir(world.path("returned")).expect("a folder");
    world
}

fn put(world: &World, name: &str, content: &str) {
    std::fs::write(world.path("returned").join(name), content).expect("a file");
}

fn look(world: &World) {
    world.advance(5 * MINUTE);
    world.tick();
}

fn supplier(world: &World) -> Value {
    world.call("supplier_expectation", json!({"id": world.purchase("1001-1")["row"]["supplier_id"]}))
}

fn runs(world: &World) -> Vec<Value> {
    let found = world.call("imports", json!({}))["rows"].as_array().expect("rows").clone();
    found.into_iter().filter(|run| run["kind"] == "confirmations").collect()
}

fn state(world: &World, number: &str) -> String {
    world.purchase(number)["row"]["state"].as_str().expect("a state").to_owned()
}

#[test]
fn a_returned_file_confirms_with_what_it_says_and_is_read_once() {
    let world = world();
    put(
        &world,
        "ack.csv",
        "PO number,Order number,Item SKU,Qty confirmed,Unit price,Status,Ship date\n1001-1,NL-7781,N-LMP,2,12.50,accepted,2026-03-11\n1001-1,NL-7781,N-RUG,1,41.00,Accepted,2026-03-12\n",
    );
    put(&world, "notes.pdf", "not a table");
    look(&world);
    let purchase = world.purchase("1001-1");
    assert_eq!(
        (purchase["row"]["state"].as_str(), purchase["row"]["supplier_number"].as_str()),
        (Some("confirmed"), Some("NL-7781"))
    );
    let following = &purchase["following"];
    assert_eq!(
        (following["confirmed_by"].as_str(), following["ship_on"].as_str()),
        (Some("file"), Some("2026-03-12"))
    );
    let lines: Vec<&Value> =
        following["confirmations"].as_array().expect("a list").iter().map(|c| &c["lines"][0]).collect();
    assert_eq!(
        (lines[1]["sku"].as_str(), lines[1]["price"].as_str(), lines[1]["quantity"].as_i64()),
        (Some("N-RUG"), Some("41.00"), Some(1))
    );
    assert_eq!(following["confirmations"][0]["source"], "ack.csv");
    assert_eq!(state(&world, "1002-1"), "placed", "it says nothing about this one");
    assert_eq!((runs(&world).len(), supplier(&world)["trouble"].as_str()), (1, Some("")));

    // The same content under another name, and the same file by hand, change nothing.
    put(
        &world,
        "again.csv",
        &std::fs::read_to_string(world.path("returned").join("ack.csv")).expect("a file"),
    );
    look(&world);
    look(&world);
    assert_eq!(runs(&world).len(), 1);
    let file = world.path("returned").join("ack.csv").display().to_string();
    let by_hand = world.call("import_run", json!({"kind": "confirmations", "files": [file]}));
    assert_eq!((by_hand["unchanged"].as_i64(), by_hand["added"].as_i64()), (Some(2), Some(0)), "{by_hand}");
    assert_eq!(world.call("sending", json!({}))["alarms"].as_array().map(Vec::len), Some(0));
    world.advance(3 * DAY);
    world.tick();
    assert_eq!((world.queue("#1001").as_str(), world.queue("#1002").as_str()), ("waiting", "decide"));
    world.prove();
}

#[test]
fn an_item_that_comes_in_two_rows_comes_whole_and_one_that_a_second_file_speaks_of_is_left_to_the_merchant() {
    let world = world();
    let head = "PO number,Order number,Item SKU,Qty confirmed,Status\n";
    put(&world, "parts.csv", &format!("{head}1001-1,NL-1,N-LMP,1,accepted\n1001-1,NL-1,n-lmp,1,shipped\n"));
    look(&world);
    let refused = |world: &World| {
        let lines = world.purchase("1001-1")["lines"].clone();
        lines
            .as_array()
            .expect("lines")
            .iter()
            .map(|line| line["refused"].as_i64().expect("a number"))
            .sum::<i64>()
    };
    assert_eq!((state(&world, "1001-1").as_str(), refused(&world)), ("confirmed", 0), "{:?}", runs(&world));

    put(&world, "later.csv", &format!("{head}1001-1,NL-1,N-LMP,1,accepted\n"));
    look(&world);
    assert_eq!((refused(&world), world.queue("#1001").as_str()), (0, "waiting"), "nothing is bought again");
    assert_eq!(runs(&world)[0]["rejected"], 1, "{:?}", runs(&world));
    world.prove();
}

#[test]
fn a_bad_row_names_what_is_wrong_and_nothing_else_is_lost_with_it() {
    let world = world();
    put(
        &world,
        "dirty.csv",
        "PO number,Order number,Item SKU,Qty confirmed,Status\n\
        1001-1,NL-1,N-LMP,3,accepted\n\
        1001-1,NL-1,N-LMP,two,accepted\n\
        1001-1,NL-1,N-XYZ,1,accepted\n\
        1001-1,NL-1,N-LMP,2,backorder\n\
        9999-1,NL-9,,,accepted\n\
        ,NL-9,,,accepted\n\
        1002-1,NL-2,,,accepted\n",
    );
    look(&world);
    assert_eq!((state(&world, "1001-1").as_str(), state(&world, "1002-1").as_str()), ("placed", "confirmed"));
    let run = runs(&world).remove(0);
    let rejected = world.call("import_rejections", json!({"id": run["id"]}));
    let rows = rejected["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 6, "{rejected:#}");
    let at = |line: i64| {
        rows.iter().find(|row| row["line"] == line).unwrap_or_else(|| panic!("line {line} in {rejected:#}"))
    };
    assert_eq!((at(2)["value"].as_str(), at(2)["reason"].as_str()), (Some("3"), Some("only 2 were ordered")));
    assert_eq!((at(4)["column"].as_str(), at(4)["value"].as_str()), (Some("sku"), Some("N-XYZ")));
    assert!(at(5)["reason"].as_str().expect("words").contains("not known whether this is a yes"));
    assert!(at(6)["fix"].as_str().expect("words").contains("correct the number"));
    for row in rows {
        assert!(
            ["file", "reason", "fix"].iter().all(|part| !row[part].as_str().expect("a text").is_empty()),
            "{row}"
        );
    }
    // What is no table at all is told beside the supplier, once, and the next file is read all the same.
    put(&world, "broken.xlsx", "PK\u{3}\u{4} not a workbook");
    put(&world, "c.csv", "PO number,Order number\n1001-1,NL-1\n");
    look(&world);
    assert_eq!(state(&world, "1001-1"), "confirmed");
    assert!(
        supplier(&world)["trouble"].as_str().expect("words").contains("broken.xlsx"),
        "{}",
        supplier(&world)
    );
    world.prove();
}

#[test]
fn what_the_supplier_will_not_send_is_free_to_be_bought_elsewhere() {
    let world = world();
    put(
        &world,
        "part.csv",
        "PO number,Item SKU,Qty confirmed,Status\n1001-1,N-LMP,1,accepted\n1001-1,N-RUG,,out of stock\n1002-1,,,rejected\n",
    );
    look(&world);
    let purchase = world.purchase("1001-1");
    let refused: Vec<i64> = purchase["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| line["refused"].as_i64().expect("units"))
        .collect();
    assert_eq!((purchase["row"]["state"].as_str(), refused), (Some("confirmed"), vec![1, 1]));
    assert_eq!(
        (state(&world, "1002-1").as_str(), world.order("#1002")["row"]["flag"].as_str()),
        ("rejected", Some("accepted"))
    );
    let refused = world.purchase("1002-1");
    assert!(refused["row"]["reason"].as_str().expect("words").contains("rejected"));

    // The supplier has its number and refused it: another purchase is made, and the same file does not leave again.
    let before = world.outbox_files("Nordlicht");
    assert_eq!(refused["ended_there"], true, "{refused}");
    world.call("purchase_retry", json!({"id": refused["row"]["id"]}));
    assert_eq!((state(&world, "1002-1").as_str(), world.queue("#1002").as_str()), ("cancelled", "ready"));
    assert_eq!(world.outbox_files("Nordlicht"), before);
    world.call("forward", json!({"which": {"ids": [world.order_id("#1002")]}, "now": true}));
    assert_eq!(state(&world, "1002-2"), "placed");
    world.prove();
}

#[test]
fn a_file_speaks_only_for_its_own_supplier_and_two_numbers_are_an_alarm() {
    let world = world();
    let other = world.supplier("Kestrel", json!({"folder_is_collected": true}));
    std::fs::create_dir(world.path("kestrel")).expect("a folder");
    world.call("supplier_expectation_save", json!({"supplier_id": other, "confirm_hours": null, "paid_by": "card", "pay_days": null, "files": "folder", "files_folder": "kestrel"}));
    std::fs::write(world.path("kestrel").join("a.csv"), "PO number,Order number\n1001-1,KE-1\n")
        .expect("a file");
    look(&world);
    assert_eq!(state(&world, "1001-1"), "placed");
    assert_eq!(runs(&world)[0]["rejected"], 1);
    put(&world, "a.csv", "PO number,Order number\n1001-1,NL-1\n");
    put(&world, "b.csv", "PO number,Order number\n1001-1,NL-2\n");
    look(&world);
    let alarms = world.call("sending", json!({}))["alarms"].clone();
    assert_eq!(
        (alarms[0]["kind"].as_str(), alarms[0]["facts"]["ids"].as_str()),
        (Some("twice_there"), Some("NL-1, NL-2"))
    );
}

#[test]
fn a_folder_that_is_gone_is_told_and_looked_for_later() {
    let world = world();
    std::fs::remove_dir(world.path("returned")).expect("an empty folder");
    look(&world);
    assert!(supplier(&world)["trouble"].as_str().expect("words").contains("cannot be read"));
    std::fs::create_dir(world.path("returned")).expect("a folder");
    put(&world, "a.csv", "PO number,Order number\n1001-1,NL-1\n");
    look(&world);
    assert_eq!(state(&world, "1001-1"), "confirmed");
    assert_eq!(supplier(&world)["trouble"], "");
}
