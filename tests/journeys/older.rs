//! A new workspace, perhaps on a new computer: orders that are older than it may be with a supplier already, and only the
//! merchant knows.

use serde_json::{Value, json};
use stockless_core::protocol::Capability;
use stockless_tests::told::Told;
use stockless_tests::{Sale, World};

const LONG_BEFORE: &str = "2026-03-06 08:00:00 +0000";

fn lamp(number: &str, placed: &str) -> Sale {
    Sale::new(number).item("LMP", 1, 4_900).with(|sale| sale.placed = placed.to_owned())
}

/// Two orders from long before the workspace and one from its first day.
fn moved_in() -> World {
    let world = crate::world();
    let sales =
        [lamp("#1001", LONG_BEFORE), lamp("#1002", LONG_BEFORE), Sale::new("#1003").item("LMP", 1, 4_900)];
    world.sell(&sales);
    world.stocked(json!({}), &[("LMP", "12.50")]);
    world
}

#[test]
fn what_may_be_with_a_supplier_already_is_not_forwarded_before_somebody_said_so() {
    let world = moved_in();
    assert_eq!(world.call("order_counts", json!({}))["older"], 2);
    let order = world.order("#1001");
    assert_eq!((&order["row"]["queue"], &order["decision"]["check"]), (&json!("decide"), &json!("history")));
    let suggested =
        order["decision"]["options"].as_array().expect("options").iter().any(|of| of["suggested"] == true);
    assert!(!suggested, "nobody here can know");
    world.call("order_fix_suggested", json!({"which": {"tab": "new"}}));
    assert_eq!(world.forward_now()["orders"], 1, "only the one of the first day");
    assert!(
        world.call("order", json!({"id": world.order_id("#1003")}))["row"]["checks"].get("history").is_none()
    );
    let fix = json!({"order_id": world.order_id("#1001"), "fix": {"kind": "accept", "check": "history"}});
    world.call("order_fix", fix);
    assert_eq!((world.queue("#1001"), world.queue("#1002")), ("ready".to_owned(), "decide".to_owned()));
    world.prove();
}

#[test]
fn one_word_settles_all_of_them_and_can_be_taken_back() {
    for (ordered, queue) in [(true, "done"), (false, "ready")] {
        let world = moved_in();
        let done = world.call("orders_older_answer", json!({"ordered": ordered}));
        assert_eq!(done["count"], 2);
        assert_eq!((world.queue("#1001"), world.queue("#1002")), (queue.to_owned(), queue.to_owned()));
        assert_eq!(world.queue("#1003"), "ready");
        assert_eq!(world.call("order_counts", json!({}))["older"], 0);
        world.call("undo", json!({"id": done["undo"]}));
        assert_eq!(world.call("order_counts", json!({}))["older"], 2);
        world.prove();
    }
}

#[test]
fn what_else_is_wrong_with_an_old_order_is_asked_first() {
    let world = crate::world();
    world.sell(&[lamp("#1001", LONG_BEFORE)]);
    assert_eq!(world.order("#1001")["decision"]["check"], "mapped");
    assert_eq!(world.call("order_counts", json!({}))["older"], 0);
    assert_eq!(world.call("orders_older_answer", json!({"ordered": true}))["count"], 0);
    world.stocked(json!({}), &[("LMP", "12.50")]);
    assert_eq!(world.order("#1001")["decision"]["check"], "history");
    world.prove();
}

#[test]
fn who_says_that_none_was_ordered_is_not_asked_again_about_those_that_were_not_ready() {
    let world = crate::world();
    world.sell(&[lamp("#1001", LONG_BEFORE), lamp("#1002", LONG_BEFORE).item("RUG", 1, 9_900)]);
    world.stocked(json!({}), &[("LMP", "12.50")]);
    assert_eq!(world.call("orders_older_answer", json!({"ordered": false}))["count"], 2);
    assert_eq!((world.queue("#1001"), world.queue("#1002")), ("ready".to_owned(), "decide".to_owned()));
    assert_eq!(world.order("#1002")["row"]["checks"]["history"], "accepted");
    world.prove();
}

#[test]
fn where_nothing_can_be_looked_up_the_word_of_the_merchant_decides() {
    let mut world = crate::world();
    world.sell(&[lamp("#1001", LONG_BEFORE)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    let outside = Told::new(Capability::blind());
    world.reach_through(std::sync::Arc::clone(&outside) as _);
    world.call("orders_older_answer", json!({"ordered": false}));
    world.forward_now();
    let attempts = world.purchase("1001-1")["attempts"].clone();
    let kinds: Vec<&Value> =
        attempts.as_array().expect("attempts").iter().map(|attempt| &attempt["kind"]).collect();
    assert_eq!(kinds, [&json!("place")], "there is nothing to look at");
    world.prove();
}
