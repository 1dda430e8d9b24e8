//! The process dies before and after each of its writes and sends while it forwards an order, and again while the next
//! run puts that in order: with every way to a supplier there is one order in the end, and only where nobody else can
//! know is a person asked.
//!
//! Where the second death falls turns with the first one, and comes at the first write, in the middle, or not at all.
//! With `STOCKLESS_EVERY_WRITE` every first death is tried with each of the three.

use std::path::Path;

use serde_json::{Value, json};
use stockless_engine::SystemDisk;
use stockless_tests::World;
use stockless_tests::kill::{COMPUTER, Ended, Kill, Killer};
use stockless_tests::suppliers::Dialect;

use crate::session::copy;
use crate::there::{There, Way};

const MINUTE: i64 = 60_000;
const FIRST: &str = "2026-03-09T09:00:00Z";
/// When the next run begins; it waits half an hour. The supplier's clock is an hour ahead by then.
const SECOND: &str = "2026-03-09T09:01:00Z";
const LAST: &str = "2026-03-09T11:00:00Z";

/// What a sweep saw.
#[derive(Debug, Default)]
struct Swept {
    boundaries: u64,
    runs: u64,
    died_again: u64,
    asked: u64,
    /// How many kills left the order with the supplier.
    arrived: u64,
}

/// Where the second run dies, if it does.
#[derive(Debug, Clone, Copy)]
enum Again {
    Never,
    AtFirst,
    /// In the middle of what an undisturbed run takes.
    Half,
}

fn sweep(way: Way) -> Swept {
    let (world, there) = way.set(FIRST);
    let template = copy(world.folder());
    let killer = Killer::new(env!("CARGO_BIN_EXE_other-process"), env!("CARGO_TARGET_TMPDIR"), FIRST)
        .knowing(way.secret());
    let stage = Stage { way, world: &world, there: &there, killer: &killer, template: template.path() };
    let every = std::env::var_os("STOCKLESS_EVERY_WRITE").is_some();
    let mut swept = Swept { boundaries: stage.undisturbed(), ..Swept::default() };
    for at in 1.. {
        let mut died = false;
        for (turn, kill) in [Kill::Before(at), Kill::After(at)].into_iter().enumerate() {
            let turn = usize::try_from(at).expect("a number") + 2 * turn;
            let all = [Again::Never, Again::AtFirst, Again::Half];
            let some = if every { &all[..] } else { std::slice::from_ref(&all[turn % 3]) };
            for again in some {
                died |= stage.run(kill, *again, &mut swept);
            }
        }
        if !died {
            swept.boundaries = at - 1;
            break;
        }
    }
    println!("{way:?}: {swept:?}");
    swept
}

/// One workspace and its supplier, to be begun with again and again.
struct Stage<'s> {
    way: Way,
    world: &'s World,
    there: &'s There,
    killer: &'s Killer,
    template: &'s Path,
}

fn forwarding() -> [(&'static str, Value); 1] {
    [("forward", json!({"which": {"tab": "new"}, "now": true}))]
}

fn putting_in_order() -> [(&'static str, Value); 3] {
    let [forward] = forwarding();
    [("outbox_decide", json!({"send": true})), forward, ("wait", json!({"minutes": 30}))]
}

impl Stage<'_> {
    /// How many writes and sends it takes when nobody dies.
    fn undisturbed(&self) -> u64 {
        let folder = copy(self.template);
        self.there.begin(FIRST);
        let Ended::ByItself(writes) = self.killer.call_at(folder.path(), FIRST, None, &forwarding()) else {
            panic!("nobody killed it")
        };
        assert_eq!(self.there.orders(folder.path()), 1, "it is sent");
        writes
    }

    /// Dies, and dies again, and goes on. False where it had ended before it could die.
    fn run(&self, kill: Kill, again: Again, swept: &mut Swept) -> bool {
        let course = format!("{:?}, {kill:?}, {again:?}", self.way);
        let folder = copy(self.template);
        self.there.begin(FIRST);
        if self.killer.call_at(folder.path(), FIRST, Some(kill), &forwarding()) != Ended::Killed {
            return false;
        }
        swept.runs += 1;
        let arrived = self.proven(folder.path(), &course);
        swept.arrived += u64::from(arrived);
        self.there.pass(60 * MINUTE);
        self.there.pass(60 * MINUTE);
        let second = match again {
            Again::Never => None,
            Again::AtFirst => Some(1),
            Again::Half => Some(swept.boundaries / 2),
        };
        if let Some(at) = second {
            let kill = if at % 2 == 0 { Kill::Before(at) } else { Kill::After(at) };
            let ended = self.killer.call_at(folder.path(), SECOND, Some(kill), &putting_in_order());
            swept.died_again += u64::from(ended == Ended::Killed);
            self.proven(folder.path(), &course);
        }
        self.there.pass(60 * MINUTE);
        swept.asked += self.ends_well(folder, &course);
        true
    }

    /// What is with the supplier is there once, and has its line in the journal. True where it is there.
    fn proven(&self, folder: &Path, course: &str) -> bool {
        let there = self.there.orders(folder);
        assert!(there <= 1, "{course}: {there} orders");
        if there == 1 {
            let journal = std::fs::read_to_string(folder.join("journal.jsonl")).unwrap_or_default();
            assert!(journal.contains("\"number\":\"1-1\""), "{course}: it left without a line: {journal}");
        }
        there == 1
    }

    /// The program is started again and the merchant goes on until everything is settled. Answers how many questions
    /// were asked.
    fn ends_well(&self, folder: tempfile::TempDir, course: &str) -> u64 {
        let disk = std::sync::Arc::new(SystemDisk);
        let mut world = World::closed(folder, LAST).on(disk, COMPUTER).with_secrets_of(self.world);
        world.start();
        let mut asked = 0;
        for _ in 0..24 {
            world.call("outbox_decide", json!({"send": true}));
            world.call("forward", json!({"which": {"tab": "new"}, "now": true}));
            world.advance(20 * MINUTE);
            self.there.pass(20 * MINUTE);
            world.tick();
            let there = self.there.orders(world.folder());
            assert!(there <= 1, "{course}: {there} orders");
            let rows = world.call("purchases", json!({"limit": 500}))["rows"].clone();
            let rows = rows.as_array().expect("rows");
            let [row] = rows.as_slice() else { panic!("{course}: one purchase, not {rows:#?}") };
            match row["state"].as_str().expect("a state") {
                "placed" => {
                    assert_eq!(there, 1, "{course}: it says so, and the supplier has it");
                    let state = world.call("workspace_state", json!({}))["forwarding"].clone();
                    assert_eq!(state["state"], "ready", "{course}: {state}");
                    world.prove();
                    return asked;
                }
                "asking" => {
                    assert!(self.way.is_blind(), "{course}: nobody is asked what the supplier can tell");
                    asked += 1;
                    answer(&world, row, there == 1);
                }
                _ => {}
            }
        }
        panic!("{course}: it does not come to an end: {:#}", world.call("purchases", json!({"limit": 500})));
    }
}

/// The merchant asks the supplier, and says what is so.
fn answer(world: &World, row: &Value, is_there: bool) {
    let detail = world.call("purchase", json!({"id": row["id"]}));
    let answer = if is_there {
        json!({"answer": "it_is_there", "supplier_number": ""})
    } else {
        json!({"answer": "not_there", "token": detail["send_again_token"]})
    };
    let version = &detail["row"]["version"];
    world.call("purchase_answer", json!({"id": row["id"], "version": version, "answer": answer}));
}

/// Every boundary was one, the order was in every place that a death can leave it in, and nobody was asked in vain.
fn holds(swept: &Swept, way: Way) {
    assert!(swept.boundaries > 40 && swept.runs >= 2 * swept.boundaries - 1, "{swept:?}");
    assert!(swept.died_again > swept.runs / 3, "{swept:?}");
    assert!(0 < swept.arrived && swept.arrived < swept.runs, "{swept:?}");
    assert_eq!(swept.asked > 0, way.is_blind(), "{swept:?}");
    assert!(swept.asked < swept.runs / 2, "most deaths leave no question: {swept:?}");
}

fn proves(way: Way) {
    holds(&sweep(way), way);
}

#[test]
fn with_a_supplier_that_remembers_keys() {
    proves(Way::Api(Dialect::Keyed));
}

#[test]
fn with_a_supplier_that_takes_drafts() {
    proves(Way::Api(Dialect::Drafted));
}

#[test]
fn with_a_supplier_that_lists_its_orders() {
    proves(Way::Api(Dialect::Listed));
}

#[test]
fn by_mail() {
    proves(Way::Mail);
}

#[test]
fn by_sftp() {
    proves(Way::Sftp);
}

#[test]
fn as_a_file() {
    proves(Way::Folder);
}
