//! Tracking numbers: whose are they, and is the check digit right?
//!
//! Formats overlap. Ten digits may be a DHL Express number or an order number, so recognition returns every
//! carrier that fits, the ones with a passed check digit first, and a carrier that the supplier named always wins
//! over what the digits suggest ([`resolve()`]). Formats and check digits as of August 2026.

mod carrier;
mod check;
mod format;
mod named;
mod resolve;
mod s10;
mod shape;
#[cfg(test)]
mod tests;

pub use carrier::Carrier;
pub use resolve::{Decided, Resolution, resolve};

/// How sure a recognition is. Greater is surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Length and letters fit; the format has no check digit.
    Pattern,
    /// The check digit is right as well. One wrong number in ten still passes by chance.
    Checked,
}

/// One format that a number fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Match {
    /// Whose number it would be.
    pub carrier: Carrier,
    /// The format's name, `UPS 1Z`.
    pub format: &'static str,
    /// How sure that is.
    pub confidence: Confidence,
}

/// The longest number of any format, with its routing prefix.
const LONGEST: usize = 41;

/// The number as carriers store it: capital letters, no spaces, dashes or invisible characters, full-width
/// digits made plain. Other characters stay, so that a number that is none can be seen for what it is.
pub fn normalise(text: &str) -> String {
    text.chars().filter(|&c| !is_filler(c)).map(plain).collect()
}

fn is_filler(c: char) -> bool {
    let dash = matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}');
    let invisible = matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    dash || invisible || c.is_whitespace() || c.is_control()
}

/// Full-width letters and digits, as Chinese keyboards write them, lie at a fixed distance from ASCII.
fn plain(c: char) -> char {
    let near = match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        other => other,
    };
    near.to_ascii_uppercase()
}

/// Every format that the text fits, best first: a passed check digit before a bare pattern, a format with fixed
/// letters before one of digits alone. A format whose check digit fails is not listed. Empty for anything else.
pub fn recognise(text: &str) -> Vec<Match> {
    let number = normalise(text);
    if number.len() > LONGEST || !number.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Vec::new();
    }
    let mut matches: Vec<Match> =
        format::all().filter_map(|format| format.recognise(number.as_bytes())).collect();
    matches.sort_by_key(|found| std::cmp::Reverse(found.confidence));
    matches.dedup_by_key(|found| (found.carrier, found.format));
    matches
}
