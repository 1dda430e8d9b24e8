//! A large order export and the catalogue that serves it, made by arithmetic: the same numbers every time.

use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use crate::Outcome;

const ARTICLES: u64 = 300;
const SUPPLIERS: u64 = 8;
const COUNTRIES: [&str; 12] = ["DE", "FR", "NL", "BE", "IE", "SE", "PT", "PL", "AT", "IT", "ES", "FI"];

/// A number that looks random and is not.
fn mixed(n: u64) -> u64 {
    let mut x = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

const HEADER: &str = "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,\
Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,\
Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Shipping Name,Shipping Street,\
Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,\
Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Refunded Amount,Vendor,Id,Tags,Risk Level,Source,\
Lineitem discount";

/// Writes an export of so many orders in Shopify's form; answers how many lines it has.
pub fn write(path: &Path, orders: u64) -> Outcome<u64> {
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    writeln!(out, "{HEADER}")?;
    let mut lines = 0;
    for n in 0..orders {
        let chance = mixed(n);
        let count = if chance % 10 < 3 { 2 } else { 1 };
        // Newest first, as shops export, over a year; the latest hundredth is not shipped yet.
        let new = n < orders / 100;
        let minutes = n * (364 * 1_440) / orders + chance / 100 % 60;
        let items: Vec<(u64, u64, u64)> =
            (0..count).map(|line| article(mixed(n * 7 + line), chance.is_multiple_of(11))).collect();
        let subtotal: u64 = items.iter().map(|(_, quantity, price)| quantity * price).sum();
        let total = subtotal + 490;
        let tax = total * 19 / 119;
        let country = COUNTRIES.get(usize::try_from(chance / 7 % 12)?).copied().unwrap_or("DE");
        let state = if new { "unfulfilled" } else { "fulfilled" };
        for (line, (sku, quantity, price)) in items.iter().enumerate() {
            if line == 0 {
                writeln!(
                    out,
                    "#B{number},shopper{s}@example.com,paid,{at},{state},,EUR,{sub},4.90,{tax},{total},,0.00,Standard,{at},{quantity},\
                     Article {sku},{price},SKU-{sku},true,true,{state},Shopper {s},,Sample Street {h},,,Sampleton,{zip},,{country},\
                     ,,,,Shopify Payments,0.00,,{id},,Low,web,0.00",
                    number = orders - n,
                    s = chance % 100_000,
                    at = placed(minutes),
                    sub = cents(subtotal),
                    tax = cents(tax),
                    total = cents(total),
                    price = cents(*price),
                    h = chance % 90 + 1,
                    zip = 10_000 + chance % 80_000,
                    id = 5_000_000_000 + orders - n,
                )?;
            } else {
                writeln!(
                    out,
                    "#B{number},shopper{s}@example.com,,,,,,,,,,,,,{at},{quantity},Article {sku},{price},SKU-{sku},true,true,{state},\
                     ,,,,,,,,,,,,,,,,,,,,0.00",
                    number = orders - n,
                    s = chance % 100_000,
                    at = placed(minutes),
                    price = cents(*price),
                )?;
            }
            lines += 1;
        }
    }
    out.flush()?;
    Ok(lines)
}

fn article(chance: u64, several: bool) -> (u64, u64, u64) {
    let sku = chance % ARTICLES;
    (sku, if several { 2 } else { 1 }, 1_900 + sku * 37 % 6_000)
}

fn cents(minor: u64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

/// So many minutes before 9 March 2026, 9:00 UTC, as Shopify writes times.
fn placed(minutes: u64) -> String {
    let end = stockless_core::day::Instant::from_iso("2026-03-09T09:00:00Z")
        .map_or(0, stockless_core::day::Instant::ms);
    let ms = end.saturating_sub(i64::try_from(minutes).unwrap_or(0) * 60_000);
    stockless_core::day::Instant::from_ms(ms).utc().format("%Y-%m-%d %H:%M:%S +0000").to_string()
}

/// Suppliers, offers and mappings as files.
pub fn catalogue() -> [(&'static str, String); 3] {
    let mut suppliers = String::from(
        "name,kind,standing,currency,channel,shipping_zone,shipping_first,shipping_additional,days_min,days_max\n",
    );
    for n in 0..SUPPLIERS {
        let _ = writeln!(suppliers, "Supplier {n},wholesaler,approved,EUR,file,*,3.10,0.60,2,6");
    }
    let mut offers = String::from("supplier,supplier_sku,title,currency,stock,unit_cost\n");
    let mut mappings = String::from("sku,zone,rank,supplier,supplier_sku,factor\n");
    for sku in 0..ARTICLES {
        let supplier = sku % SUPPLIERS;
        let cost = cents((1_900 + sku * 37 % 6_000) * 42 / 100);
        let _ = writeln!(offers, "Supplier {supplier},S{supplier}-{sku},Article {sku},EUR,900000,{cost}");
        let _ = writeln!(mappings, "SKU-{sku},*,1,Supplier {supplier},S{supplier}-{sku},1");
    }
    [("suppliers", suppliers), ("offers", offers), ("mappings", mappings)]
}
