//! Cell values as text, the way a person would have typed them.

use calamine::{DataRef, ExcelDateTime};

/// The text of a cell: numbers with the fifteen digits a spreadsheet shows, days and times in ISO form.
pub(super) fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => float(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(at) => moment(at),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Spreadsheets count in binary and show fifteen digits; the digits behind are noise (19.990000000000002).
pub(super) fn float(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

fn moment(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    // A time that carries a fraction of a second only by counting in binary.
    let second = if milli >= 500 { second.saturating_add(1).min(59) } else { second };
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if at.is_duration() || (0.0..1.0).contains(&at.as_f64()) {
        return clock;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if clock == "00:00:00" { date } else { format!("{date} {clock}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_noise_and_nothing_else() {
        for (number, text) in [
            (19.990_000_000_000_002, "19.99"),
            (0.1 + 0.2, "0.3"),
            (3.0, "3"),
            (4_006_381_333_931.0, "4006381333931"),
            (-0.005, "-0.005"),
            (1e21, "1000000000000000000000"),
            (123_456_789.123_456, "123456789.123456"),
        ] {
            assert_eq!(float(number), text);
        }
    }
}
