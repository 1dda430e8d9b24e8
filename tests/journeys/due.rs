//! Who leaves when much is due at once: a supplier that does not answer keeps nobody else waiting, and a long run lets
//! everything else have its turn.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use stockless_connect::placing::{Answer, Listed, Look, Trace};
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::Capability;
use stockless_engine::Event;
use stockless_engine::forwarding::{Leaving, Outside, Reach};
use stockless_tests::{Sale, World};

/// Longer than any machine needs; only a test that goes wrong waits for it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Takes everything, but what goes to this supplier only once it is told to.
struct Slow {
    supplier: &'static str,
    begun: Mutex<Sender<()>>,
    go_on: Mutex<Receiver<()>>,
}

impl Outside for Slow {
    fn capability(&self, _: &Reach) -> Result<Capability, String> {
        Ok(Capability::blind())
    }

    fn attempt(&self, leaving: &Leaving) -> Answer {
        if leaving.reach.supplier.name == self.supplier {
            self.begun.lock().expect("one at a time").send(()).expect("the test listens");
            let _ = self.go_on.lock().expect("one at a time").recv_timeout(PATIENCE);
        }
        Answer::plain(Outcome::Accepted { reference: None, evidence: "Taken.".to_owned() })
    }

    fn look(&self, _: &Leaving) -> (Look, Trace) {
        unreachable!("nothing is in doubt")
    }

    fn list(&self, _: &Reach, _: Instant) -> (Listed, Trace) {
        unreachable!("files have no list")
    }

    fn cancel(&self, _: &Reach, _: &str) -> Answer {
        unreachable!("nothing is cancelled")
    }

    fn cancel_draft(&self, _: &Reach, _: &str) -> Answer {
        unreachable!("nothing is drafted")
    }

    fn try_out(&self, _: &Reach, _: Instant) -> Result<String, String> {
        unreachable!("nobody tries")
    }
}

/// Waits for news until this holds.
fn until(news: &Receiver<Event>, holds: impl Fn() -> bool) {
    while !holds() {
        news.recv_timeout(PATIENCE).expect("it happens");
    }
}

fn states(world: &World, supplier: &str) -> Vec<String> {
    let found = world.call("purchases", json!({"limit": 500}));
    let rows = found["rows"].as_array().expect("rows");
    let of = |row: &&serde_json::Value| row["supplier"] == supplier;
    rows.iter().filter(of).map(|row| row["state"].as_str().expect("a state").to_owned()).collect()
}

#[test]
fn a_supplier_that_does_not_answer_keeps_nobody_else_waiting() {
    let mut world = crate::world();
    world.sell(&[Sale::new("#1001").item("ALD", 1, 4_900), Sale::new("#1002").item("BIR", 1, 4_900)]);
    for (name, sku) in [("Alder", "ALD"), ("Birch", "BIR")] {
        let id = world.supplier(name, json!({"channel": "file"}));
        let offer = world.offer(id, &format!("{name}-1"), "12.50", json!({}));
        world.map(sku, offer, json!({}));
    }
    let (begun, has_begun) = channel();
    let (go_on, told) = channel();
    world.work_in_background(Arc::new(Slow { supplier: "Alder", begun: begun.into(), go_on: told.into() }));
    world.call("forward", json!({"which": {"tab": "new"}}));
    let news = world.engine().subscribe();
    assert_eq!(world.call("outbox_send", json!({}))["count"], 2, "whoever clicks waits for nobody");
    has_begun.recv_timeout(PATIENCE).expect("Alder is asked");
    until(&news, || states(&world, "Birch") == ["to_hand_over"]);
    assert_eq!(states(&world, "Alder"), ["sending"]);
    go_on.send(()).expect("Alder answers");
    until(&news, || states(&world, "Alder") == ["to_hand_over"]);
    world.stop();
}

#[test]
fn a_long_run_lets_everything_else_have_its_turn() {
    let world = crate::world();
    let sales: Vec<Sale> = (1..=120).map(|n| Sale::new(&format!("#{n}")).item("LMP", 1, 4_900)).collect();
    world.sell(&sales);
    world.stocked(json!({}), &[("LMP", "12.50")]);
    assert_eq!(world.call("forward", json!({"which": {"tab": "new"}}))["purchases"], 120);
    world.advance(60_000);
    for left in [70, 20, 0] {
        world.tick();
        assert_eq!(world.purchases("queued").len(), left);
    }
    assert_eq!(world.purchases("to_hand_over").len(), 120);
}
