//! The inbox: every check with its fix, what is put aside and wakes up, and what people hang on orders.

use serde_json::{Value, json};
use stockless_tests::world::{DAY, texts};
use stockless_tests::{Sale, World};

/// Lamps that Nordlicht sends within Germany and Südwind anywhere, a little dearer.
fn world(sales: &[Sale]) -> World {
    let world = crate::long_standing_world();
    world.sell(sales);
    let zone = |zone: &str| json!([{"zone": zone, "first": "4.00", "additional": "0.50", "days_min": 2, "days_max": 5}]);
    let north = world.supplier("Nordlicht", json!({"shipping": zone("DE")}));
    let south = world.supplier("Südwind", json!({"shipping": zone("*")}));
    let first = world.offer(north, "N-LMP", "12.50", json!({"stock": 4}));
    let second = world.offer(south, "S-LMP", "14.00", json!({}));
    world.map("LMP", first, json!({}));
    world.map("LMP", second, json!({"rank": 2}));
    world
}

fn lamp(number: &str) -> Sale {
    Sale::new(number).item("LMP", 1, 4_900)
}

/// The check that an order waits for, how it came out, and the answers to it.
fn decision(world: &World, number: &str) -> (String, String, Vec<Value>) {
    let order = world.order(number);
    assert_eq!(order["row"]["queue"], "decide", "{number}");
    let decision = &order["decision"];
    assert_eq!(decision["check"], order["row"]["flag"], "the flag is what is asked");
    let text = |name: &str| decision[name].as_str().expect("a text").to_owned();
    (text("check"), text("verdict"), decision["options"].as_array().expect("options").clone())
}

fn kinds(options: &[Value]) -> Vec<&str> {
    options.iter().map(|option| option["fix"]["kind"].as_str().expect("a kind")).collect()
}

fn suggested(options: &[Value]) -> &str {
    let found: Vec<&Value> = options.iter().filter(|option| option["suggested"] == true).collect();
    assert_eq!(found.len(), 1, "one answer is suggested: {options:?}");
    found[0]["fix"]["kind"].as_str().expect("a kind")
}

fn answer(world: &World, number: &str, kind: &str) {
    let (_, _, options) = decision(world, number);
    let option = options
        .iter()
        .find(|option| option["fix"]["kind"] == kind)
        .unwrap_or_else(|| panic!("{kind} in {options:?}"));
    world.call("order_fix", json!({"order_id": world.order_id(number), "fix": option["fix"]}));
}

#[test]
fn an_order_that_is_in_order_is_ready() {
    let world = world(&[lamp("#1")]);
    let order = world.order("#1");
    assert_eq!((order["row"]["queue"].as_str(), order["decision"].is_null()), (Some("ready"), true));
    for check in [
        "released",
        "address",
        "mapped",
        "ships_there",
        "in_stock",
        "approved",
        "paid",
        "duplicate",
        "margin",
    ] {
        assert_eq!(order["row"]["checks"][check], "pass", "{check}");
    }
    // (49.00 - 12.50 - 4.00) / 49.00
    assert_eq!(order["row"]["margin"], "66.3");
    assert_eq!(texts(&order["lines"][0]["quotes"], "supplier"), ["Nordlicht", "Südwind"]);
}

#[test]
fn unpaid_orders_wait_or_are_accepted() {
    let world = world(&[lamp("#1").with(|sale| sale.payment = "pending".to_owned())]);
    let (check, verdict, options) = decision(&world, "#1");
    assert_eq!((check.as_str(), verdict.as_str(), suggested(&options)), ("paid", "decide", "snooze"));
    // Only the payment is in the way: the margin cannot be said yet, nor what was sold.
    let row = world.order("#1")["row"].clone();
    assert_eq!((row["checks"]["margin"].as_str(), row["total_base"].is_null()), (Some("open"), true));
    assert_eq!(options[1]["margin"], "66.3", "what it earns if the customer pays");
    answer(&world, "#1", "accept");
    assert_eq!(world.order("#1")["row"]["checks"]["paid"], "accepted");
    // One word is enough: an order that is sent unpaid counts as sold, so its margin is known and passes.
    assert_eq!(world.order("#1")["row"]["checks"]["margin"], "pass");
    assert_eq!(
        (world.queue("#1").as_str(), world.order("#1")["row"]["margin"].as_str()),
        ("ready", Some("66.3"))
    );
    world.prove();
    // The word is taken back, and so is the sale.
    world.call("undo", json!({}));
    assert_eq!(decision(&world, "#1").0, "paid");
    assert_eq!(world.order("#1")["row"]["margin"], Value::Null);
    world.prove();
}

#[test]
fn an_unpaid_order_whose_margin_is_thin_asks_about_that_as_well() {
    let thin = |sale: &mut Sale| {
        sale.payment = "pending".to_owned();
        sale.items[0].price = 1_800;
    };
    let world = world(&[lamp("#1").with(thin)]);
    answer(&world, "#1", "accept");
    // (18.00 - 12.50 - 4.00) / 18.00 is less than 15 %.
    let order = world.order("#1");
    assert_eq!(
        (order["row"]["flag"].as_str(), order["row"]["margin"].as_str()),
        (Some("margin"), Some("8.3"))
    );
    // A payment that fails after all was never a sale.
    world.sell(&[lamp("#1").with(thin).with(|sale| sale.payment = "voided".to_owned())]);
    assert_eq!(world.order("#1")["row"]["total_base"], Value::Null);
    world.prove();
}

#[test]
fn held_orders_are_released_by_a_person() {
    let world = world(&[
        lamp("#1").with(|sale| sale.risk = "High".to_owned()),
        lamp("#2").with(|sale| sale.fulfilment = "on_hold".to_owned()),
    ]);
    for number in ["#1", "#2"] {
        let (check, verdict, options) = decision(&world, number);
        assert_eq!((check.as_str(), verdict.as_str(), suggested(&options)), ("released", "decide", "snooze"));
        answer(&world, number, "accept");
        assert_eq!(world.queue(number), "ready");
    }
}

#[test]
fn an_address_is_asked_for_edited_or_accepted() {
    let nameless = |number: &str| lamp(number).with(|sale| sale.street = "Elbgasse".to_owned());
    let world = world(&[nameless("#1"), nameless("#2"), nameless("#3")]);
    let (check, verdict, options) = decision(&world, "#1");
    assert_eq!((check.as_str(), verdict.as_str(), suggested(&options)), ("address", "block", "ask_customer"));
    assert!(options[0]["fix"]["text"].as_str().expect("a message").contains("house number"));
    assert_eq!(world.order("#1")["address_fault"], "no_house_number");
    answer(&world, "#1", "ask_customer");
    assert_eq!((world.queue("#1").as_str(), world.tab("snoozed")), ("snoozed", vec!["#1".to_owned()]));
    world.advance(DAY - 1);
    world.tick();
    assert_eq!(world.queue("#1"), "snoozed");
    world.advance(1);
    world.tick();
    assert_eq!(world.queue("#1"), "decide", "a day later it is asked again");

    let edit = json!({"order_id": world.order_id("#2"), "fix": {"kind": "edit_address"}});
    world.refuse("order_fix", edit);
    let mut address = world.order("#2")["ship_to"].clone();
    address["line1"] = json!("Elbgasse 12");
    world.call("order_address_save", json!({"order_id": world.order_id("#2"), "address": address}));
    let order = world.order("#2");
    assert_eq!(
        (order["row"]["queue"].as_str(), order["address_edited"].as_bool()),
        (Some("ready"), Some(true))
    );
    world.call("order_address_save", json!({"order_id": world.order_id("#2"), "address": null}));
    assert_eq!(world.queue("#2"), "decide", "the shop's own address is back");

    answer(&world, "#3", "accept");
    assert_eq!(world.queue("#3"), "ready");
    world.prove();
}

#[test]
fn an_unknown_product_is_mapped_to_what_is_like_it() {
    let world = world(&[
        lamp("#1"),
        Sale::new("#2").item("N-RUG-BLUE", 1, 9_900),
        Sale::new("#3").item("N-RUG-BLUE", 1, 9_900),
    ]);
    let north =
        world.call("suppliers", json!({"search": "Nordlicht"}))["rows"][0]["id"].as_i64().expect("an id");
    let rug = world.offer(north, "N-RUG-BLUE", "30.00", json!({}));
    world.offer(north, "Q-77", "1.00", json!({"title": "Something else"}));
    let (check, verdict, options) = decision(&world, "#2");
    assert_eq!((check.as_str(), verdict.as_str(), suggested(&options)), ("mapped", "block", "map"));
    assert_eq!(options[0]["fix"]["offer_id"], rug, "the one with the same SKU comes first");
    assert_eq!(options[0]["facts"]["likeness"], "100");
    assert!(
        !options.iter().any(|option| option["facts"]["supplier_sku"] == "Q-77"),
        "nothing unlike is proposed"
    );
    assert_eq!(world.order("#2")["row"]["checks"]["margin"], "open");
    answer(&world, "#2", "map");
    assert_eq!(
        (world.queue("#2"), world.queue("#3")),
        ("ready".into(), "ready".into()),
        "for every order of the product"
    );
    assert_eq!(world.call("products", json!({"unmapped": true}))["total"], 0);
    world.prove();
}

#[test]
fn a_supplier_that_does_not_send_there_or_has_too_few_gives_way_to_another() {
    let world = world(&[lamp("#1").to("FR"), lamp("#2").with(|sale| sale.items[0].quantity = 9)]);
    for (number, flag) in [("#1", "ships_there"), ("#2", "in_stock")] {
        let (check, verdict, options) = decision(&world, number);
        assert_eq!((check.as_str(), verdict.as_str(), suggested(&options)), (flag, "block", "use_offer"));
        assert_eq!(options[0]["facts"]["supplier"], "Südwind");
        answer(&world, number, "use_offer");
        let order = world.order(number);
        assert_eq!(
            (order["row"]["queue"].as_str(), order["row"]["suppliers"][0].as_str()),
            (Some("ready"), Some("Südwind"))
        );
    }
    let mapping = world.call("products", json!({}))["rows"][0]["mappings"].clone();
    assert_eq!(
        texts(&mapping, "supplier"),
        ["Nordlicht", "Südwind"],
        "the first choice of the product stays"
    );
    world.prove();
}

#[test]
fn a_supplier_on_trial_is_accepted_for_one_order_or_approved() {
    let world = world(&[lamp("#1"), lamp("#2")]);
    let id = world.call("suppliers", json!({"search": "Nordlicht"}))["rows"][0]["id"].clone();
    let standing = |standing: &str| {
        let mut shape = world.call("supplier", json!({"id": id}))["supplier"].clone();
        shape["standing"] = json!(standing);
        world.call("supplier_save", shape);
    };
    standing("testing");
    let (check, verdict, options) = decision(&world, "#1");
    assert_eq!((check.as_str(), verdict.as_str()), ("approved", "decide"));
    assert!(
        kinds(&options).contains(&"approve_supplier") && kinds(&options).contains(&"accept"),
        "{options:?}"
    );
    answer(&world, "#1", "accept");
    assert_eq!((world.queue("#1"), world.queue("#2")), ("ready".into(), "decide".into()), "one order only");
    answer(&world, "#2", "approve_supplier");
    assert_eq!(world.queue("#2"), "ready");
    standing("paused");
    let (_, verdict, _) = decision(&world, "#2");
    assert_eq!(verdict, "block", "who was paused is not accepted in passing");
    world.prove();
}

#[test]
fn the_same_order_twice_and_a_thin_margin_are_decided() {
    let same = |number: &str, at: &str| {
        lamp(number).placed(at).with(|sale| sale.email = "twin@example.com".to_owned())
    };
    let world = world(&[
        same("#1", "2026-03-07 08:00:00 +0000"),
        same("#2", "2026-03-09 08:00:00 +0000"),
        same("#3", "2026-03-01 08:00:00 +0000"),
        Sale::new("#4").item("LMP", 1, 1_900),
    ]);
    assert_eq!(
        (world.queue("#1"), world.queue("#3")),
        ("ready".into(), "ready".into()),
        "the first, and one of another week"
    );
    let (check, _, options) = decision(&world, "#2");
    assert_eq!((check.as_str(), suggested(&options)), ("duplicate", "accept"));
    assert_eq!(world.order("#2")["decision"]["facts"]["twin"], "#1");
    answer(&world, "#2", "close");
    assert_eq!(world.queue("#2"), "done");
    world.call("order_close", json!({"which": {"ids": [world.order_id("#2")]}, "closed": false}));
    assert_eq!(world.queue("#2"), "decide");
    // (19.00 - 12.50 - 4.00) / 19.00 = 13.16 %, below 15.
    let (check, verdict, options) = decision(&world, "#4");
    assert_eq!((check.as_str(), verdict.as_str(), suggested(&options)), ("margin", "decide", "accept"));
    assert_eq!(
        (world.order("#4")["row"]["margin"].as_str(), world.order("#4")["row"]["floor"].as_str()),
        (Some("13.2"), Some("15.0"))
    );
    answer(&world, "#4", "accept");
    assert_eq!(world.queue("#4"), "ready");
    world.prove();
}

#[test]
fn suggested_answers_of_a_whole_list_are_applied_at_once() {
    let world = world(&[
        lamp("#1").with(|sale| sale.payment = "pending".to_owned()),
        lamp("#2").to("FR"),
        Sale::new("#3").item("LMP", 1, 1_900),
        lamp("#4"),
    ]);
    let before = world.call("orders", json!({"tab": "new"}));
    assert_eq!((before["decide"].as_i64(), before["ready"].as_i64()), (Some(3), Some(1)));
    let done = world.call("order_fix_suggested", json!({"which": {"tab": "new"}}));
    assert_eq!(done["count"], 3);
    assert_eq!(
        (world.queue("#1"), world.queue("#2"), world.queue("#3")),
        ("snoozed".into(), "ready".into(), "ready".into())
    );
    world.call("undo", json!({"id": done["undo"]}));
    assert_eq!(world.call("orders", json!({"tab": "new"})), before, "and taken back at once");
    world.prove();
}

#[test]
fn tags_notes_colours_and_views_are_kept() {
    let world = world(&[lamp("#1"), lamp("#2"), lamp("#3")]);
    let ids = |numbers: &[&str]| json!({"ids": numbers.iter().map(|number| world.order_id(number)).collect::<Vec<_>>()});
    assert_eq!(
        world.call("order_tag", json!({"which": ids(&["#1", "#2"]), "tag": "gift", "on": true}))["count"],
        2
    );
    world.call("order_tag", json!({"which": ids(&["#2"]), "tag": "gift", "on": false}));
    assert_eq!(world.call("tags", json!({}))["rows"], json!(["gift"]));
    let tagged = world.call("orders", json!({"tab": "all", "filter": {"tag": "gift"}}));
    assert_eq!(texts(&tagged["rows"], "number"), ["#1"]);
    world.call("order_colour", json!({"which": ids(&["#3"]), "colour": "violet"}));
    assert_eq!(world.order("#3")["row"]["colour"], "violet");
    assert!(
        world
            .refuse("order_colour", json!({"which": ids(&["#3"]), "colour": "beige"}))
            .message
            .contains("beige")
    );
    world.call("order_note_add", json!({"order_id": world.order_id("#1"), "text": "  Call first.  "}));
    world.advance(1_000);
    world.call("order_note_add", json!({"order_id": world.order_id("#1"), "text": "Called."}));
    assert_eq!(texts(&world.order("#1")["notes"], "text"), ["Called.", "Call first."]);
    world.refuse("order_note_add", json!({"order_id": world.order_id("#1"), "text": "   "}));
    let view =
        json!({"id": null, "name": "Gifts", "tab": "all", "filter": {"tag": "gift"}, "sort": "largest"});
    let id = world.call("view_save", view)["id"].clone();
    let views = world.call("views", json!({}));
    assert_eq!(
        (views["rows"][0]["name"].as_str(), views["rows"][0]["filter"]["tag"].as_str()),
        (Some("Gifts"), Some("gift"))
    );
    world.call("view_remove", json!({"id": id}));
    assert_eq!(world.call("views", json!({}))["total"], 0);
    world.prove();
}
