use serde_json::{Value, json};

use crate::desk::Desk;

const ORDERS: &str = "\
Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Id
#1001,ada@example.com,paid,2026-03-08 10:00:00 +0000,unfulfilled,USD,24.00,4.00,0.00,28.00,2026-03-08 10:00:00 +0000,2,Mug,12.00,MUG-1,Ada Quint,Main Street 5,Springfield,62704,US,7001
#1002,bo@example.com,paid,2026-03-08 11:00:00 +0000,unfulfilled,USD,12.00,4.00,0.00,16.00,2026-03-08 11:00:00 +0000,1,Mug,12.00,MUG-1,Bo Wren,Main Street 6,Springfield,62704,US,7002
#1003,cy@example.com,paid,2026-03-08 12:00:00 +0000,unfulfilled,USD,12.00,4.00,0.00,16.00,2026-03-08 12:00:00 +0000,one,Mug,12.00,MUG-1,Cy Lind,Main Street 7,Springfield,62704,US,7003
";

fn count(answer: &Value) -> [i64; 4] {
    ["read", "added", "changed", "unchanged"].map(|name| answer[name].as_i64().unwrap())
}

#[test]
fn orders_go_into_a_fresh_workspace_and_the_same_file_changes_nothing() {
    let desk = Desk::empty();
    let file = desk.file("fern.csv", ORDERS);
    let ran = desk.run(&["import", "orders", &file, "--shop", "Fern", "--json"]).done();
    assert!(ran.err.contains("USD") && ran.err.contains("UTC") && ran.err.contains("Fern"), "{}", ran.err);
    let answer = ran.json();
    assert_eq!(count(&answer), [3, 2, 0, 0]);
    let rejected = &answer["rejected"];
    assert_eq!(rejected.as_array().unwrap().len(), 1);
    assert_eq!(rejected[0]["file"], "fern.csv");
    assert_eq!((&rejected[0]["line"], &rejected[0]["value"]), (&json!(4), &json!("one")));
    for field in ["column", "reason", "fix"] {
        assert!(!rejected[0][field].as_str().unwrap().is_empty(), "{field}");
    }
    assert_eq!(count(&desk.ask(&["import", "orders", &file, "--shop", "fern"])), [3, 0, 0, 2]);
    let changed = desk.file("fern.csv", &ORDERS.replace("Main Street 6", "Main Street 60"));
    assert_eq!(count(&desk.ask(&["import", "orders", &changed])), [3, 0, 1, 1]);
    assert_eq!(desk.run(&["import", "orders", &changed, "--strict"]).code, 1);
    let state = desk.ask(&["call", "workspace_state"]);
    assert_eq!((&state["base_currency"], &state["set_up"]), (&json!("USD"), &json!(true)));
    assert_eq!(
        (&state["shops"][0]["kind"], &state["shops"][0]["currency"]),
        (&json!("shopify"), &json!("USD"))
    );
}

#[test]
fn a_preview_changes_nothing() {
    let desk = Desk::empty();
    let file = desk.file("fern.csv", ORDERS);
    let preview = desk.ask(&["import", "orders", &file, "--shop", "Fern", "--preview"]);
    assert_eq!((&preview["export"], &preview["recognised"]), (&json!("shopify"), &json!(true)));
    assert_eq!(count(&preview["result"]), [3, 2, 0, 0]);
    let state = desk.ask(&["call", "workspace_state"]);
    assert_eq!((&state["set_up"], &state["shops"]), (&json!(false), &json!([])));
}

#[test]
fn a_table_of_ones_own_is_read_by_a_map_of_its_columns() {
    let desk = Desk::empty();
    let text = "Ref;When;Thing;Code;How many;Each;Who\nA-1;03/02/2026;Mug;MUG-1;2;12,50;Ada Quint\n";
    let file = desk.file("own.csv", text);
    let unknown = desk.run(&["import", "orders", &file, "--shop", "Own", "--preview"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.out.contains("--map") && unknown.out.contains("order_number"), "{}", unknown.out);
    let refused = desk.run(&["import", "orders", &file, "--shop", "Own"]);
    assert!(refused.code == 1 && refused.err.contains("--map"), "{}", refused.err);
    assert_eq!(
        desk.ask(&["call", "workspace_state"])["shops"],
        json!([]),
        "no shop for a file that is not read"
    );
    let wrong = desk.run(&["import", "orders", &file, "--shop", "Own", "--map", "colour=Thing", "--json"]);
    assert_eq!((wrong.code, wrong.error().as_str()), (2, "usage"));
    let words = [
        "import",
        "orders",
        &file,
        "--shop",
        "Own",
        "--currency",
        "CHF",
        "--time-zone",
        "Europe/Zurich",
        "--map",
        "order_number=Ref",
        "--map",
        "placed=When",
        "--map",
        "title=Thing",
        "--map",
        "sku=Code",
        "--map",
        "units=How many",
        "--map",
        "unit_price=Each",
        "--map",
        "name=Who",
        "--day-order",
        "month_first",
        "--decimal",
        "comma",
    ];
    assert_eq!(count(&desk.ask(&words)), [1, 1, 0, 0]);
    let order = &desk.ask(&["orders", "--tab", "all"])["rows"][0];
    assert_eq!(order["total"], json!({"amount": "25.00", "currency": "CHF"}));
    assert!(
        order["placed_at"].as_str().unwrap().starts_with("2026-03-01T23:00"),
        "month first, in Zurich: {order}"
    );
    let again = desk.ask(&["import", "orders", &file, "--shop", "Own"]);
    assert_eq!(count(&again), [1, 0, 0, 1], "the map is remembered");
}

#[test]
fn a_recognised_export_may_write_its_days_the_other_way_round() {
    let desk = Desk::empty();
    let header = "Sale Date,Item Name,Buyer,Quantity,Price,Discount Amount,Delivery Discount,Order Delivery,Order Sales Tax,Item Total,Currency,Transaction ID,Order ID,SKU,Ship Name,Ship Address1,Ship City,Ship Zipcode,Ship Country";
    let row = "03/02/26,Mug,ada,1,12.00,0.00,0.00,0.00,0.00,12.00,GBP,9001,5001,MUG-1,Ada Quint,Main Street 5,Leeds,LS1 1AA,United Kingdom";
    let file = desk.file("etsy.csv", &format!("{header}\n{row}\n"));
    let words =
        ["import", "orders", &file, "--shop", "Moss", "--export", "etsy_items", "--day-order", "day_first"];
    assert_eq!(count(&desk.ask(&words)), [1, 1, 0, 0]);
    let order = &desk.ask(&["orders", "--tab", "all"])["rows"][0];
    assert!(order["placed_at"].as_str().unwrap().starts_with("2026-02-03"), "{order}");
}

#[test]
fn what_is_not_clear_is_asked_and_a_shop_that_exists_keeps_what_it_is() {
    let desk = Desk::demo();
    let file = desk.file("fern.csv", ORDERS);
    let other = desk.run(&["import", "orders", &file, "--shop", "Pawberry", "--kind", "shopify"]);
    assert_eq!(other.code, 1);
    assert!(other.err.contains("etsy"), "{}", other.err);
    desk.run(&[
        "call",
        "shop_save",
        r#"{"id":null,"name":"Second","kind":"shopify","currency":"USD","time_zone":"UTC"}"#,
    ])
    .done();
    let which = desk.run(&["import", "orders", &file]);
    assert_eq!(which.code, 2);
    assert!(which.err.contains("Maple & Moss") && which.err.contains("--shop"), "{}", which.err);
    let nothing = desk.run(&["import", "orders", "/no/such/file.csv", "--shop", "Second", "--json"]);
    assert_eq!(nothing.code, 1);
    assert!(nothing.json()["error"]["message"].as_str().unwrap().contains("file.csv"));
}
