use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};

use crate::documents::DocumentError;

/// Weight of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// DejaVu Sans Condensed: Latin, Greek, Cyrillic and more, with figures of one width. Shaped once for measuring and
/// drawing, so that what was measured is what is drawn.
pub(super) struct Typeface {
    regular: Cut,
    bold: Cut,
}

struct Cut {
    font: Font,
    face: Face<'static>,
}

impl Cut {
    fn load(bytes: &'static [u8]) -> Result<Self, DocumentError> {
        let unreadable = || DocumentError::Making("the built-in font cannot be read".to_owned());
        let font = Font::new(bytes.into(), 0).ok_or_else(unreadable)?;
        let face = Face::from_slice(bytes, 0).ok_or_else(unreadable)?;
        Ok(Self { font, face })
    }
}

impl Typeface {
    pub(super) fn load() -> Result<Self, DocumentError> {
        Ok(Self {
            regular: Cut::load(dejavu::sans_condensed::regular())?,
            bold: Cut::load(dejavu::sans_condensed::bold())?,
        })
    }

    fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub(super) fn font(&self, weight: Weight) -> Font {
        self.cut(weight).font.clone()
    }

    /// True for a character that comes out as itself. Scripts written from right to left are left out: lines that
    /// mix both directions would come out in a wrong order.
    pub(super) fn shows(&self, c: char) -> bool {
        if c.is_control() || c.is_whitespace() {
            return true;
        }
        let leftward = matches!(c, '\u{590}'..='\u{8FF}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}');
        !leftward && [&self.regular, &self.bold].iter().all(|cut| cut.face.glyph_index(c).is_some())
    }

    /// The glyphs of one line, in units of the letter size.
    pub(super) fn shape(&self, text: &str, weight: Weight) -> Vec<KrillaGlyph> {
        let cut = self.cut(weight);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape(&cut.face, &[], buffer);
        let em = cut.font.units_per_em();
        let starts: Vec<usize> =
            shaped.glyph_infos().iter().map(|info| usize::try_from(info.cluster).unwrap_or(0)).collect();
        let infos = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).zip(&starts);
        infos
            .map(|((info, position), &start)| {
                let end = starts.iter().copied().filter(|&next| next > start).min().unwrap_or(text.len());
                let share = |units: i32| units as f32 / em;
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    share(position.x_advance),
                    share(position.x_offset),
                    share(position.y_offset),
                    share(position.y_advance),
                    start..end,
                    None,
                )
            })
            .collect()
    }

    /// The width of one line in points.
    pub(super) fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        self.shape(text, weight).iter().map(|glyph| glyph.x_advance * size).sum()
    }

    /// The width of a character alone. Their sum measures a text for breaking: quick, and off by kerning only.
    fn advance(&self, c: char, size: f32, weight: Weight) -> f32 {
        let cut = self.cut(weight);
        let units = cut.face.glyph_index(c).and_then(|glyph| cut.face.glyph_hor_advance(glyph)).unwrap_or(0);
        f32::from(units) / cut.font.units_per_em() * size
    }

    /// A text broken into lines of about `width` points: at spaces, and inside a word that is too long alone.
    /// Control characters count as spaces; line breaks stay. An empty text has no lines.
    pub(super) fn wrap(&self, text: &str, size: f32, weight: Weight, width: f32) -> Vec<String> {
        let measure = |text: &str| text.chars().map(|c| self.advance(c, size, weight)).sum::<f32>();
        let space = self.advance(' ', size, weight);
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let (mut line, mut used) = (String::new(), 0.0);
            for word in
                paragraph.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty())
            {
                let needed = measure(word);
                if !line.is_empty() && used + space + needed <= width {
                    line.push(' ');
                    line.push_str(word);
                    used += space + needed;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line = self.break_word(word, size, weight, width, &mut lines);
                used = measure(&line);
            }
            lines.push(line);
        }
        lines
    }

    /// Pushes full lines of a word and gives back what is left for the next.
    fn break_word(
        &self,
        word: &str,
        size: f32,
        weight: Weight,
        width: f32,
        lines: &mut Vec<String>,
    ) -> String {
        let (mut rest, mut used) = (String::new(), 0.0);
        for c in word.chars() {
            let advance = self.advance(c, size, weight);
            if !rest.is_empty() && used + advance > width {
                let kept = after_hyphen(&mut rest);
                lines.push(std::mem::replace(&mut rest, kept));
                used = rest.chars().map(|c| self.advance(c, size, weight)).sum();
            }
            rest.push(c);
            used += advance;
        }
        rest
    }
}

/// Splits off what follows the last hyphen of a full line, so that article numbers break where they are joined.
fn after_hyphen(line: &mut String) -> String {
    let joined = line.char_indices().rev().find(|&(_, c)| matches!(c, '-' | '/' | '_'));
    joined.map_or_else(String::new, |(place, sign)| line.split_off(place.saturating_add(sign.len_utf8())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_greek_and_cyrillic_are_shown_and_others_are_told() {
        let typeface = Typeface::load().unwrap();
        for c in "Grüße Łódź ñ ő Ελλάδα Москва Їжак €£ – “” ¹²³ №\t\n".chars()
        {
            assert!(typeface.shows(c), "{c:?}");
        }
        for c in "王小明東京서울अไไ\u{202E}אب".chars() {
            assert!(!typeface.shows(c), "{c:?}");
        }
    }

    #[test]
    fn figures_have_one_width() {
        let typeface = Typeface::load().unwrap();
        for weight in [Weight::Regular, Weight::Bold] {
            let one = typeface.width("1111", 10.0, weight);
            for digit in ["0000", "2345", "6789"] {
                assert!((typeface.width(digit, 10.0, weight) - one).abs() < 0.001);
            }
        }
    }

    #[test]
    fn lines_are_no_wider_than_asked_and_lose_nothing() {
        let typeface = Typeface::load().unwrap();
        let text = "A title with a veryveryveryveryveryverylongwordinside it\nand a second line";
        let lines = typeface.wrap(text, 9.0, Weight::Regular, 80.0);
        assert!(lines.iter().all(|line| typeface.width(line, 9.0, Weight::Regular) <= 80.5), "{lines:?}");
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(letters(&lines.concat()), letters(text));
        assert_eq!(
            typeface.wrap("NL-LONG-ARTICLE-00071", 9.0, Weight::Regular, 70.0),
            ["NL-LONG-", "ARTICLE-00071"]
        );
        assert_eq!(typeface.wrap("x", 9.0, Weight::Regular, 0.1), ["x"], "one letter always fits");
    }
}
