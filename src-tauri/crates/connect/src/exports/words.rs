//! State words of any shop: ours, Shopify's, and WooCommerce's in four languages.

use stockless_core::order::{Fulfilment, Payment};

use super::{shopify, woo};

/// The payment state a word means; `Unknown` for a word nobody uses.
pub(super) fn payment(word: &str) -> Payment {
    let plain = word.trim().to_lowercase().replace([' ', '-'], "_");
    Payment::from_word(&plain)
        .or_else(|| Some(shopify::payment(&plain)).filter(|state| *state != Payment::Unknown))
        .or_else(|| woo::states(word).map(|(payment, _)| payment))
        .unwrap_or(Payment::Unknown)
}

/// The shipping state a word means; `Unknown` for a word nobody uses.
pub(super) fn fulfilment(word: &str) -> Fulfilment {
    let plain = word.trim().to_lowercase().replace([' ', '-'], "_");
    Fulfilment::from_word(&plain)
        .or_else(|| Some(shopify::fulfilment(&plain)).filter(|state| *state != Fulfilment::Unknown))
        .or_else(|| woo::states(word).map(|(_, fulfilment)| fulfilment))
        .unwrap_or(match plain.as_str() {
            "shipped" | "sent" | "delivered" | "versandt" | "verschickt" | "expédié" | "enviado" => {
                Fulfilment::Fulfilled
            }
            "open" | "new" | "paid" | "unshipped" | "offen" | "neu" => Fulfilment::Unfulfilled,
            _ => Fulfilment::Unknown,
        })
}
