//! Disks that go on failing, files that are not what they were, and what the merchant sees.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use stockless_connect::placing::{Answer, Listed, Look, Trace};
use stockless_core::day::Instant;
use stockless_core::protocol::Capability;
use stockless_engine::error::Code;
use stockless_engine::forwarding::{Leaving, Outside as WayOut, Reach, RealOutside};
use stockless_tests::World;
use stockless_tests::faulty::{Arrives, FaultyDisk, Kind, Op, Outside};
use stockless_tests::world::file_names;

use crate::session::{DOCUMENTS, Stage, Told, copy, ends_well, prepared};

const MINUTE: i64 = 60_000;
const FILE: &str = "workspace.stockless";

fn stage() -> Stage {
    Stage::set(copy(prepared().path()), Outside::default(), "first")
}

fn opened() -> Stage {
    let mut stage = stage();
    stage.world.start();
    stage
}

fn forwarding(world: &World) -> Value {
    world.call("workspace_state", json!({}))["forwarding"].clone()
}

/// Forwarding stands still and says so, and everything can be read.
#[track_caller]
fn stands_still(stage: &Stage, words: &str) {
    let state = forwarding(&stage.world);
    assert_eq!((&state["state"], &state["facts"]["reason"]), (&json!("paused"), &json!("cannot_write")));
    let told = state["facts"]["words"].as_str().expect("words");
    assert!(told.contains(words), "“{words}” in “{told}”");
    assert_eq!(stage.world.tab("all").len(), 3, "everything can be read");
    for (name, request) in
        [("forward", json!({"which": {"tab": "new"}, "now": true})), ("forwarding_try_again", json!({}))]
    {
        assert_eq!(stage.world.refuse(name, request).code, Code::Disk, "{name}");
    }
    assert!(stage.outside.all().is_empty(), "nothing is sent");
}

#[test]
fn on_a_full_disk_forwarding_waits_and_goes_on_by_itself() {
    let stage = opened();
    let began = forwarding(&stage.world)["since"].clone();
    assert_eq!(began, Value::Null);
    stage.disk.fail(Kind::Full);
    assert_eq!(stage.world.refuse("order_note_add", json!({"order_id": 1, "text": "x"})).code, Code::Disk);
    // What the system says differs by what it was asked for last.
    stands_still(&stage, "disk");
    assert_eq!(forwarding(&stage.world)["since"], "2026-03-09T09:00:00.000Z");
    // Nobody hammers a disk that refuses: within a minute the clock may be looked at as often as it likes.
    stage.world.tick();
    let before = stage.disk.counted().by_op.get(&Op::Write).copied();
    for _ in 0..100 {
        stage.world.advance(500);
        stage.world.tick();
    }
    assert_eq!(stage.disk.counted().by_op.get(&Op::Write).copied(), before, "not one write");
    stage.disk.heal();
    stage.world.advance(MINUTE);
    stage.world.tick();
    assert_eq!(forwarding(&stage.world)["state"], "ready");
    ends_well(&stage, &Told::default(), "after a full disk");
}

#[test]
fn a_backup_that_does_not_fit_leaves_nothing_behind() {
    let stage = opened();
    let backups = stage.world.path("backups");
    let before = file_names(&backups);
    let left = backups.join("2026-03-01T000000000Z.on_demand.part");
    std::fs::create_dir_all(&backups).expect("a folder");
    std::fs::write(&left, "what a process that died left").expect("a file");
    stage.disk.fail(Kind::Full);
    let refused = stage.world.refuse("backup", json!({}));
    assert!(refused.action.contains("Make room"), "{refused:?}");
    assert_eq!(file_names(&backups), before, "neither half a backup nor an older half");
    stage.disk.heal();
    stage.world.call("backup", json!({}));
    assert_eq!(file_names(&backups).len(), before.len() + 1);
}

#[test]
fn a_daily_backup_that_does_not_fit_is_told_and_tried_again_after_an_hour() {
    let stage = opened();
    let told = || stage.world.call("workspace_state", json!({}))["backup_refused"].clone();
    let writes = || stage.disk.counted().by_op.get(&Op::Write).copied().unwrap_or(0);
    // There is no room for a copy, and there is for everything else.
    let backups = stage.world.path("backups");
    let _ = std::fs::remove_dir_all(&backups);
    std::fs::write(&backups, "a file where the folder should be").expect("a file");
    stage.world.tick();
    assert!(told().as_str().is_some_and(|words| words.contains("backups")), "{}", told());
    let before = writes();
    stage.world.advance(MINUTE);
    stage.world.tick();
    assert_eq!(writes(), before, "not tried again at each look");
    std::fs::remove_file(&backups).expect("the file");
    stage.world.advance(60 * MINUTE);
    stage.world.tick();
    assert_eq!((told(), file_names(&backups).len()), (Value::Null, 1));
    // A clock that was ahead and is put right does not keep the next one away.
    stage.world.advance(-30 * 24 * 60 * MINUTE);
    stage.world.tick();
    assert_eq!(file_names(&backups).len(), 2);
}

#[test]
fn a_file_that_may_not_be_written_is_opened_to_be_read() {
    let mut stage = stage();
    stage.disk.fail(Kind::ReadOnly);
    stage.world.start();
    stands_still(&stage, "readonly");
    stage.disk.heal();
    stage.world.call("forwarding_try_again", json!({}));
    assert_eq!(forwarding(&stage.world)["state"], "ready");
    ends_well(&stage, &Told::default(), "after a read-only file");
}

#[test]
fn a_folder_that_takes_no_lock_is_opened_to_be_read() {
    let mut stage = stage();
    let lock = stage.world.path("workspace.lock");
    std::fs::remove_file(&lock).expect("the lock file");
    std::fs::create_dir(&lock).expect("something in its place");
    stage.world.start();
    stands_still(&stage, "workspace.lock");
    std::fs::remove_dir(&lock).expect("it goes");
    stage.world.call("forwarding_try_again", json!({}));
    ends_well(&stage, &Told::default(), "after a lock that could not be taken");
}

#[test]
fn a_journal_that_takes_no_line_lets_nothing_leave() {
    let stage = opened();
    stage.disk.fail_only(Op::JournalWrite, Kind::Full);
    let answer = stage.world.refuse("forward", json!({"which": {"tab": "new"}, "now": true}));
    assert_eq!(answer.code, Code::Disk, "{answer:?}");
    stands_still(&stage, "journal.jsonl");
    let attempts: Vec<Value> = stage.world.purchases("queued");
    assert_eq!(attempts.len(), 3, "each waits in the outbox");
    stage.disk.heal();
    stage.world.call("forwarding_try_again", json!({}));
    ends_well(&stage, &Told { forwarded: vec![1, 2, 3], ..Told::default() }, "after a full journal");
}

/// Another run on the workspace as it lies there.
fn waiting(stage: &Stage) -> Stage {
    let mut course = stage.killed();
    course.world.start();
    course.world.advance(MINUTE / 4);
    course.disk.count();
    course
}

#[test]
fn what_a_supplier_answered_is_not_asked_for_when_only_the_record_failed() {
    let stage = opened();
    stage.world.call("forward", json!({"which": {"ids": [1]}}));
    let writes = {
        let course = waiting(&stage);
        course.world.call("outbox_decide", json!({"send": true}));
        course.disk.counted().all
    };
    let mut answered = 0;
    for at in 1..=writes {
        let course = waiting(&stage);
        course.disk.fail_once(at, Kind::Error);
        let told = course.world.engine().call("outbox_decide", json!({"send": true}));
        course.disk.heal();
        course.disk.look();
        if told.is_err() && course.outside.has(DOCUMENTS[0]) {
            answered += 1;
            assert_eq!(course.world.purchase("1-1")["row"]["state"], "placed", "failed at {at} of {writes}");
        }
    }
    assert!(answered > 5, "{answered} of {writes} errors came after the file was there");
}

#[test]
fn a_commit_that_was_answered_with_an_error_is_shown_as_it_is() {
    let stage = opened();
    // The change is written, and the disk does not confirm it.
    stage.disk.fail_next(Op::Sync, Kind::Error);
    let told = stage.world.refuse("order_note_add", json!({"order_id": 1, "text": "Kept?"}));
    assert_eq!(told.code, Code::Disk);
    assert_eq!(forwarding(&stage.world)["state"], "ready", "it was opened again at once");
    let notes = stage.world.call("order", json!({"id": 1}))["notes"].clone();
    assert_eq!(notes[0]["text"], "Kept?", "the change was in the file, and is shown");
    let mut killed = stage.killed();
    killed.world.start();
    assert_eq!(killed.world.call("order", json!({"id": 1}))["notes"], notes, "now and later");
    ends_well(&stage, &Told { notes: vec!["Kept?"], ..Told::default() }, "after a commit in doubt");
}

#[test]
fn who_else_holds_the_file_is_waited_for() {
    let mut stage = opened();
    let other = rusqlite::Connection::open(stage.world.database()).expect("another program");
    other.execute_batch("BEGIN IMMEDIATE").expect("it holds the file");
    let told = stage.world.refuse("order_note_add", json!({"order_id": 1, "text": "x"}));
    assert_eq!((told.code, told.message.contains("locked")), (Code::Storage, true), "{told:?}");
    assert_eq!(forwarding(&stage.world)["state"], "ready", "nothing is wrong with the disk");
    other.execute_batch("ROLLBACK").expect("it lets go");
    stage.world.call("order_note_add", json!({"order_id": 1, "text": "x"}));
    stage.world.stop();
    other.execute_batch("BEGIN IMMEDIATE").expect("it holds the file");
    stage.world.start();
    stands_still(&stage, "locked");
    other.execute_batch("ROLLBACK").expect("it lets go");
    stage.world.call("forwarding_try_again", json!({}));
    ends_well(&stage, &Told::default(), "after another program let go");
}

#[test]
fn shared_memory_that_holds_garbage_is_made_anew() {
    let stage = opened();
    stage.world.call("forward", json!({"which": {"ids": [1]}, "now": true}));
    let mut killed = stage.killed();
    std::fs::write(killed.world.path(&format!("{FILE}-shm")), vec![0xA5; 65_536]).expect("garbage");
    killed.world.start();
    ends_well(&killed, &Told { forwarded: vec![1], ..Told::default() }, "after garbage in shared memory");
}

#[test]
fn a_log_that_was_cut_or_overwritten_is_noticed_and_nothing_leaves_twice() {
    let stage = opened();
    stage.world.call("forward", json!({"which": {"ids": [1]}, "now": true}));
    stage.disk.look();
    assert_eq!(stage.outside.all().len(), 1);
    type Harm = fn(Vec<u8>) -> Vec<u8>;
    let harms: [(&str, Harm); 3] = [
        ("gone", |_| Vec::new()),
        ("cut", |log| log.get(..log.len() / 8).unwrap_or_default().to_vec()),
        ("overwritten", |log| vec![0x5A; log.len()]),
    ];
    for (name, harm) in harms {
        let mut killed = stage.killed();
        let log = killed.world.path(&format!("{FILE}-wal"));
        let content = std::fs::read(&log).expect("a log");
        assert!(content.len() > 50_000, "{}", content.len());
        std::fs::write(&log, harm(content)).expect("harm");
        killed.world.start();
        let state = forwarding(&killed.world);
        assert_eq!(state["facts"]["reason"], "journal_knows_more", "{name}: {state}");
        for (call, request) in
            [("forward", json!({"which": {"tab": "new"}, "now": true})), ("outbox_send", json!({}))]
        {
            killed.world.refuse(call, request);
        }
        killed.world.advance(60 * MINUTE);
        killed.world.tick();
        killed.disk.look();
        assert_eq!(killed.outside.all(), stage.outside.all(), "{name}: nothing leaves");
    }
}

#[test]
fn a_file_that_was_emptied_is_no_new_workspace() {
    let mut stage = opened();
    let backup = stage.world.call("backup", json!({}))["path"].as_str().expect("a path").to_owned();
    stage.world.stop();
    std::fs::write(stage.world.database(), "").expect("emptied");
    let told = stage.world.try_start().expect_err("it is not opened");
    assert!(told.message.contains("is empty") && told.message.contains(&backup), "{}", told.message);
    assert_eq!(std::fs::read(stage.world.database()).expect("the file"), b"", "and left as it is");
    std::fs::copy(backup, stage.world.database()).expect("the backup in its place");
    let mut again = stage.killed();
    again.world.start();
    ends_well(&again, &Told::default(), "after an emptied file");
}

#[test]
fn without_its_journal_a_purchase_that_was_under_way_is_not_taken_for_unsent() {
    let mut stage = opened();
    stage.world.call("forward", json!({"which": {"ids": [1]}, "now": true}));
    stage.disk.look();
    stage.world.stop();
    // As if the program had been killed while it waited for the answer, and somebody had tidied up since.
    let raw = rusqlite::Connection::open(stage.world.database()).expect("the file");
    raw.execute_batch(
        "DROP TRIGGER attempt_once; UPDATE attempt SET outcome = NULL, finished_ms = NULL; UPDATE purchase SET state = 'sending'",
    )
    .expect("a change");
    drop(raw);
    std::fs::remove_file(stage.world.path("journal.jsonl")).expect("the journal");
    stage.world.start();
    assert_eq!(stage.world.purchase("1-1")["row"]["state"], "unknown");
    stage.world.call("outbox_decide", json!({"send": true}));
    stage.world.tick();
    stage.disk.look();
    assert_eq!(stage.outside.all()[DOCUMENTS[0]], 1);
}

/// The way to suppliers, on a disk that is full from the moment at which the first purchase is sent.
struct FillsUp {
    real: RealOutside,
    disk: Arc<FaultyDisk>,
    has_sent: AtomicBool,
}

impl WayOut for FillsUp {
    fn capability(&self, reach: &Reach) -> Result<Capability, String> {
        self.real.capability(reach)
    }

    fn attempt(&self, leaving: &Leaving) -> Answer {
        let answer = self.real.attempt(leaving);
        if !self.has_sent.swap(true, Ordering::Relaxed) {
            self.disk.fail_only(Op::Write, Kind::Full);
        }
        answer
    }

    fn look(&self, leaving: &Leaving) -> (Look, Trace) {
        self.real.look(leaving)
    }

    fn list(&self, reach: &Reach, since: Instant) -> (Listed, Trace) {
        self.real.list(reach, since)
    }

    fn cancel(&self, reach: &Reach, number: &str) -> Answer {
        self.real.cancel(reach, number)
    }

    fn cancel_draft(&self, reach: &Reach, number: &str) -> Answer {
        self.real.cancel_draft(reach, number)
    }

    fn try_out(&self, reach: &Reach, now: Instant) -> Result<String, String> {
        self.real.try_out(reach, now)
    }
}

#[test]
fn what_was_accepted_and_could_not_be_recorded_is_in_the_journal_and_shown() {
    let mut stage = opened();
    let disk = Arc::clone(&stage.disk);
    stage.world.reach_through(Arc::new(FillsUp {
        real: RealOutside::default(),
        disk,
        has_sent: AtomicBool::new(false),
    }));
    let told = stage.world.refuse("forward", json!({"which": {"ids": [1]}, "now": true}));
    assert_eq!(told.code, Code::Disk, "{told:?}");
    assert_eq!(forwarding(&stage.world)["facts"]["accepted"], "1-1", "it is shown while the program lives");
    stage.disk.look();
    assert!(stage.outside.has(DOCUMENTS[0]), "the supplier took it away");
    let journal = std::fs::read_to_string(stage.world.path("journal.jsonl")).expect("the journal");
    assert!(journal.lines().count() == 2 && journal.contains("\"accepted\":\"\""), "{journal}");
    let killed = stage.killed();
    let dark = stage.after_cut(Arrives::Nothing, 1, "second");
    stage.disk.heal();
    stage.world.call("forwarding_try_again", json!({}));
    for (mut course, name) in [(stage, "goes on"), (killed, "killed"), (dark, "power gone")] {
        if !course.world.is_open() {
            course.world.start();
        }
        let purchase = course.world.purchase("1-1");
        assert_eq!(purchase["row"]["state"], "placed", "{name}: nobody is asked: {purchase}");
        ends_well(&course, &Told::default(), name);
    }
}

#[test]
fn a_lost_journal_is_made_anew_from_the_attempts_and_the_merchant_is_told() {
    let mut stage = opened();
    stage.world.call("forward", json!({"which": {"ids": [1, 2]}, "now": true}));
    stage.disk.look();
    stage.world.stop();
    let path = stage.world.path("journal.jsonl");
    let lines = |text: &str| -> Vec<(Value, Value, Value)> {
        text.lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("a line"))
            .map(|line| (line["key"].clone(), line["attempt"].clone(), line["at_ms"].clone()))
            .collect()
    };
    let before = lines(&std::fs::read_to_string(&path).expect("the journal"));
    assert_eq!(before.len(), 2);
    std::fs::remove_file(&path).expect("it is lost");
    stage.world.start();
    assert_eq!(lines(&std::fs::read_to_string(&path).expect("the journal")), before);
    let state = forwarding(&stage.world);
    assert_eq!(
        (&state["state"], &state["facts"]["journal_made_anew"]),
        (&json!("ready"), &json!("2026-03-09T09:00:00.000Z"))
    );
    stage.world.prove();
    stage.world.call("forwarding_resume", json!({}));
    assert_eq!(forwarding(&stage.world)["facts"], json!({}), "it was seen");
    stage.world.restart();
    assert_eq!(forwarding(&stage.world)["facts"], json!({}), "and is not told again");
    ends_well(&stage, &Told { forwarded: vec![1, 2], ..Told::default() }, "after a lost journal");
}

#[test]
fn what_was_looked_at_in_one_journal_says_nothing_about_the_next() {
    let mut stage = stage();
    let empty = copy(stage.world.folder());
    let put_back = |stage: &Stage, from: &std::path::Path| {
        let log = stage.world.path(&format!("{FILE}-wal"));
        let _ = std::fs::remove_file(log);
        std::fs::copy(from.join(FILE), stage.world.database()).expect("an older copy");
    };
    stage.world.start();
    stage.world.call("forward", json!({"which": {"ids": [1]}, "now": true}));
    stage.world.stop();
    put_back(&stage, empty.path());
    stage.world.start();
    assert_eq!(forwarding(&stage.world)["facts"]["reason"], "journal_knows_more");
    stage.world.call("forwarding_resume", json!({}));
    stage.world.stop();
    // One line was looked at; in the journal that begins now, the first line is another one.
    let looked_at = copy(stage.world.folder());
    std::fs::remove_file(stage.world.path("journal.jsonl")).expect("it is lost");
    stage.world.start();
    stage.world.call("forward", json!({"which": {"ids": [2]}, "now": true}));
    stage.world.stop();
    put_back(&stage, looked_at.path());
    stage.world.start();
    assert_eq!(forwarding(&stage.world)["facts"]["reason"], "journal_knows_more", "nothing leaves again");
}
