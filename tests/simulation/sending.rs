//! What must hold at the moment at which a request leaves: I2, I3, I7, I8, I13.

use rusqlite::{Connection, OptionalExtension, params};
use stockless_connect::placing::Answer;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Class, Kind};
use stockless_core::supplier::Channel;
use stockless_engine::forwarding::Leaving;

use super::files;
use super::sim::Sim;
use super::supplier::{MINUTE, Request};

/// The password that every supplier of the simulation wants; it must appear nowhere.
pub const SECRET: &str = "canary-7f3a-never-to-be-seen";

/// Looks at a request that is about to leave.
pub fn look_at(sim: &mut Sim, instance: u32, leaving: &Leaving, request: &Request) {
    sim.calls += 1;
    sim.count("requests");
    let number = &leaving.purchase.number;
    if sim.holder != instance {
        let what = format!("{number} is sent by instance {instance}, and {} is in charge", sim.holder);
        return sim.breaks("I7", what);
    }
    written_down(sim, leaving);
    same_as_before(sim, leaving, request);
    at_a_time_for_sending(sim, leaving, request);
    if matches!(leaving.purchase.channel, Channel::Api | Channel::Sftp)
        && leaving.reach.secret.as_ref().map(|secret| secret.expose() != SECRET).unwrap_or(true)
    {
        sim.breaks("I13", format!("{number} leaves without the supplier's password"));
    }
}

/// I2: its attempt is committed, of this run, and the last line of the journal is about it.
fn written_down(sim: &mut Sim, leaving: &Leaving) {
    let (key, number) = (&leaving.purchase.key, &leaving.purchase.number);
    let found = sim.view.as_ref().and_then(|view| open_attempt(view, key, leaving.kind));
    let Some((n, boot, mine)) = found else {
        return sim.breaks("I2", format!("{number} leaves without an attempt on disk"));
    };
    if !mine {
        return sim.breaks("I7", format!("{number} leaves under an old epoch"));
    }
    match files::last_line(&sim.folder) {
        Some(line) if line.key == *key && line.attempt == n && line.boot == boot => {}
        line => {
            let said =
                line.map_or("nothing".to_owned(), |line| format!("{} attempt {}", line.number, line.attempt));
            sim.breaks("I2", format!("{number} attempt {n} leaves, and the journal's last line is {said}"));
        }
    }
}

fn open_attempt(view: &Connection, key: &str, kind: Kind) -> Option<(i64, String, bool)> {
    view.prepare_cached(
        "SELECT a.n, a.boot, a.epoch = (SELECT epoch FROM instance) FROM attempt a JOIN purchase p ON p.id = a.purchase_id
         WHERE p.key = ?1 AND p.state = 'sending' AND a.outcome IS NULL AND a.kind = ?2",
    )
    .and_then(|mut found| {
        found.query_row(params![key, kind.word()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
    })
    .expect("the view reads")
}

/// I3: the same purchase has the same bytes and the same key each time.
fn same_as_before(sim: &mut Sim, leaving: &Leaving, request: &Request) {
    let purchase = &leaving.purchase;
    let now = (purchase.created.ms(), request.bytes, request.key.clone());
    let truth = sim.key(&purchase.key);
    truth.order.clone_from(&purchase.order_number);
    truth.supplier = purchase.supplier.get();
    match &truth.wire {
        // After the database went back it may be queued anew, with the date of that day in its document.
        Some(before) if before.0 == now.0 && *before != now => {
            let what = if before.2 == now.2 { "other bytes" } else { "another key" };
            let what = format!("{} leaves with {what} than before", purchase.number);
            sim.breaks("I3", what);
        }
        _ => truth.wire = Some(now),
    }
}

/// I8: not in safe mode, not while an earlier one may arrive, and nothing new to a supplier that stopped answering.
fn at_a_time_for_sending(sim: &mut Sim, leaving: &Leaving, request: &Request) {
    let purchase = &leaving.purchase;
    let paused: bool = sim.view.as_ref().is_none_or(|view| {
        view.query_row("SELECT paused_since_ms IS NOT NULL FROM instance", [], |row| row.get(0))
            .expect("the view reads")
    });
    if paused || sim.went_back {
        return sim.breaks("I8", format!("{} leaves while sending is paused", purchase.number));
    }
    let now = sim.now;
    let Some(supplier) = sim.suppliers.get(&purchase.supplier.get()) else { return };
    let class = supplier.capability.class();
    let waits = matches!(class, Class::Listed | Class::Blind) && supplier.keeps_promise;
    let (awaits, stopped) =
        (supplier.awaits(&request.reference), supplier.unknown_run >= 2 && !purchase.in_doubt);
    let quarantine = match purchase.channel {
        Channel::File => 0,
        _ => supplier.capability.quarantine_ms(class, MINUTE),
    };
    let truth = sim.key(&purchase.key);
    let since = truth.last_maybe.map_or(i64::MAX, |at| now - at);
    if truth.excused.is_none() && waits && (awaits || since < quarantine) {
        let what = format!(
            "{} leaves again {} s after one that may have arrived; the quarantine is {} s",
            purchase.number,
            since / 1_000,
            quarantine / 1_000
        );
        return sim.breaks("I8", what);
    }
    if stopped {
        sim.breaks("I8", format!("{} leaves to a supplier that did not answer twice", purchase.number));
    }
}

/// What the engine is about to write down.
pub fn answered(sim: &mut Sim, leaving: &Leaving, request: &Request, answer: &Answer) {
    let now = sim.now;
    if let Some(supplier) = sim.suppliers.get_mut(&leaving.purchase.supplier.get()) {
        match answer.outcome {
            Outcome::Unknown { .. } => supplier.unknown_run += 1,
            Outcome::Accepted { .. } | Outcome::Rejected { .. } if !answer.signed_out => {
                supplier.unknown_run = 0
            }
            _ => {}
        }
    }
    if matches!(answer.outcome, Outcome::Unknown { .. }) && request.kind != Kind::Draft {
        sim.key(&request.reference).last_maybe = Some(now);
    }
}
