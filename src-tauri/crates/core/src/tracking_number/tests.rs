mod published;

use proptest::prelude::*;

use super::*;

fn best(text: &str) -> Option<(Carrier, &'static str, Confidence)> {
    recognise(text).first().map(|found| (found.carrier, found.format, found.confidence))
}

#[test]
fn numbers_with_a_right_check_digit_are_recognised() {
    let cases = [
        ("1Z5R89390357567127", Carrier::Ups, "UPS 1Z"),
        ("1Z999AA10123456784", Carrier::Ups, "UPS 1Z"),
        ("9400111202555842332669", Carrier::Usps, "USPS IMpb"),
        ("RR123456785CN", Carrier::ChinaPost, "S10"),
        ("RB123456785GB", Carrier::RoyalMail, "S10"),
        ("986578788855", Carrier::FedEx, "FedEx Express 12"),
        ("041441760228964", Carrier::FedEx, "FedEx Ground 15"),
        ("3318810025", Carrier::Dhl, "DHL Express"),
        ("00340434161094042557", Carrier::DeutschePost, "DHL Paket"),
    ];
    for (number, carrier, format) in cases {
        assert_eq!(best(number), Some((carrier, format, Confidence::Checked)), "{number}");
    }
}

#[test]
fn numbers_without_a_check_digit_are_a_pattern_only() {
    assert_eq!(best("YT2229521272164446"), Some((Carrier::YunExpress, "YunExpress", Confidence::Pattern)));
    assert_eq!(best("LP00123456789012"), Some((Carrier::Cainiao, "Cainiao LP", Confidence::Pattern)));
    assert_eq!(best("4PX3000123456789CN"), Some((Carrier::FourPx, "4PX", Confidence::Pattern)));
}

#[test]
fn a_passed_check_digit_stands_before_a_pattern() {
    let found = recognise("CN123456785CN");
    let carriers: Vec<_> = found.iter().map(|m| (m.carrier, m.confidence)).collect();
    assert_eq!(
        carriers,
        [(Carrier::ChinaPost, Confidence::Checked), (Carrier::Dhl, Confidence::Pattern)],
        "a postal number whose first letters DHL eCommerce uses as well"
    );
}

#[test]
fn spaces_dashes_case_and_full_width_digits_do_not_matter() {
    assert_eq!(normalise(" 1z-999\u{00A0}aa1\u{2013}01\u{200B}2345６７８４\u{FEFF}"), "1Z999AA10123456784");
    assert_eq!(best("9400 1112 0255 5842 3326 69"), best("9400111202555842332669"));
}

#[test]
fn a_postal_number_needs_a_country_and_the_right_digit() {
    assert_eq!(best("RB123456785XX"), None, "no country has the code XX");
    assert_eq!(best("RB123456786US"), None, "the check digit of 12345678 is 5");
    assert_eq!(best("RB123456785CV").map(|b| b.0), Some(Carrier::Post));
}

#[test]
fn a_label_may_print_the_postal_code_before_the_number() {
    for routed in ["420787459400111206206406260787", "4201002334249200190132607600833457"] {
        assert_eq!(best(routed).map(|b| b.0), Some(Carrier::Usps), "{routed}");
    }
}

#[test]
fn the_named_carrier_wins_over_the_digits() {
    let seen = resolve("1Z999AA10123456784", Some("Yun Express"));
    assert_eq!(seen.decided, Decided::Named(Carrier::YunExpress));
    assert_eq!(
        seen.matches.first().map(|m| m.carrier),
        Some(Carrier::Ups),
        "what the digits say stays visible"
    );
    assert_eq!(seen.page().unwrap(), "https://www.yuntrack.com/parcelTracking?id=1Z999AA10123456784");
}

#[test]
fn a_named_carrier_we_do_not_know_keeps_its_name() {
    let seen = resolve("3318810025", Some(" Sendle "));
    assert_eq!(seen.decided, Decided::NamedOther("Sendle".to_owned()));
    assert_eq!((seen.name(), seen.carrier(), seen.page()), ("Sendle", None, None));
}

#[test]
fn a_word_for_nobody_names_nobody() {
    for nobody in ["", "  ", "Other", "n/a", "Unknown", "-"] {
        assert_eq!(resolve("1Z999AA10123456784", Some(nobody)).carrier(), Some(Carrier::Ups), "{nobody:?}");
    }
    assert_eq!(resolve("hello", None).decided, Decided::Unknown);
}

#[test]
fn two_carriers_with_equal_right_leave_it_to_a_person() {
    assert!(resolve("1Z999AA10123456784", None).is_certain());
    let ambiguous = resolve("320595463938", None);
    let carriers: Vec<_> = ambiguous.matches.iter().map(|m| m.carrier).collect();
    assert_eq!(carriers, [Carrier::Purolator], "only one of the two twelve-digit checks passes");
    // Digits alone: the plain check of USPS and the one behind an SSCC beginning agree on this number.
    assert!(!resolve("00340434161094042557", None).is_certain());
}

#[test]
fn carriers_are_found_in_the_names_people_write() {
    let cases = [
        ("USPS Priority Mail", Carrier::Usps),
        ("UPS® Ground", Carrier::Ups),
        ("DHL eCommerce Solutions", Carrier::Dhl),
        ("DHL Paket", Carrier::DeutschePost),
        ("YunExpress", Carrier::YunExpress),
        ("China Post Registered Air Mail", Carrier::ChinaPost),
        ("4PX", Carrier::FourPx),
        ("Österreichische Post", Carrier::AustrianPost),
        ("SF Express via UPS", Carrier::SfExpress),
    ];
    for (text, carrier) in cases {
        assert_eq!(Carrier::from_name(text), Some(carrier), "{text}");
    }
    assert_eq!(Carrier::from_name("Upside Couriers"), None, "a part of a word is no name");
}

#[test]
fn every_carrier_has_a_name_and_only_safe_pages() {
    for &carrier in Carrier::ALL {
        assert_eq!(Carrier::from_word(carrier.word()), Some(carrier));
        if carrier != Carrier::Post {
            assert_eq!(Carrier::from_name(carrier.name()), Some(carrier), "{carrier:?}");
        }
        if let Some(template) = carrier.page_template() {
            assert!(template.starts_with("https://"), "{template}");
            assert_eq!(template.matches("{}").count(), 1, "{template}");
        }
    }
    assert_eq!(Carrier::Ups.page("1Z\"><script>"), None);
    assert_eq!(Carrier::Ups.page(""), None);
}

/// Numbers whose scheme finds every single wrong digit, with the range of their counted digits and check digit.
const STRICT: &[(&str, &str, std::ops::Range<usize>)] = &[
    ("9400111202555842332669", "USPS IMpb", 5..22),
    ("9101123456789000000013", "USPS legacy", 2..22),
    ("03071790000523483741", "USPS 20", 0..20),
    ("71969010756003077385", "USPS legacy", 0..20),
    ("041441760228964", "FedEx Ground 15", 0..15),
    ("9611020987654312345672", "FedEx Ground 96", 7..22),
    ("000123450000000027", "FedEx Ground SSCC", 2..18),
    ("0073938000549297", "Canada Post 16", 0..16),
    ("320595463938", "Purolator 12", 1..12),
    ("80003280379", "Old Dominion guaranteed", 2..11),
    ("09980000020033F", "DPD 15", 0..14),
];

/// Numbers of every checked scheme with the place of the check character.
const CHECKED: &[(&str, &str, usize)] = &[
    ("1Z999AA10123456784", "UPS 1Z", 17),
    ("K1506235620", "UPS waybill", 10),
    ("RR123456785CN", "S10", 10),
    ("986578788855", "FedEx Express 12", 11),
    ("1001921334250001000300779017972697", "FedEx Express 34", 33),
    ("32971514560102447849175802862014", "FedEx ASTRA", 27),
    ("C11031500001879", "OnTrac C", 14),
    ("D10011354453707", "OnTrac D", 14),
    ("3318810025", "DHL Express", 9),
];

fn has(number: &str, format: &str) -> bool {
    recognise(number).iter().any(|found| found.format == format)
}

fn with_digit(number: &str, at: usize, digit: u8) -> String {
    let mut bytes = number.as_bytes().to_vec();
    bytes[at] = b'0' + digit;
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_single_wrong_digit_is_found_where_the_scheme_promises_it() {
    for (number, format, counted) in STRICT {
        assert!(has(number, format), "{number} is right");
        for at in counted.clone() {
            for digit in (0..10).filter(|d| number.as_bytes()[at] != b'0' + d) {
                let wrong = with_digit(number, at, digit);
                assert!(!has(&wrong, format), "{wrong} differs from {number} at {at}");
            }
        }
    }
}

#[test]
fn only_one_check_digit_is_right() {
    for &(number, format, at) in CHECKED {
        let right: Vec<u8> = (0..10).filter(|&digit| has(&with_digit(number, at, digit), format)).collect();
        assert_eq!(right, [number.as_bytes()[at] - b'0'], "{number}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,60}", named in proptest::option::of("\\PC{0,60}")) {
        let seen = resolve(&text, named.as_deref());
        prop_assert!(seen.matches.iter().all(|m| !m.format.is_empty()));
        prop_assert_eq!(normalise(&seen.number), seen.number.clone(), "normal form is stable");
    }

    #[test]
    fn text_of_the_right_letters_never_panics(text in "[0-9A-Z]{0,45}") {
        let found = recognise(&text);
        prop_assert!(found.windows(2).all(|pair| pair[0].confidence >= pair[1].confidence));
    }
}
