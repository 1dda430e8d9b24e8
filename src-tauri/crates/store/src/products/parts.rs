//! Listings that are served in parts.

use rusqlite::params;
use stockless_core::id::ProductId;
use stockless_core::place::Zone;

use super::MappingRow;
use crate::open::StoreError;
use crate::store::Write;
use crate::undo::Undoable;

/// Letters in the name of a part.
const LONGEST: usize = 60;

/// A name without needless spaces; refused when it is too long.
fn plain(name: &str) -> Result<String, StoreError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() > LONGEST {
        return Err(StoreError::Refused(format!("The name of a part has {LONGEST} letters at most.")));
    }
    Ok(name)
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

impl Write<'_> {
    /// The name of a mapping's part as its listing spells it already. Refused where the listing would be served as a
    /// whole and in parts at once, for then nobody could say what one ordered unit takes.
    pub(super) fn part_name(&self, mapping: &MappingRow) -> Result<String, StoreError> {
        let name = plain(&mapping.part)?;
        let mut others = self.mappings_of(mapping.product)?;
        others.retain(|other| {
            other.zone == mapping.zone && other.id != mapping.id && other.offer != mapping.offer
        });
        if others.iter().any(|other| other.part.is_empty() != name.is_empty()) {
            return Err(StoreError::Refused(if name.is_empty() {
                "This product is served in parts there. Say which part the offer serves.".to_owned()
            } else {
                "Other offers serve this product as a whole there. Say first which part they serve."
                    .to_owned()
            }));
        }
        let known = others.into_iter().find(|other| is_same(&other.part, &name));
        Ok(known.map_or(name, |other| other.part))
    }

    /// Gives a part of a product another name, for all offers that serve it for a destination. Empty is the whole.
    /// Returns for how many.
    pub fn rename_part(
        &self,
        product: ProductId,
        zone: Zone,
        from: &str,
        to: &str,
    ) -> Result<i64, StoreError> {
        let mut all = self.mappings_of(product)?;
        all.retain(|row| row.zone == zone);
        let to = plain(to)?;
        let (mine, others): (Vec<MappingRow>, Vec<MappingRow>) =
            all.into_iter().partition(|row| is_same(&row.part, from));
        if others.iter().any(|row| is_same(&row.part, &to)) {
            return Err(StoreError::Refused(format!("There is a part “{to}” already.")));
        }
        if !others.is_empty() && to.is_empty() {
            return Err(StoreError::Refused(
                "This product has other parts there, so each needs a name.".to_owned(),
            ));
        }
        for row in &mine {
            self.touch(Undoable::Mapping, row.id)?;
            self.conn
                .prepare_cached("UPDATE mapping SET part = ?2 WHERE id = ?1")?
                .execute(params![row.id, to])?;
        }
        Ok(i64::try_from(mine.len()).unwrap_or(i64::MAX))
    }
}
