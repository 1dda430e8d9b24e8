//! Suppliers, offers, mappings, costs, parcels, advertising and rates from tables and from a workbook.

use serde_json::{Value, json};
use stockless_tests::world::texts;
use stockless_tests::{Figures, Sale, World, cents};

/// Previews, imports and imports again. Answers what the first run did.
fn thrice(world: &World, request: &Value) -> Value {
    let before = world.content_hash();
    let preview = world.call("import_preview", request.clone());
    assert_eq!(world.content_hash(), before, "a preview of {request} writes nothing");
    let first = world.call("import_run", request.clone());
    assert_eq!(
        Figures::of(&preview["result"]),
        Figures::of(&first),
        "the preview of {request} said the same"
    );
    assert_eq!(preview["result"]["rejected"], first["rejected"]);
    let settled = world.content_hash();
    world.advance(60_000);
    let second = Figures::of(&world.call("import_run", request.clone()));
    let figures = Figures::of(&first);
    assert_eq!(
        (second.added, second.changed, second.rejected),
        (0, 0, figures.rejected),
        "{request} a second time"
    );
    assert_eq!(second.unchanged, figures.read - figures.rejected as i64);
    assert_eq!(world.content_hash(), settled, "{request} a second time writes nothing");
    world.prove();
    first
}

fn text(world: &World, kind: &str, content: &str) -> Value {
    let file = world.write(&format!("{kind}.csv"), content);
    thrice(world, &json!({"kind": kind, "files": [file]}))
}

const SUPPLIERS: &str = "Supplier,Type,Status,City,Country,Currency,E-Mail,Order channel,Dropship fee,Ships to,Shipping cost,Each additional,Min days,Max days\n\
    Nordlicht,wholesaler,approved,Bremen,DE,EUR,orders@nordlicht.example.com,file,1.50,DE,4.90,0.50,1,3\n\
    Nordlicht,,,,,,,,,EU,8.90,1.25,3,7\n\
    Okafor Trading,agent,test,Lagos,NG,USD,sales@okafor.example.com,email,,*,7.25,1.00,8,15\n";

const OFFERS: &str = "supplier,supplier_sku,title,currency,stock,moq,zone,min_quantity,unit_cost\n\
    Nordlicht,N-LMP,Lamp,EUR,40,,*,1,12.50\n\
    Nordlicht,N-LMP,Lamp,EUR,40,,*,10,11.205\n\
    Okafor Trading,O-RUG,Rug,USD,7,2,*,1,30.00\n\
    Nobody,X-1,Ghost,EUR,1,,*,1,1.00\n";

fn stocked() -> World {
    let world = crate::world();
    world.sell(&[
        Sale::new("#1").item("LMP", 1, 4_900),
        Sale::new("#2").item("RUG", 1, 9_900).with(|sale| sale.tax = 1_581),
    ]);
    text(&world, "suppliers", SUPPLIERS);
    text(&world, "offers", OFFERS);
    world
}

#[test]
fn suppliers_offers_and_mappings_lead_to_orders_that_are_ready() {
    let world = stocked();
    let rows = world.call("suppliers", json!({}))["rows"].clone();
    assert_eq!(texts(&rows, "name"), ["Nordlicht", "Okafor Trading"]);
    assert_eq!(texts(&rows, "standing"), ["approved", "testing"]);
    let shape = world.call("supplier", json!({"id": rows[0]["id"]}))["supplier"].clone();
    assert_eq!(texts(&shape["shipping"], "zone"), ["DE", "EU"]);
    assert_eq!(
        (shape["order_fee"].as_str(), shape["email"].as_str()),
        (Some("1.5"), Some("orders@nordlicht.example.com"))
    );
    let offers = world.call("offers", json!({}))["rows"].clone();
    assert_eq!(texts(&offers, "supplier_sku"), ["N-LMP", "O-RUG"]);
    assert_eq!(
        texts(&offers[0]["prices"], "unit_cost"),
        ["12.50", "11.205"].map(|cost| cost.trim_end_matches('0').to_owned())
    );
    assert_eq!((offers[1]["stock"].as_i64(), offers[1]["min_quantity"].as_i64()), (Some(7), Some(2)));
    let refused =
        world.call("import_rejections", json!({"id": world.call("imports", json!({}))["rows"][0]["id"]}));
    assert_eq!(
        (refused["rows"][0]["value"].as_str(), refused["rows"][0]["line"].as_i64()),
        (Some("Nobody"), Some(5))
    );

    assert_eq!(world.queue("#1"), "decide");
    let mapped = text(
        &world,
        "mappings",
        "Shop SKU,Country,Rank,Supplier,Supplier SKU,Units\nLMP,,1,Nordlicht,N-LMP,1\nRUG,*,1,Okafor Trading,O-RUG,1\nRUG,*,2,Nordlicht,NOPE,1\n",
    );
    assert_eq!(Figures::of(&mapped), Figures { read: 3, added: 2, changed: 0, unchanged: 0, rejected: 1 });
    assert_eq!(mapped["rejected"][0]["reason"], "this supplier has no such offer");
    let order = world.order("#1");
    assert_eq!(order["row"]["queue"], "ready");
    assert_eq!(cents(&order["profit"]["net"]), 4_900 - 1_250 - 490 - 150);
    assert_eq!(world.order("#2")["row"]["flag"], "approved", "on trial");
}

#[test]
fn a_changed_table_changes_what_it_says_and_nothing_else() {
    let world = stocked();
    let changed = SUPPLIERS.replace("4.90,0.50,1,3", "5.40,0.50,1,3").replace(",Bremen,", ",,");
    let file = world.write("suppliers.csv", changed);
    let answer = world.call("import_run", json!({"kind": "suppliers", "files": [file]}));
    assert_eq!((answer["changed"].as_i64(), answer["unchanged"].as_i64()), (Some(1), Some(1)));
    let shape = world.call("supplier", json!({"id": 1}))["supplier"].clone();
    assert_eq!(
        (shape["city"].as_str(), shape["shipping"][0]["first"].as_str()),
        (Some("Bremen"), Some("5.40"))
    );
    let file = world.write("offers.csv", "supplier,supplier_sku,stock\nNordlicht,N-LMP,3\n");
    let answer = world.call("import_run", json!({"kind": "offers", "files": [file]}));
    assert_eq!(answer["changed"], 1);
    let offer = world.call("offers", json!({"search": "N-LMP"}))["rows"][0].clone();
    assert_eq!(
        (offer["stock"].as_i64(), offer["prices"].as_array().map(Vec::len), offer["title"].as_str()),
        (Some(3), Some(2), Some("Lamp"))
    );
    world.prove();
}

#[test]
fn a_workbook_is_read_by_a_process_of_its_own() {
    let world = stocked();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip([
        ["Supplier", "SKU", "Title"],
        ["Nordlicht", "N-VAS", "Vase"],
        ["Nordlicht", "N-CUP", "Cup"],
    ]) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    sheet.write_string(0, 3, "Unit cost").expect("a cell");
    sheet.write_number(1, 3, 7.35).expect("a cell");
    sheet.write_string(2, 3, "a lot").expect("a cell");
    let path = world.path("offers.xlsx");
    book.save(&path).expect("a workbook");
    let request = json!({"kind": "offers", "files": [path]});
    let preview = world.call("import_preview", request.clone());
    assert_eq!((preview["encoding"].as_str(), preview["delimiter"].as_str()), (Some("xlsx"), Some("")));
    let answer = thrice(&world, &request);
    assert_eq!(Figures::of(&answer), Figures { read: 2, added: 1, changed: 0, unchanged: 0, rejected: 1 });
    let refused = &answer["rejected"][0];
    assert_eq!((refused["line"].as_i64(), refused["value"].as_str()), (Some(3), Some("a lot")));
    let vase = world.call("offers", json!({"search": "N-VAS"}))["rows"][0].clone();
    assert_eq!(vase["prices"][0]["unit_cost"], "7.35");
}

#[test]
fn costs_advertising_and_rates_reach_the_ledger_once() {
    let world = stocked();
    text(&world, "rates", "Date,From,To,Rate\n2026-03-09,EUR,USD,1.2500\n2026-03-08,EUR,USD,1.2000\n");
    let costs = text(
        &world,
        "costs",
        "Date,Account,Amount,Currency,Order,Supplier,Note\n\
         2026-03-09,duty,5.00,EUR,#2,,Customs\n2026-03-09,samples,12.50,USD,,Okafor Trading,Swatch\n2026-03-09,samples,12.50,USD,,Okafor Trading,Swatch\n\
         2026-03-09,bribes,1.00,EUR,,,\n2026-03-09,other,1.00,EUR,#77,,\n",
    );
    assert_eq!(Figures::of(&costs), Figures { read: 5, added: 3, changed: 0, unchanged: 0, rejected: 2 });
    text(
        &world,
        "ads",
        "Day,Shop,Channel,Campaign,Cost,Currency\n2026-03-09,Harbour,Search,Spring,7.00,EUR\n",
    );
    let sum = |step: &str| {
        cents(
            &world.call("profit_entries", json!({"from": "2026-03-09", "to": "2026-03-09", "step": step}))["sum"],
        )
    };
    assert_eq!(
        (sum("other_costs"), sum("ads")),
        (-2_000, -700),
        "two equal bills are two bills: twice 12.50 dollars are 20.00"
    );
    assert_eq!(sum("shipping"), -500, "the duty; nothing is mapped, so nothing else is expected");
    assert_eq!(cents(&world.order("#2")["profit"]["net"]), 9_900 - 1_581 - 500);
    // A new figure for a day takes the place of the old one.
    let answer = world
        .table("ads", "Day,Shop,Channel,Campaign,Cost,Currency\n2026-03-09,Harbour,Search,Spring,6.10,EUR\n");
    assert_eq!(answer["changed"], 1);
    assert_eq!(sum("ads"), -610);
    world.prove();
}

#[test]
fn every_fixture_is_previewed_as_it_is_read_and_read_once() {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("MUG-BLUE", 1, 1_900)]);
    let fixture = |name: &str| format!("{}/fixtures/catalogue/{name}", env!("CARGO_MANIFEST_DIR"));
    for (kind, name) in [
        ("suppliers", "suppliers.csv"),
        ("suppliers", "lieferanten.csv"),
        ("offers", "offers_tiers.csv"),
        ("mappings", "mappings.csv"),
        ("costs", "kosten.csv"),
        ("rates", "rates_wide.csv"),
        ("rates", "kurse.csv"),
        ("tracking", "tracking.tsv"),
        ("ads", "ads_google.csv"),
        ("ads", "ads_meta.csv"),
        ("ads", "ads_tiktok.tsv"),
    ] {
        let mut request = json!({"kind": kind, "files": [fixture(name)]});
        if name == "kurse.csv" || name == "lieferanten.csv" || name == "kosten.csv" {
            request["columns"] = Value::Null;
        }
        let preview = world.call("import_preview", request.clone());
        assert_eq!(preview["recognised"], true, "{name}: {:?}", preview["choice"]);
        let answer = thrice(&world, &request);
        assert!(answer["read"].as_i64() > Some(0), "{name}");
    }
}
