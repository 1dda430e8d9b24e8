//! Orders to suppliers with an interface for programs: real HTTP on this computer, one class after the other, with the
//! answers that leave everybody in doubt.

use serde_json::{Value, json};
use stockless_engine::error::{ApiError, Code};
use stockless_tests::suppliers::dialect::Documented;
use stockless_tests::suppliers::script::{Change, Wire};
use stockless_tests::suppliers::{Act, Dialect, SECRET, Supplier, connection};
use stockless_tests::{Sale, World};

const MINUTE: i64 = 60_000;

/// A world whose lamps come from a supplier that speaks this dialect.
pub(crate) fn connected(dialect: Dialect, orders: i64) -> (World, Supplier) {
    let world = crate::world();
    let supplier = Supplier::start(dialect, world.ticks());
    let sales: Vec<Sale> =
        (1..=orders).map(|n| Sale::new(&format!("#{}", 1_000 + n)).item("LMP", 1, 4_900)).collect();
    world.sell(&sales);
    let id = world.stocked(json!({"channel": "api"}), &[("LMP", "12.50")]);
    let trouble = world.call("forward_review", json!({"which": {"tab": "new"}}));
    assert_eq!(trouble["suppliers"], json!([]), "nothing goes before there is a connection: {trouble}");
    let settings = connection(dialect, supplier.port());
    world.call(
        "supplier_api_save",
        json!({"supplier_id": id, "description": settings.description, "base_url": settings.base_url,
               "allowed_host": settings.allowed_host, "secret": SECRET}),
    );
    (world, supplier)
}

fn purchase(world: &World) -> Value {
    world.purchase("1001-1")
}

pub(crate) fn state(world: &World) -> String {
    purchase(world)["row"]["state"].as_str().expect("a state").to_owned()
}

pub(crate) fn key(world: &World) -> String {
    purchase(world)["fields"][1][1].as_str().expect("a key").to_owned()
}

/// Lets minutes pass, with a look at the clock after each.
pub(crate) fn minutes(world: &World, count: i64) {
    for _ in 0..count {
        world.advance(MINUTE);
        world.tick();
    }
}

#[test]
fn every_class_of_supplier_gets_one_order_and_says_its_number() {
    for &dialect in Dialect::ALL {
        let (world, supplier) = connected(dialect, 1);
        world.forward_now();
        let placed = purchase(&world);
        assert_eq!(placed["row"]["state"], "placed", "{dialect:?}: {placed}");
        assert_ne!(placed["row"]["supplier_number"], "", "{dialect:?}");
        assert_eq!(supplier.records().orders_for(&key(&world)), 1, "{dialect:?}");
        let shown = placed["attempts"].to_string();
        assert!(shown.contains("N-LMP") && !shown.contains(SECRET), "{dialect:?}: {shown}");
        let file = std::fs::read(world.database()).expect("the file");
        let journal = std::fs::read(world.path("journal.jsonl")).expect("the journal");
        for bytes in [file, journal] {
            assert!(!bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()), "{dialect:?}");
        }
        world.prove();
    }
}

#[test]
fn a_lost_answer_is_found_out_about_without_anybody_being_asked() {
    for &dialect in Dialect::ALL {
        let (world, supplier) = connected(dialect, 1);
        if dialect == Dialect::Drafted {
            supplier.next(Act::Proper);
        }
        supplier.next(Act::Wire(Wire::Nothing));
        world.forward_now();
        assert_eq!(state(&world), "unknown", "{dialect:?}");
        assert_eq!(supplier.records().orders_for(&key(&world)), 1, "{dialect:?}: it had arrived");
        assert_ne!(world.queue("#1001"), "ready");
        let next = purchase(&world)["next"].clone();
        let repeats = matches!(dialect, Dialect::Keyed | Dialect::Unique | Dialect::Drafted);
        assert_eq!(next["step"], if repeats { "send_same" } else { "look" }, "{dialect:?}: {next}");
        minutes(&world, 30);
        let settled = purchase(&world);
        assert_eq!(settled["row"]["state"], "placed", "{dialect:?}: {settled}");
        assert_eq!(supplier.records().orders_for(&key(&world)), 1, "{dialect:?}");
        world.prove();
    }
}

#[test]
fn what_was_lost_on_its_way_is_sent_again_once_it_is_certain() {
    for &dialect in Dialect::ALL {
        let (world, supplier) = connected(dialect, 1);
        if dialect == Dialect::Drafted {
            supplier.next(Act::Proper);
        }
        supplier.next(Act::Wire(Wire::ResetEarly));
        world.forward_now();
        assert_eq!(state(&world), "unknown", "{dialect:?}");
        assert_eq!(supplier.records().orders_for(&key(&world)), 0, "{dialect:?}");
        minutes(&world, 30);
        assert_eq!(state(&world), "placed", "{dialect:?}: {}", purchase(&world));
        assert_eq!(supplier.records().orders_for(&key(&world)), 1, "{dialect:?}");
    }
}

#[test]
fn a_list_is_not_believed_before_its_time() {
    let (world, supplier) = connected(Dialect::Listed, 1);
    supplier.next(Act::Wire(Wire::Nothing));
    world.forward_now();
    // The daily comparison has its own reason to read the list, and no word about this purchase.
    world.tick();
    supplier.heard();
    minutes(&world, 5);
    assert!(supplier.heard().is_empty(), "nobody looks while the list may lag");
    assert_eq!(state(&world), "unknown");
}

#[test]
fn two_in_a_row_without_an_answer_stop_the_supplier_and_an_answer_lets_it_go_on() {
    let (world, supplier) = connected(Dialect::Listed, 4);
    supplier.next(Act::Wire(Wire::Nothing));
    supplier.next(Act::Wire(Wire::Nothing));
    world.forward_now();
    assert_eq!((world.purchases("unknown").len(), world.purchases("queued").len()), (2, 2));
    let sending = world.call("sending", json!({}));
    assert_eq!(sending["suppliers"][0]["waiting"], 2, "{sending}");
    assert!(sending["suppliers"][0]["stopped_since"].is_string());
    minutes(&world, 5);
    assert_eq!(world.purchases("queued").len(), 2, "nothing new leaves");
    minutes(&world, 25);
    assert_eq!(world.call("sending", json!({}))["suppliers"], json!([]), "its list answered for both");
    assert_eq!(world.purchases("placed").len(), 4);
    assert_eq!(supplier.records().all().len(), 4);
}

#[test]
fn a_key_that_is_no_longer_accepted_waits_for_the_merchant_and_loses_nothing() {
    use stockless_tests::suppliers::dialect::Documented;
    let (world, supplier) = connected(Dialect::Keyed, 2);
    supplier.next(Act::Documented(Documented::SignedOut, &[]));
    world.forward_now();
    assert_eq!(world.purchases("queued").len(), 2, "neither is refused and neither is in doubt");
    let sending = world.call("sending", json!({}));
    assert!(sending["suppliers"][0]["signed_out_since"].is_string(), "{sending}");
    minutes(&world, 90);
    assert_eq!(supplier.records().all().len(), 0, "nothing is tried with a key that is not accepted");
    world.call("supplier_go_on", json!({"id": sending["suppliers"][0]["supplier_id"]}));
    minutes(&world, 90);
    assert_eq!(world.purchases("placed").len(), 2);
    assert_eq!(supplier.records().all().len(), 2);
}

#[test]
fn a_supplier_that_asks_for_time_gets_it() {
    use stockless_tests::suppliers::dialect::Documented;
    let (world, supplier) = connected(Dialect::Keyed, 2);
    supplier.next(Act::Documented(Documented::Limited, &[("retry-after", "600")]));
    world.forward_now();
    assert_eq!(world.purchases("queued").len(), 2);
    supplier.heard();
    minutes(&world, 9);
    assert!(supplier.heard().is_empty(), "not a word for ten minutes");
    minutes(&world, 5);
    assert_eq!(world.purchases("placed").len(), 2);
}

#[test]
fn an_answer_without_a_number_is_no_acceptance() {
    let (world, supplier) = connected(Dialect::Found, 1);
    supplier.next(Act::Then(Change::WithoutId));
    world.forward_now();
    assert_eq!(state(&world), "unknown");
    minutes(&world, 30);
    assert_eq!(state(&world), "placed");
    assert_eq!(supplier.records().orders_for(&key(&world)), 1);
}

#[test]
fn an_order_that_the_supplier_lost_or_has_twice_is_an_alarm_the_same_day() {
    lost_and_twice_are_told(Dialect::Listed);
}

#[test]
fn a_supplier_that_is_asked_by_reference_is_compared_where_it_keeps_a_list() {
    lost_and_twice_are_told(Dialect::Keyed);
}

fn lost_and_twice_are_told(dialect: Dialect) {
    let (world, supplier) = connected(dialect, 2);
    world.forward_now();
    let (first, second) = (key(&world), world.purchase("1002-1")["fields"][1][1].clone());
    let second = second.as_str().expect("a key").to_owned();
    let id = supplier.records().all().iter().find(|order| order.reference == first).expect("an order").id;
    supplier.records().cancel(id);
    supplier.records().place(None, &second, b"{}");
    world.advance(24 * 60 * MINUTE);
    world.tick();
    let sending = world.call("sending", json!({}));
    let mut kinds: Vec<&str> =
        sending["alarms"].as_array().expect("alarms").iter().filter_map(|a| a["kind"].as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["missing_there", "twice_there"], "{sending} {:?}", supplier.records().all());
    for alarm in sending["alarms"].as_array().expect("alarms") {
        world.call("alarm_settle", json!({"id": alarm["id"]}));
    }
    world.advance(24 * 60 * MINUTE);
    world.tick();
    assert_eq!(world.call("sending", json!({}))["alarms"], json!([]), "what was settled stays settled");
}

#[test]
fn a_purchase_is_cancelled_at_its_supplier_once_and_says_so() {
    let (world, supplier) = connected(Dialect::Keyed, 1);
    world.forward_now();
    let detail = purchase(&world);
    assert_eq!(detail["can_cancel_there"], true, "{detail}");
    supplier.next(Act::Wire(Wire::Nothing));
    let doubt = world.refuse("purchase_cancel_there", json!({"id": detail["row"]["id"]}));
    assert!(doubt.message.contains("do not know"), "{}", doubt.message);
    assert_eq!(state(&world), "placed", "what nobody knows is not called cancelled");
    world.call("purchase_cancel_there", json!({"id": detail["row"]["id"]}));
    assert_eq!(state(&world), "cancelled");
    assert_eq!(world.refuse("purchase_cancel_there", json!({"id": detail["row"]["id"]})).code, Code::NotNow);
    assert!(supplier.records().all().iter().all(|order| order.cancelled));
    world.prove();
}

#[test]
fn a_restored_backup_is_put_right_by_the_suppliers_own_records() {
    let (mut world, supplier) = connected(Dialect::Found, 2);
    let backup = world.call("backup", json!({}))["path"].clone();
    world.forward_now();
    assert_eq!(supplier.records().all().len(), 2);
    world.call("restore", json!({"path": backup}));
    world.restart();
    world.call("forwarding_resume", json!({}));
    world.forward_now();
    assert_eq!(world.purchases("unknown").len(), 2, "the journal knows both");
    minutes(&world, 30);
    assert_eq!(world.purchases("placed").len(), 2, "and the supplier has both");
    assert_eq!(supplier.records().all().len(), 2);
    world.prove();
}

#[test]
fn a_connection_is_tried_without_ordering_anything_and_its_secret_stays_where_it_is() {
    let (world, supplier) = connected(Dialect::Found, 1);
    let id = world.call("suppliers", json!({}))["rows"][0]["id"].clone();
    let shown = world.call("supplier_api", json!({"id": id}));
    assert_eq!(
        (shown["has_secret"].as_bool(), shown["class"].as_str()),
        (Some(true), Some("listed")),
        "{shown}"
    );
    assert!(!shown.to_string().contains(SECRET));
    let tried = world.call("supplier_api_test", json!({"id": id}));
    assert_eq!(tried["ok"], true, "{tried}");
    assert!(supplier.records().all().is_empty());
    let elsewhere = json!({"supplier_id": id, "description": shown["description"],
                           "base_url": "https://api.elsewhere.example.com", "allowed_host": ""});
    let refused = world.refuse("supplier_api_save", elsewhere);
    assert!(refused.action.contains("new address"), "a key goes to the server it was given for: {refused:?}");
    let wrong = json!({"supplier_id": id, "description": "name = \"X\"\nbase_url = 7\n"});
    let refused = world.refuse("supplier_api_save", wrong);
    assert!(refused.message.contains("Line 2"), "{}", refused.message);
}

/// The supplier's key is entered again, for the server on this port.
fn reconnect(world: &World, supplier: &Supplier, same_account: Option<bool>) -> Result<Value, ApiError> {
    let settings = connection(supplier.dialect(), supplier.port());
    let id = world.call("suppliers", json!({}))["rows"][0]["id"].clone();
    world.engine().call(
        "supplier_api_save",
        json!({"supplier_id": id, "description": settings.description, "base_url": settings.base_url,
               "allowed_host": settings.allowed_host, "secret": SECRET, "same_account": same_account}),
    )
}

#[test]
fn what_may_have_arrived_is_neither_repeated_nor_looked_for_at_another_address() {
    for &dialect in Dialect::ALL {
        let (world, supplier) = connected(dialect, 1);
        if dialect == Dialect::Drafted {
            supplier.next(Act::Proper);
        }
        supplier.next(Act::Wire(Wire::Nothing));
        world.forward_now();
        assert_eq!(state(&world), "unknown", "{dialect:?}");
        let another = Supplier::start(dialect, world.ticks());
        reconnect(&world, &another, None).expect("another address and its key");
        minutes(&world, 60);
        assert_eq!(state(&world), "asking", "{dialect:?}: {}", purchase(&world));
        assert!(another.records().all().is_empty(), "{dialect:?}: it is at the first one");
        assert_eq!(supplier.records().orders_for(&key(&world)), 1, "{dialect:?}");
        // Back where it was sent, it is found out without the merchant.
        reconnect(&world, &supplier, None).expect("the first address again");
        let asked = purchase(&world);
        if asked["can_look"] == true {
            let (id, version) = (&asked["row"]["id"], &asked["row"]["version"]);
            let answer = json!({"id": id, "version": version, "answer": {"answer": "look_again"}});
            world.call("purchase_answer", answer);
            minutes(&world, 30);
            assert_eq!(state(&world), "placed", "{dialect:?}: {}", purchase(&world));
        }
        world.prove();
    }
}

#[test]
fn a_new_key_says_whose_account_it_is_while_something_is_being_found_out() {
    let (world, supplier) = connected(Dialect::Keyed, 2);
    supplier.next(Act::Wire(Wire::Nothing));
    world.forward_now();
    let open = world.purchases("unknown").len();
    assert_eq!(open, 1);
    let refused = reconnect(&world, &supplier, None).expect_err("whose account is it?");
    assert_eq!(refused.code, Code::Invalid);
    assert!(refused.message.contains("1 purchase"), "{}", refused.message);
    reconnect(&world, &supplier, Some(false)).expect("another account");
    minutes(&world, 60);
    assert_eq!(world.purchases("asking").len(), 1, "its key means nothing in another account");
    reconnect(&world, &supplier, Some(true)).expect("a key for the same account");
    world.prove();
}

#[test]
fn what_nobody_has_goes_where_the_supplier_is_now() {
    let (world, supplier) = connected(Dialect::Drafted, 1);
    supplier.next(Act::Proper);
    supplier.next(Act::Documented(Documented::Limited, &[]));
    world.forward_now();
    assert_eq!(state(&world), "queued", "drafted, and the confirmation was refused for now");
    let another = Supplier::start(Dialect::Drafted, world.ticks());
    reconnect(&world, &another, None).expect("another address and its key");
    minutes(&world, 60);
    assert_eq!(state(&world), "placed", "{}", purchase(&world));
    assert_eq!(another.records().orders_for(&key(&world)), 1, "with a draft of its own");
    assert_eq!(supplier.records().orders_for(&key(&world)), 0);
}

#[test]
fn what_left_for_an_address_that_a_backup_does_not_know_is_not_looked_for_at_the_one_it_knows() {
    for dialect in [Dialect::Keyed, Dialect::Drafted, Dialect::Found, Dialect::Listed] {
        for knows_the_purchase in [true, false] {
            let what = format!("{dialect:?}, in the backup {knows_the_purchase}");
            let (world, supplier) = connected(dialect, 1);
            if knows_the_purchase {
                world.call("forward", json!({"which": {"tab": "new"}}));
            }
            let backup = world.call("backup", json!({}))["path"].clone();
            let another = Supplier::start(dialect, world.ticks());
            reconnect(&world, &another, None).expect("another address and its key");
            match knows_the_purchase {
                true => world.call("outbox_send", json!({})),
                false => world.call("forward", json!({"which": {"tab": "new"}, "now": true})),
            };
            assert_eq!((state(&world).as_str(), another.records().all().len()), ("placed", 1), "{what}");
            world.call("restore", json!({"path": backup}));
            if !knows_the_purchase {
                world.call("forwarding_resume", json!({}));
                world.forward_now();
            }
            minutes(&world, 60);
            assert_eq!(state(&world), "asking", "{what}: {}", purchase(&world));
            let destination = purchase(&world)["destination"].clone();
            assert!(destination.to_string().contains("does not know"), "{what}: {destination}");
            assert!(supplier.records().all().is_empty(), "{what}: nothing at the address of the backup");
            assert_eq!(another.records().all().len(), 1, "{what}");
        }
    }
}
