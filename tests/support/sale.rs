//! Orders of an invented shop, and the Shopify export that tells them.

use std::fmt::Write as _;

/// One line of a sale.
#[derive(Debug, Clone)]
pub struct Item {
    pub sku: String,
    pub title: String,
    pub quantity: i64,
    /// One unit, in cents.
    pub price: i64,
}

/// One order as the shop has it. Amounts are cents; prices contain the tax.
#[derive(Debug, Clone)]
pub struct Sale {
    pub number: String,
    pub email: String,
    pub placed: String,
    pub payment: String,
    pub fulfilment: String,
    pub currency: String,
    pub items: Vec<Item>,
    pub shipping: i64,
    pub discount: i64,
    pub tax: i64,
    pub refunded: i64,
    pub gateway: String,
    pub name: String,
    pub street: String,
    pub zip: String,
    pub city: String,
    pub country: String,
    pub cancelled: String,
    pub risk: String,
    pub tags: String,
}

impl Sale {
    /// A paid order of nothing yet, placed on 9 March 2026 at 8:00 UTC, to an invented person in Hamburg.
    pub fn new(number: &str) -> Self {
        let who: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
        Self {
            number: number.to_owned(),
            email: format!("buyer.{who}@example.com"),
            placed: "2026-03-09 08:00:00 +0000".to_owned(),
            payment: "paid".to_owned(),
            fulfilment: "unfulfilled".to_owned(),
            currency: "EUR".to_owned(),
            items: Vec::new(),
            shipping: 0,
            discount: 0,
            tax: 0,
            refunded: 0,
            gateway: "card".to_owned(),
            name: format!("Nora Quill {who}"),
            street: "Elbgasse 12".to_owned(),
            zip: "20095".to_owned(),
            city: "Hamburg".to_owned(),
            country: "DE".to_owned(),
            cancelled: String::new(),
            risk: "Low".to_owned(),
            tags: String::new(),
        }
    }

    /// With a line; its title is made from the SKU.
    #[must_use]
    pub fn item(mut self, sku: &str, quantity: i64, price: i64) -> Self {
        let title = format!("The {}", sku.to_lowercase().replace('-', " "));
        self.items.push(Item { sku: sku.to_owned(), title, quantity, price });
        self
    }

    /// Changed in any way.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// To another country.
    #[must_use]
    pub fn to(self, country: &str) -> Self {
        self.with(|sale| sale.country = country.to_owned())
    }

    /// Placed at another moment, `2026-03-02 10:00:00 +0000`.
    #[must_use]
    pub fn placed(self, at: &str) -> Self {
        self.with(|sale| sale.placed = at.to_owned())
    }

    /// What the customer pays, in cents.
    pub fn total(&self) -> i64 {
        self.items.iter().map(|item| item.quantity * item.price).sum::<i64>() - self.discount + self.shipping
    }
}

fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

const HEADER: &str = "Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,\
Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,Shipping Name,\
Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Cancelled at,Payment Method,Refunded Amount,Id,Tags,Risk Level";

/// The shop's export of some orders.
pub fn shopify(sales: &[Sale]) -> String {
    let mut text = format!("{HEADER}\n");
    for sale in sales {
        for (index, item) in sale.items.iter().enumerate() {
            let line = [item.quantity.to_string(), quoted(&item.title), money(item.price), quoted(&item.sku)]
                .join(",");
            if index == 0 {
                let subtotal = sale.total() - sale.shipping;
                let head = [
                    &sale.number,
                    &sale.email,
                    &sale.payment,
                    &sale.fulfilment,
                    &sale.currency,
                    &money(subtotal),
                    &money(sale.shipping),
                    &money(sale.tax),
                    &money(sale.total()),
                    &money(sale.discount),
                    &sale.placed,
                ];
                let tail = [
                    quoted(&sale.name),
                    quoted(&sale.street),
                    quoted(&sale.city),
                    quoted(&sale.zip),
                    sale.country.clone(),
                    sale.cancelled.clone(),
                    quoted(&sale.gateway),
                    money(sale.refunded),
                    format!("id-{}", sale.number.trim_start_matches('#')),
                    quoted(&sale.tags),
                    sale.risk.clone(),
                ];
                let _ =
                    writeln!(text, "{},{line},true,{}", head.map(String::as_str).join(","), tail.join(","));
            } else {
                let _ = writeln!(
                    text,
                    "{},{},,,,,,,,,{},{line},true,,,,,,,,,,,",
                    sale.number, sale.email, sale.placed
                );
            }
        }
    }
    text
}
