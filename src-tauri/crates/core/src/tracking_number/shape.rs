//! What a number looks like, piece by piece.

/// A run of characters. Capital letters and digits only; runs are taken as long as they go, so a run of
/// changing length must be followed by something that it cannot contain.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece {
    /// Exactly this text.
    Is(&'static str),
    /// One of these characters.
    OneOf(&'static str),
    /// So many digits.
    Digits(usize),
    /// From so many to so many digits.
    DigitsTo(usize, usize),
    /// From so many to so many letters.
    LettersTo(usize, usize),
    /// So many letters or digits.
    Any(usize),
    /// From so many to so many letters or digits.
    AnyTo(usize, usize),
}

impl Piece {
    /// What is left of `text` after this piece; `None` when it does not start with it.
    fn strip(self, text: &[u8]) -> Option<&[u8]> {
        match self {
            Self::Is(fixed) => text.strip_prefix(fixed.as_bytes()),
            Self::OneOf(choices) => text
                .split_first()
                .filter(|(first, _)| choices.as_bytes().contains(first))
                .map(|(_, rest)| rest),
            Self::Digits(count) => run(text, count, count, u8::is_ascii_digit),
            Self::DigitsTo(least, most) => run(text, least, most, u8::is_ascii_digit),
            Self::LettersTo(least, most) => run(text, least, most, u8::is_ascii_uppercase),
            Self::Any(count) => run(text, count, count, u8::is_ascii_alphanumeric),
            Self::AnyTo(least, most) => run(text, least, most, u8::is_ascii_alphanumeric),
        }
    }
}

fn run(text: &[u8], least: usize, most: usize, belongs: fn(&u8) -> bool) -> Option<&[u8]> {
    let length = text.iter().take(most).take_while(|byte| belongs(byte)).count();
    if length < least { None } else { text.get(length..) }
}

/// True when the whole text is these pieces, one after the other.
pub(super) fn fits(shape: &[Piece], text: &[u8]) -> bool {
    shape.iter().try_fold(text, |rest, piece| piece.strip(rest)).is_some_and(<[u8]>::is_empty)
}
