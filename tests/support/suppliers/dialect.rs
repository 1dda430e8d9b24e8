//! How each described supplier speaks: paths, fields, statuses. What it knows is in [`super::records`].

use serde_json::{Value, json};
use stockless_core::day::Instant;

use super::SECRET;
use super::records::{Cancelled, Line, Order, Placed, Records, Rules};
use super::server::{Heard, Reply};

/// The described suppliers, by how they keep one order from becoming two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    Keyed,
    Unique,
    Drafted,
    Found,
    Listed,
    Queried,
}

/// Answers that every described supplier documents, each in its own form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Documented {
    /// Too many requests: not processed.
    Limited,
    /// Closed for a while: not processed.
    Maintenance,
    /// The secret is not valid any more.
    SignedOut,
    /// This order will not be taken.
    Refused,
}

/// Where an order's facts stand in an answer to placing (or drafting).
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    pub order: &'static str,
    pub id: &'static str,
    pub reference: &'static str,
    pub state: &'static str,
    pub cancelled: &'static str,
    /// Where an order shows its lines, what it calls one there, and what it takes of it.
    pub lines: Option<(&'static str, &'static str, &'static str)>,
}

const MINUTE: i64 = 60_000;
/// Orders on a page: few, so that pages turn.
const PAGE: usize = 3;

impl Dialect {
    pub const ALL: &[Self] =
        &[Self::Keyed, Self::Unique, Self::Drafted, Self::Found, Self::Listed, Self::Queried];

    /// The name of its description.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Keyed => "keyed",
            Self::Unique => "unique",
            Self::Drafted => "drafted",
            Self::Found => "found",
            Self::Listed => "listed",
            Self::Queried => "queried",
        }
    }

    pub const fn rules(self) -> Rules {
        let plain = Rules { keys_live_ms: None, unique_references: false, list_lag_ms: 0, cancel_ms: None };
        match self {
            Self::Keyed => Rules { keys_live_ms: Some(24 * 60 * MINUTE), list_lag_ms: 2 * MINUTE, ..plain },
            Self::Unique => Rules {
                unique_references: true,
                list_lag_ms: 5 * MINUTE,
                cancel_ms: Some(30 * MINUTE),
                ..plain
            },
            Self::Drafted => Rules { list_lag_ms: MINUTE, ..plain },
            Self::Found => Rules { list_lag_ms: 3 * MINUTE, ..plain },
            Self::Listed => Rules { list_lag_ms: 10 * MINUTE, ..plain },
            Self::Queried => Rules { list_lag_ms: MINUTE, ..plain },
        }
    }

    pub fn fields(self) -> Fields {
        let fields = |order, id, reference, state, cancelled| Fields {
            order,
            id,
            reference,
            state,
            cancelled,
            lines: None,
        };
        let telling = |lines, fields| Fields { lines: Some(lines), ..fields };
        match self {
            Self::Keyed => telling(
                ("items", "sku", "accepted"),
                fields("", "id", "external_reference", "status", "cancelled"),
            ),
            Self::Unique => telling(
                ("positions", "no", "takes"),
                fields("/order", "order_no", "client_ref", "state", "VOID"),
            ),
            Self::Drafted => telling(
                ("items", "variant", "taken"),
                fields("/draft", "number", "reference", "stage", "canceled"),
            ),
            Self::Queried => telling(
                ("lines", "sku", "accepted"),
                fields("/data/orderCreate/order", "id", "poNumber", "state", "CANCELLED"),
            ),
            Self::Found => fields("/auftrag", "auftrag", "ihre_nummer", "stand", "storniert"),
            Self::Listed => {
                telling(("lines", "item", "n"), fields("/data", "id", "note", "status", "cancelled"))
            }
        }
    }

    /// A documented answer.
    pub fn documented(self, what: Documented) -> Reply {
        use Documented::{Limited, Maintenance, Refused, SignedOut};
        // Suppliers repeat the address in their refusals; the words for the merchant must not.
        let words = "No courier to Quirin Beispiel, ZWIEBELGASSE 12 in Oberkanarien";
        let status = match what {
            _ if self == Self::Queried => 200,
            Limited => 429,
            Maintenance => 503,
            SignedOut => 401,
            Refused => match self {
                Self::Keyed | Self::Found => 422,
                Self::Drafted | Self::Queried => 200,
                Self::Unique | Self::Listed => 400,
            },
        };
        let body = match (self, what) {
            (Self::Keyed, _) => {
                let code = match what {
                    Limited => "rate_limited",
                    Maintenance => "maintenance",
                    SignedOut => "invalid_token",
                    Refused => "address_invalid",
                };
                json!({ "error": { "code": code, "message": words } })
            }
            (Self::Unique, Limited) => json!({ "problem": "slow_down" }),
            (Self::Unique, Maintenance) => json!({ "problem": "closed_for_stocktaking" }),
            (Self::Unique, SignedOut) => json!({ "problem": "key_unknown" }),
            (Self::Unique, Refused) => json!({ "problem": "bad_address", "detail": words }),
            (Self::Drafted, Limited) => json!({ "code": 4290 }),
            (Self::Drafted, Maintenance) => json!({ "code": 5031 }),
            (Self::Drafted, SignedOut) => json!({ "code": 4010 }),
            (Self::Drafted, Refused) => json!({ "ok": false, "reason": words }),
            (Self::Found, Limited) => json!({ "fehler": "zu_viele_anfragen" }),
            (Self::Found, Maintenance) => json!({ "fehler": "wartung" }),
            (Self::Found, SignedOut) => json!({ "fehler": "schluessel_ungueltig" }),
            (Self::Found, Refused) => json!({ "fehler": "adresse_unvollstaendig", "text": words }),
            (Self::Queried, Refused) => {
                let errors = json!([{ "code": "INVALID_ADDRESS", "message": words }]);
                json!({ "data": { "orderCreate": { "order": null, "userErrors": errors } } })
            }
            (Self::Queried, _) => {
                let code = match what {
                    Limited => "THROTTLED",
                    Maintenance => "MAINTENANCE",
                    _ => "UNAUTHENTICATED",
                };
                json!({ "data": null, "errors": [{ "message": words, "extensions": { "code": code } }] })
            }
            (Self::Listed, _) => {
                let code = match what {
                    Limited => "too_many_requests",
                    Maintenance => "maintenance",
                    SignedOut => "unauthorized",
                    Refused => "country_not_served",
                };
                json!({ "errors": [{ "code": code, "detail": words }] })
            }
        };
        Reply::json(status, &body)
    }

    fn knows(self, heard: &Heard) -> bool {
        match self {
            Self::Keyed | Self::Found | Self::Listed => {
                heard.header("authorization") == Some(&format!("Bearer {SECRET}"))
            }
            Self::Unique => heard.header("x-api-key") == Some(SECRET),
            Self::Queried => heard.header("x-access-token") == Some(SECRET),
            // "store-2207:" and the secret, in base 64.
            Self::Drafted => {
                heard.header("authorization") == Some("Basic c3RvcmUtMjIwNzpjYW5hcnktc2stN1FtMnhW")
            }
        }
    }

    /// Answers a request as the supplier does on a good day.
    pub fn answer(self, records: &mut Records, heard: &Heard) -> Reply {
        if !self.knows(heard) {
            return self.documented(Documented::SignedOut);
        }
        let answer = match self {
            Self::Keyed => keyed(records, heard),
            Self::Unique => unique(records, heard),
            Self::Drafted => drafted(records, heard),
            Self::Found => found(records, heard),
            Self::Listed => listed(records, heard),
            Self::Queried => queried(records, heard),
        };
        answer.unwrap_or_else(|| Reply::json(404, &json!({ "no": "such path" })))
    }
}

/// The lines of an order, each as the supplier shows it.
fn lines(order: &Order, show: impl Fn(usize, &Line) -> Value) -> Vec<Value> {
    order.lines.iter().enumerate().map(|(index, line)| show(index, line)).collect()
}

fn keyed(records: &mut Records, heard: &Heard) -> Option<Reply> {
    let item = |_, line: &Line| {
        let mut item = json!({ "sku": line.sku, "ordered": line.wanted, "accepted": line.taken });
        if line.taken < line.wanted {
            item["reason"] = "out of stock".into();
        }
        item
    };
    let shown = |order: &Order| {
        let status = if order.cancelled { "cancelled" } else { "received" };
        json!({ "id": order.id, "external_reference": order.reference, "status": status, "items": lines(order, item),
                "created_at": Instant::from_ms(order.placed_ms).iso(), "total": "52.20" })
    };
    let error =
        |status, code: &str| Reply::json(status, &json!({ "error": { "code": code, "message": "…" } }));
    let steps = heard.steps();
    Some(match (heard.method.as_str(), steps.as_slice()) {
        ("POST", ["orders"]) => {
            let reference = heard.json()["external_reference"].as_str()?.to_owned();
            match records.place(heard.header("idempotency-key"), &reference, &heard.body) {
                Placed::New(order) => Reply::json(201, &shown(&order)),
                Placed::Same(order) => Reply::json(200, &shown(&order)),
                Placed::Taken(_) | Placed::KeyOfAnother => error(422, "key_reused"),
            }
        }
        ("GET", ["orders"]) => {
            let mut all = records.shown();
            let total = all.len();
            if let Some(reference) = heard.query("external_reference") {
                all.retain(|order| order.reference == reference);
                return Some(Reply::json(
                    200,
                    &json!({ "orders": all.iter().map(shown).collect::<Vec<_>>() }),
                ));
            }
            let page: usize = heard.query("page")?.parse().ok()?;
            let on_page: Vec<Value> = all.iter().skip((page - 1) * PAGE).take(PAGE).map(shown).collect();
            Reply::json(200, &json!({ "orders": on_page, "total": total }))
        }
        ("DELETE", ["orders", id]) => match records.cancel(id.parse().ok()?) {
            Cancelled::Done(order) => Reply::json(200, &shown(&order)),
            Cancelled::TooLate => error(422, "already_shipped"),
            Cancelled::NoSuch => error(404, "no_such_order"),
        },
        _ => return None,
    })
}

fn unique(records: &mut Records, heard: &Heard) -> Option<Reply> {
    let shown = |order: &Order| {
        let state = if order.cancelled { "VOID" } else { "OPEN" };
        let positions =
            lines(order, |index, line| json!({ "no": index + 1, "takes": line.taken.to_string() }));
        json!({ "order_no": format!("C-{}", order.id), "client_ref": order.reference, "state": state, "positions": positions,
                "placed_ms": order.placed_ms })
    };
    let problem = |status, word: &str| Reply::json(status, &json!({ "problem": word }));
    let steps = heard.steps();
    Some(match (heard.method.as_str(), steps.as_slice()) {
        ("PUT", ["orders", reference]) => match records.place(None, reference, &heard.body) {
            Placed::Taken(order) => {
                Reply::json(409, &json!({ "problem": "client_ref_taken", "order": shown(&order) }))
            }
            Placed::New(order) | Placed::Same(order) => Reply::json(201, &json!({ "order": shown(&order) })),
            Placed::KeyOfAnother => return None,
        },
        ("GET", ["orders", reference]) => {
            match records.shown().iter().find(|order| order.reference == *reference) {
                Some(order) => Reply::json(200, &json!({ "order": shown(order) })),
                None => problem(404, "no_such_ref"),
            }
        }
        ("GET", ["orders"]) => {
            let after: i64 = heard.query("after").and_then(|after| after.parse().ok()).unwrap_or(0);
            let all: Vec<Order> = records.shown().into_iter().filter(|order| order.id > after).collect();
            let page: Vec<Value> = all.iter().take(PAGE).map(shown).collect();
            let next = (all.len() > PAGE).then(|| format!("/orders?after={}", all[PAGE - 1].id));
            Reply::json(200, &json!({ "orders": page, "next": next }))
        }
        ("POST", ["cancellations"]) => {
            let id = heard.json()["order_no"].as_str()?.strip_prefix("C-")?.parse().ok()?;
            match records.cancel(id) {
                Cancelled::Done(order) => Reply::json(200, &json!({ "order": shown(&order) })),
                Cancelled::TooLate => problem(423, "too_late"),
                Cancelled::NoSuch => problem(404, "no_such_order"),
            }
        }
        _ => return None,
    })
}

fn drafted(records: &mut Records, heard: &Heard) -> Option<Reply> {
    let shown = |letter: &str, order: &Order| {
        let stage = match (letter, order.cancelled) {
            ("D", _) => "draft",
            (_, true) => "canceled",
            (_, false) => "production",
        };
        let items =
            lines(order, |_, line| json!({ "variant": line.sku, "qty": line.wanted, "taken": line.taken }));
        json!({ "number": format!("{letter}-{}", order.id), "reference": order.reference, "stage": stage, "items": items,
                "confirmed": order.placed_ms / 1000 })
    };
    let number = |text: &str, letter: &str| text.strip_prefix(letter)?.parse::<i64>().ok();
    let steps = heard.steps();
    Some(match (heard.method.as_str(), steps.as_slice()) {
        ("POST", ["drafts"]) => {
            let reference = heard.json()["reference"].as_str()?.to_owned();
            let draft = shown("D", &records.draft(&reference, &heard.body));
            Reply::json(201, &json!({ "ok": true, "draft": draft }))
        }
        ("POST", ["drafts", draft, "confirm"]) => match records.confirm(number(draft, "D-")?) {
            Some(order) => Reply::json(200, &json!({ "ok": true, "order": shown("B", &order) })),
            None => Reply::json(200, &json!({ "ok": false, "reason": "there is no such draft" })),
        },
        ("DELETE", ["drafts", draft]) if records.cancel_draft(number(draft, "D-")?) => Reply::empty(204),
        ("DELETE", ["drafts", _]) => Reply::json(404, &json!({ "code": 4041 })),
        ("GET", ["orders"]) => {
            // Drafts stand among the orders.
            let orders = records.shown().into_iter().map(|order| ("B", order));
            let mut all: Vec<(&str, Order)> =
                orders.chain(records.shown_drafts().into_iter().map(|draft| ("D", draft))).collect();
            all.sort_by_key(|(_, order)| order.id);
            if let Some(reference) = heard.query("reference") {
                all.retain(|(_, order)| order.reference == reference);
                let all: Vec<Value> = all.iter().map(|(letter, order)| shown(letter, order)).collect();
                return Some(Reply::json(200, &json!({ "orders": all })));
            }
            let after: i64 = heard.query("cursor").and_then(|after| after.parse().ok()).unwrap_or(0);
            all.retain(|(_, order)| order.id > after);
            let next = (all.len() > PAGE).then(|| all[PAGE - 1].1.id.to_string());
            let page: Vec<Value> =
                all.iter().take(PAGE).map(|(letter, order)| shown(letter, order)).collect();
            Reply::json(200, &json!({ "orders": page, "next_cursor": next }))
        }
        ("DELETE", ["orders", id]) => match records.cancel(number(id, "B-")?) {
            Cancelled::Done(order) => Reply::json(200, &json!({ "ok": true, "order": shown("B", &order) })),
            Cancelled::TooLate | Cancelled::NoSuch => {
                Reply::json(200, &json!({ "ok": false, "reason": "it has left" }))
            }
        },
        _ => return None,
    })
}

fn found(records: &mut Records, heard: &Heard) -> Option<Reply> {
    let shown = |order: &Order| {
        let stand = if order.cancelled { "storniert" } else { "offen" };
        json!({ "auftrag": { "auftrag": order.id, "ihre_nummer": order.reference, "stand": stand } })
    };
    let steps = heard.steps();
    Some(match (heard.method.as_str(), steps.as_slice()) {
        ("POST", ["auftraege"]) => {
            let reference = heard.json()["ihre_nummer"].as_str()?.to_owned();
            match records.place(None, &reference, &heard.body) {
                Placed::New(order) => Reply::json(200, &shown(&order)),
                _ => return None,
            }
        }
        ("GET", ["auftraege", "suche"]) => {
            let reference = heard.query("ihre_nummer")?;
            match records.shown().iter().find(|order| order.reference == reference) {
                Some(order) => Reply::json(200, &shown(order)),
                None => Reply::json(404, &json!({ "fehler": "nicht_gefunden" })),
            }
        }
        _ => return None,
    })
}

/// One address, and the question stands in the body.
fn queried(records: &mut Records, heard: &Heard) -> Option<Reply> {
    let shown = |order: &Order| {
        let lines = lines(order, |_, line| json!({ "sku": line.sku, "accepted": line.taken }));
        let state = if order.cancelled { "CANCELLED" } else { "OPEN" };
        json!({ "id": format!("gid://solvik/Order/{}", order.id), "poNumber": order.reference, "state": state, "lines": lines })
    };
    let asked = heard.json();
    let (query, given) = (asked["query"].as_str()?, &asked["variables"]);
    let answer = if query.contains("orderCreate(") {
        let input = &given["input"];
        let reference = input["poNumber"].as_str()?.to_owned();
        match records.place(None, &reference, input.to_string().as_bytes()) {
            Placed::New(order) => json!({ "orderCreate": { "order": shown(&order), "userErrors": [] } }),
            _ => return None,
        }
    } else if query.contains("orderCancel(") {
        let id = given["id"].as_str()?.strip_prefix("gid://solvik/Order/")?.parse().ok()?;
        match records.cancel(id) {
            Cancelled::Done(order) => json!({ "orderCancel": { "order": shown(&order), "userErrors": [] } }),
            Cancelled::TooLate | Cancelled::NoSuch => {
                json!({ "orderCancel": { "order": null, "userErrors": [{ "code": "NOT_CANCELLABLE" }] } })
            }
        }
    } else {
        let reference = given["po"].as_str()?;
        let orders = records.shown();
        let ours: Vec<Value> =
            orders.iter().filter(|order| order.reference == reference).map(shown).collect();
        json!({ "orders": { "nodes": ours } })
    };
    (heard.method == "POST" && heard.steps() == ["graphql"])
        .then(|| Reply::json(200, &json!({ "data": answer })))
}

fn listed(records: &mut Records, heard: &Heard) -> Option<Reply> {
    let shown = |order: &Order| {
        // It shows only what it sends.
        let mut lines = lines(order, |_, line| json!({ "item": line.sku, "n": line.taken }));
        lines.retain(|line| line["n"] != 0);
        json!({ "id": order.id.to_string(), "note": order.reference, "lines": lines, "status": if order.cancelled { "cancelled" } else { "open" },
                "at": Instant::from_ms(order.placed_ms).iso() })
    };
    let steps = heard.steps();
    Some(match (heard.method.as_str(), steps.as_slice()) {
        ("POST", ["orders"]) => {
            let reference = heard.json()["note"].as_str()?.to_owned();
            match records.place(None, &reference, &heard.body) {
                Placed::New(order) => Reply::json(201, &json!({ "data": shown(&order) })),
                _ => return None,
            }
        }
        ("GET", ["orders"]) => {
            let last: i64 = heard.query("last").and_then(|last| last.parse().ok()).unwrap_or(0);
            let after = heard
                .query("after")
                .and_then(|after| Instant::from_iso(&after))
                .map_or(i64::MIN, Instant::ms);
            let fits = |order: &Order| order.id > last && order.placed_ms >= after;
            let all: Vec<Order> = records.shown().into_iter().filter(fits).collect();
            let page: Vec<Value> = all.iter().take(PAGE).map(shown).collect();
            let mut reply = Reply::json(200, &json!({ "data": page }));
            if all.len() > PAGE {
                let next = format!("</orders?last={}>; rel=\"next\"", all[PAGE - 1].id);
                reply.headers.push(("Link".to_owned(), next));
            }
            reply
        }
        _ => return None,
    })
}
