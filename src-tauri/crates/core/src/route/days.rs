//! How long parcels take: measured where there are enough of them, else as the supplier says.

/// Parcels from which on measured days count; below, the supplier's word does.
pub const ENOUGH_PARCELS: i64 = 10;

/// What parcels of one supplier to one country needed, in whole days from placing to the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// Parcels.
    pub parcels: i64,
    /// Half of them needed at most this.
    pub p50: i64,
    /// Four of five needed at most this.
    pub p80: i64,
}

impl Measured {
    /// From the days of each parcel, in any order; `None` for no parcel. Percentiles are those of the nearest rank.
    pub fn of(mut days: Vec<i64>) -> Option<Self> {
        days.sort_unstable();
        let parcels = i64::try_from(days.len()).ok()?;
        let at = |percent: usize| {
            let rank = days.len().saturating_mul(percent).div_ceil(100).max(1);
            days.get(rank.saturating_sub(1)).copied()
        };
        Some(Self { parcels, p50: at(50)?, p80: at(80)? })
    }
}

/// Days to the door, quick and slow, and where they come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Half of the parcels need at most this; or the quickest the supplier names.
    pub quick: i64,
    /// Four of five parcels need at most this; or the slowest the supplier names.
    pub slow: i64,
    /// From how many parcels it was measured; `None` for the supplier's word.
    pub parcels: Option<i64>,
}

impl Days {
    /// Measured where there are [`ENOUGH_PARCELS`], else what the supplier says, else not known.
    pub fn of(measured: Option<Measured>, stated: Option<(i64, i64)>) -> Option<Self> {
        match measured.filter(|measured| measured.parcels >= ENOUGH_PARCELS) {
            Some(Measured { parcels, p50, p80 }) => {
                Some(Self { quick: p50, slow: p80, parcels: Some(parcels) })
            }
            None => stated.map(|(quick, slow)| Self { quick, slow, parcels: None }),
        }
    }
}
