//! Names of runs.
//!
//! A run's name begins with the name of the computer's own start, where the system tells it. Two runs within one
//! start of the computer share a disk whose writes were seen by both; after a power cut nothing that was only
//! believed to be on disk may be relied on.

use rand::RngExt;

/// A name for a run of the program that was never used before. A workspace takes its id from the run that made it,
/// and ids are part of the names under which keychains keep passwords: 64 characters at most.
pub fn fresh() -> String {
    let run: u128 = rand::rng().random();
    format!("{}.{run:032x}", machine())
}

/// The present start of the computer; a name of its own where the system does not tell it, so that two runs are
/// never taken to lie within one start.
fn machine() -> String {
    let told = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let told: String = told.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
    if told.is_empty() { format!("{:016x}", rand::rng().random::<u64>()) } else { told }
}

/// True when both runs lie within one start of the computer.
pub fn same_start(a: &str, b: &str) -> bool {
    let start = |run: &str| run.split_once('.').map(|(start, _)| start.to_owned());
    start(a).is_some() && start(a) == start(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_differ_and_know_their_start() {
        let (a, b) = (fresh(), fresh());
        assert_ne!(a, b);
        assert!(
            stockless_connect::secrets::SecretKey::new(&a, "mail-password").is_ok(),
            "{a} can name a secret"
        );
        assert!(!same_start("one.1", "two.1"));
        assert!(same_start("one.1", "one.2"));
        assert!(!same_start("plain", "plain"), "a name without a start proves nothing");
    }
}
