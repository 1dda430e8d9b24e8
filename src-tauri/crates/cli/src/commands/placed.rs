//! `stockless placed`

use clap::Args;
use stockless_engine::shapes::purchases::PlacedRequest;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::{count, number};
use crate::session::Session;

/// Purchases that a supplier has.
#[derive(Debug, Args)]
pub struct Placed {
    /// The purchases, by the id that `stockless purchases` shows
    #[arg(required = true, value_name = "ID")]
    ids: Vec<i64>,
    /// The supplier's own number
    #[arg(long, default_value = "", hide_default_value = true)]
    number: String,
    /// The supplier said yes, not only received it
    #[arg(long)]
    confirmed: bool,
}

impl Placed {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        let done = session.call(
            "purchase_placed",
            &PlacedRequest {
                ids: self.ids.clone(),
                supplier_number: self.number.clone(),
                confirmed: self.confirmed,
            },
        )?;
        let word = if self.confirmed { "confirmed" } else { "placed" };
        let text = format!("{} marked as {word}.", count(number(&done, "count"), "purchase", "purchases"));
        Ok(Answer::new(&done, text))
    }
}
