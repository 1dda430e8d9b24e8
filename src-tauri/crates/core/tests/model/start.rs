//! The program after a start: the journal is compared with the database, and what was left open is settled.

use stockless_core::purchase::State;

use crate::doubt::begin_quarantine;
use crate::program::{end, go, name};
use crate::rules::Setting;
use crate::search::Steps;
use crate::world::{At, Line, Row, World};

/// Compares the journal with the database.
pub fn compare(steps: &mut Steps<'_>, process: u8) {
    let mut world = steps.world;
    world.process(process).at = At::Settling;
    let forgotten = forgotten(steps.setting, &world, usize::from(world.row.acknowledged));
    let Some(&first) = forgotten.first() else {
        return steps.add(name(process), "finds nothing new in the journal", world);
    };
    world.row.paused = true;
    if world.row.exists {
        put_in_doubt(steps.setting, &mut world.row, first);
        recall(&mut world.row, &forgotten);
        if steps.setting.rules.lines_by_attempt {
            for line in forgotten {
                world.row.known |= 1 << line.attempt;
                world.row.count += 1;
            }
        }
    }
    steps.add(name(process), "finds in the journal what the database forgot", world);
}

/// Lines of the journal, from one on, whose attempts the database does not know.
pub fn forgotten(setting: &Setting, world: &World, from: usize) -> Vec<Line> {
    let row = &world.row;
    let knows = |line: &Line| {
        row.exists
            && if setting.rules.lines_by_attempt {
                row.known & 1 << line.attempt != 0
            } else {
                line.number <= row.count
            }
    };
    world.journal.written().iter().skip(from).filter(|line| !knows(line)).copied().collect()
}

/// The last line tells which draft was confirmed, if one was.
pub fn recall(row: &mut Row, forgotten: &[Line]) {
    if let Some(Line { draft: draft @ 1.., .. }) = forgotten.last()
        && matches!(row.state, State::Sending | State::Unknown)
    {
        row.draft = *draft;
    }
}

fn put_in_doubt(setting: &Setting, row: &mut Row, first: Line) {
    let path = (setting.rules.into_doubt)(row.state);
    if path.is_empty() {
        return;
    }
    for &to in path {
        go(row, to);
    }
    begin_quarantine(row);
    (row.open, row.open_attempt) = (None, None);
    if !row.sent {
        (row.sent, row.expired) = (true, first.expired);
    }
}

/// Settles an attempt that an earlier run left without an outcome.
pub fn settle(steps: &mut Steps<'_>, process: u8) {
    let mut world = steps.world;
    world.process(process).at = At::Idle;
    let row = &world.row;
    if !world.is_current(process) || row.state != State::Sending {
        return steps.add(name(process), "finds nothing left open", world);
    }
    let Some(kind) = row.open else { return };
    let journalled = if steps.setting.backups == 0 {
        world.journal.has_open
    } else {
        let mine = |line: &Line| {
            if steps.setting.rules.lines_by_attempt {
                Some(line.attempt) == row.open_attempt
            } else {
                line.number == row.count
            }
        };
        world.journal.written().iter().any(mine)
    };
    let outcome = (steps.setting.rules.after_restart)(journalled, row.same_start);
    end(steps.setting, &mut world.row, kind, &outcome, 0);
    steps.add(name(process), "settles what was left open", world);
}
