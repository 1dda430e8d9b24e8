//! What an order in a supplier's answer says about its lines: which it takes, and how much of each.

use serde_json::Value;
use stockless_core::acceptance::{Said, SaidLine, Which};

use super::description::LinesAt;
use super::pointer::{Pointer, scalar};
use super::trace::plain;

/// The most lines that are read of one order.
const MOST: usize = 1_000;
/// The longest SKU that is compared, characters.
const LONGEST_SKU: usize = 100;
/// The longest reason that is kept, characters.
const LONGEST_REASON: usize = 120;

/// Reads what an order says about its lines; nothing where it does not speak of them.
pub(super) fn said(at: Option<&LinesAt>, order: &Value) -> Said {
    let Some(at) = at else { return Said::Nothing };
    match at.items.get(order) {
        None | Some(Value::Null) => Said::Nothing,
        Some(Value::Array(items)) if items.len() > MOST => {
            Said::Unreadable(format!("it shows {} lines, and {MOST} are the most that are read", items.len()))
        }
        Some(Value::Array(items)) => {
            let lines: Result<Vec<SaidLine>, String> = items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    line(at, item)
                        .map_err(|why| format!("entry {} of its lines {why}", index.saturating_add(1)))
                })
                .collect();
            match lines {
                Ok(lines) => Said::Lines { lines, rest_is_refused: at.rest_is_refused },
                Err(why) => Said::Unreadable(why),
            }
        }
        Some(_) => Said::Unreadable(format!("what it shows at {} is no list of lines", at.items.as_str())),
    }
}

/// The same where the description says that an answer holds them: that it does not is no acceptance of all.
pub(super) fn owed(at: Option<&LinesAt>, said: Said) -> Said {
    match (at, said) {
        (Some(at), Said::Nothing) => Said::Unreadable(format!("it shows no lines at {}", at.items.as_str())),
        (_, said) => said,
    }
}

fn line(at: &LinesAt, item: &Value) -> Result<SaidLine, String> {
    let which = match (&at.sku, &at.number) {
        (Some(sku), _) => {
            let found = sku.text(item).map(|text| plain(&text)).filter(|text| !text.is_empty());
            let found = found.ok_or_else(|| format!("has no SKU at {}", sku.as_str()))?;
            if found.chars().count() > LONGEST_SKU {
                return Err(format!("has more than {LONGEST_SKU} characters at {}", sku.as_str()));
            }
            Which::Sku(found)
        }
        (None, Some(number)) => Which::Number(whole(number, item)?),
        (None, None) => return Err("is named by nothing".to_owned()),
    };
    let reason = at.reason.as_ref().and_then(|at| at.text(item)).unwrap_or_default();
    let reason = plain(&reason).chars().take(LONGEST_REASON).collect();
    Ok(SaidLine { which, taken: whole(&at.accepted, item)?, reason })
}

/// A whole number, as a number or as a text of digits. Money and measures have fractions; pieces do not.
fn whole(at: &Pointer, item: &Value) -> Result<i64, String> {
    let found = at.get(item).filter(|value| !value.is_null());
    let found = found.ok_or_else(|| format!("has no number at {}", at.as_str()))?;
    let text = scalar(found).filter(|_| !found.is_boolean()).map(|text| text.trim().to_owned());
    let number = text.filter(|text| text.len() <= 18).and_then(|text| text.parse().ok());
    number.ok_or_else(|| format!("holds {} at {}, which is no whole number", shown(found), at.as_str()))
}

/// A value for people, no longer than a number is.
fn shown(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) => format!("“{}”", plain(text).chars().take(20).collect::<String>()),
        other => other.to_string().chars().take(24).collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at() -> LinesAt {
        let pointer = |text: &str| Pointer::new(text).unwrap();
        LinesAt {
            items: pointer("/items"),
            sku: Some(pointer("/sku")),
            number: None,
            accepted: pointer("/accepted"),
            reason: Some(pointer("/why")),
            rest_is_refused: false,
        }
    }

    fn read(items: &Value) -> Said {
        said(Some(&at()), &json!({ "items": items }))
    }

    #[test]
    fn lines_are_read_as_they_are_described() {
        let Said::Lines { lines, .. } = read(
            &json!([{ "sku": " K-100 ", "accepted": "2" }, { "sku": 77, "accepted": 0, "why": "sold\nout" }]),
        ) else {
            panic!("lines")
        };
        assert_eq!(lines[0], SaidLine { which: Which::Sku("K-100".into()), taken: 2, reason: String::new() });
        assert_eq!(
            lines[1],
            SaidLine { which: Which::Sku("77".into()), taken: 0, reason: "sold out".into() }
        );
        let numbered = LinesAt { sku: None, number: Some(Pointer::new("/line").unwrap()), ..at() };
        let Said::Lines { lines, .. } =
            said(Some(&numbered), &json!({"items": [{"line": 3, "accepted": 1}]}))
        else {
            panic!("lines")
        };
        assert_eq!(lines[0].which, Which::Number(3));
    }

    #[test]
    fn what_is_no_amount_of_pieces_is_unreadable_and_named() {
        for (value, words) in [
            (json!(2.5), "holds 2.5 at /accepted"),
            (json!("2,5"), "“2,5”"),
            (json!("two"), "“two”"),
            (json!(""), "“”"),
            (json!(null), "has no number at /accepted"),
            (json!(true), "holds true"),
            (json!([2]), "a list"),
            (json!({ "of": 2 }), "an object"),
            (json!(1e300), "no whole number"),
            (json!("99999999999999999999"), "no whole number"),
            (json!(u64::MAX), "no whole number"),
        ] {
            let Said::Unreadable(why) = read(&json!([{ "sku": "K-100", "accepted": value }])) else {
                panic!("{value}")
            };
            assert!(why.contains(words) && why.contains("entry 1") && why.len() < 200, "{why}");
        }
        for items in [json!({}), json!("K-100"), json!([null]), json!([{ "accepted": 2 }]), json!([[]])] {
            assert!(matches!(read(&items), Said::Unreadable(_)), "{items}");
        }
        let long = json!([{ "sku": "K".repeat(101), "accepted": 1 }]);
        assert!(matches!(read(&long), Said::Unreadable(_)));
        let many: Vec<Value> = vec![json!({ "sku": "K", "accepted": 1 }); MOST + 1];
        assert!(matches!(read(&Value::Array(many)), Said::Unreadable(_)));
    }

    #[test]
    fn lines_that_are_owed_and_not_there_are_no_acceptance() {
        assert_eq!(said(Some(&at()), &json!({})), Said::Nothing);
        assert!(matches!(owed(Some(&at()), Said::Nothing), Said::Unreadable(_)));
        assert_eq!(owed(None, said(None, &json!({ "items": [] }))), Said::Nothing);
    }
}
