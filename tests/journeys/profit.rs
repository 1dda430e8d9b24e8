//! Profit of a small world, worked out a second time in whole cents from what was sold and bought.
//!
//! One euro is 1.25 dollars. Nordlicht asks 12.50 for a lamp, 4.00 and 0.50 for each further unit for sending, and 1.00
//! for handling; Südwind asks 30 dollars for a rug and 5 dollars for sending. Harbour pays 3 % and 0.30 to its bank,
//! Quay 10 % to its marketplace.

use std::collections::BTreeMap;

use calamine::{Data, DataType as _, Reader as _};
use serde_json::{Value, json};
use stockless_tests::world::DAY;
use stockless_tests::{Figures, Sale, World, cents};

/// A figure of the ledger as worked out here: day, shop, supplier, product, country, step, cents.
type Entry = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, i64);

const NONE: &str = "(none)";
const LAMP: &str = "The lmp";
const RUG: &str = "The rug";

fn world() -> World {
    let world = crate::long_standing_world();
    let shop = |name: &str, currency: &str| {
        let shape = json!({"id": null, "name": name, "kind": "shopify", "currency": currency, "time_zone": "UTC", "tax_included": true});
        world.call("shop_save", shape)["id"].clone()
    };
    let (harbour, quay) = (shop("Harbour", "EUR"), shop("Quay", "USD"));
    let rule = json!({"id": null, "shop_id": harbour, "kind": "payment", "percent": "3", "fixed": "0.30",
        "on_items": true, "on_shipping": true, "on_tax": true});
    world.call("fee_rule_save", rule);
    let rule = json!({"id": null, "shop_id": quay, "kind": "commission", "percent": "10",
        "on_items": true, "on_shipping": false, "on_tax": false});
    world.call("fee_rule_save", rule);
    assert_eq!(world.table("rates", "Date,From,To,Rate\n2026-03-02,EUR,USD,1.2500\n")["added"], 1);
    world.sell(&[lamps(), mixed(), night(), pounds()]);
    world.sell_in("Quay", &[dollars()]);
    world.stocked(json!({"order_fee": "1.00", "folder_is_collected": true}), &[("LMP", "12.50")]);
    let terms = json!({"currency": "USD", "shipping": [{"zone": "*", "first": "5.00", "additional": "1.00", "days_min": 2, "days_max": 5}]});
    let south = world.supplier("Südwind", terms);
    let rug = world.offer(south, "S-RUG", "30.00", json!({"currency": "USD"}));
    world.map("RUG", rug, json!({}));
    let ads = "Day,Shop,Channel,Campaign,Cost,Currency\n2026-03-03,Harbour,Search,Spring,7.00,EUR\n2026-03-04,Quay,Social,Spring,10.00,USD\n";
    assert_eq!(Figures::of(&world.table("ads", ads)).added, 2);
    let plan = json!({"id": null, "name": "Plan", "amount": {"amount": "31.00", "currency": "EUR"}, "every": "month", "from": "2026-03-01", "to": null, "shop_id": null});
    world.call("recurring_save", plan);
    world
}

fn lamps() -> Sale {
    Sale::new("#1").placed("2026-03-02 10:00:00 +0000").item("LMP", 2, 5_000).with(|sale| {
        (sale.shipping, sale.discount, sale.tax) = (500, 1_000, 1_517);
    })
}

fn mixed() -> Sale {
    let sale = Sale::new("#2").placed("2026-03-03 10:00:00 +0000").to("FR");
    sale.item("RUG", 1, 8_000).item("LMP", 1, 5_000).with(|sale| sale.tax = 2_076)
}

/// Sunday half past eleven at night in Greenwich is Monday in Berlin.
fn night() -> Sale {
    Sale::new("#3").placed("2026-03-08 23:30:00 +0000").item("LMP", 1, 5_000).with(|sale| sale.tax = 798)
}

fn dollars() -> Sale {
    let sale = Sale::new("#4").placed("2026-03-04 10:00:00 +0000").to("US");
    sale.item("RUG", 1, 10_000).with(|sale| "USD".clone_into(&mut sale.currency))
}

fn pounds() -> Sale {
    let sale = Sale::new("#5").placed("2026-03-05 10:00:00 +0000").to("GB");
    sale.item("LMP", 1, 4_000).with(|sale| "GBP".clone_into(&mut sale.currency))
}

/// What the world above holds on 9 March.
fn ledger(days_of_the_plan: u32) -> Vec<Entry> {
    let mut entries = vec![
        // Two lamps at 50.00, 5.00 for sending, 10.00 off; bought for two times 12.50, 4.00 + 0.50 + 1.00; 3 % of 95.00 + 0.30.
        ("2026-03-02", "Harbour", "Nordlicht", LAMP, "DE", "sales_with_tax", 10_500),
        ("2026-03-02", "Harbour", "Nordlicht", LAMP, "DE", "discounts", -1_000),
        ("2026-03-02", "Harbour", "Nordlicht", LAMP, "DE", "tax", -1_517),
        ("2026-03-02", "Harbour", "Nordlicht", LAMP, "DE", "product_cost", -2_500),
        ("2026-03-02", "Harbour", "Nordlicht", LAMP, "DE", "shipping", -550),
        ("2026-03-02", "Harbour", "Nordlicht", LAMP, "DE", "payment_fees", -315),
        // A rug for 80.00 and a lamp for 50.00. Of 20.76 tax and 4.20 fee, 80 of 130 parts are the rug's.
        ("2026-03-03", "Harbour", "Südwind", RUG, "FR", "sales_with_tax", 8_000),
        ("2026-03-03", "Harbour", "Südwind", RUG, "FR", "tax", -1_278),
        ("2026-03-03", "Harbour", "Südwind", RUG, "FR", "product_cost", -2_400),
        ("2026-03-03", "Harbour", "Südwind", RUG, "FR", "shipping", -400),
        ("2026-03-03", "Harbour", "Südwind", RUG, "FR", "payment_fees", -258),
        ("2026-03-03", "Harbour", "Nordlicht", LAMP, "FR", "sales_with_tax", 5_000),
        ("2026-03-03", "Harbour", "Nordlicht", LAMP, "FR", "tax", -798),
        ("2026-03-03", "Harbour", "Nordlicht", LAMP, "FR", "product_cost", -1_250),
        ("2026-03-03", "Harbour", "Nordlicht", LAMP, "FR", "shipping", -500),
        ("2026-03-03", "Harbour", "Nordlicht", LAMP, "FR", "payment_fees", -162),
        // 3 % of 50.00 + 0.30.
        ("2026-03-09", "Harbour", "Nordlicht", LAMP, "DE", "sales_with_tax", 5_000),
        ("2026-03-09", "Harbour", "Nordlicht", LAMP, "DE", "tax", -798),
        ("2026-03-09", "Harbour", "Nordlicht", LAMP, "DE", "product_cost", -1_250),
        ("2026-03-09", "Harbour", "Nordlicht", LAMP, "DE", "shipping", -500),
        ("2026-03-09", "Harbour", "Nordlicht", LAMP, "DE", "payment_fees", -180),
        // 100 dollars are 80.00; of these 10 % are the marketplace's.
        ("2026-03-04", "Quay", "Südwind", RUG, "US", "sales_with_tax", 8_000),
        ("2026-03-04", "Quay", "Südwind", RUG, "US", "product_cost", -2_400),
        ("2026-03-04", "Quay", "Südwind", RUG, "US", "shipping", -400),
        ("2026-03-04", "Quay", "Südwind", RUG, "US", "commissions", -800),
        // The pounds have no rate yet, what the lamp costs is known.
        ("2026-03-05", "Harbour", "Nordlicht", LAMP, "GB", "product_cost", -1_250),
        ("2026-03-05", "Harbour", "Nordlicht", LAMP, "GB", "shipping", -500),
        ("2026-03-03", "Harbour", NONE, NONE, NONE, "ads", -700),
        ("2026-03-04", "Quay", NONE, NONE, NONE, "ads", -800),
    ];
    const DAYS: [&str; 14] = [
        "2026-03-01",
        "2026-03-02",
        "2026-03-03",
        "2026-03-04",
        "2026-03-05",
        "2026-03-06",
        "2026-03-07",
        "2026-03-08",
        "2026-03-09",
        "2026-03-10",
        "2026-03-11",
        "2026-03-12",
        "2026-03-13",
        "2026-03-14",
    ];
    // 31.00 in a month of 31 days.
    for day in DAYS.iter().take(days_of_the_plan as usize) {
        entries.push((day, NONE, NONE, NONE, NONE, "apps_and_tools", -100));
    }
    entries
}

const STEPS: [&str; 12] = [
    "sales_with_tax",
    "discounts",
    "refunds",
    "tax",
    "product_cost",
    "shipping",
    "payment_fees",
    "commissions",
    "ads",
    "apps_and_tools",
    "currency",
    "other_costs",
];

fn monday(day: &str) -> String {
    let number: u32 = day.get(8..).and_then(|text| text.parse().ok()).expect("a day");
    // 2 and 9 March 2026 are Mondays; the day before is in the week of 23 February.
    match number {
        1 => "2026-02-23".to_owned(),
        2..=8 => "2026-03-02".to_owned(),
        _ => "2026-03-09".to_owned(),
    }
}

fn key(by: &str, entry: &Entry) -> String {
    match by {
        "day" => entry.0.to_owned(),
        "week" => monday(entry.0),
        "month" => "2026-03".to_owned(),
        "shop" => entry.1.to_owned(),
        "supplier" => entry.2.to_owned(),
        "product" => entry.3.to_owned(),
        _ => entry.4.to_owned(),
    }
}

fn steps(row: &Value) -> BTreeMap<String, i64> {
    let steps = row["steps"].as_array().expect("steps");
    steps
        .iter()
        .map(|step| (step["step"].as_str().expect("a step").to_owned(), cents(&step["amount"])))
        .collect()
}

const EVERY: [&str; 7] = ["day", "week", "month", "shop", "supplier", "product", "country"];

fn report(world: &World, by: &str) -> Value {
    world.call("profit", json!({"from": "2026-03-01", "to": "2026-03-14", "by": by}))
}

/// Compares every cut of the report with entries, with its own total, and with the ledger behind each figure.
fn compare(world: &World, entries: &[Entry]) {
    for by in EVERY {
        let answer = report(world, by);
        let mut wanted: BTreeMap<String, BTreeMap<&str, i64>> = BTreeMap::new();
        for entry in entries {
            *wanted.entry(key(by, entry)).or_default().entry(entry.5).or_default() += entry.6;
        }
        let mut total: BTreeMap<String, i64> = BTreeMap::new();
        for row in answer["rows"].as_array().expect("rows") {
            let name = row["key"].as_str().expect("a key");
            let found = steps(row);
            let expected = wanted.remove(name).unwrap_or_default();
            for step in STEPS {
                assert_eq!(found[step], expected.get(step).copied().unwrap_or(0), "{by} {name} {step}");
            }
            subtotals(&found);
            behind(world, by, row, &found);
            for (step, amount) in found {
                *total.entry(step).or_default() += amount;
            }
        }
        assert!(wanted.is_empty(), "{by} lacks rows: {wanted:?}");
        assert_eq!(steps(&answer["total"]), total, "rows of {by} add up to the total");
    }
    world.prove();
}

fn subtotals(steps: &BTreeMap<String, i64>) {
    let sum = |names: &[&str]| names.iter().map(|name| steps[*name]).sum::<i64>();
    assert_eq!(steps["net_sales"], sum(&STEPS[..4]));
    assert_eq!(steps["after_order_costs"], sum(&STEPS[..8]));
    assert_eq!(steps["net_profit"], sum(&STEPS));
}

/// Every figure of a row is the sum of its entries.
fn behind(world: &World, by: &str, row: &Value, found: &BTreeMap<String, i64>) {
    let id = row["id"].clone();
    let none = id.is_null();
    let day = row["key"].as_str().expect("a key");
    let mut request = json!({"from": "2026-03-01", "to": "2026-03-14", "limit": 1});
    let of = |id: Value| if none { json!(0) } else { id };
    match by {
        "day" => (request["from"], request["to"]) = (json!(day), json!(day)),
        "week" => {
            let last = match day {
                "2026-02-23" => "2026-03-01",
                "2026-03-02" => "2026-03-08",
                _ => "2026-03-14",
            };
            (request["from"], request["to"]) = (json!(day), json!(last));
        }
        "month" => {}
        "shop" if none => return,
        "shop" => request["shop_id"] = id,
        "supplier" => request["supplier_id"] = of(id),
        "product" => request["product_id"] = of(id),
        _ => request["country"] = if day == NONE { json!("") } else { json!(day) },
    }
    for (step, amount) in found {
        request["step"] = json!(step);
        let entries = world.call("profit_entries", request.clone());
        assert_eq!(cents(&entries["sum"]), *amount, "{by} {day} {step}");
    }
}

#[test]
fn every_cut_of_the_report_is_what_was_sold_and_bought() {
    let world = world();
    compare(&world, &ledger(9));
    let answer = report(&world, "shop");
    assert_eq!(answer["basis"]["without_rate"].as_array().map(Vec::len), Some(1));
    assert_eq!(answer["basis"]["without_rate"][0][0], "GBP");
    assert_eq!((answer["total"]["orders"].as_i64(), answer["total"]["units"].as_i64()), (Some(5), Some(7)));
    let harbour =
        answer["rows"].as_array().expect("rows").iter().find(|row| row["key"] == "Harbour").expect("a row");
    assert_eq!((harbour["orders"].as_i64(), harbour["units"].as_i64()), (Some(4), Some(6)));
    let one_shop = json!({"from": "2026-03-01", "to": "2026-03-14", "by": "day", "shop_id": harbour["id"]});
    assert_eq!(
        steps(&world.call("profit", one_shop)["total"]),
        steps(harbour),
        "one shop's report is that shop's row"
    );
}

#[test]
fn estimates_become_actual_refunds_count_on_their_day_and_late_rates_fill_in() {
    let world = world();
    let estimated = |world: &World, step: &str| {
        let total = report(world, "month")["total"].clone();
        let step = total["steps"]
            .as_array()
            .expect("steps")
            .iter()
            .find(|row| row["step"] == step)
            .expect("a step")
            .clone();
        cents(&step["estimated"])
    };
    assert_eq!(estimated(&world, "product_cost"), -2_500 - 2_400 - 1_250 - 1_250 - 2_400 - 1_250);
    assert_eq!(estimated(&world, "sales_with_tax"), 0);

    // Bought at a price that rises after the purchase: what was agreed stays.
    let order = world.order_id("#1");
    world.call("forward", json!({"which": {"ids": [order]}, "now": true}));
    assert_eq!(world.purchase("1-1")["row"]["state"], "placed");
    let offer = world.call("offers", json!({"search": "N-LMP"}))["rows"][0].clone();
    let mut dearer = offer.clone();
    dearer["prices"][0]["unit_cost"] = json!("13.50");
    world.call("offer_save", dearer);
    let mut entries = ledger(9);
    for entry in entries
        .iter_mut()
        .filter(|entry| entry.3 == LAMP && entry.5 == "product_cost" && entry.0 != "2026-03-02")
    {
        entry.6 -= 100;
    }
    compare(&world, &entries);
    assert_eq!(estimated(&world, "product_cost"), -2_400 - 1_350 - 1_350 - 2_400 - 1_350);
    let mut back = offer;
    back["prices"][0]["unit_cost"] = json!("12.50");
    world.call("offer_save", back);
    compare(&world, &ledger(9));

    // A bill from the bank takes the place of what the rule had guessed for this order, on its own day.
    let bill = json!({"day": "2026-03-10", "account": "payment_fees", "amount": {"amount": "5.00", "currency": "EUR"},
        "order_id": world.order_id("#2"), "note": "bank"});
    world.advance(DAY);
    world.call("cost_add", bill);
    let mut entries = ledger(10);
    entries.retain(|entry| !(entry.0 == "2026-03-03" && entry.5 == "payment_fees"));
    entries.push(("2026-03-10", "Harbour", NONE, NONE, "FR", "payment_fees", -500));
    compare(&world, &entries);

    // 20.00 of 95.00 go back on 11 March, with 15.17 × 20 ÷ 95 = 3.19 of tax. What the supplier got stays.
    world.advance(DAY);
    world.sell(&[
        lamps().with(|sale| (sale.refunded, sale.payment) = (2_000, "partially_refunded".to_owned()))
    ]);
    entries.push(("2026-03-11", NONE, NONE, NONE, NONE, "apps_and_tools", -100));
    entries.push(("2026-03-11", "Harbour", "Nordlicht", LAMP, "DE", "refunds", -2_000));
    entries.push(("2026-03-11", "Harbour", "Nordlicht", LAMP, "DE", "tax", 319));
    compare(&world, &entries);

    // A pound is 1.25 euros.
    world.call("rate_save", json!({"day": "2026-03-05", "base": "GBP", "quote": "EUR", "value": "1.25"}));
    entries.push(("2026-03-05", "Harbour", "Nordlicht", LAMP, "GB", "sales_with_tax", 5_000));
    compare(&world, &entries);
    assert_eq!(report(&world, "day")["basis"]["without_rate"], json!([]));

    // The plan ends: what it accrued afterwards is taken back.
    let mut plan = world.call("recurring", json!({}))["rows"][0].clone();
    plan["to"] = json!("2026-03-07");
    world.call("recurring_save", plan);
    entries.retain(|entry| entry.5 != "apps_and_tools" || entry.0 <= "2026-03-07");
    compare(&world, &entries);

    let net: i64 = entries.iter().map(|entry| entry.6).sum();
    let nothing = json!({"from": "2026-03-01", "to": "2026-03-14", "before_from": "2026-02-01", "before_to": "2026-02-14"});
    let moved = world.call("profit_moved", nothing);
    assert_eq!(cents(&moved["change"]), net);
    let causes: i64 =
        moved["causes"].as_array().expect("causes").iter().map(|cause| cents(&cause["amount"])).sum();
    assert_eq!(causes, net, "causes leave no rest");
}

#[test]
fn an_orders_arithmetic_is_that_of_its_entries() {
    let world = world();
    for (number, net) in [
        ("#1", 10_500 - 1_000 - 1_517 - 2_500 - 550 - 315),
        ("#2", 13_000 - 2_076 - 3_650 - 900 - 420),
        ("#3", 5_000 - 798 - 1_250 - 500 - 180),
        ("#4", 8_000 - 2_400 - 400 - 800),
    ] {
        let order = world.order(number);
        assert_eq!(cents(&order["profit"]["net"]), net, "{number}");
        assert_eq!(cents(&order["row"]["profit"]), net, "{number}");
        let entries = json!({"from": "2026-03-01", "to": "2026-03-31", "order_id": order["row"]["id"]});
        assert_eq!(cents(&world.call("profit_entries", entries)["sum"]), net, "{number}");
        assert_eq!(order["profit"]["incomplete"], false);
    }
    let pounds = world.order("#5");
    assert_eq!(
        (pounds["profit"]["incomplete"].as_bool(), pounds["row"]["margin"].is_null()),
        (Some(true), true)
    );
}

#[test]
fn exports_hold_the_figures_of_the_screen_to_the_cent() {
    let world = world();
    for by in EVERY {
        let answer = report(&world, by);
        let request = json!({"from": "2026-03-01", "to": "2026-03-14", "by": by});
        let export = |format: &str| {
            let path = world.path(&format!("report-{by}.{format}"));
            let written =
                world.call("profit_export", json!({"report": request, "format": format, "path": path}));
            assert_eq!(written["bytes"].as_u64(), Some(std::fs::metadata(&path).expect("a file").len()));
            path
        };
        let wanted: Vec<Vec<i64>> = answer["rows"].as_array().expect("rows").iter().map(figures).collect();
        assert_eq!(csv_figures(&export("csv"), &answer), wanted, "{by}");
        assert_eq!(xlsx_figures(&export("xlsx")), wanted, "{by}");
    }
    let wrong = json!({"report": {"from": "2026-03-01", "to": "2026-03-14", "by": "day"}, "format": "doc", "path": world.path("x.doc")});
    assert_eq!(world.refuse("profit_export", wrong).message, "“doc” is not csv or xlsx.");
}

/// Orders, units and every step of a row.
fn figures(row: &Value) -> Vec<i64> {
    let mut figures = vec![row["orders"].as_i64().expect("orders"), row["units"].as_i64().expect("units")];
    figures.extend(row["steps"].as_array().expect("steps").iter().map(|step| cents(&step["amount"])));
    figures
}

fn csv_figures(path: &std::path::Path, answer: &Value) -> Vec<Vec<i64>> {
    let text = std::fs::read_to_string(path).expect("the report");
    let rules: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    for rule in answer["basis"]["rules"].as_array().expect("rules") {
        let rule = rule.as_str().expect("a rule");
        assert!(rules.iter().any(|line| line.contains(rule)), "{rule} is printed");
    }
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    let all: Vec<Vec<i64>> = rows
        .map(|row| {
            let cell = |index: usize| row.get(index).expect("a cell");
            let mut figures = vec![cell(1).parse().unwrap_or(0), cell(2).parse().unwrap_or(0)];
            figures.extend((3..row.len() - 1).map(|index| cents(&json!({"amount": cell(index)}))));
            figures
        })
        .collect();
    let (total, rows) = all.split_last().expect("a total");
    assert_eq!(*total, figures(&answer["total"]), "the last row is the total");
    rows.to_vec()
}

fn xlsx_figures(path: &std::path::Path) -> Vec<Vec<i64>> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let sheet = book.worksheet_range("Profit").expect("the sheet");
    let formulas = book.worksheet_formula("Profit").expect("formulas");
    assert!(
        formulas
            .used_cells()
            .any(|(_, _, formula)| formula.contains("SUM(") || formula.contains("SUBTOTAL(")),
        "the total is a formula"
    );
    let mut rows = sheet.rows().skip_while(|row| {
        !row.iter().any(|cell| cell.as_string().is_some_and(|text| text.starts_with("Net profit")))
    });
    let header = rows.next().expect("a header");
    let last = header
        .iter()
        .rposition(|cell| cell.as_string().is_some_and(|text| text.starts_with("Net profit")))
        .expect("a column");
    let number = |cell: &Data, factor: f64| (cell.as_f64().unwrap_or(0.0) * factor).round() as i64;
    let table: Vec<&[Data]> = rows.collect();
    let (_total, table) = table.split_last().expect("a total");
    table
        .iter()
        .map(|row| {
            let mut figures = vec![number(&row[1], 1.0), number(&row[2], 1.0)];
            figures.extend(row[3..=last].iter().map(|cell| number(cell, 100.0)));
            figures
        })
        .collect()
}
