//! Forwarding by files and by hand: what is queued, when it leaves, and what the database refuses.

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::world::texts;
use stockless_tests::{Sale, World, cents};

fn lamp(number: &str) -> Sale {
    Sale::new(number).item("LMP", 1, 4_900)
}

/// A world with some lamps sold and a supplier for them.
fn lamps(numbers: &[&str], supplier: Value) -> World {
    let world = crate::world();
    world.sell(&numbers.iter().map(|number| lamp(number)).collect::<Vec<_>>());
    world.stocked(supplier, &[("LMP", "12.50")]);
    world
}

fn document(world: &World, id: &Value) -> Vec<u8> {
    let path = world.path("copy.bin");
    world.call("purchase_document", json!({"id": id, "path": path}));
    std::fs::read(path).expect("the document")
}

#[test]
fn a_file_of_each_format_lies_in_the_folder_as_it_was_frozen() {
    for (format, magic) in [("csv", "\u{feff}PO".as_bytes()), ("xlsx", b"PK"), ("pdf", b"%PDF")] {
        let world = lamps(&["#1001"], json!({"template": {"format": format}}));
        let review = world.call("forward_review", json!({"which": {"tab": "new"}}));
        assert_eq!(review["orders"], 1);
        assert_eq!(cents(&review["to_pay"]), 1_250 + 400);
        assert_eq!(review["suppliers"][0]["destination"], "outbox/Nordlicht");
        let queued = world.call("forward", json!({"which": {"tab": "new"}}));
        assert_eq!((queued["purchases"].as_i64(), queued["orders"].as_i64()), (Some(1), Some(1)));
        let purchase = world.purchases("queued").remove(0);
        assert_eq!((cents(&purchase["goods"]), cents(&purchase["total"])), (1_250, 1_650));
        let frozen = document(&world, &purchase["id"]);
        assert!(world.outbox_files("Nordlicht").is_empty(), "nothing has left");
        // What the order says later does not reach what is frozen.
        world.sell(&[lamp("#1001").with(|sale| sale.name = "Somebody Else".to_owned())]);
        assert_eq!(world.call("outbox_send", json!({}))["count"], 1);
        let files = world.outbox_files("Nordlicht");
        assert_eq!(files, [purchase["document"].as_str().expect("a name")]);
        let file = std::fs::read(world.path("outbox/Nordlicht").join(&files[0])).expect("the file");
        assert_eq!(file, frozen, "byte for byte");
        assert!(file.starts_with(magic), "{format}: {:?}", file.get(..20));
        assert_eq!(world.purchase("1001-1")["row"]["state"], "to_hand_over");
        assert_eq!(world.queue("#1001"), "decide", "what changed after it was frozen is for a person");
        world.prove();
    }
}

#[test]
fn a_csv_names_every_unit_and_the_recipient() {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 2, 4_900).item("RUG", 1, 9_900)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50"), ("RUG", "30.00")]);
    let answer = world.forward_now();
    assert_eq!(texts(&answer["sent"], "state"), ["placed"], "a collected folder is a placed purchase");
    let files = world.outbox_files("Nordlicht");
    let mut reader = csv::Reader::from_path(world.path("outbox/Nordlicht").join(&files[0])).expect("a table");
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 2);
    for (row, sku, units) in [(&rows[0], "N-LMP", "2"), (&rows[1], "N-RUG", "1")] {
        for value in ["1001-1", sku, units, "Nora Quill 1001", "Elbgasse 12", "20095", "Hamburg", "DE"] {
            assert!(row.iter().any(|cell| cell == value), "{value} in {row:?}");
        }
    }
    let purchase = world.purchase("1001-1");
    assert_eq!(cents(&purchase["row"]["goods"]), 2 * 1_250 + 3_000);
    assert_eq!(cents(&purchase["row"]["shipping"]), 400 + 2 * 50, "three units in one parcel");
    assert_eq!(purchase["row"]["placed_at"], "2026-03-09T09:00:00.000Z");
    assert_eq!(world.queue("#1001"), "waiting");
}

#[test]
fn an_order_of_two_suppliers_becomes_two_purchases_or_none() {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900).item("RUG", 1, 9_900)]);
    world.stocked(json!({}), &[("LMP", "12.50")]);
    let south =
        world.supplier("Südwind", json!({"channel": "manual", "website": "https://suedwind.example.com"}));
    let rug = world.offer(south, "S-RUG", "30.00", json!({}));
    world.map("RUG", rug, json!({}));
    let without = world.call("forward", json!({"which": {"tab": "new"}, "without_suppliers": [south]}));
    assert_eq!(without["purchases"], 0, "an order goes to all of its suppliers or to none");
    assert_eq!(texts(&without["left_out"], "reason"), ["supplier_left_out"]);
    let answer = world.forward_now();
    assert_eq!((answer["purchases"].as_i64(), answer["suppliers"].as_i64()), (Some(2), Some(2)));
    assert_eq!(texts(&answer["sent"], "state"), ["to_hand_over", "to_hand_over"]);
    assert_eq!(texts(&answer["sent"], "number"), ["1001-1", "1001-2"]);
    let by_hand = world.purchase("1001-2");
    let fields = by_hand["fields"].as_array().expect("fields").clone();
    for (name, value) in [
        ("item", "1 × S-RUG"),
        ("name", "Nora Quill 1001"),
        ("line1", "Elbgasse 12"),
        ("country", "DE"),
        ("po_number", "1001-2"),
    ] {
        assert!(fields.contains(&json!([name, value])), "{name} = {value} in {fields:?}");
    }
    assert_eq!(by_hand["attempts"], json!([]), "nothing was sent, so nothing was tried");
    let ids: Vec<Value> = world.purchases("to_hand_over").iter().map(|row| row["id"].clone()).collect();
    assert_eq!(world.call("purchase_placed", json!({"ids": ids, "supplier_number": "NL-77"}))["count"], 2);
    assert_eq!(world.purchase("1001-2")["row"]["supplier_number"], "NL-77");
    world.call("purchase_placed", json!({"ids": ids, "confirmed": true}));
    assert_eq!(world.purchases("confirmed").len(), 2);
    assert_eq!(world.order("#1001")["lines"][0]["forwarded"], 1);
    world.prove();
}

#[test]
fn the_outbox_waits_and_gives_back_until_it_has_left() {
    let world = crate::world();
    world.sell(&[lamp("#1001")]);
    let supplier = world.supplier("Nordlicht", json!({}));
    let offer = world.offer(supplier, "N-LMP", "12.50", json!({"stock": 3}));
    world.map("LMP", offer, json!({}));
    let stock = |world: &World| world.call("offers", json!({}))["rows"][0]["stock"].clone();
    let before = quiet(world.order("#1001"));
    let queued = world.call("forward", json!({"which": {"tab": "new"}}));
    assert_eq!(queued["sends_at"], "2026-03-09T09:00:10.000Z");
    assert_eq!(stock(&world), 2);
    world.advance(9_999);
    world.tick();
    assert_eq!(world.call("outbox", json!({}))["queued"], 1, "not yet");
    let undone = world.call("undo", json!({"id": queued["undo"]}));
    assert_eq!((undone["action"].as_str(), undone["redo"].is_null()), (Some("forward"), true));
    assert_eq!((world.purchases("queued").len(), stock(&world)), (0, json!(3)));
    assert_eq!(quiet(world.order("#1001")), before, "the order is as it was");
    world.advance(60_000);
    world.tick();
    assert!(world.outbox_files("Nordlicht").is_empty());

    let queued = world.call("forward", json!({"which": {"tab": "new"}}));
    world.advance(10_000);
    world.tick();
    assert_eq!(world.outbox_files("Nordlicht").len(), 1);
    let number = world.purchases("to_hand_over")[0]["number"].clone();
    assert_eq!(number, "1001-2", "no number is used twice");
    let late = world.refuse("undo", json!({"id": queued["undo"]}));
    assert_eq!(late.code, Code::Stale);
    assert!(late.message.contains("has left"), "{}", late.message);
    assert_eq!(world.purchase("1001-2")["row"]["state"], "to_hand_over");
    world.prove();
}

/// An order without its timeline, since what happened is not unhappened, and without purchases that were taken back.
pub fn quiet(mut order: Value) -> Value {
    order.as_object_mut().expect("an order").remove("timeline");
    order["purchases"].as_array_mut().expect("purchases").retain(|row| row["state"] != "cancelled");
    if order["purchases"] == json!([]) {
        order["row"]["purchase"] = Value::Null;
    }
    order
}

#[test]
fn what_an_earlier_run_queued_waits_for_a_word() {
    for send in [true, false] {
        let mut world = crate::world();
        world.sell(&[lamp("#1001")]);
        let supplier = world.supplier("Nordlicht", json!({}));
        let offer = world.offer(supplier, "N-LMP", "12.50", json!({"stock": 1}));
        world.map("LMP", offer, json!({}));
        world.call("forward", json!({"which": {"tab": "new"}}));
        world.restart();
        world.advance(3_600_000);
        world.tick();
        let outbox = world.call("outbox", json!({}));
        assert_eq!((outbox["queued"].as_i64(), outbox["waiting_for_word"].as_i64()), (Some(0), Some(1)));
        assert_eq!(world.call("outbox_send", json!({}))["count"], 0, "“send now” is not that word");
        assert!(world.outbox_files("Nordlicht").is_empty());
        assert_eq!(world.purchase("1001-1")["row"]["waits_for_word"], true);
        assert_eq!(world.call("outbox_decide", json!({"send": send}))["count"], 1);
        if send {
            assert_eq!(world.purchase("1001-1")["row"]["state"], "to_hand_over");
            assert_eq!(world.outbox_files("Nordlicht").len(), 1);
        } else {
            assert_eq!(world.purchase("1001-1")["row"]["state"], "cancelled");
            assert_eq!(world.queue("#1001"), "ready", "the one unit in stock is free again");
            let again = world.forward_now();
            assert_eq!(texts(&again["sent"], "number"), ["1001-2"], "no number is used twice");
            assert_eq!(world.outbox_files("Nordlicht").len(), 1);
        }
        world.prove();
    }
}

#[test]
fn a_file_that_is_in_the_way_is_never_written_over() {
    let world = lamps(&["#1001"], json!({"template": {"format": "csv", "file_name": "order-{po}"}}));
    std::fs::create_dir_all(world.path("outbox/Nordlicht")).expect("a folder");
    std::fs::write(world.path("outbox/Nordlicht/order-1001-1.csv"), "mine").expect("a file");
    let answer = world.forward_now();
    assert_eq!(texts(&answer["sent"], "state"), ["rejected"]);
    assert!(answer["sent"][0]["reason"].as_str().expect("a reason").contains("another file"));
    assert_eq!(
        std::fs::read_to_string(world.path("outbox/Nordlicht/order-1001-1.csv")).expect("a file"),
        "mine"
    );
    assert_eq!(world.order("#1001")["row"]["flag"], "accepted");
    std::fs::remove_file(world.path("outbox/Nordlicht/order-1001-1.csv")).expect("it goes");
    world.call("purchase_retry", json!({"id": answer["sent"][0]["id"]}));
    assert_eq!(world.purchase("1001-1")["row"]["state"], "to_hand_over");
    assert_eq!(world.purchase("1001-1")["attempts"].as_array().map(Vec::len), Some(2));
    world.prove();
}

#[test]
fn a_drive_that_is_not_there_is_waited_for() {
    let world = lamps(&["#1001"], json!({}));
    let away = tempfile::tempdir().expect("a folder").path().join("drive");
    let supplier = world.call("suppliers", json!({}))["rows"][0]["id"].clone();
    let mut shape = world.call("supplier", json!({"id": supplier}))["supplier"].clone();
    shape["folder"] = json!(away);
    world.call("supplier_save", shape);
    world.forward_now();
    let waiting = world.purchase("1001-1");
    assert_eq!(waiting["row"]["state"], "queued");
    assert!(waiting["row"]["reason"].as_str().expect("a reason").contains("is not there"));
    assert_eq!(waiting["attempts"][0]["outcome"], "definite_no");
    assert!(!away.exists(), "the folder is not made in place of the drive");
    std::fs::create_dir_all(&away).expect("the drive comes back");
    world.tick();
    assert_eq!(world.purchase("1001-1")["row"]["state"], "queued", "tried again a minute later");
    world.advance(60_000);
    world.tick();
    assert_eq!(world.purchase("1001-1")["row"]["state"], "to_hand_over");
    assert_eq!(stockless_tests::world::file_names(&away).len(), 1);
}

#[test]
fn the_table_of_states_is_kept_by_every_command() {
    let world = lamps(&["#1001", "#1002", "#1003"], json!({}));
    world.call("forward", json!({"which": {"tab": "new"}}));
    let id = |number: &str| world.purchase(number)["row"]["id"].clone();
    let state = |number: &str| world.purchase(number)["row"]["state"].as_str().expect("a state").to_owned();
    let placed = |number: &str, confirmed: bool| json!({"ids": [id(number)], "confirmed": confirmed});
    // Queued: nobody can have it yet, and there is nothing to repeat.
    assert!(world.refuse("purchase_placed", placed("1001-1", false)).message.contains("cannot become"));
    world.refuse("purchase_placed", placed("1001-1", true));
    world.refuse("purchase_retry", json!({"id": id("1001-1")}));
    assert_eq!(state("1001-1"), "queued");
    world.call("purchase_cancel", json!({"id": id("1003-1")}));
    world.call("outbox_send", json!({}));
    // Cancelled: final.
    for (name, request) in [
        ("purchase_placed", placed("1003-1", false)),
        ("purchase_placed", placed("1003-1", true)),
        ("purchase_retry", json!({"id": id("1003-1")})),
        ("purchase_cancel", json!({"id": id("1003-1")})),
    ] {
        world.refuse(name, request);
        assert_eq!(state("1003-1"), "cancelled", "after {name}");
    }
    // Handed over once; sending it again is not among the answers.
    world.refuse("purchase_retry", json!({"id": id("1001-1")}));
    world.call("purchase_placed", placed("1001-1", false));
    world.refuse("purchase_retry", json!({"id": id("1001-1")}));
    world.call("purchase_placed", placed("1001-1", true));
    world.refuse("purchase_placed", placed("1001-1", true));
    world.refuse("purchase_retry", json!({"id": id("1001-1")}));
    let answer = json!({"id": id("1001-1"), "version": 1, "answer": {"answer": "it_is_there", "supplier_number": "1"}});
    assert_eq!(world.refuse("purchase_answer", answer).code, Code::Stale, "nobody asked about it");
    assert_eq!(state("1001-1"), "confirmed");
    world.call("purchase_cancel", json!({"id": id("1001-1")}));
    assert!(
        world.purchase("1001-1")["row"]["reason"].as_str().expect("a reason").contains("Ask the supplier")
    );
    assert_eq!(
        (world.queue("#1001"), world.queue("#1002"), world.queue("#1003")),
        ("ready".into(), "waiting".into(), "ready".into())
    );
    assert_eq!(world.outbox_files("Nordlicht").len(), 2, "what was taken back in time was not written");
    world.prove();
}

#[test]
fn an_order_that_changes_after_forwarding_becomes_a_difference_to_look_at() {
    let world = lamps(&["#1001"], json!({"folder_is_collected": true}));
    world.forward_now();
    world.sell(&[lamp("#1001").with(|sale| sale.street = "Hafenweg 3".to_owned())]);
    let order = world.order("#1001");
    assert_eq!(
        (order["row"]["queue"].as_str(), order["row"]["flag"].as_str()),
        (Some("decide"), Some("released"))
    );
    assert_eq!(order["conflict"][0][0], "address");
    assert_eq!(world.call("order_fix_suggested", json!({"which": {"tab": "new"}}))["count"], 0);
    assert_eq!(world.order("#1001")["conflict"], order["conflict"], "no suggestion makes it go away");
    assert_eq!(world.outbox_files("Nordlicht").len(), 1);
    let refused = world
        .refuse("order_address_save", json!({"order_id": order["row"]["id"], "address": order["ship_to"]}));
    assert!(refused.message.contains("with a supplier already"), "{}", refused.message);
    world.call(
        "order_fix",
        json!({"order_id": order["row"]["id"], "fix": {"kind": "accept", "check": "released"}}),
    );
    assert_eq!(
        (world.queue("#1001"), world.order("#1001")["conflict"].clone()),
        ("waiting".into(), json!([]))
    );
}

#[test]
fn units_taken_out_after_forwarding_are_a_difference_and_no_fault_of_the_books() {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 3, 4_900)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    world.forward_now();
    world.advance(60_000);
    world.sell(&[Sale::new("#1001").item("LMP", 2, 4_900)]);
    let order = world.order("#1001");
    assert_eq!(order["conflict"], json!([["line", "3 × LMP", "2 × LMP"]]));
    assert_eq!(
        (order["lines"][0]["quantity"].as_i64(), order["lines"][0]["forwarded"].as_i64()),
        (Some(2), Some(2))
    );
    assert_eq!(world.purchase("1001-1")["lines"][0]["quantity"], 3, "what was bought stays as it was");
    assert_eq!(world.queue("#1001"), "decide");
    world.prove();
}

#[test]
fn the_database_itself_refuses_a_second_purchase_and_a_rewritten_past() {
    let mut world = lamps(&["#1001"], json!({"folder_is_collected": true}));
    world.forward_now();
    let again = world.forward_now();
    assert_eq!((again["purchases"].as_i64(), world.outbox_files("Nordlicht").len()), (Some(0), 1));
    let order = world.order_id("#1001");
    let by_id = world.call("forward", json!({"which": {"ids": [order]}, "now": true}));
    assert_eq!(texts(&by_id["left_out"], "reason"), ["waiting"]);
    world.stop();
    let raw = rusqlite::Connection::open(world.database()).expect("the file");
    raw.pragma_update(None, "foreign_keys", "ON").expect("a setting");
    let refused = |sql: &str, words: &str| {
        let error = raw.execute(sql, []).expect_err(sql).to_string();
        assert!(error.contains(words), "{sql}: {error}");
    };
    let copy = "INSERT INTO purchase (order_id, supplier_id, seq, reason, number, key, state, epoch, boot, channel, destination,
            document, document_name, document_hash, currency, goods_minor, shipping_minor, fee_minor, created_ms, not_before_ms)
        SELECT order_id, supplier_id, seq + ?1, ?2, number || 'b', key || 'B', 'queued', epoch, boot, channel, destination,
            document, document_name, document_hash, currency, goods_minor, shipping_minor, fee_minor, created_ms, not_before_ms
        FROM purchase WHERE id = 1";
    assert!(raw.execute(copy, (0, "first")).expect_err("the same sequence").to_string().contains("UNIQUE"));
    assert!(raw.execute(copy, (1, "first")).expect_err("a second first").to_string().contains("CHECK"));
    raw.execute(copy, (1, "split")).expect("a second purchase without lines");
    refused(
        "INSERT INTO purchase_line (purchase_id, order_line_id, offer_id, quantity, units, unit_cost, cost_minor)
            SELECT 2, order_line_id, offer_id, quantity, units, unit_cost, cost_minor FROM purchase_line WHERE purchase_id = 1",
        "more units than were ordered",
    );
    refused("UPDATE purchase SET document = x'00' WHERE id = 1", "never rewritten");
    refused("UPDATE purchase SET key = 'other' WHERE id = 1", "never rewritten");
    refused("UPDATE attempt SET outcome = 'rejected' WHERE id = 1", "written once");
    refused("DELETE FROM attempt", "attempts are kept");
    refused("UPDATE entry SET base_minor = 1, amount_minor = 1", "never rewritten");
    refused("DELETE FROM entry", "entries are kept");
    // A cancelled purchase cannot be revived once another one holds its units.
    raw.execute_batch("UPDATE purchase SET state = 'cancelled' WHERE id = 1;").expect("cancelled");
    raw.execute(
        "INSERT INTO purchase_line (purchase_id, order_line_id, offer_id, quantity, units, unit_cost, cost_minor)
            SELECT 2, order_line_id, offer_id, quantity, units, unit_cost, cost_minor FROM purchase_line WHERE purchase_id = 1",
        [],
    )
    .expect("the units are free");
    refused("UPDATE purchase SET state = 'placed' WHERE id = 1", "more units than were ordered");
}
