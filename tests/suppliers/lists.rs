//! Records: what is found, what is missing, and lists that change while they are read.

use serde_json::{Value, json};
use stockless_connect::placing::{Look, Placing};
use stockless_tests::suppliers::server::Reply;
use stockless_tests::suppliers::{Act, Dialect, Examined};

/// A supplier whose next answers are these.
fn answering(dialect: Dialect, replies: &[Reply]) -> Examined {
    let examined = Examined::start(dialect);
    for reply in replies {
        examined.supplier.next(Act::Instead(reply.clone()));
    }
    examined
}

fn keyed(id: i64, reference: &str) -> Value {
    json!({ "id": id, "external_reference": reference, "status": "received", "created_at": "2026-05-03T14:00:00Z" })
}

fn look(dialect: Dialect, replies: &[Reply]) -> Look {
    let examined = answering(dialect, replies);
    examined.rest.look("OURS", examined.hands.now()).0
}

fn word(look: &Look) -> &'static str {
    match look {
        Look::Found(all) if all.iter().any(|order| order.reference != "OURS") => "another's",
        Look::Found(all) if all.len() > 1 => "twice",
        Look::Found(all) if all.iter().all(|order| order.cancelled) => "cancelled",
        Look::Found(_) => "found",
        Look::NotThere => "not there",
        Look::CannotTell { .. } | Look::OnlyAPerson { .. } => "cannot tell",
    }
}

#[test]
fn a_look_believes_what_is_whole() {
    let orders = |all: &[Value]| Reply::json(200, &json!({ "orders": all }));
    let cancelled = json!({ "id": 7, "external_reference": "OURS", "status": "cancelled" });
    let no_zone = json!({ "id": 7, "external_reference": "OURS", "created_at": "2026-05-03 14:00:00" });
    let later = json!({ "id": 7, "external_reference": "OURS", "created_at": "2199-01-01T00:00:00Z" });
    for (reply, expected) in [
        (orders(&[]), "not there"),
        (orders(&[keyed(7, "OURS")]), "found"),
        (orders(&[keyed(7, "OURS"), keyed(8, "OURS")]), "twice"),
        (orders(&[keyed(7, "OURS"), keyed(8, "OTHER")]), "found"),
        (orders(&[cancelled]), "cancelled"),
        (orders(&[no_zone]), "found"),
        (orders(&[later]), "found"),
        // A supplier that did not understand the question shows everybody's orders.
        (orders(&[keyed(7, "OTHER")]), "cannot tell"),
        (orders(&[keyed(7, "ours")]), "cannot tell"),
        (orders(&[json!({ "id": 7 })]), "cannot tell"),
        (orders(&[json!({ "external_reference": "OURS" })]), "cannot tell"),
        (orders(&[json!({ "id": 7.5, "external_reference": "OURS" })]), "cannot tell"),
        (orders(&[json!(null)]), "cannot tell"),
        (Reply::json(200, &json!({ "orders": null })), "cannot tell"),
        (Reply::json(200, &json!({ "orders": {} })), "cannot tell"),
        (Reply::json(200, &json!([])), "cannot tell"),
        (Reply::json(404, &json!({ "error": { "code": "no_such_order" } })), "cannot tell"),
        (Reply::json(206, &json!({ "orders": [] })), "cannot tell"),
    ] {
        let look = look(Dialect::Keyed, std::slice::from_ref(&reply));
        assert_eq!(word(&look), expected, "{reply:?} {look:?}");
    }
}

#[test]
fn one_order_in_place_of_a_list_is_held_to_its_reference() {
    for (reply, expected) in [
        (Reply::json(200, &json!({ "auftrag": { "auftrag": 7, "ihre_nummer": "OURS" } })), "found"),
        (Reply::json(200, &json!({ "auftrag": { "auftrag": 7, "ihre_nummer": "OTHER" } })), "cannot tell"),
        (Reply::json(200, &json!({ "auftrag": {} })), "cannot tell"),
        (Reply::json(200, &json!({})), "cannot tell"),
        (Reply::json(404, &json!({ "fehler": "nicht_gefunden" })), "not there"),
        (Reply::json(404, &json!({ "fehler": "seite_unbekannt" })), "cannot tell"),
        (Reply::json(410, &json!({ "fehler": "nicht_gefunden" })), "cannot tell"),
        (Reply::page(404, "nicht_gefunden"), "cannot tell"),
    ] {
        let look = look(Dialect::Found, std::slice::from_ref(&reply));
        assert_eq!(word(&look), expected, "{reply:?} {look:?}");
    }
}

fn page(ids: &[i64]) -> Reply {
    let orders: Vec<Value> =
        ids.iter().map(|id| json!({ "id": id, "note": if *id == 7 { "OURS" } else { "OTHER" } })).collect();
    Reply::json(200, &json!({ "data": orders }))
}

fn then(ids: &[i64], link: &str) -> Reply {
    page(ids).with("Link", &format!("<{link}>; rel=\"next\""))
}

#[test]
fn an_absence_is_believed_only_when_the_list_was_read_to_its_end_and_stood_still() {
    let loops: Vec<Reply> =
        (0..30).map(|number| then(&[100 + number], &format!("/orders?last={number}"))).collect();
    for (replies, expected) in [
        (vec![page(&[])], "not there"),
        (vec![page(&[1, 2])], "not there"),
        (vec![page(&[1, 7])], "found"),
        (vec![then(&[1, 2], "/orders?last=2"), page(&[3, 7])], "found"),
        (vec![then(&[1, 2], "/orders?last=2"), page(&[3, 4])], "not there"),
        (vec![then(&[], "/orders?last=2"), page(&[7])], "found"),
        (vec![then(&[], "/orders?last=2"), page(&[])], "not there"),
        // An order moved from one page to the next, so another one may have slipped by.
        (vec![then(&[1, 2], "/orders?last=2"), page(&[2, 3])], "cannot tell"),
        (vec![then(&[1, 2], "/orders?last=2"), page(&[2, 7])], "found"),
        (vec![page(&[1, 1])], "cannot tell"),
        // The list leads in a circle.
        (vec![then(&[1], "/orders?last=2"), then(&[2], "/orders?last=2")], "cannot tell"),
        // It leads away, or without encryption, or nowhere.
        (vec![then(&[1], "https://evil.example.com/orders"), page(&[3])], "cannot tell"),
        (vec![then(&[1], "//evil.example.com/orders"), page(&[3])], "cannot tell"),
        (vec![then(&[1], "http://127.0.0.1:1/orders"), page(&[3])], "cannot tell"),
        (vec![then(&[7], "https://evil.example.com/orders")], "found"),
        // The second page is not one.
        (vec![then(&[1], "/orders?last=2"), Reply::page(200, "<h1>Sign in</h1>")], "cannot tell"),
        (vec![then(&[1], "/orders?last=2"), Reply::empty(500)], "cannot tell"),
        (vec![then(&[1], "/orders?last=2"), Reply::json(200, &json!({ "data": null }))], "cannot tell"),
        (
            vec![
                then(&[1], "/orders?last=2"),
                Reply::json(400, &json!({ "errors": [{ "code": "cursor_expired" }] })),
            ],
            "cannot tell",
        ),
        (vec![then(&[7], "/orders?last=2"), Reply::empty(500)], "found"),
        (vec![Reply::json(200, &json!({ "data": [{ "note": "OTHER" }] }))], "cannot tell"),
        (vec![Reply::json(200, &json!({ "data": [{ "id": 1, "note": { "of": "OURS" } }] }))], "cannot tell"),
        (loops, "cannot tell"),
    ] {
        let look = look(Dialect::Listed, &replies);
        assert_eq!(word(&look), expected, "{replies:?} {look:?}");
    }
}

#[test]
fn numbered_pages_end_at_an_empty_one_or_with_their_total() {
    let numbered = |ids: &[i64], total: Value| {
        let orders: Vec<Value> = ids.iter().map(|id| keyed(*id, &format!("R-{id}"))).collect();
        Reply::json(200, &json!({ "orders": orders, "total": total }))
    };
    for (replies, read) in [
        (vec![numbered(&[1, 2], json!(2))], Some(2)),
        (vec![numbered(&[1, 2], json!(3)), numbered(&[3], json!(3))], Some(3)),
        (vec![numbered(&[1], json!(null)), numbered(&[2], json!(null)), numbered(&[], json!(null))], Some(2)),
        (vec![numbered(&[1, 2], json!(3)), numbered(&[3], json!(4)), numbered(&[], json!(4))], None),
        (vec![numbered(&[1, 2], json!(9)), numbered(&[], json!(9))], None),
        (vec![numbered(&[1, 2], json!(3)), numbered(&[2], json!(3)), numbered(&[], json!(3))], None),
    ] {
        let examined = answering(Dialect::Keyed, &replies);
        let (listed, _) = examined.rest.list(examined.hands.now());
        assert_eq!(listed.as_ref().ok().map(Vec::len), read, "{replies:?} {listed:?}");
        let asked = examined.supplier.heard();
        assert_eq!(asked.len(), replies.len(), "no page more than needed");
        for (number, heard) in asked.iter().enumerate() {
            assert_eq!(heard.query("page").unwrap(), (number + 1).to_string());
            assert_eq!(
                heard.query("created_after").unwrap(),
                "2026-05-03T13:45:00.000Z",
                "a quarter of an hour earlier"
            );
        }
    }
}

#[test]
fn cursors_are_handed_back_as_they_came() {
    let cursor = |id: i64, next: Value| {
        let order = json!({ "number": format!("B-{id}"), "reference": "R", "stage": "production" });
        Reply::json(200, &json!({ "orders": [order], "next_cursor": next }))
    };
    let examined = answering(
        Dialect::Drafted,
        &[cursor(1, json!("a/b?c=d&e")), cursor(2, json!(900)), cursor(3, json!(""))],
    );
    let (listed, _) = examined.rest.list(examined.hands.now());
    assert_eq!(listed.unwrap().len(), 3);
    let cursors: Vec<String> =
        examined.supplier.heard().iter().map(|heard| heard.query("cursor").unwrap()).collect();
    assert_eq!(cursors, ["", "a/b?c=d&e", "900"]);
    for strange in [json!({ "a": 1 }), json!(1.5), json!(["x"])] {
        let examined = answering(Dialect::Drafted, &[cursor(1, strange)]);
        assert!(examined.rest.list(examined.hands.now()).0.is_err());
    }
}

#[test]
fn our_own_keeping_of_the_limits_sends_nothing_and_says_when() {
    let examined = Examined::start(Dialect::Found);
    for number in 0..60 {
        let reference = format!("L-{number}");
        let answer = examined.rest.place(&examined.body(&reference), &reference, &reference);
        assert_eq!(answer.outcome.word(), "accepted", "{answer:?}");
        examined.hands.pass(100);
    }
    examined.supplier.connections();
    let held = examined.rest.place(&examined.body("L-60"), "L-60", "L-60");
    assert!(held.outcome.may_resend_alone(), "{held:?}");
    assert_eq!(held.wait_ms, Some(60_000 - 6_000));
    let (look, _) = examined.rest.look("L-1", examined.hands.now());
    assert!(matches!(look, Look::CannotTell { wait_ms: Some(54_000), .. }), "{look:?}");
    assert_eq!(examined.supplier.connections(), 0);
    examined.hands.pass(54_000);
    assert_eq!(examined.rest.place(&examined.body("L-60"), "L-60", "L-60").outcome.word(), "accepted");
}
