//! The request of a purchase.

use serde_json::{Value, json};

use super::*;
use crate::documents::PurchaseDocument;
use crate::documents::tests::purchase;

fn body(name: &str, purchase: &PurchaseDocument) -> Result<Value, BodyError> {
    let description = Description::read(&described(name)).unwrap();
    let bytes = description.body(purchase)?;
    assert_eq!(bytes, description.body(purchase).unwrap(), "the same purchase, the same bytes");
    Ok(serde_json::from_slice(&bytes).unwrap())
}

#[test]
fn lines_repeat_numbers_stay_numbers_and_what_is_missing_is_left_out() {
    assert_eq!(
        body("keyed", &purchase()).unwrap(),
        json!({
            "external_reference": "SL-7QK2M9XA",
            "po_number": "1042-A",
            "shipping": {
                "method": "DHL Paket",
                "name": "Zoë Beispiel",
                "address1": "Musterweg 1, 2. Stock",
                "city": "Łódź",
                "zip": "01067",
                "country_code": "PL",
                "phone": "+4915100000000",
            },
            "items": [
                { "sku": "NL-0042", "quantity": 2, "unit_price": "17.40" },
                { "sku": "NL-0108", "quantity": 1, "unit_price": "0.125" },
            ],
            "currency": "EUR",
            "comment": "=Please leave out your price list",
        })
    );
    let unique = body("unique", &purchase()).unwrap();
    assert_eq!(
        unique["to"]["lines"],
        json!(["Musterweg 1, 2. Stock"]),
        "empty lines of an address are left out"
    );
    assert_eq!(unique["positions"][1], json!({ "no": 2, "article": "NL-0108", "count": "1" }));
    assert_eq!(unique["memo"], "PO 1042-A for order #1042");
    let queried = body("queried", &purchase()).unwrap();
    let query = queried["query"].as_str().unwrap();
    assert!(
        query.starts_with("mutation($input: OrderInput!) { orderCreate(input: $input) { order { id"),
        "{query}"
    );
    assert!(query.ends_with("} userErrors { code message } } }"), "{query}");
}

#[test]
fn nothing_in_a_purchase_becomes_structure() {
    let mut hostile = purchase();
    hostile.ship_to.name = r#""}], "items": [{"sku": "{line.sku}"}], "x": {"y": "\u0000"#.into();
    hostile.lines[0].supplier_sku = "{reference}\"\n\u{202e}".into();
    let written = body("keyed", &hostile).unwrap();
    assert_eq!(written["shipping"]["name"], Value::String(hostile.ship_to.name.clone()));
    assert_eq!(written["items"][0]["sku"], Value::String(hostile.lines[0].supplier_sku.clone()));
}

#[test]
fn what_cannot_be_written_is_said_before_anything_is_queued() {
    let mut nowhere = purchase();
    nowhere.ship_to.country = None;
    let error = body("keyed", &nowhere).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The request to the supplier cannot be written: it has no ship_to.country. Change the order, or the supplier's description."
    );
    let mut empty = purchase();
    empty.lines.clear();
    assert!(body("keyed", &empty).is_err());
    let mut endless = purchase();
    endless.note = "ä".repeat(600_000);
    assert!(body("keyed", &endless).unwrap_err().to_string().contains("1048576 is the most"));
}

#[test]
fn the_texts_of_a_person_are_known_as_such() {
    for name in ALL {
        let connection = Connection { description: described(name), ..connection("", "") };
        let supplier = open(&connection).unwrap();
        let body = supplier.description().body(&purchase()).unwrap();
        let personal = supplier.personal(&body).join("\n");
        for text in ["Zoë Beispiel", "Musterweg 1", "Łódź"] {
            assert!(personal.contains(text), "{name}: {text} is missing in {personal}");
        }
        assert!(!personal.contains("NL-0042"), "{name}: an article is no person");
    }
}
