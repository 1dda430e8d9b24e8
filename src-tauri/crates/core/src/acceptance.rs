//! What a supplier took of a purchase, line by line, held against what was ordered.
//!
//! A supplier that takes a part says so in its own words, and those are held against the purchase before anything is made
//! of them. What does not fit (more than was ordered, a line that nobody ordered, a part of a bundle of units) is
//! [`Judged::Unclear`]: it is told to the merchant and never guessed at.

use std::collections::BTreeMap;

/// What an answer says about the lines of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Said {
    /// Nothing: the supplier's answers do not speak of lines.
    #[default]
    Nothing,
    /// So much of each line.
    Lines {
        /// What it names.
        lines: Vec<SaidLine>,
        /// It documents that a line which it does not name was not taken.
        rest_is_refused: bool,
    },
    /// It speaks of lines, and that cannot be read: why.
    Unreadable(String),
}

impl Said {
    /// True where it takes not one unit of any line.
    pub fn takes_nothing(&self) -> bool {
        matches!(self, Self::Lines { lines, rest_is_refused }
            if (*rest_is_refused || !lines.is_empty()) && lines.iter().all(|line| line.taken == 0))
    }
}

/// What an answer says about one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidLine {
    /// The line it means.
    pub which: Which,
    /// Units at the supplier that it takes.
    pub taken: i64,
    /// Why it does not take all; empty where it does not say.
    pub reason: String,
}

/// How an answer names a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// By the supplier's SKU.
    Sku(String),
    /// By the number that the request gave it, counted from 1.
    Number(i64),
}

/// A line as it was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordered<'a> {
    /// The supplier's SKU.
    pub sku: &'a str,
    /// Units of the order, at least one.
    pub quantity: i64,
    /// Of these, the ones that are known not to come.
    pub refused: i64,
    /// Units at the supplier for all of `quantity`.
    pub units: i64,
}

/// What an answer means for a purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// What is known already.
    AsKnown,
    /// Less than was known to come.
    Less(Vec<Less>),
    /// It does not fit what was ordered: why.
    Unclear(String),
}

/// Units that do not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Less {
    /// Index of the line.
    pub line: usize,
    /// Units of the order, at least one.
    pub quantity: i64,
    /// The supplier's reason; empty where it gave none.
    pub reason: String,
}

impl Ordered<'_> {
    fn kept(&self) -> i64 {
        self.quantity.saturating_sub(self.refused)
    }

    /// Units at the supplier for one of the order, where that is a whole number.
    fn each(&self) -> Option<i64> {
        let each = self.units.checked_div(self.quantity)?;
        (each > 0 && each.checked_mul(self.quantity) == Some(self.units)).then_some(each)
    }

    fn is(&self, sku: &str) -> bool {
        self.sku.trim().eq_ignore_ascii_case(sku.trim())
    }
}

/// Holds what was said against what was ordered.
pub fn judge(ordered: &[Ordered<'_>], said: &Said) -> Judged {
    match said {
        Said::Nothing => Judged::AsKnown,
        Said::Unreadable(why) => Judged::Unclear(why.clone()),
        Said::Lines { lines, rest_is_refused } => match compare(ordered, lines, *rest_is_refused) {
            Ok(less) if less.is_empty() => Judged::AsKnown,
            Ok(less) => Judged::Less(less),
            Err(why) => Judged::Unclear(why),
        },
    }
}

/// What was said about lines that cannot be told apart, added up.
#[derive(Default)]
struct Sum {
    taken: i64,
    reason: String,
}

fn compare(ordered: &[Ordered<'_>], lines: &[SaidLine], rest_is_refused: bool) -> Result<Vec<Less>, String> {
    // A supplier may send one line from two warehouses, and then names it twice.
    let mut sums: BTreeMap<Vec<usize>, Sum> = BTreeMap::new();
    for said in lines {
        let sum = sums.entry(meant(ordered, &said.which)?).or_default();
        sum.taken = sum.taken.checked_add(said.taken.max(0)).ok_or("it takes more than can be counted")?;
        if said.taken < 0 {
            return Err(format!("it takes {} of {}", said.taken, said.which.words()));
        }
        if sum.reason.is_empty() {
            sum.reason.clone_from(&said.reason);
        }
    }
    let named: Vec<usize> = sums.keys().flatten().copied().collect();
    for (index, line) in ordered.iter().enumerate().filter(|(index, _)| !named.contains(index)) {
        if line.kept() > 0 && !rest_is_refused {
            return Err(format!("it says nothing about {}", line.sku));
        }
        sums.insert(vec![index], Sum::default());
    }
    let mut less = Vec::new();
    for (indices, sum) in sums {
        less.extend(missing(ordered, &indices, &sum)?);
    }
    less.sort_by_key(|less| less.line);
    Ok(less)
}

/// The lines that are meant: one, or all that share a SKU.
fn meant(ordered: &[Ordered<'_>], which: &Which) -> Result<Vec<usize>, String> {
    let all: Vec<usize> = match which {
        Which::Sku(sku) => {
            ordered.iter().enumerate().filter(|(_, line)| line.is(sku)).map(|(index, _)| index).collect()
        }
        Which::Number(number) => number
            .checked_sub(1)
            .and_then(|index| usize::try_from(index).ok())
            .filter(|&index| index < ordered.len())
            .into_iter()
            .collect(),
    };
    if all.is_empty() { Err(format!("it names {}, which was not ordered", which.words())) } else { Ok(all) }
}

impl Which {
    fn words(&self) -> String {
        match self {
            Self::Sku(sku) => sku.clone(),
            Self::Number(number) => format!("line {number}"),
        }
    }
}

fn missing(ordered: &[Ordered<'_>], indices: &[usize], sum: &Sum) -> Result<Vec<Less>, String> {
    let lines: Vec<(usize, &Ordered<'_>)> =
        indices.iter().filter_map(|&index| Some((index, ordered.get(index)?))).collect();
    let Some((_, first)) = lines.first() else { return Ok(Vec::new()) };
    let less = |(index, line): &(usize, &Ordered<'_>), quantity| Less {
        line: *index,
        quantity: i64::min(quantity, line.kept()),
        reason: sum.reason.clone(),
    };
    if sum.taken == 0 {
        return Ok(lines
            .iter()
            .filter(|(_, line)| line.kept() > 0)
            .map(|of| less(of, of.1.kept()))
            .collect());
    }
    let (mut coming, mut whole) = (0_i64, 0_i64);
    for (_, line) in &lines {
        whole = whole.saturating_add(line.units);
        let units = match line.each() {
            Some(each) => each.saturating_mul(line.kept()),
            None if line.refused == 0 => line.units,
            None => return Err(format!("{} comes in packs that were broken up", line.sku)),
        };
        coming = coming.saturating_add(units);
    }
    let taken = sum.taken;
    if taken > whole {
        return Err(format!("it takes {taken} of {}, and {whole} were ordered", first.sku));
    }
    if taken > coming {
        return Err(format!("it takes {taken} of {}, and only {coming} were to come after all", first.sku));
    }
    if taken == coming {
        return Ok(Vec::new());
    }
    let ([(index, line)], Some(each)) = (lines.as_slice(), first.each()) else {
        return Err(format!("it takes {taken} of {}, and cannot tell of which line", first.sku));
    };
    let short = coming.saturating_sub(taken);
    match short.checked_rem(each) {
        Some(0) => Ok(vec![less(&(*index, line), short.checked_div(each).unwrap_or(0))]),
        _ => Err(format!(
            "it takes {taken} of {}; one of the order takes {each} of these, and a part of one is left over",
            first.sku
        )),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(sku: &str, quantity: i64, refused: i64, units: i64) -> Ordered<'_> {
        Ordered { sku, quantity, refused, units }
    }

    fn said(lines: &[(&str, i64)]) -> Said {
        let lines = lines.iter().map(|(sku, taken)| SaidLine {
            which: Which::Sku((*sku).to_owned()),
            taken: *taken,
            reason: String::new(),
        });
        Said::Lines { lines: lines.collect(), rest_is_refused: false }
    }

    fn numbered(lines: &[(i64, i64)]) -> Said {
        let lines = lines.iter().map(|&(number, taken)| SaidLine {
            which: Which::Number(number),
            taken,
            reason: "sold out".to_owned(),
        });
        Said::Lines { lines: lines.collect(), rest_is_refused: true }
    }

    fn units(judged: &Judged) -> Vec<(usize, i64)> {
        match judged {
            Judged::Less(all) => all.iter().map(|less| (less.line, less.quantity)).collect(),
            Judged::AsKnown => Vec::new(),
            Judged::Unclear(why) => panic!("{why}"),
        }
    }

    fn why(judged: Judged) -> String {
        let Judged::Unclear(why) = judged else { panic!("{judged:?}") };
        why
    }

    #[test]
    fn what_is_taken_whole_changes_nothing() {
        let ordered = [line("K-100", 2, 0, 2), line("K-200", 1, 0, 6)];
        for said in [
            Said::Nothing,
            said(&[(" k-100 ", 2), ("K-200", 6)]),
            said(&[("K-200", 6), ("K-100", 1), ("K-100", 1)]),
        ] {
            assert_eq!(judge(&ordered, &said), Judged::AsKnown, "{said:?}");
        }
        // What does not come is known: the same answer tomorrow is no news.
        assert_eq!(judge(&[line("K-100", 2, 1, 2)], &said(&[("K-100", 1)])), Judged::AsKnown);
    }

    #[test]
    fn what_is_not_taken_is_counted_in_units_of_the_order() {
        let ordered = [line("K-100", 3, 0, 3), line("K-200", 2, 0, 12), line("K-300", 1, 0, 1)];
        assert_eq!(
            units(&judge(&ordered, &said(&[("K-100", 1), ("K-200", 6), ("K-300", 0)]))),
            [(0, 2), (1, 1), (2, 1)]
        );
        assert_eq!(units(&judge(&ordered, &numbered(&[(2, 12)]))), [(0, 3), (2, 1)]);
        assert_eq!(units(&judge(&[line("K-100", 3, 1, 3)], &said(&[("K-100", 1)]))), [(0, 1)]);
    }

    #[test]
    fn what_does_not_fit_is_said_and_not_guessed() {
        let ordered = [line("K-100", 2, 0, 2), line("K-200", 2, 0, 12)];
        for (said, words) in [
            (said(&[("K-100", 3), ("K-200", 12)]), "it takes 3 of K-100, and 2 were ordered"),
            (said(&[("K-100", -1), ("K-200", 12)]), "it takes -1 of K-100"),
            (said(&[("K-100", 2), ("K-900", 1)]), "it names K-900, which was not ordered"),
            (said(&[("K-100", 2)]), "it says nothing about K-200"),
            (said(&[("K-100", 2), ("K-200", 7)]), "a part of one is left over"),
            (said(&[("K-100", i64::MAX), ("K-100", i64::MAX)]), "more than can be counted"),
            (numbered(&[(0, 1)]), "it names line 0, which was not ordered"),
            (numbered(&[(3, 1)]), "it names line 3"),
            (numbered(&[(i64::MIN, 1)]), "which was not ordered"),
            (Said::Unreadable("2.5 is no whole number".to_owned()), "2.5 is no whole number"),
        ] {
            let judged = why(judge(&ordered, &said));
            assert!(judged.contains(words), "{judged} is not about: {words}");
        }
        // Bought elsewhere meanwhile, perhaps: what was refused once does not come back by itself.
        let judged = why(judge(&[line("K-100", 2, 1, 2)], &said(&[("K-100", 2)])));
        assert!(judged.contains("only 1 were to come"), "{judged}");
    }

    #[test]
    fn lines_that_share_a_sku_are_told_apart_by_their_number_or_not_at_all() {
        let ordered = [line("K-100", 1, 0, 1), line("K-100", 2, 0, 2)];
        assert_eq!(judge(&ordered, &said(&[("K-100", 3)])), Judged::AsKnown);
        assert_eq!(units(&judge(&ordered, &said(&[("K-100", 0)]))), [(0, 1), (1, 2)]);
        assert!(why(judge(&ordered, &said(&[("K-100", 2)]))).contains("of which line"));
        assert_eq!(units(&judge(&ordered, &numbered(&[(1, 1), (2, 1)]))), [(1, 1)]);
    }

    proptest! {
        /// Whatever a supplier says, no more is taken away than was to come, and never a negative amount.
        #[test]
        fn never_more_than_was_ordered(
            ordered in prop::collection::vec((1_i64..5, 1_i64..4, 0_i64..5), 1..4),
            lines in prop::collection::vec((0_usize..4, -2_i64..40), 0..6),
            rest_is_refused: bool,
        ) {
            const SKUS: [&str; 4] = ["A", "B", "C", "D"];
            let ordered: Vec<Ordered<'_>> = ordered
                .iter()
                .zip(SKUS)
                .map(|((quantity, each, refused), sku)| line(sku, *quantity, (*refused).min(*quantity), quantity * each))
                .collect();
            let lines: Vec<SaidLine> = lines
                .iter()
                .map(|(index, taken)| SaidLine { which: Which::Sku(SKUS[*index].to_owned()), taken: *taken, reason: String::new() })
                .collect();
            if let Judged::Less(all) = judge(&ordered, &Said::Lines { lines: lines.clone(), rest_is_refused }) {
                for less in all {
                    let line = ordered[less.line];
                    prop_assert!(less.quantity >= 1 && less.quantity <= line.kept());
                    let each = line.units / line.quantity;
                    let said: i64 = lines.iter().filter(|said| said.which == Which::Sku(line.sku.to_owned())).map(|said| said.taken).sum();
                    prop_assert_eq!((line.kept() - less.quantity) * each, said);
                }
            }
        }
    }
}
