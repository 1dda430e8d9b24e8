//! Places in a supplier's JSON answer, after RFC 6901, and what is read there.

use serde_json::Value;

/// A JSON pointer: empty for the whole answer, otherwise `/order/id`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pointer(String);

impl Pointer {
    /// Reads a pointer. The error says what is wrong with it.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        if !(text.is_empty() || text.starts_with('/')) {
            return Err(format!("“{text}” does not begin with a slash"));
        }
        if text.len() > 200 || text.chars().any(char::is_control) {
            return Err("it is longer than 200 characters or holds control characters".to_owned());
        }
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            if c == '~' && !matches!(rest.next(), Some('0' | '1')) {
                return Err(format!("“{text}” has a ~ that is neither ~0 nor ~1"));
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The value there.
    pub(super) fn get<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        value.pointer(&self.0)
    }

    /// A text or a whole number there, as text. Other numbers have lost digits on their way and are not read.
    pub(super) fn text(&self, value: &Value) -> Option<String> {
        scalar(self.get(value)?)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text, a whole number or a yes or no, as text.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) if number.is_i64() || number.is_u64() => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}

/// A number or name of the supplier that may stand in a path: 1 to 200 characters, none of them a control character.
pub(super) fn usable_id(text: &str) -> bool {
    let length = text.chars().count();
    (1..=200).contains(&length) && !text.chars().any(char::is_control) && !matches!(text, "." | "..")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whole_numbers_are_read_to_their_last_digit_and_others_not_at_all() {
        let answer =
            json!({"a": {"id": 9_007_199_254_740_993_u64, "t": "0012", "f": 1.5, "n": null, "x~y": 7}});
        let read = |at: &str| Pointer::new(at).unwrap().text(&answer);
        assert_eq!(read("/a/id").as_deref(), Some("9007199254740993"));
        assert_eq!(read("/a/t").as_deref(), Some("0012"));
        assert_eq!(read("/a/x~0y").as_deref(), Some("7"));
        for nothing in ["/a/f", "/a/n", "/a", "/a/missing", ""] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
        let beyond: Value = serde_json::from_str(r#"{"id": 18446744073709551616}"#).unwrap();
        assert_eq!(Pointer::new("/id").unwrap().text(&beyond), None);
    }

    #[test]
    fn pointers_follow_the_standard() {
        for wrong in ["id", "/a~", "/a~2", "/a\n"] {
            assert!(Pointer::new(wrong).is_err(), "{wrong}");
        }
    }
}
