//! How fast purchases leave: two thousand of them to a supplier that compares keys, over real HTTP on this computer and
//! with everything written down before and after, beside the same requests and the same number of flushes alone.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use stockless_engine::forwarding::RealOutside;
use stockless_tests::suppliers::server::Heard;
use stockless_tests::suppliers::{Dialect, SECRET, Supplier, connection};
use stockless_tests::{Sale, World};

use crate::Outcome;
use crate::measure::{self, Row, once, print_range};

/// Between two looks at the lists, as a person who scrolls would look.
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);
/// A page of SQLite with its frame in the write-ahead log.
const PAGE: usize = 4_096 + 24;

/// Sends so many and prints what it took.
pub fn run(count: u64) -> Outcome<()> {
    let mut world = World::new();
    let supplier = Supplier::start(Dialect::Keyed, world.ticks());
    connect(&world, &supplier, count);
    world.work_in_background(Arc::new(RealOutside::default()));
    println!(
        "{count} purchases to a supplier that compares keys; bare = the same requests, each with three flushes"
    );
    println!("{:<44} {:>12} {:>12} {:>8}", "", "Stockless", "bare", "ratio");

    // So many at once are asked about; here the answer is given beforehand.
    let limit = json!({"orders": 100_000, "to_pay": {"amount": "10000000.00", "currency": "EUR"}});
    world.call("forward_limit_save", limit);
    let (forward, queued) = once(|| world.call("forward", json!({"which": {"tab": "new"}})));
    if queued["purchases"].as_u64() != Some(count) {
        return Err(
            format!("{} of {count} were queued: {}", queued["purchases"], queued["left_out"][0]).into()
        );
    }
    let begun = Instant::now();
    let (click, _) = once(|| world.call("outbox_send", json!({})));
    let looks = until_all_left(&world, count)?;
    let seconds = begun.elapsed().as_secs_f64();
    let requests = supplier.heard();
    if supplier.records().all().len() as u64 != count || requests.len() as u64 != count {
        return Err(
            format!("{} orders from {} requests", supplier.records().all().len(), requests.len()).into()
        );
    }
    let bare = bare(world.folder(), &requests, &world)?;
    Row::rates("purchases per second", count, seconds, bare).print();
    println!("{:<44} {:>9.2} ms", "“forward”, all of them at once", forward * 1_000.0);
    println!("{:<44} {:>9.2} ms", "“send now”", click * 1_000.0);
    print_range("inbox and purchases meanwhile, median, slowest", looks);
    println!("{:<44} {:>9} MB", "memory of this process, most at once", measure::peak_memory_mb());
    world.stop();
    Ok(())
}

/// So many orders that one supplier serves, and the connection to it.
fn connect(world: &World, supplier: &Supplier, count: u64) {
    let sales: Vec<Sale> = (1..=count).map(|n| Sale::new(&format!("#{n}")).item("LMP", 1, 4_900)).collect();
    world.sell(&sales);
    let id = world.stocked(json!({"channel": "api"}), &[("LMP", "12.50")]);
    let settings = connection(Dialect::Keyed, supplier.port());
    // What is measured is this program, not how much the supplier allows in a minute.
    let unlimited = settings.description.replace("requests_per_minute = 300", "requests_per_minute = 6000");
    world.call(
        "supplier_api_save",
        json!({"supplier_id": id, "description": unlimited, "base_url": settings.base_url,
               "allowed_host": settings.allowed_host, "secret": SECRET}),
    );
}

/// Looks at the inbox and the purchases until all have left; the seconds of each look.
fn until_all_left(world: &World, count: u64) -> Outcome<Vec<f64>> {
    let mut looks = Vec::new();
    loop {
        std::thread::sleep(BETWEEN_LOOKS);
        looks.push(once(|| world.call("orders", json!({"tab": "new", "limit": 100}))).0);
        let (took, placed) = once(|| world.call("purchases", json!({"state": "placed", "limit": 100})));
        looks.push(took);
        if placed["total"].as_u64() == Some(count) {
            return Ok(looks);
        }
        let stopped: Value = world.call("sending", json!({}))["suppliers"].clone();
        if stopped != json!([]) {
            return Err(format!("sending stopped: {stopped}").into());
        }
    }
}

/// Seconds for the same requests to a supplier that knows nothing yet, each after two flushes and before a third.
fn bare(folder: &Path, requests: &[Heard], world: &World) -> Outcome<f64> {
    let supplier = Supplier::start(Dialect::Keyed, world.ticks());
    let open = |name| OpenOptions::new().create(true).append(true).open(folder.join(name));
    let (mut database, mut journal) = (open("bare-wal")?, open("bare-journal")?);
    let (seconds, done) = once(|| -> Outcome<()> {
        for request in requests {
            flush(&mut database, PAGE)?;
            flush(&mut journal, 256)?;
            ask(supplier.port(), request)?;
            flush(&mut database, PAGE)?;
        }
        Ok(())
    });
    done?;
    if supplier.records().all().len() != requests.len() {
        return Err("the bare requests were not taken".into());
    }
    Ok(seconds)
}

fn flush(file: &mut File, bytes: usize) -> Outcome<()> {
    file.write_all(&vec![b'x'; bytes])?;
    Ok(file.sync_data()?)
}

/// The same bytes over a connection of their own, read to the end.
fn ask(port: u16, request: &Heard) -> Outcome<()> {
    let mut line = TcpStream::connect(("127.0.0.1", port))?;
    let mut bytes = format!("{} {} HTTP/1.1\r\n", request.method, request.target);
    for (name, value) in &request.headers {
        bytes.push_str(&format!("{name}: {value}\r\n"));
    }
    bytes.push_str("\r\n");
    line.write_all(&[bytes.as_bytes(), &request.body].concat())?;
    let mut answer = Vec::new();
    line.read_to_end(&mut answer)?;
    if answer.starts_with(b"HTTP/1.1 20") { Ok(()) } else { Err("a bare request was refused".into()) }
}
