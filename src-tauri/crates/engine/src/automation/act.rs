//! Doing what rules say, once, and logging it.

use std::collections::BTreeMap;

use stockless_core::automation::{Event, Occasion, Rule, fitting, steps};
use stockless_core::day::Instant;
use stockless_store::Write;
use stockless_store::automation::{NewDraft, NewForward, NewLog};
use stockless_store::offers::offer_of;

use super::Rules;
use super::deed::{Change, Deed};
use super::subject::{Needs, Subject};
use crate::assess::{self, Age};
use crate::context::Context;
use crate::error::ApiError;

/// Lets the rules that listen look at one occasion, and do what those that fit say.
pub fn look(
    context: &Context<'_>,
    write: &Write<'_>,
    rules: &Rules,
    occasion: &Occasion,
) -> Result<(), ApiError> {
    let Some((mode, rules)) = rules.by_event.get(&occasion.event) else { return Ok(()) };
    if !occasion.may_act() {
        let facts = [("rules".to_owned(), occasion.depth.to_string())].into();
        return log(write, occasion, None, "stopped", &facts, None, context.now);
    }
    let Some(mut subject) = Subject::read(context, occasion.order, Needs::of(rules))? else { return Ok(()) };
    if occasion.event == Event::StockLow
        && !subject.keep_served_by(context, &[offer_of(occasion.instance)])?
    {
        return Ok(());
    }
    let ran = write.automation_ran(occasion)?;
    let found = fitting(rules, *mode, &subject.facts, |id| ran.contains(&id));
    if found.is_empty() {
        return Ok(());
    }
    for fits in &found {
        write.automation_enter(fits.rule.id, occasion)?;
    }
    let done = Deed::all(context, subject, steps(found))?;
    write.begin_action();
    write.caused_by_rules(occasion.depth_of_effects());
    for (rule, deed) in &done {
        carry_out(context, write, occasion, rule, deed)?;
    }
    if done.iter().any(|(_, deed)| moves_queue(&deed.change)) {
        assess::refresh(context, write, occasion.order, Age::Known)?;
    }
    write.caused_by_rules(0);
    let undo = write.end_action("rule", 1, context.now.ms())?;
    for (rule, deed) in &done {
        let undo = undo.filter(|_| deed.change != Change::Nothing);
        log(write, occasion, Some(rule), deed.did, &deed.facts, undo, context.now)?;
    }
    Ok(())
}

/// What the derived row of an order hangs on.
fn moves_queue(change: &Change) -> bool {
    matches!(change, Change::Hold | Change::Snooze(_) | Change::Route(_))
}

fn carry_out(
    context: &Context<'_>,
    write: &Write<'_>,
    occasion: &Occasion,
    rule: &Rule,
    deed: &Deed,
) -> Result<(), ApiError> {
    let (id, now) = (occasion.order, context.now);
    match &deed.change {
        Change::Nothing => {}
        Change::Tag(tag, on) => write.set_tag(id, tag, *on)?,
        Change::Colour(colour) => {
            let mut work = write.work_of(id)?;
            work.colour.clone_from(colour);
            write.save_work(id, &work)?;
        }
        Change::Hold => {
            let mut work = write.work_of(id)?;
            if work.sent_before().is_none() {
                work.held.clone_from(&rule.name);
            }
            work.accepted.retain(|check| check != "released");
            write.save_work(id, &work)?;
        }
        Change::Snooze(until) => {
            let mut work = write.work_of(id)?;
            work.snoozed_until = Some(*until);
            write.save_work(id, &work)?;
        }
        Change::Route(lines) => {
            for (line, part, offer, factor) in lines {
                write.save_route(*line, part, *offer, *factor)?;
            }
        }
        Change::Forward(due) => write.plan_forward(&NewForward {
            order: id,
            rule: rule.id,
            name: &rule.name,
            event: occasion.event,
            due: *due,
        })?,
        Change::Draft(to, address, subject, text) => {
            let new = NewDraft { order: id, recipient: to.word(), address, subject, text, rule: &rule.name };
            write.add_draft(&new, now)?;
        }
        Change::Note(text) => {
            write.add_note(id, text, now.ms())?;
        }
    }
    Ok(())
}

fn log(
    write: &Write<'_>,
    occasion: &Occasion,
    rule: Option<&Rule>,
    did: &str,
    facts: &BTreeMap<String, String>,
    undo: Option<i64>,
    now: Instant,
) -> Result<(), ApiError> {
    let new = NewLog {
        order: occasion.order,
        rule: rule.map_or(0, |rule| rule.id),
        name: rule.map_or("", |rule| rule.name.as_str()),
        event: occasion.event,
        did,
        facts,
        undo,
    };
    Ok(write.add_automation_log(&new, now)?)
}

/// Logs that rules could do nothing with an order.
pub fn log_failure(
    write: &Write<'_>,
    occasion: &Occasion,
    words: &str,
    now: Instant,
) -> Result<(), ApiError> {
    let facts = [("words".to_owned(), words.to_owned())].into();
    log(write, occasion, None, "failed", &facts, None, now)
}
