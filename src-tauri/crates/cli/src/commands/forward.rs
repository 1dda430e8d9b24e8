//! `stockless forward`

use clap::Args;
use serde_json::Value;
use stockless_engine::shapes::orders::{OrderFilter, Tab, Which};
use stockless_engine::shapes::purchases::{ForwardRequest, Totals};
use stockless_engine::shapes::shared::Amount;

use crate::answer::{Answer, remark};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::fields::{amount, count, list, number, text};
use crate::session::{Session, shop_id, supplier_id};
use crate::table::{Side, Table, shortened};
use crate::words;

/// Orders that stay behind, listed in the text. JSON has them all.
const LISTED: usize = 40;

/// What to forward.
#[derive(Debug, Args)]
pub struct Forward {
    /// Every order that passes its checks
    #[arg(long, required = true)]
    ready: bool,
    /// Only say what would go to whom, and what stays behind and why
    #[arg(long)]
    dry_run: bool,
    /// Confirm totals that are more than leaves without a second word, as the refusal or --dry-run names them
    #[arg(long, value_name = "ORDERS/AMOUNT")]
    confirm: Option<String>,
    /// Only orders of this shop
    #[arg(long, value_name = "NAME")]
    shop: Option<String>,
    /// Leave this supplier out; may be given several times
    #[arg(long, value_name = "SUPPLIER")]
    without: Vec<String>,
}

impl Forward {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        let request = self.request(session)?;
        if self.dry_run {
            let review = session.call("forward_review", &request)?;
            return Ok(Answer::new(&review, reviewed(&review)));
        }
        let done = session.call("forward", &request).map_err(|failure| match failure.is("confirm") {
            true => self.with_totals(session, &request, failure),
            false => failure,
        })?;
        let folder = format!("{}/", session.engine().folder().display());
        let answer = Answer::new(&done, forwarded(&done, &folder));
        Ok(answer.ending(judged(list(&done, "sent"))))
    }

    /// The refusal with the totals as they have to be confirmed.
    fn with_totals(&self, session: &Session, request: &ForwardRequest, failure: Failure) -> Failure {
        match session.call("forward_review", request) {
            Ok(review) => failure.with_action(asked(&review).trim_end().to_owned()),
            Err(_) => failure,
        }
    }

    fn request(&self, session: &Session) -> Result<ForwardRequest, Failure> {
        let shop_id = match &self.shop {
            Some(name) => Some(shop_id(&session.state()?, name)?),
            None => None,
        };
        let without = self.without.iter().map(|name| supplier_id(session, name)).collect::<Result<_, _>>()?;
        Ok(ForwardRequest {
            which: Which::Query {
                tab: Tab::New,
                filter: Box::new(OrderFilter { shop_id, ..OrderFilter::default() }),
            },
            without_suppliers: without,
            now: true,
            confirmed: self.confirm.as_deref().map(|text| totals(session, text)).transpose()?,
        })
    }
}

/// Totals as they are typed, `212/5012.00`.
fn totals(session: &Session, typed: &str) -> Result<Totals, Failure> {
    let told =
        typed.split_once('/').and_then(|(orders, amount)| Some((orders.trim().parse().ok()?, amount.trim())));
    let Some((orders, amount)) = told else {
        return Err(Failure::usage(format!("“{typed}” is not orders/amount, such as 212/5012.00")));
    };
    let currency = text(&session.state()?, "base_currency");
    Ok(Totals { orders, to_pay: Amount { amount: amount.to_owned(), currency } })
}

/// What has to be said so that so much leaves at once.
fn asked(review: &Value) -> String {
    if !review.get("asks").and_then(Value::as_bool).unwrap_or(false) {
        return String::new();
    }
    let to_pay = review.get("to_pay").map(|amount| text(amount, "amount")).unwrap_or_default();
    let orders = number(review, "orders");
    format!("That is more than leaves without a second word: confirm it with --confirm {orders}/{to_pay}\n")
}

fn reviewed(review: &Value) -> String {
    let mut table = Table::new(&[
        ("Supplier", Side::Left),
        ("Orders", Side::Right),
        ("Units", Side::Right),
        ("To pay", Side::Right),
        ("By", Side::Left),
        ("To", Side::Left),
        ("Trouble", Side::Left),
    ]);
    for supplier in list(review, "suppliers") {
        table.row(vec![
            text(supplier, "supplier"),
            number(supplier, "orders").to_string(),
            number(supplier, "units").to_string(),
            amount(supplier, "to_pay"),
            text(supplier, "channel"),
            text(supplier, "destination"),
            text(supplier, "trouble"),
        ]);
    }
    let stopped = match text(review, "stopped").as_str() {
        "" => String::new(),
        "read_only" => {
            "\nAnother Stockless is in charge of this workspace: nothing could be sent from here now."
                .to_owned()
        }
        "paused" => {
            "\nForwarding is paused until you have looked at the purchases marked unknown.".to_owned()
        }
        other => format!("\nNothing could be sent now: {other}."),
    };
    let orders = number(review, "orders");
    let head = if orders == 0 {
        "Nothing is ready to forward.\n".to_owned()
    } else {
        let suppliers = i64::try_from(list(review, "suppliers").len()).unwrap_or(0);
        format!(
            "{}\n{} would go to {}, {} to pay.\n",
            table.render(),
            count(orders, "order", "orders"),
            count(suppliers, "supplier", "suppliers"),
            amount(review, "to_pay"),
        )
    };
    format!("{head}{}{}{stopped}", asked(review), left_out(review))
}

/// `folder` is the workspace: files in it are named without it.
fn forwarded(done: &Value, folder: &str) -> String {
    let sent = list(done, "sent");
    let mut table = Table::new(&[
        ("Id", Side::Right),
        ("Purchase", Side::Left),
        ("Order", Side::Left),
        ("Supplier", Side::Left),
        ("State", Side::Left),
        ("Total", Side::Right),
        ("Note", Side::Left),
    ]);
    for purchase in sent {
        table.row(vec![
            number(purchase, "id").to_string(),
            text(purchase, "number"),
            text(purchase, "order_number"),
            text(purchase, "supplier"),
            words::purchase(&text(purchase, "state")).to_owned(),
            amount(purchase, "total"),
            shortened(&text(purchase, "reason").replace(folder, ""), 80),
        ]);
    }
    let head = if sent.is_empty() {
        "Nothing was ready to forward.\n".to_owned()
    } else {
        format!(
            "{}\n{} to {} for {}.\n",
            table.render(),
            count(number(done, "purchases"), "purchase", "purchases"),
            count(number(done, "suppliers"), "supplier", "suppliers"),
            count(number(done, "orders"), "order", "orders"),
        )
    };
    let to_hand_over = sent.iter().filter(|purchase| text(purchase, "state") == "to_hand_over").count();
    let hint = if to_hand_over == 0 {
        String::new()
    } else {
        let words = words::to_hand_over(i64::try_from(to_hand_over).unwrap_or(0));
        format!("{words}: order them by hand or pass their files on, then say so: stockless placed ID\n")
    };
    format!("{head}{hint}{}", left_out(done))
}

fn left_out(answer: &Value) -> String {
    let left = list(answer, "left_out");
    if left.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&[("Stays behind", Side::Left), ("Because", Side::Left)]);
    for order in left.iter().take(LISTED) {
        table.row(vec![text(order, "number"), words::check(&text(order, "reason")).to_owned()]);
    }
    let more = match left.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!("and {more} more; --json lists them all\n"),
    };
    format!("\n{}{more}", table.render())
}

/// What became of the purchases: an unknown outcome asks for a person before anything else does.
fn judged(sent: &[Value]) -> Exit {
    let standing = |state: &str| {
        let purchases = sent.iter().filter(|purchase| text(purchase, "state") == state).count();
        i64::try_from(purchases).unwrap_or(i64::MAX)
    };
    let (unknown, refused, queued) = (standing("unknown"), standing("rejected"), standing("queued"));
    if refused > 0 {
        let purchases = count(refused, "purchase was", "purchases were");
        remark(&format!("stockless: {purchases} refused. See why: stockless purchases --state rejected"));
    }
    if queued > 0 {
        let purchases = count(queued, "purchase", "purchases");
        remark(&format!(
            "stockless: {purchases} could not be sent and stay in the outbox; the note says why.\n  \
             Send them with stockless call outbox_decide '{{\"send\":true}}', or put them back with false."
        ));
    }
    if unknown > 0 {
        let purchases = count(unknown, "purchase", "purchases");
        remark(&format!(
            "stockless: the outcome of {purchases} is unknown; the supplier may have it or not.\n  \
             Ask the supplier, then answer in the window, or with stockless call purchase_answer."
        ));
        return Exit::Unknown;
    }
    if refused + queued > 0 { Exit::Refused } else { Exit::Done }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_unknown_outcome_is_louder_than_a_refusal() {
        let sent =
            |states: &[&str]| judged(&states.iter().map(|state| json!({"state": state})).collect::<Vec<_>>());
        assert_eq!(sent(&[]), Exit::Done);
        assert_eq!(sent(&["placed", "to_hand_over"]), Exit::Done);
        assert_eq!(sent(&["placed", "rejected"]), Exit::Refused);
        assert_eq!(sent(&["placed", "queued"]), Exit::Refused);
        assert_eq!(sent(&["unknown", "rejected"]), Exit::Unknown);
    }

    #[test]
    fn what_stays_behind_says_why_in_words() {
        let review = json!({"suppliers": [], "orders": 0, "to_pay": {"amount": "0.00", "currency": "EUR"},
            "left_out": [{"order_id": 1, "number": "MM-1", "reason": "in_stock"}], "stopped": null});
        let text = reviewed(&review);
        assert!(text.contains("MM-1") && text.contains("out of stock"), "{text}");
    }
}
