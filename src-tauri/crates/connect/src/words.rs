//! Words from outside, made fit to be shown.

/// A server's words on one line: no control characters, 300 characters at most.
pub(crate) fn plain(words: &str) -> String {
    let line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_on_one_short_line() {
        assert_eq!(plain("  no\r\n\u{1b}[31m space  left\0"), "no [31m space left");
        assert_eq!(plain(&"x".repeat(5_000)).len(), 300);
    }
}
