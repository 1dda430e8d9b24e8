//! Reading what a supplier's mail is about: whose it is, which purchase it names, and which number it gives that purchase.
//!
//! Everything here is hostile text of any length that the caller has bounded.

use crate::order::words;

/// What kind of mail came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterKind {
    /// Somebody wrote it.
    Written,
    /// A program wrote it: out of office, a receipt of receipt. It proves that the mail arrived and nothing else.
    Automatic,
    /// A mail server says that it could not deliver.
    Returned,
}

words!(LetterKind { Written = "written", Automatic = "automatic", Returned = "returned" });

/// True when an address belongs to one of `known`: whole addresses, or everything behind an `@` for a domain. A domain
/// stands for itself and for what is below it.
pub fn is_known_sender<'k>(address: &str, known: impl IntoIterator<Item = &'k str>) -> bool {
    let address = address.trim().to_lowercase();
    let Some((name, domain)) = address.rsplit_once('@') else { return false };
    if name.is_empty() || domain.is_empty() {
        return false;
    }
    known.into_iter().any(|known| {
        let known = known.trim().to_lowercase();
        match known.strip_prefix('@') {
            Some("") => false,
            Some(whole) => {
                domain == whole || domain.strip_suffix(whole).is_some_and(|rest| rest.ends_with('.'))
            }
            None => !known.is_empty() && known == address,
        }
    })
}

/// The tokens of a text that could be numbers of purchases: runs of letters, digits and the marks that numbers contain,
/// with a digit in them and without marks at their ends. At most `most` of them.
pub fn tokens(text: &str, most: usize) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.')))
        .map(|token| token.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|token| (2..=64).contains(&token.len()) && token.chars().any(|c| c.is_ascii_digit()))
        .take(most)
}

/// True when a text names a number as a whole token, not as part of another one.
pub fn names(text: &str, number: &str) -> bool {
    let number = number.trim();
    let part_of_number = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    !number.is_empty()
        && text.match_indices(number).any(|(start, found)| {
            let end = start.saturating_add(found.len());
            let before = text.get(..start).and_then(|text| text.chars().next_back());
            let mut after = text.get(end..).unwrap_or_default().chars();
            // A point or a slash goes on with the number only when something of it follows.
            let goes_on = match after.next() {
                Some('.' | '/') => after.next().is_some_and(char::is_alphanumeric),
                Some(c) => part_of_number(c),
                None => false,
            };
            !before.is_some_and(part_of_number) && !goes_on
        })
}

/// The keys of purchases that message ids of ours carry, `<stockless.KEY@…>`. At most `most` of them.
pub fn keys_in(ids: &str, most: usize) -> Vec<&str> {
    const MARK: &str = "stockless.";
    let mut found: Vec<&str> = Vec::new();
    for (start, mark) in ids.match_indices(MARK) {
        if found.len() >= most {
            break;
        }
        let rest = ids.get(start.saturating_add(mark.len())..).unwrap_or_default();
        let Some((key, _)) = rest.split_once('@') else { continue };
        let ours = key.len() == 26 && key.bytes().all(|b| matches!(b, b'A'..=b'Z' | b'2'..=b'7'));
        if ours && !found.contains(&key) {
            found.push(key);
        }
    }
    found
}

/// What suppliers put before their own number for an order, in the languages we have seen, in small letters.
const LABELS: [&str; 22] = [
    "order confirmation",
    "order number",
    "order no",
    "order id",
    "order nr",
    "sales order",
    "our order",
    "our reference",
    "our number",
    "auftragsbestätigung",
    "auftragsnummer",
    "auftrags-nr",
    "auftrag nr",
    "unsere nummer",
    "unser zeichen",
    "numéro de commande",
    "commande n°",
    "número de pedido",
    "numero ordine",
    "ordernummer",
    "ordrenummer",
    "numer zamówienia",
];

/// The number that a supplier's text gives to an order, if it says one: what follows a known label on the same line. Never
/// one of `ours`.
pub fn their_number(text: &str, ours: &[&str]) -> Option<String> {
    text.lines().take(400).filter(|line| !line.trim_start().starts_with('>')).find_map(|line| {
        let line: String = line.chars().take(400).collect::<String>();
        let small = line.to_lowercase();
        LABELS.iter().find_map(|label| {
            let (_, rest) = small.split_once(label)?;
            let token = after_label(rest)?;
            if ours.iter().any(|our| our.eq_ignore_ascii_case(token)) {
                return None;
            }
            // As it was written: lowering changes no length of what a number consists of.
            let start = small.rfind(rest)?.saturating_add(rest.find(token)?);
            let written = line.get(start..start.saturating_add(token.len()));
            Some(written.filter(|text| text.eq_ignore_ascii_case(token)).unwrap_or(token).to_owned())
        })
    })
}

/// The number right behind a label: nothing but marks and the words for “number” may stand between.
fn after_label(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = ["number", "nummer", "no", "nr", "is", "ist", "id"].iter().fold(rest, |rest, word| match rest
        .strip_prefix(word)
    {
        Some(next) if !next.starts_with(|c: char| c.is_alphanumeric()) => {
            next.trim_start_matches(|c: char| !c.is_alphanumeric())
        }
        _ => rest,
    });
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.')));
    let token = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches(['-', '_', '/', '.']);
    ((3..=40).contains(&token.len()) && token.bytes().any(|b| b.is_ascii_digit())).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_known_by_address_or_domain_and_not_by_likeness() {
        let known = ["Orders@Nordlicht.example.com", "@kestrel.example.com", "@"];
        for yes in ["orders@nordlicht.example.com", "ana@kestrel.example.com", "bot@eu.Kestrel.example.com"] {
            assert!(is_known_sender(yes, known), "{yes}");
        }
        for no in [
            "ana@nordlicht.example.com",
            "ana@notkestrel.example.com",
            "kestrel.example.com",
            "@kestrel.example.com",
            "a@kestrel.example.com.evil.example",
            "",
        ] {
            assert!(!is_known_sender(no, known), "{no}");
        }
    }

    #[test]
    fn a_number_is_a_whole_token() {
        for yes in
            ["Re: PO 1001-1", "1001-1", "(1001-1)", "Confirmation of 1001-1.", "1001-1/ thanks", "#1001-1:"]
        {
            assert!(names(yes, "1001-1"), "{yes}");
        }
        for no in ["11001-1", "1001-12", "1001-1-2", "A1001-1", "1001-1.5", "1001 -1", ""] {
            assert!(!names(no, "1001-1"), "{no}");
        }
        assert!(!names("anything", ""));
        assert_eq!(tokens("Re: PO MM-10482-1 (2 lamps), 3.", 10).collect::<Vec<_>>(), ["MM-10482-1"]);
        assert_eq!(tokens(&"A-1 ".repeat(100_000), 20).count(), 20);
    }

    #[test]
    fn our_message_ids_are_found_among_any_others() {
        let key = crate::purchase::key("shop", "1", "supplier", 1);
        let ids =
            format!("<x@y> <stockless.{key}@shop.example.com>\r\n <stockless.short@z> <stockless.{key}@a>");
        assert_eq!(keys_in(&ids, 10), [key.as_str()]);
        assert!(keys_in(&"<stockless.A@".repeat(100_000), 10).is_empty());
    }

    #[test]
    fn the_suppliers_number_is_read_where_it_is_labelled_and_never_ours() {
        let read = |text: &str| their_number(text, &["1001-1"]);
        assert_eq!(read("Thank you.\nOur order number: SO-7781.").as_deref(), Some("SO-7781"));
        assert_eq!(read("Auftragsbestätigung Nr. AB/2026/118 zu 1001-1").as_deref(), Some("AB/2026/118"));
        assert_eq!(read("Order no. is 40117").as_deref(), Some("40117"));
        assert_eq!(read("Your order number 1001-1 was received"), None);
        assert_eq!(read("> Order number: 99123"), None, "quoted from an earlier mail");
        assert_eq!(read("order number will follow"), None);
        assert_eq!(read("ORDER NUMBER İ SO-7781"), None, "a letter stands between");
        assert_eq!(read(&"order number ".repeat(100_000)), None);
    }
}
