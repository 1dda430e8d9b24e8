//! Time, the computer and its disk.

use stockless_core::protocol::{Key, Lifetime};

use crate::program::stop;
use crate::rules::Forgets;
use crate::search::Steps;
use crate::world::At;

pub fn steps(steps: &mut Steps<'_>) {
    time(steps);
    key(steps);
    computer(steps);
    database(steps);
}

fn time(steps: &mut Steps<'_>) {
    let mut world = steps.world;
    if world.visible < world.orders {
        world.visible = world.orders;
        steps.add("the supplier's list", "catches up", world);
        return;
    }
    // What was sent has arrived or is gone, and the list shows what arrived: that is what its length is chosen for.
    let mut world = steps.world;
    if world.order_flying() {
        return;
    }
    for row in world.copies() {
        row.over |= row.in_doubt && row.counts;
    }
    if world != steps.world {
        steps.add("time", "takes the quarantine to its end", world);
    }
}

fn key(steps: &mut Steps<'_>) {
    let setting = steps.setting;
    let mut world = steps.world;
    let dies = matches!(setting.supplier.key_lifetime, Lifetime::Ms(_));
    if dies && setting.forgets != Forgets::Never && world.sent && !world.aged {
        world.aged = true;
        for row in world.copies() {
            row.expired |= row.sent;
        }
        for line in world.journal.lines.iter_mut().take(usize::from(world.journal.len)) {
            line.expired = true;
        }
        steps.add("time", "takes the key to the end of what is relied on", world);
    }
    let mut world = steps.world;
    let old = world.aged && world.flying().all(|flying| !flying.trusted);
    let may = match setting.forgets {
        Forgets::Never => false,
        Forgets::AfterItsLife => old,
        Forgets::Early => true,
    };
    if may && world.remembers && setting.supplier.key != Key::DraftConfirm {
        world.remembers = false;
        steps.add("the supplier", "forgets the key", world);
    }
}

fn computer(steps: &mut Steps<'_>) {
    if !steps.setting.power_cuts || steps.world.processes.iter().all(|process| process.at == At::Down) {
        return;
    }
    let mut world = steps.world;
    for process in 0..steps.setting.processes {
        stop(&mut world, process);
    }
    for row in world.copies() {
        (row.counts, row.same_start) = (false, false);
    }
    steps.fault("the computer", "stops", world);
    if steps.setting.lying_disk && !world.lied && world.journal.has_open {
        world.lied = true;
        world.journal.has_open = false;
        steps.fault("the computer", "stops, and the disk loses the last line of the journal", world);
    }
}

fn database(steps: &mut Steps<'_>) {
    for slot in 0..steps.setting.backups {
        let mut world = steps.world;
        if let Some(row) = world.backups[slot] {
            for process in 0..steps.setting.processes {
                stop(&mut world, process);
            }
            world.row = row;
            steps.fault("the database", "goes back to a backup, with nothing running", world);
        } else if slot == 0 || world.backups[slot - 1].is_some() {
            world.backups[slot] = Some(world.row);
            steps.add("a backup", "is taken", world);
        }
    }
}
