//! Tables of one's own, and what cannot be read.

use super::fixture;
use serde_json::json;
use stockless_tests::Figures;

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
