//! Check digits. Each scheme computes the character that must stand after the counted ones.

/// How a check character follows from the characters before it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scheme {
    /// ×3 and ×1 in turn from the right, up to the next ten. Finds every single wrong digit.
    Threes,
    /// As [`Scheme::Threes`], with the digits 91 counted in front although they are not printed.
    ThreesAfter91,
    /// ×1 and ×2 in turn from the left, up to the next ten; letters count as (ASCII − 3) mod 10.
    OnesTwos,
    /// As [`Scheme::OnesTwos`], with a digit put in front unless the number already starts with it.
    OnesTwosAfter(u8),
    /// Weights 1, 3, 7 from the right, modulo 11, and ten counts as nought.
    OneThreeSeven,
    /// Universal Postal Union S10: weights 8 6 4 2 3 5 9 7, modulo 11.
    S10,
    /// The number itself modulo 7.
    Seven,
    /// Luhn: every second digit from the right doubled and its digits summed. Finds every single wrong digit.
    Luhn,
    /// ISO 7064 modulo 37,36 over letters and digits. Finds every single wrong character.
    Iso37,
}

/// A check character: its scheme, how many characters before it are counted, how many stand after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Check {
    pub(super) scheme: Scheme,
    /// Counted characters right before the check character; [`REST`] for all of them.
    pub(super) over: usize,
    /// Characters after the check character, which do not count.
    pub(super) after: usize,
}

/// Everything before the check character is counted.
pub(super) const REST: usize = usize::MAX;

impl Check {
    /// True when the check character is the right one. False for text that is too short to have one.
    pub(super) fn passes(self, text: &[u8]) -> bool {
        self.parts(text).is_some_and(|(counted, given)| self.scheme.check_character(counted) == Some(given))
    }

    fn parts(self, text: &[u8]) -> Option<(&[u8], u8)> {
        let (&given, before) = text.get(..text.len().checked_sub(self.after)?)?.split_last()?;
        Some((before.get(before.len().saturating_sub(self.over)..)?, given))
    }
}

impl Scheme {
    fn check_character(self, counted: &[u8]) -> Option<u8> {
        let digit = match self {
            Self::Threes => to_ten(weighted(counted.iter().rev(), &[3, 1])?)?,
            Self::ThreesAfter91 => to_ten(weighted(counted.iter().rev().chain(b"19"), &[3, 1])?)?,
            Self::OnesTwos => to_ten(weighted(counted.iter(), &[1, 2])?)?,
            Self::OnesTwosAfter(head) => {
                let head = Some(&head).filter(|head| counted.first() != Some(head));
                to_ten(weighted(head.into_iter().chain(counted), &[1, 2])?)?
            }
            Self::OneThreeSeven => {
                weighted(counted.iter().rev(), &[1, 3, 7])?.checked_rem(11)?.checked_rem(10)?
            }
            Self::S10 => match weighted(counted.iter(), &[8, 6, 4, 2, 3, 5, 9, 7])?.checked_rem(11)? {
                0 => 5,
                1 => 0,
                other => 11_u32.checked_sub(other)?,
            },
            Self::Seven => counted.iter().try_fold(0_u32, |rest, &byte| {
                rest.checked_mul(10)?.checked_add(value(byte)?)?.checked_rem(7)
            })?,
            Self::Luhn => luhn(counted)?,
            Self::Iso37 => return iso_37_36(counted),
        };
        char::from_digit(digit, 10).and_then(|c| u8::try_from(c).ok())
    }
}

/// A digit's value; a letter's as UPS counts it.
fn value(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => u32::from(byte).checked_sub(48),
        b'A'..=b'Z' => u32::from(byte).checked_sub(3)?.checked_rem(10),
        _ => None,
    }
}

fn weighted<'a>(digits: impl Iterator<Item = &'a u8>, weights: &[u32]) -> Option<u32> {
    digits
        .zip(weights.iter().cycle())
        .try_fold(0_u32, |sum, (&byte, &weight)| sum.checked_add(value(byte)?.checked_mul(weight)?))
}

/// What is missing to the next multiple of ten.
fn to_ten(sum: u32) -> Option<u32> {
    10_u32.checked_sub(sum.checked_rem(10)?)?.checked_rem(10)
}

fn luhn(counted: &[u8]) -> Option<u32> {
    let doubled = [true, false].into_iter().cycle();
    let sum = counted.iter().rev().zip(doubled).try_fold(0_u32, |sum, (&byte, doubled)| {
        let digit = value(byte)?;
        let twice = digit.checked_mul(2)?;
        let counts = if !doubled {
            digit
        } else if twice > 9 {
            twice.checked_sub(9)?
        } else {
            twice
        };
        sum.checked_add(counts)
    })?;
    to_ten(sum)
}

fn iso_37_36(counted: &[u8]) -> Option<u8> {
    let product = counted.iter().try_fold(36_u32, |product, &byte| {
        let sum = product.checked_add(char::from(byte).to_digit(36)?)?.checked_rem(36)?;
        let whole = if sum == 0 { 36 } else { sum };
        whole.checked_mul(2)?.checked_rem(37)
    })?;
    let value = 37_u32.checked_sub(product)?.checked_rem(36)?;
    char::from_digit(value, 36).and_then(|c| u8::try_from(c.to_ascii_uppercase()).ok())
}
