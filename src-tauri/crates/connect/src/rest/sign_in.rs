//! The headers of every request, with the secret in its place, and the forms in which the secret must not be shown.

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use super::OpenError;
use super::description::{Auth, Description};
use super::trace::Hidden;
use crate::secrets::Secret;

pub(super) fn headers(description: &Description, secret: &Secret) -> Result<(HeaderMap, Hidden), OpenError> {
    let mut headers = HeaderMap::new();
    for (name, value) in &description.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    let program = HeaderValue::from_static(concat!("Stockless/", env!("CARGO_PKG_VERSION")));
    headers.entry(USER_AGENT).or_insert(program);
    let shown = secret.expose();
    if description.auth != Auth::None && shown.is_empty() {
        return Err(OpenError::Secret("it is empty"));
    }
    let mut hidden = vec![secret.clone()];
    let (name, text) = match &description.auth {
        Auth::None => return Ok((headers, Hidden::new(hidden))),
        Auth::Bearer => (AUTHORIZATION, Secret::new(format!("Bearer {shown}"))),
        Auth::Header(name) => {
            let name = HeaderName::from_bytes(name.as_bytes());
            (name.map_err(|_| OpenError::Secret("its header has no usable name"))?, secret.clone())
        }
        Auth::Basic(user) => {
            let pair = Secret::new(base64(format!("{user}:{shown}").as_bytes()));
            hidden.push(pair.clone());
            (AUTHORIZATION, Secret::new(format!("Basic {}", pair.expose())))
        }
    };
    let mut value = HeaderValue::from_str(text.expose())
        .map_err(|_| OpenError::Secret("it holds characters that cannot be sent, such as a line break"))?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok((headers, Hidden::new(hidden)))
}

/// RFC 4648 base 64 with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let index = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            let sign = ALPHABET.get(index).map_or('A', |&sign| char::from(sign));
            text.push(if place > group.len() { '=' } else { sign });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_agrees_with_the_standard() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded, "RFC 4648 section 10");
        }
    }
}
