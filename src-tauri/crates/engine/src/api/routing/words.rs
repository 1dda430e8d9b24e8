//! Costs and reasons as they cross.

use stockless_core::money::{Currency, Money};
use stockless_core::route::{Cost, Lost};

use crate::api::workspace::facts;
use crate::context::Context;
use crate::error::ApiError;
use crate::shapes::routing::{LostShape, RouteCost};
use crate::shapes::shared::Amount;

/// A cost in its parts.
pub fn cost_shape(cost: Cost, base: Currency) -> RouteCost {
    let amount = |minor| Amount::minor(minor, base);
    RouteCost {
        goods: amount(cost.goods),
        shipping: amount(cost.shipping),
        fee: amount(cost.fee),
        duty: amount(cost.duty),
        total: amount(cost.total()),
    }
}

/// A reason with its numbers.
pub fn lost_shape(context: &Context<'_>, lost: &Lost) -> Result<LostShape, ApiError> {
    let number = |name: &'static str, value: i64| (name, value.to_string());
    let numbers: Vec<(&str, String)> = match lost {
        Lost::OutOfStock { stock, needed } => vec![number("stock", *stock), number("needed", *needed)],
        Lost::NotApproved { standing } | Lost::StandingTooLow { standing } => {
            vec![("standing", standing.word().to_owned())]
        }
        Lost::StockBelowMinimum { left, least } => vec![number("left", *left), number("least", *least)],
        Lost::OutsideRegion { country } => {
            vec![("country", country.map(|country| country.to_string()).unwrap_or_default())]
        }
        Lost::TooSlow { days, most } => vec![number("days", *days), number("most", *most)],
        Lost::BelowMinimumOrder { supplier, goods, minimum } => {
            let terms = context.supplier(*supplier)?;
            let amount = |minor| Money::from_minor(minor, terms.currency).decimal().to_string();
            vec![
                ("supplier", terms.name.clone()),
                ("goods", goods.map(amount).unwrap_or_default()),
                ("minimum", amount(*minimum)),
                ("currency", terms.currency.to_string()),
            ]
        }
        Lost::WouldSplit { suppliers, most } => {
            vec![number("suppliers", *suppliers), number("most", *most)]
        }
        Lost::CostsMore { by } => {
            let by = Money::from_minor(*by, context.base());
            vec![("by", by.decimal().to_string()), ("currency", context.base().to_string())]
        }
        Lost::Slower { by } => vec![number("by", *by)],
        Lost::RankedLower { rank, chosen } => vec![number("rank", *rank), number("chosen", *chosen)],
        Lost::ShipsNotThere
        | Lost::NoPrice
        | Lost::StockNotTold
        | Lost::DaysNotTold
        | Lost::NoRate
        | Lost::NotPreferred
        | Lost::ChosenByYou
        | Lost::Tied
        | Lost::NotWeighed => Vec::new(),
    };
    Ok(LostShape { reason: lost.word().to_owned(), facts: facts(&numbers) })
}
