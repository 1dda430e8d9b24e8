//! Interfaces of one address, where errors come with the status 200: what is proven by an answer that holds both data and
//! errors, one of them, or neither.

use serde_json::{Value, json};
use stockless_connect::placing::{Look, Placing};
use stockless_tests::suppliers::server::Reply;
use stockless_tests::suppliers::{Act, Dialect, Examined};

fn error(code: &str) -> Value {
    json!({ "message": "…", "extensions": { "code": code } })
}

fn order(state: &str) -> Value {
    json!({ "order": { "id": "gid://solvik/Order/7", "poNumber": "ASK", "state": state, "lines": [] }, "userErrors": [] })
}

#[test]
fn an_answer_with_the_status_200_proves_what_it_holds_and_no_more() {
    let whole = json!({ "data": { "orderCreate": order("OPEN") } });
    let refused = json!({ "order": null, "userErrors": [{ "code": "UNKNOWN_SKU", "message": "K-100" }] });
    let strange = json!({ "order": null, "userErrors": [{ "code": "SOMETHING" }] });
    for (body, expected) in [
        (whole.clone(), "accepted"),
        (json!({ "data": { "orderCreate": order("OPEN") }, "errors": [] }), "accepted"),
        (json!({ "data": { "orderCreate": order("OPEN") }, "errors": null }), "accepted"),
        (json!({ "data": { "orderCreate": order("CANCELLED") } }), "rejected"),
        (json!({ "data": { "orderCreate": refused } }), "rejected"),
        (json!({ "data": null, "errors": [error("THROTTLED")] }), "definite_no"),
        (json!({ "data": null, "errors": [error("COST_EXCEEDED")] }), "definite_no"),
        (json!({ "errors": [error("UNAUTHENTICATED")] }), "definite_no"),
        // An order and an error: it may be there or not.
        (json!({ "data": { "orderCreate": order("OPEN") }, "errors": [error("THROTTLED")] }), "unknown"),
        (json!({ "data": { "orderCreate": order("OPEN") }, "errors": [error("PARTIAL")] }), "unknown"),
        (json!({ "data": { "orderCreate": order("OPEN") }, "errors": "late" }), "unknown"),
        (json!({ "data": { "orderCreate": strange } }), "unknown"),
        (json!({ "data": null, "errors": [error("INTERNAL")] }), "unknown"),
        (json!({ "data": null, "errors": [error("INTERNAL"), error("THROTTLED")] }), "unknown"),
        (json!({ "data": null, "errors": [{ "message": "syntax" }] }), "unknown"),
        (json!({ "data": { "orderCreate": null } }), "unknown"),
        (json!({ "data": {} }), "unknown"),
        (json!({ "data": null }), "unknown"),
        (json!({}), "unknown"),
    ] {
        let examined = Examined::start(Dialect::Queried);
        examined.supplier.next(Act::Instead(Reply::json(200, &body)));
        let answer = examined.rest.place(&examined.body("ASK"), "ASK", "ASK");
        assert_eq!(answer.outcome.word(), expected, "{body}: {answer:?}");
        assert_eq!(examined.supplier.connections(), 1, "{body}: one request");
    }
}

#[test]
fn a_question_with_errors_tells_nothing_of_what_is_there() {
    let found = json!({ "nodes": [order("OPEN")["order"]] });
    let ask = |body: &Value| {
        let examined = Examined::start(Dialect::Queried);
        examined.supplier.next(Act::Instead(Reply::json(200, body)));
        let (look, trace) = examined.rest.look("ASK", examined.hands.now());
        assert!(trace.sent.contains("\"po\":\"ASK\""), "{}", trace.sent);
        look
    };
    assert!(matches!(ask(&json!({ "data": { "orders": found } })), Look::Found(_)));
    assert_eq!(ask(&json!({ "data": { "orders": { "nodes": [] } } })), Look::NotThere);
    for body in [
        json!({ "data": { "orders": { "nodes": [] } }, "errors": [error("PARTIAL")] }),
        json!({ "data": { "orders": { "nodes": [] } }, "errors": [error("THROTTLED")] }),
        json!({ "data": { "orders": null } }),
        json!({ "data": null, "errors": [error("INTERNAL")] }),
    ] {
        assert!(matches!(ask(&body), Look::CannotTell { .. }), "{body}");
    }
}

#[test]
fn a_question_with_a_body_is_not_taken_to_another_address() {
    let examined = Examined::start(Dialect::Queried);
    let away = Reply::empty(307).with("Location", "/elsewhere");
    examined.supplier.next(Act::Instead(away));
    let (look, _) = examined.rest.look("ASK", examined.hands.now());
    assert!(matches!(look, Look::CannotTell { .. }), "{look:?}");
    assert_eq!(examined.supplier.connections(), 1);
}
