//! The postal format of the Universal Postal Union: two letters, nine digits, a country.

use super::Carrier;

/// ISO 3166 two-letter codes (2026), and XK, which Kosovo's post uses.
const COUNTRIES: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR \
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO \
JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR \
MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO \
RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV \
TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// The postal service that issued a number, by the two letters at its end; `None` where no country has that code.
pub(super) fn issuer(number: &[u8]) -> Option<Carrier> {
    let code = std::str::from_utf8(number.last_chunk::<2>()?).ok()?;
    if !COUNTRIES.split(' ').any(|country| country == code) {
        return None;
    }
    Some(match code {
        "US" => Carrier::Usps,
        "CA" => Carrier::CanadaPost,
        "GB" => Carrier::RoyalMail,
        "DE" => Carrier::DeutschePost,
        "CN" => Carrier::ChinaPost,
        "HK" => Carrier::HongkongPost,
        "SG" => Carrier::SingaporePost,
        "NL" => Carrier::PostNl,
        "FR" => Carrier::LaPoste,
        "CH" => Carrier::SwissPost,
        "AT" => Carrier::AustrianPost,
        "BE" => Carrier::Bpost,
        "ES" => Carrier::Correos,
        "IT" => Carrier::PosteItaliane,
        "SE" | "DK" => Carrier::PostNord,
        "PL" => Carrier::PolishPost,
        "AU" => Carrier::AustraliaPost,
        "NZ" => Carrier::NzPost,
        "JP" => Carrier::JapanPost,
        "KR" => Carrier::KoreaPost,
        "IE" => Carrier::AnPost,
        _ => Carrier::Post,
    })
}
