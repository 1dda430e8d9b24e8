//! Order states of WooCommerce, as the word or its label in English, German, French and Spanish.

use stockless_core::order::{Fulfilment, Payment, ShopOrder};

const WORDS: [(&[&str], Payment, Fulfilment); 7] = [
    (&["processing", "in bearbeitung", "en cours", "procesando"], Payment::Paid, Fulfilment::Unfulfilled),
    (
        &["completed", "abgeschlossen", "fertiggestellt", "terminée", "completado"],
        Payment::Paid,
        Fulfilment::Fulfilled,
    ),
    (
        &["on-hold", "on hold", "in wartestellung", "wartend", "en attente", "en espera"],
        Payment::Pending,
        Fulfilment::OnHold,
    ),
    (
        &[
            "pending",
            "pending payment",
            "checkout-draft",
            "draft",
            "zahlung ausstehend",
            "ausstehende zahlung",
            "attente paiement",
            "en attente de paiement",
            "pendiente de pago",
        ],
        Payment::Pending,
        Fulfilment::Unfulfilled,
    ),
    (
        &["cancelled", "canceled", "trash", "storniert", "annulée", "cancelado"],
        Payment::Voided,
        Fulfilment::Cancelled,
    ),
    (&["failed", "fehlgeschlagen", "échouée", "fallido"], Payment::Voided, Fulfilment::Cancelled),
    (
        &["refunded", "rückerstattet", "erstattet", "remboursée", "reembolsado"],
        Payment::Refunded,
        Fulfilment::Unfulfilled,
    ),
];

/// Both states of a word; `None` for a word that is not in use.
pub(in crate::exports) fn of_word(word: &str) -> Option<(Payment, Fulfilment)> {
    let lower = word.trim().to_lowercase();
    let plain = lower.strip_prefix("wc-").unwrap_or(&lower);
    let known = WORDS.iter().find(|(words, _, _)| words.contains(&plain));
    known.map(|(_, payment, fulfilment)| (*payment, *fulfilment))
}

/// Sets both states by the shop's word and keeps the word.
pub(super) fn set(order: &mut ShopOrder, word: &str) {
    word.clone_into(&mut order.payment_text);
    word.clone_into(&mut order.fulfilment_text);
    (order.payment, order.fulfilment) = of_word(word).unwrap_or((Payment::Unknown, Fulfilment::Unknown));
    let partly = !order.refunded.is_zero() && order.refunded.minor() < order.total.minor();
    if partly && order.payment == Payment::Paid {
        order.payment = Payment::PartlyRefunded;
    }
}
