//! Orders in: every export there is a fixture for, twice, changed, stopped, and from a table of one's own.

use serde_json::{Value, json};
use stockless_engine::Event;
use stockless_tests::world::texts;
use stockless_tests::{Figures, Sale, World, shopify};

/// An order as a fixture tells it: number, total, currency, payment, fulfilment, and its lines as `2 x SKU = total`.
type Told<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a [&'a str]);

fn fixture(name: &str) -> String {
    format!("{}/fixtures/exports/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Previews, imports and imports again; compares everything with what the fixture says.
fn reads(
    files: &[&str],
    currency: &str,
    export: &str,
    refused: &[(&str, i64, &str, &str)],
    orders: &[Told<'_>],
) {
    let world = crate::world_at("2026-10-01T09:00:00Z");
    let files: Vec<String> = files.iter().map(|file| fixture(file)).collect();
    let request = json!({"kind": "orders", "files": files, "shop": "Harbour", "currency": currency});
    let distinct: std::collections::BTreeSet<&(&str, i64, &str, &str)> = refused.iter().collect();
    assert_eq!(distinct.len(), refused.len());

    let before = world.content_hash();
    let preview = world.call("import_preview", request.clone());
    assert_eq!(world.content_hash(), before, "a preview writes nothing");
    assert_eq!((preview["export"].as_str(), preview["recognised"].as_bool()), (Some(export), Some(true)));

    let answer = world.call("import_run", request.clone());
    let figures = Figures::of(&answer);
    assert_eq!(figures.added, orders.len() as i64);
    assert_eq!((figures.changed, figures.unchanged), (0, 0));
    assert_eq!(Figures::of(&preview["result"]), figures, "the preview said the same");
    assert_eq!(preview["result"]["rejected"], answer["rejected"]);
    compare_refusals(&world, &answer, refused);
    compare_orders(&world, orders);

    let settled = world.content_hash();
    let known = world.call("import_preview", request.clone());
    assert_eq!(Figures::of(&known["result"]).unchanged, orders.len() as i64);
    let again = world.call("import_run", request);
    let expected = Figures { added: 0, unchanged: figures.added, ..figures };
    assert_eq!(Figures::of(&again), expected, "nothing is new the second time");
    assert_eq!(world.content_hash(), settled, "nothing is written the second time");
    world.prove();
}

fn compare_refusals(world: &World, answer: &Value, refused: &[(&str, i64, &str, &str)]) {
    let rows = answer["rejected"].as_array().expect("rejections");
    let told: Vec<(&str, i64, &str, &str)> = rows
        .iter()
        .map(|row| {
            let text = |name: &str| row[name].as_str().expect("a text");
            assert!(!text("reason").is_empty() && !text("fix").is_empty(), "{row} says why and what to do");
            (text("file"), row["line"].as_i64().expect("a line"), text("column"), text("value"))
        })
        .collect();
    assert_eq!(told, refused);
    let kept = world.call("import_rejections", json!({"id": answer["import_id"]}));
    assert_eq!(kept["rows"], answer["rejected"], "what was refused is kept with the import");
    let runs = world.call("imports", json!({}));
    assert_eq!(runs["rows"][0]["rejected"], rows.len());
}

fn compare_orders(world: &World, orders: &[Told<'_>]) {
    let mut found = world.tab("all");
    found.sort();
    let mut wanted: Vec<&str> = orders.iter().map(|order| order.0).collect();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    for &(number, total, currency, payment, fulfilment, lines) in orders {
        let row = world.order(number)["row"].clone();
        assert_eq!(row["total"], json!({"amount": total, "currency": currency}), "{number}");
        assert_eq!(
            (row["payment"].as_str(), row["fulfilment"].as_str()),
            (Some(payment), Some(fulfilment)),
            "{number}"
        );
        let told: Vec<String> = row["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|line| {
                let text = |value: &Value| value.as_str().expect("a text").to_owned();
                format!("{} x {} = {}", line["quantity"], text(&line["sku"]), text(&line["total"]["amount"]))
            })
            .collect();
        assert_eq!(told, lines, "{number}");
    }
}

#[test]
fn shopify_exports() {
    reads(
        &["shopify/orders.csv"],
        "EUR",
        "shopify",
        &[
            ("orders.csv", 11, "Id", "6.79848E+12"),
            ("orders.csv", 11, "Lineitem quantity", "one"),
            ("orders.csv", 12, "Lineitem price", "nine"),
        ],
        &[
            (
                "#1001",
                "60.93",
                "EUR",
                "paid",
                "unfulfilled",
                &["2 x LMP-W = 25.98", "1 x RUG-F = 13.50", "1 x  = 25.00"],
            ),
            ("#1002", "17758.28", "INR", "paid", "fulfilled", &["1 x DSK-1 = 16292.00"]),
            ("#1003", "1805.00", "PKR", "pending", "fulfilled", &["1 x  = 1805.00"]),
            ("#1004", "45.00", "EUR", "refunded", "cancelled", &["3 x MUG-1 = 45.00"]),
            (
                "#1005",
                "150.00",
                "SEK",
                "partly_refunded",
                "partial",
                &["1 x CHR-1 = 80.00", "2 x CSH-1 = 50.00"],
            ),
            ("#1007", "29.65", "USD", "unknown", "unknown", &["1 x PST-1 = 20.00"]),
            ("#1008", "32.00", "EUR", "paid", "unfulfilled", &["2 x SCF-1 = 40.00"]),
        ],
    );
}

#[test]
fn woocommerce_exports_in_rows() {
    reads(
        &["woo/rows.csv"],
        "EUR",
        "woocommerce",
        &[("rows.csv", 6, "Quantity", "two")],
        &[
            ("1501", "58.32", "EUR", "paid", "unfulfilled", &["1 x LMP-1 = 25.21", "2 x RUG-1 = 18.49"]),
            ("1502", "10.00", "EUR", "voided", "cancelled", &["1 x MUG-1 = 10.00"]),
            ("1503", "15.00", "EUR", "partly_refunded", "fulfilled", &["2 x MUG-1 = 20.00"]),
        ],
    );
    reads(
        &["woo/rows_blank.csv"],
        "EUR",
        "woocommerce",
        &[],
        &[("1601", "48.60", "EUR", "paid", "unfulfilled", &["1 x LMP-1 = 25.20", "2 x RUG-1 = 18.50"])],
    );
}

#[test]
fn woocommerce_exports_in_columns_and_packed() {
    reads(
        &["woo/columns.csv"],
        "EUR",
        "woocommerce",
        &[],
        &[
            ("1701", "45.00", "EUR", "pending", "on_hold", &["1 x A = 25.00", "2 x B = 20.00"]),
            ("1702", "25.00", "EUR", "paid", "fulfilled", &["1 x A = 25.00"]),
        ],
    );
    reads(
        &["woo/packed.csv"],
        "GBP",
        "woocommerce",
        &[("packed.csv", 4, "order_item_1", "a lamp and a rug")],
        &[
            ("#WEB-901", "53.40", "GBP", "paid", "unfulfilled", &["1 x  = 30.00", "2 x MUG-1 = 10.00"]),
            ("#WEB-902", "45.00", "GBP", "paid", "fulfilled", &["2 x LMP-1 = 40.00", "1 x RUG-1 = 5.00"]),
        ],
    );
}

#[test]
fn etsy_exports_are_joined_from_two_files_or_read_from_one() {
    let first: Told<'_> =
        ("3310000001", "78.54", "EUR", "paid", "unfulfilled", &["2 x RNG-1 = 49.98", "1 x BOX-2 = 32.29"]);
    let second: Told<'_> = ("3310000002", "25.00", "EUR", "paid", "fulfilled", &["1 x RNG-1 = 25.00"]);
    reads(
        &["etsy/sold_orders.csv", "etsy/sold_order_items.csv"],
        "EUR",
        "etsy",
        &[
            ("sold_order_items.csv", 5, "Quantity", ""),
            ("sold_order_items.csv", 7, "Order ID", "3.31E+09"),
            ("sold_orders.csv", 5, "Number of Items", "2"),
        ],
        &[
            first,
            second,
            ("3310000003", "45.00", "EUR", "partly_refunded", "unfulfilled", &["1 x RNG-2 = 40.00"]),
            ("3310000005", "24.00", "EUR", "paid", "unfulfilled", &["1 x C = 20.00"]),
        ],
    );
    reads(
        &["etsy/sold_order_items_uk.csv"],
        "EUR",
        "etsy",
        &[
            ("sold_order_items_uk.csv", 5, "Quantity", ""),
            ("sold_order_items_uk.csv", 7, "Order ID", "3.31E+09"),
        ],
        &[first, second],
    );
}

#[test]
fn ebay_exports_of_three_countries() {
    reads(
        &["ebay/orders_us.csv"],
        "USD",
        "ebay",
        &[("orders_us.csv", 9, "Sold For", "ten dollars")],
        &[
            ("01-10000-00001", "2877.32", "USD", "paid", "unfulfilled", &["2 x LMP-B = 2867.32"]),
            (
                "01-10000-00002",
                "37.20",
                "USD",
                "paid",
                "partial",
                &["1 x MUG-1 = 10.00", "1 x RUG-1 = 20.00"],
            ),
        ],
    );
    reads(
        &["ebay/orders_uk.csv"],
        "GBP",
        "ebay",
        &[],
        &[("05-10000-00001", "33.49", "GBP", "paid", "fulfilled", &["1 x KTL-1 = 29.99"])],
    );
    reads(
        &["ebay/orders_de.csv"],
        "EUR",
        "ebay",
        &[],
        &[("23-12345-00001", "1121.99", "EUR", "paid", "unfulfilled", &["1 x GLB-1 = 1116.99"])],
    );
}

#[test]
fn amazon_reports() {
    reads(
        &["amazon/orders.txt"],
        "USD",
        "amazon",
        &[("orders.txt", 4, "quantity-purchased", "x")],
        &[
            (
                "111-2222222-0000001",
                "79.96",
                "USD",
                "paid",
                "unfulfilled",
                &["2 x MUG-1 = 53.98", "1 x RUG-1 = 24.99"],
            ),
            ("111-2222222-0000003", "10.00", "USD", "paid", "unfulfilled", &["1 x LMP-1 = 10.00"]),
        ],
    );
    reads(
        &["amazon/unshipped.txt"],
        "USD",
        "amazon",
        &[],
        &[
            ("111-2222222-0000001", "0.00", "USD", "paid", "partial", &["3 x MUG-1 = 0.00"]),
            ("111-2222222-0000004", "0.00", "USD", "paid", "on_hold", &["1 x MUG-1 = 0.00"]),
        ],
    );
    reads(
        &["amazon/all.txt"],
        "EUR",
        "amazon",
        &[],
        &[
            (
                "302-0000000-0000001",
                "102.80",
                "EUR",
                "paid",
                "fulfilled",
                &["1 x LMP-1 = 49.90", "1 x LMP-1 = 49.90"],
            ),
            ("302-0000000-0000002", "0.00", "EUR", "pending", "on_hold", &["1 x LMP-1 = 0.00"]),
            ("302-0000000-0000003", "0.00", "EUR", "voided", "cancelled", &[]),
            ("302-0000000-0000004", "99.80", "EUR", "paid", "unfulfilled", &["2 x LMP-1 = 99.80"]),
        ],
    );
}

#[test]
fn a_report_without_prices_does_not_wipe_prices_that_are_known() {
    let world = crate::world_at("2026-10-01T09:00:00Z");
    let read = |name: &str| {
        let request =
            json!({"kind": "orders", "files": [fixture(name)], "shop": "Harbour", "currency": "USD"});
        Figures::of(&world.call("import_run", request))
    };
    assert_eq!(read("amazon/orders.txt").added, 2);
    let second = read("amazon/unshipped.txt");
    assert_eq!((second.added, second.unchanged), (1, 1));
    assert_eq!(world.order("111-2222222-0000001")["row"]["total"]["amount"], "79.96");
}

/// Orders are written in chunks; what is said about the last one of a chunk must still reach it.
#[test]
fn a_long_report_without_prices_wipes_none_of_them() {
    const ORDERS: usize = 2_001;
    let world = crate::world_at("2026-10-01T09:00:00Z");
    let read = |name: &str, header: &str, row: &dyn Fn(usize) -> String| {
        let rows: String = (0..ORDERS).map(|n| format!("{}\n", row(n))).collect();
        let file = world.write(name, format!("{header}\n{rows}"));
        let request = json!({"kind": "orders", "files": [file], "shop": "Harbour", "currency": "USD"});
        Figures::of(&world.call("import_run", request))
    };
    let header = |name: &str| {
        let text = std::fs::read_to_string(fixture(name)).expect("the fixture");
        text.lines().next().expect("a header").to_owned()
    };
    let priced = read("orders.txt", &header("amazon/orders.txt"), &|n| {
        format!(
            "111-0000000-{n:07}\t{n}\t2026-09-22T15:04:11+00:00\t2026-09-22T15:05:00+00:00\tvera.holt@example.com\tVera Holt\t\t\
             MUG-1\tMug\t1\tUSD\t10.00\t0.00\t0.00\t0.00\tStandard\tVera Holt\t12 Test Blvd\t\t\tMesa\tAZ\t85201\tUS\t\t\t\t\tfalse\t0.00"
        )
    });
    assert_eq!(priced.added, ORDERS as i64);
    let unpriced = read("unshipped.txt", &header("amazon/unshipped.txt"), &|n| {
        format!(
            "111-0000000-{n:07}\t{n}\t2026-09-22T15:04:11+00:00\t2026-09-22T15:05:00+00:00\t\t2026-09-24T06:59:59+00:00\t0\t\t\t\t\
             MUG-1\tMug\t1\t0\t1\tStandard\tVera Holt\t12 Test Blvd\t\t\tMesa\tAZ\t85201\tUS\tfalse\tfalse"
        )
    });
    assert_eq!((unpriced.changed, unpriced.unchanged), (0, ORDERS as i64));
}

#[test]
fn a_changed_order_is_updated_and_says_what_changed() {
    let world = crate::world();
    let sale = Sale::new("#1001").item("MUG", 2, 1_500);
    world.sell(&[sale.clone(), Sale::new("#1002").item("MUG", 1, 1_500)]);
    let before = world.order("#1001");
    world.advance(60_000);
    let changed = sale.with(|sale| {
        sale.street = "Hafenweg 3".to_owned();
        sale.items[0].quantity = 3;
        sale.risk = "High".to_owned();
    });
    let answer = world.sell(&[changed.clone(), Sale::new("#1002").item("MUG", 1, 1_500)]);
    let expected = Figures { read: 2, added: 0, changed: 1, unchanged: 1, rejected: 0 };
    assert_eq!(Figures::of(&answer), expected);
    let after = world.order("#1001");
    assert!(after["version"].as_i64() > before["version"].as_i64());
    assert_eq!(after["ship_to"]["line1"], "Hafenweg 3");
    assert_eq!(after["row"]["total"]["amount"], "45.00");
    let told: Vec<(String, String, String)> = after["timeline"]
        .as_array()
        .expect("a timeline")
        .iter()
        .filter(|row| row["kind"] == "changed")
        .map(|row| {
            let fact = |name: &str| row["facts"][name].as_str().expect("a fact").to_owned();
            (fact("field"), fact("before"), fact("after"))
        })
        .collect();
    let find =
        |field: &str| told.iter().find(|row| row.0 == field).unwrap_or_else(|| panic!("{field} in {told:?}"));
    assert_eq!((find("line").1.as_str(), find("line").2.as_str()), ("2 × MUG", "3 × MUG"));
    assert_eq!((find("total").1.as_str(), find("total").2.as_str()), ("30.00 EUR", "45.00 EUR"));
    assert!(find("address").1.contains("Elbgasse 12") && find("address").2.contains("Hafenweg 3"));
    assert_eq!((find("risk").1.as_str(), find("risk").2.as_str()), ("Low", "High"));
    assert_eq!(told.len(), 4, "and nothing else: {told:?}");
    let settled = world.content_hash();
    world.sell(&[changed]);
    assert_eq!(world.content_hash(), settled);
    world.prove();
}

#[test]
fn what_changes_beside_totals_is_noticed_too() {
    let world = crate::world_at("2026-10-01T09:00:00Z");
    let read = |orders: &str| {
        let orders = world.write("sold_orders.csv", orders);
        let files = json!([orders, fixture("etsy/sold_order_items.csv")]);
        world.call(
            "import_run",
            json!({"kind": "orders", "files": files, "shop": "Harbour", "currency": "EUR"}),
        )
    };
    let export = std::fs::read_to_string(fixture("etsy/sold_orders.csv")).expect("the fixture");
    read(&export);
    let fees = |world: &World| {
        let order = world.order("3310000001");
        let row = order["profit"]["rows"]
            .as_array()
            .and_then(|rows| rows.iter().find(|row| row["step"] == "payment_fees"))
            .cloned();
        row.expect("fees")["amount"]["amount"].clone()
    };
    assert_eq!(fees(&world), "-3.92");
    let answer = read(&export.replace(",3.92,", ",4.92,"));
    assert_eq!((answer["changed"].as_i64(), fees(&world).as_str()), (Some(1), Some("-4.92")));

    let sale = Sale::new("#1").item("MUG", 1, 1_500);
    world.sell_in("Quay", std::slice::from_ref(&sale));
    let again = |from: &str, to: &str| {
        let text = shopify(std::slice::from_ref(&sale));
        assert!(text.contains(from));
        let file = world.write("again.csv", text.replace(from, to));
        world.call("import_run", json!({"kind": "orders", "files": [file], "shop": "Quay"}))
    };
    assert_eq!(again("The mug", "The beaker")["changed"], 1);
    assert_eq!(world.call("orders", json!({"tab": "all", "filter": {"search": "beaker"}}))["total"], 1);
    assert_eq!(world.queue("#1"), "decide");
    assert_eq!(again("\"MUG\",true", "\"MUG\",false")["changed"], 1);
    assert_eq!(world.queue("#1"), "done", "nothing is to be sent any more");
    world.prove();
}

#[test]
fn a_stopped_import_keeps_what_was_read_and_the_rest_comes_with_the_next_run() {
    let world = crate::world();
    let sales: Vec<Sale> =
        (0..4_100).map(|n| Sale::new(&format!("#{}", 10_000 + n)).item("MUG", 1, 1_500)).collect();
    let file = world.write("many.csv", shopify(&sales));
    let request = json!({"kind": "orders", "files": [file], "shop": "Harbour", "job": "many"});
    let events = world.engine().subscribe();
    let answer = std::thread::scope(|scope| {
        let running = scope.spawn(|| world.call("import_run", request.clone()));
        loop {
            if let Event::Progress { job, done, .. } = events.recv().expect("the import tells how far it is")
            {
                assert_eq!((job.as_str(), done), ("many", 2_000), "told after the first chunk");
                break;
            }
        }
        assert_eq!(world.call("import_stop", json!({"job": "many"}))["count"], 1);
        running.join().expect("the import ends")
    });
    let first = Figures::of(&answer);
    assert_eq!(answer["stopped"], true);
    assert!(first.added >= 2_000 && first.added < 4_100, "stopped between: {}", first.added);
    assert_eq!(first.read, first.added);
    let total = |world: &World| world.call("orders", json!({"tab": "all", "limit": 1}))["total"].clone();
    assert_eq!(total(&world), first.added, "what was counted is there, and nothing else");
    assert_eq!(
        world.refuse("import_stop", json!({"job": "many"})).message,
        "That import is not running any more."
    );
    let rest = Figures::of(&world.call("import_run", request));
    assert_eq!((rest.added, rest.unchanged), (4_100 - first.added, first.added));
    assert_eq!(total(&world), 4_100);
    assert_eq!(texts(&world.call("imports", json!({}))["rows"], "kind"), ["orders", "orders"]);
}

const OWN_TABLE: &str = "Vorgang;Am;Ware;Stk;Preis je;Wer;Wo;Ort;Code;Staat\n\
    V-1;05.03.2026;LMP;2;12,50;Ida Quint;Elbweg 7;Dresden;01067;DE\n\
    V-1;05.03.2026;RUG;1;30,00;Ida Quint;Elbweg 7;Dresden;01067;DE\n\
    V-2;06.03.2026;LMP;zwei;12,50;Tom Berg;Ring 3;Wien;1010;AT\n";

#[test]
fn a_table_of_ones_own_is_mapped_once_and_remembered() {
    let world = crate::world();
    let file = world.write("own.csv", OWN_TABLE);
    let request = json!({"kind": "orders", "files": [file], "shop": "Counter"});
    let preview = world.call("import_preview", request.clone());
    assert_eq!((preview["export"].as_str(), preview["recognised"].as_bool()), (Some("columns"), Some(false)));
    assert_eq!(preview["delimiter"], "semicolon");
    assert_eq!(preview["columns"][2], json!({"title": "Ware", "samples": ["LMP", "RUG", "LMP"]}));
    let refused = world.refuse("import_run", request.clone());
    assert_eq!(refused.message, "The columns of this file are not known.");
    assert_eq!(world.tab("all"), Vec::<String>::new());

    let columns = json!({
        "columns": {"order_number": "Vorgang", "placed": "Am", "sku": "Ware", "title": "Ware", "units": "Stk", "unit_price": "Preis je",
            "name": "Wer", "line1": "Wo", "city": "Ort", "postal_code": "Code", "country": "Staat"},
        "constants": {"payment": "paid"}, "day_order": "day_first", "decimal_sign": "comma"
    });
    let mut chosen = request.clone();
    chosen["columns"] = columns;
    let before = world.content_hash();
    let preview = world.call("import_preview", chosen.clone());
    assert_eq!(world.content_hash(), before);
    let answer = world.call("import_run", chosen);
    assert_eq!(preview["result"]["added"], answer["added"]);
    assert_eq!(Figures::of(&answer), Figures { read: 2, added: 1, changed: 0, unchanged: 0, rejected: 1 });
    let refused = &answer["rejected"][0];
    assert_eq!((refused["line"].as_i64(), refused["column"].as_str()), (Some(4), Some("Stk")));
    let order = world.order("V-1");
    assert_eq!(order["row"]["total"]["amount"], "55.00");
    assert_eq!(order["row"]["payment"], "paid");
    assert_eq!(order["row"]["placed_at"], "2026-03-04T23:00:00.000Z");

    // The next file with this header needs no choice, and is known to belong to the same shop.
    let next = world.write("next.csv", OWN_TABLE.replace("V-", "W-").replace("zwei", "2"));
    let preview = world.call("import_preview", json!({"kind": "orders", "files": [next]}));
    assert_eq!(preview["recognised"], true);
    assert_eq!(preview["shop_id"], order["row"]["shop_id"]);
    assert_eq!(preview["choice"]["columns"]["unit_price"], "Preis je");
    let answer =
        world.call("import_run", json!({"kind": "orders", "files": [next], "shop_id": preview["shop_id"]}));
    assert_eq!(answer["added"], 2);
    assert_eq!(world.order("W-2")["row"]["total"]["amount"], "25.00");
    world.prove();
}

#[test]
fn what_cannot_be_read_is_refused_in_words_and_nothing_is_written() {
    let world = crate::world();
    let before = world.content_hash();
    let orders = |file: &str| json!({"kind": "orders", "files": [file], "shop": "Harbour"});
    let absent = world.refuse("import_run", orders("/nowhere/absent.csv"));
    assert!(absent.message.contains("absent.csv"), "{}", absent.message);
    assert_eq!(
        world.refuse("import_run", json!({"kind": "orders", "files": [], "shop": "x"})).message,
        "Choose a file."
    );
    let unknown =
        world.refuse("import_run", json!({"kind": "orders", "files": [fixture("shopify/orders.csv")]}));
    assert!(unknown.message.contains("Choose the shop"), "{}", unknown.message);
    let workbook = world.write("damaged.xlsx", b"PK\x03\x04 and then nothing that is a workbook");
    let damaged = world.refuse("import_run", orders(&workbook));
    assert!(damaged.message.contains("damaged.xlsx"), "{}", damaged.message);
    assert_eq!(world.content_hash(), before);
}
