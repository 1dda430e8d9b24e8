//! Countries and destination zones.

use std::fmt;
use std::str::FromStr;

/// An ISO 3166 country by its two-letter code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// From a two-letter code in any case; `None` for anything else. The code is not looked up: a code that
    /// was assigned after this program was built is still a country.
    pub fn from_code(text: &str) -> Option<Self> {
        let bytes: [u8; 2] = text.trim().as_bytes().try_into().ok()?;
        let upper = bytes.map(|b| b.to_ascii_uppercase());
        upper.iter().all(u8::is_ascii_uppercase).then_some(Self(upper))
    }

    /// The two-letter code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("ZZ")
    }

    /// True for a member state of the European Union (as of 2026).
    pub fn in_eu(&self) -> bool {
        EU.contains(&self.code())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

const EU: [&str; 27] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT",
    "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];

/// Where a price or a mapping holds: one country, the European Union, or everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// One country; beats the other two.
    Country(Country),
    /// The European Union; beats everywhere.
    Eu,
    /// Everywhere.
    World,
}

impl Zone {
    /// True when the zone covers a country.
    pub fn covers(self, country: Country) -> bool {
        match self {
            Self::Country(own) => own == country,
            Self::Eu => country.in_eu(),
            Self::World => true,
        }
    }

    /// The form in which zones are stored and written in files: `DE`, `EU`, `*`.
    pub fn code(self) -> String {
        match self {
            Self::Country(country) => country.code().to_owned(),
            Self::Eu => "EU".to_owned(),
            Self::World => "*".to_owned(),
        }
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "" | "*" => Ok(Self::World),
            eu if eu.eq_ignore_ascii_case("EU") => Ok(Self::Eu),
            other => Country::from_code(other).map(Self::Country).ok_or_else(|| UnknownZone(text.to_owned())),
        }
    }
}

/// The text names no destination.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no destination; use a two-letter country code, EU, or * for everywhere")]
pub struct UnknownZone(pub String);
