//! What has to come out of the day, reckoned from its files in whole cents. Nothing here knows the program.

use std::collections::BTreeMap;

use super::fixtures::{Line, Row, Sale, cents, rows, sales};

/// What the merchant decides in the window, beside what the files say.
pub struct Decided {
    /// The SKU nobody had mapped, and the offer it goes to.
    pub mapped: (&'static str, &'static str),
    /// The order whose address had no postal code, and the code that is added.
    pub postal_code: (&'static str, &'static str),
    /// Orders that were forwarded, taken back and forwarded again: their first numbers are never used again.
    pub twice: &'static [&'static str],
    /// What the payment provider takes of all that is paid: per mille, and cents for each order.
    pub fee: (i64, i64),
}

/// One purchase: what a supplier sends for one order.
pub struct Purchase {
    pub number: String,
    pub supplier: String,
    pub currency: String,
    pub goods: i64,
    pub shipping: i64,
    pub fee: i64,
    /// The rows of the file that the supplier gets, by the titles of its columns.
    pub file: Vec<Row>,
    /// The purchase's part of each line: the line's place in the order, and what its goods cost.
    lines: Vec<(usize, i64)>,
}

/// One figure of the profit report, in pence.
pub struct Figure {
    pub order: String,
    pub product: String,
    pub country: String,
    pub step: &'static str,
    pub pence: i64,
}

/// An offer with its unit costs from a number of units on, the fewest first.
struct Offer {
    supplier: String,
    sku: String,
    title: String,
    costs: Vec<(i64, i64)>,
}

fn offers() -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for row in rows("offers.csv") {
        let cost = (row["Min quantity"].parse().expect("units"), cents(&row["Unit cost"]));
        match offers.iter_mut().find(|offer| offer.sku == row["Supplier SKU"]) {
            Some(offer) => offer.costs.push(cost),
            None => offers.push(Offer {
                supplier: row["Supplier"].clone(),
                sku: row["Supplier SKU"].clone(),
                title: row["Title"].clone(),
                costs: vec![cost],
            }),
        }
    }
    offers
}

/// The offer that serves a line and how many units of it one unit of the line takes.
fn serving(line: &Line, decided: &Decided) -> (Offer, i64) {
    let mapping = rows("mappings.csv").into_iter().find(|row| row["Shop SKU"] == line.sku);
    let (sku, factor) = match mapping {
        Some(row) => (row["Supplier SKU"].clone(), row["Units"].parse().expect("units")),
        None => {
            assert_eq!(line.sku, decided.mapped.0);
            (decided.mapped.1.to_owned(), 1)
        }
    };
    (offers().into_iter().find(|offer| offer.sku == sku).expect("its offer"), factor)
}

/// The purchases that the paid orders lead to.
pub fn purchases(decided: &Decided) -> Vec<Purchase> {
    sales().iter().filter(|sale| sale.paid).flat_map(|sale| purchases_of(sale, decided)).collect()
}

/// What goes to one supplier: the line's place, the line, its offer, the units of the offer.
type Share<'a> = (usize, &'a Line, Offer, i64);

fn purchases_of(sale: &Sale, decided: &Decided) -> Vec<Purchase> {
    let mut shares: BTreeMap<String, Vec<Share<'_>>> = BTreeMap::new();
    for (place, line) in sale.lines.iter().enumerate() {
        let (offer, factor) = serving(line, decided);
        shares.entry(offer.supplier.clone()).or_default().push((place, line, offer, line.units * factor));
    }
    let used = if decided.twice.contains(&sale.number.as_str()) { shares.len() } else { 0 };
    let numbered = (used + 1..).zip(shares);
    numbered.map(|(n, (supplier, shares))| purchase(sale, n, supplier, &shares, decided)).collect()
}

fn purchase(sale: &Sale, n: usize, supplier: String, shares: &[Share<'_>], decided: &Decided) -> Purchase {
    let number = format!("{}-{n}", sale.number.trim_start_matches('#'));
    let country = &sale.head["Shipping Country"];
    let terms = rows("suppliers.csv");
    let terms: Vec<&Row> = terms.iter().filter(|row| row["Supplier"] == supplier).collect();
    let rate = terms.iter().find(|row| [country.as_str(), "*"].contains(&row["Ships to"].as_str()));
    let rate = rate.expect("a price for sending there");
    let units: i64 = shares.iter().map(|(.., units)| units).sum();
    let lines: Vec<(usize, i64)> = shares
        .iter()
        .map(|(place, _, offer, units)| {
            let reached = offer.costs.iter().rev().find(|(from, _)| from <= units);
            (*place, reached.expect("a unit cost").1 * units)
        })
        .collect();
    let postal_code = match decided.postal_code {
        (order, added) if order == sale.number => added.to_owned(),
        _ => sale.head["Shipping Zip"].clone(),
    };
    let row = |(_, line, offer, units): &Share<'_>| {
        let cells = [
            ("PO number", number.clone()),
            ("Account", terms[0]["Customer number"].clone()),
            ("SKU", offer.sku.clone()),
            ("Our SKU", line.sku.clone()),
            ("Title", offer.title.clone()),
            ("Variant", String::new()),
            ("Quantity", units.to_string()),
            ("Name", sale.head["Shipping Name"].clone()),
            ("Company", sale.head["Shipping Company"].clone()),
            ("Address 1", sale.head["Shipping Address1"].clone()),
            ("Address 2", sale.head["Shipping Address2"].clone()),
            ("City", sale.head["Shipping City"].clone()),
            ("Region", sale.head["Shipping Province"].clone()),
            ("Postal code", postal_code.clone()),
            ("Country", country.clone()),
            ("Phone", sale.head["Shipping Phone"].clone()),
            ("Service", String::new()),
            ("Note", String::new()),
        ];
        cells.into_iter().map(|(title, cell)| (title.to_owned(), cell)).collect()
    };
    Purchase {
        supplier,
        currency: terms[0]["Currency"].clone(),
        goods: lines.iter().map(|(_, goods)| goods).sum(),
        shipping: cents(&rate["Shipping cost"]) + (units - 1) * cents(&rate["Each additional"]),
        fee: cents(&terms[0]["Dropship fee"]),
        file: shares.iter().map(row).collect(),
        lines,
        number,
    }
}

/// Every figure of the report. An order that is not paid has none.
pub fn figures(decided: &Decided) -> Vec<Figure> {
    sales().iter().filter(|sale| sale.paid).flat_map(|sale| figures_of(sale, decided)).collect()
}

fn figures_of(sale: &Sale, decided: &Decided) -> Vec<Figure> {
    let values: Vec<i64> = sale.lines.iter().map(|line| line.value).collect();
    let (per_mille, fixed) = decided.fee;
    let fee = nearest(sale.total * per_mille, 1000) + fixed;
    let mut figures = Vec::new();
    let mut add = |place: usize, step: &'static str, pence: i64| {
        figures.push(Figure {
            order: sale.number.clone(),
            product: sale.lines[place].title.clone(),
            country: sale.head["Shipping Country"].clone(),
            step,
            pence,
        });
    };
    for (place, line) in sale.lines.iter().enumerate() {
        add(place, "Sales with tax", line.value + shared(sale.shipping, &values)[place]);
        add(place, "Discounts", -shared(sale.discount, &values)[place]);
        add(place, "Tax", -shared(sale.tax, &values)[place]);
        add(place, "Payment fees", -shared(fee, &values)[place]);
    }
    for purchase in purchases_of(sale, decided) {
        let goods: Vec<i64> = purchase.lines.iter().map(|(_, goods)| *goods).collect();
        for (index, (place, goods_of_line)) in purchase.lines.iter().enumerate() {
            add(*place, "Product cost", -in_pence(*goods_of_line, &purchase.currency));
            for cost in [purchase.shipping, purchase.fee] {
                add(*place, "Shipping", -in_pence(shared(cost, &goods)[index], &purchase.currency));
            }
        }
    }
    figures
}

/// An amount at the rate of the orders' day.
pub fn in_pence(cents_of: i64, currency: &str) -> i64 {
    if currency == "GBP" {
        return cents_of;
    }
    let rate = rows("rates.csv").into_iter().find(|row| row["From"] == currency && row["To"] == "GBP");
    nearest(cents_of * cents(&rate.expect("a rate")["Rate"]), 100)
}

/// The nearest whole number. The day is made so that nothing lies in the middle between two.
fn nearest(value: i64, by: i64) -> i64 {
    assert_ne!(value % by * 2, by, "{value} / {by} lies in the middle");
    (value * 2 + by) / (by * 2)
}

/// An amount shared by value, to the cent: what whole cents leave over goes to the largest remainders, the earlier
/// line first.
fn shared(amount: i64, values: &[i64]) -> Vec<i64> {
    let all: i64 = values.iter().sum();
    let mut parts: Vec<i64> = values.iter().map(|value| amount * value / all).collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|&place| (-(amount * values[place] % all), place));
    let left = amount - parts.iter().sum::<i64>();
    for place in order.into_iter().take(usize::try_from(left).expect("what is left over")) {
        parts[place] += 1;
    }
    parts
}
