//! EAN, UPC and their kin: article numbers with a check digit.

use crate::columns::spreadsheet_damage;

/// Why a text is no article number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GtinError {
    /// A spreadsheet has replaced the last digits by zeros.
    #[error("a spreadsheet has shortened it to powers of ten, so its last digits are lost")]
    Shortened,
    /// Something else than digits.
    #[error("an EAN has digits only")]
    NotDigits,
    /// Another number of digits.
    #[error("it has {0} digits; an EAN has 8, 12, 13 or 14")]
    Length(usize),
    /// The last digit does not fit the others.
    #[error("its last digit does not fit the others, so one of its digits is wrong")]
    CheckDigit,
}

impl GtinError {
    /// What to do about it.
    pub const fn fix(self) -> &'static str {
        match self {
            Self::Shortened => {
                "fetch the file again and import it without opening it in a spreadsheet, or set the column to text \
                 there before the numbers go in"
            }
            Self::NotDigits => "copy the number below the bars",
            Self::Length(_) => {
                "copy the number below the bars; a spreadsheet may have taken zeros off its beginning"
            }
            Self::CheckDigit => "compare it with the number below the bars",
        }
    }
}

/// Reads a GTIN of 8, 12, 13 or 14 digits and checks its last one; blanks and dashes do not matter. `None` for a cell
/// that holds none: empty, a dash, zeros.
pub fn parse_gtin(text: &str) -> Result<Option<String>, GtinError> {
    let text = text.trim();
    let text = text.strip_prefix('\'').unwrap_or(text);
    if spreadsheet_damage(text) {
        return Err(GtinError::Shortened);
    }
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let nothing =
        digits.bytes().all(|byte| byte == b'0') || matches!(digits.to_lowercase().as_str(), "n/a" | "na");
    if nothing {
        return Ok(None);
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(GtinError::NotDigits);
    }
    if !matches!(digits.len(), 8 | 12..=14) {
        return Err(GtinError::Length(digits.len()));
    }
    // From the right: the check digit counts once, the one before it three times, and so on in turn.
    let weighed = digits.bytes().rev().zip([1_u32, 3].into_iter().cycle());
    let sum: u32 =
        weighed.map(|(byte, weight)| u32::from(byte.saturating_sub(b'0')).saturating_mul(weight)).sum();
    if sum.is_multiple_of(10) { Ok(Some(digits)) } else { Err(GtinError::CheckDigit) }
}
