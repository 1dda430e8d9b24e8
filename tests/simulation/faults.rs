//! What happens to the program, its files, its computer and its suppliers, apart from single requests.

use rusqlite::{Connection, params};
use stockless_core::protocol::Lookup;
use stockless_store::journal;

use super::files;
use super::mutation::Mutation;
use super::process::Desk;
use super::sim::lock;
use super::supplier::MINUTE;
use crate::faulty::{Kind, Op};

const HOUR: i64 = 60 * MINUTE;

/// Opens the program again after it died or was closed: after some time, perhaps after the computer started again, and
/// perhaps with files that are not those it left.
pub fn come_back(desk: &mut Desk) {
    well_again(desk);
    let (calm, wait, other) = {
        let mut sim = lock(&desk.sim);
        let wait = sim.dice.pick(&[0, 0, 5_000, MINUTE, 20 * MINUTE, 3 * HOUR, 24 * HOUR, 72 * HOUR]);
        (sim.calm, wait, sim.dice.percent(30))
    };
    let wait = if calm { 0 } else { wait };
    desk.pass(wait);
    if other && !calm {
        desk.reboot();
    }
    let went_back = if calm { false } else { files_change(desk) };
    on_the_way_up(desk);
    if desk.is_broken() {
        return;
    }
    desk.open();
    if went_back {
        after_going_back(desk);
    }
}

/// An older copy is put back, the log is dropped, or the journal is lost. True when the database went back in time.
fn files_change(desk: &mut Desk) -> bool {
    let (what, folder, which) = {
        let mut sim = lock(&desk.sim);
        let which = sim.dice.below(desk.older.len());
        (sim.dice.below(100), sim.folder.clone(), which)
    };
    match what {
        0..6 if !desk.older.is_empty() => {
            say(desk, "an older copy of the database is put back", "older copies put back");
            files::put_database(&desk.older[which], &folder);
            true
        }
        // A weak disk may have refused half of what the log brought into the file, which then is nothing without it.
        6..10 if !desk.journal_lost && !desk.weak_disk => {
            say(desk, "the write-ahead log is dropped", "logs dropped");
            files::drop_log(&folder);
            true
        }
        10..15 if !desk.went_back => {
            say(desk, "the journal is lost", "journals lost");
            files::drop_journal(&folder);
            lock(&desk.sim).journal_anew = true;
            // What only the journal knew is known by nobody now: nothing older is put back any more.
            desk.journal_lost = true;
            desk.files_changed = true;
            desk.older.clear();
            false
        }
        _ => false,
    }
}

fn say(desk: &Desk, line: &str, count: &'static str) {
    let mut sim = lock(&desk.sim);
    sim.note(format_args!("{line}"));
    sim.count(count);
}

/// The database may know less than the journal now. Then nothing may leave until the merchant has looked.
pub fn after_going_back(desk: &mut Desk) {
    desk.files_changed = true;
    // What came back knows of the time since only from the journal.
    desk.went_back = true;
    desk.seen.rows.clear();
    desk.undo = None;
    let mut sim = lock(&desk.sim);
    sim.suppliers.values_mut().for_each(|supplier| supplier.unknown_run = 0);
    let Some(view) = &sim.view else { return };
    let known: Option<String> = view
        .query_row("SELECT value FROM setting WHERE name = 'journal_acknowledged'", [], |row| {
            row.get::<_, String>(0)
        })
        .ok();
    let journal = journal::read(&sim.folder, &stockless_store::disk::SystemDisk).unwrap_or_default();
    let forgotten = journal.lines_behind(&known.unwrap_or_default()).any(|line| {
        let sql = "SELECT EXISTS (SELECT 1 FROM attempt a JOIN purchase p ON p.id = a.purchase_id WHERE p.key = ?1 AND a.n = ?2)";
        !view.query_row(sql, params![line.key, line.attempt], |row| row.get::<_, bool>(0)).expect("the view reads")
    });
    sim.went_back = forgotten;
    if forgotten {
        sim.count("journals that knew more");
    }
}

/// A program with a fault in its way up.
fn on_the_way_up(desk: &Desk) {
    let sim = lock(&desk.sim);
    if sim.mutation == Some(Mutation::RestartForgetsSending)
        && let Ok(database) = Connection::open(files::database(&sim.folder))
    {
        let _ = database.execute_batch(
            "UPDATE attempt SET outcome = 'definite_no', finished_ms = started_ms WHERE outcome IS NULL;
             UPDATE purchase SET state = 'queued', in_doubt = 0 WHERE state = 'sending';",
        );
    }
}

/// What a program with a fault leaves in the database between two steps.
pub fn between_steps(desk: &Desk) {
    let sim = lock(&desk.sim);
    let edit = match sim.mutation {
        Some(Mutation::RefusalClearsDoubt) => {
            "UPDATE purchase SET state = 'rejected', in_doubt = 0 WHERE state = 'unknown' AND refused = 1"
        }
        Some(Mutation::BreakerOff) => "UPDATE supplier_health SET stopped_ms = NULL, unknown_run = 0",
        Some(Mutation::SafeModeIgnored) => "UPDATE instance SET paused_since_ms = NULL",
        _ => return,
    };
    if let Some(view) = &sim.view {
        view.execute_batch(edit).expect("an edit");
    }
}

/// Somebody or something sets the wall's clock, or the computer sleeps.
pub fn clock(desk: &Desk) {
    let mut sim = lock(&desk.sim);
    // A clock that is set back again and again is not the fault that is meant here.
    let back = sim.wall_off > -HOUR;
    // A list is searched from a day before our clock's word: one that is wrong by more finds nothing in it, see
    // `searched_since`.
    let listed = sim.suppliers.values().any(|supplier| supplier.capability.lookup == Lookup::ListSince);
    let (ahead, most) = if listed { (23 * HOUR, HOUR) } else { (72 * HOUR, i64::MAX) };
    let by = match sim.dice.below(5) {
        0 if back => -HOUR,
        1 if back => -10 * MINUTE,
        2 if sim.wall_off < most => HOUR,
        3 if sim.wall_off < most.min(24 * HOUR) => ahead,
        _ => {
            let ms = sim.dice.pick(&[MINUTE, HOUR, 8 * HOUR]);
            sim.note(format_args!("the computer sleeps {} min", ms / MINUTE));
            sim.count("slept");
            return sim.sleep(ms);
        }
    };
    sim.note(format_args!("the wall's clock is set by {} min", by / MINUTE));
    sim.count("clock set");
    sim.set_wall(by);
}

/// The disk begins to fail: once at some operation, or at all of a sort until it is well again.
pub fn disk(desk: &Desk) {
    let mut sim = lock(&desk.sim);
    let Some(disk) = sim.disk.clone() else { return };
    let what = sim.dice.weighted(&[(6, 0), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5)]);
    let line = match what {
        0 => {
            let (at, kind) = (sim.dice.between(1, 120), sim.dice.pick(&Kind::ALL));
            disk.fail_once(at.unsigned_abs(), kind);
            format!("will fail once: {kind:?} at operation {at}")
        }
        1 => {
            disk.fail(Kind::Full);
            "is full".to_owned()
        }
        2 => {
            disk.fail(Kind::ReadOnly);
            "may not be written".to_owned()
        }
        3 => {
            disk.fail(Kind::Error);
            "answers with errors".to_owned()
        }
        4 => {
            disk.fail(Kind::Busy);
            "is held by somebody else".to_owned()
        }
        _ => {
            let op = sim.dice.pick(&[Op::JournalWrite, Op::JournalSync, Op::Sync, Op::Write]);
            disk.fail_next(op, Kind::Error);
            format!("will fail at the next {op:?}")
        }
    };
    sim.note(format_args!("the disk {line}"));
}

/// The disk fails no more.
pub fn well_again(desk: &Desk) {
    let mut sim = lock(&desk.sim);
    sim.see_disk();
    if let Some(disk) = &sim.disk {
        disk.heal();
    }
}

/// Something happens at a supplier.
pub fn supplier(desk: &Desk) {
    let mut sim = lock(&desk.sim);
    let ids: Vec<i64> = sim.suppliers.keys().copied().collect();
    let (id, what) = (sim.dice.pick(&ids), sim.dice.below(5));
    let sim = &mut *sim;
    let Some(supplier) = sim.suppliers.get_mut(&id) else { return };
    let name = supplier.name.clone();
    let count = supplier.made.len();
    let which = sim.dice.below(count);
    let (line, counted) = match what {
        0 if count > 0 => {
            supplier.made[which].cancelled = true;
            ("cancels an order", "cancelled by the supplier")
        }
        1 if count > 0 => {
            supplier.made[which].records = 2;
            ("splits an order in two parcels", "split by the supplier")
        }
        2 if supplier.collected => {
            supplier.files.clear();
            ("collects its files", "files collected")
        }
        3 => {
            supplier.signed_out = true;
            ("no longer accepts our key", "keys withdrawn")
        }
        _ => {
            supplier.signed_out = false;
            ("is well", "well")
        }
    };
    sim.note(format_args!("{name} {line}"));
    sim.count(counted);
}

/// A copy of the database is put aside, as a backup program would that copies files together with their log.
pub fn copy_aside(desk: &mut Desk) {
    if desk.journal_lost || desk.older.len() >= 2 {
        return;
    }
    let mut sim = lock(&desk.sim);
    let to = sim.next_copy();
    files::copy(&sim.folder, &to);
    sim.note(format_args!("a copy is put aside"));
    drop(sim);
    desk.older.push(to);
}
