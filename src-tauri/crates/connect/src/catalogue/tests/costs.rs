use stockless_core::ledger::Account;
use stockless_core::money::{Currency, Money};

use super::*;
use crate::columns::DayOrder;

#[test]
fn costs_with_the_currency_in_the_header() {
    let outcome = read(read_costs, fixture("kosten.csv"), &Options::default());
    let first = outcome.on(2);
    assert_eq!((first.day, first.account), (day("2026-03-09"), Account::SupplierShipping));
    assert_eq!(first.amount, Money::from_minor(490, Currency::EUR));
    assert_eq!(first.order_number.as_deref(), Some("#1001"));
    assert_eq!(first.supplier.as_deref(), Some("Müller Beispielgroßhandel"));
    assert_eq!((first.note.as_str(), first.shop.as_deref()), ("Nachsendung", None));
    assert_eq!(outcome.on(3), outcome.on(4), "two equal rows are two costs");
    assert_eq!(outcome.on(5).amount.minor(), 125_000);
    assert_eq!(outcome.lines(), [2, 3, 4, 5]);
}

#[test]
fn bad_costs_name_their_cells() {
    let outcome = read(read_costs, fixture("kosten.csv"), &Options::default());
    assert_eq!(outcome.refused_on(6), [("Kostenart", "it is no kind of cost we know")]);
    assert_eq!(outcome.refused_on(7), [("Betrag (EUR)", "it is less than nothing")]);
    assert_eq!(
        outcome.refused_on(8),
        [("Datum", "it is not a date"), ("Betrag (EUR)", "EUR has 2 decimal places"),]
    );
    assert_eq!(outcome.refused_on(9), [("Betrag (EUR)", "it is in $, but the rest of the row is not")]);
}

#[test]
fn every_account_of_a_cost_has_its_own_word() {
    for account in Account::ALL {
        let line = format!("day,account,amount\n2026-03-09,{},1.00\n", account.word());
        let options = Options { currency: Some(Currency::EUR), ..Options::default() };
        let outcome = read(read_costs, text(line), &options);
        let read: Vec<Account> = outcome.records.iter().map(|(_, record)| record.account).collect();
        assert_eq!(read, if account.is_cost() { vec![*account] } else { vec![] }, "{account:?}");
    }
}

#[test]
fn what_could_mean_two_things_is_asked() {
    let content = "date,category,amount\n03/04/2026,ads,1.234\n";
    let mut options = Options { currency: Some(Currency::EUR), ..Options::default() };
    let refused = read(read_costs, text(content), &options);
    let reasons: Vec<&str> = refused.rejected.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons[0], "day and month could change places");
    assert!(reasons[1].starts_with("it could mean a thousand times more"), "{reasons:?}");
    options.day_order = Some(DayOrder::DayFirst);
    options.amount_format = Some(stockless_core::money::AmountFormat::Comma);
    let told = read(read_costs, text(content), &options);
    assert_eq!((told.on(2).day, told.on(2).amount.minor()), (day("2026-04-03"), 123_400));
}

#[test]
fn the_column_itself_can_say_what_its_separator_means() {
    let options = Options { currency: Some(Currency::EUR), ..Options::default() };
    let comma =
        read(read_costs, text("date;category;amount\n2026-03-09;ads;1.234\n2026-03-10;ads;4,20\n"), &options);
    assert_eq!(comma.on(2).amount.minor(), 123_400);
    let mixed = "date;category;amount\n2026-03-09;ads;1.234\n2026-03-10;ads;4,20\n2026-03-11;ads;4.20\n";
    let mixed = read(read_costs, text(mixed), &options);
    assert_eq!(mixed.lines(), [3, 4]);
    assert!(mixed.refused_on(2)[0].1.starts_with("it could mean a thousand times more"));
}

#[test]
fn an_amount_without_a_currency_is_refused() {
    let outcome = read(read_costs, text("date,category,amount\n2026-03-09,ads,4.20\n"), &Options::default());
    assert_eq!(outcome.refused(), [(2, "amount", "the file does not say the currency")]);
}

#[test]
fn several_numbers_in_one_cell_are_not_run_together() {
    let options = Options { currency: Some(Currency::EUR), ..Options::default() };
    for cell in ["2 for 5", "10-20", "1.00 EUR 2.00"] {
        let outcome =
            read(read_costs, text(format!("date;category;amount\n2026-03-09;ads;{cell}\n")), &options);
        assert_eq!(outcome.refused(), [(2, "amount", "it is not an amount")], "{cell}");
    }
    for (cell, minor) in [("EUR 7", 700), ("7 €", 700), ("7.50 Euro", 750), ("1 250.00", 125_000)] {
        let outcome =
            read(read_costs, text(format!("date;category;amount\n2026-03-09;ads;{cell}\n")), &options);
        assert_eq!(outcome.on(2).amount.minor(), minor, "{cell}");
    }
}
