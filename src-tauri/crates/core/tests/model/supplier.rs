//! The network and the supplier. Requests arrive late, in any order, or not at all, whether their sender lives or not.

use stockless_core::protocol::{Class, Lookup};

use crate::rules::Setting;
use crate::search::Steps;
use crate::world::{Answer, At, Flying, Request, World};

pub fn steps(steps: &mut Steps<'_>) {
    let mut before = None;
    for slot in 0..steps.world.net.len() {
        let flying = steps.world.net[slot];
        if flying == before {
            continue;
        }
        before = flying;
        if let Some(flying) = flying {
            arrive(steps, slot, flying);
        }
    }
}

fn arrive(steps: &mut Steps<'_>, slot: usize, flying: Flying) {
    let setting = steps.setting;
    let mut gone = steps.world;
    gone.net[slot] = None;
    steps.fault("the network", "loses a request", gone);

    let mut accepted = gone;
    let answer = Answer::Yes(accept(setting, &mut accepted, flying.request));
    let Some(process) = flying.waits else {
        return steps.add("the supplier", "accepts, and nobody waits for the answer", accepted);
    };
    steps.fault("the supplier", "accepts, and the answer is lost", accepted);
    reply(steps, accepted, process, flying.request, answer, "accepts and answers");

    if setting.refusals {
        reply(steps, gone, process, flying.request, Answer::Refused, "refuses for good");
        reply(steps, gone, process, flying.request, Answer::NotYet, "refuses for now");
    }
}

fn reply(
    steps: &mut Steps<'_>,
    mut world: World,
    process: u8,
    request: Request,
    answer: Answer,
    what: &'static str,
) {
    world.process(process).at = At::Knows(request, answer);
    if matches!(answer, Answer::Yes(_)) {
        steps.add("the supplier", what, world);
    } else {
        steps.fault("the supplier", what, world);
    }
}

/// The supplier takes a request. Returns the number of a draft, or 0.
fn accept(setting: &Setting, world: &mut World, request: Request) -> u8 {
    match request {
        Request::Draft => {
            let draft = world.free_draft();
            world.confirmed &= !(1 << draft);
            return draft;
        }
        Request::Confirm(draft) if world.confirmed & 1 << draft != 0 => return 0,
        Request::Confirm(draft) => world.confirmed |= 1 << draft,
        Request::Place if world.remembers => return 0,
        Request::Place => world.remembers = setting.supplier.class() == Class::Keyed,
    }
    world.orders += 1;
    if setting.supplier.lookup == Lookup::None {
        world.visible = world.orders;
    }
    0
}
