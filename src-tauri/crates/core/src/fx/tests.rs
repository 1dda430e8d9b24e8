use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn rate(date: &str, base: &str, quote: &str, value: &str) -> Rate {
    let source = "ECB".to_owned();
    Rate { date: day(date), base: currency(base), quote: currency(quote), value: number(value), source }
}

fn book(rates: &[(&str, &str, &str, &str)]) -> RateBook {
    let mut book = RateBook::default();
    for (date, base, quote, value) in rates {
        book.insert(rate(date, base, quote, value)).unwrap();
    }
    book
}

fn find(book: &RateBook, from: &str, to: &str, on: &str) -> Result<Found, RateError> {
    book.rate_on(currency(from), currency(to), day(on))
}

#[test]
fn a_published_rate_is_taken_as_it_is() {
    let book = book(&[("2026-11-20", "EUR", "USD", "1.1000")]);
    let found = find(&book, "EUR", "USD", "2026-11-20").unwrap();
    assert_eq!((found.value, found.path, found.age_days), (number("1.1"), Path::Direct, 0));
    assert_eq!(found.source, "ECB");
}

#[test]
fn the_direction_the_source_gave_comes_first() {
    let book = book(&[("2026-11-20", "EUR", "USD", "1.1000"), ("2026-11-20", "USD", "EUR", "0.909")]);
    assert_eq!(find(&book, "USD", "EUR", "2026-11-20").unwrap().value, number("0.909"), "not 1 / 1.1");
}

#[test]
fn an_inverse_keeps_its_places() {
    let book = book(&[("2026-11-20", "EUR", "USD", "1.1000")]);
    let found = find(&book, "USD", "EUR", "2026-11-20").unwrap();
    assert_eq!(found.path, Path::Inverse);
    assert_eq!(found.value.round_dp(12), number("0.909090909091"));
}

#[test]
fn a_cross_rate_divides_two_rates_of_one_day() {
    let book = book(&[
        ("2026-11-20", "EUR", "USD", "1.1000"),
        ("2026-11-20", "EUR", "JPY", "170.00"),
        ("2026-11-23", "EUR", "USD", "1.2000"),
    ]);
    let found = find(&book, "USD", "JPY", "2026-11-23").unwrap();
    assert_eq!((found.date, found.age_days), (day("2026-11-20"), 3), "the 23rd has only one of the two legs");
    assert_eq!(found.path, Path::Cross(Currency::EUR));
    assert_eq!(found.value.round_dp(12), number("154.545454545455"));
}

#[test]
fn a_cross_rate_may_run_over_legs_of_both_directions() {
    let book = book(&[("2026-11-20", "GBP", "EUR", "1.25"), ("2026-11-20", "EUR", "USD", "1.1")]);
    assert_eq!(find(&book, "GBP", "USD", "2026-11-20").unwrap().value, number("1.375"));
    assert_eq!(find(&book, "USD", "GBP", "2026-11-20").unwrap().value.round_dp(12), number("0.727272727273"));
}

#[test]
fn a_missing_day_takes_the_latest_earlier_one_and_says_its_age() {
    let book = book(&[("2026-04-02", "EUR", "USD", "1.1"), ("2026-04-07", "EUR", "USD", "1.2")]);
    let easter = find(&book, "EUR", "USD", "2026-04-06").unwrap();
    assert_eq!((easter.value, easter.age_days, easter.is_stale()), (number("1.1"), 4, false));
    let old = find(&book, "EUR", "USD", "2026-04-12").unwrap();
    assert_eq!((old.age_days, old.is_stale()), (5, true));
    assert_eq!(find(&book, "EUR", "USD", "2026-04-17").unwrap().age_days, 10);
}

#[test]
fn a_rate_older_than_ten_days_is_refused_with_its_day() {
    let book = book(&[("2026-04-07", "EUR", "USD", "1.2")]);
    let error = find(&book, "EUR", "USD", "2026-04-18").unwrap_err();
    assert!(matches!(&error, RateError::TooOld { date, age_days: 11, .. } if *date == day("2026-04-07")));
    assert!(error.to_string().contains("2026-04-07, 11 days earlier"), "{error}");
}

#[test]
fn later_rates_and_other_currencies_are_no_rate() {
    let book = book(&[("2026-04-07", "EUR", "USD", "1.2")]);
    assert!(matches!(find(&book, "EUR", "USD", "2026-04-06"), Err(RateError::Missing { .. })));
    assert!(matches!(find(&book, "EUR", "GBP", "2026-04-07"), Err(RateError::Missing { .. })));
    assert_eq!(find(&book, "GBP", "GBP", "2026-04-07").unwrap().value, Decimal::ONE, "needs no rate");
}

#[test]
fn a_rate_of_nothing_or_below_is_refused() {
    let mut book = RateBook::default();
    for value in ["0", "-1.1"] {
        assert!(matches!(book.insert(rate("2026-04-07", "EUR", "USD", value)), Err(RateError::Value { .. })));
    }
    assert!(matches!(book.insert(rate("2026-04-07", "EUR", "EUR", "1.1")), Err(RateError::Value { .. })));
}

#[test]
fn a_rate_in_the_book_is_never_replaced() {
    let mut book = book(&[("2026-04-07", "EUR", "USD", "1.2")]);
    assert_eq!(book.insert(rate("2026-04-07", "EUR", "USD", "1.2000")), Ok(()), "the same rate again");
    assert!(matches!(book.insert(rate("2026-04-07", "EUR", "USD", "1.3")), Err(RateError::Differs { .. })));
    assert_eq!(find(&book, "EUR", "USD", "2026-04-07").unwrap().value, number("1.2"));
}

proptest! {
    #[test]
    fn there_and_back_is_one_but_for_rounding(a in 1_i64..100_000_000, b in 1_i64..100_000_000) {
        let mut book = RateBook::default();
        for (quote, value) in [("USD", a), ("JPY", b)] {
            let value = Decimal::new(value, 4);
            book.insert(Rate { value, ..rate("2026-11-20", "EUR", quote, "1") }).unwrap();
        }
        let there = find(&book, "USD", "JPY", "2026-11-20").unwrap().value;
        let back = find(&book, "JPY", "USD", "2026-11-20").unwrap().value;
        prop_assert_eq!((there * back).round_dp(12), Decimal::ONE);
    }

    #[test]
    fn no_value_is_too_strange(mantissa in any::<i64>(), scale in 0_u32..=28, other in any::<i64>()) {
        let mut book = RateBook::default();
        for (quote, value) in [("USD", Decimal::new(mantissa, scale)), ("JPY", Decimal::new(other, 0))] {
            let taken = book.insert(Rate { value, ..rate("2026-11-20", "EUR", quote, "1") });
            prop_assert_eq!(taken.is_ok(), value > Decimal::ZERO);
        }
        for (from, to) in [("USD", "EUR"), ("USD", "JPY"), ("JPY", "USD")] {
            if let Ok(found) = find(&book, from, to, "2026-11-20") {
                prop_assert!(found.value > Decimal::ZERO);
            }
        }
    }
}
