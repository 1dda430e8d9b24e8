//! Invented people and places.

use stockless_core::order::Address;
use stockless_core::place::Country;

use super::dice::Dice;

const FIRST: [&str; 48] = [
    "Ingrid", "Lukas", "Noor", "Camille", "Eszter", "Oliver", "Sofia", "Jonas", "Aoife", "Elodie", "Hanna",
    "Marco", "Greta", "Bram", "Tomasz", "Niamh", "Mateo", "Priya", "Wim", "Leonie", "Anders", "Beatriz",
    "Cillian", "Dorota", "Emil", "Freya", "Gaspard", "Helmi", "Ivo", "Jana", "Kasper", "Lotte", "Mira",
    "Nils", "Orla", "Paulo", "Quentin", "Rosa", "Sander", "Tilda", "Ulla", "Vera", "Wout", "Xenia", "Yara",
    "Zofia", "Aurel", "Bela",
];
const LAST: [&str; 48] = [
    "Solberg",
    "Brandl",
    "Haddad",
    "Roux",
    "Kővári",
    "Thane",
    "Matos",
    "Weidlich",
    "Brennan",
    "Charbon",
    "Virtala",
    "Bellandi",
    "Sandqvist",
    "de Wilder",
    "Lisek",
    "Corrigan",
    "Ferrand",
    "Raman",
    "Aerts",
    "Vogt",
    "Holmsen",
    "Quintela",
    "Darrow",
    "Wierzba",
    "Lindqvist",
    "Ashdown",
    "Morvan",
    "Saarelma",
    "Petrow",
    "Novotná",
    "Rask",
    "Hoekstra",
    "Talbot",
    "Ekdahl",
    "Fennelly",
    "Barroso",
    "Leclair",
    "Iñárritu",
    "Vermeer",
    "Dahlin",
    "Kettunen",
    "Marchetti",
    "Claes",
    "Orlova",
    "Nasser",
    "Zielinska",
    "Ionescu",
    "Farkas",
];

/// Country, city, form of the postal code (# is a digit, @ a letter), streets.
type Place = (&'static str, &'static str, &'static str, [&'static str; 3]);

const PLACES: [Place; 22] = [
    ("DE", "München", "80###", ["Gartenzeile", "Lindenweg", "Am Mühlbach"]),
    ("DE", "Leipzig", "04###", ["Kastanienallee", "Feldstraße", "Nordring"]),
    ("DE", "Hamburg", "20###", ["Deichweg", "Hafenzeile", "Birkengasse"]),
    ("FR", "Lyon", "69###", ["rue des Tilleuls", "quai du Moulin", "allée des Cerisiers"]),
    ("FR", "Nantes", "44###", ["rue de la Treille", "boulevard des Ormes", "impasse du Puits"]),
    ("NL", "Utrecht", "35## @@", ["Wilgenlaan", "Kanaalstraat", "Molenpad"]),
    ("NL", "Rotterdam", "30## @@", ["Havenkade", "Zonneweg", "Beukenhof"]),
    ("BE", "Gent", "90##", ["Kerkstraat", "Veldweg", "Lindelei"]),
    ("IE", "Cork", "T12 @##@", ["Quay Lane", "Hillside Road", "Mill Terrace"]),
    ("IE", "Dublin", "D0# @##@", ["Canal Walk", "Orchard Row", "Abbey Court"]),
    ("SE", "Uppsala", "75# ##", ["Björkvägen", "Sjögatan", "Ängsstigen"]),
    ("FI", "Tampere", "33###", ["Koivukuja", "Järvitie", "Mäkikatu"]),
    ("IT", "Bologna", "40###", ["via dei Gelsi", "via del Ponte", "viale degli Olmi"]),
    ("ES", "Valencia", "46###", ["calle del Molino", "avenida del Puerto", "calle Jardines"]),
    ("PT", "Porto", "4###-###", ["rua das Flores", "rua do Moinho", "travessa da Fonte"]),
    ("PL", "Gdańsk", "80-###", ["ulica Lipowa", "ulica Morska", "ulica Ogrodowa"]),
    ("AT", "Graz", "80##", ["Wiesengasse", "Bergstraße", "Auweg"]),
    ("HU", "Szeged", "67##", ["Tölgyfa utca", "Malom utca", "Kert utca"]),
    ("GB", "Bristol", "BS# #@@", ["Harbour Road", "Elm Close", "Station Parade"]),
    ("GB", "Leeds", "LS# #@@", ["Mill Lane", "Park View", "Chapel Street"]),
    ("GB", "Edinburgh", "EH# #@@", ["Castle Row", "Meadow Place", "Bridge Street"]),
    ("US", "Portland", "97###", ["Cedar Street", "River Avenue", "Maple Court"]),
];

/// Somebody who might buy, in one of the countries.
pub fn somebody(dice: &mut Dice, countries: &[&str]) -> (Address, String) {
    let first = dice.pick(&FIRST).copied().unwrap_or("Alex");
    let last = dice.pick(&LAST).copied().unwrap_or("Example");
    let places: Vec<&Place> = PLACES.iter().filter(|place| countries.contains(&place.0)).collect();
    let Some((country, city, postal, streets)) = dice.pick(&places).copied().copied() else {
        return (Address::default(), String::new());
    };
    let street = dice.pick(&streets).copied().unwrap_or("Main Street");
    let house = dice.between(1, 140);
    let line1 = match country {
        "FR" | "GB" | "IE" | "US" => format!("{house} {street}"),
        _ => format!("{street} {house}"),
    };
    let postal_code = postal
        .chars()
        .map(|c| match c {
            '#' => char::from(b'0' + u8::try_from(dice.below(10)).unwrap_or(0)),
            '@' => char::from(b'A' + u8::try_from(dice.below(26)).unwrap_or(0)),
            other => other,
        })
        .collect();
    let address = Address {
        name: format!("{first} {last}"),
        line1,
        line2: if dice.in_thousand(180) { format!("Flat {}", dice.between(1, 40)) } else { String::new() },
        city: city.to_owned(),
        postal_code,
        country: Country::from_code(country),
        country_text: country.to_owned(),
        region: if country == "US" { "OR".to_owned() } else { String::new() },
        phone: format!("+00 555 {:04}", dice.below(10_000)),
        ..Address::default()
    };
    let plain =
        |text: &str| text.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    (address, format!("{}.{}{}@example.com", plain(first), plain(last), dice.below(90)))
}
