//! `stockless check`

use serde_json::{Value, json};

use crate::answer::{Answer, remark};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::fields::{flag, list, text};
use crate::session::Session;
use crate::table::{Side, Table};

pub fn run(session: &Session) -> Result<Answer, Failure> {
    let found = session.call("check", &json!({}))?;
    let answer = Answer::new(&found, told(&found));
    if flag(&found, "ok") {
        return Ok(answer);
    }
    remark("stockless: something does not hold.");
    remark("  Stop forwarding, make a copy of the workspace's folder, then restore the latest sound backup.");
    Ok(answer.ending(Exit::Refused))
}

fn told(found: &Value) -> String {
    let mut table = Table::new(&[("Check", Side::Left), ("Holds", Side::Left), ("Found", Side::Left)]);
    for check in list(found, "checks") {
        let holds = if flag(check, "ok") { "yes" } else { "NO" };
        table.row(vec![text(check, "name").replace('_', " "), holds.to_owned(), text(check, "detail")]);
    }
    table.render()
}
