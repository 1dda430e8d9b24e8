//! How many tests passed and failed, read from the closing lines of the runners we use.

/// Tests passed and failed in one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
}

impl Counts {
    pub fn add(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Adds what one line of a runner's output says; most lines say nothing.
    pub fn read_line(&mut self, line: &str) {
        let line = line.trim();
        let is_summary = line.starts_with("Summary [")      // cargo nextest
            || line.starts_with("test result: ")            // cargo test
            || line.starts_with("Tests  ")                  // vitest
            || is_plain(line); // our own browser checks
        if is_summary {
            self.passed += number_before(line, "passed");
            self.failed += number_before(line, "failed") + number_before(line, "timed");
        }
    }
}

/// `12 passed, 0 failed` and nothing else.
fn is_plain(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    matches!(words.as_slice(), [a, "passed,", b, "failed"] if a.parse::<u32>().is_ok() && b.parse::<u32>().is_ok())
}

/// The number that stands before `word`, punctuation aside; 0 when it is not there.
fn number_before(line: &str, word: &str) -> u32 {
    let mut before = "";
    for piece in line.split_whitespace() {
        if piece.trim_end_matches([',', ';', '.']) == word {
            return before.parse().unwrap_or(0);
        }
        before = piece;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(output: &str) -> Counts {
        let mut counts = Counts::default();
        output.lines().for_each(|line| counts.read_line(line));
        counts
    }

    #[test]
    fn every_runner_is_understood() {
        let nextest =
            "     Summary [   0.5s] 41 tests run: 38 passed (1 slow), 2 failed, 1 timed out, 0 skipped";
        assert_eq!(read(nextest), Counts { passed: 38, failed: 3 });
        let cargo =
            "test result: ok. 3 passed; 0 failed; 0 ignored\ntest result: FAILED. 1 passed; 2 failed;";
        assert_eq!(read(cargo), Counts { passed: 4, failed: 2 });
        assert_eq!(
            read(" Test Files  1 failed (1)\n      Tests  1 failed | 7 passed (8)"),
            Counts { passed: 7, failed: 1 }
        );
        assert_eq!(read("14 passed, 1 failed"), Counts { passed: 14, failed: 1 });
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(read("the check passed, 3 failed earlier\n   Duration 3 passed"), Counts::default());
    }
}
