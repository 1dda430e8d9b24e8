//! Backups, putting one back, files that are not ours or not whole, and a second process.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::world::{DAY, file_names, texts};
use stockless_tests::{Sale, World};

fn lamps(numbers: std::ops::Range<u32>, collected: bool) -> World {
    let world = crate::world();
    let sales: Vec<Sale> = numbers.map(|n| Sale::new(&format!("#{n}")).item("LMP", 1, 4_900)).collect();
    world.sell(&sales);
    world.stocked(json!({"folder_is_collected": collected}), &[("LMP", "12.50")]);
    world
}

fn forward(world: &World, number: &str) -> Value {
    world.call("forward", json!({"which": {"ids": [world.order_id(number)]}, "now": true}))
}

fn forwarding(world: &World) -> Value {
    world.call("workspace_state", json!({}))["forwarding"].clone()
}

#[test]
fn a_backup_is_sound_and_brings_everything_back() {
    let mut world = lamps(1001..1004, true);
    forward(&world, "#1001");
    let before = world.content_hash();
    let made = world.call("backup", json!({}));
    let path = made["path"].as_str().expect("a path").to_owned();
    assert_eq!(texts(&world.call("backups", json!({}))["rows"], "path"), [path.as_str()]);
    world.call("order_note_add", json!({"order_id": 1, "text": "after the backup"}));
    assert_ne!(world.content_hash(), before);
    let restored = world.call("restore", json!({"path": path}));
    assert_eq!(restored["to_look_at"], 0);
    assert_eq!(forwarding(&world)["state"], "ready", "nothing was sent after the backup");
    assert_eq!(world.order("#1001")["notes"], json!([]));
    assert_eq!(world.content_hash(), before, "to the last row");
    assert!(Path::new(restored["previous"].as_str().expect("the file that was replaced")).exists());
    world.prove();
    world.restart();
    world.prove();
    let kept = world.write("elsewhere.stockless", "taken");
    assert!(world.refuse("backup", json!({"path": kept})).message.contains("is there already"));
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_workspace_or_a_backup_of_it() {
    use std::os::unix::fs::PermissionsExt;

    let world = lamps(1001..1002, true);
    let elsewhere = world.call("backup", json!({"path": world.path("elsewhere.stockless")}));
    let within = world.call("backup", json!({}));
    let workspace = world.database();
    let texts = [&elsewhere, &within].map(|made| made["path"].as_str().expect("a path"));
    for path in texts.iter().map(Path::new).chain([workspace.as_path()]) {
        let mode = path.metadata().expect("it was written").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
    }
}

#[test]
fn after_a_restore_nothing_is_sent_until_the_merchant_has_looked() {
    let mut world = lamps(1001..1005, true);
    forward(&world, "#1001");
    // Queued before the backup, sent after it; and queued and sent after it.
    world.call("forward", json!({"which": {"ids": [world.order_id("#1002")]}}));
    let backup = world.call("backup", json!({}))["path"].clone();
    world.call("outbox_send", json!({}));
    forward(&world, "#1003");
    let sent = world.outbox_files("Nordlicht");
    assert_eq!(sent.len(), 3);

    world.advance(60_000);
    let restored = world.call("restore", json!({"path": backup}));
    assert_eq!(restored["to_look_at"], 2);
    let state = forwarding(&world);
    assert_eq!(
        (state["state"].as_str(), state["facts"]["reason"].as_str()),
        (Some("paused"), Some("journal_knows_more"))
    );
    let named = state["facts"]["purchases"].as_str().unwrap_or_default();
    assert!(named.contains("1002-1") && named.contains("1003-1") && !named.contains("1001-1"), "{state}");
    let count = |name: &str| state["facts"][name].as_str().map(str::to_owned);
    assert_eq!(
        (count("total"), count("asking"), count("missing"), count("checked")),
        (Some("2".into()), Some("1".into()), Some("1".into()), Some("0".into()))
    );
    assert_eq!(world.purchase("1002-1")["row"]["state"], "unknown");
    assert_eq!(world.queue("#1002"), "decide");

    let nothing_leaves = |world: &World| {
        for (name, request) in [
            ("forward", json!({"which": {"tab": "new"}, "now": true})),
            ("outbox_send", json!({})),
            ("outbox_decide", json!({"send": true})),
            ("purchase_retry", json!({"id": 1})),
        ] {
            assert_eq!(world.refuse(name, request).code, Code::NotNow, "{name}");
        }
        world.advance(DAY);
        world.tick();
        assert_eq!(world.outbox_files("Nordlicht"), sent);
    };
    nothing_leaves(&world);
    world.restart();
    assert_eq!(forwarding(&world)["state"], "paused", "and a restart does not forget it");
    nothing_leaves(&world);
    let early = world.refuse("forwarding_resume", json!({}));
    assert!(early.message.contains("1 purchases may be with their suppliers already"), "{}", early.message);
    let unknown = world.purchase("1002-1");
    world.call(
        "purchase_answer",
        json!({"id": unknown["row"]["id"], "version": unknown["row"]["version"],
        "answer": {"answer": "it_is_there", "supplier_number": ""}}),
    );
    assert_eq!(forwarding(&world)["facts"]["checked"], "1");
    assert_eq!(world.call("forwarding_resume", json!({}))["count"], 1);
    assert_eq!(forwarding(&world)["state"], "ready");
    world.restart();
    assert_eq!(forwarding(&world)["state"], "ready", "what was looked at is not asked again");
    assert_eq!(forward(&world, "#1004")["purchases"], 1);
    assert_eq!(world.outbox_files("Nordlicht").len(), 4);
    // The purchase that only the journal knows is not sent a second time just like that.
    let again = forward(&world, "#1003");
    assert_eq!(texts(&again["sent"], "state"), ["unknown"], "{}", again["sent"][0]["reason"]);
    assert_eq!(world.outbox_files("Nordlicht").len(), 4);
}

#[test]
fn a_database_that_lost_its_last_changes_is_noticed() {
    let mut world = lamps(1001..1003, false);
    world.call("forward", json!({"which": {"ids": [world.order_id("#1001")]}}));
    world.stop();
    let older = std::fs::read(world.database()).expect("the file");
    world.start();
    world.call("outbox_decide", json!({"send": true}));
    assert_eq!(world.outbox_files("Nordlicht").len(), 1);
    world.stop();
    // As if the WAL of the last run had been dropped: the file is whole, and a run older.
    std::fs::write(world.database(), older).expect("the file");
    world.start();
    assert_eq!(forwarding(&world)["state"], "paused");
    assert_eq!(world.purchase("1001-1")["row"]["state"], "unknown");
    let found = world.call("check", json!({}));
    let journal = found["checks"]
        .as_array()
        .expect("checks")
        .iter()
        .find(|check| check["name"] == "journal")
        .expect("a check");
    assert_eq!((found["ok"].as_bool(), journal["ok"].as_bool()), (Some(false), Some(false)));
    // The folder answers for itself, even while nothing may be sent: the file is there.
    world.advance(DAY);
    world.tick();
    assert_eq!(world.outbox_files("Nordlicht").len(), 1);
    assert_eq!(world.purchase("1001-1")["row"]["state"], "to_hand_over");
    assert_eq!(world.call("forwarding_resume", json!({}))["count"], 1);
}

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = std::fs::read(folder.join(&name)).unwrap_or_default();
        (name, bytes)
    };
    file_names(folder).into_iter().map(read).collect()
}

#[test]
fn files_that_are_newer_foreign_or_damaged_are_refused_untouched() {
    let mut world = lamps(1001..1002, false);
    let sound = world.call("backup", json!({}))["path"].as_str().expect("a path").to_owned();
    let settled = world.content_hash();
    let bytes = std::fs::read(&sound).expect("the backup");
    let other = tempfile::tempdir().expect("a folder");
    let variant = |name: &str, change: &dyn Fn(&Path)| {
        let path = other.path().join(name);
        std::fs::write(&path, &bytes).expect("a copy");
        change(&path);
        path
    };
    let sql = |path: &Path, text: &str| {
        rusqlite::Connection::open(path).expect("the file").execute_batch(text).expect("a change");
    };
    let variants = [
        (variant("newer", &|path| sql(path, "PRAGMA user_version = 99")), "newer Stockless"),
        (variant("foreign", &|path| sql(path, "PRAGMA application_id = 77")), "not a Stockless file"),
        (
            variant("altered", &|path| sql(path, "UPDATE migration SET hash = x'00'")),
            "not the one this Stockless knows",
        ),
        (
            variant("no database", &|path| std::fs::write(path, vec![b'x'; 9_000]).expect("text")),
            "not a database",
        ),
        (
            variant("no header", &|path| {
                let mut damaged = bytes.clone();
                damaged.iter_mut().take(60).for_each(|byte| *byte = 0xEE);
                std::fs::write(path, damaged).expect("damage");
            }),
            "not a database",
        ),
    ];
    for (path, words) in &variants {
        let before = std::fs::read(path).expect("the file");
        let refused = world.refuse("restore", json!({"path": path}));
        assert!(refused.message.contains(words), "{}: {}", path.display(), refused.message);
        assert!(std::fs::read(path).expect("the file") == before, "{} was written to", path.display());
        assert_eq!(world.content_hash(), settled, "the workspace is as it was");
    }
    world.stop();
    for (path, words) in &variants {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::copy(path, folder.path().join(stockless_store::store::FILE_NAME)).expect("a copy");
        let before = contents(folder.path());
        let refused =
            stockless_store::Store::open(folder.path(), 0).err().expect("it is refused").to_string();
        assert!(refused.contains(words), "{}: {refused}", path.display());
        let mut after = contents(folder.path());
        after.retain(|(name, _)| name != "workspace.lock");
        assert!(after == before, "{} was written to, or something was put beside it", path.display());
    }
}

#[test]
fn damage_inside_the_file_is_found_by_a_check_and_never_restored() {
    let mut world = lamps(1001..1021, false);
    let sound = world.call("backup", json!({}))["path"].as_str().expect("a path").to_owned();
    let mut bytes = std::fs::read(&sound).expect("the backup");
    let middle = bytes.len() / 2 / 4_096 * 4_096;
    bytes.iter_mut().skip(middle).take(4_096).for_each(|byte| *byte = 0xA5);
    let damaged = world.write("damaged.stockless", &bytes);
    let refused = world.refuse("restore", json!({"path": damaged}));
    assert!(refused.message.contains("damaged"), "{}", refused.message);
    assert_eq!(world.queue("#1001"), "ready");
    world.prove();
    world.stop();
    std::fs::write(world.database(), &bytes).expect("damage");
    let found = match world.try_start() {
        Ok(()) => world
            .engine()
            .call("check", json!({}))
            .map_or_else(|error| error.message, |found| found["checks"][0].to_string()),
        Err(error) => error.message,
    };
    assert!(
        found.contains("\"ok\":false") || found.contains("malformed") || found.contains("damaged"),
        "{found}"
    );
}

#[test]
fn a_check_after_a_change_does_not_mistake_the_index_for_damaged() {
    let world = lamps(1001..1031, false);
    world.prove();
    world.table(
        "tracking",
        "Order,Tracking number,Status,Status date\n#1001,1Z999AA10123456784,in transit,2026-03-09 08:30\n",
    );
    world.prove();
}

#[test]
fn daily_backups_are_kept_for_a_week_and_one_a_week_for_a_month() {
    let world = lamps(1001..1002, false);
    let asked_for = world.call("backup", json!({}))["path"].clone();
    for _ in 0..40 {
        world.tick();
        world.tick();
        world.advance(DAY);
    }
    world.tick();
    let rows = world.call("backups", json!({}))["rows"].as_array().expect("rows").clone();
    let daily: Vec<&str> = rows
        .iter()
        .filter(|row| row["reason"] == "daily")
        .map(|row| row["at"].as_str().expect("a time"))
        .collect();
    // The clock stands on 18 April: the last seven days, and one for each of the weeks before within 28 days.
    let days: Vec<&str> = daily.iter().map(|at| at.get(..10).expect("a day")).collect();
    assert_eq!(
        days.get(..7),
        Some(
            &[
                "2026-04-18",
                "2026-04-17",
                "2026-04-16",
                "2026-04-15",
                "2026-04-14",
                "2026-04-13",
                "2026-04-12"
            ][..]
        )
    );
    let older = days.get(7..).expect("older ones");
    assert!((3..=4).contains(&older.len()), "one for each week before: {older:?}");
    assert!(older.iter().all(|day| *day >= "2026-03-21"), "{older:?}");
    assert!(rows.iter().any(|row| row["path"] == asked_for), "what was asked for stays");
    world.prove();
}

#[test]
fn a_second_process_reads_and_says_so() {
    let mut world = lamps(1001..1003, false);
    let folder = world.folder().to_owned();
    world.stop();
    let mut other = Command::new(env!("CARGO_BIN_EXE_other-process"))
        .arg("hold")
        .arg(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("another process");
    let mut line = String::new();
    BufReader::new(other.stdout.take().expect("its output")).read_line(&mut line).expect("a word");
    assert_eq!(line, "holding\n");
    world.start();
    assert_eq!(forwarding(&world)["state"], "read_only");
    assert_eq!(world.tab("all").len(), 2, "everything can be read");
    let profit = json!({"from": "2026-03-01", "to": "2026-03-31", "by": "day"});
    assert_eq!(world.call("profit", profit)["total"]["orders"], 2);
    let file = world.write("more.csv", stockless_tests::shopify(&[Sale::new("#9").item("LMP", 1, 100)]));
    for (name, request) in [
        ("forward", json!({"which": {"tab": "new"}})),
        ("outbox_send", json!({})),
        ("import_run", json!({"kind": "orders", "files": [file], "shop": "Harbour"})),
        ("order_note_add", json!({"order_id": 1, "text": "no"})),
        ("restore", json!({"path": file})),
    ] {
        assert_eq!(world.refuse(name, request).code, Code::ReadOnly, "{name}");
    }
    world.stop();
    drop(other.stdin.take());
    assert!(other.wait().expect("it ends").success());
    world.start();
    assert_eq!(forwarding(&world)["state"], "ready");
    assert_eq!(forward(&world, "#1001")["purchases"], 1);
    world.prove();
}
