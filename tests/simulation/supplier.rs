//! Suppliers as they are: what they were sent, what they made of it, and what they show. This is the truth that the
//! engine's belief is held against.

use std::collections::BTreeMap;

use stockless_core::protocol::{Cancel, Capability, Class, Key, Kind, Lifetime, Lookup};
use stockless_core::supplier::Channel;

use super::dice::Dice;

/// One minute in milliseconds.
pub const MINUTE: i64 = 60_000;

/// A request on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub kind: Kind,
    /// As it stands on the wire.
    pub key: String,
    /// Our reference for it, as the oracle counts.
    pub reference: String,
    pub bytes: u64,
    pub draft: String,
}

/// An order that a supplier made. One is made by one request; records it was split into are not orders of their own.
#[derive(Debug, Clone)]
pub struct Made {
    pub number: String,
    pub reference: String,
    pub at: i64,
    pub shown_from: i64,
    pub cancelled: bool,
    /// It is shown as so many records.
    pub records: usize,
    /// A list that leaves entries out does not show it.
    pub left_out: bool,
}

/// What a supplier makes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    Took(String),
    Drafted(String),
    /// “We have that already”, without saying which order it is.
    Repeat,
    Refused(String),
}

#[derive(Debug, Clone)]
struct Draft {
    reference: String,
    made: Option<usize>,
    cleared: bool,
}

#[derive(Debug, Clone)]
struct Remembered {
    made: usize,
    bytes: u64,
    since: i64,
}

/// A supplier.
#[derive(Debug, Clone)]
pub struct Supplier {
    pub id: i64,
    pub name: String,
    pub sku: String,
    pub channel: Channel,
    pub collected: bool,
    /// What it can do; also what it documents, unless it breaks its promise.
    pub capability: Capability,
    /// Requests end and records are complete within the documented times.
    pub keeps_promise: bool,
    /// A repeat is refused as one instead of being answered with the order.
    pub refuses_repeats: bool,
    /// No request to it is ever answered, until it is healed.
    pub poisoned: bool,
    pub signed_out: bool,
    /// Unknown ends in a row, as the engine can have counted them.
    pub unknown_run: u32,
    pub made: Vec<Made>,
    /// Requests that arrive later: when, and what.
    pub under_way: Vec<(i64, Request)>,
    /// Files in its folder that nobody took away: name and bytes.
    pub files: BTreeMap<String, (String, u64)>,
    drafts: BTreeMap<String, Draft>,
    keys: BTreeMap<String, Remembered>,
}

impl Supplier {
    /// A supplier behind a channel, its abilities by chance.
    pub fn random(
        id: i64,
        name: &str,
        sku: &str,
        channel: Channel,
        collected: bool,
        dice: &mut Dice,
    ) -> Self {
        let keeps_promise = !dice.percent(8);
        Self {
            id,
            name: name.to_owned(),
            sku: sku.to_owned(),
            channel,
            collected,
            capability: capability(channel, collected, dice),
            keeps_promise,
            refuses_repeats: dice.percent(30),
            poisoned: false,
            signed_out: false,
            unknown_run: 0,
            made: Vec::new(),
            under_way: Vec::new(),
            files: BTreeMap::new(),
            drafts: BTreeMap::new(),
            keys: BTreeMap::new(),
        }
    }

    /// True where these being two orders would break what is promised: everywhere but at suppliers that break their own
    /// promise and know no repeats, or know them no longer.
    pub fn is_bound(&self, made: &[&Made]) -> bool {
        let since = made.iter().map(|made| made.at).min().unwrap_or(0);
        let until = made.iter().map(|made| made.at).max().unwrap_or(0);
        self.keeps_promise
            || match (self.capability.class(), self.capability.key_lifetime) {
                (Class::Drafted, _) | (Class::Keyed, Lifetime::Forever) => true,
                (Class::Keyed, Lifetime::Ms(life)) => until - since < life,
                _ => false,
            }
    }

    /// The longest that an honest request is under way.
    pub fn longest_way(&self) -> i64 {
        match (self.capability.request_lifetime_ms, self.capability.class()) {
            (Some(life), _) => life,
            (None, Class::Blind) => 14 * MINUTE,
            (None, _) => 5 * MINUTE,
        }
    }

    /// What arrives now, at a moment of true time.
    pub fn take(&mut self, request: &Request, now: i64, dice: &mut Dice) -> Reply {
        match request.kind {
            Kind::Draft => {
                let number = format!("D{}", self.drafts.len() + 1);
                let draft = Draft { reference: request.reference.clone(), made: None, cleared: false };
                self.drafts.insert(number.clone(), draft);
                Reply::Drafted(number)
            }
            Kind::Confirm => self.confirm(request, now, dice),
            _ => self.place(request, now, dice),
        }
    }

    /// Drafts that wait to be confirmed: number and reference.
    pub fn open_drafts(&self) -> impl Iterator<Item = (&String, &String)> {
        self.drafts
            .iter()
            .filter(|(_, draft)| draft.made.is_none() && !draft.cleared)
            .map(|(number, draft)| (number, &draft.reference))
    }

    /// Clears a draft away, again if need be; not one that became an order.
    pub fn clear_draft(&mut self, number: &str) -> bool {
        let draft = self.drafts.get_mut(number).filter(|draft| draft.made.is_none());
        draft.map(|draft| draft.cleared = true).is_some()
    }

    fn confirm(&mut self, request: &Request, now: i64, dice: &mut Dice) -> Reply {
        let Some(draft) = self.drafts.get(&request.draft).filter(|draft| !draft.cleared).cloned() else {
            return Reply::Refused("There is no such draft.".to_owned());
        };
        let made = draft.made.unwrap_or_else(|| self.make(&draft.reference, now, dice));
        self.drafts.insert(request.draft.clone(), Draft { made: Some(made), ..draft });
        Reply::Took(self.made[made].number.clone())
    }

    fn place(&mut self, request: &Request, now: i64, dice: &mut Dice) -> Reply {
        if matches!(self.capability.key, Key::Header | Key::UniqueReference) {
            let life = match self.capability.key_lifetime {
                Lifetime::Ms(life) => life,
                Lifetime::Forever => i64::MAX,
                Lifetime::Unknown => 0,
            };
            if let Some(known) = self.keys.get(&request.key).filter(|known| now - known.since < life) {
                if known.bytes != request.bytes {
                    return Reply::Refused("This key was used for something else.".to_owned());
                }
                let number = self.made[known.made].number.clone();
                return if self.refuses_repeats { Reply::Repeat } else { Reply::Took(number) };
            }
        }
        let made = self.make(&request.reference, now, dice);
        self.keys.insert(request.key.clone(), Remembered { made, bytes: request.bytes, since: now });
        Reply::Took(self.made[made].number.clone())
    }

    fn make(&mut self, reference: &str, now: i64, dice: &mut Dice) -> usize {
        let lag = self.capability.list_lag_ms.unwrap_or(5 * MINUTE);
        let lag = if self.keeps_promise { dice.between(0, lag) } else { dice.between(0, 6 * lag) };
        self.made.push(Made {
            number: format!("{}-{}", self.sku, 7_001 + self.made.len()),
            reference: reference.to_owned(),
            at: now,
            shown_from: now + lag,
            cancelled: false,
            records: 1,
            left_out: !self.keeps_promise && dice.percent(20),
        });
        self.made.len() - 1
    }

    /// Lets what is due by a moment arrive.
    pub fn arrive(&mut self, now: i64, dice: &mut Dice) -> Vec<Request> {
        self.under_way.sort_by_key(|(due, _)| *due);
        let mut arrived = Vec::new();
        while self.under_way.first().is_some_and(|(due, _)| *due <= now) {
            let (due, request) = self.under_way.remove(0);
            self.take(&request, due, dice);
            arrived.push(request);
        }
        arrived
    }

    /// Orders that were made for a reference.
    pub fn made_for<'s>(&'s self, reference: &'s str) -> impl Iterator<Item = &'s Made> {
        self.made.iter().filter(move |made| made.reference == reference)
    }

    /// True while a request for a reference may still arrive and become an order.
    pub fn awaits(&self, reference: &str) -> bool {
        self.under_way
            .iter()
            .any(|(_, request)| request.reference == reference && request.kind != Kind::Draft)
    }

    /// Cancels every order of a reference, as the supplier's staff do on the telephone.
    pub fn cancel_all(&mut self, reference: &str) {
        for made in self.made.iter_mut().filter(|made| made.reference == reference) {
            made.cancelled = true;
        }
    }
}

fn capability(channel: Channel, collected: bool, dice: &mut Dice) -> Capability {
    let blind = Capability::blind();
    let life = |dice: &mut Dice| dice.pick(&[None, Some(30_000), Some(2 * MINUTE), Some(10 * MINUTE)]);
    if channel == Channel::File && !collected {
        let (lookup, now) = (Lookup::ByReference, Some(0));
        return Capability { lookup, list_lag_ms: now, request_lifetime_ms: now, ..blind };
    }
    if channel != Channel::Api {
        return Capability { request_lifetime_ms: life(dice), ..blind };
    }
    let lookup = dice.pick(&[Lookup::None, Lookup::ByReference, Lookup::ListSince]);
    let base = Capability {
        lookup,
        list_lag_ms: dice.pick(&[None, Some(0), Some(MINUTE), Some(20 * MINUTE)]),
        request_lifetime_ms: life(dice),
        cancel: dice.pick(&[Cancel::Never, Cancel::UntilShipped]),
        ..blind
    };
    const HOUR: i64 = 60 * MINUTE;
    match dice.below(5) {
        0 => Capability {
            key: Key::Header,
            key_lifetime: dice.pick(&[Lifetime::Ms(24 * HOUR), Lifetime::Ms(24 * HOUR), Lifetime::Forever]),
            ..base
        },
        1 => Capability { key: Key::UniqueReference, key_lifetime: Lifetime::Forever, ..base },
        2 => Capability { key: Key::DraftConfirm, ..base },
        3 => Capability { lookup: dice.pick(&[Lookup::ByReference, Lookup::ListSince]), ..base },
        _ => base,
    }
}
