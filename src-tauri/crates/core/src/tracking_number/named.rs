//! Carriers by the names that suppliers and shops write.

use super::Carrier;

/// Other spellings than [`Carrier::name`] and [`Carrier::word`], in small letters, words apart.
const SPELLINGS: &[(&str, Carrier)] = &[
    ("united parcel service", Carrier::Ups),
    ("united states postal service", Carrier::Usps),
    ("us postal service", Carrier::Usps),
    ("federal express", Carrier::FedEx),
    ("fed ex", Carrier::FedEx),
    ("dhl express", Carrier::Dhl),
    ("dhl ecommerce", Carrier::Dhl),
    ("dhl paket", Carrier::DeutschePost),
    ("dhl germany", Carrier::DeutschePost),
    ("dhl deutschland", Carrier::DeutschePost),
    ("dhl de", Carrier::DeutschePost),
    ("deutsche post", Carrier::DeutschePost),
    ("hermes uk", Carrier::Evri),
    ("royalmail", Carrier::RoyalMail),
    ("amzl", Carrier::Amazon),
    ("amazon", Carrier::Amazon),
    ("amazon shipping", Carrier::Amazon),
    ("canadapost", Carrier::CanadaPost),
    ("postes canada", Carrier::CanadaPost),
    ("on trac", Carrier::OnTrac),
    ("laser ship", Carrier::LaserShip),
    ("gofo", Carrier::Gofo),
    ("landmark", Carrier::Landmark),
    ("speedee", Carrier::SpeeDee),
    ("odfl", Carrier::OldDominion),
    ("yun express", Carrier::YunExpress),
    ("yunexpress", Carrier::YunExpress),
    ("yun tu", Carrier::YunExpress),
    ("cai niao", Carrier::Cainiao),
    ("aliexpress standard shipping", Carrier::Cainiao),
    ("aliexpress selection standard", Carrier::Cainiao),
    ("4 px", Carrier::FourPx),
    ("yan wen", Carrier::Yanwen),
    ("sun you", Carrier::SunYou),
    ("cne", Carrier::Cne),
    ("jnet", Carrier::JNet),
    ("sf", Carrier::SfExpress),
    ("sfexpress", Carrier::SfExpress),
    ("chinapost", Carrier::ChinaPost),
    ("china ems", Carrier::ChinaPost),
    ("epacket", Carrier::ChinaPost),
    ("hong kong post", Carrier::HongkongPost),
    ("singpost", Carrier::SingaporePost),
    ("post nl", Carrier::PostNl),
    ("laposte", Carrier::LaPoste),
    ("colissimo", Carrier::LaPoste),
    ("die schweizerische post", Carrier::SwissPost),
    ("österreichische post", Carrier::AustrianPost),
    ("post at", Carrier::AustrianPost),
    ("correos espana", Carrier::Correos),
    ("auspost", Carrier::AustraliaPost),
    ("new zealand post", Carrier::NzPost),
    ("post nord", Carrier::PostNord),
];

/// What people write where they name no carrier.
const NOBODY: &[&str] =
    &["", "other", "others", "unknown", "none", "n a", "na", "andere", "sonstige", "unbekannt"];

/// Words in small letters, without punctuation.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// True when the text names somebody at all, known or not.
pub(super) fn names_somebody(text: &str) -> bool {
    let words = words(text).join(" ");
    !NOBODY.contains(&words.as_str())
}

/// Length a carrier's name may have; a longer text is a sentence, and its words say nothing sure.
const LONGEST_NAME: usize = 200;

impl Carrier {
    /// The carrier that a text names: `USPS Priority Mail`, `Yun Express`, `DHL Paket`. The first name in the text
    /// counts, the longest of those that start there. `None` for a name that is not known.
    pub fn from_name(text: &str) -> Option<Self> {
        if text.len() > LONGEST_NAME {
            return None;
        }
        let text = words(text);
        (0..text.len()).find_map(|start| named_at(text.get(start..)?))
    }
}

fn named_at(text: &[String]) -> Option<Carrier> {
    let own = Carrier::ALL.iter().filter(|&&carrier| carrier != Carrier::Post);
    let own = own.flat_map(|&carrier| [(carrier.name(), carrier), (carrier.word(), carrier)]);
    let length = |name: &str| {
        let name = words(name);
        text.starts_with(&name).then_some(name.len())
    };
    let found =
        SPELLINGS.iter().copied().chain(own).filter_map(|(name, carrier)| Some((length(name)?, carrier)));
    found.max_by_key(|&(length, _)| length).map(|(_, carrier)| carrier)
}
