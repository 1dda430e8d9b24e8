//! A process that dies at any write: nothing is sent twice, nothing is lost, and what was cut off can be done again.
#![cfg(target_os = "linux")]

use serde_json::{Value, json};
use stockless_tests::kill::{Ended, Killer, copy};
use stockless_tests::world::content_hash;
use stockless_tests::{Sale, World, shopify};

const MOMENT: &str = "2026-03-09T09:00:00Z";

fn killer() -> Killer {
    Killer::new(env!("CARGO_BIN_EXE_other-process"), env!("CARGO_TARGET_TMPDIR"), MOMENT)
}

/// The writes at which to die: each one when asked for by `STOCKLESS_EVERY_WRITE`, else so many of them, evenly.
fn moments(writes: u64, about: u64) -> impl Iterator<Item = u64> {
    let step = if std::env::var_os("STOCKLESS_EVERY_WRITE").is_some() { 1 } else { (writes / about).max(1) };
    (1..=writes).step_by(usize::try_from(step).expect("a step"))
}

#[test]
fn forwarding_that_is_killed_sends_each_purchase_once() {
    let mut world = crate::world();
    world.sell(&(1..=4).map(|n| Sale::new(&format!("#{n}")).item("LMP", 1, 4_900)).collect::<Vec<_>>());
    world.stocked(json!({"template": {"format": "csv", "file_name": "{po}"}}), &[("LMP", "12.50")]);
    // The first one makes the folder, as it will be on any day but the first.
    world.call("forward", json!({"which": {"ids": [world.order_id("#1")]}, "now": true}));
    world.stop();
    let killer = killer();
    let forward = [("forward", json!({"which": {"tab": "new"}, "now": true}))];
    let undisturbed = copy(world.folder());
    let Ended::ByItself(writes) = killer.call(undisturbed.path(), None, &forward) else {
        panic!("nobody killed it")
    };
    assert!(writes > 40, "{writes}");
    let mut seen = std::collections::BTreeSet::new();
    for at in moments(writes, 26) {
        let folder = copy(world.folder());
        assert_eq!(killer.call(folder.path(), Some(at), &forward), Ended::Killed, "at {at}");
        seen.insert(survives(folder, at));
    }
    assert!(seen.len() >= 4, "it was killed before, between and after the files: {seen:?}");
}

/// What holds after a kill, and after going on. Answers how many files lay there when it was killed.
fn survives(folder: tempfile::TempDir, at: u64) -> usize {
    let world = World::open(folder, MOMENT);
    let files = |world: &World| {
        let mut names = world.outbox_files("Nordlicht");
        names.retain(|name| !name.ends_with(".part"));
        names
    };
    world.prove();
    let there = files(&world);
    let handed_over = world.purchases("to_hand_over");
    let named: Vec<&str> = handed_over.iter().map(|row| row["document"].as_str().expect("a name")).collect();
    let mut sorted = named.clone();
    sorted.sort_unstable();
    assert_eq!(there, sorted, "killed at {at}: what lies there is known to lie there");
    for row in &handed_over {
        let copy = world.path("copy.csv");
        world.call("purchase_document", json!({"id": row["id"], "path": copy}));
        let file = world.path("outbox/Nordlicht").join(row["document"].as_str().expect("a name"));
        assert_eq!(
            std::fs::read(file).expect("a file"),
            std::fs::read(copy).expect("a file"),
            "killed at {at}"
        );
    }
    assert_eq!(
        world.purchases("unknown").len() + world.purchases("sending").len(),
        0,
        "killed at {at}: a file can be looked for"
    );
    // Going on: what an earlier run queued leaves by a word, the rest is forwarded.
    world.call("outbox_decide", json!({"send": true}));
    world.call("forward", json!({"which": {"tab": "new"}, "now": true}));
    assert_eq!(
        files(&world),
        ["1-1.csv", "2-1.csv", "3-1.csv", "4-1.csv"],
        "killed at {at}: each order once, none lost"
    );
    assert_eq!(world.purchases("to_hand_over").len(), 4, "killed at {at}");
    world.prove();
    there.len()
}

#[test]
fn imports_that_are_killed_can_be_run_again_to_the_same_end() {
    let mut world = crate::world();
    let sales: Vec<Sale> = (1..=30)
        .map(|n| {
            Sale::new(&format!("#{n}")).item(["LMP", "RUG"][n % 2], 1, 4_900).with(|sale| sale.tax = 500)
        })
        .collect();
    let table = |kind: &str, text: &str| {
        let file = world.write(&format!("{kind}.csv"), text);
        ("import_run", json!({"kind": kind, "files": [file]}))
    };
    let orders = world.write("orders.csv", shopify(&sales));
    let calls: Vec<(&str, Value)> = vec![
        ("import_run", json!({"kind": "orders", "files": [orders], "shop": "Harbour"})),
        table(
            "suppliers",
            "Supplier,Currency,Order channel,Ships to,Shipping cost,Min days,Max days\nNordlicht,EUR,file,*,4.00,2,5\n",
        ),
        table(
            "offers",
            "supplier,supplier_sku,title,unit_cost,stock\nNordlicht,N-LMP,Lamp,12.50,100\nNordlicht,N-RUG,Rug,20.00,100\n",
        ),
        table("mappings", "Shop SKU,Supplier,Supplier SKU\nLMP,Nordlicht,N-LMP\nRUG,Nordlicht,N-RUG\n"),
        table(
            "tracking",
            "Order,Tracking number,Status,Status date\n#1,1Z999AA10123456784,in transit,2026-03-09 08:30\n",
        ),
        table("costs", "Date,Account,Amount,Currency,Order\n2026-03-09,duty,2.50,EUR,#2\n"),
    ];
    world.stop();
    let killer = killer();
    let undisturbed = copy(world.folder());
    let Ended::ByItself(writes) = killer.call(undisturbed.path(), None, &calls) else {
        panic!("nobody killed it")
    };
    let end = content_hash(undisturbed.path());
    assert_eq!(killer.call(undisturbed.path(), None, &calls), killer.call(undisturbed.path(), None, &calls));
    assert_eq!(content_hash(undisturbed.path()), end, "run again without a kill, nothing changes");
    let mut ends_before = 0;
    for at in moments(writes, 12) {
        let folder = copy(world.folder());
        assert_eq!(killer.call(folder.path(), Some(at), &calls), Ended::Killed, "at {at}");
        let again = World::open(folder, MOMENT);
        again.prove();
        ends_before += usize::from(again.content_hash() != end);
        for (name, request) in &calls {
            let answer = again.call(name, request.clone());
            assert_eq!(answer["rejected"], json!([]), "killed at {at}");
        }
        again.prove();
        assert_eq!(again.content_hash(), end, "killed at {at}");
    }
    assert!(ends_before > 4, "most kills came before the end");
}
