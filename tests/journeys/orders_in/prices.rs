//! Reports without prices beside reports that have them.

use super::fixture;
use serde_json::json;
use stockless_tests::Figures;

#[test]
fn a_report_without_prices_does_not_wipe_prices_that_are_known() {
    let world = crate::world_at("2026-10-01T09:00:00Z");
    let read = |name: &str| {
        let request =
            json!({"kind": "orders", "files": [fixture(name)], "shop": "Harbour", "currency": "USD"});
        Figures::of(&world.call("import_run", request))
    };
    assert_eq!(read("amazon/orders.txt").added, 2);
    let second = read("amazon/unshipped.txt");
    assert_eq!((second.added, second.unchanged), (1, 1));
    assert_eq!(world.order("111-2222222-0000001")["row"]["total"]["amount"], "79.96");
}

/// Orders are written in chunks; what is said about the last one of a chunk must still reach it.
#[test]
fn a_long_report_without_prices_wipes_none_of_them() {
    const ORDERS: usize = 2_001;
    let world = crate::world_at("2026-10-01T09:00:00Z");
    let read = |name: &str, header: &str, row: &dyn Fn(usize) -> String| {
        let rows: String = (0..ORDERS).map(|n| format!("{}\n", row(n))).collect();
        let file = world.write(name, format!("{header}\n{rows}"));
        let request = json!({"kind": "orders", "files": [file], "shop": "Harbour", "currency": "USD"});
        Figures::of(&world.call("import_run", request))
    };
    let header = |name: &str| {
        let text = std::fs::read_to_string(fixture(name)).expect("the fixture");
        text.lines().next().expect("a header").to_owned()
    };
    let priced = read("orders.txt", &header("amazon/orders.txt"), &|n| {
        format!(
            "111-0000000-{n:07}\t{n}\t2026-09-22T15:04:11+00:00\t2026-09-22T15:05:00+00:00\tvera.holt@example.com\tVera Holt\t\t\
             MUG-1\tMug\t1\tUSD\t10.00\t0.00\t0.00\t0.00\tStandard\tVera Holt\t12 Test Blvd\t\t\tMesa\tAZ\t85201\tUS\t\t\t\t\tfalse\t0.00"
        )
    });
    assert_eq!(priced.added, ORDERS as i64);
    let unpriced = read("unshipped.txt", &header("amazon/unshipped.txt"), &|n| {
        format!(
            "111-0000000-{n:07}\t{n}\t2026-09-22T15:04:11+00:00\t2026-09-22T15:05:00+00:00\t\t2026-09-24T06:59:59+00:00\t0\t\t\t\t\
             MUG-1\tMug\t1\t0\t1\tStandard\tVera Holt\t12 Test Blvd\t\t\tMesa\tAZ\t85201\tUS\tfalse\tfalse"
        )
    });
    assert_eq!((unpriced.changed, unpriced.unchanged), (0, ORDERS as i64));
}
