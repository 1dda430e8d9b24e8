//! The formats, as data. Within one confidence the order here is the order of the answer, so formats with
//! letters or a fixed beginning come before those of digits alone.

use super::check::{Check, REST, Scheme};
use super::shape::Piece::{self, Any, AnyTo, Digits, DigitsTo, Is, LettersTo, OneOf};
use super::shape::fits;
use super::{Carrier, Confidence, Match, s10};

/// One format of one carrier.
pub(super) struct Format {
    issuer: Issuer,
    name: &'static str,
    shape: &'static [Piece],
    check: Option<Check>,
}

/// Who issued a number of a format.
enum Issuer {
    /// Always the same carrier.
    Fixed(Carrier),
    /// The same carrier, and labels may print 420 and the buyer's postal code in front of the number.
    Routed(Carrier),
    /// The postal service of the country at the end.
    Country,
}

impl Format {
    /// The match of a normalised number with this format.
    pub(super) fn recognise(&self, number: &[u8]) -> Option<Match> {
        let carrier = match self.issuer {
            Issuer::Fixed(carrier) => self.accepts(number).then_some(carrier),
            Issuer::Routed(carrier) => behind_route(number).any(|tail| self.accepts(tail)).then_some(carrier),
            Issuer::Country => self.accepts(number).then(|| s10::issuer(number))?,
        }?;
        let confidence = if self.check.is_some() { Confidence::Checked } else { Confidence::Pattern };
        Some(Match { carrier, format: self.name, confidence })
    }

    fn accepts(&self, number: &[u8]) -> bool {
        fits(self.shape, number) && self.check.is_none_or(|check| check.passes(number))
    }
}

/// The number as it is, and without 420 and a postal code of five or nine digits. With nine digits only the
/// plain lengths follow; the longest forms leave no room for them.
fn behind_route(number: &[u8]) -> impl Iterator<Item = &[u8]> {
    let routed = number.strip_prefix(b"420");
    let short = routed.and_then(|rest| rest.get(5..)).filter(|tail| matches!(tail.len(), 20 | 22 | 26));
    let long = routed.and_then(|rest| rest.get(9..)).filter(|tail| matches!(tail.len(), 20 | 22));
    [Some(number), short, long].into_iter().flatten()
}

/// Every format.
pub(super) fn all() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter()
}

const fn plain(carrier: Carrier, name: &'static str, shape: &'static [Piece]) -> Format {
    Format { issuer: Issuer::Fixed(carrier), name, shape, check: None }
}

const fn checked(
    carrier: Carrier,
    name: &'static str,
    shape: &'static [Piece],
    scheme: Scheme,
    over: usize,
) -> Format {
    Format { issuer: Issuer::Fixed(carrier), name, shape, check: Some(Check { scheme, over, after: 0 }) }
}

const fn routed(name: &'static str, shape: &'static [Piece], scheme: Scheme) -> Format {
    let check = Some(Check { scheme, over: REST, after: 0 });
    Format { issuer: Issuer::Routed(Carrier::Usps), name, shape, check }
}

const S10: Format = Format {
    issuer: Issuer::Country,
    name: "S10",
    shape: &[LettersTo(2, 2), Digits(9), LettersTo(2, 2)],
    check: Some(Check { scheme: Scheme::S10, over: 8, after: 2 }),
};

const FEDEX_ASTRA: Format = Format {
    issuer: Issuer::Fixed(Carrier::FedEx),
    name: "FedEx ASTRA",
    shape: &[Is("3"), Digits(31)],
    check: Some(Check { scheme: Scheme::OneThreeSeven, over: 11, after: 4 }),
};

const IMPB: &str = "USPS IMpb";

static FORMATS: &[Format] = &[
    // Letters or a fixed beginning, with a check digit.
    checked(Carrier::Ups, "UPS 1Z", &[Is("1Z"), Any(15), Digits(1)], Scheme::OnesTwos, 15),
    checked(Carrier::Ups, "UPS waybill", &[OneOf("AHJKTV"), Digits(10)], Scheme::OnesTwos, 9),
    S10,
    checked(Carrier::OnTrac, "OnTrac C", &[Is("C"), Digits(14)], Scheme::OnesTwosAfter(b'4'), 13),
    checked(Carrier::OnTrac, "OnTrac D", &[Is("D"), Digits(14)], Scheme::OnesTwosAfter(b'5'), 13),
    checked(Carrier::DeutschePost, "DHL Paket", &[Is("00340434"), Digits(12)], Scheme::Threes, 17),
    // The three digits after 92 to 95 are the service; the mailer behind them starts with 9 when it has nine.
    routed(IMPB, &[Is("94"), Digits(20)], Scheme::Threes),
    routed(IMPB, &[Is("94"), Digits(24)], Scheme::Threes),
    routed(IMPB, &[Is("94"), Digits(3), Is("9"), Digits(24)], Scheme::Threes),
    routed(IMPB, &[Is("92"), Digits(3), Is("9"), Digits(16)], Scheme::Threes),
    routed(IMPB, &[Is("92"), Digits(3), Is("9"), Digits(20)], Scheme::Threes),
    routed(IMPB, &[Is("93"), Digits(3), OneOf("012345678"), Digits(16)], Scheme::Threes),
    routed(IMPB, &[Is("93"), Digits(3), OneOf("012345678"), Digits(20)], Scheme::Threes),
    routed(IMPB, &[Is("95"), Digits(20)], Scheme::Threes),
    routed(IMPB, &[Is("95"), Digits(24)], Scheme::Threes),
    routed("USPS legacy", &[Is("91"), Digits(20)], Scheme::Threes),
    checked(Carrier::FedEx, "FedEx Ground 96", &[Is("96"), Digits(20)], Scheme::Threes, 14),
    checked(Carrier::FedEx, "FedEx Ground GSN", &[Is("96"), Digits(32)], Scheme::OneThreeSeven, 13),
    FEDEX_ASTRA,
    checked(Carrier::OldDominion, "Old Dominion guaranteed", &[Is("80"), Digits(9)], Scheme::Luhn, 10),
    checked(Carrier::OldDominion, "Old Dominion", &[Is("77"), OneOf("78"), Digits(8)], Scheme::Luhn, 10),
    checked(Carrier::OldDominion, "Old Dominion", &[Is("072"), Digits(8)], Scheme::Luhn, 10),
    checked(Carrier::OldDominion, "Old Dominion", &[Is("780"), Digits(8)], Scheme::Luhn, 10),
    // Digits alone, with a check digit.
    checked(Carrier::Dpd, "DPD 28", &[Digits(27), Any(1)], Scheme::Iso37, 27),
    checked(Carrier::Dpd, "DPD 15", &[Digits(14), Any(1)], Scheme::Iso37, 14),
    checked(Carrier::Usps, "USPS 20", &[Digits(20)], Scheme::Threes, REST),
    routed("USPS legacy", &[Digits(20)], Scheme::ThreesAfter91),
    checked(Carrier::FedEx, "FedEx Express 34", &[OneOf("012345678"), Digits(33)], Scheme::OneThreeSeven, 13),
    checked(Carrier::FedEx, "FedEx Express 12", &[Digits(12)], Scheme::OneThreeSeven, 11),
    checked(Carrier::FedEx, "FedEx Ground 15", &[Digits(15)], Scheme::Threes, 14),
    checked(Carrier::FedEx, "FedEx Ground SSCC", &[Digits(18)], Scheme::Threes, 15),
    checked(Carrier::CanadaPost, "Canada Post 16", &[Digits(16)], Scheme::Threes, 15),
    checked(Carrier::Purolator, "Purolator 12", &[OneOf("012345"), Digits(11)], Scheme::Luhn, 11),
    checked(Carrier::Dhl, "DHL Express", &[DigitsTo(10, 11)], Scheme::Seven, REST),
    // No check digit.
    plain(Carrier::Amazon, "Amazon Logistics", &[Is("TB"), OneOf("ACM"), Digits(12)]),
    plain(Carrier::YunExpress, "YunExpress", &[Is("YT"), Digits(16)]),
    plain(Carrier::Cainiao, "Cainiao LP", &[Is("LP"), DigitsTo(14, 16)]),
    plain(Carrier::Gofo, "GOFO", &[Is("GFUS"), Digits(14)]),
    plain(Carrier::Landmark, "Landmark LTN", &[Is("LTN"), Digits(8), Is("N1")]),
    plain(Carrier::SpeeDee, "Spee-Dee", &[Is("SP"), Digits(18)]),
    plain(Carrier::LaserShip, "LaserShip 1LS7", &[Is("1LS7"), OneOf("12"), Digits(10)]),
    plain(
        Carrier::LaserShip,
        "LaserShip 1LS7 long",
        &[Is("1LS7"), OneOf("12"), Digits(2), Is("01"), OneOf("1234"), Digits(6), Is("1")],
    ),
    plain(Carrier::LaserShip, "LaserShip 1LSCX", &[Is("1LSCX"), Any(10)]),
    plain(Carrier::LaserShip, "LaserShip L", &[Is("L"), OneOf("AIEHNX"), OneOf("123"), Digits(7)]),
    plain(Carrier::Yodel, "Yodel", &[Is("JJD"), Digits(16)]),
    plain(Carrier::Yodel, "Yodel", &[Is("JD"), Digits(16)]),
    plain(Carrier::Dhl, "DHL Express piece", &[Is("J"), LettersTo(2, 3), DigitsTo(9, 10)]),
    plain(Carrier::Canpar, "Canpar 22", &[OneOf("CDKLSUXZ"), Digits(21)]),
    plain(Carrier::Amazon, "Amazon international", &[OneOf("AFC"), Digits(10)]),
    plain(Carrier::Purolator, "Purolator letters", &[LettersTo(3, 3), Digits(9)]),
    // Their beginnings are known, their lengths are not published; taken widely.
    plain(Carrier::FourPx, "4PX", &[Is("4PX"), DigitsTo(8, 20)]),
    plain(Carrier::FourPx, "4PX", &[Is("4PX"), DigitsTo(8, 20), Is("CN")]),
    plain(Carrier::SunYou, "SunYou", &[Is("SY"), DigitsTo(9, 18)]),
    plain(Carrier::JNet, "J-Net", &[Is("JN"), DigitsTo(9, 18)]),
    plain(Carrier::Cne, "CNE", &[Is("3A"), AnyTo(9, 18)]),
    plain(Carrier::Dhl, DHL_ECOMMERCE, &[Is("GM"), Digits(1), AnyTo(9, 38)]),
    plain(Carrier::Dhl, DHL_ECOMMERCE, &[OneOf("LR"), Is("X"), Digits(1), AnyTo(9, 38)]),
    plain(Carrier::Dhl, DHL_ECOMMERCE, &[Is("UV"), Digits(1), AnyTo(9, 38)]),
    plain(Carrier::Dhl, DHL_ECOMMERCE, &[Is("CN"), Digits(1), AnyTo(9, 38)]),
    plain(Carrier::Dhl, DHL_ECOMMERCE, &[Is("SG"), Digits(1), AnyTo(9, 38)]),
    plain(Carrier::Dhl, DHL_ECOMMERCE, &[Is("TH"), Digits(1), AnyTo(9, 38)]),
    plain(Carrier::Dhl, DHL_ECOMMERCE, &[Is("IN"), Digits(1), AnyTo(9, 38)]),
    plain(Carrier::Dhl, DHL_ECOMMERCE, &[Is("HK"), Digits(1), AnyTo(9, 38)]),
    plain(Carrier::Dhl, DHL_ECOMMERCE, &[Is("MY"), Digits(1), AnyTo(9, 38)]),
    plain(Carrier::Dhl, "DHL eCommerce 14", &[Digits(14)]),
];

const DHL_ECOMMERCE: &str = "DHL eCommerce";
