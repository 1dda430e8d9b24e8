use std::future::Future;
use std::sync::mpsc;
use std::time::Duration;

/// For a thread that hangs where it should not; its own limit comes first.
const GRACE: Duration = Duration::from_secs(5);

/// Runs a conversation on a thread of its own and waits for its end; `None` where the time is up, the thread could not
/// start, or a library fell over what the server sent.
pub(super) fn wait_for<T, W, F>(limit: Duration, work: W) -> Option<T>
where
    T: Send + 'static,
    W: FnOnce() -> F + Send + 'static,
    F: Future<Output = T>,
{
    let (tell, told) = mpsc::channel();
    let thread = std::thread::Builder::new().name("sftp".to_owned()).spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
            return;
        };
        let ended = runtime.block_on(async { tokio::time::timeout(limit, work()).await });
        // Looking a name up may still hang in a system call; nobody waits for it.
        runtime.shutdown_background();
        if let Ok(result) = ended {
            // Nobody may be listening any more; the claim has told them what that means.
            let _ = tell.send(result);
        }
    });
    thread.ok()?;
    told.recv_timeout(limit.saturating_add(GRACE)).ok()
}
