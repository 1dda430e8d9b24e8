//! A table whose columns are known, and how it writes numbers.

use std::collections::BTreeSet;

use stockless_core::money::AmountFormat;

use super::column_map::ColumnMap;
use super::item::{CatalogueError, Options};
use super::kind::Kind;
use super::layout::Layout;
use super::line::Line;
use crate::columns::{Columns, Field, Formats, Presence, amount_format};
use crate::table::{Row, Table, TableError};

/// A table being read as one kind.
pub(super) struct Source {
    table: Table,
    columns: Columns,
    formats: Formats,
    /// The decimal sign that a person or the map named.
    told: Option<AmountFormat>,
    amounts: BTreeSet<usize>,
    pub layout: Layout,
}

/// Which signs before decimals a file shows in numbers that can mean one thing only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Evidence {
    pub point: bool,
    pub comma: bool,
}

impl Evidence {
    fn look(&mut self, text: &str) {
        match amount_format([text]) {
            Some(AmountFormat::Point) => self.point = true,
            Some(AmountFormat::Comma) => self.comma = true,
            Some(AmountFormat::Unknown) | None => {}
        }
    }

    /// What all numbers agree on.
    fn format(self) -> AmountFormat {
        match (self.point, self.comma) {
            (true, false) => AmountFormat::Point,
            (false, true) => AmountFormat::Comma,
            _ => AmountFormat::Unknown,
        }
    }
}

impl Source {
    pub fn open(
        table: Table,
        kind: Kind,
        map: Option<&ColumnMap>,
        options: &Options,
    ) -> Result<Self, CatalogueError> {
        let plan = kind.plan();
        let layout = Layout::find(table.name(), table.header(), plan, map)?;
        // The layout has found the columns; only their own words are left to be looked for.
        let own_word = |field: &Field| {
            let constant = !layout.constant(field.key).is_empty();
            let presence = if constant { Presence::Optional } else { field.presence };
            Field { names: &[], presence, ..*field }
        };
        let fields: Vec<Field> = plan.fields.iter().map(own_word).collect();
        let header = layout.header(table.header().line());
        let columns = Columns::find(&header, &fields)
            .map_err(|error| CatalogueError::MissingColumns { file: table.name().to_owned(), error })?;
        let told = options.amount_format.or_else(|| Some(map?.decimal_sign?.format()));
        let days = options.day_order.or_else(|| Some(map?.day_order)).unwrap_or_default();
        let amounts = AmountFormat::Unknown;
        Ok(Self {
            formats: Formats { amounts, days, zone: options.time_zone },
            amounts: plan.amounts.iter().filter_map(|field| layout.column(field)).collect(),
            table,
            columns,
            told,
            layout,
        })
    }

    /// Further columns whose cells are amounts.
    pub fn add_amounts(&mut self, columns: impl IntoIterator<Item = usize>) {
        self.amounts.extend(columns);
    }

    /// Reads the whole file once, shows every row to `look`, settles the decimal sign, and goes back to the start.
    pub fn survey(&mut self, mut look: impl FnMut(&Line<'_>)) -> Result<Evidence, TableError> {
        let mut evidence = Evidence::default();
        while let Some(row) = self.table.next_row()? {
            for column in &self.amounts {
                evidence.look(row.get(*column));
            }
            look(&self.line(&row));
        }
        self.table.rewind()?;
        self.formats.amounts = self.told.unwrap_or_else(|| evidence.format());
        Ok(evidence)
    }

    pub fn next_row(&mut self) -> Result<Option<Row>, TableError> {
        self.table.next_row()
    }

    pub fn line<'a>(&'a self, row: &'a Row) -> Line<'a> {
        Line::new(row, &self.columns, &self.formats, &self.layout)
    }

    pub fn formats(&self) -> &Formats {
        &self.formats
    }

    /// True when a person or the map named the decimal sign.
    pub fn format_is_told(&self) -> bool {
        self.told.is_some()
    }

    pub fn file(&self) -> &str {
        self.table.name()
    }

    pub fn replaced_characters(&self) -> u64 {
        self.table.replaced_characters()
    }
}
