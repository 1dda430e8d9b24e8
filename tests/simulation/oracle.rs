//! What must hold after each step: I1, I4, I5, I6, I9, and I8's question that comes too early.

use std::collections::BTreeMap;

use stockless_core::purchase::State;
use stockless_core::supplier::Channel;

use super::process::Desk;
use super::sim::{KeyTruth, Sim, lock};
use super::supplier::{Made, Supplier};

/// A purchase as the database has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: i64,
    pub key: String,
    pub state: State,
    pub number: String,
    pub order: String,
    pub supplier: i64,
    pub supplier_number: String,
    pub version: i64,
    pub boot: String,
    pub channel: Channel,
    pub document: String,
    pub tries: i64,
    pub queue: i64,
}

/// What was seen after the last step.
#[derive(Debug, Default)]
pub struct Seen {
    pub rows: BTreeMap<String, Row>,
    /// The merchant said or clicked something since.
    pub human: bool,
}

const ROWS: &str = "SELECT p.id, p.key, p.state, p.number, o.number, p.supplier_id, p.supplier_number, p.version, p.boot, \
     p.channel, p.document_name, p.tries, coalesce(v.queue, -1) FROM purchase p JOIN orders o ON o.id = p.order_id \
     LEFT JOIN order_view v ON v.order_id = o.id ORDER BY p.id";

/// Every purchase as the database has it now.
pub fn rows(sim: &Sim) -> Vec<Row> {
    let Some(view) = &sim.view else { return Vec::new() };
    let mut found = view.prepare_cached(ROWS).expect("the view reads");
    let rows = found.query_map([], |row| {
        Ok(Row {
            id: row.get(0)?,
            key: row.get(1)?,
            state: State::from_word(&row.get::<_, String>(2)?).expect("a state"),
            number: row.get(3)?,
            order: row.get(4)?,
            supplier: row.get(5)?,
            supplier_number: row.get(6)?,
            version: row.get(7)?,
            boot: row.get(8)?,
            channel: Channel::from_word(&row.get::<_, String>(9)?).expect("a channel"),
            document: row.get(10)?,
            tries: row.get(11)?,
            queue: row.get(12)?,
        })
    });
    rows.expect("the view reads").collect::<Result<_, _>>().expect("rows")
}

/// Looks at everything after a step.
pub fn observe(desk: &mut Desk) {
    let mended = desk.is_mended();
    let shared = std::sync::Arc::clone(&desk.sim);
    let mut sim = lock(&shared);
    if sim.view.is_none() || sim.broken.is_some() {
        return;
    }
    let rows = rows(&sim);
    let mut broken = None;
    // What somebody said while the disk refused may be kept and seen later.
    let human = desk.seen.human || sim.disk_trouble;
    sim.disk_trouble &= !mended;
    for row in &rows {
        let before = desk.seen.rows.get(&row.key);
        broken = broken.or_else(|| judge(&sim, row, before, human));
        if before.is_none_or(|before| before.state != row.state) {
            let line = format!("  {} is {}", row.number, row.state.word());
            sim.note(format_args!("{line}"));
        }
    }
    if let Some((rule, what)) = broken.or_else(|| once(&sim)).or_else(|| overdrawn(&sim)) {
        sim.breaks(rule, what);
    }
    desk.seen.rows = rows.into_iter().map(|row| (row.key.clone(), row)).collect();
    desk.seen.human = false;
}

type Verdict = Option<(&'static str, String)>;

fn judge(sim: &Sim, row: &Row, before: Option<&Row>, human: bool) -> Verdict {
    let unknown = KeyTruth::default();
    let truth = sim.keys.get(&row.key).unwrap_or(&unknown);
    let supplier = sim.suppliers.get(&row.supplier)?;
    if let Some(before) = before
        && before.state != row.state
        && !human
        && (before.state.is_placed() || matches!(before.state, State::Rejected | State::Cancelled))
    {
        let what =
            format!("{} goes from {} to {} by itself", row.number, before.state.word(), row.state.word());
        return Some(("I4", what));
    }
    if truth.excused.is_some() || truth.called_off {
        return None;
    }
    let there = supplier.made_for(&row.key).any(|made| !made.cancelled);
    let coming = supplier.awaits(&row.key);
    match row.state {
        State::Queued | State::Rejected if supplier.keeps_promise && (there || coming) => {
            let word = if there { "has it" } else { "may get it yet" };
            Some(("I5", format!("{} is {}, and {} {word}", row.number, row.state.word(), supplier.name)))
        }
        State::Asking if supplier.keeps_promise && coming => {
            Some(("I8", format!("{} is asked about while it is still on its way", row.number)))
        }
        State::Placed | State::Confirmed => placed(supplier, row, truth),
        State::Asking if row.queue != 0 => Some((
            "I5",
            format!("{} waits for an answer, and its order is in queue {}", row.number, row.queue),
        )),
        State::Unknown | State::Sending if row.queue == 5 => {
            Some(("I5", format!("{} is in doubt, and its order is in queue {}", row.number, row.queue)))
        }
        _ => None,
    }
}

/// I5 and I9: what is called placed is there, under the number that is stored.
fn placed(supplier: &Supplier, row: &Row, truth: &KeyTruth) -> Verdict {
    if truth.said_there || row.channel == Channel::File && !supplier.collected {
        return None;
    }
    if supplier.made_for(&row.key).next().is_none() {
        return Some((
            "I5",
            format!("{} is {}, and {} never got it", row.number, row.state.word(), supplier.name),
        ));
    }
    let known = row.supplier_number.is_empty()
        || supplier.made_for(&row.key).any(|made| {
            made.number == row.supplier_number
                || row.supplier_number.starts_with(&format!("{}/", made.number))
        });
    (!known).then(|| {
        ("I9", format!("{} is stored as {}, which is not its order", row.number, row.supplier_number))
    })
}

/// One supplier's part of an order.
#[derive(Default)]
struct Part<'s> {
    excused: bool,
    made: Vec<&'s Made>,
}

/// I1: no key, and no supplier's part of an order, was made into two orders.
fn once(sim: &Sim) -> Verdict {
    let mut parts: BTreeMap<(&str, i64), Part<'_>> = BTreeMap::new();
    for (key, truth) in &sim.keys {
        let Some(supplier) = sim.suppliers.get(&truth.supplier) else { continue };
        let part = parts.entry((&truth.order, truth.supplier)).or_default();
        part.excused |= truth.excused.is_some();
        if truth.called_off {
            continue;
        }
        let made: Vec<&Made> = supplier.made_for(key).collect();
        if made.len() > 1 && truth.excused.is_none() && supplier.is_bound(&made) {
            let (order, name) = (&truth.order, &supplier.name);
            let what = format!("{key} of {order} was made twice at {name}: {}", numbers(&made));
            return Some(("I1", what));
        }
        part.made.extend(made);
    }
    parts.into_iter().find_map(|((order, supplier), part)| {
        let supplier = sim.suppliers.get(&supplier)?;
        let alive = part.made.iter().filter(|made| !made.cancelled).count();
        (alive > 1 && !part.excused && supplier.is_bound(&part.made)).then(|| {
            ("I1", format!("{order} was ordered twice at {}: {}", supplier.name, numbers(&part.made)))
        })
    })
}

fn numbers(made: &[&Made]) -> String {
    made.iter().map(|made| made.number.as_str()).collect::<Vec<_>>().join(", ")
}

/// I6: no line is forwarded beyond what was ordered.
fn overdrawn(sim: &Sim) -> Verdict {
    const OVER: &str = "SELECT o.number FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
         JOIN order_line ol ON ol.id = l.order_line_id JOIN orders o ON o.id = ol.order_id
         WHERE p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend'
         GROUP BY ol.id, l.part HAVING sum(l.quantity - l.refused) > ol.quantity LIMIT 1";
    let view = sim.view.as_ref()?;
    let mut found = view.prepare_cached(OVER).expect("the view reads");
    let mut rows = found.query([]).expect("the view reads");
    let row = rows.next().expect("the view reads")?;
    let order: String = row.get(0).expect("a number");
    Some(("I6", format!("more of {order} is forwarded than was ordered")))
}
