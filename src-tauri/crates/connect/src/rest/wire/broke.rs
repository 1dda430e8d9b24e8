//! What broke an exchange, in words without the address (which holds our reference) and without secrets.

use std::error::Error;
use std::io;

use crate::rest::trace::plain;

/// The cause of an error of the library, as a person can use it.
pub(in crate::rest) fn what_broke(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        let what =
            if error.is_connect() { "no connection came about in time" } else { "no answer came in time" };
        return what.to_owned();
    }
    let mut cause: &dyn Error = error;
    let mut words = String::new();
    while let Some(next) = cause.source() {
        cause = next;
        if let Some(io) = cause.downcast_ref::<io::Error>() {
            words = of_system(io);
        } else if cause.source().is_none() {
            words = of_client(&plain(&cause.to_string()));
        }
    }
    if words.is_empty() { "the connection broke".to_owned() } else { words }
}

/// The client's own words, where people would stumble over them.
fn of_client(words: &str) -> String {
    match words {
        "connection closed before message completed" => "the connection broke before the answer".to_owned(),
        other => other.to_owned(),
    }
}

fn of_system(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "the server takes no connection".to_owned(),
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionAborted => {
            "the connection broke".to_owned()
        }
        io::ErrorKind::UnexpectedEof => "the connection ended early".to_owned(),
        _ => plain(&error.to_string()),
    }
}
