//! Bundles whose parts come from several suppliers.

use serde_json::{Value, json};
use stockless_tests::world::texts;
use stockless_tests::{Sale, World, cents};

/// A floor lamp that is sold as one thing: its foot comes from Nordlicht, its shade from Weber. Two are ordered.
fn sold() -> World {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("SET", 2, 9_900)]);
    let collected = json!({"folder_is_collected": true});
    let nordlicht = world.supplier("Nordlicht", collected.clone());
    let weber = world.supplier("Weber", collected);
    let foot = world.offer(nordlicht, "N-FOOT", "12.50", json!({"stock": 10}));
    let shade = world.offer(weber, "W-SHADE", "7.30", json!({"stock": 10}));
    world.map("SET", foot, json!({"part": "Foot"}));
    world.map("SET", shade, json!({"part": "Shade", "factor": 2}));
    world
}

fn supplier(world: &World, name: &str) -> i64 {
    let found = world.call("suppliers", json!({"search": name}));
    found["rows"][0]["id"].as_i64().expect("a supplier")
}

fn step(order: &Value, name: &str) -> i64 {
    let steps = order["profit"]["rows"].as_array().expect("steps");
    steps.iter().find(|row| row["step"] == name).map_or(0, |row| cents(&row["amount"]))
}

fn cancel(world: &World, number: &str) {
    let row = world.purchase(number)["row"].clone();
    world.call("purchase_cancel", json!({"id": row["id"]}));
}

#[test]
fn each_part_is_bought_from_its_supplier_and_costs_add_up() {
    let world = sold();
    assert_eq!(world.queue("#1001"), "ready");
    let before = world.order("#1001");
    let parts = before["row"]["id"].clone();
    assert!(parts.is_i64());
    let line = &before["lines"][0];
    assert_eq!(texts(&line["parts"], "part"), ["Foot", "Shade"]);
    assert_eq!(line["parts"][1]["quotes"][0]["units"], 4, "two shades for each lamp");
    assert_eq!(step(&before, "product_cost"), -(2 * 1_250 + 4 * 730));
    assert_eq!(step(&before, "shipping"), -(450 + 550), "one parcel from each");

    let sent = world.forward_now();
    assert_eq!(texts(&sent["sent"], "state"), ["placed", "placed"]);
    let (foot, shade) = (world.purchase("1001-1"), world.purchase("1001-2"));
    assert_eq!(
        (foot["row"]["supplier"].as_str(), shade["row"]["supplier"].as_str()),
        (Some("Nordlicht"), Some("Weber"))
    );
    assert_eq!((&foot["lines"][0]["part"], &foot["lines"][0]["units"]), (&json!("Foot"), &json!(2)));
    assert_eq!((&shade["lines"][0]["part"], &shade["lines"][0]["units"]), (&json!("Shade"), &json!(4)));
    let after = world.order("#1001");
    assert_eq!(after["lines"][0]["forwarded"], 2);
    assert_eq!(after["lines"][0]["parts"][0]["purchase_ids"], json!([foot["row"]["id"]]));
    for name in ["product_cost", "shipping", "net_profit"] {
        assert_eq!(step(&after, name), step(&before, name), "{name} is what was expected");
    }
    assert_eq!(world.queue("#1001"), "waiting");
    assert_eq!(
        world.call("forward_review", json!({"which": {"ids": [world.order_id("#1001")]}}))["orders"],
        0
    );
    world.prove();
}

#[test]
fn what_a_bundle_earned_is_shared_among_its_suppliers_to_the_cent() {
    let world = sold();
    world.forward_now();
    let report = world.call("profit", json!({"from": "2026-03-01", "to": "2026-03-31", "by": "supplier"}));
    let rows: Vec<&Value> =
        report["rows"].as_array().expect("rows").iter().filter(|row| row["id"].is_i64()).collect();
    let net = |row: &Value| {
        let steps = row["steps"].as_array().expect("steps");
        let found = steps.iter().find(|step| step["step"] == "net_profit").expect("net profit");
        cents(&found["amount"])
    };
    assert_eq!(rows.len(), 2, "{report}");
    assert!(rows.iter().all(|row| net(row) > 0), "neither supplier only costs: {report}");
    let sum: i64 = rows.iter().map(|row| net(row)).sum();
    assert_eq!(sum, net(&report["total"]));
    assert_eq!(sum, step(&world.order("#1001"), "net_profit"));
}

#[test]
fn an_order_is_on_its_way_until_every_part_has_arrived() {
    let world = sold();
    world.forward_now();
    let parcel = |purchase: &str, number: &str| {
        json!({"order_id": world.order_id("#1001"), "purchase_id": world.purchase(purchase)["row"]["id"],
               "number": number, "state": "delivered", "at": "2026-03-09T09:00:00Z"})
    };
    world.call("shipment_add", parcel("1001-1", "JJD000390007882222222"));
    assert_eq!(world.queue("#1001"), "waiting", "the shade has not come");
    world.call("shipment_add", parcel("1001-2", "JJD000390007882222223"));
    assert_eq!(world.queue("#1001"), "done");
}

#[test]
fn a_part_that_will_not_come_is_a_conflict_while_the_other_does() {
    let world = sold();
    world.forward_now();
    let shade = world.purchase("1001-2");
    world.call(
        "purchase_refused",
        json!({"id": shade["row"]["id"], "version": shade["row"]["version"], "why": "No longer made.",
               "lines": [{"order_line_id": shade["lines"][0]["order_line_id"], "part": "Shade", "quantity": 2}]}),
    );
    let order = world.order("#1001");
    assert_eq!(order["row"]["queue"], "decide");
    assert_eq!(order["decision"]["check"], "released");
    assert_eq!(order["decision"]["facts"]["cause"], "part");
    assert_eq!(order["conflict"], json!([["part", "The set: Shade (Weber, 1001-2)", "cancelled"]]));
    world.call(
        "order_snooze",
        json!({"which": {"ids": [world.order_id("#1001")]}, "until": "2026-03-12T09:00:00Z"}),
    );
    assert_eq!(world.queue("#1001"), "decide", "half a bundle is not put aside");
    world.call("order_snooze", json!({"which": {"ids": [world.order_id("#1001")]}, "until": ""}));

    // The merchant buys the shade elsewhere: only the shade, and only for as many as were ordered.
    let other = world.offer(supplier(&world, "Nordlicht"), "N-SHADE", "8.00", json!({}));
    let line = order["lines"][0]["id"].clone();
    let id = world.order_id("#1001");
    world.call("order_fix", json!({"order_id": id, "fix": {"kind": "use_offer", "line_id": line, "part": "Shade", "offer_id": other}}));
    world.call("order_fix", json!({"order_id": id, "fix": {"kind": "accept", "check": "released"}}));
    assert_eq!(world.queue("#1001"), "ready");
    world.forward_now();
    let third = world.purchase("1001-3");
    assert_eq!((&third["lines"][0]["part"], &third["lines"][0]["quantity"]), (&json!("Shade"), &json!(2)));
    assert_eq!(third["row"]["why"], "split");
    assert_eq!(world.queue("#1001"), "waiting");
    world.prove();
}

#[test]
fn a_part_that_is_taken_back_before_it_left_is_no_conflict_with_nothing() {
    let world = sold();
    world.call("forward", json!({"which": {"tab": "new"}}));
    cancel(&world, "1001-1");
    assert_eq!(world.order("#1001")["decision"]["facts"]["cause"], "part", "the shade still goes");
    cancel(&world, "1001-2");
    assert_eq!(world.queue("#1001"), "ready", "nothing of it is bought, so nothing is half");
}

#[test]
fn a_mapping_that_is_changed_later_buys_nothing_twice() {
    let world = sold();
    world.forward_now();
    let product = world.product("SET");
    let rename = |from: &str, to: &str| {
        world.call("part_rename", json!({"product_id": product, "zone": "*", "from": from, "to": to}))
    };
    assert_eq!(rename("Shade", "Lampshade")["count"], 1);
    assert_eq!(world.queue("#1001"), "waiting", "the same shade under another name is not open again");
    let error = world.refuse(
        "part_rename",
        json!({"product_id": product, "zone": "*", "from": "Foot", "to": "lampSHADE"}),
    );
    assert!(error.message.contains("already"), "{error:?}");

    let shade = world.purchase("1001-2");
    world.call(
        "purchase_refused",
        json!({"id": shade["row"]["id"], "version": shade["row"]["version"], "why": "None left.",
               "lines": [{"order_line_id": shade["lines"][0]["order_line_id"], "part": "Shade", "quantity": 2}]}),
    );
    let order = world.order("#1001");
    assert_eq!(texts(&order["lines"][0]["parts"], "part"), ["Foot", "Shade"], "as it was forwarded");
    assert_eq!(
        order["lines"][0]["parts"][1]["quotes"],
        json!([]),
        "nobody serves the old name, so a person chooses"
    );
    world.prove();
}

#[test]
fn the_database_refuses_a_part_twice_and_a_whole_beside_its_parts() {
    let world = sold();
    world.forward_now();
    let database = rusqlite::Connection::open(world.database()).expect("the file opens");
    let again = |part: &str| {
        let sql = format!(
            "INSERT INTO purchase_line (purchase_id, order_line_id, offer_id, quantity, units, unit_cost, cost_minor, part)
             SELECT 1, order_line_id, offer_id, 1, units, unit_cost, cost_minor, '{part}' FROM purchase_line WHERE id = 1"
        );
        database.execute(&sql, []).expect_err("one more").to_string()
    };
    assert!(again("Foot").contains("more units than were ordered"));
    assert!(again("Shade").contains("more units than were ordered"), "from the other supplier neither");
    assert!(again("").contains("more units than were ordered"));
    assert!(again("Socket").contains("no such part"));
    let parts = database
        .execute("INSERT INTO order_part SELECT order_line_id, 'Socket' FROM purchase_line WHERE id = 1", []);
    assert!(parts.expect_err("settled").to_string().contains("settled"));
    let parts = database.execute("DELETE FROM order_part", []);
    assert!(parts.expect_err("settled").to_string().contains("settled"));
}

#[test]
fn a_product_is_served_as_a_whole_or_in_parts_and_never_both() {
    let world = sold();
    let product = world.product("SET");
    let whole = world.offer(supplier(&world, "Weber"), "W-SET", "30.00", json!({}));
    let mapping = |change: Value| {
        stockless_tests::catalogue::with(
            json!({"id": null, "product_id": product, "zone": "*", "rank": 1, "offer_id": whole, "factor": 1}),
            change,
        )
    };
    assert!(world.refuse("mapping_save", mapping(json!({}))).message.contains("in parts there"));
    world.call("mapping_save", mapping(json!({"zone": "DE"})));
    let order = world.order("#1001");
    assert_eq!(order["lines"][0]["parts"], json!([]), "to Germany it comes as a whole");
    assert!(
        world
            .refuse("mapping_save", mapping(json!({"zone": "DE", "part": "Foot", "offer_id": 1})))
            .message
            .contains("as a whole")
    );
    world.call("mapping_save", mapping(json!({"part": "  foot ", "rank": 2})));
    let rows = world.call("products", json!({"search": "SET"}))["rows"][0]["mappings"].clone();
    let parts: Vec<String> = texts(&rows, "part").into_iter().filter(|part| !part.is_empty()).collect();
    assert_eq!(parts, ["Foot", "Foot", "Shade"], "one part has one spelling");
}

#[test]
fn parts_are_told_by_a_table_and_read_again_without_change() {
    let world = sold();
    world.sell(&[Sale::new("#1002").item("DUO", 1, 5_000)]);
    let table = "sku,part,supplier,supplier sku,factor\nDUO,Foot,Nordlicht,N-FOOT,1\nDUO,Shade,Weber,W-SHADE,1\nDUO,,Weber,W-SHADE,1\n";
    let answer = world.table("mappings", table);
    assert_eq!((&answer["added"], &answer["rejected"][0]["column"]), (&json!(2), &json!("part")), "{answer}");
    assert_eq!(texts(&world.order("#1002")["lines"][0]["parts"], "part"), ["Foot", "Shade"]);
    assert_eq!(world.table("mappings", table)["unchanged"], 2);
}

#[test]
fn a_rule_that_forbids_splitting_takes_the_parts_from_one_supplier_or_says_that_it_cannot() {
    let world = sold();
    let rule = json!({"name": "One parcel", "how": "cheapest", "limits": {"most_suppliers": 1}});
    let id = world.call("routing_rule_save", rule)["id"].clone();
    world.call("routing_rule_enable", json!({"id": id, "on": true}));
    assert_eq!(world.order("#1001")["decision"]["check"], "routed", "no supplier has both parts");
    let both = world.offer(supplier(&world, "Nordlicht"), "N-SHADE", "8.00", json!({}));
    world.map("SET", both, json!({"part": "Shade", "rank": 2, "factor": 2}));
    assert_eq!(world.queue("#1001"), "ready");
    world.forward_now();
    let only = world.purchase("1001-1");
    assert_eq!(texts(&only["lines"], "part"), ["Foot", "Shade"]);
    assert_eq!(texts(&only["lines"], "supplier_sku"), ["N-FOOT", "N-SHADE"]);
    world.prove();
}
