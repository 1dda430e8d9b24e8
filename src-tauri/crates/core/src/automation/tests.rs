mod ends;

use super::*;
use crate::check::Check;
use crate::id::{OrderLineId, ShopId, SupplierId};
use crate::order::Payment;
use crate::place::Country;
use crate::route::Pattern;

fn line(id: i64, sku: &str, units: i64, supplier: Option<i64>) -> Line {
    Line {
        id: OrderLineId::new(id),
        sku: sku.to_owned(),
        title: format!("Title of {sku}"),
        units,
        supplier: supplier.map(SupplierId::new),
    }
}

fn facts() -> Facts {
    Facts {
        shop: Some(ShopId::new(1)),
        to: Country::from_code("NO"),
        total: Some(12_000),
        margin: None,
        tags: vec!["Gift".to_owned()],
        known_customer: Some(false),
        payment: Some(Payment::Paid),
        risk: "medium".to_owned(),
        age_ms: 5 * 3_600_000 + 1,
        failing: vec![Check::InStock],
        lines: vec![line(1, "LAMP-RED", 2, Some(7)), line(2, "CABLE", 1, None)],
    }
}

fn rule(id: i64, conditions: Conditions, actions: Vec<Action>) -> Rule {
    let name = format!("Rule {id}");
    Rule { id, name, event: Event::CameIn, scope: Scope::Order, conditions, actions }
}

fn all(tests: Vec<Test>) -> Conditions {
    Conditions { any: false, tests: tests.into_iter().map(|test| Wanted { not: false, test }).collect() }
}

fn not(test: Test) -> Conditions {
    Conditions { any: false, tests: vec![Wanted { not: true, test }] }
}

fn goods(text: &str) -> Test {
    Test::Goods(vec![Pattern::new(text).expect("a pattern")])
}

#[test]
fn each_test_asks_for_its_own_fact() {
    let holds = |test: Test| all(vec![test]).hold(&facts(), None);
    let zones = |text: &str| vec![text.parse().expect("a zone")];
    assert!(holds(Test::Shop(vec![ShopId::new(1)])) && !holds(Test::Shop(vec![ShopId::new(2)])));
    assert!(holds(Test::To(zones("NO"))) && !holds(Test::To(zones("EU"))) && holds(Test::To(zones("*"))));
    assert!(holds(Test::Total(Some(12_000), None)) && holds(Test::Total(None, Some(12_000))));
    assert!(!holds(Test::Total(Some(12_001), None)) && !holds(Test::Total(None, Some(11_999))));
    assert!(holds(Test::Tag(vec![" gift ".to_owned()])) && !holds(Test::Tag(vec!["b2b".to_owned()])));
    assert!(holds(goods("lamp-*")) && !holds(goods("lamp")));
    assert!(holds(Test::Units(Some(3), Some(3))), "all lines together");
    assert!(
        holds(Test::Supplier(vec![SupplierId::new(7)])) && !holds(Test::Supplier(vec![SupplierId::new(8)]))
    );
    assert!(!holds(Test::KnownCustomer));
    assert!(holds(Test::Payment(vec![Payment::Paid])) && !holds(Test::Payment(vec![Payment::Pending])));
    assert!(holds(Test::Risk(vec!["Medium".to_owned()])) && !holds(Test::Risk(vec!["high".to_owned()])));
    assert!(holds(Test::Age(Some(5), Some(5))) && !holds(Test::Age(Some(6), None)));
    assert!(holds(Test::Fails(vec![Check::InStock, Check::Paid])) && !holds(Test::Fails(vec![Check::Paid])));
}

#[test]
fn what_is_not_known_meets_no_test_and_not_even_its_opposite() {
    let thin = Test::Margin(None, Some(1_000));
    assert!(!all(vec![thin.clone()]).hold(&facts(), None));
    assert!(!not(thin).hold(&facts(), None));
    let nobody = Facts { known_customer: None, risk: String::new(), ..facts() };
    assert!(!not(Test::KnownCustomer).hold(&nobody, None));
    assert!(!not(Test::Risk(vec!["high".to_owned()])).hold(&nobody, None));
    assert!(not(Test::KnownCustomer).hold(&facts(), None), "known and not so");
}

#[test]
fn one_is_enough_or_all_must_and_no_condition_fits_everything() {
    let tests = || vec![Test::Tag(vec!["gift".to_owned()]), Test::KnownCustomer];
    assert!(!all(tests()).hold(&facts(), None));
    assert!(Conditions { any: true, ..all(tests()) }.hold(&facts(), None));
    assert!(Conditions::default().hold(&facts(), None));
    assert!(Conditions { any: true, tests: Vec::new() }.hold(&facts(), None));
}

#[test]
fn a_rule_about_lines_wants_one_line_to_meet_everything() {
    let conditions = all(vec![goods("lamp*"), Test::Units(Some(1), Some(1))]);
    let mut rule = rule(1, conditions, vec![Action::Hold]);
    assert_eq!(rule.fits(&facts()), None, "three units in the order");
    rule.scope = Scope::Line;
    assert_eq!(rule.fits(&facts()), None, "two lamps");
    rule.conditions = all(vec![goods("*"), Test::Units(None, Some(2))]);
    assert_eq!(rule.fits(&facts()), Some(vec![OrderLineId::new(1), OrderLineId::new(2)]));
    rule.conditions = all(vec![goods("lamp*")]);
    assert_eq!(rule.fits(&facts()), Some(vec![OrderLineId::new(1)]));
    rule.conditions = not(Test::Supplier(vec![SupplierId::new(7)]));
    assert_eq!(rule.fits(&facts()), None, "of the other line nobody knows who would serve it");
}

#[test]
fn the_first_or_all_act_in_order_and_what_is_overridden_is_told() {
    let fits = Conditions::default;
    let rules = [
        rule(1, not(Test::Fails(vec![Check::InStock])), vec![Action::Hold]),
        rule(2, fits(), vec![Action::Colour("red".to_owned()), Action::Tag("a".to_owned())]),
        rule(3, fits(), vec![Action::Colour("blue".to_owned()), Action::Untag(" A ".to_owned())]),
    ];
    let acting = |mode| fitting(&rules, mode, &facts(), |_| false);
    let ids = |found: &[Fitting<'_>]| found.iter().map(|f| f.rule.id).collect::<Vec<_>>();
    assert_eq!(ids(&acting(Mode::First)), [2]);
    assert_eq!(ids(&acting(Mode::All)), [2, 3]);
    let steps = steps(acting(Mode::All));
    let told: Vec<_> = steps.iter().map(|step| (step.action.word(), step.over)).collect();
    let over = Some("Rule 2");
    assert_eq!(told, [("colour", None), ("tag", None), ("colour", over), ("untag", over)]);
    let once_more = fitting(&rules, Mode::First, &facts(), |id| id == 2);
    assert_eq!(
        ids(&once_more),
        [] as [i64; 0],
        "the first has acted before; the next is not a second choice"
    );
}

#[test]
fn a_text_takes_only_facts_that_may_be_told() {
    let template = Template::new(" Dear {customer}, {{order}} {order}. ").expect("a template");
    let facts = [("customer", "Nora {order}".to_owned()), ("order", "#12".to_owned())].into();
    assert_eq!(template.fill(&facts), "Dear Nora {order}, {order} #12.");
    assert_eq!(template.fill(&[].into()), "Dear …, {order} ….");
    assert_eq!(template.text(), "Dear {customer}, {{order}} {order}.");
    for (text, says) in [
        ("{email}", "no fact “email”"),
        ("{order", "no closing brace"),
        ("order}", "closing brace without"),
        (" ", "1 to 10,000"),
    ] {
        assert!(Template::new(text).expect_err(text).contains(says), "{text}");
    }
    let long = Template::new(&format!("{}{{order}}", "x".repeat(9_990))).expect("long");
    assert_eq!(long.fill(&[("order", "y".repeat(40))].into()).chars().count(), 10_000);
    assert!(Template::new(&"{".repeat(40)).is_ok(), "twenty braces");
}

#[test]
fn a_rule_that_makes_no_sense_is_refused_with_its_reason() {
    let with = |conditions, actions| rule(1, conditions, actions).check().map_err(|fault| fault.to_string());
    let says = |answer: Result<(), String>, words: &str| {
        let fault = answer.expect_err(words);
        assert!(fault.contains(words), "{fault}");
    };
    let tag = || vec![Action::Tag("x".to_owned())];
    assert_eq!(with(Conditions::default(), tag()), Ok(()));
    says(with(Conditions::default(), Vec::new()), "1 to 10 things");
    says(with(all(vec![Test::Total(None, None)]), tag()), "needs a lower or an upper end");
    says(with(all(vec![Test::Margin(Some(2), Some(1))]), tag()), "the lower one first");
    says(with(all(vec![Test::Shop(Vec::new())]), tag()), "1 to 200 shops");
    says(with(all(vec![Test::KnownCustomer; 21]), tag()), "at most 20");
    says(with(Conditions::default(), vec![Action::Tag(" ".to_owned())]), "1 to 60");
    says(with(Conditions::default(), vec![Action::Colour("pink".to_owned())]), "“pink”");
    says(with(Conditions::default(), vec![Action::Choice(0)]), "from 1 to 20");
    says(with(Conditions::default(), vec![Action::Forward(When::At(1_440))]), "from 0 to 1439");
    let late =
        Rule { event: Event::Late, ..rule(1, Conditions::default(), vec![Action::Forward(When::After(0))]) };
    assert_eq!(late.check(), Err(RuleFault::Forward));
    assert_eq!(
        Rule { name: " ".to_owned(), ..rule(1, Conditions::default(), tag()) }.check(),
        Err(RuleFault::Name)
    );
}
