//! `Retry-After` (RFC 9110, 10.2.3): seconds or a date, from servers that mean it and from others.

use chrono::DateTime;

use crate::placing::LONGEST_WAIT_MS;

/// The wait that an answer asks for, in milliseconds; `None` where it asks for none or cannot be read. Whoever asks for
/// more than the longest wait is asked again after that. A date is counted
/// from the answer's own `Date`, so that no clock but the server's takes part; without one it cannot be read.
pub(super) fn wait_ms(retry_after: &str, date: Option<&str>) -> Option<i64> {
    let text = retry_after.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a very long wait, not none.
        let seconds = text.parse::<i64>().unwrap_or(i64::MAX);
        return positive(seconds.saturating_mul(1000));
    }
    let until = DateTime::parse_from_rfc2822(text).ok()?;
    let from = DateTime::parse_from_rfc2822(date?.trim()).ok()?;
    positive(until.signed_duration_since(from).num_milliseconds())
}

fn positive(ms: i64) -> Option<i64> {
    (ms > 0).then_some(ms.min(LONGEST_WAIT_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_honoured_or_ignored_and_none_is_longer_than_an_hour() {
        let date = Some("Sun, 03 May 2026 14:00:00 GMT");
        for (text, wait) in [
            ("2", Some(2_000)),
            (" 120 ", Some(120_000)),
            ("3600", Some(LONGEST_WAIT_MS)),
            ("1000000000", Some(LONGEST_WAIT_MS)),
            ("99999999999999999999999999", Some(LONGEST_WAIT_MS)),
            ("0", None),
            ("-5", None),
            ("1e9", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
            ("Sun, 03 May 2026 14:01:30 GMT", Some(90_000)),
            ("Sun, 03 May 2026 13:59:00 GMT", None),
            ("Sun, 03 May 2054 14:00:00 GMT", Some(LONGEST_WAIT_MS)),
            ("Sun, 99 May 2026 14:00:00 GMT", None),
        ] {
            assert_eq!(wait_ms(text, date), wait, "{text}");
        }
        assert_eq!(wait_ms("Sun, 03 May 2026 14:01:30 GMT", None), None);
    }
}
