//! How long the data takes: imports, lists, search and reports over a hundred thousand and a million orders, each
//! beside the bare SQL of the same work on the same file in the same run.
//!
//! ```text
//! cargo run --release -p stockless-tests --bin bench-data -- FOLDER 100000 1000000
//! cargo run --release -p stockless-tests --bin bench-data -- forwarding 2000
//! ```
//!
//! Figures are medians. What is compared is a ratio: how much the program adds to what SQLite itself needs.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time; no product rule depends on it")]

mod bare;
mod export;
mod forwarding;
mod measure;
mod rules;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use stockless_connect::secrets::MemorySecrets;
use stockless_core::day::Instant;
use stockless_engine::clock::StandingClock;
use stockless_engine::{Engine, Options, SystemDisk};

use measure::{Row, median, once};

/// A person does not look more often.
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    let folder = words.next().map(PathBuf::from);
    let sends = folder.as_deref() == Some(Path::new("forwarding"));
    let sizes: Vec<u64> = words.filter_map(|word| word.to_str()?.parse().ok()).collect();
    let Some(folder) = folder.filter(|_| !sizes.is_empty()) else {
        eprintln!(
            "bench-data needs a folder to work in, or the word forwarding, and numbers of orders, such as 100000 1000000"
        );
        return ExitCode::from(2);
    };
    for size in sizes {
        let done = if sends { forwarding::run(size) } else { run(&folder.join(size.to_string()), size) };
        if let Err(error) = done {
            eprintln!("bench-data: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Measures so many orders; the workspace stays in the folder.
fn run(folder: &Path, orders: u64) -> Outcome<()> {
    std::fs::create_dir_all(folder)?;
    let file = folder.join("orders.csv");
    let lines = export::write(&file, orders)?;
    let engine = open(folder.join("workspace"))?;
    set_up(&engine, folder)?;
    println!("\n{orders} orders, {lines} lines, medians; bare = the SQL alone, same file, same run");
    println!("{:<44} {:>12} {:>12} {:>8}", "", "Stockless", "bare", "ratio");

    let (seconds, answer, pages) = import_and_look(&engine, &file);
    let answer = answer?;
    if answer["added"].as_u64() != Some(orders) {
        return Err(
            format!("{} of {orders} orders were read: {}", answer["added"], answer["rejected"][0]).into()
        );
    }
    let bare = bare::insert(&folder.join("bare.sqlite"), &file)?;
    Row::rates("import, lines per second", lines, seconds, bare).print();
    measure::print_range("first inbox page meanwhile, median and slowest", pages);
    let (ruled, done) = rules::import(folder, &file)?;
    Row::rates("import with five rules, lines per second", lines, ruled, bare).print();
    println!("{:<44} {done:>12} things done by rules, {:.2}× the time", "", ruled / seconds);
    for made_on_the_way in [folder.join("bare.sqlite"), file] {
        std::fs::remove_file(made_on_the_way)?;
    }

    let database = folder.join("workspace").join("workspace.stockless");
    let sql = bare::open(&database)?;
    for measured in questions(orders) {
        let ours = median(|| call(&engine, measured.command, &measured.request).map(drop))?;
        let theirs = median(|| bare::ask(&sql, &measured.sql))?;
        Row::times(measured.name, ours, theirs).print();
    }
    println!("{:<44} {:>9} MB", "database file", std::fs::metadata(&database)?.len() / 1_000_000);
    println!("{:<44} {:>9} MB", "memory of this process, most at once", measure::peak_memory_mb());
    Ok(())
}

/// A workspace with suppliers, offers and mappings.
fn set_up(engine: &Engine, folder: &Path) -> Outcome<()> {
    call(
        engine,
        "workspace_setup",
        &json!({"name": "Bench", "base_currency": "EUR", "time_zone": "Europe/Berlin", "margin_floor": "15"}),
    )?;
    for (kind, text) in export::catalogue() {
        let path = folder.join(format!("{kind}.csv"));
        std::fs::write(&path, text)?;
        call(engine, "import_run", &json!({"kind": kind, "files": [path]}))?;
    }
    Ok(())
}

/// Imports, and reads the first page of the inbox again and again meanwhile: the seconds of the import, its answer and
/// the seconds of each page.
fn import_and_look(engine: &Engine, file: &Path) -> (f64, Result<Value, String>, Vec<f64>) {
    let request = json!({"kind": "orders", "files": [file], "shop": "Bench shop", "currency": "EUR"});
    std::thread::scope(|scope| {
        let import = || once(|| call(engine, "import_run", &request).map_err(|error| error.to_string()));
        let running = scope.spawn(import);
        let mut pages = Vec::new();
        while !running.is_finished() {
            std::thread::sleep(BETWEEN_LOOKS);
            pages.push(once(|| call(engine, "orders", &json!({"tab": "new", "limit": 100}))).0);
        }
        let (seconds, answer) =
            running.join().unwrap_or_else(|_| (0.0, Err("the import panicked".to_owned())));
        (seconds, answer, pages)
    })
}

struct Question {
    name: &'static str,
    command: &'static str,
    request: Value,
    /// The rows that the answer needs, read by hand.
    sql: String,
}

impl Question {
    fn new(name: &'static str, command: &'static str, request: Value, sql: String) -> Self {
        Self { name, command, request, sql }
    }
}

fn questions(orders: u64) -> Vec<Question> {
    lists(orders).into_iter().chain(reports()).collect()
}

fn lists(orders: u64) -> Vec<Question> {
    let (half, one) = (orders / 2, orders / 3);
    let rows = "SELECT o.*, v.* FROM order_view v";
    vec![
        Question::new(
            "first inbox page, 100 rows",
            "orders",
            json!({"tab": "new", "limit": 100}),
            format!(
                "{rows} INDEXED BY order_view_open JOIN orders o ON o.id = v.order_id
                 WHERE v.queue < 5 AND v.queue < 2 ORDER BY v.queue, v.placed_ms DESC LIMIT 100"
            ),
        ),
        Question::new(
            "all orders, page in the middle, by position",
            "orders",
            json!({"tab": "all", "limit": 100, "at": half}),
            format!(
                "{rows} INDEXED BY order_view_placed JOIN orders o ON o.id = v.order_id
                 ORDER BY v.placed_ms DESC, v.order_id DESC LIMIT 100 OFFSET {half}"
            ),
        ),
        Question::new(
            "search by a rare word, 100 rows",
            "orders",
            json!({"tab": "all", "limit": 100, "filter": {"search": "shopper77"}}),
            search(rows, "shopper77"),
        ),
        Question::new(
            "search by a word in one order of 300",
            "orders",
            json!({"tab": "all", "limit": 100, "filter": {"search": "SKU-77"}}),
            search(rows, "SKU-77"),
        ),
        Question::new(
            "search by a word in every order",
            "orders",
            json!({"tab": "all", "limit": 100, "filter": {"search": "sampleton"}}),
            search(rows, "sampleton"),
        ),
        Question::new(
            "filter by country, 100 rows",
            "orders",
            json!({"tab": "all", "limit": 100, "filter": {"country": "PT"}}),
            format!(
                "{rows} INDEXED BY order_view_country JOIN orders o ON o.id = v.order_id
                 WHERE v.country = 'PT' ORDER BY v.placed_ms DESC LIMIT 100"
            ),
        ),
        Question::new(
            "sorted by total, 100 rows",
            "orders",
            json!({"tab": "all", "limit": 100, "sort": "largest"}),
            format!(
                "{rows} INDEXED BY order_view_total JOIN orders o ON o.id = v.order_id
                 ORDER BY v.total_base_minor DESC, v.order_id DESC LIMIT 100"
            ),
        ),
        Question::new(
            "counts behind the tabs",
            "order_counts",
            json!({}),
            "SELECT queue, count(*) FROM order_view INDEXED BY order_view_open WHERE queue < 5 GROUP BY queue".into(),
        ),
        Question::new(
            "one order's page",
            "order",
            json!({"id": one}),
            format!("SELECT * FROM orders WHERE id = {one}"),
        ),
    ]
}

fn search(rows: &str, word: &str) -> String {
    format!(
        "{} JOIN orders o ON o.id = v.order_id WHERE order_fts MATCH '\"{word}\"*' ORDER BY v.placed_ms DESC LIMIT 100",
        rows.replace("order_view v", "order_fts f CROSS JOIN order_view v ON v.order_id = f.rowid")
    )
}

fn reports() -> Vec<Question> {
    let year = |by: &str| json!({"from": "2025-03-10", "to": "2026-03-09", "by": by});
    let sums = |dim: u8| {
        let columns = "SELECT member, account, base_minor FROM";
        format!(
            "SELECT member, account, sum(base_minor) FROM (
                {columns} sum_month WHERE dim = {dim} AND month BETWEEN 202504 AND 202602
                UNION ALL {columns} sum_day WHERE dim = {dim} AND day BETWEEN 20250310 AND 20250331
                UNION ALL {columns} sum_day WHERE dim = {dim} AND day BETWEEN 20260301 AND 20260309) GROUP BY 1, 2"
        )
    };
    let behind = |step: &str, product: Option<u64>| json!({"from": "2025-03-10", "to": "2026-03-09", "step": step, "product_id": product, "limit": 100});
    vec![
        Question::new(
            "profit of a year by month",
            "profit",
            year("month"),
            "SELECT day / 100, account, sum(base_minor) FROM sum_day WHERE dim = 0 AND day BETWEEN 20250310 AND 20260309
             GROUP BY 1, 2"
                .into(),
        ),
        Question::new("profit of a year by supplier", "profit", year("supplier"), sums(1)),
        Question::new("profit of a year by product", "profit", year("product"), sums(2)),
        Question::new("profit of a year by country", "profit", year("country"), sums(3)),
        Question::new(
            "profit of a month by supplier",
            "profit",
            json!({"from": "2026-02-01", "to": "2026-02-28", "by": "supplier"}),
            "SELECT member, account, sum(base_minor) FROM sum_month WHERE dim = 1 AND month = 202602 GROUP BY 1, 2".into(),
        ),
        Question::new(
            "entries behind a year's net profit",
            "profit_entries",
            behind("net_profit", None),
            "SELECT * FROM entry INDEXED BY entry_account WHERE account = 10 ORDER BY day DESC, id DESC LIMIT 100".into(),
        ),
        Question::new(
            "entries behind a product's product cost",
            "profit_entries",
            behind("product_cost", Some(77)),
            "SELECT * FROM entry INDEXED BY entry_account WHERE account = 50 AND product_id = 77
             ORDER BY day DESC, id DESC LIMIT 100"
                .into(),
        ),
    ]
}

fn open(folder: PathBuf) -> Outcome<Engine> {
    let options = Options {
        clock: Arc::new(StandingClock::at(
            Instant::from_iso("2026-03-09T09:00:00Z").ok_or("no such moment")?,
        )),
        disk: Arc::new(SystemDisk),
        secrets: Arc::new(MemorySecrets::default()),
        program: std::env::current_exe()?,
        boot: stockless_engine::boot::fresh(),
        outside: std::sync::Arc::new(stockless_engine::forwarding::RealOutside::default()),
        background: false,
    };
    Ok(Engine::open(&folder, options)?)
}

fn call(engine: &Engine, name: &str, request: &Value) -> Outcome<Value> {
    Ok(engine.call(name, request.clone())?)
}
