//! Each operation of a day fails once, in each way in which it can.

use stockless_tests::faulty::{Arrives, Kind, Op, Outside};

use crate::session::{Stage, copy, ends_well, play, prepared};

/// What a sweep saw.
#[derive(Debug, Default)]
struct Swept {
    faults: u64,
    told: u64,
    dark: u64,
    asked: usize,
    ops: std::collections::BTreeMap<Op, u64>,
}

/// Fails each operation that can fail so, one after the other.
fn sweep(kind: Kind) -> Swept {
    let folder = prepared();
    let mut swept = Swept::default();
    let mut at = 1;
    loop {
        let mut stage = Stage::set(copy(folder.path()), Outside::default(), "first");
        stage.disk.fail_once(at, kind);
        let told = play(&mut stage);
        let counted = stage.disk.counted();
        let Some((failed, op, file)) = counted.failed else { break };
        stage.disk.heal();
        swept.faults += 1;
        swept.told += u64::from(!told.errors.is_empty());
        *swept.ops.entry(op).or_default() += 1;
        let course = format!("{kind:?} at {failed} ({op:?} of {file}), told {:?}", told.errors);
        if stage.world.is_open() {
            // The program is killed here, or the power goes, or it lives on.
            let mut killed = stage.killed();
            let dark = stage.dark(Arrives::Nothing, at);
            swept.asked += ends_well(&stage, &told, &format!("{course}, goes on"));
            killed.world.start();
            swept.asked += ends_well(&killed, &told, &format!("{course}, killed"));
            if let Some(mut dark) = dark {
                swept.dark += 1;
                dark.world.start();
                swept.asked += ends_well(&dark, &told, &format!("{course}, power gone"));
            }
        } else {
            stage.world.start();
            swept.asked += ends_well(&stage, &told, &format!("{course}, not opened"));
        }
        at = failed + 1;
    }
    swept
}

#[test]
fn every_operation_that_reports_an_error() {
    let swept = sweep(Kind::Error);
    println!("{swept:?}");
    assert!(swept.faults > 200, "{swept:?}");
}

#[test]
fn every_write_to_a_full_disk() {
    let swept = sweep(Kind::Full);
    println!("{swept:?}");
    assert!(swept.faults > 60, "{swept:?}");
}

#[test]
fn every_lock_that_somebody_else_holds() {
    let swept = sweep(Kind::Busy);
    println!("{swept:?}");
    assert!(swept.faults > 30, "{swept:?}");
}

#[test]
fn every_write_to_a_read_only_file() {
    let swept = sweep(Kind::ReadOnly);
    println!("{swept:?}");
    assert!(swept.faults > 60, "{swept:?}");
}

#[test]
fn every_read_that_comes_up_short() {
    let swept = sweep(Kind::Short);
    println!("{swept:?}");
    assert!(swept.faults > 10, "{swept:?}");
}
