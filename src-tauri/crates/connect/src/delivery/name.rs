/// The longest name in bytes. Systems take 255; this leaves room for `.part` and for a path around it.
const LONGEST: usize = 150;
const LONGEST_EXTENSION: usize = 12;

/// A file name that every system takes and that shows what it is: no separators, no control or direction signs, no
/// name of a device, 150 bytes at most with its extension kept. A safe name stays as it is.
pub fn safe_file_name(wanted: &str) -> String {
    let plain: String = wanted.chars().filter(|&c| !changes_direction(c)).map(replaced).collect();
    let trimmed = plain.trim_matches(|c: char| c.is_whitespace()).trim_end_matches(['.', ' ']);
    let mut name = shortened(trimmed);
    if name.is_empty() || name.starts_with('.') || names_a_device(&name) {
        name.insert(0, '_');
    }
    name
}

fn replaced(c: char) -> char {
    match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => '-',
        c => c,
    }
}

/// Signs that make `fdp.exe` look like `exe.pdf`, and signs that cannot be seen.
const fn changes_direction(c: char) -> bool {
    matches!(
        c,
        '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// Names Windows keeps for devices, with any extension.
fn names_a_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    number.is_some_and(|n| {
        n.chars().count() == 1 && n.chars().all(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'))
    })
}

fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= LONGEST_EXTENSION => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let room = LONGEST.saturating_sub(extension.len());
    let mut short = String::new();
    for c in stem.chars() {
        if short.len().saturating_add(c.len_utf8()) > room {
            break;
        }
        short.push(c);
    }
    format!("{}{extension}", short.trim_end_matches(['.', ' ']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn good_names_stay() {
        for name in ["PO 1042-A.csv", "Bestellung_ü.xlsx", "заказ 7.pdf", "a.b.c", "console.csv", "com10.csv"]
        {
            assert_eq!(safe_file_name(name), name);
        }
    }

    #[test]
    fn traps_are_disarmed() {
        for (trap, safe) in [
            ("../../etc/passwd", "_..-..-etc-passwd"),
            ("C:\\Windows\\x.csv", "C--Windows-x.csv"),
            ("po.csv:stream", "po.csv-stream"),
            ("con", "_con"),
            ("NUL.csv", "_NUL.csv"),
            ("COM¹.csv", "_COM¹.csv"),
            ("LPT9", "_LPT9"),
            ("po.csv. . ", "po.csv"),
            (".hidden", "_.hidden"),
            ("", "_"),
            ("..", "_"),
            ("po\u{202E}fdp.exe", "pofdp.exe"),
            ("po\r\n.csv", "po--.csv"),
        ] {
            assert_eq!(safe_file_name(trap), safe, "{trap:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = safe_file_name(&format!("{}.csv", "ü".repeat(200)));
        assert!(name.len() <= LONGEST && name.ends_with("ü.csv"), "{name}");
    }

    proptest! {
        #[test]
        fn every_name_is_safe_and_making_it_safe_again_changes_nothing(wanted in any::<String>()) {
            let name = safe_file_name(&wanted);
            prop_assert_eq!(&safe_file_name(&name), &name);
            prop_assert!(!name.is_empty() && name.len() <= LONGEST + 1);
            prop_assert!(!name.contains(['/', '\\', ':', '\0']));
            prop_assert!(!name.ends_with(['.', ' ']) && !name.starts_with('.'));
        }
    }
}
