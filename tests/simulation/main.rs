//! `simulation`: runs seeds of the deterministic simulation. See `src-tauri/docs/simulation.md`.

#![expect(clippy::disallowed_methods, reason = "it tells how long it took; nothing in a world depends on it")]

use std::time::Instant;

use stockless_tests::simulation::{Mutation, Seeds, Template, run, sweep};

const HELP: &str =
    "simulation [--seeds N] [--from S] [--seed S] [--mutation NAME] [--threads N] [--mutations]

  --seeds N        runs N seeds (10000 unless told)
  --from S         begins with seed S
  --seed S         runs one seed and prints what happened
  --mutation NAME  breaks a rule on purpose and stops at the first seed that finds it
  --mutations      does so for each rule in turn and prints a table
  --threads N      on N threads (as many as the computer has unless told)";

struct Wish {
    from: u64,
    seeds: u64,
    one: Option<u64>,
    mutation: Option<Mutation>,
    all: bool,
    threads: usize,
}

fn main() {
    let wish = match wish() {
        Ok(wish) => wish,
        Err(reason) => {
            eprintln!("{reason}\n\n{HELP}");
            std::process::exit(2);
        }
    };
    std::panic::set_hook(Box::new(|info| eprintln!("{info}")));
    let template = Template::prepare();
    let good = if let Some(seed) = wish.one {
        one(&template, seed, wish.mutation)
    } else if wish.all {
        table(&template, &wish)
    } else {
        many(&template, &wish)
    };
    drop(template);
    std::process::exit(i32::from(!good));
}

fn wish() -> Result<Wish, String> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut wish = Wish { from: 1, seeds: 10_000, one: None, mutation: None, all: false, threads };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--mutations" {
            wish.all = true;
            continue;
        }
        let value = words.next().ok_or_else(|| format!("{word} needs a value."))?;
        let number = || value.parse::<u64>().map_err(|_| format!("“{value}” is not a number."));
        match word.as_str() {
            "--seeds" => wish.seeds = number()?,
            "--from" => wish.from = number()?,
            "--seed" => wish.one = Some(number()?),
            "--threads" => wish.threads = usize::try_from(number()?).unwrap_or(1).max(1),
            "--mutation" => {
                wish.mutation =
                    Some(Mutation::of(&value).ok_or_else(|| format!("There is no mutation “{value}”."))?);
            }
            _ => return Err(format!("“{word}” is not known.")),
        }
    }
    Ok(wish)
}

fn one(template: &Template, seed: u64, mutation: Option<Mutation>) -> bool {
    let report = run(template, seed, mutation);
    print!("{}", report.trace);
    match &report.broken {
        Some(broken) => println!("\nseed {seed}: {} is broken: {}", broken.rule, broken.what),
        None => println!("\nseed {seed}: every rule held"),
    }
    report.broken.is_none()
}

fn seeds(wish: &Wish, mutation: Option<Mutation>) -> Seeds {
    Seeds { from: wish.from, count: wish.seeds, mutation, threads: wish.threads }
}

fn many(template: &Template, wish: &Wish) -> bool {
    let begun = Instant::now();
    let found = sweep(template, &seeds(wish, wish.mutation));
    let seconds = begun.elapsed().as_secs_f64();
    for report in &found.broken {
        let broken = report.broken.as_ref().expect("a rule broke");
        println!("seed {}: {} is broken: {}", report.seed, broken.rule, broken.what);
    }
    let (done, broken) = (found.done, found.broken.len());
    println!(
        "{done} seeds from {}, {broken} broken, {} run twice, {seconds:.1} s, {:.0} seeds/s",
        wish.from,
        found.twice,
        done as f64 / seconds
    );
    for (what, count) in &found.counts {
        println!("  {count:>9} {what}");
    }
    found.broken.is_empty() != wish.mutation.is_some()
}

fn table(template: &Template, wish: &Wish) -> bool {
    let mut all = true;
    println!("| Broken rule | Found by | Seed | Seeds |\n|---|---|---|---|");
    for &(mutation, name) in Mutation::ALL {
        let found = sweep(template, &seeds(wish, Some(mutation)));
        let done = found.done;
        match found.broken.first() {
            Some(report) => {
                let broken = report.broken.as_ref().expect("a rule broke");
                println!("| {name} | {}: {} | {} | {done} |", broken.rule, broken.what, report.seed);
            }
            None => {
                all = false;
                println!("| {name} | not found | – | {done} |");
            }
        }
    }
    all
}
