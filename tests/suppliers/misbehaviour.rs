//! The catalogue, played to every described supplier: what may be concluded, one request for an attempt, no secret and no
//! person in any words.

use stockless_connect::placing::{Answer, LONGEST_WAIT_MS, Look, Placing, TRACE_BYTES, Trace};
use stockless_core::outcome::Outcome;
use stockless_tests::suppliers::catalogue::{self, Proves, Script};
use stockless_tests::suppliers::script::{Act, Wire};
use stockless_tests::suppliers::{BRIEF, Dialect, Examined, PERSON, SECRET};

#[test]
fn keyed() {
    play(Dialect::Keyed);
}

#[test]
fn unique() {
    play(Dialect::Unique);
}

#[test]
fn drafted() {
    play(Dialect::Drafted);
}

#[test]
fn found() {
    play(Dialect::Found);
}

#[test]
fn listed() {
    play(Dialect::Listed);
}

#[test]
fn queried() {
    play(Dialect::Queried);
}

#[test]
fn the_catalogue_is_whole() {
    let scripts = catalogue::all();
    let names: std::collections::HashSet<&str> = scripts.iter().map(|script| script.name).collect();
    assert_eq!(names.len(), scripts.len(), "every script has its own name");
    assert!(scripts.len() >= 116, "{}", scripts.len());
}

fn play(dialect: Dialect) {
    let examined = Examined::start(dialect);
    let brief = examined.with(BRIEF);
    let mut wrong = Vec::new();
    for (number, script) in catalogue::all().iter().enumerate() {
        // The supplier's own limit of requests is not what is examined here.
        examined.hands.pass(60_001);
        let rest = if script.slow { &brief } else { &examined.rest };
        let reference = format!("MIS-{number}");
        let body = examined.body(&reference);
        examined.supplier.next(script.act.clone());
        let answer = if dialect == Dialect::Drafted {
            rest.draft(&body, &reference, &reference)
        } else {
            rest.place(&body, &reference, &reference)
        };
        wrong.extend(judge_order(script, &answer).map(|why| format!("{}: {why}: {answer:?}", script.name)));
        wrong.extend(one_request(&examined, script).map(|why| format!("{}: {why}", script.name)));
        quiet(&answer.trace, &format!("{:?} {:?}", answer.outcome, answer));
        if !script.orders_only {
            examined.supplier.next(script.act.clone());
            let (look, trace) = rest.look(&reference, examined.hands.now());
            wrong.extend(
                judge_look(script, &look).map(|why| format!("look: {}: {why}: {look:?}", script.name)),
            );
            quiet(&trace, &format!("{look:?}"));
            let asked = examined.supplier.connections();
            // Three redirects, or as many pages as the description allows.
            let most = if dialect == Dialect::Listed { 20 } else { 4 };
            assert!((1..=most).contains(&asked), "{}: {asked} requests for one look", script.name);
            examined.supplier.heard();
        }
    }
    assert_eq!(wrong, [""; 0], "{}", wrong.join("\n"));
}

fn judge_order(script: &Script, answer: &Answer) -> Option<String> {
    let proves = match &answer.outcome {
        Outcome::Accepted { reference, .. } if reference.as_ref().is_some_and(|id| !id.is_empty()) => {
            Proves::Accepted
        }
        Outcome::Rejected { .. } => Proves::Refused,
        Outcome::DefiniteNo { retry: true, .. } if answer.signed_out => Proves::SignedOut,
        Outcome::DefiniteNo { retry: true, .. } => Proves::NotProcessed,
        Outcome::Unknown { .. } => Proves::Nothing,
        Outcome::Accepted { .. } | Outcome::DefiniteNo { .. } => {
            return Some("an end that no script has".to_owned());
        }
    };
    if proves != script.proves {
        return Some(format!("{proves:?} was concluded, {:?} is proven", script.proves));
    }
    if answer.wait_ms != script.wait_ms {
        return Some(format!(
            "a wait of {:?} was taken over, {:?} is asked for",
            answer.wait_ms, script.wait_ms
        ));
    }
    let bounded = answer.wait_ms.is_none_or(|wait| (1..=LONGEST_WAIT_MS).contains(&wait));
    (!bounded).then(|| "the wait is out of bounds".to_owned())
}

/// What is not whole and documented tells nothing about the records.
fn judge_look(script: &Script, look: &Look) -> Option<String> {
    let tells = !matches!(look, Look::CannotTell { .. });
    if tells != (script.proves == Proves::Accepted) {
        return Some("an answer that proves nothing was believed, or one that does was not".to_owned());
    }
    let Look::CannotTell { wait_ms, signed_out, .. } = look else { return None };
    if *signed_out != (script.proves == Proves::SignedOut) {
        return Some("signed out".to_owned());
    }
    (*wait_ms != script.wait_ms).then(|| format!("a wait of {wait_ms:?}"))
}

/// An attempt is one connection and one request, with the frozen bytes in it.
fn one_request(examined: &Examined, script: &Script) -> Option<String> {
    let connections = examined.supplier.connections();
    let heard = examined.supplier.heard();
    if connections != 1 {
        return Some(format!("{connections} connections for one attempt"));
    }
    let cut = matches!(script.act, Act::Wire(Wire::ResetEarly | Wire::BeforeAsked));
    if heard.len() != usize::from(!cut) {
        return Some(format!("{} requests for one attempt", heard.len()));
    }
    heard.first().and_then(|heard| {
        let strange = ["cookie", "referer", "accept-encoding", "expect", "te"];
        strange.iter().find(|name| heard.header(name).is_some()).map(|name| format!("a header {name}"))
    })
}

/// No secret anywhere, no person in the words, and bounded texts.
fn quiet(trace: &Trace, words: &str) {
    assert!(!words.contains(SECRET), "the secret shows: {words}");
    assert!(trace.sent.len() <= TRACE_BYTES && trace.received.len() <= TRACE_BYTES);
    let outcome = words.split("trace:").next().unwrap_or_default().to_lowercase();
    for part in PERSON {
        assert!(!outcome.contains(&part.to_lowercase()), "{part} shows: {outcome}");
    }
}
