//! Every described supplier keeps what its description declares, and one that does not is found out.

use stockless_connect::placing::{Answer, Placing};
use stockless_core::outcome::Outcome;
use stockless_tests::suppliers::exam::examine;
use stockless_tests::suppliers::{Dialect, Examined};

#[test]
fn every_described_supplier_keeps_its_word() {
    for &dialect in Dialect::ALL {
        let examined = Examined::start(dialect);
        examine(&examined.rest, &examined);
    }
}

#[test]
fn a_supplier_that_declares_more_than_it_keeps_fails() {
    // The search is declared to show an order after three minutes; this one takes an hour longer.
    let slow = Examined::start(Dialect::Found);
    slow.supplier.records().extra_lag_ms = 3_600_000;
    let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| examine(&slow.rest, &slow)));
    let words = *failed.unwrap_err().downcast::<String>().unwrap();
    assert!(words.contains("after its lag the order is not there"), "{words}");
}

#[test]
fn a_repeat_that_meets_a_cancelled_order_is_not_taken_for_an_order() {
    for dialect in [Dialect::Keyed, Dialect::Unique, Dialect::Drafted] {
        let examined = Examined::start(dialect);
        let rest = &examined.rest;
        let body = examined.body("GONE");
        let number = |answer: &Answer| match &answer.outcome {
            Outcome::Accepted { reference: Some(number), .. } => number.clone(),
            other => panic!("{other:?}"),
        };
        let draft = (dialect == Dialect::Drafted).then(|| number(&rest.draft(&body, "GONE", "GONE")));
        let ask = || match &draft {
            Some(draft) => rest.confirm(draft, "GONE", "GONE"),
            None => rest.place(&body, "GONE", "GONE"),
        };
        let order = number(&ask());
        assert_eq!(rest.cancel(&order).outcome.word(), "accepted");
        let again = ask();
        assert_eq!(again.outcome.word(), "rejected", "{dialect:?}: {again:?}");
        assert!(again.outcome.words().contains(&order), "{again:?}");
    }
}
