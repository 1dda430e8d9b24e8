//! The exam that every described supplier passes before its word is relied on.
//!
//! What a description declares is what the engine stands on: a key that is not compared makes two orders out of one. The
//! exam plays each declared promise against the supplier and fails where it is not kept. It takes anything that
//! implements [`Placing`] and anything that can be looked into like a simulator, so that a further interface is examined
//! the same way: implement [`Bench`] for its sandbox (or its simulator) and call [`examine`].

use stockless_connect::placing::{Answer, Look, Placing};
use stockless_core::acceptance::{Judged, Ordered, Said, judge};
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Cancel, Capability, Key, Lifetime, Lookup};

/// What an examiner can do that a merchant cannot: let time pass, look behind the counter, send a parcel off.
pub trait Bench {
    /// The supplier's time.
    fn now(&self) -> Instant;
    /// Lets time pass at the supplier and at ours.
    fn pass(&self, ms: i64);
    /// The frozen request of a purchase.
    fn body(&self, reference: &str) -> Vec<u8>;
    /// Orders there that carry a reference and are not cancelled, shown or not.
    fn orders_for(&self, reference: &str) -> usize;
    /// How many drafts lie there.
    fn drafts(&self) -> usize;
    /// The supplier sends the parcel of a reference.
    fn ship(&self, reference: &str);
    /// The supplier has so many units of a SKU left.
    fn stock(&self, sku: &str, units: i64);
}

/// Examines a supplier by its own declaration. Panics with what was declared and not kept.
pub fn examine(supplier: &dyn Placing, bench: &dyn Bench) {
    let capability = supplier.capability().clone();
    let candidate = Candidate { supplier, bench, capability: &capability };
    if capability.key == Key::DraftConfirm {
        candidate.two_steps()
    } else {
        candidate.one_step()
    }
    candidate.records();
    candidate.whole_list();
    candidate.cancelling();
    candidate.taking_a_part();
}

struct Candidate<'e> {
    supplier: &'e dyn Placing,
    bench: &'e dyn Bench,
    capability: &'e Capability,
}

/// The number of an accepted order.
fn number(answer: &Answer) -> String {
    match &answer.outcome {
        Outcome::Accepted { reference: Some(number), .. } => number.clone(),
        other => panic!("an order was to be accepted: {other:?}"),
    }
}

impl Candidate<'_> {
    fn place(&self, reference: &str) -> Answer {
        self.supplier.place(&self.bench.body(reference), reference, reference)
    }

    /// Places or drafts and confirms.
    fn order(&self, reference: &str) -> String {
        if self.capability.key == Key::DraftConfirm {
            let draft = number(&self.supplier.draft(&self.bench.body(reference), reference, reference));
            return number(&self.supplier.confirm(&draft, reference, reference));
        }
        number(&self.place(reference))
    }

    fn one_step(&self) {
        let first = number(&self.place("EXAM-REPEAT"));
        if self.capability.key == Key::None {
            assert_eq!(self.bench.orders_for("EXAM-REPEAT"), 1);
            return;
        }
        for _ in 0..3 {
            assert_eq!(number(&self.place("EXAM-REPEAT")), first, "a repeat has to give the same order");
            assert_eq!(self.bench.orders_for("EXAM-REPEAT"), 1, "a repeat made a second order");
        }
        let sent = self.bench.now();
        match (self.capability.key_lifetime, self.capability.key_expires(sent)) {
            (Lifetime::Ms(life), Some(relied_on_until)) => {
                self.bench.pass(relied_on_until.since(sent));
                assert_eq!(number(&self.place("EXAM-REPEAT")), first, "the key is forgotten before its time");
                assert_eq!(self.bench.orders_for("EXAM-REPEAT"), 1);
                self.bench.pass(life);
                // Now nothing is promised: this is why the engine stops relying on the key.
                assert!(matches!(self.place("EXAM-REPEAT").outcome, Outcome::Accepted { .. }));
                assert!(self.bench.orders_for("EXAM-REPEAT") >= 1);
            }
            (Lifetime::Forever, _) => {
                self.bench.pass(400 * 86_400_000);
                assert_eq!(number(&self.place("EXAM-REPEAT")), first, "for ever ended");
                assert_eq!(self.bench.orders_for("EXAM-REPEAT"), 1);
            }
            (Lifetime::Unknown | Lifetime::Ms(_), _) => {}
        }
    }

    fn two_steps(&self) {
        let body = self.bench.body("EXAM-STEPS");
        let lost = number(&self.supplier.draft(&body, "EXAM-STEPS", "EXAM-STEPS"));
        let draft = number(&self.supplier.draft(&body, "EXAM-STEPS", "EXAM-STEPS"));
        assert_eq!(self.bench.orders_for("EXAM-STEPS"), 0, "a draft ships nothing");
        self.bench.pass(self.capability.list_lag_ms.unwrap_or(0));
        if let (Ok(listed), _) = self.supplier.list(self.bench.now()) {
            let orders: Vec<_> =
                listed.iter().filter(|one| one.reference == "EXAM-STEPS" && !one.draft).collect();
            assert!(orders.is_empty(), "a draft is shown as an order: {orders:?}");
        }
        if self.capability.lookup != Lookup::None {
            let (look, _) = self.supplier.look("EXAM-STEPS", self.bench.now());
            assert_eq!(look, Look::NotThere, "a draft is taken for an order");
        }
        let order = number(&self.supplier.confirm(&draft, "EXAM-STEPS", "EXAM-STEPS"));
        for _ in 0..3 {
            let again = self.supplier.confirm(&draft, "EXAM-STEPS", "EXAM-STEPS");
            assert_eq!(number(&again), order, "confirming again has to give the same order");
            assert_eq!(self.bench.orders_for("EXAM-STEPS"), 1, "confirming twice made two orders");
        }
        let drafts = self.bench.drafts();
        for _ in 0..2 {
            let cleared = self.supplier.cancel_draft(&lost);
            assert!(
                matches!(cleared.outcome, Outcome::Accepted { .. }),
                "a draft is cleared away: {cleared:?}"
            );
            assert_eq!(self.bench.drafts(), drafts - 1);
        }
        assert_eq!(self.bench.orders_for("EXAM-STEPS"), 1, "clearing a draft away touched the order");
    }

    fn records(&self) {
        if self.capability.lookup == Lookup::None {
            return;
        }
        let since = self.bench.now();
        let order = self.order("EXAM-LOOK");
        self.bench.pass(self.capability.list_lag_ms.unwrap_or(0));
        let (found, _) = self.supplier.look("EXAM-LOOK", since);
        let Look::Found(found) = found else { panic!("after its lag the order is not there: {found:?}") };
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].id.as_str(), found[0].reference.as_str()), (order.as_str(), "EXAM-LOOK"));
        assert!(!found[0].cancelled);
        let (nothing, _) = self.supplier.look("EXAM-NEVER-PLACED", since);
        assert_eq!(nothing, Look::NotThere);
    }

    fn whole_list(&self) {
        let since = self.bench.now();
        let (listed, _) = self.supplier.list(since);
        if listed.is_err() {
            assert_ne!(self.capability.lookup, Lookup::ListSince, "{listed:?}");
            return;
        }
        // Enough for several pages of any supplier that pages at all.
        let wanted: Vec<String> = (0..8).map(|number| format!("EXAM-LIST-{number}")).collect();
        let numbers: Vec<String> = wanted.iter().map(|reference| self.order(reference)).collect();
        self.bench.pass(self.capability.list_lag_ms.unwrap_or(0));
        let (listed, _) = self.supplier.list(since);
        let listed = listed.unwrap();
        for (reference, number) in wanted.iter().zip(&numbers) {
            let theirs: Vec<_> = listed.iter().filter(|order| order.reference == *reference).collect();
            assert_eq!(theirs.len(), 1, "{reference} in the list");
            assert_eq!(&theirs[0].id, number);
        }
    }

    fn cancelling(&self) {
        if self.capability.cancel == Cancel::Never {
            return;
        }
        let since = self.bench.now();
        let order = self.order("EXAM-CANCEL");
        let cancelled = self.supplier.cancel(&order);
        assert!(matches!(cancelled.outcome, Outcome::Accepted { .. }), "{cancelled:?}");
        assert_eq!(self.bench.orders_for("EXAM-CANCEL"), 0);
        if self.capability.lookup != Lookup::None {
            self.bench.pass(self.capability.list_lag_ms.unwrap_or(0));
            let (look, _) = self.supplier.look("EXAM-CANCEL", since);
            assert!(matches!(&look, Look::Found(all) if all.iter().all(|one| one.cancelled)), "{look:?}");
        }
        let order = self.order("EXAM-TOO-LATE");
        match self.capability.cancel {
            Cancel::Ms(limit) => self.bench.pass(limit + 1),
            Cancel::UntilShipped | Cancel::Never => self.bench.ship("EXAM-TOO-LATE"),
        }
        let late = self.supplier.cancel(&order);
        assert!(matches!(late.outcome, Outcome::Rejected { .. }), "too late, and still: {late:?}");
        assert_eq!(self.bench.orders_for("EXAM-TOO-LATE"), 1);
    }
}

/// The lines of every purchase in the exam.
pub const ORDERED: [Ordered<'static>; 2] = [
    Ordered { sku: "K-100", quantity: 2, refused: 0, units: 2 },
    Ordered { sku: "K-200", quantity: 1, refused: 0, units: 1 },
];

impl Candidate<'_> {
    /// What an acceptance says about lines.
    fn said(&self, reference: &str) -> Said {
        let answer = if self.capability.key == Key::DraftConfirm {
            let draft = number(&self.supplier.draft(&self.bench.body(reference), reference, reference));
            self.supplier.confirm(&draft, reference, reference)
        } else {
            self.place(reference)
        };
        number(&answer);
        answer.lines
    }

    /// A part that is taken is told as a part, at once and in the records.
    fn taking_a_part(&self) {
        assert_eq!(
            judge(&ORDERED, &self.said("EXAM-WHOLE")),
            Judged::AsKnown,
            "what is taken whole is told so"
        );
        if !self.capability.partial_acceptance {
            return;
        }
        let since = self.bench.now();
        self.bench.stock("K-100", 1);
        self.bench.stock("K-200", 0);
        let part = judge(&ORDERED, &self.said("EXAM-PART"));
        let Judged::Less(less) = &part else { panic!("a part was taken, and the answer says: {part:?}") };
        let units: Vec<(usize, i64)> = less.iter().map(|less| (less.line, less.quantity)).collect();
        assert_eq!(units, [(0, 1), (1, 1)], "{less:?}");
        self.bench.pass(self.capability.list_lag_ms.unwrap_or(0));
        let (look, _) = self.supplier.look("EXAM-PART", since);
        let Look::Found(found) = look else { panic!("{look:?}") };
        assert_eq!(judge(&ORDERED, &found[0].lines), part, "the records tell another part than the answer");
    }
}

impl Bench for super::Examined {
    fn now(&self) -> Instant {
        self.hands.now()
    }

    fn pass(&self, ms: i64) {
        self.hands.pass(ms);
    }

    fn body(&self, reference: &str) -> Vec<u8> {
        Self::body(self, reference)
    }

    fn orders_for(&self, reference: &str) -> usize {
        self.supplier.records().orders_for(reference)
    }

    fn drafts(&self) -> usize {
        self.supplier.records().drafts()
    }

    fn ship(&self, reference: &str) {
        let mut records = self.supplier.records();
        let ids: Vec<i64> =
            records.all().iter().filter(|order| order.reference == reference).map(|one| one.id).collect();
        ids.into_iter().for_each(|id| records.ship(id));
    }

    fn stock(&self, sku: &str, units: i64) {
        self.supplier.records().stock.insert(sku.to_owned(), units);
    }
}
