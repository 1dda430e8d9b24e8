use krilla::Document;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;

use super::typeface::{Typeface, Weight};
use crate::documents::{DocumentError, Paper};

/// How dark something is, 0 for black.
pub(super) const BLACK: u8 = 20;
pub(super) const GREY: u8 = 105;
pub(super) const HAIR: u8 = 190;

const SIDE: f32 = 54.0;
const TOP: f32 = 54.0;
const BOTTOM: f32 = 66.0;

/// Size, weight and darkness of letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub size: f32,
    pub weight: Weight,
    pub shade: u8,
}

impl Style {
    /// From one line to the next.
    pub(super) fn leading(self) -> f32 {
        (self.size * 1.38).round_to_quarter()
    }
}

trait Quarter {
    fn round_to_quarter(self) -> Self;
}

impl Quarter for f32 {
    fn round_to_quarter(self) -> Self {
        (self * 4.0).round() / 4.0
    }
}

pub(super) const TITLE: Style = Style { size: 21.0, weight: Weight::Bold, shade: BLACK };
pub(super) const TEXT: Style = Style { size: 9.0, weight: Weight::Regular, shade: BLACK };
pub(super) const STRONG: Style = Style { size: 9.0, weight: Weight::Bold, shade: BLACK };
pub(super) const QUIET: Style = Style { size: 8.0, weight: Weight::Regular, shade: GREY };
pub(super) const LABEL: Style = Style { size: 7.5, weight: Weight::Regular, shade: GREY };

/// Pages being filled from the top. Positions are in points from the upper left corner.
pub(super) struct Sheets<'a> {
    pub typeface: &'a Typeface,
    width: f32,
    height: f32,
    pages: Vec<Vec<Mark>>,
    /// Where the next line may begin.
    pub y: f32,
    /// What stands at the foot of each page, left.
    foot: String,
}

enum Mark {
    Text { x: f32, baseline: f32, style: Style, text: String },
    Rule { x: f32, width: f32, y: f32, thickness: f32, shade: u8 },
}

impl<'a> Sheets<'a> {
    pub(super) fn new(paper: Paper, typeface: &'a Typeface) -> Self {
        let (width, height) = match paper {
            Paper::A4 => (595.276, 841.89),
            Paper::Letter => (612.0, 792.0),
        };
        Self { typeface, width, height, pages: vec![Vec::new()], y: TOP, foot: String::new() }
    }

    pub(super) const fn left(&self) -> f32 {
        SIDE
    }

    /// The width between the margins.
    pub(super) fn measure(&self) -> f32 {
        self.width - 2.0 * SIDE
    }

    pub(super) fn right(&self) -> f32 {
        self.width - SIDE
    }

    pub(super) fn set_foot(&mut self, foot: &str) {
        self.foot = self.one_line(LABEL, foot);
    }

    /// The first line of what repeats on each page, shortened where it is long; the whole stands on the first page.
    fn one_line(&self, style: Style, text: &str) -> String {
        let lines = self.typeface.wrap(text, style.size, style.weight, self.measure() * 0.8);
        match lines.split_first() {
            Some((first, [])) => first.clone(),
            Some((first, _)) => format!("{first} …"),
            None => String::new(),
        }
    }

    /// The line that begins a further page.
    pub(super) fn continued(&mut self, what: &str) {
        let line = self.one_line(STRONG, &format!("{what}, continued"));
        self.put(SIDE, self.y, STRONG, &line);
        self.y += 22.0;
    }

    /// Begins a new page where fewer than `height` points are left; true when it did.
    pub(super) fn make_room(&mut self, height: f32) -> bool {
        let full = self.y + height > self.floor();
        if full {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
        full
    }

    /// Refuses a first part that leaves no room on its own page, and makes room for a table below it.
    pub(super) fn end_head(&mut self) -> Result<(), DocumentError> {
        if self.pages.len() > 1 || self.y > self.floor() {
            let words = "the names and addresses are too long for a page; send CSV or XLSX, or shorten them";
            return Err(DocumentError::Purchase(words.to_owned()));
        }
        self.make_room(60.0);
        Ok(())
    }

    /// Where the foot begins.
    pub(super) fn floor(&self) -> f32 {
        self.height - BOTTOM
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// One line with its left edge at `x` and its top at `y`.
    pub(super) fn put(&mut self, x: f32, y: f32, style: Style, text: &str) {
        let baseline = y + style.size * 0.93;
        self.mark(Mark::Text { x, baseline, style, text: text.to_owned() });
    }

    /// One line with its right edge at `x`.
    pub(super) fn put_right(&mut self, x: f32, y: f32, style: Style, text: &str) {
        let width = self.typeface.width(text, style.size, style.weight);
        self.put(x - width, y, style, text);
    }

    /// A text in a column; gives back where it ends.
    pub(super) fn column(&mut self, x: f32, y: f32, width: f32, style: Style, text: &str) -> f32 {
        let lines = self.typeface.wrap(text, style.size, style.weight, width);
        let mut y = y;
        for line in lines {
            self.put(x, y, style, &line);
            y += style.leading();
        }
        y
    }

    /// How high a text in a column is.
    pub(super) fn height_of(&self, width: f32, style: Style, text: &str) -> f32 {
        let lines = self.typeface.wrap(text, style.size, style.weight, width).len();
        f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * style.leading()
    }

    /// A line across the measure.
    pub(super) fn rule(&mut self, y: f32, thickness: f32, shade: u8) {
        self.rule_between(SIDE, self.right(), y, thickness, shade);
    }

    pub(super) fn rule_between(&mut self, x: f32, end: f32, y: f32, thickness: f32, shade: u8) {
        self.mark(Mark::Rule { x, width: end - x, y, thickness, shade });
    }

    /// Adds the foot with “Page 1 of 2” to each page and draws all pages.
    pub(super) fn print(mut self, document: &mut Document) -> Result<(), DocumentError> {
        let count = self.pages.len();
        let unusable = || DocumentError::Making("the paper has no size".to_owned());
        let y = self.floor() + 16.0;
        for (page, number) in std::mem::take(&mut self.pages).into_iter().zip(1_usize..) {
            self.pages.push(page);
            self.rule(y, 0.4, HAIR);
            let foot = self.foot.clone();
            self.put(SIDE, y + 7.0, LABEL, &foot);
            self.put_right(self.right(), y + 7.0, LABEL, &format!("Page {number} of {count}"));
        }
        for marks in &self.pages {
            let settings = PageSettings::from_wh(self.width, self.height).ok_or_else(unusable)?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for mark in marks {
                draw(&mut surface, self.typeface, mark);
            }
            surface.finish();
            page.finish();
        }
        Ok(())
    }

    /// The lowest point anything reaches on each page, for tests.
    #[cfg(test)]
    pub(super) fn depths(&self) -> Vec<f32> {
        let reach = |mark: &Mark| match mark {
            Mark::Text { baseline, .. } => *baseline,
            Mark::Rule { y, .. } => *y,
        };
        self.pages.iter().map(|marks| marks.iter().map(reach).fold(0.0, f32::max)).collect()
    }
}

fn draw(surface: &mut Surface<'_>, typeface: &Typeface, mark: &Mark) {
    match mark {
        Mark::Text { x, baseline, style, text } => {
            let paint = luma::Color::new(style.shade).into();
            surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, ..Fill::default() }));
            surface.set_stroke(None);
            let glyphs = typeface.shape(text, style.weight);
            let font = typeface.font(style.weight);
            surface.draw_glyphs(Point::from_xy(*x, *baseline), &glyphs, font, text, style.size, false);
        }
        Mark::Rule { x, width, y, thickness, shade } => {
            let mut path = PathBuilder::new();
            path.move_to(*x, *y);
            path.line_to(x + width, *y);
            if let Some(path) = path.finish() {
                let paint = luma::Color::new(*shade).into();
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke { paint, width: *thickness, ..Stroke::default() }));
                surface.draw_path(&path);
            }
        }
    }
}
