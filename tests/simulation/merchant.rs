//! What the merchant does: mostly right, sometimes twice, sometimes wrongly, sometimes on an old screen.

use serde_json::{Value, json};
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;
use stockless_engine::ApiError;
use stockless_engine::error::Code;

use super::faults;
use super::oracle::{self, Row};
use super::process::Desk;
use super::sim::lock;
use crate::{Sale, shopify};

/// Orders of a seed.
const ORDERS: usize = 8;

/// What there is now.
pub fn purchases(desk: &Desk) -> Vec<Row> {
    oracle::rows(&lock(&desk.sim))
}

fn some(desk: &Desk, fits: impl Fn(&Row) -> bool) -> Option<Row> {
    let rows: Vec<Row> = purchases(desk).into_iter().filter(fits).collect();
    let at = lock(&desk.sim).dice.below(rows.len());
    rows.get(at).cloned()
}

/// New orders come in.
pub fn sell(desk: &mut Desk) {
    let (count, skus) = {
        let mut sim = lock(&desk.sim);
        let skus: Vec<String> = sim.suppliers.values().map(|supplier| supplier.sku.clone()).collect();
        (1 + sim.dice.below(3), skus)
    };
    // Few orders, so that many seeds run: what goes wrong needs one or two.
    let count = count.min(ORDERS.saturating_sub(desk.sales.len()));
    if count == 0 {
        return;
    }
    let mut new = Vec::new();
    for _ in 0..count {
        let number = format!("#{}", 1_001 + desk.sales.len());
        let mut sim = lock(&desk.sim);
        let mut sale = Sale::new(&number);
        sale.street = format!("Elbgasse {}", 10 + desk.sales.len());
        let first = sim.dice.below(skus.len());
        sale = sale.item(&skus[first], sim.dice.between(1, 2), 4_900);
        if sim.dice.percent(25) {
            sale = sale.item(&skus[(first + 1) % skus.len()], 1, 3_900);
        }
        drop(sim);
        desk.sales.insert(number, sale.clone());
        new.push(sale);
    }
    import(desk, &new);
}

/// The shop tells some orders.
fn import(desk: &mut Desk, sales: &[Sale]) {
    let path = desk.folder.join("sales.csv");
    std::fs::write(&path, shopify(sales)).expect("a file");
    let request = json!({"kind": "orders", "files": [path], "shop": "Harbour"});
    let shown: Vec<_> = sales.iter().map(|sale| sale.number.as_str()).collect();
    lock(&desk.sim).note(format_args!("the shop tells {}", shown.join(", ")));
    desk.call("import_run", request);
}

/// Everything that was sold is told once more: what a death cut off comes in now.
pub fn sell_again(desk: &mut Desk) {
    let sales: Vec<Sale> = desk.sales.values().cloned().collect();
    if !sales.is_empty() {
        import(desk, &sales);
    }
}

/// An order changes at the shop: another name, a refund, a cancellation.
pub fn order_changes(desk: &mut Desk) {
    let numbers: Vec<String> = desk.sales.keys().cloned().collect();
    let (which, how) = {
        let mut sim = lock(&desk.sim);
        (sim.dice.below(numbers.len()), sim.dice.below(3))
    };
    let Some(sale) = numbers.get(which).and_then(|number| desk.sales.get_mut(number)) else { return };
    match how {
        0 => sale.name.push_str(" Jr"),
        1 => {
            sale.payment = "partially_refunded".to_owned();
            sale.refunded = 500;
        }
        _ => sale.cancelled = "2026-03-10 08:00:00 +0000".to_owned(),
    }
    let sale = sale.clone();
    desk.seen.human = true;
    lock(&desk.sim).count("orders changed at the shop");
    import(desk, &[sale]);
}

/// Forwards what is ready: at once or through the outbox, perhaps twice in a row.
pub fn forward(desk: &mut Desk) {
    let now = desk.percent(60);
    let request = json!({"which": {"tab": "new"}, "now": now});
    let twice = desk.percent(20);
    for _ in 0..=usize::from(twice) {
        let Some(answer) = desk.call("forward", request.clone()) else { return };
        if let Ok(answer) = answer {
            desk.undo = answer["undo"].as_i64().or(desk.undo);
        }
    }
    if !now && desk.percent(30) {
        let name = if desk.percent(50) { "outbox_send" } else { "outbox_decide" };
        let request = if name == "outbox_send" { json!({}) } else { json!({"send": true}) };
        desk.call(name, request);
    }
}

/// The word about what an earlier run queued.
pub fn decide(desk: &mut Desk) {
    let send = desk.percent(80);
    desk.seen.human = true;
    desk.call("outbox_decide", json!({"send": send}));
}

/// Takes the last forwarding back.
pub fn undo(desk: &mut Desk) {
    if let Some(id) = desk.undo.take() {
        desk.seen.human = true;
        desk.call("undo", json!({"id": id}));
    }
}

/// Answers a question. `wrongly` by mistake.
pub fn answer(desk: &mut Desk, wrongly: bool) {
    answer_about(desk, |row| matches!(row.state, State::Asking | State::Unknown), wrongly);
}

fn answer_about(desk: &mut Desk, fits: impl Fn(&Row) -> bool, wrongly: bool) {
    let Some(row) = some(desk, fits) else { return };
    let (there, alive, bound) = {
        let sim = lock(&desk.sim);
        let Some(supplier) = sim.suppliers.get(&row.supplier) else { return };
        (
            supplier.made_for(&row.key).next().is_some(),
            supplier.made_for(&row.key).any(|made| !made.cancelled),
            supplier.keeps_promise,
        )
    };
    if there && !alive && !wrongly {
        return call_off(desk, &row);
    }
    let says_there = alive != wrongly;
    let Some(Ok(detail)) = desk.call("purchase", json!({"id": row.id})) else { return };
    let stale = desk.percent(15);
    let version = row.version - i64::from(stale);
    let answer = if says_there {
        json!({"answer": "it_is_there", "supplier_number": ""})
    } else {
        json!({"answer": "not_there", "token": detail["send_again_token"].as_str().unwrap_or("none")})
    };
    let mut sim = lock(&desk.sim);
    let truth = sim.key(&row.key);
    truth.said_there |= says_there;
    if !says_there && !stale && (alive || !bound) && row.state == State::Asking {
        truth.excused = Some(if alive { "the merchant was wrong" } else { "the supplier broke its promise" });
    }
    sim.count(if wrongly { "wrong answers" } else { "true answers" });
    drop(sim);
    desk.seen.human = true;
    let request = json!({"id": row.id, "version": version, "answer": answer});
    let given = desk.call("purchase_answer", request.clone());
    if stale && given.as_ref().is_some_and(Result::is_ok) {
        lock(&desk.sim).breaks("I8", format!("an answer on an old screen is taken for {}", row.number));
    }
    // A second click on the same screen.
    if given.is_some_and(|given| given.is_ok())
        && desk.percent(20)
        && desk.call("purchase_answer", request).is_some_and(|again| again.is_ok())
    {
        lock(&desk.sim).breaks("I8", format!("the same answer is taken twice for {}", row.number));
    }
}

/// Hands over what waits for that, and says so; perhaps says so twice.
pub fn hand_over(desk: &mut Desk) {
    let Some(row) = some(desk, |row| row.state == State::ToHandOver) else { return };
    {
        let mut sim = lock(&desk.sim);
        let now = sim.now;
        let lies_there = row.channel != Channel::File
            || sim
                .suppliers
                .get(&row.supplier)
                .is_some_and(|supplier| supplier.files.contains_key(&row.document));
        if !lies_there {
            let what = format!("{} is to be handed over, and its file is not there", row.number);
            return sim.breaks("I5", what);
        }
        sim.key(&row.key).handed_over = 1;
        sim.note(format_args!("{} is handed over at {now}", row.number));
    }
    desk.seen.human = true;
    desk.call("purchase_placed", json!({"ids": [row.id]}));
}

/// Calls a purchase off, here and on the telephone.
pub fn cancel(desk: &mut Desk) {
    let fits = |row: &Row| !matches!(row.state, State::Cancelled);
    if let Some(row) = some(desk, fits) {
        call_off(desk, &row);
    }
}

/// What the disk refused may be kept all the same.
fn is_perhaps_done(answer: &Result<Value, ApiError>) -> bool {
    answer.as_ref().map_or_else(|error| error.code == Code::Disk, |_| true)
}

fn call_off(desk: &mut Desk, row: &Row) {
    desk.seen.human = true;
    let answer = desk.call("purchase_cancel", json!({"id": row.id}));
    // What the disk refused may be kept all the same.
    if answer.is_none_or(|answer| is_perhaps_done(&answer)) {
        let mut sim = lock(&desk.sim);
        sim.key(&row.key).called_off = true;
        sim.count("called off");
        if let Some(supplier) = sim.suppliers.get_mut(&row.supplier) {
            supplier.cancel_all(&row.key);
        }
    }
}

/// Sends again what was refused.
pub fn retry(desk: &mut Desk) {
    if let Some(row) = some(desk, |row| matches!(row.state, State::Rejected | State::Placed | State::Unknown))
    {
        desk.seen.human = true;
        let answer = desk.call("purchase_retry", json!({"id": row.id}));
        if answer.is_some_and(|answer| answer.is_ok()) && row.state != State::Rejected {
            lock(&desk.sim)
                .breaks("I4", format!("{} was {}, and is queued again", row.number, row.state.word()));
        }
    }
}

/// Corrects an address; refused when a supplier has the order.
pub fn address(desk: &mut Desk) {
    let known = i64::try_from(desk.sales.len()).unwrap_or(0);
    let id = lock(&desk.sim).dice.between(1, 1 + known);
    let address = json!({"name": "Ada Fern", "company": "", "line1": "Moosweg 3", "line2": "", "city": "Kiel", "region": "",
        "postal_code": "24103", "country": "DE", "phone": ""});
    desk.call("order_address_save", json!({"order_id": id, "address": address}));
}

/// Says what the program wants to hear before it goes on.
pub fn go_on(desk: &mut Desk) {
    let stopped: Vec<i64> = lock(&desk.sim).suppliers.keys().copied().collect();
    for id in stopped {
        if !is_stopped(desk, id) {
            continue;
        }
        {
            let mut sim = lock(&desk.sim);
            if let Some(supplier) = sim.suppliers.get_mut(&id) {
                supplier.signed_out = false;
                supplier.unknown_run = 0;
            }
        }
        let Some(answer) = desk.call("supplier_go_on", json!({"id": id})) else { return };
        if answer.is_err_and(|error| error.code == Code::UnknownCommand) {
            let sim = lock(&desk.sim);
            if let Some(view) = &sim.view {
                let sql = "UPDATE supplier_health SET unknown_run = 0, stopped_ms = NULL, signed_out_ms = NULL, limited_until_ms = NULL WHERE supplier_id = ?1";
                view.execute(sql, [id]).expect("an edit");
            }
        }
    }
    resume(desk);
}

fn is_stopped(desk: &Desk, supplier: i64) -> bool {
    let sim = lock(&desk.sim);
    let sql = "SELECT stopped_ms IS NOT NULL OR signed_out_ms IS NOT NULL FROM supplier_health WHERE supplier_id = ?1";
    sim.view.as_ref().is_some_and(|view| view.query_row(sql, [supplier], |row| row.get(0)).unwrap_or(false))
}

/// Goes on after the records were looked at.
fn resume(desk: &mut Desk) {
    let paused = {
        let sim = lock(&desk.sim);
        let sql = "SELECT paused_since_ms IS NOT NULL FROM instance";
        sim.view.as_ref().is_some_and(|view| view.query_row(sql, [], |row| row.get(0)).unwrap_or(false))
    };
    if paused && desk.call("forwarding_resume", json!({})).is_some_and(|answer| answer.is_ok()) {
        lock(&desk.sim).went_back = false;
    }
}

/// Makes a backup, or puts one back through the program.
pub fn back_up(desk: &mut Desk) {
    let backups = lock(&desk.sim).folder.join("backups");
    let made = std::fs::read_dir(&backups).map(|entries| {
        let mut found: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        found.retain(|path| path.to_string_lossy().ends_with(".on_demand.stockless"));
        found.sort();
        found
    });
    match made.unwrap_or_default().first() {
        Some(path) if !desk.journal_lost && desk.percent(60) => {
            lock(&desk.sim).view = None;
            desk.seen.human = true;
            let answer = desk.call("restore", json!({"path": path}));
            desk.look_anew();
            lock(&desk.sim).count("backups put back");
            if answer.is_none_or(|answer| is_perhaps_done(&answer)) {
                faults::after_going_back(desk);
            }
        }
        _ => {
            desk.call("backup", json!({}));
        }
    }
}

/// Answers one question truthfully, if there is one.
pub fn answer_asking(desk: &mut Desk) {
    if purchases(desk).iter().any(|row| row.state == State::Asking) {
        answer_about(desk, |row| row.state == State::Asking, false);
    }
}
