//! How much two names of one article are alike, for suggesting which offer serves a product.

/// Likeness of a product and an offer by their SKUs and titles, 0 to 100. The same SKU, apart from signs and case,
/// is 100; otherwise the better of SKU and title counts, and titles count by shared words and spelling.
pub fn of(sku: &str, title: &str, other_sku: &str, other_title: &str) -> i64 {
    let (a, b) = (letters(sku), letters(other_sku));
    let by_sku = if a.is_empty() || b.is_empty() {
        0
    } else if a == b {
        100
    } else {
        percent_of(&a, &b).saturating_mul(9).checked_div(10).unwrap_or(0)
    };
    by_sku.max(by_title(title, other_title))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Share of the letters that need no change, by the number of single-letter edits.
fn percent_of(a: &str, b: &str) -> i64 {
    let longest = a.chars().count().max(b.chars().count());
    let edits = strsim::osa_distance(a, b);
    let same = longest.saturating_sub(edits).saturating_mul(100).checked_div(longest).unwrap_or(0);
    i64::try_from(same).unwrap_or(0)
}

fn by_title(a: &str, b: &str) -> i64 {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let best = |word: &String, others: &[String]| {
        others.iter().map(|other| percent_of(word, other)).max().unwrap_or(0)
    };
    let alike = |from: &[String], to: &[String]| {
        let sum: i64 = from.iter().map(|word| Some(best(word, to)).filter(|p| *p >= 70).unwrap_or(0)).sum();
        sum.checked_div(i64::try_from(from.len()).unwrap_or(1)).unwrap_or(0)
    };
    // Both directions, so that a short title does not fit everything that contains it.
    let both = alike(&a, &b).saturating_add(alike(&b, &a)).checked_div(2).unwrap_or(0);
    both.saturating_mul(95).checked_div(100).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_sku_is_certain_and_a_like_one_is_close() {
        assert_eq!(of("RDG-28-GRN", "", "rdg28grn", ""), 100);
        assert!(of("RDG-28-GRN", "", "RDG-28-GRY", "") > 70);
        assert!(of("RDG-28-GRN", "", "TCM-450", "") < 40);
    }

    #[test]
    fn titles_count_by_shared_words_in_both_directions() {
        assert!(of("", "Linen throw, oat", "", "Oat linen throw 130x170") > 60);
        assert!(of("", "Linen throw", "", "Titanium camp mug") < 20);
        assert_eq!(of("", "", "", "anything"), 0);
    }
}
