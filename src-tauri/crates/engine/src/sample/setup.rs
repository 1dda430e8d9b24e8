//! Shops, suppliers, offers, mappings, rules and rates of the sample.

use rust_decimal::Decimal;
use stockless_connect::documents::{Format, Template};
use stockless_core::day::{Day, Instant};
use stockless_core::id::{OfferId, ProductId, ShopId, SupplierId};
use stockless_core::ledger::Account;
use stockless_core::money::{Currency, Money};
use stockless_core::place::Zone;
use stockless_core::supplier::{Offer, PriceTier, ShippingRate};
use stockless_store::Write;
use stockless_store::products::MappingRow;
use stockless_store::rates::RateRow;
use stockless_store::recurring::RecurringRow;
use stockless_store::shops::{FeeRuleRow, ShopRow};
use stockless_store::suppliers::SupplierRow;

use super::dice::Dice;
use super::world::{ARTICLES, SHOPS, SUPPLIERS};
use crate::api::costs::standalone;
use crate::context::Context;
use crate::error::ApiError;

/// Ids of what was written, by the place in the lists of `world`.
#[derive(Debug, Clone)]
pub struct World {
    /// Shops.
    pub shops: Vec<(ShopId, Currency)>,
    /// Suppliers.
    pub suppliers: Vec<SupplierId>,
}

fn currency(code: &str) -> Currency {
    code.parse().unwrap_or(Currency::EUR)
}

/// Writes everything that orders rest on.
pub fn write(write: &Write<'_>, dice: &mut Dice, end: Instant) -> Result<World, ApiError> {
    let mut workspace =
        write.workspace()?.ok_or_else(|| ApiError::not_now("The workspace is not set up yet."))?;
    workspace.sample = true;
    workspace.set_up = true;
    workspace.base_currency = Currency::EUR;
    "Fernhill Goods".clone_into(&mut workspace.name);
    "Europe/Amsterdam".clone_into(&mut workspace.time_zone);
    workspace.margin_floor_bp = 1_500;
    write.save_workspace(&workspace)?;
    write.save_setting("trading_name", "Fernhill Goods")?;
    write
        .save_setting("trading_address", "Fernhill Goods\nSample Street 1\n1000 AA Amsterdam\nNetherlands")?;
    write.save_setting("trading_email", "orders@fernhill.example")?;
    let today = end.day_in(chrono_tz::Tz::Europe__Amsterdam);
    let shops = shops(write)?;
    let suppliers = suppliers(write)?;
    articles(write, &suppliers, end)?;
    rates(write, dice, today)?;
    costs(write, dice, &shops, today, end)?;
    Ok(World { shops, suppliers })
}

fn shops(write: &Write<'_>) -> Result<Vec<(ShopId, Currency)>, ApiError> {
    let mut ids = Vec::new();
    for (tile, shop) in (1_i64..).zip(&SHOPS) {
        let currency = currency(shop.currency);
        let id = write.save_shop(&ShopRow {
            id: 0,
            name: shop.name.to_owned(),
            kind: shop.kind.to_owned(),
            currency,
            time_zone: shop.zone.to_owned(),
            tax_included: true,
            margin_floor_bp: None,
            pays_on_delivery: Vec::new(),
            tile,
        })?;
        for (kind, percent, fixed) in fees(shop.kind) {
            write.save_fee_rule(&FeeRuleRow {
                id: 0,
                shop_id: id.get(),
                kind: (*kind).to_owned(),
                gateway: String::new(),
                percent: Decimal::new(*percent, 2),
                fixed_minor: *fixed,
                per: "order".to_owned(),
                above_minor: None,
                above_percent: Decimal::ZERO,
                small_minor: None,
                small_fixed_minor: 0,
                min_minor: None,
                max_minor: None,
                on_items: true,
                on_shipping: true,
                on_tax: *kind == "payment",
                from_day: None,
                to_day: None,
                source: "sample schedule".to_owned(),
            })?;
        }
        ids.push((id, currency));
    }
    Ok(ids)
}

/// Kind, percent in hundredths, fixed part in hundredths.
fn fees(kind: &str) -> &'static [(&'static str, i64, i64)] {
    match kind {
        "etsy" => &[("payment", 400, 20), ("commission", 650, 0)],
        "woocommerce" => &[("payment", 150, 25)],
        _ => &[("payment", 210, 30)],
    }
}

fn suppliers(write: &Write<'_>) -> Result<Vec<SupplierId>, ApiError> {
    let mut ids = Vec::new();
    for supplier in &SUPPLIERS {
        let format = match supplier.format {
            "pdf" => Format::Pdf,
            "xlsx" => Format::Xlsx,
            _ => Format::Csv,
        };
        let template =
            serde_json::to_string(&Template::standard(format)).map_err(|error| ApiError::internal(&error))?;
        let plain: String = supplier
            .name
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let row = SupplierRow {
            id: 0,
            name: supplier.name.to_owned(),
            kind: supplier.kind,
            standing: supplier.standing,
            city: supplier.city.to_owned(),
            country: supplier.country.to_owned(),
            currency: currency(supplier.currency),
            website: format!("https://{plain}.example"),
            contact: String::new(),
            email: format!("orders@{plain}.example"),
            phone: String::new(),
            account_number: format!("FG-{}", 1_000 + ids.len()),
            notes: String::new(),
            channel: supplier.channel,
            folder: String::new(),
            folder_is_collected: true,
            order_fee: if supplier.kind == stockless_core::supplier::SupplierKind::Fulfilment {
                Decimal::new(95, 2)
            } else {
                Decimal::ZERO
            },
            minimum_order_minor: None,
            template,
        };
        let shipping: Vec<ShippingRate> = supplier
            .shipping
            .iter()
            .map(|&(zone, first, additional, days_min, days_max)| ShippingRate {
                zone: zone.parse().unwrap_or(Zone::World),
                service: "Standard".to_owned(),
                first: Decimal::new(first, 2),
                additional: Decimal::new(additional, 2),
                days_min,
                days_max,
            })
            .collect();
        ids.push(write.save_supplier(&row, &shipping)?);
    }
    Ok(ids)
}

fn articles(write: &Write<'_>, suppliers: &[SupplierId], end: Instant) -> Result<(), ApiError> {
    for article in &ARTICLES {
        let product: ProductId = write.product_for(article.sku, article.title, article.variant)?;
        for (rank, &(supplier, cost, stock)) in (1_i64..).zip(article.offers) {
            let (Some(&id), Some(who)) = (suppliers.get(supplier), SUPPLIERS.get(supplier)) else { continue };
            let tier = |min_quantity, cost| PriceTier {
                zone: Zone::World,
                min_quantity,
                unit_cost: Decimal::new(cost, 2),
            };
            let initial: String = who.name.chars().take(2).collect::<String>().to_uppercase();
            let offer = write.save_offer(
                &Offer {
                    id: OfferId::new(0),
                    supplier: id,
                    supplier_sku: format!("{initial}-{}", article.sku),
                    title: [article.title, article.variant].join(" ").trim().to_owned(),
                    currency: currency(who.currency),
                    stock: Some(stock),
                    low_at: None,
                    lead_days: who.lead_days,
                    min_quantity: 1,
                    prices: vec![tier(1, cost), tier(5, cost * 94 / 100)],
                },
                end.plus_ms(-3_600_000).ms(),
            )?;
            write.save_mapping(&MappingRow {
                id: 0,
                product,
                zone: Zone::World,
                rank,
                offer,
                factor: 1,
                part: String::new(),
            })?;
        }
    }
    Ok(())
}

/// A rate for each working day, wandering a little, as published rates do.
fn rates(write: &Write<'_>, dice: &mut Dice, today: Day) -> Result<(), ApiError> {
    for (code, start, low, high) in
        [("USD", 10_850, 10_300, 11_600), ("GBP", 8_560, 8_300, 8_850), ("SEK", 112_400, 108_000, 118_000)]
    {
        let mut value = start;
        for back in (0..=400_i64).rev() {
            let day = today.plus_days(-back);
            if day.days_since(day.week_start()) >= 5 {
                continue;
            }
            value = (value + dice.between(-start / 300, start / 300)).clamp(low, high);
            write.save_rate(&RateRow {
                day,
                base: Currency::EUR,
                quote: currency(code),
                value: Decimal::new(value, 4),
                source: "sample".to_owned(),
            })?;
        }
    }
    Ok(())
}

fn costs(
    write: &Write<'_>,
    dice: &mut Dice,
    shops: &[(ShopId, Currency)],
    today: Day,
    end: Instant,
) -> Result<(), ApiError> {
    let year_ago = today.plus_days(-364);
    for (name, amount, shop) in [
        ("Shop plan", 3_900, Some(0)),
        ("Hosting", 1_800, Some(1)),
        ("Mail and documents", 1_200, None),
        ("Reviews app", 1_500, Some(0)),
    ] {
        let shop_id = shop.and_then(|index: usize| shops.get(index)).map(|(id, _)| id.get());
        write.save_recurring(&RecurringRow {
            id: 0,
            name: name.to_owned(),
            amount_minor: amount,
            currency: Currency::EUR,
            every: "month".to_owned(),
            from_day: year_ago.month_start().number(),
            to_day: None,
            shop_id,
        })?;
    }
    let context = Context::load(write, end)?;
    for back in (0..365_i64).rev() {
        let day = today.plus_days(-back);
        for (channel, base, shop) in [("Meta", 900, 0_usize), ("Google", 700, 1), ("Etsy Ads", 350, 2)] {
            let Some((shop, currency)) = shops.get(shop) else { continue };
            let amount = Money::from_minor(base + dice.between(-base / 3, base / 3), *currency);
            let reference = format!("ads:{shop}:{channel}:");
            let entry = standalone(&context, Account::Ads, amount.negated()?, day, &reference, channel)?;
            let entry = stockless_store::entries::NewEntry { shop: Some(*shop), ..entry };
            write.append_entry(&entry, end.ms())?;
        }
    }
    Ok(())
}
