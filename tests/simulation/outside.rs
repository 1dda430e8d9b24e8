//! The outside of the engine in memory: requests meet their fates here, and each is looked at before it leaves.

use std::hash::{DefaultHasher, Hash, Hasher};

use stockless_connect::placing::{Answer, Listed, Look, Theirs, Trace};
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Capability, Key, Lifetime, Lookup};
use stockless_core::supplier::Channel;
use stockless_engine::forwarding::{Leaving, Outside, Reach, searched_since};

use super::fate::{Death, Fate};
use super::files;
use super::mutation::Mutation;
use super::sim::{Shared, Sim, lock};
use super::supplier::{MINUTE, Reply, Request, Supplier};
use super::{meanwhile, sending};

/// What the process throws when it dies inside a call to the outside.
pub struct Died;

/// How long the program waits for an answer.
const PATIENCE: i64 = MINUTE;

/// The outside of one engine.
pub struct SimulatedOutside {
    pub sim: Shared,
    /// Which life of which instance of the program calls.
    pub instance: u32,
}

impl Outside for SimulatedOutside {
    fn capability(&self, reach: &Reach) -> Result<Capability, String> {
        let sim = lock(&self.sim);
        let supplier = sim.suppliers.get(&reach.supplier.id).ok_or("Nobody knows this supplier.")?;
        Ok(told(supplier, sim.mutation))
    }

    fn attempt(&self, leaving: &Leaving) -> Answer {
        let mut sim = lock(&self.sim);
        if sim.mutation == Some(Mutation::NoJournalLine) {
            files::drop_last_line(&sim.folder);
        }
        let request = wire(&sim, leaving);
        sending::look_at(&mut sim, self.instance, leaving, &request);
        if sim.broken.is_some() {
            sim.remains = Some(sim.folder.clone());
            drop(sim);
            std::panic::resume_unwind(Box::new(Died));
        }
        let death = Death::draw(&mut sim);
        if death == Some(Death::BeforeSending) {
            die(sim, true);
        }
        sim.key(&request.reference).sends += 1;
        let stopped = !sim.calm
            && (sim.dice.percent(2) || sim.mutation == Some(Mutation::LeaseForLock) && sim.dice.percent(25));
        if stopped {
            sim = meanwhile::another_instance(sim, &self.sim);
        } else if !sim.calm && sim.dice.percent(6) {
            sim = meanwhile::merchant(sim, &self.sim, leaving);
        }
        let fate = Fate::draw(&mut sim, leaving);
        let fate =
            if death.is_some() && !matches!(fate, Fate::Fine | Fate::Delayed) { Fate::Fine } else { fate };
        let answer = meet(&mut sim, leaving, &request, fate, death);
        if death.is_some() {
            die(sim, false);
        }
        let answer = believed(&sim, answer);
        sending::answered(&mut sim, leaving, &request, &answer);
        sim.set_mark();
        answer
    }

    fn look(&self, leaving: &Leaving) -> (Look, Trace) {
        let mut sim = lock(&self.sim);
        sim.calls += 1;
        sim.count("looks");
        if Death::draw(&mut sim).is_some() {
            die(sim, true);
        }
        let wait = sim.dice.between(50, 5_000);
        sim.pass(wait);
        let look = read_records(&mut sim, leaving);
        let look = match look {
            Look::CannotTell { .. } if sim.mutation == Some(Mutation::UnreadableIsNotThere) => Look::NotThere,
            look => look,
        };
        if let (Look::Found(_) | Look::NotThere, Some(supplier)) =
            (&look, sim.suppliers.get_mut(&leaving.purchase.supplier.get()))
        {
            supplier.unknown_run = 0;
        }
        let told = match &look {
            Look::Found(theirs) => format!("found {}", theirs.len()),
            Look::NotThere => "not there".to_owned(),
            Look::CannotTell { .. } | Look::OnlyAPerson { .. } => "cannot tell".to_owned(),
        };
        sim.note(format_args!("look for {}: {told}", leaving.purchase.number));
        sim.set_mark();
        (look, Trace::default())
    }

    fn list(&self, reach: &Reach, since: Instant) -> (Listed, Trace) {
        let mut sim = lock(&self.sim);
        sim.calls += 1;
        let trouble = !sim.calm && sim.dice.percent(20);
        let Some(supplier) = sim.suppliers.get(&reach.supplier.id) else {
            return (Err("Nobody knows this supplier.".to_owned()), Trace::default());
        };
        if trouble || supplier.signed_out || supplier.capability.lookup == Lookup::None {
            return (Err("The list cannot be read.".to_owned()), Trace::default());
        }
        let begin = since.ms() - epoch(&sim);
        let shown: Vec<Theirs> = (supplier.made.iter())
            .filter(|made| made.at >= begin && made.shown_from <= sim.now && !made.left_out)
            .flat_map(|made| records(&sim, made))
            .chain(supplier.open_drafts().map(draft))
            .collect();
        (Ok(shown), Trace::default())
    }

    fn cancel(&self, reach: &Reach, number: &str) -> Answer {
        let mut sim = lock(&self.sim);
        sim.calls += 1;
        let lost = !sim.calm && sim.dice.percent(20);
        let arrived = !lost || sim.dice.percent(50);
        let Some(supplier) = sim.suppliers.get_mut(&reach.supplier.id) else { return Answer::default() };
        let Some(made) = supplier.made.iter_mut().find(|made| made.number == number) else {
            return Answer::plain(Outcome::Rejected { reason: "There is no such order.".to_owned() });
        };
        made.cancelled |= arrived;
        let reference = made.reference.clone();
        sim.key(&reference).called_off |= arrived;
        if lost {
            return Answer::plain(Outcome::unknown("No answer."));
        }
        Answer::plain(Outcome::Accepted {
            reference: Some(number.to_owned()),
            evidence: "Cancelled.".to_owned(),
        })
    }

    fn cancel_draft(&self, reach: &Reach, number: &str) -> Answer {
        let mut sim = lock(&self.sim);
        sim.calls += 1;
        sim.count("drafts to clear away");
        super::drafts::look_at(&mut sim, reach.supplier.id, number);
        let death = Death::draw(&mut sim);
        if death == Some(Death::BeforeSending) {
            die(sim, true);
        }
        let lost = !sim.calm && sim.dice.percent(20);
        let arrived = !lost || sim.dice.percent(50);
        let wait = sim.dice.between(20, 2_000);
        sim.pass(wait);
        let Some(supplier) = sim.suppliers.get_mut(&reach.supplier.id) else { return Answer::default() };
        let (lost, arrived) = (lost || supplier.poisoned, arrived && !supplier.poisoned);
        let cleared = arrived && supplier.clear_draft(number);
        sim.note(format_args!(
            "draft {number} is to be cleared away: {}",
            if cleared { "done" } else { "no" }
        ));
        if death.is_some() {
            die(sim, false);
        }
        sim.set_mark();
        Answer::plain(match (lost, cleared) {
            (true, _) => Outcome::unknown("No answer."),
            (false, true) => Outcome::Accepted { reference: None, evidence: "Cleared away.".to_owned() },
            (false, false) => Outcome::Rejected { reason: "It is an order by now.".to_owned() },
        })
    }

    fn try_out(&self, _: &Reach, _: Instant) -> Result<String, String> {
        Ok("It answers.".to_owned())
    }

    fn patience_ms(&self) -> i64 {
        if lock(&self.sim).mutation == Some(Mutation::NoQuarantine) { 0 } else { PATIENCE }
    }
}

/// What a supplier is said to be able to do.
fn told(supplier: &Supplier, mutation: Option<Mutation>) -> Capability {
    let honest = supplier.capability.clone();
    match mutation {
        Some(Mutation::NoQuarantine) => {
            Capability { list_lag_ms: Some(0), request_lifetime_ms: Some(0), ..honest }
        }
        Some(Mutation::ExpiredKey) if honest.key == Key::Header => {
            Capability { key_lifetime: Lifetime::Forever, ..honest }
        }
        Some(Mutation::KeyNotCompared) if honest.key == Key::None && supplier.channel == Channel::Api => {
            Capability { key: Key::Header, key_lifetime: Lifetime::Forever, ..honest }
        }
        _ => honest,
    }
}

/// UTC milliseconds of the true beginning.
fn epoch(sim: &Sim) -> i64 {
    use stockless_engine::clock::Clock;
    sim.clock.now().ms() - sim.now - sim.wall_off
}

fn records(sim: &Sim, made: &super::supplier::Made) -> Vec<Theirs> {
    let placed = Some(Instant::from_ms(epoch(sim) + made.at));
    (1..=made.records)
        .map(|part| Theirs {
            id: if made.records == 1 { made.number.clone() } else { format!("{}/{part}", made.number) },
            reference: made.reference.clone(),
            state: if made.cancelled { "cancelled" } else { "open" }.to_owned(),
            placed,
            cancelled: made.cancelled,
            ..Theirs::default()
        })
        .collect()
}

fn draft((number, reference): (&String, &String)) -> Theirs {
    let (id, reference) = (number.clone(), reference.clone());
    Theirs { id, reference, state: "draft".to_owned(), draft: true, ..Theirs::default() }
}

fn wire(sim: &Sim, leaving: &Leaving) -> Request {
    let mut hash = DefaultHasher::new();
    (&leaving.frozen.document, &leaving.frozen.subject, &leaving.frozen.body).hash(&mut hash);
    let purchase = &leaving.purchase;
    let changed = u64::try_from(purchase.tries).unwrap_or(0);
    Request {
        kind: leaving.kind,
        key: match sim.mutation {
            Some(Mutation::NewKeyPerAttempt) => format!("{}-{changed}", purchase.key),
            _ => purchase.key.clone(),
        },
        reference: purchase.key.clone(),
        bytes: hash.finish() ^ if sim.mutation == Some(Mutation::ChangedBytes) { changed } else { 0 },
        draft: purchase.draft.clone(),
    }
}

/// The process dies here: what is on disk is copied, and nothing that it does afterwards counts. Where nothing had
/// left yet, it may have died before the last thing it wrote.
fn die(mut sim: std::sync::MutexGuard<'_, Sim>, nothing_left: bool) -> ! {
    let to = sim.next_copy();
    files::copy(&sim.folder, &to);
    sim.see_disk();
    // Behind a write that failed nobody can tell which commits there were.
    let (mark, trouble) = (sim.mark.clone(), sim.disk_trouble);
    if sim.mutation == Some(Mutation::SendBeforeSave) {
        files::cut_log(&to, &mark, usize::MAX);
        files::cut_journal(&to, &mark, 0);
    } else if nothing_left && !trouble && !sim.journal_anew {
        let back = sim.dice.below(4);
        let torn = sim.dice.pick(&[0, 0, 40, 10_000]);
        if back > 0 || torn < 10_000 {
            let dropped = files::cut_log(&to, &mark, back);
            files::cut_journal(&to, &mark, if dropped > 0 { 0 } else { torn });
        }
    }
    sim.count("deaths during a request");
    sim.note(format_args!("the process dies{}", if nothing_left { " before anything leaves" } else { "" }));
    sim.remains = Some(to);
    drop(sim);
    std::panic::resume_unwind(Box::new(Died))
}

/// A request meets its fate.
fn meet(sim: &mut Sim, leaving: &Leaving, request: &Request, fate: Fate, death: Option<Death>) -> Answer {
    sim.count(fate.name());
    if !sim.calm && sim.dice.percent(3) {
        // No program can see to it that a computer does not sleep between its last look at the clock and its first
        // byte. A fifth of a key's life is kept for that; longer sleeps belong to suppliers whose keys do not expire.
        let supplier = sim.suppliers.get(&leaving.purchase.supplier.get());
        let expires =
            supplier.is_some_and(|supplier| matches!(supplier.capability.key_lifetime, Lifetime::Ms(_)));
        let hours = if expires { 3 } else { 8 };
        sim.note(format_args!("the computer sleeps {hours} hours in the middle of a request"));
        sim.count("slept during a request");
        sim.sleep(hours * 60 * MINUTE);
    } else {
        let wait = sim.dice.between(20, 2_000);
        sim.pass(wait);
    }
    let now = sim.now;
    let line =
        format!("{} {} to {}", leaving.kind.word(), leaving.purchase.number, leaving.purchase.supplier_name);
    sim.note(format_args!("{line}: {fate:?}{}", death.map_or(String::new(), |d| format!(", {d:?}"))));
    let Sim { suppliers, dice, .. } = &mut *sim;
    let Some(supplier) = suppliers.get_mut(&leaving.purchase.supplier.get()) else {
        return Answer::default();
    };
    let late = |supplier: &Supplier, dice: &mut super::dice::Dice| {
        let honest = supplier.longest_way();
        if supplier.keeps_promise { dice.between(0, honest) } else { dice.between(0, 4 * honest + MINUTE) }
    };
    let mut signed_out = false;
    let mut wait_ms = None;
    let outcome = match fate {
        // A file is written by the program itself: nothing of it is under way once the program is gone.
        Fate::Fine if death == Some(Death::UnderWay) && leaving.purchase.channel != Channel::File => {
            let due = now + late(supplier, dice);
            supplier.under_way.push((due, request.clone()));
            Outcome::unknown("")
        }
        Fate::Fine => arrive(supplier, leaving, request, now, dice),
        Fate::NotReached => Outcome::not_sent_yet("The connection was refused."),
        Fate::Lost => Outcome::unknown("No answer in time."),
        Fate::AnswerLost => {
            arrive(supplier, leaving, request, now, dice);
            Outcome::unknown("The connection broke before the answer.")
        }
        Fate::Delayed => {
            let due = now + late(supplier, dice);
            supplier.under_way.push((due, request.clone()));
            Outcome::unknown("No answer in time.")
        }
        Fate::Twice => {
            let due = now + late(supplier, dice);
            let mut again = request.clone();
            // Who knows repeats by the draft gets the confirmation twice; a draft made twice is left behind.
            again.draft.clone_from(&request.draft);
            supplier.under_way.push((due, again));
            arrive(supplier, leaving, request, now, dice)
        }
        Fate::Refused => Outcome::Rejected { reason: "We do not send there.".to_owned() },
        Fate::RefusedForNow => Outcome::not_sent_yet("We are closed for maintenance."),
        Fate::Limited => {
            wait_ms = Some(dice.between(1_000, 60 * MINUTE));
            Outcome::not_sent_yet("Too many requests.")
        }
        Fate::SignedOut => {
            supplier.signed_out = true;
            signed_out = true;
            Outcome::not_sent("The key is not accepted.")
        }
    };
    if matches!(fate, Fate::Lost | Fate::Delayed | Fate::AnswerLost) && death.is_none() {
        let patience = if leaving.purchase.channel == Channel::File { 10 } else { PATIENCE };
        sim.pass(patience);
    }
    Answer { outcome, wait_ms, signed_out, ..Answer::default() }
}

fn arrive(
    supplier: &mut Supplier,
    leaving: &Leaving,
    request: &Request,
    now: i64,
    dice: &mut super::dice::Dice,
) -> Outcome {
    if leaving.purchase.channel == Channel::File {
        return put_file(supplier, leaving, request, now, dice);
    }
    let accepted = |reference: Option<String>| Outcome::Accepted { reference, evidence: "201".to_owned() };
    match supplier.take(request, now, dice) {
        Reply::Took(number) if leaving.purchase.channel == Channel::Api => accepted(Some(number)),
        Reply::Took(_) => accepted(None),
        Reply::Drafted(number) => accepted(Some(number)),
        Reply::Repeat => Outcome::unknown("409: this order exists already."),
        Reply::Refused(reason) => Outcome::Rejected { reason },
    }
}

/// A file is never written over another one. One that is collected is as good as an order.
fn put_file(
    supplier: &mut Supplier,
    leaving: &Leaving,
    request: &Request,
    now: i64,
    dice: &mut super::dice::Dice,
) -> Outcome {
    let name = leaving.frozen.name.clone();
    let evidence = format!("{name} lies there.");
    match supplier.files.get(&name) {
        Some((_, bytes)) if *bytes == request.bytes => Outcome::Accepted { reference: None, evidence },
        Some(_) => Outcome::not_sent("Another file of this name lies there."),
        None => {
            supplier.files.insert(name, (request.reference.clone(), request.bytes));
            if supplier.collected {
                supplier.take(request, now, dice);
            }
            Outcome::Accepted { reference: None, evidence }
        }
    }
}

/// What the product makes of an answer, where it is broken.
fn believed(sim: &Sim, answer: Answer) -> Answer {
    match &answer.outcome {
        Outcome::Unknown { reason } if sim.mutation == Some(Mutation::UnknownIsFailed) => {
            Answer { outcome: Outcome::not_sent_yet(reason.clone()), ..answer }
        }
        _ => answer,
    }
}

fn read_records(sim: &mut Sim, leaving: &Leaving) -> Look {
    let (calm, now) = (sim.calm, sim.now);
    let trouble = !calm && sim.dice.percent(sim.storm);
    let wait_ms = (trouble && sim.dice.percent(30)).then(|| sim.dice.between(1_000, 60 * MINUTE));
    let Some(supplier) = sim.suppliers.get(&leaving.purchase.supplier.get()) else {
        return Look::cannot_tell("Nobody knows this supplier.");
    };
    let key = &leaving.purchase.key;
    if leaving.purchase.channel == Channel::File {
        let there = supplier
            .files
            .get(&leaving.frozen.name)
            .is_some_and(|(_, bytes)| *bytes == wire(sim, leaving).bytes);
        return match there {
            true => Look::Found(vec![Theirs {
                reference: key.clone(),
                state: "It lies there.".to_owned(),
                ..Theirs::default()
            }]),
            false if supplier.collected => {
                Look::cannot_tell("The file is not there; it may have been collected.")
            }
            false => Look::NotThere,
        };
    }
    if trouble || supplier.poisoned || supplier.signed_out || supplier.capability.lookup == Lookup::None {
        return Look::CannotTell {
            reason: "Page 2 was broken.".to_owned(),
            wait_ms,
            signed_out: supplier.signed_out,
        };
    }
    // A list begins where we say, by our clock of then; the supplier dates its orders by the true time.
    let begin = (supplier.capability.lookup == Lookup::ListSince)
        .then(|| searched_since(&leaving.purchase).ms() - epoch(sim));
    let shown: Vec<Theirs> = supplier
        .made_for(key)
        .filter(|made| made.shown_from <= now && !made.left_out && begin.is_none_or(|begin| made.at >= begin))
        .flat_map(|made| records(sim, made))
        .collect();
    if shown.is_empty() { Look::NotThere } else { Look::Found(shown) }
}
