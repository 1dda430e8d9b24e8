use super::*;

#[test]
fn the_first_rule_that_an_order_meets_decides() {
    let to = |zone_code: &str| When { to: vec![zone(zone_code)], ..When::default() };
    let named = |name: &str, when| Rule { name: name.to_owned(), when, ..rule(How::Rank, Limits::default()) };
    let rules = [named("Germany", to("DE")), named("Union", to("EU")), named("all", When::default())];
    let deciding = |country: &str| {
        let facts = Facts { to: Country::from_code(country), ..Facts::default() };
        first_match(&rules, &facts).map(|rule| rule.name.clone())
    };
    assert_eq!(deciding("DE").as_deref(), Some("Germany"));
    assert_eq!(deciding("FR").as_deref(), Some("Union"));
    assert_eq!(deciding("US").as_deref(), Some("all"));
    assert_eq!(first_match(&rules[..2], &Facts::default()), None, "a country that is not known meets none");
}

#[test]
fn every_condition_has_to_be_met() {
    let when = When {
        shops: vec![ShopId::new(2)],
        goods: vec![Pattern::new("RDG-*").unwrap(), Pattern::new("mug").unwrap()],
        tags: vec!["Gift".to_owned()],
        value_from: Some(1_000),
        value_to: Some(5_000),
        ..When::default()
    };
    let facts = Facts {
        to: None,
        shop: Some(ShopId::new(2)),
        value: Some(5_000),
        tags: vec!["vip", " gift"],
        goods: vec![("X-1", "Cup"), ("rdg-28", "Daypack")],
    };
    assert!(when.fits(&facts));
    assert!(!when.fits(&Facts { shop: Some(ShopId::new(1)), ..facts.clone() }));
    assert!(!when.fits(&Facts { value: Some(5_001), ..facts.clone() }));
    assert!(!when.fits(&Facts { value: None, ..facts.clone() }));
    assert!(!when.fits(&Facts { tags: vec!["vip"], ..facts.clone() }));
    assert!(!When { every_line: true, ..when.clone() }.fits(&facts));
    let untitled = Facts { goods: vec![("", "Mug"), ("RDG-1", "")], ..facts };
    assert!(When { every_line: true, ..when }.fits(&untitled), "what has no SKU is known by its title");
}

#[test]
fn a_star_stands_for_any_letters() {
    let fits = |pattern: &str, text: &str| Pattern::new(pattern).unwrap().fits(text);
    for (pattern, text) in
        [("*", ""), ("*", "x"), ("a*", "A"), ("a*c", "abc"), ("*b*", "abc"), ("a*b*c", "a-b-c"), ("Ä", "ä")]
    {
        assert!(fits(pattern, text), "{pattern} {text}");
    }
    for (pattern, text) in [("a", "ab"), ("a*a", "a"), ("*b", "abc"), ("a*b*c", "ac"), ("a**b*", "ac")] {
        assert!(!fits(pattern, text), "{pattern} {text}");
    }
    let hostile = "*a".repeat(99);
    assert!(!fits(&hostile, &"b".repeat(100_000)));
    assert_eq!(Pattern::new(" "), None);
}

#[test]
fn a_rule_that_makes_no_sense_is_not_kept() {
    let fine = rule(How::Rank, Limits::default());
    assert_eq!(fine.check(), Ok(()));
    let limited = |limits| rule(How::Rank, limits).check().unwrap_err().to_string();
    let days = limited(Limits { most_days: Some(0), ..Limits::default() });
    assert_eq!(days, "The number of days is a number from 1 to 365, not 0.");
    assert_eq!(Rule { name: " ".to_owned(), ..fine.clone() }.check(), Err(RuleFault::Name));
    let when = When { value_from: Some(2), value_to: Some(1), ..When::default() };
    assert_eq!(Rule { when, ..fine }.check(), Err(RuleFault::Value));
    let standing = Limits { standing: Some(Standing::Paused), ..Limits::default() };
    assert_eq!(rule(How::Rank, standing).check(), Err(RuleFault::Standing));
}

#[test]
fn few_parcels_do_not_measure_a_supplier() {
    let measured = |days: Vec<i64>| Measured::of(days);
    assert_eq!(measured(vec![]), None);
    assert_eq!(measured(vec![7]), Some(Measured { parcels: 1, p50: 7, p80: 7 }));
    let ten = measured((1..=10).rev().collect());
    assert_eq!(ten, Some(Measured { parcels: 10, p50: 5, p80: 8 }));
    assert_eq!(Days::of(ten, Some((1, 2))), Some(Days { quick: 5, slow: 8, parcels: Some(10) }));
    let nine = measured((1..=9).collect());
    assert_eq!(Days::of(nine, Some((1, 2))), Some(Days { quick: 1, slow: 2, parcels: None }));
    assert_eq!(Days::of(nine, None), None);
}

#[test]
fn the_most_exact_duty_holds_on_its_days() {
    let line = |origin: &str, destination: &str, percent: i64, from: Option<Day>| DutyRule {
        origin: zone(origin),
        destination: zone(destination),
        percent: Decimal::from(percent),
        from,
        to: None,
    };
    let rules = [
        line("*", "*", 1, None),
        line("*", "US", 10, None),
        line("CN", "US", 20, None),
        line("CN", "US", 30, Day::ymd(2026, 3, 1)),
        line("CN", "US", 40, Day::ymd(2026, 4, 1)),
    ];
    let percent = |from: &str, to: &str| {
        duty_percent(&rules, Country::from_code(from), Country::from_code(to), day()).to_string()
    };
    assert_eq!(percent("CN", "US"), "30");
    assert_eq!(percent("VN", "US"), "10");
    assert_eq!(percent("VN", "CH"), "1");
    assert_eq!(percent("US", "US"), "0");
    assert_eq!(percent("DE", "FR"), "0");
    assert_eq!(percent("", "FR"), "0");
}
