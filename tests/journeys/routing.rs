//! Rules that choose who serves an order: what they change, what they refuse, and what they would have done.

use serde_json::{Value, json};
use stockless_engine::Event;
use stockless_tests::catalogue::with;
use stockless_tests::world::{DAY, texts};
use stockless_tests::{Sale, World, cents};

/// Nordlicht in Bremen at 20.00 a lamp and 4.00 to send, the first choice; Fernost in Ningbo at 15.00 and 6.00, the
/// second. Both have rugs for 30.00 and 31.00. Two orders wait.
fn desk() -> World {
    let world = crate::world();
    world.sell(&[
        Sale::new("#1").item("LMP", 1, 6_900),
        Sale::new("#2").item("LMP", 1, 6_900).item("RUG", 1, 9_900),
    ]);
    let north = world.supplier("Nordlicht", json!({}));
    let east = world.supplier(
        "Fernost",
        json!({"city": "Ningbo", "country": "CN", "shipping": [
            {"zone": "*", "service": "Post", "first": "6.00", "additional": "0.50", "days_min": 9, "days_max": 16}
        ]}),
    );
    for (sku, there, cost, rank) in [
        ("LMP", north, "20.00", 1),
        ("LMP", east, "15.00", 2),
        ("RUG", north, "30.00", 1),
        ("RUG", east, "31.00", 2),
    ] {
        let offer = world.offer(there, &format!("{sku}-{rank}"), cost, json!({"stock": 50}));
        world.map(sku, offer, json!({"rank": rank}));
    }
    world
}

/// A rule that is stored and switched on.
fn rule(world: &World, change: Value) -> i64 {
    let base = json!({"name": "Cheapest", "how": "cheapest"});
    let id = world.call("routing_rule_save", with(base, change))["id"].clone();
    world.call("routing_rule_enable", json!({"id": id, "on": true}));
    id.as_i64().expect("an id")
}

/// Suppliers that the lines of an order would go to.
fn goes_to(world: &World, number: &str) -> Vec<String> {
    let order = world.order(number);
    let lines = order["lines"].as_array().expect("lines");
    lines.iter().filter_map(|line| line["quotes"][0]["supplier"].as_str().map(str::to_owned)).collect()
}

/// Why an offer of a line lost: `costs_more 9.00`.
fn lost(world: &World, number: &str, line: usize, supplier: &str) -> Vec<String> {
    let order = world.order(number);
    let quotes = order["lines"][line]["quotes"].as_array().expect("quotes").clone();
    let quote = quotes.iter().find(|quote| quote["supplier"] == supplier).expect("the supplier");
    let told = quote["lost"].as_array().expect("reasons").iter().map(|lost| {
        let facts =
            lost["facts"].as_object().expect("facts").values().map(|fact| fact.as_str().unwrap_or(""));
        let facts: Vec<&str> = facts.filter(|fact| *fact != "EUR").collect();
        format!("{} {}", lost["reason"].as_str().unwrap_or(""), facts.join(" ")).trim().to_owned()
    });
    told.collect()
}

#[test]
fn until_a_rule_is_on_the_ranking_decides() {
    let world = desk();
    world.call("routing_rule_save", json!({"name": "Cheapest", "how": "cheapest", "enabled": true}));
    assert_eq!(goes_to(&world, "#1"), ["Nordlicht"]);
    assert_eq!(lost(&world, "#1", 0, "Fernost"), ["ranked_lower 1 2"]);
    let order = world.order("#1");
    assert_eq!(order["routing"]["rule"], Value::Null);
    assert_eq!(order["routing"]["fits"], true);
    world.forward_now();
    assert_eq!(texts(&world.call("purchases", json!({}))["rows"], "supplier"), ["Nordlicht", "Nordlicht"]);
    let timeline = world.order("#1")["timeline"].clone();
    assert!(!texts(&timeline, "kind").contains(&"routed".to_owned()));
}

#[test]
fn a_rule_changes_the_supplier_of_open_orders_and_says_why_the_other_lost() {
    let world = desk();
    let before = cents(&world.order("#1")["profit"]["net"]);
    rule(&world, json!({}));
    // 15.00 + 6.00 against 20.00 + 4.00. With the rug: 46.00 + 6.50 against 50.00 + 4.50, and against both in part.
    assert_eq!(goes_to(&world, "#1"), ["Fernost"]);
    assert_eq!(lost(&world, "#1", 0, "Nordlicht"), ["costs_more 3.00"]);
    assert_eq!(goes_to(&world, "#2"), ["Fernost", "Fernost"]);
    assert_eq!(lost(&world, "#2", 0, "Nordlicht"), ["costs_more 8.50"]);
    let order = world.order("#1");
    assert_eq!(cents(&order["profit"]["net"]), before + 300, "the books follow the choice");
    assert_eq!(order["routing"]["rule"], "Cheapest");
    assert_eq!(order["routing"]["cost"]["total"]["amount"], "21.00");
    assert_eq!(order["routing"]["days_to"], 16);
    assert_eq!(order["routing"]["profit"], order["profit"]["net"]);
    let quotes = order["lines"][0]["quotes"].clone();
    assert_eq!(cents(&quotes[0]["order_profit"]) - cents(&quotes[1]["order_profit"]), 300);
    assert_eq!(quotes[1]["cost"]["shipping"]["amount"], "4.00");
    world.forward_now();
    assert_eq!(texts(&world.call("purchases", json!({}))["rows"], "supplier"), ["Fernost", "Fernost"]);
    let timeline = world.order("#2")["timeline"].clone();
    let routed = timeline.as_array().expect("rows").iter().find(|row| row["kind"] == "routed").expect("it");
    assert_eq!(routed["facts"]["rule"], "Cheapest");
    assert_eq!(routed["facts"]["supplier"], "Fernost");
    world.prove();
}

#[test]
fn the_dry_run_tries_rules_that_are_not_on() {
    let world = desk();
    let id = world.order_id("#1");
    let draft = json!([{"name": "Draft", "how": "cheapest"}]);
    let tried = world.call("routing_dry_run", json!({"order_id": id, "rules": draft}));
    assert_eq!(tried["routing"]["rule"], "Draft");
    assert_eq!(tried["lines"][0]["quotes"][0]["supplier"], "Fernost");
    assert_eq!(tried["lines"][0]["quotes"][1]["lost"][0]["reason"], "costs_more");
    let now = world.call("routing_dry_run", json!({"order_id": id}));
    assert_eq!(now["routing"]["rule"], Value::Null);
    assert_eq!(now["lines"][0]["quotes"][0]["supplier"], "Nordlicht");
    assert_eq!(now["routing"]["margin"], world.order("#1")["row"]["margin"]);
}

#[test]
fn an_order_is_not_split_where_a_rule_forbids_it() {
    let world = desk();
    let rug = world.call("offers", json!({"search": "RUG-2"}))["rows"][0].clone();
    world.call(
        "offer_save",
        with(rug, json!({"prices": [{"zone": "*", "min_quantity": 1, "unit_cost": "60.00"}]})),
    );
    let id = rule(&world, json!({}));
    assert_eq!(goes_to(&world, "#2"), ["Nordlicht", "Nordlicht"], "one parcel is cheaper than two");
    let lamp = world.call("offers", json!({"search": "LMP-2"}))["rows"][0].clone();
    let cheap = json!({"prices": [{"zone": "*", "min_quantity": 1, "unit_cost": "5.00"}]});
    world.call("offer_save", with(lamp, cheap));
    assert_eq!(goes_to(&world, "#2"), ["Fernost", "Nordlicht"]);
    let whole = json!({"id": id, "name": "Together", "how": "cheapest", "limits": {"most_suppliers": 1}});
    world.call("routing_rule_save", whole);
    assert_eq!(goes_to(&world, "#2"), ["Nordlicht", "Nordlicht"]);
    assert_eq!(lost(&world, "#2", 0, "Fernost"), ["would_split 1 2"]);
    assert_eq!(goes_to(&world, "#1"), ["Fernost"]);
}

#[test]
fn a_smallest_order_is_respected() {
    let world = desk();
    let east = world.call("suppliers", json!({"search": "fernost"}))["rows"][0]["id"].clone();
    let supplier = world.call("supplier", json!({"id": east}))["supplier"].clone();
    world.call("supplier_save", with(supplier, json!({"minimum_order": "40"})));
    rule(&world, json!({"limits": {"minimum_orders": true}}));
    assert_eq!(goes_to(&world, "#1"), ["Nordlicht"]);
    assert_eq!(lost(&world, "#1", 0, "Fernost"), ["below_minimum_order 15.00 40.00 Fernost"]);
    assert_eq!(goes_to(&world, "#2"), ["Fernost", "Fernost"], "46.00 of goods are enough");
}

#[test]
fn duty_makes_what_is_cheap_abroad_dear() {
    let world = desk();
    rule(&world, json!({}));
    let duty =
        json!({"id": null, "origin": "CN", "destination": "EU", "percent": "25", "source": "my broker"});
    world.call("duty_rule_save", duty);
    assert_eq!(goes_to(&world, "#1"), ["Nordlicht"]);
    let order = world.order("#1");
    assert_eq!(order["lines"][0]["quotes"][1]["cost"]["duty"]["amount"], "3.75");
    assert_eq!(lost(&world, "#1", 0, "Fernost"), ["costs_more 0.75"]);
    world.call("undo", json!({}));
    assert_eq!(goes_to(&world, "#1"), ["Fernost"]);
}

#[test]
fn the_first_rule_that_fits_decides_and_the_order_of_rules_counts() {
    let world = desk();
    world.sell(&[Sale::new("#3").item("LMP", 1, 6_900).to("CH")]);
    let all = rule(&world, json!({"name": "All"}));
    let near = json!({"name": "Union", "how": "rank", "when": {"to": ["EU"]}, "limits": {"from": ["EU"]}});
    let union = rule(&world, near);
    assert_eq!(goes_to(&world, "#1"), ["Fernost"]);
    world.call("routing_rule_move", json!({"id": union, "place": 0}));
    assert_eq!(goes_to(&world, "#1"), ["Nordlicht"]);
    assert_eq!(lost(&world, "#1", 0, "Fernost"), ["outside_region CN"]);
    assert_eq!(goes_to(&world, "#3"), ["Fernost"], "Switzerland is not in the Union");
    assert_eq!(texts(&world.call("routing_rules", json!({}))["rows"], "name"), ["Union", "All"]);
    world.call("undo", json!({}));
    assert_eq!(goes_to(&world, "#1"), ["Fernost"]);
    world.call("routing_rule_remove", json!({"id": all}));
    assert_eq!(goes_to(&world, "#3"), ["Nordlicht"]);
    world.call("undo", json!({}));
    assert_eq!(goes_to(&world, "#3"), ["Fernost"]);
    world.call("routing_rule_enable", json!({"id": all, "on": false}));
    assert_eq!(goes_to(&world, "#3"), ["Nordlicht"]);
    world.prove();
}

#[test]
fn tags_values_shops_and_goods_say_which_orders_a_rule_is_about() {
    let world = desk();
    rule(&world, json!({"name": "Gifts", "when": {"tags": ["gift"]}}));
    assert_eq!(goes_to(&world, "#1"), ["Nordlicht"]);
    world.call("order_tag", json!({"which": {"ids": [world.order_id("#1")]}, "tag": "Gift", "on": true}));
    assert_eq!(goes_to(&world, "#1"), ["Fernost"]);
    world.call("undo", json!({}));
    assert_eq!(goes_to(&world, "#1"), ["Nordlicht"]);
    rule(&world, json!({"name": "Large", "when": {"value_from": "100", "goods": ["ru*"], "shop_ids": [1]}}));
    assert_eq!(goes_to(&world, "#1"), ["Nordlicht"]);
    assert_eq!(goes_to(&world, "#2"), ["Fernost", "Fernost"]);
}

#[test]
fn where_a_rule_allows_nothing_the_order_waits_for_a_word() {
    let world = desk();
    let near = json!({"name": "Near", "how": "rank", "limits": {"from": ["FR"]}});
    rule(&world, near);
    assert_eq!(goes_to(&world, "#1"), ["Nordlicht"]);
    assert_eq!(lost(&world, "#1", 0, "Nordlicht"), ["outside_region DE"]);
    let order = world.order("#1");
    assert_eq!(order["row"]["queue"], "decide");
    assert_eq!(order["row"]["checks"]["routed"], "decide");
    assert_eq!(order["decision"]["check"], "routed");
    assert_eq!(order["decision"]["facts"]["rule"], "Near");
    let id = world.order_id("#1");
    let fix = order["decision"]["options"][0]["fix"].clone();
    assert_eq!(fix["kind"], "use_offer");
    world.call("order_fix", json!({"order_id": id, "fix": fix}));
    assert_eq!((world.queue("#1"), goes_to(&world, "#1")), ("ready".to_owned(), vec!["Fernost".to_owned()]));
    assert_eq!(lost(&world, "#1", 0, "Nordlicht"), ["outside_region DE", "chosen_by_you"]);
    let id = world.order_id("#2");
    world.call("order_fix", json!({"order_id": id, "fix": {"kind": "accept", "check": "routed"}}));
    assert_eq!(world.queue("#2"), "ready");
    world.forward_now();
    assert_eq!(world.order("#1")["purchases"][0]["supplier"], "Fernost");
    assert_eq!(world.order("#2")["purchases"][0]["supplier"], "Nordlicht");
    world.prove();
}

#[test]
fn a_back_up_takes_over_when_the_first_choice_runs_out() {
    let world = desk();
    rule(&world, json!({"name": "Ranked", "how": "rank", "limits": {"stock_left": 10}}));
    assert_eq!(goes_to(&world, "#1"), ["Nordlicht"]);
    let lamp = world.call("offers", json!({"search": "LMP-1"}))["rows"][0].clone();
    world.call("offer_save", with(lamp.clone(), json!({"stock": 10})));
    assert_eq!(goes_to(&world, "#1"), ["Fernost"]);
    assert_eq!(lost(&world, "#1", 0, "Nordlicht"), ["stock_below_minimum 10 9"]);
    world.call("offer_save", with(lamp, json!({"stock": 0})));
    assert_eq!(lost(&world, "#1", 0, "Nordlicht"), ["out_of_stock 1 0"]);
    assert_eq!(world.queue("#1"), "ready");
}

/// Forwards orders of one product each and lets their parcels arrive after so many days.
fn delivered(world: &World, sku: &str, count: usize, days: i64) {
    let numbers: Vec<String> = (0..count).map(|n| format!("#{sku}{n}")).collect();
    let sales: Vec<Sale> = numbers.iter().map(|number| Sale::new(number).item(sku, 1, 9_900)).collect();
    world.sell(&sales);
    let ids: Vec<i64> = numbers.iter().map(|number| world.order_id(number)).collect();
    world.call("forward", json!({"which": {"ids": ids}, "now": true}));
    let mut table = "PO number,Tracking number,Status,Status date\n".to_owned();
    for (n, _) in numbers.iter().enumerate() {
        let day = 9 + days;
        table.push_str(&format!("{sku}{n}-1,{sku}-PARCEL-{n:03},delivered,2026-03-{day:02} 10:00\n"));
    }
    world.table("tracking", &table);
}

#[test]
fn the_fastest_is_who_was_fastest_and_until_there_are_ten_parcels_who_says_so() {
    let world = desk();
    let (north, east) = (1, 2);
    world.sell(&[Sale::new("#3").item("A", 1, 9_900), Sale::new("#4").item("B", 1, 9_900)]);
    for (sku, supplier) in [("A", north), ("B", east)] {
        let offer = world.offer(supplier, sku, "5.00", json!({}));
        world.map(sku, offer, json!({}));
    }
    // Both are placed as soon as they are handed over in the folder.
    for id in [north, east] {
        let supplier = world.call("supplier", json!({"id": id}))["supplier"].clone();
        world.call("supplier_save", with(supplier, json!({"folder_is_collected": true})));
    }
    delivered(&world, "A", 12, 8);
    delivered(&world, "B", 9, 3);
    world.advance(10 * DAY);
    let id = rule(&world, json!({"name": "Fastest", "how": "fastest"}));
    assert_eq!(
        goes_to(&world, "#1"),
        ["Nordlicht"],
        "9 parcels are too few: 16 days are the supplier's word"
    );
    let quotes = world.order("#1")["lines"][0]["quotes"].clone();
    assert_eq!((&quotes[0]["days_to"], &quotes[0]["days_parcels"]), (&json!(8), &json!(12)));
    assert_eq!((&quotes[1]["days_to"], &quotes[1]["days_parcels"]), (&json!(16), &json!(null)));
    assert_eq!(lost(&world, "#1", 0, "Fernost"), ["slower 8"]);
    world.call("routing_rule_enable", json!({"id": id, "on": false}));
    world.advance(-10 * DAY);
    delivered(&world, "B", 10, 3);
    world.advance(10 * DAY);
    world.call("routing_rule_enable", json!({"id": id, "on": true}));
    assert_eq!(goes_to(&world, "#1"), ["Fernost"]);
    assert_eq!(lost(&world, "#1", 0, "Nordlicht"), ["slower 5"]);
    let limited = json!({"id": id, "name": "Soon", "how": "rank", "limits": {"most_days": 5}});
    world.call("routing_rule_save", limited);
    assert_eq!(lost(&world, "#1", 0, "Nordlicht"), ["too_slow 8 5"]);
    assert_eq!(goes_to(&world, "#1"), ["Fernost"]);
}

#[test]
fn days_are_measured_anew_each_day_and_open_orders_follow() {
    let world = desk();
    rule(&world, json!({"name": "Soon", "how": "rank", "limits": {"most_days": 6}}));
    assert_eq!(goes_to(&world, "#1"), ["Nordlicht"]);
    world.sell(&[Sale::new("#3").item("A", 1, 9_900)]);
    let supplier = world.call("supplier", json!({"id": 1}))["supplier"].clone();
    world.call("supplier_save", with(supplier, json!({"folder_is_collected": true})));
    let offer = world.offer(1, "A", "5.00", json!({}));
    world.map("A", offer, json!({}));
    delivered(&world, "A", 11, 9);
    world.advance(10 * DAY);
    assert_eq!(world.order("#1")["routing"]["fits"], true, "nothing changes while nobody measures");
    world.tick();
    world.prove();
    assert_eq!(world.queue("#1"), "decide");
    assert_eq!(lost(&world, "#1", 0, "Nordlicht"), ["too_slow 9 6"]);
}

/// A dozen orders of one or two lines to several countries.
fn many(world: &World) {
    let sales: Vec<Sale> = (10..30)
        .map(|n| {
            let sale = Sale::new(&format!("#{n}")).item("LMP", 1 + n % 3, 6_900);
            let sale = if n % 4 == 0 { sale.item("RUG", 1, 9_900) } else { sale };
            sale.to(["DE", "FR", "CH"][usize::try_from(n % 3).expect("small")])
        })
        .collect();
    world.sell(&sales);
}

fn drafts() -> Value {
    json!([
        {"name": "Swiss", "how": "rank", "when": {"to": ["CH"]}},
        {"name": "Together", "how": "cheapest", "limits": {"most_suppliers": 1, "minimum_orders": true}}
    ])
}

#[test]
fn a_replay_tells_what_forwarding_then_does_and_writes_nothing() {
    let world = desk();
    many(&world);
    let hash = world.content_hash();
    let replay = world.call("routing_replay", json!({"rules": drafts(), "limit": 500}));
    assert_eq!(world.content_hash(), hash);
    let figures = &replay["figures"];
    let rows = replay["rows"].as_array().expect("rows").clone();
    assert_eq!(figures["orders"], 22);
    assert_eq!(figures["changed"], json!(rows.len()));
    assert!(rows.len() > 5 && rows.len() < 22, "some go elsewhere and some do not: {}", rows.len());
    assert_eq!(figures["undecided"], 0);
    let difference: i64 = rows.iter().map(|row| cents(&row["cost_after"]) - cents(&row["cost_before"])).sum();
    assert_eq!(cents(&figures["cost_difference"]), difference);
    assert!(difference < 0);
    assert_eq!(figures["days_difference"], "11");
    let decided: i64 =
        figures["by_rule"].as_array().expect("rules").iter().filter_map(|row| row["orders"].as_i64()).sum();
    assert_eq!(decided, 22);

    let before: i64 = total_to_pay(&world);
    for draft in drafts().as_array().expect("rules") {
        rule(&world, draft.clone());
    }
    assert_eq!(total_to_pay(&world) - before, difference, "the difference is what is then paid");
    world.forward_now();
    let purchases = world.call("purchases", json!({"limit": 500}))["rows"].as_array().expect("rows").clone();
    for number in (1..3).chain(10..30).map(|n| format!("#{n}")) {
        let mut went: Vec<&Value> = purchases
            .iter()
            .filter(|row| row["order_number"] == number)
            .map(|row| &row["supplier"])
            .collect();
        went.dedup();
        let told = rows.iter().find(|row| row["number"] == number);
        let expected = told.map_or_else(|| json!(["Nordlicht"]), |row| row["after"].clone());
        assert_eq!(json!(went), expected, "{number}");
    }

    let again = world.call("routing_replay", json!({"rules": drafts()}));
    assert_eq!(again["figures"]["changed"], 0, "what was forwarded is where the rules would send it");
    let none = world.call("routing_replay", json!({"rules": [], "limit": 500}));
    assert_eq!(none["figures"]["changed"], json!(rows.len()));
    assert_eq!(cents(&none["figures"]["cost_difference"]), -difference);
    assert_eq!(none["rows"][0]["forwarded"], true);
}

fn total_to_pay(world: &World) -> i64 {
    cents(&world.call("forward_review", json!({"which": {"tab": "new"}}))["to_pay"])
}

#[test]
fn a_replay_comes_in_pages_and_tells_how_far_it_is() {
    let world = desk();
    many(&world);
    let whole = world.call("routing_replay", json!({"rules": drafts(), "limit": 500}));
    let mut numbers = Vec::new();
    let mut key = Value::Null;
    let news = world.engine().subscribe();
    loop {
        let page =
            world.call("routing_replay", json!({"rules": drafts(), "limit": 3, "key": key, "job": "replay"}));
        assert_eq!(page["figures"].is_null(), !key.is_null(), "figures come with the first page");
        if key.is_null() {
            assert_eq!(page["figures"], whole["figures"]);
        }
        numbers.extend(texts(&page["rows"], "number"));
        key = page["next"].clone();
        if key.is_null() {
            break;
        }
    }
    assert_eq!(numbers, texts(&whole["rows"], "number"));
    let told = news.try_iter().map(|event| serde_json::to_value(event).expect("JSON"));
    let last = told.filter(|event| event["kind"] == "progress").last().expect("progress");
    assert_eq!((&last["job"], &last["total"]), (&json!("replay"), &json!(22)));
    world.refuse("routing_replay_stop", json!({"job": "replay"}));
    world.refuse("routing_replay", json!({"rules": [], "key": "x"}));
    world.advance(91 * DAY);
    assert_eq!(world.call("routing_replay", json!({"rules": drafts()}))["figures"]["orders"], 0);
}

#[test]
fn a_replay_can_be_stopped_and_counts_what_it_looked_at() {
    let world = desk();
    let sales: Vec<Sale> = (0..900).map(|n| Sale::new(&format!("#A{n}")).item("LMP", 1, 6_900)).collect();
    world.sell(&sales);
    let events = world.engine().subscribe();
    let answer = std::thread::scope(|scope| {
        let request = json!({"rules": drafts(), "job": "long"});
        let running = scope.spawn(|| world.call("routing_replay", request));
        let first = events.iter().find(|event| matches!(event, Event::Progress { .. }));
        assert!(matches!(first, Some(Event::Progress { done: 0, total: Some(902), .. })));
        assert_eq!(world.call("routing_replay_stop", json!({"job": "long"}))["count"], 1);
        running.join().expect("the replay ends")
    });
    assert_eq!(answer["stopped"], true);
    assert!(answer["figures"]["orders"].as_i64().expect("a count") < 902);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let world = desk();
    let refused = |change: Value| {
        world.refuse("routing_rule_save", with(json!({"name": "A", "how": "rank"}), change)).message
    };
    assert_eq!(refused(json!({"name": " "})), "A rule needs a name of 1 to 80 characters.");
    assert!(refused(json!({"how": "best"})).contains("“best”"));
    assert!(refused(json!({"how": "preferred"})).contains("supplier"));
    assert!(refused(json!({"when": {"to": ["Narnia"]}})).contains("Narnia"));
    assert!(refused(json!({"limits": {"most_days": 0}})).contains("1 to 365"));
    assert!(refused(json!({"when": {"value_from": "9", "value_to": "8"}})).contains("from more to less"));
    world.refuse("routing_rule_save", json!({"name": "A", "how": "preferred", "preferred_supplier_id": 99}));
    world.refuse("routing_rule_enable", json!({"id": 7, "on": true}));
    let duty = json!({"id": null, "origin": "CN", "destination": "EU", "percent": "1001"});
    world.refuse("duty_rule_save", duty);
}

#[test]
fn a_rule_that_cannot_be_read_decides_nothing_and_says_so() {
    let mut world = desk();
    let id = rule(&world, json!({}));
    world.stop();
    let raw = rusqlite::Connection::open(world.database()).expect("the file");
    raw.execute("UPDATE routing_rule SET body = '{\"how\":\"by moonlight\"}'", []).expect("a change");
    drop(raw);
    world.start();
    let rules = world.call("routing_rules", json!({}));
    assert_eq!(
        (&rules["rows"][0]["unreadable"], &rules["rows"][0]["name"]),
        (&json!(true), &json!("Cheapest"))
    );
    let tried = world.call("routing_dry_run", json!({"order_id": world.order_id("#1")}));
    assert_eq!(tried["routing"]["rule"], Value::Null);
    world.refuse("routing_rule_enable", json!({"id": id, "on": true}));
    world.call("routing_rule_save", json!({"id": id, "name": "Cheapest", "how": "cheapest"}));
    assert_eq!(goes_to(&world, "#1"), ["Fernost"]);
}
