//! What differs between an order as it is known and as its shop tells it now.

use stockless_core::day::Instant;
use stockless_core::money::Money;
use stockless_core::order::{Address, ShopLine, ShopOrder};

use super::{Change, LineRow, OrderRow};

pub(super) fn header_changes(old: &OrderRow, new: &ShopOrder) -> Vec<Change> {
    let amount = |minor: i64, currency| Money::from_minor(minor, currency).to_string();
    let instant = |at: Option<Instant>| at.map(Instant::iso).unwrap_or_default();
    let mut changes = Vec::new();
    let mut note = |field, before: String, after: String| {
        if before != after {
            changes.push(Change { field, before, after });
        }
    };
    note("number", old.number.clone(), new.number.clone());
    note("placed_at", old.placed.iso(), new.placed.iso());
    note("payment", old.payment.word().to_owned(), new.payment.word().to_owned());
    note("payment_text", old.payment_text.clone(), new.payment_text.clone());
    note("fulfilment", old.fulfilment.word().to_owned(), new.fulfilment.word().to_owned());
    note("fulfilment_text", old.fulfilment_text.clone(), new.fulfilment_text.clone());
    note("cancelled_at", instant(old.cancelled), instant(new.cancelled));
    note("total", amount(old.total_minor, old.currency), new.total.to_string());
    note("refunded", amount(old.refunded_minor, old.currency), new.refunded.to_string());
    note("shipping", amount(old.shipping_minor, old.currency), new.shipping.to_string());
    note("discount", amount(old.discount_minor, old.currency), new.discount.to_string());
    note("tax", amount(old.tax_minor, old.currency), new.tax.to_string());
    note("tax_included", old.tax_included.to_string(), new.tax_included.to_string());
    let fee = old.stated_fee_minor.map(|minor| amount(minor, old.currency)).unwrap_or_default();
    note("fee", fee, new.stated_fee.map(|fee| fee.to_string()).unwrap_or_default());
    note("address", address_line(&old.ship_to), address_line(&new.ship_to));
    note("email", old.email.clone(), new.email.clone());
    note("note", old.note.clone(), new.note.clone());
    note("gateway", old.gateway.clone(), new.gateway.clone());
    note("service", old.service.clone(), new.service.clone());
    note("risk", old.risk.clone(), new.risk.clone());
    note("tracking", old.tracking.clone(), new.tracking.clone());
    note("tags", old.shop_tags.join(", "), new.tags.join(", "));
    note("paid_at", instant(old.paid), instant(new.paid));
    note("deliver_by", instant(old.deliver_by), instant(new.deliver_by));
    note("ship_by", instant(old.ship_by), instant(new.ship_by));
    changes
}

fn address_line(address: &Address) -> String {
    let country = address.country.map_or_else(|| address.country_text.clone(), |c| c.to_string());
    [
        &address.name,
        &address.company,
        &address.line1,
        &address.line2,
        &address.postal_code,
        &address.city,
        &address.region,
        &country,
        &address.phone,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .cloned()
    .collect::<Vec<_>>()
    .join(", ")
}

pub(super) fn line_changes(old: &[LineRow], new: &[ShopLine]) -> Vec<Change> {
    let name = |sku: &str, title: &str| if sku.is_empty() { title.to_owned() } else { sku.to_owned() };
    let mut changes = Vec::new();
    for line in new {
        let after = format!("{} × {}", line.quantity, name(&line.sku, &line.title));
        match old.iter().find(|known| known.shop_ref == line.shop_ref) {
            None => changes.push(Change { field: "line", before: String::new(), after }),
            Some(known) => {
                let before = format!("{} × {}", known.quantity, name(&known.sku, &known.title));
                if before != after || known.variant != line.variant {
                    changes.push(Change { field: "line", before, after });
                } else if known.total_minor != line.total.minor()
                    || known.discount_minor != line.discount.minor()
                    || known.tax_minor != line.tax.map(Money::minor)
                {
                    changes.push(Change {
                        field: "line_price",
                        before: format!("{before} {}", known.total_minor),
                        after: format!("{after} {}", line.total.minor()),
                    });
                } else if known.title != line.title || known.ships != line.ships {
                    let told = |title: &str, ships: bool| {
                        format!("{title}, {}", if ships { "shipped" } else { "not shipped" })
                    };
                    changes.push(Change {
                        field: "line_text",
                        before: told(&known.title, known.ships),
                        after: told(&line.title, line.ships),
                    });
                }
            }
        }
    }
    for known in old {
        if !new.iter().any(|line| line.shop_ref == known.shop_ref) {
            let before = format!("{} × {}", known.quantity, name(&known.sku, &known.title));
            changes.push(Change { field: "line", before, after: String::new() });
        }
    }
    changes
}
