use serde::{Deserialize, Serialize};
use stockless_core::day::Day;

use super::{DocumentError, Field, PurchaseDocument};

/// How one supplier wants purchases: a file format with everything that differs between suppliers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Kind of file.
    pub format: Format,
    /// File name with `{po}`, `{date}` and `{supplier}`; the extension is added where it is missing.
    pub file_name: String,
    /// Columns of CSV and XLSX, in order.
    pub columns: Vec<TemplateColumn>,
    /// What separates the fields of CSV.
    #[serde(default)]
    pub delimiter: crate::report::Delimiter,
    /// Encoding of CSV.
    #[serde(default)]
    pub encoding: Encoding,
    /// How the lines of CSV end.
    #[serde(default)]
    pub line_end: LineEnd,
    /// The sign before decimals in CSV and PDF.
    #[serde(default)]
    pub decimal: DecimalSign,
    /// How days are written.
    #[serde(default)]
    pub dates: DateFormat,
    /// Paper of the PDF.
    #[serde(default)]
    pub paper: Paper,
}

/// A column with the supplier's own title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateColumn {
    /// Title in the header, as the supplier asks for it.
    pub title: String,
    /// What the column holds.
    pub contents: Contents,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contents {
    /// A fact of the purchase or of its line.
    Field(Field),
    /// The same text in each row.
    Constant(String),
}

/// Kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text in columns, for machines.
    Csv,
    /// A workbook.
    Xlsx,
    /// Pages, for people.
    Pdf,
}

/// Encoding of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-8 with a byte order mark first, which Excel needs.
    Utf8Bom,
    /// The old western Windows encoding.
    Windows1252,
}

/// How lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineEnd {
    /// CR LF, as RFC 4180 has it.
    #[default]
    CrLf,
    /// LF alone.
    Lf,
}

/// The sign before decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalSign {
    /// `12.50`
    #[default]
    Point,
    /// `12,50`
    Comma,
}

/// How days are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateFormat {
    /// `2026-03-09`
    #[default]
    Iso,
    /// `20260309`
    Digits,
    /// `09.03.2026`
    DayDots,
    /// `09/03/2026`
    DaySlashes,
    /// `03/09/2026`
    MonthSlashes,
}

impl DateFormat {
    /// A day in this form.
    pub fn write(self, day: Day) -> String {
        let pattern = match self {
            Self::Iso => "%Y-%m-%d",
            Self::Digits => "%Y%m%d",
            Self::DayDots => "%d.%m.%Y",
            Self::DaySlashes => "%d/%m/%Y",
            Self::MonthSlashes => "%m/%d/%Y",
        };
        day.date().format(pattern).to_string()
    }
}

/// Paper size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm
    #[default]
    A4,
    /// 8.5 × 11 in
    Letter,
}

const MOST_COLUMNS: usize = 200;

impl Template {
    /// A template to start from: every column a supplier usually needs, each with a plain title.
    pub fn standard(format: Format) -> Self {
        let column = |&(title, field): &(&str, Field)| TemplateColumn {
            title: title.to_owned(),
            contents: Contents::Field(field),
        };
        let encoding = if format == Format::Csv { Encoding::Utf8Bom } else { Encoding::Utf8 };
        Self {
            format,
            file_name: "PO {po} {date}".to_owned(),
            columns: STANDARD.iter().map(column).collect(),
            delimiter: crate::report::Delimiter::default(),
            encoding,
            line_end: LineEnd::default(),
            decimal: DecimalSign::default(),
            dates: DateFormat::default(),
            paper: Paper::default(),
        }
    }

    /// Refuses a template that could not serve any purchase.
    pub fn check(&self) -> Result<(), DocumentError> {
        let problem = |words: &str| Err(DocumentError::Template(words.to_owned()));
        if !self.file_name.contains("{po}") {
            return problem("the file name needs {po}, or two purchases would have the same name");
        }
        let without = ["{po}", "{date}", "{supplier}"]
            .iter()
            .fold(self.file_name.clone(), |name, known| name.replace(known, ""));
        if without.contains(['{', '}']) {
            return problem("the file name knows {po}, {date} and {supplier} only");
        }
        if self.format != Format::Pdf && (self.columns.is_empty() || self.columns.len() > MOST_COLUMNS) {
            return problem("it needs 1 to 200 columns");
        }
        Ok(())
    }

    /// The file name for a purchase, not yet made safe.
    pub(super) fn name_for(&self, purchase: &PurchaseDocument) -> String {
        // Each placeholder is split out before the next is filled, so a brace inside a value stays what it is.
        let date = self.dates.write(purchase.day());
        let fill_date = |text: &str| text.split("{date}").collect::<Vec<_>>().join(&date);
        let fill_supplier = |text: &str| {
            text.split("{supplier}").map(fill_date).collect::<Vec<_>>().join(&purchase.supplier_name)
        };
        self.file_name.split("{po}").map(fill_supplier).collect::<Vec<_>>().join(&purchase.number)
    }
}

const STANDARD: [(&str, Field); 20] = [
    ("PO number", Field::PoNumber),
    ("Reference", Field::Reference),
    ("Date", Field::Created),
    ("Account", Field::AccountNumber),
    ("SKU", Field::SupplierSku),
    ("Our SKU", Field::Sku),
    ("Title", Field::Title),
    ("Variant", Field::Variant),
    ("Quantity", Field::Quantity),
    ("Name", Field::ShipName),
    ("Company", Field::ShipCompany),
    ("Address 1", Field::ShipLine1),
    ("Address 2", Field::ShipLine2),
    ("City", Field::ShipCity),
    ("Region", Field::ShipRegion),
    ("Postal code", Field::ShipPostalCode),
    ("Country", Field::ShipCountry),
    ("Phone", Field::ShipPhone),
    ("Service", Field::Service),
    ("Note", Field::Note),
];
