//! Parts of a bundle that are bought apart.

use std::collections::BTreeMap;

use rusqlite::params;
use stockless_core::id::OrderLineId;

use crate::open::StoreError;
use crate::store::{Read, Write};

/// Units of an order line that purchases hold, by part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldParts(BTreeMap<String, i64>);

impl HeldParts {
    /// True when purchases hold nothing of the line.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|units| *units <= 0)
    }

    /// Units of the order for which a part is bought. What was bought as a whole has every part.
    pub fn units(&self, part: &str) -> i64 {
        let of = |part: &str| self.0.get(part).copied().unwrap_or(0);
        if part.is_empty() {
            let most = self.0.iter().filter(|(part, _)| !part.is_empty()).map(|(_, units)| *units).max();
            return of("").saturating_add(most.unwrap_or(0));
        }
        of(part).saturating_add(of(""))
    }
}

impl Read<'_> {
    /// Units of an order line that purchases hold, by part.
    pub fn held_parts(&self, line: OrderLineId) -> Result<HeldParts, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT l.part, sum(l.quantity - l.refused) FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
             WHERE l.order_line_id = ?1 AND p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend' GROUP BY l.part",
        )?;
        let rows = statement.query_map([line.get()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(HeldParts(rows.collect::<Result<_, _>>()?))
    }

    /// The parts a line was made of when the first of them was bought; none when it was bought as a whole.
    pub fn parts_of(&self, line: OrderLineId) -> Result<Vec<String>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT part FROM order_part WHERE order_line_id = ?1 ORDER BY part")?;
        let rows = statement.query_map([line.get()], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Settles which parts a line is made of. The database refuses it once a purchase holds one of them.
    pub fn settle_parts(&self, line: OrderLineId, parts: &[&str]) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM order_part WHERE order_line_id = ?1")?.execute([line.get()])?;
        let mut statement =
            self.conn.prepare_cached("INSERT INTO order_part (order_line_id, part) VALUES (?1, ?2)")?;
        for part in parts {
            statement.execute(params![line.get(), part])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(parts: &[(&str, i64)]) -> HeldParts {
        HeldParts(parts.iter().map(|(part, units)| ((*part).to_owned(), *units)).collect())
    }

    #[test]
    fn the_whole_has_every_part_and_a_part_stands_for_the_whole() {
        let mixed = held(&[("", 1), ("Lamp", 2), ("Shade", 1)]);
        assert_eq!(mixed.units("Lamp"), 3);
        assert_eq!(mixed.units("Shade"), 2);
        assert_eq!(mixed.units("Bulb"), 1, "a part nobody bought came with the whole");
        assert_eq!(mixed.units(""), 3, "of the whole no more is open than of its most bought part");
    }

    #[test]
    fn what_was_refused_to_the_last_unit_is_not_held() {
        assert!(held(&[("Lamp", 0)]).is_empty());
        assert!(!held(&[("Lamp", 0), ("Shade", 1)]).is_empty());
    }
}
