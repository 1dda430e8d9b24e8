//! Sample data from a seed: three shops, eight suppliers of the four kinds and a year of orders, written through the
//! same functions as real ones, so that everything a merchant sees in it is what the program really does.

mod dice;
mod history;
mod order;
mod people;
mod setup;
mod world;

use std::sync::atomic::Ordering;

use stockless_core::day::{Day, Instant};

use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::events::Event;
use crate::shapes::shared::Done;
use crate::shapes::workspace::SampleRequest;

use dice::Dice;
use order::Role;

/// Orders written in one transaction.
const CHUNK: i64 = 1_000;
const MOST_ORDERS: i64 = 2_000_000;

/// Fills an empty workspace with sample data.
pub fn create(engine: &Engine, request: &SampleRequest) -> Result<Done, ApiError> {
    if !(60..=MOST_ORDERS).contains(&request.orders) {
        return Err(ApiError::invalid(format!("Sample data has 60 to {MOST_ORDERS} orders.")));
    }
    if engine.read(|read| Ok(read.has_amounts()? || read.suppliers_total()? > 0))? {
        return Err(ApiError::not_now("This workspace is not empty. Sample data goes into an empty one."));
    }
    let end = end(engine, &request.today)?;
    let stop = engine.begin_job(request.job.as_deref());
    let (seed, total) = (request.seed, request.orders);
    let world = engine.write(move |write| setup::write(write, &mut Dice::new(seed, "world"), end))?;
    let plan = order::plan(&mut Dice::new(seed, "plan"), total, end);
    let mut done = 0;
    for chunk in plan.chunks(usize::try_from(CHUNK).unwrap_or(1_000)) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let (chunk, world, epoch) = (chunk.to_vec(), world.clone(), engine.store().epoch());
        let count = i64::try_from(chunk.len()).unwrap_or(0);
        engine.write(move |write| {
            let context = Context::load(write, end)?;
            for planned in &chunk {
                let mut dice = Dice::new(seed, &format!("order {}", planned.index));
                let (shop, mirrored) = order::make(&world, planned, &mut dice)?;
                let id = order::save(write, shop, &mirrored, planned, end)?;
                if planned.role == Role::History {
                    assess::refresh(&context, write, id, Age::New)?;
                    history::write(write, &context, &world, id, planned, &mut dice, epoch)?;
                    assess::refresh(&context, write, id, Age::Known)?;
                } else {
                    assess::refresh(&context, write, id, Age::New)?;
                    order::touch(write, id, shop, &mirrored, planned.role, end)?;
                }
            }
            Ok::<_, ApiError>(())
        })?;
        done += count;
        let job = request.job.clone().unwrap_or_else(|| "sample".to_owned());
        engine.emit(&Event::Progress { job, done, total: Some(total), phase: "saving".to_owned() });
    }
    engine.end_job(request.job.as_deref());
    engine.accrue()?;
    engine.wake_all()?;
    engine.refresh_marked()?;
    Ok(Done { count: done, ..Done::default() })
}

/// The instant at which the sample's story stands: now, or the morning of a day that was asked for.
fn end(engine: &Engine, today: &str) -> Result<Instant, ApiError> {
    if today.is_empty() {
        return Ok(engine.now());
    }
    let day: Day = crate::api::day("day", today)?;
    Ok(day.start_in(chrono_tz::Tz::Europe__Amsterdam).plus_ms(8 * 3_600_000))
}

impl Engine {
    /// Derives every order again whose time has come.
    fn wake_all(&self) -> Result<(), ApiError> {
        while self.wake_orders()? > 0 {}
        Ok(())
    }
}
