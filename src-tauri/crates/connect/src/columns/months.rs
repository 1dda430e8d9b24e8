//! Month names in English, German, French and Spanish, with their usual short forms.

const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "januar", "jän", "jänner", "janvier", "janv", "enero", "ene"],
    &["feb", "february", "februar", "février", "févr", "fév", "fevrier", "fevr", "febrero"],
    &["mar", "march", "märz", "mär", "mrz", "maerz", "mars", "marzo"],
    &["apr", "april", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["jun", "june", "juni", "juin", "junio"],
    &["jul", "july", "juli", "juillet", "juil", "julio"],
    &["aug", "august", "août", "aout", "agosto", "ago"],
    &["sep", "sept", "september", "septembre", "septiembre"],
    &["oct", "okt", "october", "oktober", "octobre", "octubre"],
    &["nov", "november", "novembre", "noviembre"],
    &["dec", "dez", "december", "dezember", "décembre", "déc", "decembre", "diciembre", "dic"],
];

/// The number of a month by its name, 1 to 12.
pub(super) fn month(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    (1_u32..).zip(MONTHS).find(|(_, names)| names.contains(&name.as_str())).map(|(number, _)| number)
}
