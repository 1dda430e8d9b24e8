//! `stockless setup`

use clap::Args;
use serde_json::{Value, json};
use stockless_engine::shapes::workspace::WorkspaceSetup;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::{flag, text};
use crate::session::Session;

/// How a workspace counts. What is not named stays as it is.
#[derive(Debug, Args)]
pub struct Setup {
    /// Name of the workspace
    #[arg(long)]
    name: Option<String>,
    /// Currency in which it counts, EUR; fixed once there are orders or costs
    #[arg(long, value_name = "CODE")]
    base_currency: Option<String>,
    /// Zone in which days begin, Europe/Berlin; fixed once there are orders or costs [default: UTC]
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Margin in percent under which an order waits for a decision
    #[arg(long, value_name = "PERCENT")]
    margin_floor: Option<String>,
}

impl Setup {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        if self.base_currency.is_none() && !flag(&session.state()?, "set_up") {
            return Err(Failure::usage("This workspace does not count in a currency yet.")
                .with_action("Say which: stockless setup --base-currency EUR"));
        }
        let before = session.call("settings", &json!({}))?;
        let chosen =
            |wanted: &Option<String>, name: &str| wanted.clone().unwrap_or_else(|| text(&before, name));
        let request = WorkspaceSetup {
            name: chosen(&self.name, "name"),
            base_currency: chosen(&self.base_currency, "base_currency"),
            time_zone: chosen(&self.time_zone, "time_zone"),
            margin_floor: chosen(&self.margin_floor, "margin_floor"),
        };
        let done = session.call("workspace_setup", &request)?;
        Ok(Answer::new(&done, told(&session.call("settings", &json!({}))?)))
    }
}

fn told(settings: &Value) -> String {
    format!(
        "{} counts in {}, its days begin at midnight in {}, and its margin floor is {} %.",
        text(settings, "name"),
        text(settings, "base_currency"),
        text(settings, "time_zone"),
        text(settings, "margin_floor"),
    )
}
