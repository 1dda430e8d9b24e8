//! How long the data takes: imports, lists, search and reports over a hundred thousand and a million orders, each
//! beside the bare SQL of the same work on the same file in the same run.
//!
//! ```text
//! cargo run --release -p stockless-tests --bin bench-data -- 100000 1000000
//! ```
//!
//! Figures are medians. What is compared is a ratio: how much the program adds to what SQLite itself needs.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time; no product rule depends on it")]

mod bare;
mod export;
mod measure;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Value, json};
use stockless_connect::secrets::MemorySecrets;
use stockless_core::day::Instant;
use stockless_engine::clock::StandingClock;
use stockless_engine::{Engine, Options};

use measure::{Row, median, once};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let sizes: Vec<u64> = std::env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    if sizes.is_empty() {
        eprintln!("bench-data needs numbers of orders, such as 100000 1000000");
        return ExitCode::from(2);
    }
    for size in sizes {
        if let Err(error) = run(size) {
            eprintln!("bench-data: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn run(orders: u64) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("orders.csv");
    let lines = export::write(&file, orders)?;
    let engine = open(folder.path().join("workspace"))?;
    call(
        &engine,
        "workspace_setup",
        &json!({"name": "Bench", "base_currency": "EUR", "time_zone": "Europe/Berlin", "margin_floor": "15"}),
    )?;
    for (kind, text) in export::catalogue() {
        let path = folder.path().join(format!("{kind}.csv"));
        std::fs::write(&path, text)?;
        call(&engine, "import_run", &json!({"kind": kind, "files": [path]}))?;
    }
    println!("\n{orders} orders, {lines} lines, medians; bare = the SQL alone, same file, same run");
    println!("{:<44} {:>12} {:>12} {:>8}", "", "Stockless", "bare", "ratio");

    let (seconds, answer) = once(|| {
        call(
            &engine,
            "import_run",
            &json!({"kind": "orders", "files": [file], "shop": "Bench shop", "currency": "EUR"}),
        )
    });
    let answer = answer?;
    if answer["added"].as_u64() != Some(orders) {
        return Err(
            format!("{} of {orders} orders were read: {}", answer["added"], answer["rejected"][0]).into()
        );
    }
    let bare = bare::insert(&folder.path().join("bare.sqlite"), &file)?;
    Row::rates("import, lines per second", lines, seconds, bare).print();

    let database = folder.path().join("workspace").join("workspace.stockless");
    let sql = bare::open(&database)?;
    for measured in questions() {
        let ours = median(|| call(&engine, measured.command, &measured.request).map(drop))?;
        let theirs = median(|| bare::ask(&sql, measured.sql))?;
        Row::times(measured.name, ours, theirs).print();
    }
    println!("{:<44} {:>9} MB", "database file", std::fs::metadata(&database)?.len() / 1_000_000);
    println!("{:<44} {:>9} MB", "memory of this process, most at once", measure::peak_memory_mb());
    Ok(())
}

struct Question {
    name: &'static str,
    command: &'static str,
    request: Value,
    /// The rows that the answer needs, read by hand.
    sql: &'static str,
}

fn questions() -> Vec<Question> {
    let question = |name, command, request, sql| Question { name, command, request, sql };
    let year = |by: &str| json!({"from": "2025-03-10", "to": "2026-03-09", "by": by});
    vec![
        question(
            "first inbox page, 100 rows",
            "orders",
            json!({"tab": "new", "limit": 100}),
            "SELECT o.*, v.* FROM order_view v INDEXED BY order_view_open JOIN orders o ON o.id = v.order_id
             WHERE v.queue < 5 AND v.queue < 2 ORDER BY v.queue, v.placed_ms DESC LIMIT 100",
        ),
        question(
            "all orders, page in the middle, by position",
            "orders",
            json!({"tab": "all", "limit": 100, "at": 50_000}),
            "SELECT o.*, v.* FROM order_view v INDEXED BY order_view_placed JOIN orders o ON o.id = v.order_id
             ORDER BY v.placed_ms DESC, v.order_id DESC LIMIT 100 OFFSET 50000",
        ),
        question(
            "search by a rare word, 100 rows",
            "orders",
            json!({"tab": "all", "limit": 100, "filter": {"search": "shopper77"}}),
            "SELECT o.*, v.* FROM order_fts f CROSS JOIN order_view v ON v.order_id = f.rowid JOIN orders o ON o.id = v.order_id
             WHERE order_fts MATCH '\"shopper77\"*' ORDER BY v.placed_ms DESC LIMIT 100",
        ),
        question(
            "filter by country, 100 rows",
            "orders",
            json!({"tab": "all", "limit": 100, "filter": {"country": "PT"}}),
            "SELECT o.*, v.* FROM order_view v INDEXED BY order_view_country JOIN orders o ON o.id = v.order_id
             WHERE v.country = 'PT' ORDER BY v.placed_ms DESC LIMIT 100",
        ),
        question("counts behind the tabs", "order_counts", json!({}), "SELECT queue, count(*) FROM order_view INDEXED BY order_view_open WHERE queue < 5 GROUP BY queue"),
        question("one order's page", "order", json!({"id": 4_711}), "SELECT * FROM orders WHERE id = 4711"),
        question(
            "profit of a year by month",
            "profit",
            year("month"),
            "SELECT day / 100, account, sum(base_minor) FROM sum_day WHERE dim = 0 AND day BETWEEN 20250310 AND 20260309 GROUP BY 1, 2",
        ),
        question(
            "profit of a year by supplier",
            "profit",
            year("supplier"),
            "SELECT member, account, sum(base_minor) FROM sum_day WHERE dim = 1 AND day BETWEEN 20250310 AND 20260309 GROUP BY 1, 2",
        ),
        question(
            "profit of a year by product",
            "profit",
            year("product"),
            "SELECT member, account, sum(base_minor) FROM sum_day WHERE dim = 2 AND day BETWEEN 20250310 AND 20260309 GROUP BY 1, 2",
        ),
        question(
            "profit of a month by supplier",
            "profit",
            json!({"from": "2026-02-01", "to": "2026-02-28", "by": "supplier"}),
            "SELECT member, account, sum(base_minor) FROM sum_day WHERE dim = 1 AND day BETWEEN 20260201 AND 20260228 GROUP BY 1, 2",
        ),
    ]
}

fn open(folder: PathBuf) -> Outcome<Engine> {
    let options = Options {
        clock: Arc::new(StandingClock::at(
            Instant::from_iso("2026-03-09T09:00:00Z").ok_or("no such moment")?,
        )),
        secrets: Arc::new(MemorySecrets::default()),
        program: std::env::current_exe()?,
        boot: stockless_engine::boot::fresh(),
        background: false,
    };
    Ok(Engine::open(&folder, options)?)
}

fn call(engine: &Engine, name: &str, request: &Value) -> Outcome<Value> {
    Ok(engine.call(name, request.clone())?)
}
