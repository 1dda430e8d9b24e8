//! A small day of forwarding that is played again and again on a disk that fails, and what must hold after it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use stockless_engine::ApiError;
use stockless_tests::faulty::outside::{LEAVES_LYING, TAKES_AWAY};
use stockless_tests::faulty::shadow::Shadow;
use stockless_tests::faulty::{Arrives, FaultyDisk, JournalDisk, Outside};
use stockless_tests::kill::copy_into;
use stockless_tests::{Sale, World};
use tempfile::TempDir;

const MOMENT: &str = "2026-03-09T09:00:00Z";
const MINUTE: i64 = 60_000;
/// The documents of the three orders, each once.
pub const DOCUMENTS: [&str; 3] = ["1-1.csv", "2-1.csv", "3-1.csv"];

/// A workspace with three orders that are ready: two for the supplier who takes files away, one for the other.
pub fn prepared() -> TempDir {
    let mut world = World::new();
    world.sell(&[
        Sale::new("#1").item("LMP", 1, 4_900),
        Sale::new("#2").item("RUG", 1, 9_900),
        Sale::new("#3").item("LMP", 2, 4_900),
    ]);
    for (supplier, sku, collected) in [(TAKES_AWAY, "LMP", true), (LEAVES_LYING, "RUG", false)] {
        let template = json!({"format": "csv", "file_name": "{po}"});
        let id = world.supplier(supplier, json!({"folder_is_collected": collected, "template": template}));
        let offer = world.offer(id, &format!("S-{sku}"), "12.50", json!({}));
        world.map(sku, offer, json!({}));
    }
    assert_eq!(world.tab("new").len(), 3, "everything is ready");
    world.stop();
    copy(world.folder())
}

/// A copy of a workspace. In memory where the system offers it: what is synchronised is the faulty disk's affair.
pub fn copy(folder: &Path) -> TempDir {
    let copy = in_memory();
    copy_into(folder, copy.path());
    copy
}

fn in_memory() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a temporary folder")
}

/// A workspace on a disk that may fail, with its suppliers.
pub struct Stage {
    pub world: World,
    pub disk: Arc<FaultyDisk>,
    pub outside: Outside,
    /// What did not hold at the moment something was sent.
    unproven: Arc<Mutex<Vec<String>>>,
}

impl Stage {
    /// A workspace in a folder, not opened yet.
    pub fn set(folder: TempDir, outside: Outside, computer: &str) -> Self {
        let disk = FaultyDisk::under(folder.path());
        let unproven = Arc::new(Mutex::new(Vec::new()));
        let (suppliers, told) = (outside.clone(), Arc::clone(&unproven));
        disk.watch(move |folder, shadow| {
            for document in suppliers.look(folder) {
                if let Err(missing) = proof_of(&document, folder, shadow) {
                    told.lock().expect("nobody panics").push(missing);
                }
            }
        });
        let world = World::closed(folder, MOMENT).on(Arc::new(JournalDisk(Arc::clone(&disk))), computer);
        Self { world, disk, outside, unproven }
    }

    /// Where the program is killed now.
    pub fn killed(&self) -> Self {
        Self::set(self.left_behind(), self.outside.parted(), "first.again")
    }

    /// Where the power goes now; `None` when that leaves the same as a kill.
    pub fn dark(&self, arrives: Arrives, seed: u64) -> Option<Self> {
        let folder = self.left_behind();
        let differs = self.disk.leave(arrives, seed, folder.path());
        differs.then(|| Self::set(folder, self.outside.parted(), "second"))
    }

    /// After the power went; `computer` names its next start.
    pub fn after_cut(&self, arrives: Arrives, seed: u64, computer: &str) -> Self {
        let folder = self.left_behind();
        self.disk.leave(arrives, seed, folder.path());
        Self::set(folder, self.outside.parted(), computer)
    }

    fn left_behind(&self) -> TempDir {
        self.disk.look();
        let folder = copy(self.world.folder());
        // What is shared between connections does not outlive them.
        let _ = std::fs::remove_file(folder.path().join("workspace.stockless-shm"));
        folder
    }
}

/// At the moment at which something is with a supplier, its attempt and its line are on the disk, whatever happens.
fn proof_of(document: &str, folder: &Path, shadow: &Shadow) -> Result<(), String> {
    let number = document.trim_end_matches(".csv");
    let journal = shadow.kept(&folder.join("journal.jsonl")).unwrap_or_default();
    let journal = String::from_utf8_lossy(journal).into_owned();
    if !journal.contains(&format!("\"number\":\"{number}\"")) {
        return Err(format!("{document} left without a line in the journal:\n{journal}"));
    }
    let copy = in_memory();
    for name in ["workspace.stockless", "workspace.stockless-wal"] {
        if let Some(content) = shadow.kept(&folder.join(name)) {
            std::fs::write(copy.path().join(name), content).map_err(|error| error.to_string())?;
        }
    }
    // On the system's own VFS: nobody asks the failing disk here.
    let conn = Connection::open_with_flags_and_vfs(
        copy.path().join("workspace.stockless"),
        OpenFlags::SQLITE_OPEN_READ_WRITE,
        c"unix",
    );
    let attempts: Result<i64, _> = conn.and_then(|conn| {
        conn.query_row(
            "SELECT count(*) FROM attempt a JOIN purchase p ON p.id = a.purchase_id WHERE p.number = ?1",
            [number],
            |row| row.get(0),
        )
    });
    match attempts {
        Ok(1..) => Ok(()),
        other => Err(format!("{document} left without an attempt on the disk: {other:?}")),
    }
}

/// What the merchant was told was done.
#[derive(Debug, Default)]
pub struct Told {
    /// Notes that were saved, and the orders they are on.
    pub notes: Vec<&'static str>,
    /// Orders that were forwarded, or put into the outbox.
    pub forwarded: Vec<i64>,
    /// Errors that were shown.
    pub errors: Vec<ApiError>,
}

impl Told {
    fn keep<T>(&mut self, answer: Result<T, ApiError>) -> Option<T> {
        answer.map_err(|error| self.errors.push(error)).ok()
    }
}

/// Opens the workspace, writes notes, forwards one order at once and two through the outbox. Whatever fails is told,
/// and the merchant goes on. The workspace stays open.
pub fn play(stage: &mut Stage) -> Told {
    let mut told = Told::default();
    let opened = stage.world.try_start();
    if told.keep(opened).is_none() {
        // Who is shown an error instead of the window starts the program again.
        let again = stage.world.try_start();
        if told.keep(again).is_none() {
            return told;
        }
    }
    let note = |told: &mut Told, stage: &Stage, text: &'static str| {
        let saved = stage.world.engine().call("order_note_add", json!({"order_id": 1, "text": text}));
        if told.keep(saved).is_some() {
            told.notes.push(text);
        }
    };
    let forward = |told: &mut Told, stage: &Stage, ids: &[i64], now: bool| {
        let answer = stage.world.engine().call("forward", json!({"which": {"ids": ids}, "now": now}));
        if let Some(answer) = told.keep(answer) {
            if answer["orders"] == ids.len() {
                told.forwarded.extend(ids);
            } else {
                assert_ne!(answer["left_out"], json!([]), "what stays behind is told: {answer}");
            }
        }
    };
    note(&mut told, stage, "Before.");
    forward(&mut told, stage, &[1], true);
    forward(&mut told, stage, &[2, 3], false);
    stage.world.advance(MINUTE / 4);
    let sent = stage.world.engine().call("outbox_send", json!({}));
    told.keep(sent);
    note(&mut told, stage, "After.");
    told
}

/// What must hold once the disk is well: what the merchant was told is so, everything reaches its supplier once, and
/// the workspace is whole. Answers how many questions were asked on the way.
pub fn ends_well(stage: &Stage, told: &Told, course: &str) -> usize {
    stage.disk.look();
    let world = &stage.world;
    let state = world.call("workspace_state", json!({}))["forwarding"].clone();
    assert_ne!(
        state["facts"]["reason"], "journal_knows_more",
        "{course}: the database is behind the journal"
    );
    if state["state"] == "paused" {
        world.call("forwarding_try_again", json!({}));
    }
    let state = world.call("workspace_state", json!({}))["forwarding"].clone();
    assert_eq!(state["state"], "ready", "{course}: {state}");

    let notes = world.call("order", json!({"id": 1}))["notes"].to_string();
    for note in &told.notes {
        assert!(notes.contains(note), "{course}: “{note}” was saved, and is not there: {notes}");
    }
    let purchases = world.call("purchases", json!({"limit": 500}))["rows"].clone();
    for order in &told.forwarded {
        let rows = purchases.as_array().expect("rows");
        assert!(rows.iter().any(|row| row["order_id"] == *order), "{course}: {order} is gone: {purchases}");
    }
    let asked = finish(stage, course);
    let once: BTreeMap<String, u32> = DOCUMENTS.map(|name| (name.to_owned(), 1)).into();
    assert_eq!(stage.outside.all(), once, "{course}: each once");
    let unproven = stage.unproven.lock().expect("nobody panics").clone();
    assert!(unproven.is_empty(), "{course}: {unproven:?}");
    let check = stage.world.call("check", json!({}));
    assert_eq!(check["ok"], true, "{course}: {check:#}");
    asked
}

/// The merchant goes on until everything is settled, and answers truthfully what is asked.
fn finish(stage: &Stage, course: &str) -> usize {
    let world = &stage.world;
    let mut asked = 0;
    for _ in 0..24 {
        world.call("outbox_decide", json!({"send": true}));
        world.call("forward", json!({"which": {"tab": "new"}, "now": true}));
        world.advance(20 * MINUTE);
        world.call("outbox_send", json!({}));
        stage.disk.look();
        let rows = world.call("purchases", json!({"limit": 500}))["rows"].clone();
        let rows = rows.as_array().expect("rows");
        let open: Vec<&Value> = rows
            .iter()
            .filter(|row| !matches!(row["state"].as_str(), Some("placed" | "to_hand_over")))
            .collect();
        if open.is_empty() && rows.len() == DOCUMENTS.len() {
            return asked;
        }
        for row in open {
            match row["state"].as_str() {
                // The program finds out by itself what it can; what it cannot it asks.
                Some("unknown") => world.tick(),
                Some("asking") => {
                    asked += 1;
                    answer(stage, row);
                }
                _ => {}
            }
        }
    }
    let rows = world.call("purchases", json!({"limit": 500}))["rows"].clone();
    panic!("{course}: it does not come to an end: {rows:#}");
}

/// The merchant asks the supplier, and says what is so.
fn answer(stage: &Stage, row: &Value) {
    let detail = stage.world.call("purchase", json!({"id": row["id"]}));
    let answer = if stage.outside.has(row["document"].as_str().expect("a name")) {
        json!({"answer": "it_is_there", "supplier_number": ""})
    } else {
        json!({"answer": "not_there", "token": detail["send_again_token"]})
    };
    let version = &detail["row"]["version"];
    stage.world.call("purchase_answer", json!({"id": row["id"], "version": version, "answer": answer}));
}
