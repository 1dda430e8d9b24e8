//! What the program ends with.

use std::process::ExitCode;

/// Scripts rely on these numbers; a number never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It was done.
    Done = 0,
    /// Something was refused, was stopped, or does not hold.
    Refused = 1,
    /// The command line or a request is not understood.
    Usage = 2,
    /// It was done, and the outcome of a purchase is unknown and asks for a person.
    Unknown = 3,
    /// Another Stockless is in charge of the workspace; this one can only read.
    ReadOnly = 4,
}

/// The codes as `--help` shows them.
pub const HELP: &str = "\
Exit codes:
  0  done
  1  something was refused, was stopped, or does not hold; standard error says what, why and what to do
  2  the command line or a request is not understood
  3  done, but the outcome of a purchase is unknown: a person has to look (stockless purchases --state in_doubt)
  4  another Stockless is in charge of this workspace, so this one can only read

With --json standard output holds exactly one JSON document: the answer, or
{\"error\":{\"code\",\"message\",\"action\"}}. Progress and remarks go to standard error.

Environment:
  STOCKLESS_WORKSPACE      the workspace's folder, where --workspace is not given
  STOCKLESS_MAIL_PASSWORD  password of the mail account, for computers without a keychain
  STOCKLESS_NOW            a time such as 2026-03-09T07:00:00Z at which the clock stands still; for tests and demos";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
