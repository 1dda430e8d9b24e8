//! What happens while a request is under way: the merchant goes on clicking, and the program is started once more.

use std::sync::MutexGuard;

use serde_json::{Value, json};
use stockless_engine::Engine;
use stockless_engine::error::Code;
use stockless_engine::forwarding::Leaving;

use super::mutation::Mutation;
use super::process;
use super::sim::{Shared, Sim, lock};
use super::supplier::MINUTE;

/// The program is started a second time while the first is stopped in the middle of a request.
pub fn another_instance<'s>(sim: MutexGuard<'s, Sim>, shared: &'s Shared) -> MutexGuard<'s, Sim> {
    let (folder, holder, no_lock) =
        (sim.folder.clone(), sim.holder, sim.mutation == Some(Mutation::LeaseForLock));
    let nested = holder >= process::SECOND;
    if let Some(disk) = &sim.disk {
        disk.heal();
    }
    drop(sim);
    if nested {
        return lock(shared);
    }
    if no_lock {
        let _ = std::fs::remove_file(folder.join("workspace.lock"));
    }
    let mut sim = lock(shared);
    sim.note(format_args!("the program is started a second time"));
    sim.count("second instances");
    let calls = sim.calls;
    drop(sim);
    let second = match Engine::open(&folder, process::options(shared, process::SECOND + holder)) {
        Ok(second) => second,
        Err(error) => {
            let mut sim = lock(shared);
            sim.breaks("I7", format!("a second instance cannot even read: {}", error.message));
            return sim;
        }
    };
    for wait in [0, 20 * MINUTE, 20 * MINUTE, 20 * MINUTE] {
        lock(shared).pass(wait);
        let _ = second.tick();
        if !no_lock {
            break;
        }
    }
    let state = second.call("workspace_state", json!({})).map(|state| state["forwarding"]["state"].clone());
    let refused = second.call("forward", json!({"which": {"tab": "new"}, "now": true}));
    second.shut_down();
    drop(second);
    let mut sim = lock(shared);
    let only_reads = state.as_ref().is_ok_and(|state| *state == "read_only")
        && refused.as_ref().is_err_and(|error| error.code == Code::ReadOnly)
        && sim.calls == calls;
    if !only_reads {
        let what =
            format!("a second instance is {state:?} and answers {:?}", refused.map_err(|error| error.code));
        sim.breaks("I7", what);
    }
    sim
}

/// The merchant acts while a request is under way.
pub fn merchant<'s>(
    mut sim: MutexGuard<'s, Sim>,
    shared: &'s Shared,
    leaving: &Leaving,
) -> MutexGuard<'s, Sim> {
    let Some(engine) = sim.engine.clone() else { return sim };
    sim.count("clicks during a request");
    let (id, version) = (leaving.purchase.id.get(), leaving.purchase.version);
    let (name, request, must_be_refused) = match sim.dice.below(4) {
        0 => ("purchase_cancel", json!({"id": id}), true),
        1 => {
            let answer = json!({"answer": "it_is_there", "supplier_number": ""});
            ("purchase_answer", json!({"id": id, "version": version, "answer": answer}), true)
        }
        2 => ("forward", json!({"which": {"tab": "new"}}), false),
        _ => return settings(sim, shared, &engine, leaving),
    };
    drop(sim);
    let answer = engine.call(name, request);
    drop(engine);
    let mut sim = lock(shared);
    sim.note(format_args!("meanwhile {name}: {}", told(&answer)));
    if must_be_refused && answer.is_ok() {
        sim.breaks("I5", format!("{name} is taken while {} is being sent", leaving.purchase.number));
    }
    sim
}

/// The supplier's settings change under the request.
fn settings<'s>(
    sim: MutexGuard<'s, Sim>,
    shared: &'s Shared,
    engine: &Engine,
    leaving: &Leaving,
) -> MutexGuard<'s, Sim> {
    drop(sim);
    let id = leaving.purchase.supplier.get();
    let answer = engine.call("supplier", json!({"id": id})).and_then(|found| {
        let mut shape = found["supplier"].clone();
        if shape.is_null() {
            return Ok(Value::Null);
        }
        shape["notes"] = json!("Called today.");
        shape["website"] = json!("https://supplier.example.com/new");
        engine.call("supplier_save", shape)
    });
    let mut sim = lock(shared);
    sim.note(format_args!("meanwhile supplier_save: {}", told(&answer)));
    sim
}

/// What a command answered, in a word.
pub fn told(answer: &Result<Value, stockless_engine::ApiError>) -> String {
    match answer {
        Ok(_) => "done".to_owned(),
        Err(error) => format!("{:?}", error.code),
    }
}
