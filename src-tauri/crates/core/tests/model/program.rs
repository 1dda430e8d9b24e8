//! The program: one commit, one line or one request a step, so that it can be killed between any two.

use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Class, Kind, RESENDS, Standing, TRIES};
use stockless_core::purchase::State;

use crate::doubt::{begin_quarantine, key_alive, record_look, resolve};
use crate::rules::{First, Lock, Setting};
use crate::search::{Steps, note_move};
use crate::start::{compare, settle};
use crate::world::{Answer, At, Flying, LINES, Line, Request, Row, World};

pub const fn name(process: u8) -> &'static str {
    if process == 0 { "one process" } else { "the other process" }
}

pub fn steps(steps: &mut Steps<'_>) {
    for process in 0..steps.setting.processes {
        let at = steps.world.process(process).at;
        if at == At::Down {
            let mut world = steps.world;
            world.process(process).at = At::Reading;
            steps.add(name(process), "starts", world);
            continue;
        }
        if steps.setting.kills {
            kill(steps, process);
        }
        match at {
            At::Down => {}
            At::Reading => take_charge(steps, process),
            At::Comparing => compare(steps, process),
            At::Settling => settle(steps, process),
            At::Idle => act(steps, process),
            At::Begun(request) => write_journal(steps, process, request),
            At::Journalled(request) => send(steps, process, request),
            At::Waiting(request) => stop_waiting(steps, process, request),
            At::Knows(request, answer) => record(steps, process, request, answer),
            At::Looked(found, over) => record_look(steps, process, found, over),
        }
    }
}

/// Moves a purchase through the table of states, with what the store changes along with every state.
pub fn go(row: &mut Row, to: State) {
    let from = row.state;
    let known_better = from == State::Unknown && to == State::Unknown;
    assert!(known_better || from.may_go().contains(&to), "{} may not become {}", from.word(), to.word());
    if !known_better {
        note_move(from, to);
    }
    (row.state, row.refused, row.looks) = (to, false, 0);
    row.in_doubt = match to {
        State::Unknown | State::Asking => true,
        State::Sending | State::Cancelled => row.in_doubt,
        _ => false,
    };
}

fn kill(steps: &mut Steps<'_>, process: u8) {
    let mut world = steps.world;
    stop(&mut world, process);
    steps.fault(name(process), "is killed", world);
}

fn stop_waiting(steps: &mut Steps<'_>, process: u8, request: Request) {
    let mut world = steps.world;
    world.stop_waiting(process);
    world.process(process).at = At::Knows(request, Answer::None);
    if steps.world.flying().any(|flying| flying.waits == Some(process)) {
        steps.fault(name(process), "gives up waiting too early", world);
    } else {
        steps.add(name(process), "gives up waiting", world);
    }
}

/// A process ends. What it sent goes on.
pub fn stop(world: &mut World, process: u8) {
    world.stop_waiting(process);
    world.process(process).at = At::Down;
    world.process(process).current = false;
    if world.lock == Some(process) {
        world.lock = None;
    }
}

fn take_charge(steps: &mut Steps<'_>, process: u8) {
    let mut world = steps.world;
    let what = match (steps.setting.lock, world.lock) {
        (Lock::None, _) | (_, None) => "takes charge",
        (Lock::Lease, Some(holder)) if holder != process => "takes over, because the other one seems gone",
        _ => return,
    };
    world.lock = (steps.setting.lock != Lock::None).then_some(process);
    for (n, other) in world.processes.iter_mut().enumerate() {
        other.current = n == usize::from(process);
    }
    world.row.mine = false;
    world.process(process).at = if steps.setting.backups > 0 { At::Comparing } else { At::Settling };
    steps.add(name(process), what, world);
}

fn act(steps: &mut Steps<'_>, process: u8) {
    let (row, setting) = (steps.world.row, steps.setting);
    if !steps.world.is_current(process) {
        let mut world = steps.world;
        world.process(process).at = At::Reading;
        steps.add(name(process), "sees that it is no longer in charge", world);
        return;
    }
    match row.state {
        State::Queued if row.exists && row.mine && !row.paused => match setting.rules.first {
            First::Written => begin(steps, process, "writes the attempt"),
            First::Sent => {
                let mut world = steps.world;
                world.process(process).at = At::Journalled(request(setting, &row));
                steps.add(name(process), "decides to send", world);
            }
            First::Placed => {
                let mut world = steps.world;
                go(&mut world.row, State::Sending);
                go(&mut world.row, State::Placed);
                world.process(process).at = At::Journalled(request(setting, &row));
                steps.add(name(process), "writes that it is placed", world);
            }
        },
        State::Unknown => resolve(steps, process),
        _ => {}
    }
}

fn request(setting: &Setting, row: &Row) -> Request {
    match (setting.supplier.class(), row.draft) {
        (Class::Drafted, 0) => Request::Draft,
        (Class::Drafted, draft) => Request::Confirm(draft),
        _ => Request::Place,
    }
}

pub fn begin(steps: &mut Steps<'_>, process: u8, what: &'static str) {
    let (mut world, setting) = (steps.world, steps.setting);
    let request = request(setting, &world.row);
    let row = &mut world.row;
    go(row, State::Sending);
    if let Some(before) = setting.tries {
        // Beyond the number that changes something next, one more is the same.
        let enough = if i64::from(before) < RESENDS { RESENDS } else { TRIES };
        row.tries = row.tries.saturating_add(1).min(u8::try_from(enough).unwrap_or(u8::MAX));
    }
    if !row.sent {
        (row.sent, row.expired) = (true, false);
    }
    (row.open, row.same_start) = (Some(request.kind()), true);
    world.journal.has_open = false;
    count(setting, &mut world);
    world.process(process).at = At::Begun(request);
    steps.add(name(process), what, world);
}

/// Numbers an attempt, where the database may go back.
fn count(setting: &Setting, world: &mut World) {
    if setting.backups > 0 {
        assert!(world.attempts < 31, "more attempts than the model numbers");
        world.row.count += 1;
        world.row.known |= 1 << world.attempts;
        world.row.open_attempt = Some(world.attempts);
        world.attempts += 1;
    }
}

/// A look takes a number as an attempt does, and writes no line.
pub fn count_look(setting: &Setting, world: &mut World) {
    if setting.backups > 0 {
        world.row.count += 1;
    }
}

fn write_journal(steps: &mut Steps<'_>, process: u8, request: Request) {
    let mut world = steps.world;
    world.process(process).at = At::Journalled(request);
    let other_has_one = world.processes.iter().enumerate().any(|(n, other)| {
        n != usize::from(process)
            && matches!(other.at, At::Begun(_) | At::Journalled(_) | At::Waiting(_) | At::Knows(..))
    });
    if world.row.open.is_some() && (world.is_current(process) || !other_has_one) {
        world.journal.has_open = true;
    }
    if steps.setting.backups > 0 {
        assert!(world.journal.len < LINES, "more journal lines than the model keeps");
        let attempt = world.row.open_attempt.unwrap_or_default();
        let draft = match request {
            Request::Confirm(draft) if steps.setting.rules.drafts_from_journal => draft,
            _ => 0,
        };
        let line = Line { attempt, number: world.row.count, expired: false, draft };
        world.journal.lines[usize::from(world.journal.len)] = line;
        world.journal.len += 1;
    }
    steps.add(name(process), "writes the journal line", world);
    if steps.setting.refusals {
        let mut world = steps.world;
        world.process(process).at = At::Knows(request, Answer::NotYet);
        steps.fault(name(process), "cannot write the journal", world);
    }
}

fn send(steps: &mut Steps<'_>, process: u8, request: Request) {
    let mut world = steps.world;
    let row = world.row;
    if steps.setting.rules.key_looked_at_last && row.in_doubt && !key_alive(steps.setting, &row) {
        world.process(process).at = At::Knows(request, Answer::NotYet);
        return steps.add(name(process), "sees that the key is too old to repeat it", world);
    }
    if let Some(free) = world.net[..steps.setting.in_flight].iter().position(Option::is_none) {
        world.net[free] = Some(Flying { request, waits: Some(process), trusted: !world.aged });
        world.sent = true;
        world.process(process).at = At::Waiting(request);
        steps.add(name(process), "sends", world);
    }
    if steps.setting.refusals {
        for (what, answer) in
            [("cannot connect", Answer::NotYet), ("is not let in before it can send", Answer::NotSent)]
        {
            let mut world = steps.world;
            world.process(process).at = At::Knows(request, answer);
            steps.fault(name(process), what, world);
        }
    }
}

fn outcome(answer: Answer) -> Outcome {
    match answer {
        Answer::Yes(_) => Outcome::Accepted { reference: None, evidence: String::new() },
        Answer::Refused => Outcome::Rejected { reason: String::new() },
        Answer::NotSent => Outcome::not_sent(""),
        Answer::NotYet => Outcome::not_sent_yet(""),
        Answer::None => Outcome::unknown(""),
    }
}

fn record(steps: &mut Steps<'_>, process: u8, request: Request, answer: Answer) {
    let (mut world, setting) = (steps.world, steps.setting);
    world.process(process).at = At::Idle;
    let draft = if let Answer::Yes(draft) = answer { draft } else { 0 };
    if !world.is_current(process) {
        return steps.add(name(process), "may not write what the attempt proved", world);
    }
    let row = &mut world.row;
    match setting.rules.first {
        First::Placed => {}
        First::Sent if draft == 0 && matches!(answer, Answer::Yes(_)) && row.state == State::Queued => {
            go(row, State::Sending);
            go(row, State::Placed);
        }
        First::Sent => {}
        First::Written if row.state == State::Sending => {
            end(setting, row, request.kind(), &outcome(answer), draft);
        }
        First::Written => {}
    }
    steps.add(name(process), "writes what the attempt proved", world);
}

/// What the end of an attempt makes of the purchase.
pub fn end(setting: &Setting, row: &mut Row, kind: Kind, outcome: &Outcome, draft: u8) {
    let before =
        Standing { in_doubt: row.in_doubt, refused: row.refused, handed_over_by_hand: setting.by_hand };
    let after = (setting.rules.after_attempt)(kind, outcome, before);
    go(row, after.to);
    row.refused = after.standing.refused;
    (row.open, row.open_attempt) = (None, None);
    if draft != 0 {
        row.draft = draft;
    }
    if after.to == State::Unknown {
        begin_quarantine(row);
    }
}
