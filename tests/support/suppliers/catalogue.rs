//! Everything a supplier's server can do wrong, by name, with what may be concluded from it.
//!
//! Each is played to every described supplier, at the request that first carries an order and at a look. What an order
//! request may conclude is written here; a look concludes something only where the answer is whole and documented.
//!
//! Beside it stand what needs more than one answer or another server: lists that change while they are read (`lists.rs`),
//! lines that do not fit (`acceptance.rs`), errors with the status 200 (`queried.rs`), certificates (`certificates.rs`), mail
//! and SFTP servers at each of their steps (in `connect` and the journeys). Amounts in answers are not read, no token is
//! renewed and nothing is called back, so what can go wrong there cannot go wrong here.

use super::dialect::Documented::{Limited, Maintenance, Refused, SignedOut};
use super::script::{Act, Change, Wire};
use super::server::Reply;

/// What the end of an order request proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proves {
    /// The supplier has the order.
    Accepted,
    /// It refused for good.
    Refused,
    /// It did not process the request: the same may go again by itself.
    NotProcessed,
    /// The same, and nothing goes before the merchant has entered the secret anew.
    SignedOut,
    /// Nothing.
    Nothing,
}

/// One misbehaviour.
#[derive(Debug, Clone)]
pub struct Script {
    pub name: &'static str,
    pub act: Act,
    pub proves: Proves,
    /// The wait that is taken over, milliseconds.
    pub wait_ms: Option<i64>,
    /// No answer ends it, so that it is met with little patience.
    pub slow: bool,
    /// It concerns the answer to an order request and means nothing to a look.
    pub orders_only: bool,
}

fn script(name: &'static str, act: Act, proves: Proves) -> Script {
    let orders_only = matches!(act, Act::Then(_)) || act == Act::Documented(Refused, &[]);
    Script { name, act, proves, wait_ms: None, slow: false, orders_only }
}

const HOUR_MS: i64 = 3_600_000;
const LOGIN: &str = "<!doctype html><title>Sign in</title><form><input name=password></form>";
const FIREWALL: &str = "<html><body>Access denied. Ray 7f00</body></html>";

/// The whole catalogue.
pub fn all() -> Vec<Script> {
    [limits(), server(), answers(), wire(), format(), life()].concat()
}

fn limits() -> Vec<Script> {
    let limited = |name, headers, wait_ms| Script {
        wait_ms,
        ..script(name, Act::Documented(Limited, headers), Proves::NotProcessed)
    };
    let from_another_layer = Reply::page(429, "<h1>Too many requests</h1>").with("Retry-After", "30");
    vec![
        limited("429 without a wait", &[], None),
        limited("429 with seconds", &[("Retry-After", "17")], Some(17_000)),
        limited(
            "429 with a date",
            &[("Date", "Sun, 03 May 2026 14:00:00 GMT"), ("Retry-After", "Sun, 03 May 2026 14:02:00 GMT")],
            Some(120_000),
        ),
        limited("429 with a date and no clock", &[("Retry-After", "Sun, 03 May 2026 14:02:00 GMT")], None),
        limited(
            "429 with a date gone by",
            &[("Date", "Sun, 03 May 2026 14:00:00 GMT"), ("Retry-After", "Sat, 02 May 2026 14:00:00 GMT")],
            None,
        ),
        limited("429 with garbage", &[("Retry-After", "in a while")], None),
        limited("429 with a negative wait", &[("Retry-After", "-30")], None),
        limited("429 with no wait", &[("Retry-After", "0")], None),
        limited("429 with thirty years", &[("Retry-After", "1000000000")], Some(HOUR_MS)),
        limited(
            "429 with more digits than a number",
            &[("Retry-After", "99999999999999999999999")],
            Some(HOUR_MS),
        ),
        limited(
            "a quota for the day",
            &[("Retry-After", "86400"), ("X-RateLimit-Remaining", "0")],
            Some(HOUR_MS),
        ),
        Script {
            wait_ms: Some(30_000),
            ..script("429 of another layer", Act::Instead(from_another_layer), Proves::Nothing)
        },
        script("429 empty", Act::Instead(Reply::empty(429)), Proves::Nothing),
        Script {
            wait_ms: Some(600_000),
            ..script(
                "closed for maintenance",
                Act::Documented(Maintenance, &[("Retry-After", "600")]),
                Proves::NotProcessed,
            )
        },
    ]
}

fn server() -> Vec<Script> {
    let json = |status| Reply {
        status,
        ..Reply::json(500, &serde_json::json!({ "error": "internal", "message": "oops" }))
    };
    let mut all = vec![
        script("500", Act::Instead(json(500)), Proves::Nothing),
        script("500 empty", Act::Instead(Reply::empty(500)), Proves::Nothing),
        script("501", Act::Instead(json(501)), Proves::Nothing),
        script("502 as a page", Act::Instead(Reply::page(502, "<h1>Bad gateway</h1>")), Proves::Nothing),
        script(
            "503 of another layer",
            Act::Instead(Reply::page(503, "<h1>Unavailable</h1>")),
            Proves::Nothing,
        ),
        script("504", Act::Instead(Reply::page(504, "<h1>Gateway timeout</h1>")), Proves::Nothing),
        script("408", Act::Instead(Reply::empty(408)), Proves::Nothing),
        script("409 undocumented", Act::Instead(json(409)), Proves::Nothing),
        script("425", Act::Instead(Reply::empty(425)), Proves::Nothing),
        script("418", Act::Instead(json(418)), Proves::Nothing),
        script("taken, and then 500", Act::Then(Change::Status(500)), Proves::Nothing),
        script("taken, and then 502", Act::Then(Change::Status(502)), Proves::Nothing),
    ];
    let edge = [
        (520, "520"),
        (521, "521"),
        (522, "522"),
        (523, "523"),
        (524, "524"),
        (525, "525"),
        (526, "526"),
        (527, "527"),
    ];
    all.extend(
        edge.map(|(status, name)| script(name, Act::Instead(Reply::page(status, FIREWALL)), Proves::Nothing)),
    );
    all
}

fn answers() -> Vec<Script> {
    let error = Reply::json(200, &serde_json::json!({ "success": false, "error": "something" }));
    let redirect = |status, to: &str| Act::Instead(Reply::empty(status).with("Location", to));
    vec![
        script("a documented refusal", Act::Documented(Refused, &[]), Proves::Refused),
        script("the secret is revoked", Act::Documented(SignedOut, &[]), Proves::SignedOut),
        script("401 as a page", Act::Instead(Reply::page(401, LOGIN)), Proves::Nothing),
        script("403 of a firewall", Act::Instead(Reply::page(403, FIREWALL)), Proves::Nothing),
        script("404 as a page", Act::Instead(Reply::page(404, "<h1>Not found</h1>")), Proves::Nothing),
        script(
            "422 of another form",
            Act::Instead(Reply::json(422, &serde_json::json!(["bad"]))),
            Proves::Nothing,
        ),
        script("200 with an error of unknown form", Act::Instead(error), Proves::Nothing),
        script("200 with a sign-in page", Act::Instead(Reply::page(200, LOGIN)), Proves::Nothing),
        script("200 empty", Act::Instead(Reply::empty(200)), Proves::Nothing),
        script("202 for later", Act::Then(Change::Status(202)), Proves::Nothing),
        script("204 for an order", Act::Instead(Reply::empty(204)), Proves::Nothing),
        script("201 without a number", Act::Then(Change::WithoutId), Proves::Nothing),
        script("a redirect to itself", redirect(307, "/orders"), Proves::Nothing),
        script("a redirect to another server", redirect(308, "https://127.0.0.2:1/orders"), Proves::Nothing),
        script(
            "a redirect without encryption",
            redirect(301, "http://api.example.com/orders"),
            Proves::Nothing,
        ),
        script("a redirect to the sign-in", redirect(302, "/login"), Proves::Nothing),
        script("a redirect to nowhere", redirect(303, "::::"), Proves::Nothing),
    ]
}

fn wire() -> Vec<Script> {
    let broken = |name, wire| script(name, Act::Wire(wire), Proves::Nothing);
    let slow = |name, wire| Script { slow: true, ..broken(name, wire) };
    let whole = |name, wire| script(name, Act::Wire(wire), Proves::Accepted);
    vec![
        broken("taken, and not a byte back", Wire::Nothing),
        broken("reset while it is sent", Wire::ResetEarly),
        broken("ended after the head", Wire::ResetAfterHead),
        slow("silence", Wire::Silence),
        slow("a byte at a time", Wire::Drip),
        slow("go on, for ever", Wire::ContinueForEver),
        broken("a body cut in half", Wire::Cut),
        broken("a length too long", Wire::TooLong),
        broken("a length too short", Wire::TooShort),
        broken("two lengths", Wire::TwoLengths),
        broken("a chunk without a length", Wire::BrokenChunk),
        broken("chunks without an end", Wire::UnendingChunks),
        broken("half of a chunk", Wire::HalfChunk),
        broken("a body without end", Wire::Endless),
        broken("not what it says to be packed in", Wire::NotGzip),
        broken("a bomb", Wire::GzipBomb),
        broken("garbage", Wire::Garbage),
        broken("HTTP 0.9", Wire::Http09),
        broken("go away, in HTTP/2", Wire::Goaway),
        broken("a header of a megabyte", Wire::HugeHeader),
        broken("ten thousand headers", Wire::ManyHeaders),
        broken("answered before it was asked", Wire::BeforeAsked),
        broken("a status and nothing else", Wire::StatusOnly),
        whole("go on, and then the answer", Wire::Continue),
        whole("a connection that is not kept", Wire::NotKeptAlive),
    ]
}

fn format() -> Vec<Script> {
    let then = |name, change, proves| script(name, Act::Then(change), proves);
    let nothing = |name, change| then(name, change, Proves::Nothing);
    let fine = |name, change| then(name, change, Proves::Accepted);
    vec![
        nothing("a mark before the data", Change::Before(b"\xef\xbb\xbf")),
        nothing(
            "a warning before the data",
            Change::Before(b"<br />\n<b>Warning</b>: Undefined index in /srv/api.php\n"),
        ),
        nothing("words after the data", Change::After(b"\n<!-- served in 12 ms -->")),
        nothing("the data twice", Change::After(b"{}")),
        nothing("another alphabet", Change::Member("town", "\"\u{1}\"")),
        nothing("bytes of another alphabet", Change::After(b"\xe4\xf6\xfc")),
        nothing("a list in place of an order", Change::Body(b"[1,2,3]")),
        nothing("a word in place of an order", Change::Body(b"\"ok\"")),
        nothing("null in place of an order", Change::Body(b"null")),
        nothing("half an object", Change::Body(b"{\"id\": 7, ")),
        nothing("no number is a number", Change::Body(b"{\"id\": NaN}")),
        nothing("a number that is null", Change::Id("null")),
        nothing("a number that is an object", Change::Id("{\"id\":7}")),
        nothing("a number that is a list", Change::Id("[7]")),
        nothing("a number with a fraction", Change::Id("7.5")),
        nothing("a number with an exponent", Change::Id("1e3")),
        nothing("a number beyond all numbers", Change::Id("18446744073709551617")),
        nothing("a number that is empty", Change::Id("\"\"")),
        nothing(
            "a number of three hundred letters",
            Change::Id(concat!(
                "\"",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "\""
            )),
        ),
        nothing("a number with a line break", Change::Id("\"7\\n8\"")),
        nothing("a number that climbs", Change::Id("\"..\"")),
        nothing("two numbers", Change::Id("7,\"@ID@\":8")),
        nothing("half a letter", Change::Member("town", "\"\\ud800\"")),
        nothing("another order", Change::Reference("\"SOMEBODY-ELSE\"")),
        nothing("a reference that is an object", Change::Reference("{}")),
        nothing("a reference with a fraction", Change::Reference("1.5")),
        nothing("deeper than can be read", Change::Member("deep", DEEP)),
        fine("a number as a text", Change::Id("\"00912\"")),
        fine("a number beyond 2^53", Change::Id("9007199254740993")),
        fine("a reference that is null", Change::Reference("null")),
        fine("members that nobody knows", Change::Member("new_in_v2", "{\"a\":[null,true]}")),
        fine("a state that nobody knows", Change::State("\"moon_phase\"")),
        fine("a state of another type", Change::State("[1]")),
        fine("money that is not exact", Change::Member("total", "19.990000000000002")),
        fine("a negative total", Change::Member("total", "-19.99")),
        fine("another type of content", Change::Header("Content-Type", "text/html; charset=windows-1252")),
        fine("the secret comes back", Change::EchoSecret),
    ]
}

const DEEP: &str = concat!(
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
);

fn life() -> Vec<Script> {
    vec![
        script("cancelled as soon as it came", Act::Then(Change::Cancelled), Proves::Refused),
        script(
            "an interface that ends soon",
            Act::Then(Change::Header("Sunset", "Sat, 31 Oct 2026 23:59:59 GMT")),
            Proves::Accepted,
        ),
        script(
            "a clock of another year",
            Act::Then(Change::Header("Date", "Mon, 01 Jan 2001 00:00:00 GMT")),
            Proves::Accepted,
        ),
    ]
}
