//! What screens are told about suppliers that do not answer, and about purchases that wait behind them.

use serde_json::{Value, json};
use stockless_core::day::Instant;
use stockless_core::id::SupplierId;
use stockless_engine::error::Code;
use stockless_store::health::Sign;
use stockless_store::{Store, StoreError, Write};
use stockless_tests::{Sale, World};

const NOW: &str = "2026-03-09T09:00:00Z";

/// A world with one lamp sold and a supplier for it, and what `work` wrote into its file while it was closed.
fn after(work: impl FnOnce(&Write<'_>) -> Result<(), StoreError> + Send + 'static) -> World {
    let mut world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    world.stop();
    let store = Store::open(world.folder(), 0).expect("the file");
    store.write(work).map_err(|error: StoreError| error.to_string()).expect("it is written");
    store.close();
    drop(store);
    world.start();
    world
}

fn now() -> Instant {
    Instant::from_iso(NOW).expect("a moment")
}

fn only(page: &Value) -> Value {
    assert_eq!(page["total"], 1, "{page}");
    page["rows"][0].clone()
}

#[test]
fn what_waits_behind_a_stopped_supplier_says_so_and_goes_on_by_the_merchants_word() {
    let world = after(|write| {
        write.note_sign(SupplierId::new(1), Sign::Unknown, now())?;
        write.note_sign(SupplierId::new(1), Sign::Unknown, now())
    });
    world.forward_now();
    let row = only(&world.call("purchases", json!({"state": "queued"})));
    assert_eq!(row["held"], json!({"why": "stopped", "since": "2026-03-09T09:00:00.000Z", "until": null}));
    let trouble = world.call("sending", json!({}))["suppliers"][0].clone();
    assert_eq!(
        (trouble["supplier"].as_str(), trouble["unknown_run"].as_i64(), trouble["waiting"].as_i64()),
        (Some("Nordlicht"), Some(2), Some(1))
    );
    world.advance(5 * 60_000);
    world.tick();
    assert_eq!(only(&world.call("purchases", json!({"state": "queued"})))["waits_for_word"], false);
    world.call("supplier_go_on", json!({"id": 1}));
    assert_eq!(world.call("sending", json!({}))["suppliers"], json!([]));
    world.tick();
    assert_eq!(world.purchase("1001-1")["row"]["state"], "placed");
    assert_eq!(world.refuse("supplier_go_on", json!({"id": 99})).code, Code::NotFound);
}

#[test]
fn what_waits_for_a_supplier_that_wants_to_be_left_alone_says_until_when() {
    let world = after(|write| write.note_access(SupplierId::new(1), None, Some(now().plus_ms(20 * 60_000))));
    world.forward_now();
    let held = only(&world.call("purchases", json!({"state": "queued"})))["held"].clone();
    assert_eq!(held, json!({"why": "limited", "since": null, "until": "2026-03-09T09:20:00.000Z"}));
    world.advance(20 * 60_000);
    assert_eq!(only(&world.call("purchases", json!({"state": "queued"})))["held"], Value::Null);
}

#[test]
fn being_signed_out_is_told_before_everything_else() {
    let world = after(|write| {
        write.note_sign(SupplierId::new(1), Sign::Unknown, now())?;
        write.note_sign(SupplierId::new(1), Sign::Unknown, now())?;
        write.note_access(SupplierId::new(1), Some(now()), None)
    });
    world.forward_now();
    let row = only(&world.call("purchases", json!({"state": "queued"})));
    assert_eq!(row["held"]["why"], "signed_out");
}
