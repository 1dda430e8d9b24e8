//! Waiting for something to become true, with an end.

use std::fmt::Display;
use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Longest wait for one thing. Only a failing test ever waits this long.
const PATIENCE: Duration = Duration::from_secs(60);
const BETWEEN: Duration = Duration::from_millis(25);

/// Asks again until there is an answer; `Err` says what was there instead.
pub async fn until<T, E: Display, F: Future<Output = Result<T, E>>>(
    what: &str,
    mut ask: impl FnMut() -> F,
) -> T {
    let started = Instant::now();
    loop {
        match ask().await {
            Ok(answer) => return answer,
            Err(reason) if started.elapsed() > PATIENCE => panic!("waited {PATIENCE:?} for {what}: {reason}"),
            Err(_) => sleep(BETWEEN).await,
        }
    }
}
