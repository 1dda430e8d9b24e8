//! Aligned columns of text.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// On which side a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table for a terminal: a header and rows, columns two blanks apart, no lines.
#[derive(Debug)]
pub struct Table {
    titles: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// With its columns.
    pub fn new(titles: &[(&str, Side)]) -> Self {
        Self::with_titles(titles.iter().map(|(title, side)| ((*title).to_owned(), *side)).collect())
    }

    /// With columns that are known at run time only. A title may have several lines.
    pub fn with_titles(titles: Vec<(String, Side)>) -> Self {
        Self { titles, rows: Vec::new() }
    }

    /// Adds a row; cells beyond the columns are not shown.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.into_iter().map(|cell| plain(&cell)).collect());
    }

    /// The table as lines, each ended.
    pub fn render(&self) -> String {
        let widths: Vec<usize> =
            self.titles.iter().enumerate().map(|(at, (title, _))| self.width(at, title)).collect();
        let deepest = self.titles.iter().map(|(title, _)| title.lines().count()).max().unwrap_or(1);
        let mut out = String::new();
        for line in 0..deepest {
            // Titles stand on the row below them, so that short ones are not left hanging.
            let cell = |title: &str| {
                let skip = deepest.saturating_sub(title.lines().count());
                line.checked_sub(skip).and_then(|nth| title.lines().nth(nth)).unwrap_or_default().to_owned()
            };
            let cells: Vec<String> = self.titles.iter().map(|(title, _)| cell(title)).collect();
            self.line(&mut out, &cells, &widths);
        }
        for row in &self.rows {
            self.line(&mut out, row, &widths);
        }
        out
    }

    fn width(&self, at: usize, title: &str) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width());
        cells.chain(title.lines().map(UnicodeWidthStr::width)).max().unwrap_or(0)
    }

    fn line(&self, out: &mut String, cells: &[String], widths: &[usize]) {
        let start = out.len();
        for (at, ((_, side), width)) in self.titles.iter().zip(widths).enumerate() {
            let cell = cells.get(at).map_or("", String::as_str);
            let gap = " ".repeat(width.saturating_sub(cell.width()));
            if at > 0 {
                out.push_str("  ");
            }
            match side {
                Side::Left => out.extend([cell, &gap]),
                Side::Right => out.extend([gap.as_str(), cell]),
            }
        }
        out.truncate(out.trim_end_matches(' ').len().max(start));
        out.push('\n');
    }
}

/// A text without control characters: names come from outside, and a terminal obeys what it is sent.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A text of so many columns at most, with `…` where something was left out.
pub fn shortened(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= columns
    });
    let mut kept: String = kept.collect();
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_what_is_seen_and_not_by_bytes() {
        let mut table = Table::new(&[("Customer", Side::Left), ("Total", Side::Right)]);
        table.row(vec!["Åsa Öberg".into(), "9.50".into()]);
        table.row(vec!["山田 太郎".into(), "1234.00".into()]);
        assert_eq!(table.render(), "Customer     Total\nÅsa Öberg     9.50\n山田 太郎  1234.00\n");
    }

    #[test]
    fn long_titles_stand_in_several_lines_above_their_column() {
        let mut table =
            Table::with_titles(vec![("Month".into(), Side::Left), ("Sales\nwith tax".into(), Side::Right)]);
        table.row(vec!["2026-02".into(), "1.00".into()]);
        assert_eq!(table.render(), "            Sales\nMonth    with tax\n2026-02      1.00\n");
    }

    #[test]
    fn what_a_customer_wrote_cannot_steer_the_terminal() {
        let mut table = Table::new(&[("Customer", Side::Left)]);
        table.row(vec!["a\u{1b}[2Jb\nc\u{9b}d".into()]);
        let text = table.render();
        assert_eq!(text.lines().count(), 2);
        assert!(!text.contains('\u{1b}') && !text.contains('\u{9b}'), "{text:?}");
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(shortened("1 × Teapot", 10), "1 × Teapot");
        assert_eq!(shortened("1 × Teapot, green", 11), "1 × Teapot…");
        assert_eq!(shortened("山田太郎", 5), "山田…");
    }
}
