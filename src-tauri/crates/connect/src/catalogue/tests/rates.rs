use stockless_core::money::{AmountFormat, Currency};

use super::*;

fn rates(outcome: &Outcome<RateRecord>) -> Vec<(u64, String)> {
    let row = |rate: &RateRecord| format!("{} {}/{} {}", rate.day, rate.base, rate.quote, rate.value);
    outcome.records.iter().map(|(line, rate)| (*line, row(rate))).collect()
}

#[test]
fn a_column_for_each_currency_as_the_central_bank_writes_it() {
    let outcome = read(read_rates, fixture("rates_wide.csv"), &Options::default());
    let expected = [
        (2, "2026-03-10 EUR/USD 1.1000"),
        (2, "2026-03-10 EUR/JPY 170.25"),
        (3, "2026-03-09 EUR/USD 1.083"),
        (3, "2026-03-09 EUR/JPY 1170.5"),
        (5, "2026-03-08 EUR/JPY 1170.5"),
    ];
    let read: Vec<(u64, String)> =
        rates(&outcome).into_iter().filter(|(_, rate)| !rate.contains("BGN")).collect();
    assert_eq!(read, expected.map(|(line, rate)| (line, rate.to_owned())));
    let twice = "line 2 already has the rate EUR/USD of this day";
    assert_eq!(outcome.refused_on(4)[0], ("", twice));
    assert_eq!(outcome.refused_on(5)[0], ("USD", "a rate is more than nothing"));
}

#[test]
fn a_row_for_each_rate_with_a_comma_in_the_whole_column() {
    let outcome = read(read_rates, fixture("kurse.csv"), &Options::default());
    assert_eq!(
        rates(&outcome),
        [
            (2, "2026-03-10 EUR/USD 1.1000".to_owned()),
            (3, "2026-03-10 EUR/JPY 1170.5".to_owned()),
            (4, "2026-03-09 EUR/USD 1083".to_owned()),
        ]
    );
    assert_eq!(
        outcome.refused(),
        [(5, "Währung", "a currency has no rate in itself"), (6, "Währung", "it is not a currency code"),]
    );
}

#[test]
fn commas_and_points_in_one_column_are_not_guessed() {
    let outcome = read(read_rates, fixture("rates_mixed.csv"), &Options::default());
    assert_eq!(rates(&outcome), [(3, "2026-03-09 EUR/USD 1.0830".to_owned())]);
    assert!(outcome.refused_on(2)[0].1.contains("this one has a comma"));
    assert!(outcome.refused_on(4)[0].1.contains("a thousand times more"));
    let options = Options { amount_format: Some(AmountFormat::Point), ..Options::default() };
    let told = read(read_rates, fixture("rates_mixed.csv"), &options);
    assert_eq!(told.lines(), [3, 4]);
    assert_eq!(told.refused_on(2), [("Rate", "it has the wrong sign before the decimals")]);
}

#[test]
fn the_base_is_asked_for_where_the_euro_has_a_column() {
    let content = "Date,EUR,GBP\n2026-03-10,0.91,0.79\n";
    let asked = read(read_rates, text(content), &Options::default());
    assert_eq!(asked.refused(), [(2, "base", "nobody says of which currency one unit is priced")]);
    let told =
        read(read_rates, text(content), &Options { currency: Some(Currency::USD), ..Options::default() });
    assert_eq!(rates(&told)[1].1, "2026-03-10 USD/GBP 0.79");
}

#[test]
fn a_table_without_rates_says_what_is_missing() {
    let error = read_with(read_rates, text("Date,Weather\n2026-03-10,fair\n"), None, &Options::default());
    let message = error.unwrap_err().to_string();
    assert!(message.contains("a column for each currency") && message.contains("Weather"), "{message}");
}
