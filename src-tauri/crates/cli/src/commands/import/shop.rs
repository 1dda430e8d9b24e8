//! Which shop orders belong to, made where there is none; and a workspace that was never set up.

use serde_json::{Value, json};
use stockless_core::money::Currency;
use stockless_engine::shapes::imports::ImportRequest;
use stockless_engine::shapes::workspace::{ShopShape, WorkspaceSetup};

use super::look::{Look, look};
use super::{Import, What};
use crate::answer::remark;
use crate::failure::Failure;
use crate::fields::{flag, list, number, text};
use crate::session::{Session, shop_id, shop_names};

/// Where nothing says in which currency costs are.
const USUAL: &str = "EUR";

/// The shop of an import of orders, ready to take them.
pub fn ready(import: &Import, session: &Session, request: &ImportRequest) -> Result<i64, Failure> {
    let state = session.state()?;
    if let Some(name) = &import.shop
        && let Ok(known) = shop_id(&state, name)
    {
        return kept(import, &state, known);
    }
    let seen = look(&request.files, import.export.as_deref())?;
    let name = match &import.shop {
        Some(name) => name.clone(),
        None => match only_one(import, &state, &seen)? {
            Some(known) => return kept(import, &state, known),
            None => first_name(import, &seen),
        },
    };
    if seen.kind.is_none() && !flag(&session.call("import_preview", request)?, "recognised") {
        // Asked before a shop is made for a file that cannot be read.
        return Err(Failure::invalid("The columns of this file are not known.")
            .with_action("See them with --preview, then say which is which: --map FIELD=COLUMN"));
    }
    make(import, session, &state, &seen, &name)
}

/// A shop that exists keeps what it is.
fn kept(import: &Import, state: &Value, id: i64) -> Result<i64, Failure> {
    let Some(shop) = list(state, "shops").iter().find(|shop| number(shop, "id") == id) else { return Ok(id) };
    let kind = import.kind.map(super::Kind::word);
    for (option, wanted, is) in [
        ("--kind", kind, text(shop, "kind")),
        ("--time-zone", import.time_zone.as_deref(), text(shop, "time_zone")),
    ] {
        if wanted.is_some_and(|wanted| wanted != is) {
            return Err(Failure::invalid(format!(
                "{option}: {} exists already, with {is}.",
                text(shop, "name")
            ))
            .with_action(format!("Leave {option} out, or change the shop first: stockless call shop_save")));
        }
    }
    Ok(id)
}

/// The one shop that can be meant: the only one of its kind. `None` when there is no shop at all.
fn only_one(import: &Import, state: &Value, seen: &Look) -> Result<Option<i64>, Failure> {
    let shops = list(state, "shops");
    let kind = import.kind.map(super::Kind::word).or(seen.kind);
    let fits = |shop: &&Value| kind.is_none_or(|kind| text(shop, "kind") == kind);
    let fitting: Vec<&Value> = shops.iter().filter(fits).collect();
    match fitting.as_slice() {
        [] if shops.is_empty() => Ok(None),
        [one] => {
            remark(&format!("These are taken for orders of {}.", text(one, "name")));
            Ok(Some(number(one, "id")))
        }
        _ => Err(Failure::usage("It is not clear which shop these orders belong to.").with_action(format!(
            "Say --shop NAME; a new name makes a new shop. There is: {}.",
            shop_names(state)
        ))),
    }
}

fn first_name(import: &Import, seen: &Look) -> String {
    match import.kind.map(super::Kind::word).or(seen.kind) {
        Some("shopify") => "My Shopify shop",
        Some("woocommerce") => "My WooCommerce shop",
        Some("etsy") => "My Etsy shop",
        Some("ebay") => "My eBay shop",
        Some("amazon") => "My Amazon shop",
        _ => "My shop",
    }
    .to_owned()
}

fn make(import: &Import, session: &Session, state: &Value, seen: &Look, name: &str) -> Result<i64, Failure> {
    let set_up = flag(state, "set_up");
    let currency = match (&import.currency, seen.currency) {
        (Some(code), _) => code.trim().to_uppercase(),
        (None, Some(currency)) => currency.to_string(),
        (None, None) if set_up => text(state, "base_currency"),
        (None, None) => {
            return Err(Failure::invalid("The file does not say in which currency the shop sells.")
                .with_action("Say it: --currency EUR"));
        }
    };
    if !set_up {
        set_up_with(import, session, &currency)?;
    }
    let time_zone = import.time_zone.clone().unwrap_or_else(|| text(state, "time_zone"));
    let kind = import.kind.map(super::Kind::word).or(seen.kind).unwrap_or("other");
    let shop = ShopShape {
        id: None,
        name: name.to_owned(),
        kind: kind.to_owned(),
        currency: currency.clone(),
        time_zone: time_zone.clone(),
        tax_included: true,
        margin_floor: String::new(),
        pays_on_delivery: Vec::new(),
        tile: 0,
    };
    let made = session.call("shop_save", &shop)?;
    remark(&format!("New shop: {name} ({kind}), sells in {currency}, its times are in {time_zone}."));
    Ok(number(&made, "id"))
}

/// Sets a workspace up that never was, before costs are written in its currency. Suppliers, offers, mappings and
/// rates count in currencies of their own and leave the question open.
pub fn count_from_now_on(import: &Import, session: &Session) -> Result<(), Failure> {
    let counts = matches!(import.what, What::Costs | What::Ads);
    if !counts || flag(&session.state()?, "set_up") {
        return Ok(());
    }
    let currency = import.currency.clone().unwrap_or_else(|| USUAL.to_owned());
    set_up_with(import, session, &currency)
}

fn set_up_with(import: &Import, session: &Session, currency: &str) -> Result<(), Failure> {
    let before = session.call("settings", &json!({}))?;
    let code = currency.trim().to_uppercase();
    // Read here as well, so that a mistyped one is refused before anything is made.
    code.parse::<Currency>().map_err(|error| Failure::invalid(format!("{error}.")))?;
    let request = WorkspaceSetup {
        name: text(&before, "name"),
        base_currency: code.clone(),
        time_zone: import.time_zone.clone().unwrap_or_else(|| text(&before, "time_zone")),
        margin_floor: text(&before, "margin_floor"),
    };
    session.call("workspace_setup", &request)?;
    remark(&format!(
        "This workspace was not set up yet. It counts in {code} from now on, its days begin at midnight in {}.\n\
         Both are fixed once there are orders or costs.",
        request.time_zone
    ));
    Ok(())
}
