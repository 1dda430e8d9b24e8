//! Journeys through the engine, as hosts call it: a name and JSON in, JSON out.

mod again;
mod back_in_time;
mod batch;
mod bundles;
mod catalogue_in;
mod cut_restore;
mod due;
mod ended_there;
mod fees;
mod following;
mod forwarding;
mod in_doubt;
mod inbox;
mod interface;
mod kill;
mod known_faults;
mod left_drafts;
mod lists;
mod look_first;
mod mail;
mod mailbox_private;
mod migration;
mod older;
mod orders_in;
mod partly;
mod plans;
mod profit;
mod property;
mod replies;
mod restore;
mod returned;
mod routing;
mod rules;
mod sftp;
mod simulation;
mod sold;
mod tracking;
mod undo;
mod unknown;

/// A workspace whose workbooks are read by this package's second program.
fn world() -> stockless_tests::World {
    stockless_tests::world::name_other_process(env!("CARGO_BIN_EXE_other-process"));
    stockless_tests::World::new()
}

fn world_at(moment: &str) -> stockless_tests::World {
    stockless_tests::world::name_other_process(env!("CARGO_BIN_EXE_other-process"));
    stockless_tests::World::at(moment)
}

/// A workspace that has been there since the beginning of the year: its orders have no other history.
fn long_standing_world() -> stockless_tests::World {
    const SINCE_5_JANUARY: i64 = 63 * 86_400_000;
    let world = world_at("2026-01-05T09:00:00Z");
    world.advance(SINCE_5_JANUARY);
    world
}
