//! Rules at work: what happened is looked at right after it was committed, in bounded transactions.
//!
//! The store notes what happens while a rule that is switched on listens to it. [`Engine::run_rules`] takes that up
//! after every command and on every look at the clock; what a crash leaves is taken up at the next. `kept` turns a
//! rule into what is stored and back, `subject` gathers the facts it is compared with, `deed` works out what an action
//! means for an order, `act` does and logs it, `forward` lets what is due leave by the one way there is, and
//! `dry_run` says what a rule would do.

mod act;
mod deed;
mod dry_run;
mod forward;
mod kept;
mod subject;

use std::collections::BTreeMap;

use stockless_core::automation::{Event, Mode, Rule};
use stockless_store::{Charge, Read, Write};

pub(crate) use dry_run::dry_run;
pub(crate) use forward::{LIMIT, asking, decide};
pub(crate) use kept::{body_text, rule_of, shape_of};

use crate::commands::Tag;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};

/// What happened to so many orders is looked at in one transaction.
const CHUNK: i64 = 500;
/// Setting: events of which only the first rule that fits acts, separated by commas.
const FIRST_ONLY: &str = "automation_first_only";
/// What rules make stale.
const RULED: &[Tag] = &[Tag::Orders, Tag::Workspace, Tag::Activity, Tag::Rules];

/// The rules that are switched on, by what they listen to.
pub(crate) struct Rules {
    by_event: BTreeMap<Event, (Mode, Vec<Rule>)>,
}

impl Rules {
    fn load(read: &Read<'_>, context: &Context<'_>) -> Result<Self, ApiError> {
        let first_only = first_only(read)?;
        let mut by_event: BTreeMap<Event, (Mode, Vec<Rule>)> = BTreeMap::new();
        for row in read.automation_rules()?.iter().filter(|row| row.enabled) {
            // One that cannot be read does nothing, and the list of rules says why.
            if let Ok(rule) = shape_of(row).and_then(|shape| rule_of(&shape, context.base())) {
                let mode = if first_only.contains(&row.event) { Mode::First } else { Mode::All };
                by_event.entry(row.event).or_insert((mode, Vec::new())).1.push(rule);
            }
        }
        Ok(Self { by_event })
    }
}

/// Events of which only the first rule that fits acts.
pub(crate) fn first_only(read: &Read<'_>) -> Result<Vec<Event>, ApiError> {
    let words = read.setting(FIRST_ONLY)?.unwrap_or_default();
    Ok(words.split(',').filter_map(Event::from_word).collect())
}

/// Says whether only the first rule of an event acts.
pub(crate) fn save_first_only(write: &Write<'_>, event: Event, on: bool) -> Result<(), ApiError> {
    let mut events = first_only(write)?;
    events.retain(|known| *known != event);
    if on {
        events.push(event);
    }
    let words: Vec<&str> = events.iter().map(|event| event.word()).collect();
    Ok(write.save_setting(FIRST_ONLY, &words.join(","))?)
}

impl Engine {
    /// Lets rules look at everything that happened. Returns how many occasions they looked at.
    pub(crate) fn run_rules(&self) -> Result<i64, ApiError> {
        if self.store().charge() == Charge::ReadOnly
            || self.read(|read| Ok(read.automation_due(1)?))?.is_empty()
        {
            return Ok(0);
        }
        let mut looked = 0;
        loop {
            let done = match self.look_at_due(CHUNK) {
                Err(error) if is_about_one(&error) => self.look_one_by_one()?,
                other => other?,
            };
            if done == 0 {
                break;
            }
            looked += done;
        }
        self.changed(RULED);
        self.inner().background.wake();
        Ok(looked)
    }

    /// After a command that wrote: rules look at what it brought about. What they cannot do now they do at the next look
    /// at the clock; the command has succeeded either way.
    pub(crate) fn settle_rules(&self, stale: &[Tag]) {
        if !stale.is_empty() {
            let _ = self.run_rules();
        }
    }

    fn look_at_due(&self, most: i64) -> Result<i64, ApiError> {
        let now = self.now();
        self.write(move |write| {
            let due = write.automation_due(most)?;
            let context = Context::load(write, now)?;
            let rules = Rules::load(write, &context)?;
            for row in &due {
                act::look(&context, write, &rules, &row.occasion)?;
                write.automation_looked(row.id)?;
            }
            Ok(i64::try_from(due.len()).unwrap_or(0))
        })
    }

    /// One order that nothing can be done with does not keep rules from the others: it is logged and left.
    fn look_one_by_one(&self) -> Result<i64, ApiError> {
        for looked in 0..CHUNK {
            match self.look_at_due(1) {
                Ok(0) => return Ok(looked),
                Ok(_) => {}
                Err(error) if is_about_one(&error) => {
                    let now = self.now();
                    self.write(move |write| {
                        for row in write.automation_due(1)? {
                            act::log_failure(write, &row.occasion, &error.message, now)?;
                            write.automation_looked(row.id)?;
                        }
                        Ok::<_, ApiError>(())
                    })?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(CHUNK)
    }
}

/// True for what is wrong with an order or its goods, not with the file.
fn is_about_one(error: &ApiError) -> bool {
    matches!(error.code, Code::Invalid | Code::NotFound | Code::NotNow | Code::Stale)
}
