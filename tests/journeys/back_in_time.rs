//! A process that died in the middle of a request, and files that are not those it left: nothing is taken for unsent.
//!
//! Each of these was found by the simulation.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use stockless_connect::placing::{Answer, Listed, Look, Trace};
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Capability, Key, Kind, Lifetime, Lookup};
use stockless_engine::forwarding::{Leaving, Outside, Reach};
use stockless_tests::simulation::files;
use stockless_tests::world::DAY;
use stockless_tests::{Sale, World};
use tempfile::TempDir;

const MINUTE: i64 = 60_000;

/// A supplier that takes everything. It is asked in vain whether it has it, and it answers no letter while it is deaf.
struct Taker {
    capability: Capability,
    deaf: bool,
    /// Its records can be read, and show nothing.
    denies: bool,
    took: Mutex<Vec<(Kind, String)>>,
    /// The drafts that were confirmed.
    confirmed: Mutex<Vec<String>>,
    /// The workspace as it stood on disk at each request.
    copies: Mutex<Vec<TempDir>>,
}

impl Taker {
    fn new(capability: Capability, deaf: bool) -> Arc<Self> {
        Arc::new(Self::of(capability, deaf, false))
    }

    fn of(capability: Capability, deaf: bool, denies: bool) -> Self {
        let (took, confirmed, copies) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { capability, deaf, denies, took, confirmed, copies }
    }

    fn took(&self) -> Vec<(Kind, String)> {
        self.took.lock().expect("the list").clone()
    }
}

impl Outside for Taker {
    fn capability(&self, _: &Reach) -> Result<Capability, String> {
        Ok(self.capability.clone())
    }

    fn attempt(&self, leaving: &Leaving) -> Answer {
        let copy = tempfile::tempdir().expect("a folder");
        files::copy(&leaving.reach.workspace, copy.path());
        self.copies.lock().expect("the copies").push(copy);
        self.took.lock().expect("the list").push((leaving.kind, leaving.purchase.number.clone()));
        if leaving.kind == Kind::Confirm {
            self.confirmed.lock().expect("the list").push(leaving.purchase.draft.clone());
        }
        if self.deaf {
            return Answer::plain(Outcome::unknown("No answer."));
        }
        let reference = Some(format!("T-{}", self.took().len()));
        Answer::plain(Outcome::Accepted { reference, evidence: "201".to_owned() })
    }

    fn look(&self, _: &Leaving) -> (Look, Trace) {
        let look = if self.denies { Look::NotThere } else { Look::cannot_tell("The page is broken.") };
        (look, Trace::default())
    }

    fn list(&self, _: &Reach, _: Instant) -> (Listed, Trace) {
        (Err("The page is broken.".to_owned()), Trace::default())
    }

    fn cancel(&self, _: &Reach, _: &str) -> Answer {
        Answer::default()
    }

    fn cancel_draft(&self, _: &Reach, _: &str) -> Answer {
        Answer::default()
    }

    fn try_out(&self, _: &Reach, _: Instant) -> Result<String, String> {
        Ok("It answers.".to_owned())
    }
}

/// One lamp sold, to be bought from a supplier that is reached by letter.
fn lamp() -> World {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900)]);
    world.stocked(json!({"channel": "email"}), &[("LMP", "12.50")]);
    let account = json!({"host": "mail.example.com", "port": 587, "security": "starttls", "user": "", "from_name": "",
        "from_address": "moss@example.com", "has_password": false});
    world.call("mail_account_save", json!({"account": account, "password": null}));
    world
}

fn state(world: &World) -> Value {
    world.purchase("1001-1")["row"]["state"].clone()
}

/// Puts the database back as a process left it that died in the middle of its n-th request.
fn died_in_request(world: &mut World, taker: &Taker, n: usize) {
    world.stop();
    files::put_database(taker.copies.lock().expect("the copies")[n].path(), world.folder());
}

#[test]
fn a_journal_that_was_lost_proves_nothing_about_what_was_being_sent() {
    for earlier in [false, true] {
        let mut world = lamp();
        let taker = Taker::new(Capability::blind(), false);
        world.reach_through(Arc::clone(&taker) as _);
        if earlier {
            world.sell(&[Sale::new("#1000").item("LMP", 1, 4_900)]);
            world.call("forward", json!({"which": {"ids": [world.order_id("#1000")]}, "now": true}));
        }
        world.forward_now();
        died_in_request(&mut world, &taker, usize::from(earlier));
        let journal = world.path("journal.jsonl");
        if earlier {
            // Put back from a backup that somebody made of it before anything was sent.
            std::fs::write(journal, "").expect("a file");
        } else {
            std::fs::remove_file(journal).expect("the journal");
        }
        world.start();
        assert_eq!(state(&world), "unknown", "earlier {earlier}: it left, and only the lost line knew");
        world.call("outbox_decide", json!({"send": true}));
        assert_eq!(taker.took().len(), 1 + usize::from(earlier));
    }
}

#[test]
fn a_database_put_back_to_the_middle_of_a_draft_does_not_forget_its_confirmation() {
    let mut world = lamp();
    let drafts = Capability { key: Key::DraftConfirm, lookup: Lookup::None, ..Capability::blind() };
    let taker = Taker::new(drafts, false);
    world.reach_through(Arc::clone(&taker) as _);
    world.forward_now();
    assert_eq!(taker.took(), [(Kind::Draft, "1001-1".to_owned()), (Kind::Confirm, "1001-1".to_owned())]);
    // A copy of the file that was made while the draft was on its way.
    died_in_request(&mut world, &taker, 0);
    world.start();
    assert_eq!(state(&world), "unknown", "the journal knows of a confirmation");
}

#[test]
fn what_left_again_after_the_copy_was_made_has_its_quarantine_anew() {
    let mut world = lamp();
    let taker = Taker::new(Capability::blind(), true);
    world.reach_through(Arc::clone(&taker) as _);
    world.forward_now();
    world.advance(20 * MINUTE);
    world.tick();
    assert_eq!(state(&world), "asking");
    let backup = world.call("backup", json!({}))["path"].clone();
    let shown = world.purchase("1001-1");
    let not_there = json!({"answer": "not_there", "token": shown["send_again_token"]});
    world.call(
        "purchase_answer",
        json!({"id": shown["row"]["id"], "version": shown["row"]["version"], "answer": not_there}),
    );
    assert_eq!((state(&world), taker.took().len()), (json!("unknown"), 2));
    world.call("restore", json!({"path": backup}));
    assert_eq!(state(&world), "unknown", "it may still arrive, so nobody is asked yet");
    world.advance(16 * MINUTE);
    world.tick();
    assert_eq!(state(&world), "asking");
}

#[test]
fn what_is_not_there_can_be_said_while_sending_waits_for_the_answers() {
    let mut world = lamp();
    let taker = Taker::new(Capability::blind(), false);
    world.reach_through(Arc::clone(&taker) as _);
    world.call("forward", json!({"which": {"tab": "new"}}));
    let backup = world.call("backup", json!({}))["path"].clone();
    world.call("outbox_send", json!({}));
    world.call("restore", json!({"path": backup}));
    world.advance(DAY);
    world.tick();
    let shown = world.purchase("1001-1");
    assert_eq!(shown["row"]["state"], "asking");
    let not_there = json!({"answer": "not_there", "token": shown["send_again_token"]});
    world.call(
        "purchase_answer",
        json!({"id": shown["row"]["id"], "version": shown["row"]["version"], "answer": not_there}),
    );
    assert_eq!((state(&world), taker.took().len()), (json!("queued"), 1), "said, and nothing leaves yet");
    assert_eq!(world.call("forwarding_resume", json!({}))["count"], 1);
    world.tick();
    assert_eq!((state(&world), taker.took().len()), (json!("placed"), 2));
}

#[test]
fn an_order_that_was_forwarded_again_is_not_sent_under_its_first_number_after_a_restore() {
    let mut world = lamp();
    let taker = Taker::new(Capability::blind(), false);
    world.reach_through(Arc::clone(&taker) as _);
    world.call("forward", json!({"which": {"tab": "new"}}));
    let backup = world.call("backup", json!({}))["path"].clone();
    // Taken back before it left, forwarded again, and sent under its second number.
    let first = world.purchase("1001-1")["row"]["id"].clone();
    world.call("purchase_cancel", json!({"id": first}));
    world.forward_now();
    assert_eq!(taker.took(), [(Kind::Place, "1001-2".to_owned())]);
    world.call("restore", json!({"path": backup}));
    assert_eq!(state(&world), "cancelled", "what was sent since overtook it");
    world.call("forwarding_resume", json!({}));
    world.call("outbox_decide", json!({"send": true}));
    world.forward_now();
    assert_eq!(world.purchases("unknown").len(), 1, "forwarded again it is the one that the journal knows");
    assert_eq!(taker.took().len(), 1, "and nothing is sent twice");
}

#[test]
fn records_that_deny_what_the_supplier_says_lead_to_a_question() {
    let mut world = lamp();
    let (key, lookup) = (Key::UniqueReference, Lookup::ByReference);
    let taker = Arc::new(Taker::of(Capability { key, lookup, ..Capability::blind() }, true, true));
    world.reach_through(Arc::clone(&taker) as _);
    world.forward_now();
    for _ in 0..60 {
        world.advance(60 * MINUTE);
        world.tick();
        world.call("outbox_decide", json!({"send": true}));
    }
    assert_eq!(state(&world), "asking");
    assert_eq!(taker.took().len(), 16, "it is not sent for ever");
    let told = world.order("#1001")["timeline"].to_string();
    assert!(told.contains("Sent 16 times, and each time it was not in the supplier's records"), "{told}");
}

#[test]
fn the_draft_that_only_the_journal_remembers_is_confirmed_again() {
    for knows_the_purchase in [true, false] {
        let mut world = lamp();
        let drafts = Capability { key: Key::DraftConfirm, lookup: Lookup::None, ..Capability::blind() };
        let taker = Taker::new(drafts, false);
        world.reach_through(Arc::clone(&taker) as _);
        if knows_the_purchase {
            world.call("forward", json!({"which": {"tab": "new"}}));
        }
        let backup = world.call("backup", json!({}))["path"].clone();
        if knows_the_purchase {
            world.call("outbox_send", json!({}));
        } else {
            world.forward_now();
        }
        assert_eq!(state(&world), "placed");
        world.call("restore", json!({"path": backup}));
        world.call("forwarding_resume", json!({}));
        if !knows_the_purchase {
            world.forward_now();
        }
        assert_eq!(state(&world), "unknown");
        world.advance(MINUTE);
        world.tick();
        assert_eq!(state(&world), "placed", "without a question; known {knows_the_purchase}");
        assert_eq!(*taker.confirmed.lock().expect("the list"), ["T-1", "T-1"]);
        assert_eq!(taker.took().len(), 3, "no second draft");
    }
}

#[test]
fn a_draft_of_another_document_is_not_confirmed_for_it() {
    let mut world = lamp();
    let drafts = Capability { key: Key::DraftConfirm, lookup: Lookup::None, ..Capability::blind() };
    let taker = Taker::new(drafts, false);
    world.reach_through(Arc::clone(&taker) as _);
    let backup = world.call("backup", json!({}))["path"].clone();
    world.forward_now();
    world.call("restore", json!({"path": backup}));
    world.call("forwarding_resume", json!({}));
    let shown = world.order("#1001");
    let mut address = shown["ship_to"].clone();
    address["line1"] = json!("Birkenweg 9");
    world.call("order_address_save", json!({"order_id": shown["row"]["id"], "address": address}));
    world.forward_now();
    world.advance(DAY);
    world.tick();
    assert_eq!(state(&world), "asking", "what the supplier has goes to another address");
    assert_eq!(taker.took().len(), 2);
}

/// The order goes to a second supplier instead of the first.
fn send_elsewhere(world: &World, offer: i64) {
    let shown = world.order("#1001");
    let fix = json!({"kind": "use_offer", "line_id": shown["lines"][0]["id"], "part": "", "offer_id": offer});
    world.call("order_fix", json!({"order_id": shown["row"]["id"], "fix": fix}));
}

#[test]
fn what_went_to_another_supplier_is_not_sent_to_the_first_after_a_restore() {
    for is_queued in [true, false] {
        let mut world = lamp();
        let second =
            world.supplier("Weber", json!({"channel": "email", "email": "orders@weber.example.com"}));
        let offer = world.offer(second, "W-LMP", "20.00", json!({}));
        world.map("LMP", offer, json!({"rank": 2}));
        let taker = Taker::new(Capability::blind(), false);
        world.reach_through(Arc::clone(&taker) as _);
        if is_queued {
            world.call("forward", json!({"which": {"tab": "new"}}));
        }
        let backup = world.call("backup", json!({}))["path"].clone();
        if is_queued {
            world.call("purchase_cancel", json!({"id": world.purchase("1001-1")["row"]["id"]}));
        }
        send_elsewhere(&world, offer);
        world.forward_now();
        let number = taker.took()[0].1.clone();
        assert_eq!(world.purchases("placed")[0]["supplier"], "Weber");
        world.call("restore", json!({"path": backup}));
        world.call("forwarding_resume", json!({}));
        world.advance(DAY);
        world.tick();
        world.call("outbox_decide", json!({"send": true}));
        world.call("forward", json!({"which": {"tab": "new"}, "now": true}));
        assert_eq!(taker.took().len(), 1, "queued {is_queued}: nothing goes to the first supplier");
        assert_eq!(world.queue("#1001"), "decide", "queued {is_queued}: the merchant is asked");
        let facts = world.order("#1001")["decision"]["facts"].to_string();
        assert!(facts.contains("sent_before") && facts.contains(&number), "{facts}");
        // Whoever looked there and found nothing forwards it, and is not asked once more.
        let accept = json!({"kind": "accept", "check": "released"});
        world.call("order_fix", json!({"order_id": world.order_id("#1001"), "fix": accept}));
        world.forward_now();
        assert_eq!(taker.took().len(), 2, "queued {is_queued}");
    }
}

#[test]
fn a_purchase_that_said_something_else_before_a_restore_is_asked_about() {
    for lookup in [Lookup::None, Lookup::ByReference] {
        for key in [Key::None, Key::UniqueReference, Key::Header] {
            let mut world = lamp();
            let key_lifetime = Lifetime::Forever;
            let capability = Capability { key, key_lifetime, lookup, ..Capability::blind() };
            // Its records do not show what left: the file of another name, the order of another content.
            let taker = Arc::new(Taker::of(capability, false, true));
            world.reach_through(Arc::clone(&taker) as _);
            let backup = world.call("backup", json!({}))["path"].clone();
            world.forward_now();
            world.call("restore", json!({"path": backup}));
            world.call("forwarding_resume", json!({}));
            world.sell(&[Sale::new("#1001").item("LMP", 3, 4_900)]);
            world.forward_now();
            for _ in 0..4 {
                world.advance(DAY);
                world.tick();
            }
            assert_eq!(state(&world), "asking", "{key:?} {lookup:?}");
            assert_eq!(taker.took().len(), 1, "{key:?} {lookup:?}: nothing left once more");
        }
    }
}
