//! What must hold when a draft is about to be cleared away: it was written down, and nothing confirms it any more.

use stockless_core::protocol::Kind;

use super::sim::Sim;

/// Looks at the records before the request leaves.
pub fn look_at(sim: &mut Sim, supplier: i64, number: &str) {
    let Some(view) = &sim.view else { return };
    let count = |sql: &str| -> i64 {
        let mut found = view.prepare_cached(sql).expect("the view reads");
        found.query_row(rusqlite::params![supplier, number], |row| row.get(0)).expect("a count")
    };
    let named = count("SELECT count(*) FROM purchase WHERE supplier_id = ?1 AND draft = ?2");
    let written = count(
        "SELECT count(*) FROM attempt a JOIN left_draft d ON d.purchase_id = a.purchase_id
         JOIN purchase p ON p.id = d.purchase_id
         WHERE p.supplier_id = ?1 AND d.number = ?2 AND a.kind = 'cancel_draft' AND a.outcome IS NULL",
    );
    let on_its_way = sim.suppliers.get(&supplier).is_some_and(|there| {
        let mut under_way = there.under_way.iter();
        under_way.any(|(_, request)| request.kind == Kind::Confirm && request.draft == number)
    });
    if written == 0 {
        sim.breaks("I2", format!("draft {number} is cleared away without an attempt on the disk"));
    } else if named > 0 || on_its_way {
        sim.breaks("D1", format!("draft {number} is cleared away and may still be confirmed"));
    }
}
