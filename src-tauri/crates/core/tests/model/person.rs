//! The merchant, who acts through a process in charge.

use stockless_core::protocol::Class;
use stockless_core::purchase::State;

use crate::doubt::begin_quarantine;
use crate::program::go;
use crate::rules::Person;
use crate::search::Steps;
use crate::start::{forgotten, recall};
use crate::world::World;

const WHO: &str = "the merchant";

pub fn steps(steps: &mut Steps<'_>) {
    if !steps.world.somebody_ready() {
        return;
    }
    let row = steps.world.row;
    if !row.exists {
        forward(steps);
    } else {
        match row.state {
            State::Asking => answer(steps),
            State::Queued if !row.mine && !row.paused => {
                let mut world = steps.world;
                world.row.mine = true;
                steps.add(WHO, "lets go what an earlier run had queued", world);
            }
            State::Rejected if !row.paused => {
                let mut world = steps.world;
                go(&mut world.row, State::Queued);
                world.row.mine = true;
                steps.add(WHO, "has what was refused sent again", world);
            }
            State::ToHandOver => to(steps, State::Placed, "hands it over"),
            _ => {}
        }
    }
    resume(steps);
}

fn to(steps: &mut Steps<'_>, state: State, what: &'static str) {
    let mut world = steps.world;
    go(&mut world.row, state);
    steps.add(WHO, what, world);
}

fn answer(steps: &mut Steps<'_>) {
    let paused = steps.world.row.paused;
    if steps.setting.person == Person::Silent {
        return;
    }
    if steps.setting.supplier.class_without_key() == Class::Listed {
        let mut world = steps.world;
        go(&mut world.row, State::Unknown);
        world.row.refused = steps.world.row.refused;
        steps.add(WHO, "has the records looked at again", world);
    }
    let there = steps.world.visible > 0 && steps.setting.person == Person::Looks;
    if there {
        to(steps, State::Placed, "looks and finds it");
    } else if !paused || steps.setting.rules.answers_while_paused {
        let mut world = steps.world;
        go(&mut world.row, State::Queued);
        world.row.mine = true;
        let what = match steps.setting.person {
            Person::Guesses => "has it sent again without looking",
            _ => "looks, does not find it and has it sent again",
        };
        steps.add(WHO, what, world);
    }
}

/// Forwards an order that has no purchase.
fn forward(steps: &mut Steps<'_>) {
    if steps.world.row.paused {
        return;
    }
    let mut world = steps.world;
    let forgotten = forgotten(steps.setting, &world, 0);
    let fresh = World::new(steps.setting.tries.unwrap_or(1), 0).row;
    world.row = crate::world::Row { acknowledged: world.row.acknowledged, ..fresh };
    let Some(first) = forgotten.first() else {
        return steps.add(WHO, "forwards the order", world);
    };
    go(&mut world.row, State::Sending);
    go(&mut world.row, State::Unknown);
    world.row.count = 1;
    begin_quarantine(&mut world.row);
    (world.row.sent, world.row.expired) = (true, first.expired);
    recall(&mut world.row, &forgotten);
    steps.add(WHO, "forwards an order that the journal knows as sent", world);
}

/// Lets forwarding go on, once what the journal knows more has been looked at.
fn resume(steps: &mut Steps<'_>) {
    let mut world = steps.world;
    let row = world.row;
    let class = steps.setting.supplier.class();
    let open = row.exists
        && (row.state == State::Asking
            || (row.state == State::Unknown && matches!(class, Class::Listed | Class::Blind)));
    if row.paused && !open {
        world.row.paused = false;
        world.row.acknowledged = world.journal.len;
        steps.add(WHO, "lets forwarding go on", world);
    }
}
