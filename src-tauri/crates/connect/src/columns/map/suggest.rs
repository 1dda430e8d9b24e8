//! A first proposal of what the columns mean: by their names, then by what stands in them.

use std::collections::HashSet;

use stockless_core::money::{AmountFormat, Currency};

use super::names::names;
use super::{ColumnMap, DecimalSign, OrderField, Take};
use crate::columns::content::{amount_format, day_order};
use crate::columns::country::country_from_text;
use crate::columns::time::{DayOrder, TimeError, parse_day};
use crate::table::{Header, Row};

/// Proposes a map for a table by its header and a few of its rows (fifty are plenty). No column is taken twice,
/// and what nothing speaks for is left out: [`ColumnMap::missing`] tells what must be asked.
pub fn suggest(header: &Header, rows: &[Row]) -> ColumnMap {
    let mut draft = Draft { header, rows, map: ColumnMap::default(), used: HashSet::new() };
    draft.by_names();
    draft.by_content();
    draft.formats();
    draft.map
}

type Check<'a> = &'a dyn Fn(&str) -> bool;

struct Draft<'a> {
    header: &'a Header,
    rows: &'a [Row],
    map: ColumnMap,
    used: HashSet<usize>,
}

impl Draft<'_> {
    fn take(&mut self, field: OrderField, column: usize) {
        let Some(name) = self.header.names().get(column) else { return };
        let before = self.header.keys().iter().take(column);
        let nth = before.filter(|key| Some(*key) == self.header.keys().get(column)).count();
        self.used.insert(column);
        self.map.fields.insert(field, Take::Column { name: name.trim().to_owned(), nth });
    }

    /// The more telling a name is for a field, the earlier the field may choose.
    fn by_names(&mut self) {
        let plain: Vec<String> = self.header.names().iter().map(|name| simplified(name)).collect();
        let longest = OrderField::ALL.iter().map(|field| names(*field).len()).max().unwrap_or(0);
        for rank in 0..longest {
            for field in OrderField::ALL.iter().filter(|field| rank < names(**field).len()) {
                let Some(name) = names(*field).get(rank) else { continue };
                let wanted = simplified(name);
                let found = plain
                    .iter()
                    .enumerate()
                    .find(|(column, own)| **own == wanted && !self.used.contains(column));
                if let Some((column, _)) = found.filter(|_| !self.map.fields.contains_key(field)) {
                    self.take(*field, column);
                }
            }
        }
        self.tidy();
    }

    /// Fields that mean the same in another form.
    fn tidy(&mut self) {
        let fields = &mut self.map.fields;
        if !fields.contains_key(&OrderField::OrderNumber)
            && let Some(id) = fields.remove(&OrderField::OrderId)
        {
            fields.insert(OrderField::OrderNumber, id);
        }
        if fields.contains_key(&OrderField::Name) {
            fields.remove(&OrderField::FirstName);
            fields.remove(&OrderField::LastName);
        } else if !fields.contains_key(&OrderField::FirstName)
            && let Some(last) = fields.remove(&OrderField::LastName)
        {
            fields.insert(OrderField::Name, last);
        }
    }

    /// A state, a day, an address that only its content gives away.
    fn by_content(&mut self) {
        let status =
            ["status", "order status", "bestellstatus", "auftragsstatus", "statut", "estado del pedido"];
        let column = (0..self.header.len()).find(|column| {
            self.header.names().get(*column).is_some_and(|name| status.contains(&simplified(name).as_str()))
        });
        if let Some(column) = column.filter(|column| !self.used.contains(column)) {
            for field in [OrderField::Payment, OrderField::Fulfilment] {
                if !self.map.fields.contains_key(&field) {
                    self.take(field, column);
                }
            }
        }
        let is_day =
            |text: &str| matches!(parse_day(text, DayOrder::Unknown), Ok(_) | Err(TimeError::Ambiguous));
        let is_currency = |text: &str| text.len() == 3 && text.parse::<Currency>().is_ok();
        let checks: [(OrderField, Check<'_>); 4] = [
            (OrderField::Email, &|text| text.contains('@') && text.contains('.') && !text.contains(' ')),
            (OrderField::Currency, &is_currency),
            (OrderField::Placed, &|text| {
                is_day(text) && text.len() > 5 && !text.bytes().all(|b| b.is_ascii_digit())
            }),
            (OrderField::Country, &|text| country_from_text(text).is_some()),
        ];
        for (field, check) in checks {
            if !self.map.fields.contains_key(&field)
                && let Some(column) = self.column_where(check)
            {
                self.take(field, column);
            }
        }
    }

    /// The first free column with content in which every filled cell passes.
    fn column_where(&self, check: Check<'_>) -> Option<usize> {
        (0..self.header.len()).filter(|column| !self.used.contains(column)).find(|column| {
            let mut filled = self.values(*column).peekable();
            filled.peek().is_some() && filled.all(check)
        })
    }

    fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.get(column).trim()).filter(|text| !text.is_empty())
    }

    fn values_of(&self, fields: &[OrderField]) -> Vec<&str> {
        let columns = fields.iter().filter_map(|field| match self.map.fields.get(field) {
            Some(Take::Column { name, nth }) => self.header.nth(name, *nth),
            _ => None,
        });
        columns.flat_map(|column| self.values(column)).collect()
    }

    fn formats(&mut self) {
        let amounts = [
            OrderField::UnitPrice,
            OrderField::LineTotal,
            OrderField::LineDiscount,
            OrderField::LineTax,
            OrderField::Shipping,
            OrderField::Discount,
            OrderField::Tax,
            OrderField::Total,
            OrderField::Refunded,
        ];
        self.map.decimal_sign = match amount_format(self.values_of(&amounts)) {
            Some(AmountFormat::Point) => Some(DecimalSign::Point),
            Some(AmountFormat::Comma) => Some(DecimalSign::Comma),
            _ => None,
        };
        let days = [OrderField::Placed, OrderField::Paid, OrderField::Cancelled, OrderField::ShipBy];
        self.map.day_order = day_order(self.values_of(&days)).unwrap_or_default();
    }
}

/// Small letters and digits, single blanks: `Order_No.` and `order no` are the same.
fn simplified(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
