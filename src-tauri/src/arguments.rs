//! What the program may be started with.

use std::ffi::OsString;
use std::path::PathBuf;

/// Read from the command line of `stockless-desktop`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Open this folder instead of the last one.
    pub workspace: Option<PathBuf>,
    /// Fill an empty workspace with sample data.
    pub demo: bool,
}

impl Arguments {
    /// Reads everything after the program's name. `Err` is the sentence to show.
    pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut arguments = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--demo") => arguments.demo = true,
                Some("--workspace") => {
                    let folder = words.next().ok_or("--workspace wants a folder after it.")?;
                    arguments.workspace = Some(PathBuf::from(folder));
                }
                _ => {
                    return Err(format!(
                        "'{}' is not understood. Stockless takes --workspace FOLDER and --demo.",
                        word.to_string_lossy()
                    ));
                }
            }
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments, String> {
        Arguments::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn a_workspace_may_have_spaces_in_its_name() {
        let read = parse(&["--workspace", "/home/a/My shop", "--demo"]).unwrap();
        assert_eq!(read, Arguments { workspace: Some("/home/a/My shop".into()), demo: true });
        assert_eq!(parse(&[]).unwrap(), Arguments::default());
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert!(parse(&["--workspace"]).unwrap_err().contains("--workspace"));
        assert!(parse(&["--dmeo"]).unwrap_err().contains("--dmeo"));
    }
}
