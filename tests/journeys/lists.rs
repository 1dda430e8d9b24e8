//! Lists: every tab, sort and filter pages by key as it reads in one piece, and jumps land where paging arrives.

use serde_json::{Value, json};
use stockless_tests::world::{DAY, numbers};
use stockless_tests::{Sale, World};

const TABS: [&str; 6] = ["new", "late", "waiting", "snoozed", "done", "all"];
const SORTS: [&str; 5] = ["newest", "oldest", "largest", "smallest", "thinnest_margin"];

/// Sixty orders in every queue, with equal moments and amounts among them.
fn world() -> World {
    let world = crate::long_standing_world();
    let sale = |n: i64| {
        let price = 3_000 + n % 7 * 500;
        let placed = format!("2026-02-{:02} 08:00:00 +0000", 1 + n % 20);
        let sku = if n % 11 == 0 { "MYSTERY" } else { ["LMP", "RUG"][(n % 2) as usize] };
        Sale::new(&format!("#{}", 1000 + n))
            .item(sku, 1, price)
            .placed(&placed)
            .to(["DE", "FR", "AT"][(n % 3) as usize])
            .with(|sale| {
                if n % 9 == 0 {
                    sale.payment = "pending".to_owned();
                }
                if n % 10 == 0 {
                    sale.fulfilment = "fulfilled".to_owned();
                }
            })
    };
    world.sell(&(0..40).map(sale).collect::<Vec<_>>());
    world.sell_in("Quay", &(40..60).map(sale).collect::<Vec<_>>());
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "9.50")]);
    let south = world.supplier("Südwind", json!({"folder_is_collected": true}));
    let rug = world.offer(south, "S-RUG", "21.00", json!({}));
    world.map("RUG", rug, json!({}));
    let pick = |modulus: i64, rest: i64| {
        let picked: Vec<i64> = (0..60)
            .filter(|n| n % modulus == rest)
            .map(|n| world.order_id(&format!("#{}", 1000 + n)))
            .collect();
        json!({"ids": picked})
    };
    world.call("forward", json!({"which": pick(5, 1), "now": true}));
    world.advance(6 * DAY);
    world.call("order_snooze", json!({"which": pick(8, 3), "until": "2026-04-01T00:00:00Z"}));
    world.call("order_tag", json!({"which": pick(4, 2), "tag": "gift", "on": true}));
    world.call("forward", json!({"which": pick(5, 2), "now": true}));
    world.tick();
    for tab in TABS {
        assert!(!world.tab(tab).is_empty(), "there are orders in {tab}");
    }
    world
}

fn page(world: &World, base: &Value, more: Value) -> Value {
    world.call("orders", stockless_tests::catalogue::with(base.clone(), more))
}

/// The whole list, compared with the same list in pages and with jumps into it.
fn walks(world: &World, base: &Value) -> Vec<String> {
    let whole = page(world, base, json!({"limit": 500}));
    let rows = whole["rows"].as_array().expect("rows").clone();
    assert_eq!(whole["total"].as_u64(), Some(rows.len() as u64), "{base}");
    assert!(whole["next"].is_null());
    for size in [1, 7] {
        if size == 1 && rows.len() > 20 {
            continue;
        }
        let mut paged: Vec<Value> = Vec::new();
        let mut key = Value::Null;
        loop {
            let found = page(world, base, json!({"limit": size, "key": key}));
            paged.extend(found["rows"].as_array().expect("rows").iter().cloned());
            assert!(paged.len() <= rows.len(), "{base} goes on for ever");
            key = found["next"].clone();
            if key.is_null() {
                break;
            }
        }
        assert_eq!(paged, rows, "{base} in pages of {size}");
    }
    for at in [0, 1, 5, rows.len() / 2, rows.len().saturating_sub(1), rows.len(), rows.len() + 9] {
        let found = page(world, base, json!({"limit": 4, "at": at}));
        let wanted: Vec<Value> = rows.iter().skip(at).take(4).cloned().collect();
        assert_eq!(found["rows"], json!(wanted), "{base} at {at}");
    }
    numbers(&whole)
}

#[test]
fn every_tab_and_sort_pages_as_it_reads_in_one_piece() {
    let world = world();
    for tab in TABS {
        let mut newest: Vec<String> = Vec::new();
        for sort in SORTS {
            let list = walks(&world, &json!({"tab": tab, "sort": sort}));
            if sort == "newest" {
                newest = list;
            } else if sort == "oldest" && tab != "new" {
                let backwards: Vec<String> = newest.iter().rev().cloned().collect();
                assert_eq!(list, backwards, "{tab}");
            } else {
                let (mut all, mut listed) = (newest.clone(), list);
                all.sort_unstable();
                listed.sort_unstable();
                assert_eq!(listed, all, "{tab} {sort} leaves nobody out");
            }
        }
    }
    let values = |sort: &str, field: &str| -> Vec<Option<f64>> {
        let list = world.call("orders", json!({"tab": "all", "sort": sort, "limit": 500}));
        let rows = list["rows"].as_array().expect("rows").clone();
        let text = |row: &Value| row[field]["amount"].as_str().or(row[field].as_str()).map(str::to_owned);
        rows.iter().map(|row| text(row).map(|text| text.parse().expect("a number"))).collect()
    };
    for (sort, field, falls) in [
        ("largest", "total_base", true),
        ("smallest", "total_base", false),
        ("thinnest_margin", "margin", false),
    ] {
        let found = values(sort, field);
        let known: Vec<f64> = found.iter().flatten().copied().collect();
        assert!(
            known.windows(2).all(|pair| if falls { pair[0] >= pair[1] } else { pair[0] <= pair[1] }),
            "{known:?}"
        );
        assert!(found.iter().skip(known.len()).all(Option::is_none), "what is unknown comes last: {found:?}");
        assert!(known.len() < found.len(), "some are unknown");
    }
}

#[test]
fn orders_that_come_in_behind_a_list_wait_beside_it() {
    let world = world();
    let open = world.call("orders", json!({"tab": "new", "limit": 500}));
    assert_eq!(open["arrived"], 0);
    let filter = json!({"until_order": open["latest"]});
    let late = Sale::new("#2001").item("LMP", 1, 4_900);
    world.sell(&[
        late,
        Sale::new("#2002").item("MYSTERY", 1, 4_900),
        Sale::new("#2003").item("LMP", 1, 4_900).to("FR"),
    ]);
    let still = world.call("orders", json!({"tab": "new", "filter": filter, "limit": 500}));
    assert_eq!(numbers(&still), numbers(&open));
    assert_eq!((still["total"].clone(), still["arrived"].clone()), (open["total"].clone(), json!(3)));
    let french = json!({"until_order": open["latest"], "country": "FR"});
    assert_eq!(world.call("orders", json!({"tab": "new", "filter": french}))["arrived"], 1);
    let found = json!({"until_order": open["latest"], "search": "2002"});
    assert_eq!(world.call("orders", json!({"tab": "all", "filter": found}))["arrived"], 1);
    assert_eq!(world.call("orders", json!({"tab": "late", "filter": filter}))["arrived"], 0);
    walks(&world, &json!({"tab": "new", "filter": filter}));
    // An action on all rows of the list leaves those alone that it does not show.
    let done =
        world.call("order_colour", json!({"which": {"tab": "new", "filter": filter}, "colour": "green"}));
    assert_eq!(done["count"], open["total"]);
    assert_eq!(world.order("#2001")["row"]["colour"], "");
    let shown = world.call("orders", json!({"tab": "new", "limit": 500}));
    assert_eq!(shown["total"].as_i64(), open["total"].as_i64().map(|total| total + 3));
}

#[test]
fn filters_hold_what_they_say_and_no_more() {
    let world = world();
    let all =
        world.call("orders", json!({"tab": "all", "limit": 500}))["rows"].as_array().expect("rows").clone();
    let shop = all.iter().find(|row| row["shop"] == "Quay").expect("an order of Quay")["shop_id"].clone();
    let supplier = world.call("suppliers", json!({"search": "Südwind"}))["rows"][0]["id"].clone();
    type Test = Box<dyn Fn(&Value) -> bool>;
    let day = |row: &Value| row["placed_at"].as_str().and_then(|at| at.get(..10)).expect("a day").to_owned();
    let filters: Vec<(Value, Test)> = vec![
        (json!({"shop_id": shop}), Box::new(|row| row["shop"] == "Quay")),
        (json!({"supplier_id": supplier}), Box::new(|row| row["suppliers"][0] == "Südwind")),
        (json!({"country": "fr"}), Box::new(|row| row["country"] == "FR")),
        (json!({"tag": "gift"}), Box::new(|row| row["tags"][0] == "gift")),
        (json!({"flag": "paid"}), Box::new(|row| row["flag"] == "paid")),
        (json!({"from": "2026-02-10"}), Box::new(move |row| day(row).as_str() >= "2026-02-10")),
        (json!({"to": "2026-02-04"}), Box::new(move |row| day(row).as_str() <= "2026-02-04")),
        (
            json!({"margin_below": "40"}),
            Box::new(|row| {
                row["margin"]
                    .as_str()
                    .and_then(|text| text.parse::<f64>().ok())
                    .is_some_and(|margin| margin < 40.0)
            }),
        ),
        (json!({"search": "1007"}), Box::new(|row| row["number"] == "#1007")),
        (json!({"search": "nora quill hamb"}), Box::new(|_| true)),
        (
            json!({"search": "the rug", "country": "DE", "shop_id": shop}),
            Box::new(|row| {
                row["shop"] == "Quay" && row["country"] == "DE" && row["lines"][0]["sku"] == "RUG"
            }),
        ),
        (json!({"search": "nobody\" OR *"}), Box::new(|_| false)),
    ];
    for (filter, fits) in &filters {
        for sort in ["newest", "smallest"] {
            let listed = all.iter().filter(|row| fits(row));
            let mut wanted: Vec<&str> = listed.map(|row| row["number"].as_str().expect("a number")).collect();
            wanted.sort_unstable();
            let mut found = walks(&world, &json!({"tab": "all", "sort": sort, "filter": filter}));
            found.sort_unstable();
            assert_eq!(found, wanted, "{filter}");
        }
        walks(&world, &json!({"tab": "new", "filter": filter}));
    }
    let old = world.call("orders", json!({"tab": "all", "filter": {"older_than_days": 30}, "limit": 500}));
    assert_eq!(
        old["total"].as_u64(),
        Some(all.iter().filter(|row| day(row).as_str() <= "2026-02-13").count() as u64)
    );
}

#[test]
fn an_action_on_a_query_reaches_exactly_its_orders_and_counts_agree() {
    let world = world();
    let filter = json!({"country": "AT", "tag": "gift"});
    let listed = walks(&world, &json!({"tab": "all", "filter": filter}));
    assert!(listed.len() > 2);
    let done =
        world.call("order_colour", json!({"which": {"tab": "all", "filter": filter}, "colour": "green"}));
    assert_eq!(done["count"].as_u64(), Some(listed.len() as u64));
    let all = world.call("orders", json!({"tab": "all", "limit": 500}));
    let mut green: Vec<String> = Vec::new();
    for row in all["rows"].as_array().expect("rows") {
        if row["colour"] == "green" {
            green.push(row["number"].as_str().expect("a number").to_owned());
        }
    }
    assert_eq!(green, listed);
    let counts = world.call("order_counts", json!({}));
    for tab in ["late", "waiting", "snoozed", "all", "new"] {
        assert_eq!(counts[tab].as_u64(), Some(world.tab(tab).len() as u64), "{tab}");
    }
    let new = world.call("orders", json!({"tab": "new", "limit": 500}));
    assert_eq!(
        (counts["decide"].clone(), counts["ready"].clone()),
        (new["decide"].clone(), new["ready"].clone())
    );
    let queues = stockless_tests::world::texts(&new["rows"], "queue");
    assert!(queues.windows(2).all(|pair| pair[0] <= pair[1]), "decisions come first");
    assert!(world.refuse("orders", json!({"tab": "new", "key": "7.x.1"})).message.contains("7.x.1"));
    world.prove();
}

#[test]
fn an_order_for_two_suppliers_names_both_before_it_is_forwarded() {
    let world = crate::long_standing_world();
    world.sell(&[
        Sale::new("#1").item("LMP", 1, 4_900).item("RUG", 1, 9_900),
        Sale::new("#2").item("RUG", 1, 9_900),
    ]);
    for (supplier, sku) in [("Nordlicht", "LMP"), ("Hafenkontor", "RUG")] {
        let id = world.supplier(supplier, json!({}));
        let offer = world.offer(id, &format!("S-{sku}"), "12.50", json!({}));
        world.map(sku, offer, json!({}));
    }
    let rows = world.call("orders", json!({"tab": "new", "sort": "oldest"}));
    let named = |number: &str| {
        let rows = rows["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["number"] == number).expect("the order")["suppliers"].clone()
    };
    assert_eq!(named("#1"), json!(["Nordlicht", "Hafenkontor"]));
    assert_eq!(named("#2"), json!(["Hafenkontor"]));
}

/// Many orders hold the words: the list is walked instead of looked up, and must be the same list.
#[test]
fn a_search_that_finds_many_orders_lists_each_of_them_once() {
    let world = crate::long_standing_world();
    let many = i64::try_from(stockless_store::view::FEW_FOUND).expect("few") + 60;
    let sale = |n: i64| {
        let country = if n % 4 == 0 { "FR" } else { "DE" };
        let at = format!("2026-02-{:02} {:02}:{:02}:00 +0000", n % 27 + 1, n % 23, n % 59);
        Sale::new(&format!("#{}", 5_000 + n)).placed(&at).item("LMP", n % 3 + 1, 4_900).to(country)
    };
    world.sell(&(0..many).map(sale).collect::<Vec<_>>());
    let list = |filter: Value, sort: &str, more: Value| {
        let request = json!({"tab": "all", "limit": 500, "sort": sort, "filter": filter});
        world.call("orders", stockless_tests::catalogue::with(request, more))
    };
    for sort in ["newest", "oldest", "largest", "thinnest_margin"] {
        for filter in [json!({}), json!({"country": "FR"})] {
            let found = stockless_tests::catalogue::with(json!({"search": "the lmp"}), filter.clone());
            let (plain, searched) = (list(filter, sort, json!({})), list(found.clone(), sort, json!({})));
            assert_eq!(searched["total"], plain["total"], "{sort} {found}");
            assert_eq!(numbers(&searched), numbers(&plain), "{sort} {found}");
            let at = json!({"at": 177, "limit": 20});
            let behind = list(found.clone(), sort, at);
            assert_eq!(numbers(&behind), numbers(&plain)[177..197], "{sort} {found}");
            let next = list(found, sort, json!({"key": behind["next"], "limit": 20}));
            assert_eq!(numbers(&next), numbers(&plain)[197..217], "{sort}");
        }
    }
    let latest = list(json!({}), "newest", json!({}))["latest"].clone();
    world.sell(&[Sale::new("#9000").item("LMP", 1, 4_900)]);
    for filter in [
        json!({"search": "lmp", "until_order": latest}),
        json!({"search": "lmp", "until_order": latest, "country": "DE"}),
    ] {
        let still = list(filter, "newest", json!({}));
        assert_eq!(still["arrived"], 1);
        assert!(!numbers(&still).contains(&"#9000".to_owned()));
    }
}
