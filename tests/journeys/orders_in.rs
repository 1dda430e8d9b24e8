//! Orders in: every export there is a fixture for, twice, changed, stopped, and from a table of one's own.

mod changes;
mod own_table;
mod prices;
mod shops;
mod stopped;

use serde_json::{Value, json};
use stockless_tests::{Figures, World};

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
