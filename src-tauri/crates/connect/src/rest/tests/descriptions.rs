//! Descriptions: what they promise, and what is said about those that do not hold together.

use stockless_core::protocol::{Cancel, Class, Key, Lifetime, Lookup};

use super::*;

#[test]
fn the_described_suppliers_promise_what_their_files_say() {
    let read = |name: &str| Description::read(&described(name)).unwrap();
    let classes: Vec<Class> = ALL.iter().map(|name| read(name).capability().class()).collect();
    assert_eq!(
        classes,
        [Class::Keyed, Class::Keyed, Class::Drafted, Class::Listed, Class::Listed, Class::Listed]
    );
    let keyed = read("keyed");
    let capability = keyed.capability();
    assert_eq!((capability.key, capability.key_lifetime), (Key::Header, Lifetime::Ms(86_400_000)));
    assert_eq!((capability.lookup, capability.list_lag_ms), (Lookup::ByReference, Some(120_000)));
    assert_eq!((capability.request_lifetime_ms, capability.cancel), (Some(60_000), Cancel::UntilShipped));
    assert_eq!(keyed.limits(), Limits { requests_per_minute: 300, concurrency: 2 });
    assert_eq!(read("unique").capability().cancel, Cancel::Ms(1_800_000));
    assert!(read("drafted").capability().partial_acceptance);
}

/// What is changed in the first description, the line that is named, and what is said.
const WRONG: &[(&str, &str, usize, &str)] = &[
    ("kind = \"bearer\"", "kind = \"oauth\"", 6, "unknown variant `oauth`"),
    ("kind = \"bearer\"", "knd = \"bearer\"", 6, "unknown field `knd`"),
    ("kind = \"bearer\"", "kind = \"header\"", 5, "the header is not named"),
    ("kind = \"bearer\"", "kind = \"basic\"", 5, "the user is missing"),
    ("kind = \"bearer\"", "kind = \"bearer\"\nuser = \"x\"", 7, "it is given and not used"),
    ("name = \"Halden Fulfilment API v1\"", "name = \"\"", 2, "it is empty"),
    ("name = \"Halden Fulfilment API v1\"\n", "", 1, "missing field `name`"),
    ("https://api.halden.example.com/v1", "ftp://api.halden.example.com", 3, "neither https nor http"),
    ("https://api.halden.example.com/v1", "https://u:p@api.halden.example.com", 3, "a name or a password"),
    ("key = \"header\"", "key = \"magic\"", 8, "there is no “magic”"),
    ("key_header = \"Idempotency-Key\"\n", "", 8, "the header that carries the key is not named"),
    ("key_header = \"Idempotency-Key\"", "key_header = \"Content-Length\"", 10, "cannot be a header here"),
    ("key = \"header\"", "key = \"none\"", 10, "it is named and not used"),
    ("key_lifetime = \"24h\"", "key_lifetime = \"a day\"", 11, "“a day” is no length of time"),
    ("key_lifetime = \"24h\"", "key_lifetime = \"-24h\"", 11, "is no length of time"),
    ("key_lifetime = \"24h\"", "key_lifetime = \"99999999999999999999d\"", 11, "is no length of time"),
    ("list_lag = \"2m\"", "list_lag = \"2µ\"", 13, "is no length of time"),
    ("lookup = \"by_reference\"", "lookup = \"by_luck\"", 8, "there is no “by_luck”"),
    ("evidence = \"https://developers.halden.example.com/idempotency\"\n", "", 8, "nothing says where"),
    ("requests_per_minute = 300", "requests_per_minute = 0", 20, "0 is out of range"),
    ("requests_per_minute = 300", "requests_per_minute = 39", 66, "40 pages do not fit"),
    ("concurrency = 2", "concurrency = 3", 21, "3 is out of range"),
    ("concurrency = 2", "concurrency = 2\nspeed = 9", 22, "unknown field `speed`"),
    ("id = \"/id\"", "id = \"id\"", 24, "does not begin with a slash"),
    ("reference = \"/external_reference\"\n", "", 23, "nothing says where it stands"),
    ("path = \"/orders\"\n", "path = \"orders\"\n", 37, "does not begin with one slash"),
    ("path = \"/orders\"\n", "path = \"/orders/{id}\"\n", 37, "there is no {id} here, only {reference}"),
    ("path = \"/orders\"\n", "path = \"/../admin\"\n", 37, "a step . or .."),
    ("path = \"/orders\"\n", "path = \"/orders\"\nmethod = \"GET\"\n", 38, "is no method for this"),
    ("path = \"/orders\"\n", "path = \"/orders\"\naccepted = [302]\n", 38, "200 to 299"),
    (
        "\"sku\": \"{line.supplier_sku}\"",
        "\"sku\": \"{line.supplier_skew}\"",
        38,
        "there is no {line.supplier_skew}",
    ),
    ("\"po_number\": \"{number}\"", "\"po_number\": \"{line.sku}\"", 38, "stands outside an array"),
    ("\"po_number\": \"{number}\"", "\"po_number\": {number}", 38, "it cannot be read"),
    ("\"external_reference\": \"{reference}\"", "\"external_reference\": \"x\"", 38, "carries no reference"),
    (
        "\"external_reference\": \"{reference}\"",
        "\"external_reference\": \"{reference?}\"",
        38,
        "carries no reference",
    ),
    ("[cancel]\npath = \"/orders/{id}\"", "[cancel]\npath = \"/orders\"", 73, "names {id}"),
    ("[cancel]\npath = \"/orders/{id}\"", "", 8, "nothing cancels an order"),
    ("cancelled = [\"cancelled\"]", "", 23, "has to show that the order is cancelled"),
    ("&page={page}", "&page={page}&c={cursor}", 67, "without its other half"),
    ("status = 429", "status = 500", 91, "proves no refusal"),
    ("status = 429", "status = 409", 91, "something is there already"),
    ("means = \"temporary\"", "means = \"maybe\"", 94, "unknown variant `maybe`"),
    ("values = [\"rate_limited\"]", "values = [1.5]", 93, "a text, a whole number, true or false"),
    ("[place]", "[place", 36, "the file"),
    ("sku = \"/sku\"\n", "", 30, "by its SKU or by its number"),
    ("sku = \"/sku\"\n", "sku = \"/sku\"\nline = \"/no\"\n", 30, "by its SKU or by its number"),
    ("sku = \"/sku\"\n", "line = \"/no\"\n", 30, "the request sends no {line.number}"),
    ("accepted = \"/accepted\"\n", "", 30, "missing field `accepted`"),
    ("accepted = \"/accepted\"\n", "accepted = \"accepted\"\n", 33, "does not begin with a slash"),
    ("reason = \"/reason\"\n", "left_out = \"taken\"\n", 34, "unknown variant `taken`"),
];

#[test]
fn what_is_wrong_is_said_with_its_line_and_what_to_do() {
    let mut elsewhere = Vec::new();
    for (old, new, line, words) in WRONG {
        let text = described("keyed");
        assert!(text.contains(old), "{old}");
        let changed = text.replacen(old, new, 1);
        let error = Description::read(&changed).err().unwrap_or_else(|| panic!("{new} was taken"));
        let said = error.to_string();
        assert!(said.contains(words), "{new}: {said}");
        assert!(said.starts_with("Line ") && said.ends_with('.'), "{said}");
        if error.line != *line {
            elsewhere.push(format!("{line} was expected: {said}"));
        }
    }
    assert_eq!(elsewhere, [""; 0]);
}

#[test]
fn a_question_has_a_body_or_it_has_none() {
    let queried = described("queried");
    for (old, new, words) in [
        ("[look]\nmethod = \"POST\"", "[look]", "a question by POST has a body"),
        ("\"variables\": { \"po\": \"{reference}\" }", "\"variables\": {}", "it does not name {reference}"),
        ("\"po\": \"{reference}\"", "\"po\": \"{line.sku}\"", "there is no {line.sku}"),
        ("query($po: String!) {{", "query($po: String!) {", "there is no {"),
        ("errors = \"/errors\"", "errors = \"errors\"", "does not begin with a slash"),
    ] {
        assert!(queried.contains(old), "{old}");
        let error = Description::read(&queried.replacen(old, new, 1)).expect_err(new).to_string();
        assert!(error.contains(words), "{new}: {error}");
    }
    let keyed = described("keyed").replacen("[look]\n", "[look]\nbody = '{}'\n", 1);
    assert!(Description::read(&keyed).unwrap_err().to_string().contains("a question by POST has a body"));
}

#[test]
fn two_steps_need_both_and_no_third() {
    let drafted = described("drafted");
    let (before, confirm) = drafted.split_once("[confirm]").unwrap();
    let (_, after) = confirm.split_once("[look]").unwrap();
    let error = Description::read(&format!("{before}[look]{after}")).unwrap_err();
    assert!(error.to_string().contains("draft_confirm needs both steps"), "{error}");
    let (_, draft) = before.split_once("[draft]").unwrap();
    let place = format!("[place]{draft}");
    let error = Description::read(&drafted.replace("[confirm]", &format!("{place}[confirm]"))).unwrap_err();
    assert!(error.to_string().contains("would pass the draft by"), "{error}");
}

#[test]
fn a_description_is_bounded_and_garbage_is_an_error() {
    let endless = format!("{}# {}", described("keyed"), "x".repeat(200_000));
    assert!(Description::read(&endless).unwrap_err().to_string().contains("131072 is the most"));
    for garbage in ["", "\0", "[[[[", "a = ", "= 1", "name = 1", &"[a.".repeat(5_000), &"[".repeat(100_000)] {
        assert!(Description::read(garbage).is_err());
    }
}
