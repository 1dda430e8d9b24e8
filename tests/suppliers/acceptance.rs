//! Suppliers that take a part of an order, and say so well or badly: what may be concluded about each line.

use stockless_connect::placing::{Answer, Look, Placing};
use stockless_core::acceptance::{Judged, Said, judge};
use stockless_core::outcome::Outcome;
use stockless_tests::suppliers::exam::ORDERED;
use stockless_tests::suppliers::script::Change;
use stockless_tests::suppliers::server::Reply;
use stockless_tests::suppliers::{Act, Dialect, Examined};

/// Every described supplier that speaks of lines.
const TELLING: [Dialect; 5] =
    [Dialect::Keyed, Dialect::Unique, Dialect::Drafted, Dialect::Listed, Dialect::Queried];

/// The answer that accepts an order, changed.
fn accepted(examined: &Examined, reference: &str, change: Change) -> Answer {
    let (rest, body) = (&examined.rest, examined.body(reference));
    if examined.supplier.dialect() != Dialect::Drafted {
        examined.supplier.next(Act::Then(change));
        return rest.place(&body, reference, reference);
    }
    let drafted = rest.draft(&body, reference, reference);
    let Outcome::Accepted { reference: Some(draft), .. } = drafted.outcome else { panic!("{drafted:?}") };
    assert_eq!(drafted.lines, Said::Nothing, "a draft accepts nothing");
    examined.supplier.next(Act::Then(change));
    rest.confirm(&draft, reference, reference)
}

#[test]
fn an_answer_that_does_not_fit_the_order_is_neither_whole_nor_a_part() {
    const DEEP: &str = r#"[[[[[[[[[[]]]]]]]]]]"#;
    let scripts = [
        ("more than was ordered", Change::Takes("3")),
        ("far more", Change::Takes("9007199254740993")),
        ("less than nothing", Change::Takes("-1")),
        ("a fraction", Change::Takes("1.5")),
        ("a whole number with a point", Change::Takes("2.0")),
        ("a word", Change::Takes("\"two\"")),
        ("a comma", Change::Takes("\"1,5\"")),
        ("nothing", Change::Takes("null")),
        ("an empty text", Change::Takes("\"\"")),
        ("yes", Change::Takes("true")),
        ("a list", Change::Takes("[2]")),
        ("beyond all numbers", Change::Takes("18446744073709551615")),
        ("a line that nobody ordered", Change::Line("\"K-900\"")),
        ("a line of another type", Change::Line("{}")),
        ("a line without a name", Change::Line("null")),
        ("a line without letters", Change::Line("\" \\n\"")),
        ("the first line twice", Change::LineTwice),
        ("no lines at all", Change::Lines("null")),
        ("an object of lines", Change::Lines("{\"K-100\": 2}")),
        ("a text of lines", Change::Lines("\"K-100 x 2\"")),
        ("a line that is a number", Change::Lines("[7]")),
        ("lines in lines", Change::Lines(DEEP)),
    ];
    for dialect in TELLING {
        let examined = Examined::start(dialect);
        for (number, (name, change)) in scripts.into_iter().enumerate() {
            let reference = format!("BAD-{number}");
            let answer = accepted(&examined, &reference, change);
            assert_eq!(answer.outcome.word(), "accepted", "{dialect:?}, {name}: it is there: {answer:?}");
            let judged = judge(&ORDERED, &answer.lines);
            let Judged::Unclear(why) = judged else { panic!("{dialect:?}, {name}: {judged:?}") };
            assert!((10..300).contains(&why.len()) && !why.contains('\n'), "{dialect:?}, {name}: {why}");
            examined.hands.pass(10_000);
        }
    }
}

#[test]
fn a_line_that_is_left_out_is_refused_only_where_that_is_documented() {
    for dialect in TELLING {
        let examined = Examined::start(dialect);
        let answer = accepted(&examined, "LEFT-OUT", Change::WithoutLastLine);
        match judge(&ORDERED, &answer.lines) {
            Judged::Less(less) if dialect == Dialect::Listed => {
                assert_eq!((less.len(), less[0].line, less[0].quantity), (1, 1, 1), "{less:?}");
            }
            Judged::Unclear(why) if dialect != Dialect::Listed => assert!(why.contains("K-200"), "{why}"),
            other => panic!("{dialect:?}: {other:?}"),
        }
        let none = accepted(&examined, "NONE", Change::Lines("[]"));
        match judge(&ORDERED, &none.lines) {
            Judged::Less(less) if dialect == Dialect::Listed => assert_eq!(less.len(), 2, "{less:?}"),
            Judged::Unclear(_) if dialect != Dialect::Listed => {}
            other => panic!("{dialect:?}: {other:?}"),
        }
    }
}

#[test]
fn a_thousand_lines_are_enough() {
    let examined = Examined::start(Dialect::Keyed);
    let items: Vec<serde_json::Value> =
        (0..1_001).map(|_| serde_json::json!({ "sku": "K-100", "accepted": 0 })).collect();
    let order =
        serde_json::json!({ "id": 912, "external_reference": "MANY", "status": "received", "items": items });
    examined.supplier.next(Act::Instead(Reply::json(201, &order)));
    let answer = examined.rest.place(&examined.body("MANY"), "MANY", "MANY");
    assert_eq!(answer.outcome.word(), "accepted", "{answer:?}");
    assert!(matches!(&answer.lines, Said::Unreadable(why) if why.contains("1001")), "{:?}", answer.lines);
}

#[test]
fn a_reason_repeats_neither_the_secret_nor_the_person() {
    let examined = Examined::start(Dialect::Keyed);
    let said = r#"[{"sku":"K-100","accepted":1,"reason":"no courier to Quirin Beispiel, Zwiebelgasse 12; canary-sk-7Qm2xV"},
                   {"sku":"K-200","accepted":1}]"#;
    let answer = accepted(&examined, "WHY", Change::Lines(said));
    let shown = format!("{:?}", answer.lines);
    assert!(shown.contains("no courier to … …, …"), "{shown}");
    assert!(!shown.contains("canary") && !shown.contains("Quirin"), "{shown}");
    let (look, _) = examined.rest.look("WHY", examined.hands.now());
    assert!(!format!("{look:?}").contains("canary"));
}

#[test]
fn a_repeat_that_shows_no_order_says_nothing_about_lines_and_that_is_told() {
    let examined = Examined::start(Dialect::Unique);
    let known = serde_json::json!({ "problem": "client_ref_taken" });
    examined.supplier.next(Act::Instead(Reply::json(409, &known)));
    let answer = examined.rest.place(&examined.body("AGAIN"), "AGAIN", "AGAIN");
    assert_eq!(answer.outcome.word(), "accepted", "{answer:?}");
    assert!(matches!(answer.lines, Said::Unreadable(_)), "{:?}", answer.lines);
    // One whose description speaks of no lines owes none.
    let found = Examined::start(Dialect::Found);
    let answer = accepted(&found, "PLAIN", Change::Header("X-Nothing", "1"));
    assert_eq!(answer.lines, Said::Nothing);
}

#[test]
fn records_owe_the_lines_of_one_order_and_a_list_may_leave_them_out() {
    let bare = serde_json::json!({ "orders": [{ "id": 7, "external_reference": "OURS", "status": "received" }], "total": 1 });
    let gone =
        serde_json::json!({ "orders": [{ "id": 7, "external_reference": "OURS", "status": "cancelled" }] });
    let examined = Examined::start(Dialect::Keyed);
    examined.supplier.next(Act::Instead(Reply::json(200, &bare)));
    let (Look::Found(found), _) = examined.rest.look("OURS", examined.hands.now()) else {
        panic!("it is there")
    };
    assert!(matches!(found[0].lines, Said::Unreadable(_)), "{found:?}");
    examined.supplier.next(Act::Instead(Reply::json(200, &gone)));
    let (Look::Found(found), _) = examined.rest.look("OURS", examined.hands.now()) else {
        panic!("it was there")
    };
    assert_eq!(found[0].lines, Said::Nothing, "nothing is owed of what is cancelled");
    examined.supplier.next(Act::Instead(Reply::json(200, &bare)));
    let (listed, _) = examined.rest.list(examined.hands.now());
    assert_eq!(listed.unwrap()[0].lines, Said::Nothing);
}
