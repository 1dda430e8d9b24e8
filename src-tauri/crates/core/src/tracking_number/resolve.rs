use super::{Carrier, Match, named, normalise, recognise};

/// Why a number is counted as one carrier's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// The supplier named the carrier, and it is one we know.
    Named(Carrier),
    /// The supplier named a carrier we do not know; the name as written, trimmed.
    NamedOther(String),
    /// Nobody named a carrier; the number fits this one best.
    Recognised(Match),
    /// Nobody named a carrier and the number fits no format.
    Unknown,
}

/// Whose parcel a number is, and what the number itself says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// The number as carriers store it.
    pub number: String,
    /// Whose it is, and why.
    pub decided: Decided,
    /// Every format the number fits, best first. Beside a named carrier they are advice, never the decision.
    pub matches: Vec<Match>,
}

/// Decides whose number this is. A carrier named by the supplier always wins, also where the digits speak for
/// another: many lines hand a parcel over and keep the number.
pub fn resolve(number: &str, named: Option<&str>) -> Resolution {
    let matches = recognise(number);
    let decided = match named.filter(|text| named::names_somebody(text)) {
        Some(text) => Carrier::from_name(text)
            .map_or_else(|| Decided::NamedOther(text.trim().to_owned()), Decided::Named),
        None => matches.first().map_or(Decided::Unknown, |&best| Decided::Recognised(best)),
    };
    Resolution { number: normalise(number), decided, matches }
}

impl Resolution {
    /// The carrier, where it is one we know.
    pub fn carrier(&self) -> Option<Carrier> {
        match &self.decided {
            Decided::Named(carrier) => Some(*carrier),
            Decided::Recognised(best) => Some(best.carrier),
            Decided::NamedOther(_) | Decided::Unknown => None,
        }
    }

    /// The carrier's name for people; empty when nobody knows it.
    pub fn name(&self) -> &str {
        match &self.decided {
            Decided::NamedOther(text) => text,
            Decided::Named(_) | Decided::Recognised(_) | Decided::Unknown => {
                self.carrier().map_or("", Carrier::name)
            }
        }
    }

    /// The parcel's public page, where the carrier has one.
    pub fn page(&self) -> Option<String> {
        self.carrier()?.page(&self.number)
    }

    /// False when a recognised number fits another carrier equally well, so that a person should choose.
    pub fn is_certain(&self) -> bool {
        match &self.decided {
            Decided::Named(_) | Decided::NamedOther(_) => true,
            Decided::Recognised(best) => !self
                .matches
                .iter()
                .any(|other| other.confidence == best.confidence && other.carrier != best.carrier),
            Decided::Unknown => false,
        }
    }
}
