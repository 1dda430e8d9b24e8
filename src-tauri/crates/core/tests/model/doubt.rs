//! The program finding out about a purchase in doubt.

use stockless_core::protocol::{Doubt, Found, Key, Next};
use stockless_core::purchase::State;

use crate::program::{begin, count_look, go, name};
use crate::rules::Setting;
use crate::search::Steps;
use crate::world::{At, Row};

/// The supplier still knows by what this is repeated.
pub fn key_alive(setting: &Setting, row: &Row) -> bool {
    match setting.supplier.key {
        Key::DraftConfirm => row.draft != 0,
        _ => !row.expired,
    }
}

/// One step towards finding out.
pub fn resolve(steps: &mut Steps<'_>, process: u8) {
    let (mut world, setting) = (steps.world, steps.setting);
    let row = world.row;
    let key_alive = match setting.supplier.key {
        Key::DraftConfirm => row.draft != 0,
        _ => !row.expired,
    };
    let doubt = Doubt {
        key_alive,
        refused: row.refused,
        tries: row.tries.into(),
        looks: row.looks.into(),
        may_send: !row.paused,
    };
    let over = (row.over && row.counts) || !setting.rules.quarantine;
    let next = (setting.rules.next)(doubt, &setting.supplier, over);
    if !row.counts && next != Next::SendSame && setting.rules.quarantine {
        begin_quarantine(&mut world.row);
        return steps.add(name(process), "begins the quarantine anew", world);
    }
    match next {
        Next::Wait => {}
        Next::Ask => {
            go(&mut world.row, State::Asking);
            world.row.refused = row.refused;
            world.row.looks = row.looks;
            steps.add(name(process), "asks", world);
        }
        Next::SendSame => begin(steps, process, "repeats the same under its key"),
        Next::Look => {
            let found = if world.visible > 0 { Found::There } else { Found::NotThere };
            world.process(process).at = At::Looked(found, over);
            steps.add(name(process), "looks at the records", world);
            if setting.unreadable {
                world.process(process).at = At::Looked(Found::CannotTell, over);
                steps.fault(name(process), "cannot read the records", world);
            }
        }
    }
}

pub fn record_look(steps: &mut Steps<'_>, process: u8, found: Found, over: bool) {
    let (mut world, setting) = (steps.world, steps.setting);
    world.process(process).at = At::Idle;
    if !world.is_current(process) || world.row.state != State::Unknown {
        return steps.add(name(process), "may not write what it saw", world);
    }
    let before = world.row;
    let to = match (setting.rules.after_look)(found, over, world.row.tries.into()) {
        State::Placed if setting.by_hand => State::ToHandOver,
        to => to,
    };
    go(&mut world.row, to);
    match to {
        State::Unknown => (world.row.refused, world.row.looks) = (before.refused, before.looks + 1),
        State::Queued => world.row.mine = true,
        _ => {}
    }
    count_look(setting, &mut world);
    steps.add(name(process), "writes what it saw", world);
}

/// What is unknown stays so for as long as it may still arrive.
pub fn begin_quarantine(row: &mut Row) {
    (row.over, row.counts) = (false, true);
}
