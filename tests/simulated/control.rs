//! The commands as a page of plain text: `GET /SUPPLIER/lose` does what “SUPPLIER lose” does on the console.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use super::{Street, command};

/// Answers on a port until the program ends.
pub fn open(street: Arc<Street>, port: u16) -> std::io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    std::thread::spawn(move || {
        for line in listener.incoming().flatten() {
            // A caller that says nothing or goes away is not waited for.
            drop(answer(&street, line));
        }
    });
    Ok(())
}

fn answer(street: &Street, mut line: TcpStream) -> std::io::Result<()> {
    line.set_read_timeout(Some(Duration::from_secs(2)))?;
    let mut reader = BufReader::new(line.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut host = String::new();
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? < 3 {
            break;
        }
        if let Some(value) = header.to_ascii_lowercase().strip_prefix("host:") {
            host = value.trim().to_owned();
        }
    }
    let path = first.split(' ').nth(1).unwrap_or_default();
    let words: Vec<&str> = path.split('/').filter(|word| !word.is_empty()).collect();
    // A page in a browser must not be able to give commands under another name of this computer.
    let local = host.starts_with("127.0.0.1") || host.starts_with("localhost");
    let (status, text) = match (local, words.as_slice()) {
        (false, _) => ("403 Forbidden", "Only this computer is answered.\n".to_owned()),
        (true, []) => {
            ("200 OK", format!("{}\n{}", street.introduction(), command::obey(street, &["orders"])))
        }
        (true, words) => ("200 OK", command::obey(street, words)),
    };
    let text = format!("{}\n", text.trim_end());
    write!(
        line,
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    )
}
