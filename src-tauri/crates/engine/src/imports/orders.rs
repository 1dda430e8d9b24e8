//! Orders in: read, compared with what is known, written in chunks.

mod chunks;

use std::ops::ControlFlow;
use std::path::Path;

use chrono_tz::Tz;
use stockless_connect::columns::fingerprint;
use stockless_connect::exports::{
    self, ExportKind, Note, NoteKind, ReadItem, ReadOptions, ReadOrder, Rejection as Refused,
};
use stockless_connect::table::Table;
use stockless_core::id::{ImportId, OrderId, ShopId};
use stockless_core::order::ShopOrder;
use stockless_store::Write;
use stockless_store::orders::{Change, Mirrored};
use stockless_store::shops::ShopRow;
use stockless_store::work::Work;

use self::chunks::{Chunks, Read};
use super::tally::Became;
use super::{CHUNK, Job, Tally, choice, name_of};
use crate::api::workspace::parse_currency;
use crate::assess::{self, Age, TWIN_WITHIN_MS};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::shapes::imports::{ImportRequest, Rejection};

/// The shop of a request: by id, by name, or a new one by the name given.
pub fn shop(engine: &Engine, request: &ImportRequest, table: Option<&Table>) -> Result<ShopId, ApiError> {
    if let Some(id) = request.shop_id {
        let id = ShopId::new(id);
        engine.read(|read| Ok(read.shop(id)?))?;
        return Ok(id);
    }
    let Some(name) = request.shop.as_deref().map(str::trim).filter(|name| !name.is_empty()) else {
        return Err(ApiError::invalid("Choose the shop these orders belong to, or name a new one."));
    };
    if let Some(known) = engine.read(|read| Ok(read.shop_by_name(name)?))? {
        return Ok(ShopId::new(known.id));
    }
    let row = new_shop(engine, request, name, table)?;
    engine.write(move |write| Ok(write.save_shop(&row)?))
}

/// What a shop is taken to be when it is first seen in a file: its currency is the one of the request, else of the
/// workspace.
pub fn new_shop(
    engine: &Engine,
    request: &ImportRequest,
    name: &str,
    table: Option<&Table>,
) -> Result<ShopRow, ApiError> {
    let kind = request
        .export
        .as_deref()
        .and_then(ExportKind::from_word)
        .or_else(|| table.and_then(|table| exports::recognise(table.header())));
    let workspace = engine.workspace_row()?;
    let currency = match request.currency.as_deref() {
        Some(code) => parse_currency(code)?,
        None => workspace.base_currency,
    };
    let count = engine.read(|read| Ok(read.shops()?.len()))?;
    Ok(ShopRow {
        id: 0,
        name: name.chars().take(120).collect(),
        kind: kind.map_or("other", shop_kind).to_owned(),
        currency,
        time_zone: workspace.time_zone,
        tax_included: true,
        margin_floor_bp: None,
        pays_on_delivery: Vec::new(),
        tile: i64::try_from(count % 5).unwrap_or(0) + 1,
    })
}

/// The kind of shop an export comes from.
pub const fn shop_kind(kind: ExportKind) -> &'static str {
    match kind {
        ExportKind::Shopify => "shopify",
        ExportKind::WooRows | ExportKind::WooPacked => "woocommerce",
        ExportKind::EtsyOrders | ExportKind::EtsyItems => "etsy",
        ExportKind::Ebay => "ebay",
        ExportKind::AmazonOrders | ExportKind::AmazonUnshipped | ExportKind::AmazonAll => "amazon",
    }
}

/// How the rows of a request are read.
pub enum Reading {
    Export(ExportKind),
    Mapped(stockless_connect::columns::ColumnMap),
}

/// The export of a request, or its map. A choice of columns wins; then the word given; then what the header says;
/// then what was remembered for this header; then a suggestion, if it is complete.
pub fn reading(
    engine: &Engine,
    request: &ImportRequest,
    table: &mut Table,
) -> Result<(Reading, bool), ApiError> {
    if let Some(columns) = request.columns.as_ref().filter(|columns| choice::names_columns(columns)) {
        return Ok((Reading::Mapped(choice::order_map(columns)?), true));
    }
    if let Some(word) = request.export.as_deref().filter(|word| *word != "columns") {
        let found = ExportKind::from_word(word)
            .or_else(|| exports::recognise(table.header()).filter(|kind| shop_kind(*kind) == word));
        return found
            .map(|kind| (Reading::Export(kind), true))
            .ok_or_else(|| ApiError::invalid(format!("This file does not look like an export of {word}.")));
    }
    if request.export.is_none()
        && let Some(kind) = exports::recognise(table.header())
    {
        return Ok((Reading::Export(kind), true));
    }
    let print = fingerprint(table.header());
    let remembered = engine.read(|read| Ok(read.column_choice(&print, "orders")?))?;
    if let Some((text, _)) = remembered
        && let Ok(map) = serde_json::from_str(&text)
    {
        return Ok((Reading::Mapped(map), true));
    }
    let rows = table.peek(50).map_err(|error| ApiError::new(Code::File, error.to_string()))?;
    let map = stockless_connect::columns::suggest(table.header(), &rows);
    let complete = map.missing().is_empty();
    Ok((Reading::Mapped(map), complete))
}

/// How the shop and the request say that a file is to be read.
pub fn options(shop: &ShopRow, request: &ImportRequest) -> Result<ReadOptions, ApiError> {
    let currency = request.currency.as_deref().map(parse_currency).transpose()?;
    Ok(ReadOptions {
        currency: Some(currency.unwrap_or(shop.currency)),
        time_zone: shop.time_zone.parse().unwrap_or(Tz::UTC),
        tax_included: shop.tax_included,
        day_order: request.columns.as_ref().map(choice::day_order).transpose()?.flatten(),
        amount_format: request.columns.as_ref().map(choice::amount_format).transpose()?.flatten(),
        ..ReadOptions::default()
    })
}

/// Rehearses orders of a shop that does not exist yet: every order is new, so only the reading is done.
pub fn rehearse_new(job: &Job, mut tables: Vec<Table>, shop: &ShopRow) -> Result<Tally, ApiError> {
    let Some(first) = tables.first_mut() else { return Err(ApiError::invalid("Choose a file.")) };
    let (reading, _) = reading(&job.engine, &job.request, first)?;
    let options = options(shop, &job.request)?;
    let mut run = Run::new(job, None);
    let mut sink = |item: ReadItem| {
        if matches!(item, ReadItem::Order(_)) {
            run.tally.count(Became::Added);
            return if run.job.stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        }
        run.take(item)
    };
    let summary = match &reading {
        Reading::Export(kind) => exports::read_orders(tables, *kind, &options, &mut sink),
        Reading::Mapped(map) => exports::read_mapped(tables, map, &options, &mut sink),
    };
    let summary = summary.map_err(|error| ApiError::new(Code::File, format!("{error}.")))?;
    let mut tally = run.end()?;
    tally.answer.stopped |= summary.stopped;
    Ok(tally)
}

/// Reads orders and writes them in chunks.
pub fn run(job: &Job, mut tables: Vec<Table>, shop: ShopId) -> Result<Tally, ApiError> {
    let Some(first) = tables.first_mut() else { return Err(ApiError::invalid("Choose a file.")) };
    let (reading, complete) = reading(&job.engine, &job.request, first)?;
    if !complete {
        return Err(ApiError::invalid("The columns of this file are not known.")
            .with_action("Choose which column is which."));
    }
    if let (Reading::Mapped(map), false) = (&reading, job.rehearsal) {
        remember(job, first, map, shop)?;
    }
    let row = job.engine.read(|read| Ok(read.shop(shop)?))?;
    let options = options(&row, &job.request)?;
    let (tally, summary) = std::thread::scope(|scope| {
        let mut run = Run::new(job, Some(Chunks::start(scope, job, shop)));
        let mut sink = |item: ReadItem| run.take(item);
        let summary = match &reading {
            Reading::Export(kind) => exports::read_orders(tables, *kind, &options, &mut sink),
            Reading::Mapped(map) => exports::read_mapped(tables, map, &options, &mut sink),
        };
        (run.end(), summary)
    });
    let mut tally = tally?;
    let summary = summary.map_err(|error| ApiError::new(Code::File, format!("{error}.")))?;
    tally.answer.stopped |= summary.stopped;
    if summary.replaced_characters > 0 {
        let reason = format!("{} characters could not be read and show as �", summary.replaced_characters);
        let files =
            job.request.files.iter().map(|file| name_of(Path::new(file))).collect::<Vec<_>>().join(", ");
        tally.answer.notes.push(Rejection {
            file: files,
            line: 0,
            column: String::new(),
            value: String::new(),
            reason,
            fix: "Export the file again as UTF-8 if names look wrong.".to_owned(),
        });
    }
    Ok(tally)
}

fn remember(
    job: &Job,
    table: &Table,
    map: &stockless_connect::columns::ColumnMap,
    shop: ShopId,
) -> Result<(), ApiError> {
    let (print, now) = (fingerprint(table.header()), job.now.ms());
    let text = serde_json::to_string(map).map_err(|error| ApiError::internal(&error))?;
    job.engine
        .write(move |write| Ok(write.remember_columns(&print, "orders", Some(shop.get()), &text, now)?))
}

struct Run<'a> {
    job: &'a Job,
    tally: Tally,
    pending: Vec<Read>,
    /// Where orders are written; `None` when they are only counted.
    chunks: Option<Chunks>,
    handed_over: usize,
    written: usize,
    failure: Option<ApiError>,
    /// The order whose rejection was last counted, so that an order with three bad cells is read once.
    refused: Option<(String, String)>,
}

impl<'a> Run<'a> {
    fn new(job: &'a Job, chunks: Option<Chunks>) -> Self {
        Self {
            job,
            tally: Tally::default(),
            pending: Vec::new(),
            chunks,
            handed_over: 0,
            written: 0,
            failure: None,
            refused: None,
        }
    }

    fn take(&mut self, item: ReadItem) -> ControlFlow<()> {
        match item {
            ReadItem::Order(order) => {
                // Before the next order, not behind the last one: its notes follow it.
                if self.pending.len() >= CHUNK {
                    self.hand_over();
                }
                self.pending.push(Read { order: *order, has_prices: true });
            }
            ReadItem::Rejected(refused) => self.reject(&refused),
            ReadItem::Note(note) => self.note(&note),
        }
        if self.failure.is_some() || self.job.stopped() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Hands what is pending over and counts what has been committed by now.
    fn hand_over(&mut self) {
        let Some(chunks) = &self.chunks else { return };
        self.handed_over += self.pending.len();
        chunks.hand_over(std::mem::take(&mut self.pending));
        let written = chunks.written();
        self.count(written);
    }

    fn count(&mut self, written: Vec<chunks::Written>) {
        for outcome in written {
            match outcome {
                Ok(counts) => {
                    self.written += counts.len();
                    self.tally.add(&counts);
                }
                Err(error) => self.failure = Some(error),
            }
        }
    }

    /// Writes the rest. What is counted was committed.
    fn end(mut self) -> Result<Tally, ApiError> {
        if !self.pending.is_empty() && self.failure.is_none() {
            self.hand_over();
        }
        if let Some(chunks) = self.chunks.take() {
            let written = chunks.finish();
            self.count(written);
        }
        self.tally.answer.stopped = self.written < self.handed_over;
        match self.failure {
            Some(error) => Err(error),
            None => Ok(self.tally),
        }
    }

    fn reject(&mut self, refused: &Refused) {
        let key = (refused.file.clone(), refused.order.clone());
        if refused.order.is_empty() || self.refused.as_ref() != Some(&key) {
            self.tally.answer.read += 1;
            self.refused = Some(key);
        }
        self.tally.reject(Rejection {
            file: refused.file.clone(),
            line: i64::try_from(refused.line).unwrap_or(i64::MAX),
            column: refused.column.clone(),
            value: refused.value.clone(),
            reason: refused.reason.clone(),
            fix: refused.fix.clone(),
        });
    }

    fn note(&mut self, note: &Note) {
        // The note follows its order: prices that were not told must not replace prices that are known.
        if note.kind == NoteKind::NoPrices
            && let Some(last) = self.pending.last_mut()
            && last.order.order.number == note.order
        {
            last.has_prices = false;
        }
        if self.tally.answer.notes.len() < 1_000 {
            self.tally.answer.notes.push(Rejection {
                file: note.file.clone(),
                line: i64::try_from(note.line).unwrap_or(i64::MAX),
                column: String::new(),
                value: note.order.clone(),
                reason: note.text.clone(),
                fix: String::new(),
            });
        }
    }
}

fn save_order(
    write: &Write<'_>,
    context: &Context<'_>,
    shop: ShopId,
    read: &Read,
    import: ImportId,
) -> Result<Became, ApiError> {
    let ReadOrder { order, raw, .. } = &read.order;
    if !read.has_prices && write.order_by_ref(shop, &order.shop_ref)?.is_some() {
        return Ok(Became::Unchanged);
    }
    match write.mirror_order(shop, order, raw, import, context.now.ms())? {
        Mirrored::Unchanged(_) => Ok(Became::Unchanged),
        Mirrored::Added(id) => {
            write.index_new_order(id, search_text(order));
            assess::refresh(context, write, id, Age::New)?;
            write.mark_later_twins(id, TWIN_WITHIN_MS)?;
            Ok(Became::Added)
        }
        Mirrored::Changed(id, changes) => {
            changed(write, context, id, &changes)?;
            write.index_order(id);
            assess::refresh(context, write, id, Age::Known)?;
            Ok(Became::Changed)
        }
    }
}

/// What a new order can be found by. An order that changes later is indexed from what is stored.
fn search_text(order: &ShopOrder) -> String {
    let to = &order.ship_to;
    let mut text = [
        &order.number,
        &order.shop_ref,
        &to.name,
        &to.company,
        &order.email,
        &to.city,
        &to.postal_code,
        &to.phone,
        &order.tracking,
    ]
    .into_iter()
    .cloned()
    .collect::<Vec<_>>()
    .join(" ");
    for line in &order.lines {
        text.push_str(&format!(" {} {} {}", line.sku, line.title, line.variant));
    }
    text
}

/// Tells in the timeline what changed. What a supplier has already been told becomes a conflict, never a silent edit.
fn changed(
    write: &Write<'_>,
    context: &Context<'_>,
    id: OrderId,
    changes: &[Change],
) -> Result<(), ApiError> {
    for change in changes {
        let kind = if change.field == "refunded" { "refunded" } else { "changed" };
        let facts = [
            ("field", change.field.to_owned()),
            ("before", change.before.clone()),
            ("after", change.after.clone()),
            ("amount", change.after.clone()),
        ];
        // Only a refund is an amount; every other change is told by its field.
        let facts = if kind == "refunded" { &facts[..] } else { &facts[..3] };
        write.add_event(id, context.now, kind, "shop", facts)?;
    }
    let sent = write.purchases_of(id)?.iter().any(|purchase| purchase.state.holds_lines());
    let matters = |change: &&Change| matches!(change.field, "address" | "line" | "cancelled_at" | "refunded");
    let conflict: Vec<[String; 3]> = changes
        .iter()
        .filter(matters)
        .map(|change| [change.field.to_owned(), change.before.clone(), change.after.clone()])
        .collect();
    if sent && !conflict.is_empty() {
        let mut work: Work = write.work_of(id)?;
        work.conflict.extend(conflict);
        work.accepted.retain(|check| check != "released");
        write.save_work(id, &work)?;
    }
    Ok(())
}
