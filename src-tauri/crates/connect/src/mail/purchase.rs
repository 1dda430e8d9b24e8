use super::{Attachment, MailMessage, purchase_message_id};
use crate::documents::{DateFormat, PurchaseDocument, PurchaseFile};

/// The message that carries a purchase: the PO number first in the subject, the same facts as text, the files with it.
/// `from` is the account's address, which the message id is made of.
pub fn purchase_message(
    purchase: &PurchaseDocument,
    from: &str,
    to: Vec<String>,
    files: Vec<PurchaseFile>,
) -> MailMessage {
    let attachments = files
        .into_iter()
        .map(|file| Attachment {
            file_name: file.name,
            content_type: file.content_type.to_owned(),
            bytes: file.bytes,
        })
        .collect();
    MailMessage {
        to,
        subject: format!("PO {} – {}", purchase.number, purchase.merchant.name),
        text: text(purchase),
        attachments,
        message_id: purchase_message_id(&purchase.reference, from),
    }
}

fn text(purchase: &PurchaseDocument) -> String {
    let day = DateFormat::Iso.write(purchase.day());
    let mut lines = vec![
        format!("Hello {},", purchase.supplier_name),
        String::new(),
        format!("please ship our purchase order {} of {day}:", purchase.number),
        String::new(),
    ];
    for line in &purchase.lines {
        let variant = if line.variant.is_empty() { String::new() } else { format!(" ({})", line.variant) };
        lines.push(format!("  {} × {}  {}{variant}", line.quantity, line.supplier_sku, line.title));
    }
    lines.extend([String::new(), "Ship to".to_owned()]);
    lines.extend(purchase.ship_to_lines().into_iter().map(|line| format!("  {line}")));
    lines.push(String::new());
    let facts = [
        ("Shipping service", &purchase.service),
        ("Our account with you", &purchase.account_number),
        ("Reference", &purchase.reference),
        ("Note", &purchase.note),
    ];
    lines.extend(
        facts.into_iter().filter(|(_, fact)| !fact.is_empty()).map(|(name, fact)| format!("{name}: {fact}")),
    );
    lines.extend([
        String::new(),
        "Please answer this message with its PO number, so that we know you have the order.".to_owned(),
        "The same PO number always means the same order: if it reaches you twice, please ship it once."
            .to_owned(),
        String::new(),
        purchase.merchant.name.clone(),
    ]);
    lines.extend(purchase.merchant.address.iter().cloned());
    lines.push(purchase.merchant.contact.clone());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{Format, Template, make, tests::purchase};

    #[test]
    fn the_message_says_what_the_files_say() {
        let purchase = purchase();
        let file = make(&purchase, &Template::standard(Format::Csv)).unwrap();
        let to = vec!["sales@nordlicht.example.com".to_owned()];
        let message = purchase_message(&purchase, "orders@shop.example.com", to, vec![file.clone()]);
        assert_eq!(message.subject, "PO 1042-A – Fjord & Söhne");
        assert_eq!(message.message_id, "stockless.SL-7QK2M9XA@shop.example.com");
        assert_eq!(message.attachments[0].bytes, file.bytes);
        for line in [
            "please ship our purchase order 1042-A of 2026-05-04:",
            "  2 × NL-0042  Desk lamp, oiled oak (Warm white, 1.5 m cable)",
            "  1 × NL-0108  Shade \"Kiel\"",
            "  01067 Łódź",
            "  +4915100000000",
            "Shipping service: DHL Paket",
            "The same PO number always means the same order: if it reaches you twice, please ship it once.",
        ] {
            assert!(
                message.text.lines().any(|found| found == line),
                "{line:?} is missing in {}",
                message.text
            );
        }
    }
}
