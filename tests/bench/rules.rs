//! What rules cost an import: the same file into a second workspace, where five rules listen.

use std::path::Path;

use serde_json::{Value, json};

use super::{Outcome, call, open, set_up};
use crate::measure::once;

/// The seconds of the import, with what rules did counted in, and how much they did.
pub fn import(folder: &Path, file: &Path) -> Outcome<(f64, u64)> {
    let engine = open(folder.join("ruled"))?;
    set_up(&engine, folder)?;
    for rule in five() {
        call(&engine, "automation_rule_save", &rule)?;
    }
    let request = json!({"kind": "orders", "files": [file], "shop": "Bench shop", "currency": "EUR"});
    let (seconds, answer) = once(|| call(&engine, "import_run", &request));
    answer?;
    let log = call(&engine, "automation_log", &json!({"limit": 1}))?;
    drop(engine);
    std::fs::remove_dir_all(folder.join("ruled"))?;
    Ok((seconds, log["total"].as_u64().unwrap_or(0)))
}

fn five() -> [Value; 5] {
    let rule = |name: &str, event: &str, test: Value, action: Value| {
        json!({"id": 0, "name": name, "event": event, "enabled": true, "rule": {"scope": "order", "any": false,
            "conditions": [{"not": false, "test": test}], "actions": [action]}})
    };
    let tag = |tag: &str| json!({"kind": "tag", "tag": tag});
    [
        rule("Portugal", "came_in", json!({"kind": "to", "zones": ["PT"]}), tag("portugal")),
        rule("Big", "came_in", json!({"kind": "total", "from": "150.00", "to": null}), tag("big")),
        rule("Product", "came_in", json!({"kind": "goods", "patterns": ["SKU-7*"]}), tag("seven")),
        rule("Thin", "ready", json!({"kind": "margin", "from": null, "to": "20"}), json!({"kind": "hold"})),
        rule(
            "Stuck",
            "needs_decision",
            json!({"kind": "fails", "checks": ["in_stock"]}),
            json!({"kind": "choice", "n": 2}),
        ),
    ]
}
