//! Countries by the names shops write.

use std::collections::HashMap;
use std::sync::OnceLock;

use isocountry::CountryCode;
use stockless_core::place::Country;

/// The country of a two-letter code, a three-letter code, or a name in English (with its usual variants), and for
/// the countries most parcels go to also in German, French, Spanish and in the country's own language.
pub fn country_from_text(text: &str) -> Option<Country> {
    let text = text.trim();
    if text.len() == 2 {
        return Country::from_code(if text.eq_ignore_ascii_case("UK") { "GB" } else { text });
    }
    let code = names().get(folded(text).as_str())?;
    Country::from_code(code)
}

fn names() -> &'static HashMap<String, &'static str> {
    static NAMES: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names: HashMap<String, Option<&'static str>> = HashMap::new();
        for country in CountryCode::iter() {
            let code = country.alpha2();
            let full = country.name();
            let short = full.split(['(', ',']).next().unwrap_or(full);
            // A short form that two countries share says nothing.
            let own = |known: &mut Option<&'static str>| *known = known.filter(|other| *other == code);
            names.entry(folded(short)).and_modify(own).or_insert(Some(code));
            names.insert(folded(full), Some(code));
            names.insert(folded(country.alpha3()), Some(code));
        }
        for line in VARIANTS.lines() {
            if let Some((code, rest)) = line.split_once(' ') {
                names.extend(rest.split('|').map(|name| (folded(name), Some(code))));
            }
        }
        names.into_iter().filter_map(|(name, code)| Some((name, code?))).collect()
    })
}

/// Small letters without accents and punctuation, without a leading “the”.
fn folded(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(without_accent).collect();
    let mut words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.first() == Some(&"the") {
        words.remove(0);
    }
    words.join(" ")
}

fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ą' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' => 'u',
        'ç' | 'č' | 'ć' => 'c',
        'ñ' | 'ń' => 'n',
        'š' => 's',
        'ý' => 'y',
        'ž' => 'z',
        other => other,
    }
}

const VARIANTS: &str = "\
AE UAE|United Arab Emirates|Vereinigte Arabische Emirate
AT Österreich|Autriche|Oostenrijk
AU Australien|Australie
BA Bosnia|Bosnia and Herzegovina|Bosnien und Herzegowina
BE Belgien|Belgique|België|Bélgica
BG Bulgarien|Bulgarie
BN Brunei
BO Bolivia
BR Brasilien|Brasil|Brésil
CA Kanada|Canadá
CD Democratic Republic of the Congo|Congo Kinshasa|DR Congo
CG Republic of the Congo|Congo Brazzaville
CH Schweiz|Suisse|Svizzera|Suiza
CI Ivory Coast|Cote d Ivoire
CN China|Mainland China|PR China|Volksrepublik China|Chine
CV Cape Verde
CW Curacao
CY Zypern|Chypre
CZ Czech Republic|Czechia|Tschechien|Tschechische Republik|Česko|République tchèque
DE Deutschland|Allemagne|Alemania|Federal Republic of Germany
DK Dänemark|Danemark|Danmark|Dinamarca
EE Estland|Estonie
ES Spanien|España|Espagne
FI Finnland|Finlande|Suomi
FK Falkland Islands
FM Micronesia
FR Frankreich|Francia
GB United Kingdom|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|U.K.|Vereinigtes Königreich|Großbritannien|Grossbritannien|Royaume-Uni|Reino Unido
GR Griechenland|Grèce|Hellas
HK Hong Kong|Hongkong|Hong Kong SAR
HR Kroatien|Croatie|Hrvatska
HU Ungarn|Hongrie|Magyarország
IE Republic of Ireland|Irland|Irlande|Irlanda|Éire
IL Israel
IN Indien|Inde
IR Iran
IS Island|Islande
IT Italien|Italia|Italie
JP Japon
KP North Korea
KR South Korea|Republic of Korea|Korea South|Südkorea|Corée du Sud
LA Laos
LI Liechtenstein
LT Litauen|Lituanie|Lietuva
LU Luxemburg|Luxembourg|Luxemburgo
LV Lettland|Lettonie|Latvija
MD Moldova
MK Macedonia|North Macedonia|Nordmazedonien
MO Macau|Macao
MT Malte
MX Mexiko|México|Mexique
NL Holland|The Netherlands|Netherlands|Niederlande|Nederland|Pays-Bas|Países Bajos
NO Norwegen|Norvège|Norge|Noruega
NZ Neuseeland|Nouvelle-Zélande
PL Polen|Polska|Pologne|Polonia
PS Palestine
PT Portugal
RE Reunion
RO Rumänien|Roumanie|România
RU Russia|Russland|Russie
SE Schweden|Suède|Sverige|Suecia
SG Singapur|Singapour
SI Slowenien|Slovénie|Slovenija
SK Slowakei|Slovakia|Slovaquie|Slovensko
SY Syria
SZ Swaziland|Eswatini
TL East Timor|Timor-Leste
TR Turkey|Türkiye|Türkei|Turquie
TW Taiwan|Taiwan R.O.C.
TZ Tanzania
US United States|USA|U.S.A.|U.S.|United States of America|America|Vereinigte Staaten|Vereinigte Staaten von Amerika|États-Unis|Estados Unidos
VA Vatican|Vatican City
VE Venezuela
VG British Virgin Islands
VI US Virgin Islands|U.S. Virgin Islands
VN Vietnam|Viet Nam
XK Kosovo";
