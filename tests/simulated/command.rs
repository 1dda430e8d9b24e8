//! What can be asked of the simulated suppliers, in words.

use stockless_core::day::Instant;
use stockless_tests::suppliers::dialect::Documented;
use stockless_tests::suppliers::script::{Act, Change, Wire};
use stockless_tests::suppliers::server::Reply;
use stockless_tests::suppliers::{Dialect, Supplier};

use super::Street;

/// The commands.
pub const USAGE: &str = "
  SUPPLIER lose         take the next request, and lose the answer
  SUPPLIER silent       take the next request, and never answer
  SUPPLIER cut          take the next request, and break off in the middle of the answer
  SUPPLIER refuse       refuse the next request in the documented form
  SUPPLIER busy         answer the next request with \"too many\" and a wait of 30 seconds
  SUPPLIER closed       answer the next request with \"closed for maintenance\"
  SUPPLIER sign-out     do not accept the secret, once
  SUPPLIER page         answer the next request with a page for people
  SUPPLIER error        take the next request, and answer 500
  SUPPLIER lag 3m       show new orders so much later than documented (s, m, h; 0s to end it)
  SUPPLIER ship NUMBER  send the parcel of an order
  SUPPLIER orders       list what it has
  orders                list what all have
  help, quit
";

/// Does what is said, and says what was done.
pub fn obey(street: &Street, words: &[&str]) -> String {
    match words {
        ["help"] => street.introduction(),
        ["orders"] => Dialect::ALL.iter().filter_map(|one| street.named(one.word())).map(orders).collect(),
        [name, rest @ ..] => match street.named(name) {
            Some(supplier) => obey_one(supplier, rest),
            None => format!("There is no supplier “{}”. Say “help”.", name.escape_debug()),
        },
        [] => street.introduction(),
    }
}

fn obey_one(supplier: &Supplier, words: &[&str]) -> String {
    let act = match words {
        ["lose"] => Act::Wire(Wire::Nothing),
        ["silent"] => Act::Wire(Wire::Silence),
        ["cut"] => Act::Wire(Wire::Cut),
        ["refuse"] => Act::Documented(Documented::Refused, &[]),
        ["busy"] => Act::Documented(Documented::Limited, &[("Retry-After", "30")]),
        ["closed"] => Act::Documented(Documented::Maintenance, &[]),
        ["sign-out"] => Act::Documented(Documented::SignedOut, &[]),
        ["page"] => Act::Instead(Reply::page(200, "<!doctype html><title>Sign in</title>")),
        ["error"] => Act::Then(Change::Status(500)),
        ["lag", time] => return lag(supplier, time),
        ["ship", number] => return ship(supplier, number),
        ["orders"] => return orders(supplier),
        _ => return format!("That is not a command.{USAGE}"),
    };
    supplier.next(act);
    format!("{}: the next request meets “{}”.", supplier.dialect().word(), words.join(" "))
}

fn lag(supplier: &Supplier, time: &str) -> String {
    let split = time.len().checked_sub(1).and_then(|end| time.split_at_checked(end));
    let ms = split.and_then(|(number, unit)| {
        let unit = match unit {
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => return None,
        };
        number.parse::<u32>().ok().and_then(|number| i64::from(number).checked_mul(unit))
    });
    let Some(ms) = ms else { return "A lag is written as 30s, 3m or 1h.".to_owned() };
    supplier.records().extra_lag_ms = ms;
    format!("{}: new orders show {time} later than documented.", supplier.dialect().word())
}

fn ship(supplier: &Supplier, number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let mut records = supplier.records();
    let there = digits.parse().ok().filter(|id| records.all().iter().any(|order| order.id == *id));
    match there {
        Some(id) => {
            records.ship(id);
            format!("{}: {number} has left.", supplier.dialect().word())
        }
        None => format!("{}: there is no order {}.", supplier.dialect().word(), number.escape_debug()),
    }
}

fn orders(supplier: &Supplier) -> String {
    let records = supplier.records();
    let now = records.now();
    let mut text = format!("{}\n", supplier.dialect().word());
    for order in records.all() {
        let state = match (order.cancelled, order.shipped) {
            (true, _) => "cancelled",
            (false, true) => "shipped",
            (false, false) => "taken",
        };
        let shows = if order.visible_ms <= now { "shown".to_owned() } else { shows_at(order.visible_ms) };
        let at = Instant::from_ms(order.placed_ms).iso();
        text.push_str(&format!("  {:<6} {} at {at}, {state}, {shows}\n", order.id, order.reference));
    }
    text.push_str(&format!("  {} drafts\n", records.drafts()));
    text
}

fn shows_at(ms: i64) -> String {
    format!("in its records from {}", Instant::from_ms(ms).iso())
}
