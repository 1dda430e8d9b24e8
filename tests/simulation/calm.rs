//! The faults stop, the merchant answers truthfully: everything comes to an end (L1 to L4), and the whole workspace is
//! proven (I10, I11, I12, I13).

use serde_json::json;
use stockless_core::purchase::State;
use stockless_store::journal;

use super::files;
use super::merchant;
use super::oracle::{observe, rows};
use super::process::Desk;
use super::sending::SECRET;
use super::sim::{Sim, lock};
use super::supplier::MINUTE;

/// Rounds of twenty minutes within which everything has to be settled.
const ROUNDS: usize = 60;
/// Calls to suppliers per purchase that are enough for anything.
const CALLS: u64 = 60;

/// Goes on in calm weather until all is settled.
pub fn settle(desk: &mut Desk) {
    begin(desk);
    // L4: while one supplier never answers, the others' purchases are settled all the same.
    let poisoned =
        lock(&desk.sim).suppliers.values().find(|supplier| supplier.poisoned).map(|supplier| supplier.id);
    for healthy in [false, true] {
        if healthy {
            lock(&desk.sim).suppliers.values_mut().for_each(|supplier| supplier.poisoned = false);
        } else if poisoned.is_none() {
            continue;
        }
        let mut round = 0;
        while !desk.is_broken() && !done(desk, if healthy { None } else { poisoned }) {
            round += 1;
            if round > ROUNDS {
                let rule = if healthy { "L1" } else { "L4" };
                let what = open(desk);
                lock(&desk.sim).breaks(rule, what);
            }
            one_round(desk);
        }
    }
    if !desk.is_broken() {
        prove(desk);
    }
}

fn begin(desk: &mut Desk) {
    super::faults::well_again(desk);
    {
        let mut sim = lock(&desk.sim);
        sim.calm = true;
        sim.calls = 0;
        sim.note(format_args!("calm"));
        for supplier in sim.suppliers.values_mut() {
            supplier.signed_out = false;
        }
    }
    if desk.engine.is_none() && !desk.is_broken() {
        desk.open();
    }
    // An order that was late before the clock was put back stays late: until the clock has come so far again.
    desk.pass(60 * MINUTE);
    // What a death cut off, or an older copy does not know, comes in again.
    if desk.weak_disk {
        desk.pass(2 * MINUTE);
        desk.tick();
    }
    if desk.runs > 1 || desk.went_back || desk.weak_disk {
        merchant::sell_again(desk);
    }
}

fn one_round(desk: &mut Desk) {
    merchant::go_on(desk);
    for _ in 0..4 {
        merchant::hand_over(desk);
        merchant::answer_asking(desk);
    }
    desk.seen.human = true;
    desk.call("outbox_decide", json!({"send": true}));
    desk.call("forward", json!({"which": {"tab": "new"}, "now": true}));
    desk.tick();
    observe(desk);
    if !desk.percent(30) {
        return desk.pass(20 * MINUTE);
    }
    // L3: at the same moment nothing is left to do.
    let before = lock(&desk.sim).calls;
    let now = lock(&desk.sim).now;
    desk.tick();
    let mut sim = lock(&desk.sim);
    if sim.calls > before + 8 && sim.now == now {
        sim.breaks("L3", "the program keeps calling suppliers without time passing".to_owned());
    }
    sim.pass(20 * MINUTE);
    drop(sim);
    observe(desk);
}

fn is_open(state: State) -> bool {
    matches!(state, State::Queued | State::Sending | State::Unknown | State::Asking | State::ToHandOver)
}

fn done(desk: &Desk, without: Option<i64>) -> bool {
    let sim = lock(&desk.sim);
    let all = rows(&sim);
    let settled = !all.iter().any(|row| is_open(row.state) && Some(row.supplier) != without);
    settled && (without.is_some() || ready(&sim) == 0)
}

fn ready(sim: &Sim) -> i64 {
    let sql = "SELECT count(*) FROM order_view WHERE queue = 1";
    sim.view.as_ref().map_or(0, |view| view.query_row(sql, [], |row| row.get(0)).expect("the view reads"))
}

fn open(desk: &Desk) -> String {
    let sim = lock(&desk.sim);
    let open: Vec<String> = rows(&sim)
        .into_iter()
        .filter(|row| is_open(row.state))
        .map(|row| format!("{} is {}", row.number, row.state.word()))
        .collect();
    format!("after {ROUNDS} calm rounds: {} ({} orders are ready)", open.join(", "), ready(&sim))
}

fn prove(desk: &mut Desk) {
    let Some(Ok(found)) = desk.call("check", json!({})) else { return };
    let mut sim = lock(&desk.sim);
    for check in found["checks"].as_array().into_iter().flatten() {
        let name = check["name"].as_str().unwrap_or_default();
        // After lines were lost or torn, or the database went back, the journal says so for ever.
        let excused =
            name == "journal" && (desk.files_changed || sim.counts.contains_key("deaths during a request"));
        if check["ok"] != true && !excused {
            let rule = if name == "summaries" || name == "derived" { "I10" } else { "fault" };
            sim.breaks(rule, format!("check {name}: {}", check["detail"]));
        }
    }
    every_order_is_there(desk, &mut sim);
    if !desk.journal_lost {
        sends_are_written_down(&mut sim);
    }
    let purchases = rows(&sim).len() as u64 + 1;
    if sim.calls > CALLS * purchases {
        let what = format!("{} calls to suppliers in calm weather", sim.calls);
        sim.breaks("L3", what);
    }
    if sim.dice.percent(3) {
        no_secret_on_disk(&mut sim);
    }
}

/// I11 and L2: every order of the shop came in.
fn every_order_is_there(desk: &Desk, sim: &mut Sim) {
    let sql = "SELECT count(*) FROM orders WHERE number <> '#1000'";
    let there: usize = sim
        .view
        .as_ref()
        .map_or(0, |view| view.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("the view reads"))
        .try_into()
        .unwrap_or(0);
    if there != desk.sales.len() {
        sim.breaks("L2", format!("{there} of {} orders came in", desk.sales.len()));
    }
}

/// I12: no more requests left than the journal has lines.
fn sends_are_written_down(sim: &mut Sim) {
    let lines = journal::read(&sim.folder, &stockless_store::disk::SystemDisk)
        .map(|state| state.lines)
        .unwrap_or_default();
    let over = sim.keys.iter().find_map(|(key, truth)| {
        let written = lines.iter().filter(|line| line.key == *key).count();
        (truth.sends > i64::try_from(written).unwrap_or(0))
            .then(|| format!("{key}: {} sent, {written} written", truth.sends))
    });
    if let Some(what) = over {
        sim.breaks("I12", what);
    }
}

/// I13: the suppliers' password is nowhere on disk.
fn no_secret_on_disk(sim: &mut Sim) {
    let mut files = vec![files::database(&sim.folder), sim.folder.join(journal::FILE_NAME)];
    files.push(sim.folder.join("workspace.stockless-wal"));
    for file in files {
        let text = std::fs::read(&file).unwrap_or_default();
        if String::from_utf8_lossy(&text).contains(SECRET) {
            sim.breaks("I13", format!("the password stands in {}", file.display()));
        }
    }
}
