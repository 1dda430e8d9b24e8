//! The format of the file: as the snapshot says, and files of every earlier format still open.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::json;
use stockless_tests::{Sale, World};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Every table, index and trigger, in the order in which they were made.
fn schema(database: &Path) -> String {
    let raw = rusqlite::Connection::open(database).expect("the file");
    let mut statement = raw
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'order_fts_%' ORDER BY type, name")
        .expect("a statement");
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows");
    rows.map(|sql| format!("{};\n\n", sql.expect("SQL").trim())).collect()
}

/// A workspace with something in every part of it.
fn lived_in() -> World {
    let world = crate::world();
    world.sell(&[
        Sale::new("#1").item("LMP", 1, 4_900),
        Sale::new("#2").item("LMP", 2, 4_900),
        Sale::new("#3").item("RUG", 1, 9_900),
    ]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    world.call("forward", json!({"which": {"ids": [1]}, "now": true}));
    world.table(
        "tracking",
        "PO number,Tracking number,Status,Status date\n1-1,1Z999AA10123456784,in transit,2026-03-09 08:30\n",
    );
    world.call("order_note_add", json!({"order_id": 2, "text": "Call first."}));
    world.call("order_tag", json!({"which": {"ids": [2]}, "tag": "gift", "on": true}));
    world.call("rate_save", json!({"day": "2026-03-09", "base": "EUR", "quote": "USD", "value": "1.25"}));
    world.call(
        "view_save",
        json!({"id": null, "name": "Gifts", "tab": "all", "filter": {"tag": "gift"}, "sort": "largest"}),
    );
    world.call("cost_add", json!({"day": "2026-03-09", "account": "samples", "amount": {"amount": "5.00", "currency": "USD"}, "note": "Swatch"}));
    world
}

#[test]
fn the_schema_is_the_one_in_the_snapshot() {
    let mut world = crate::world();
    world.stop();
    let found = schema(&world.database());
    let snapshot = fixtures().join("schema.sql");
    if std::env::var_os("STOCKLESS_WRITE_FIXTURES").is_some() {
        std::fs::write(&snapshot, &found).expect("the snapshot");
    }
    let kept = std::fs::read_to_string(&snapshot).expect("tests/fixtures/schema.sql");
    let changed: Vec<&str> = found.split("\n\n").filter(|part| !kept.contains(part)).collect();
    assert!(
        found == kept,
        "The schema has changed. If a new migration did this, set STOCKLESS_WRITE_FIXTURES=1 and look at the difference. Changed: {changed:#?}"
    );
}

/// Files of earlier formats, `workspace-0001.stockless.gz`; the newest is written by this test when asked.
fn golden() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(fixtures().join("formats"))
        .expect("tests/fixtures/formats")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "gz"));
    files.sort();
    files
}

#[test]
fn files_of_every_format_open_and_hold_what_they_held() {
    if std::env::var_os("STOCKLESS_WRITE_FIXTURES").is_some() {
        let world = lived_in();
        let backup = world.call("backup", json!({}))["path"].as_str().expect("a path").to_owned();
        let format: i64 = rusqlite::Connection::open(&backup)
            .expect("the file")
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .expect("a format");
        let path = fixtures().join(format!("formats/workspace-{format:04}.stockless.gz"));
        if !path.exists() {
            let mut packed = flate2::GzBuilder::new()
                .write(std::fs::File::create(&path).expect("the file"), flate2::Compression::best());
            std::io::copy(&mut std::fs::File::open(backup).expect("the backup"), &mut packed)
                .expect("it is packed");
        }
    }
    let files = golden();
    assert!(!files.is_empty());
    for path in files {
        let folder = tempfile::tempdir().expect("a folder");
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(&path).expect("the file"))
            .read_to_end(&mut bytes)
            .expect("it unpacks");
        std::fs::write(folder.path().join(stockless_store::store::FILE_NAME), bytes).expect("the file");
        let mut world = World::open(folder, "2026-03-09T10:00:00Z");
        world.prove();
        assert_eq!(world.tab("all").len(), 3, "{}", path.display());
        assert_eq!(
            (world.queue("#1").as_str(), world.queue("#2").as_str(), world.queue("#3").as_str()),
            ("waiting", "ready", "decide")
        );
        assert_eq!(world.order("#1")["shipments"][0]["number"], "1Z999AA10123456784");
        assert_eq!(world.order("#2")["notes"][0]["text"], "Call first.");
        assert_eq!(world.call("views", json!({}))["rows"][0]["name"], "Gifts");
        let march = json!({"from": "2026-03-01", "to": "2026-03-31", "step": "net_profit"});
        // 49.00 + 98.00 + 99.00 sold; 12.50 + 4.00 and 25.00 + 4.50 bought; five dollars are four euros.
        assert_eq!(
            stockless_tests::cents(&world.call("profit_entries", march)["sum"]),
            24_600 - 1_650 - 2_950 - 400
        );
        world.stop();
        let raw = world.database();
        assert_eq!(
            schema(&raw),
            std::fs::read_to_string(fixtures().join("schema.sql")).expect("the snapshot"),
            "{}",
            path.display()
        );
    }
}
