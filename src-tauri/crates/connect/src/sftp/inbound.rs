//! What a supplier leaves for us.

/// Files of one folder that are told at most.
pub const MOST_FILES: usize = 10_000;

/// A plain file in a folder of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteFile {
    /// Its name, without a separator, control characters or a special meaning.
    pub name: String,
    /// Bytes, where the server tells.
    pub size: Option<u64>,
    /// When it last changed by the server's clock, in seconds since 1970, where the server tells.
    pub modified_s: Option<u32>,
}

/// The plain files of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// In the server's order.
    pub files: Vec<RemoteFile>,
    /// Entries passed over: folders, links, and names that could lead elsewhere.
    pub skipped: usize,
    /// True where there are more than are told.
    pub cut: bool,
}

/// True for a name that stays in its folder and can be shown.
pub(super) fn plain_name(name: &str) -> bool {
    let ends = name.is_empty() || name == "." || name == "..";
    !ends && name.len() <= 255 && !name.chars().any(|c| c.is_control() || c == '/' || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        for name in ["ack 1042-A.csv", "ä.xml", ".hidden", "a..b"] {
            assert!(plain_name(name), "{name:?}");
        }
        for name in ["", ".", "..", "../a", "a/b", "a\\b", "a\nb", "a\0", &"x".repeat(256)] {
            assert!(!plain_name(name), "{name:?}");
        }
    }
}
