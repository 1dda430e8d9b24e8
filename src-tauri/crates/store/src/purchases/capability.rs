//! What a supplier's channel could do, kept with each purchase as it was when the purchase was queued.

use serde::{Deserialize, Serialize};
use stockless_core::protocol::{Cancel, Capability, Key, Lifetime, Lookup};

use crate::open::StoreError;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    key: String,
    /// Absent: not documented. −1: for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    key_lifetime_ms: Option<i64>,
    lookup: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    list_lag_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_lifetime_ms: Option<i64>,
    #[serde(default)]
    partial_acceptance: bool,
    /// Absent: never. −1: until shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    cancel_ms: Option<i64>,
    #[serde(default)]
    evidence: String,
}

const ALWAYS: i64 = -1;

/// The text in the store; empty for a channel that can do nothing.
pub(super) fn to_text(capability: &Capability) -> String {
    if *capability == Capability::blind() {
        return String::new();
    }
    let kept = Kept {
        key: capability.key.word().to_owned(),
        key_lifetime_ms: match capability.key_lifetime {
            Lifetime::Unknown => None,
            Lifetime::Ms(ms) => Some(ms),
            Lifetime::Forever => Some(ALWAYS),
        },
        lookup: capability.lookup.word().to_owned(),
        list_lag_ms: capability.list_lag_ms,
        request_lifetime_ms: capability.request_lifetime_ms,
        partial_acceptance: capability.partial_acceptance,
        cancel_ms: match capability.cancel {
            Cancel::Never => None,
            Cancel::Ms(ms) => Some(ms),
            Cancel::UntilShipped => Some(ALWAYS),
        },
        evidence: capability.evidence.clone(),
    };
    serde_json::to_string(&kept).unwrap_or_default()
}

pub(super) fn from_text(text: &str) -> Result<Capability, StoreError> {
    if text.is_empty() {
        return Ok(Capability::blind());
    }
    let unreadable = || StoreError::Unreadable { what: "capability of a supplier", value: text.to_owned() };
    let kept: Kept = serde_json::from_str(text).map_err(|_| unreadable())?;
    Ok(Capability {
        key: Key::from_word(&kept.key).ok_or_else(unreadable)?,
        key_lifetime: match kept.key_lifetime_ms {
            None => Lifetime::Unknown,
            Some(ALWAYS) => Lifetime::Forever,
            Some(ms) => Lifetime::Ms(ms),
        },
        lookup: Lookup::from_word(&kept.lookup).ok_or_else(unreadable)?,
        list_lag_ms: kept.list_lag_ms,
        request_lifetime_ms: kept.request_lifetime_ms,
        partial_acceptance: kept.partial_acceptance,
        cancel: match kept.cancel_ms {
            None => Cancel::Never,
            Some(ALWAYS) => Cancel::UntilShipped,
            Some(ms) => Cancel::Ms(ms),
        },
        evidence: kept.evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back() {
        for capability in [
            Capability::blind(),
            Capability {
                key: Key::Header,
                key_lifetime: Lifetime::Ms(86_400_000),
                lookup: Lookup::ByReference,
                list_lag_ms: Some(60_000),
                request_lifetime_ms: Some(30_000),
                partial_acceptance: true,
                cancel: Cancel::UntilShipped,
                evidence: "https://api.kestrel.example/docs".to_owned(),
            },
            Capability { key: Key::DraftConfirm, cancel: Cancel::Ms(3_600_000), ..Capability::blind() },
        ] {
            assert_eq!(from_text(&to_text(&capability)).unwrap(), capability);
        }
        assert_eq!(to_text(&Capability::blind()), "");
        assert!(from_text("{\"key\":\"magic\"}").is_err());
    }
}
