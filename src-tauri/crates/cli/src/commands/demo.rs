//! `stockless demo`

use clap::Args;
use serde_json::Value;
use stockless_engine::shapes::workspace::SampleRequest;

use crate::answer::{Answer, remark};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::fields::{count, list, number, text};
use crate::progress::Progress;
use crate::session::{Session, shop_names};
use crate::{interrupt, words};

const JOB: &str = "demo";

/// Sample data.
#[derive(Debug, Args)]
pub struct Demo {
    /// Orders over the year, 60 at least
    #[arg(long, value_name = "N", default_value_t = 1_200)]
    orders: i64,
    /// The same seed gives the same data
    #[arg(long, value_name = "N", default_value_t = 7)]
    seed: i64,
    /// Last day of the year, 2026-03-09 [default: today]
    #[arg(long, value_name = "DAY", default_value = "", hide_default_value = true)]
    today: String,
}

impl Demo {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        interrupt::stops(session.engine(), JOB);
        let progress = Progress::of(session.engine());
        let done = session.call(
            "sample_create",
            &SampleRequest {
                orders: self.orders,
                seed: self.seed,
                today: self.today.clone(),
                job: Some(JOB.to_owned()),
            },
        )?;
        drop(progress);
        let answer = Answer::new(&done, told(&done, &session.state()?));
        if number(&done, "count") < self.orders {
            remark(
                "It was stopped before all orders were made. Remove what is there: stockless call sample_remove",
            );
            return Ok(answer.ending(Exit::Refused));
        }
        Ok(answer)
    }
}

fn told(done: &Value, state: &Value) -> String {
    let counts = state.get("counts").unwrap_or(&Value::Null);
    let lines = [
        format!("Sample data is in {}.", text(state, "folder")),
        format!(
            "{} over a year in {} ({}), {}.",
            count(number(done, "count"), "order", "orders"),
            count(i64::try_from(list(state, "shops").len()).unwrap_or(0), "shop", "shops"),
            shop_names(state),
            count(number(state, "suppliers"), "supplier", "suppliers"),
        ),
        format!(
            "{} to forward, {} to decide, {} late, {} waiting; {}.",
            number(counts, "ready"),
            number(counts, "decide"),
            number(counts, "late"),
            number(counts, "waiting"),
            words::to_hand_over(number(counts, "to_hand_over")),
        ),
        "People, shops and suppliers are invented; nothing is sent to anyone.".to_owned(),
    ];
    lines.join("\n")
}
