//! A backup that was being put back when the process died, and a workspace whose file is gone.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use stockless_engine::error::Code;
use stockless_tests::world::file_names;
use stockless_tests::{Sale, World};

const KEPT: &str = "2026-03-09T100000000Z.before_restore.stockless";

/// One order sent, then a backup, then a note. The workspace is closed.
fn closed() -> (World, PathBuf) {
    let mut world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    world.forward_now();
    let backup = world.call("backup", json!({}))["path"].as_str().expect("a path").into();
    world.call("order_note_add", json!({"order_id": 1, "text": "after the backup"}));
    world.stop();
    (world, backup)
}

fn notes(world: &World) -> usize {
    world.order("#1001")["notes"].as_array().expect("notes").len()
}

#[test]
fn a_restore_that_was_cut_off_anywhere_is_ended_by_the_next_start() {
    // What had been moved away when the process died.
    for moved in [[].as_slice(), &["-wal"], &["-wal", "-shm"], &["-wal", "-shm", ""]] {
        let (mut world, backup) = closed();
        let (database, kept) = (world.database(), world.path("backups").join(KEPT));
        let beside = |path: &PathBuf, suffix: &str| PathBuf::from(format!("{}{suffix}", path.display()));
        for suffix in ["-wal", "-shm"] {
            fs::write(beside(&database, suffix), b"of the present file").expect("a companion");
        }
        fs::copy(&backup, world.path(&format!("incoming.{KEPT}"))).expect("the incoming file");
        for suffix in moved {
            fs::rename(beside(&database, suffix), beside(&kept, suffix)).expect("moved away");
        }
        world.start();
        assert_eq!(notes(&world), 0, "{moved:?}: the backup is in place");
        assert_eq!(fs::read(beside(&kept, "-wal")).expect("the log"), b"of the present file", "{moved:?}");
        assert!(kept.exists() && !file_names(world.folder()).iter().any(|name| name.starts_with("incoming")));
        world.prove();
        // The file that was there before can be put back in turn.
        for suffix in ["-wal", "-shm"] {
            fs::remove_file(beside(&kept, suffix)).expect("removed");
        }
        world.call("restore", json!({"path": kept}));
        assert_eq!(notes(&world), 1, "{moved:?}");
        world.prove();
    }
}

#[test]
fn a_copy_that_was_cut_off_changes_nothing() {
    let (mut world, _) = closed();
    fs::write(world.path("incoming.part"), b"SQLite format 3\0 and no more").expect("half a copy");
    world.start();
    assert_eq!(notes(&world), 1);
    world.prove();
}

#[test]
fn a_workspace_whose_file_is_gone_is_no_new_one() {
    let (mut world, backup) = closed();
    let away = world.path("away");
    fs::rename(world.database(), &away).expect("moved away");
    let refused = world.try_start().expect_err("it is not opened");
    assert_eq!(refused.code, Code::Storage);
    assert!(refused.message.contains("is not there"), "{}", refused.message);
    assert!(refused.message.contains(backup.to_str().expect("a text")), "{}", refused.message);
    // Without backups the journal tells that something was sent.
    fs::remove_dir_all(world.path("backups")).expect("no backups");
    let refused = world.try_start().expect_err("it is not opened");
    assert!(refused.message.contains("Its journal tells"), "{}", refused.message);
    assert!(!world.database().exists(), "nothing was made in its place");
    fs::rename(&away, world.database()).expect("put back");
    world.start();
    assert_eq!(notes(&world), 1);
    world.prove();
}
