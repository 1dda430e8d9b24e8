//! `stockless purchases`

use clap::Args;
use serde_json::{Value, json};
use stockless_engine::shapes::purchases::PurchasesRequest;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::{amount, count, day, list, number, text};
use crate::session::{Session, supplier_id};
use crate::table::{Side, Table, shortened};
use crate::words;

/// Most rows the engine gives at once.
const PAGE: i64 = 500;

/// Which purchases, newest first.
#[derive(Debug, Args)]
pub struct Purchases {
    /// One state: queued, sending, unknown, asking, in_doubt (both), to_hand_over, placed, confirmed, rejected or cancelled
    #[arg(long)]
    state: Option<String>,
    /// One supplier
    #[arg(long, value_name = "NAME")]
    supplier: Option<String>,
    /// Purchases at most
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(i64).range(1..=100_000))]
    limit: i64,
}

impl Purchases {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        let supplier_id = self.supplier.as_deref().map(|name| supplier_id(session, name)).transpose()?;
        let mut request = PurchasesRequest { state: self.state.clone(), supplier_id, key: None, limit: None };
        let mut rows: Vec<Value> = Vec::new();
        loop {
            let left = self.limit - i64::try_from(rows.len()).unwrap_or(i64::MAX);
            request.limit = Some(left.min(PAGE));
            let mut page = session.call("purchases", &request)?;
            if let Some(Value::Array(more)) = page.as_object_mut().and_then(|page| page.remove("rows")) {
                rows.extend(more);
            }
            request.key = page.get("next").and_then(Value::as_str).map(str::to_owned);
            if request.key.is_none() || i64::try_from(rows.len()).is_ok_and(|read| read >= self.limit) {
                let total = number(&page, "total");
                let answer = json!({"total": total, "rows": rows, "next": request.key});
                let folder = format!("{}/", session.engine().folder().display());
                return Ok(Answer::new(&answer, told(&answer, &folder)));
            }
        }
    }
}

/// `folder` is the workspace: files in it are named without it.
fn told(answer: &Value, folder: &str) -> String {
    let rows = list(answer, "rows");
    if rows.is_empty() {
        return "No purchases here.".to_owned();
    }
    let mut table = Table::new(&[
        ("Id", Side::Right),
        ("Purchase", Side::Left),
        ("Order", Side::Left),
        ("Supplier", Side::Left),
        ("State", Side::Left),
        ("Total", Side::Right),
        ("Placed", Side::Left),
        ("Their number", Side::Left),
        ("Note", Side::Left),
    ]);
    for purchase in rows {
        table.row(vec![
            number(purchase, "id").to_string(),
            text(purchase, "number"),
            text(purchase, "order_number"),
            text(purchase, "supplier"),
            words::purchase(&text(purchase, "state")).to_owned(),
            amount(purchase, "total"),
            day(purchase, "placed_at"),
            text(purchase, "supplier_number"),
            shortened(&text(purchase, "reason").replace(folder, ""), 80),
        ]);
    }
    format!("{}\n{}.", table.render(), count(number(answer, "total"), "purchase", "purchases"))
}
