//! Conversations of a server on this computer, and the moment at which all of them are over.
//!
//! What a killed process has written is still delivered by the system. Whoever asks what arrived waits for that first.

use std::io::Read as _;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Counts the conversations of one server that are not over.
#[derive(Debug, Clone, Default)]
pub struct Talks(Arc<(Mutex<usize>, Condvar)>);

/// One conversation, until it is dropped.
#[derive(Debug)]
pub struct Talk(Talks);

impl Talks {
    /// A connection was accepted. To be said before the next one is.
    pub fn begin(&self) -> Talk {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Talk(self.clone())
    }

    /// Waits until every connection that was made to the port so far was accepted and is over.
    pub fn wait_for_end(&self, port: u16) {
        // Connections are accepted in their order: when this one is answered, all before it were begun.
        let mut last = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
        last.set_read_timeout(Some(Duration::from_secs(30))).expect("a patience");
        let _ = last.shutdown(Shutdown::Write);
        let _ = last.read_to_end(&mut Vec::new());
        let (open, ended) = &*self.0;
        let open = open.lock().unwrap_or_else(PoisonError::into_inner);
        let (open, _) = ended
            .wait_timeout_while(open, Duration::from_secs(30), |open| *open > 0)
            .unwrap_or_else(PoisonError::into_inner);
        assert_eq!(*open, 0, "every conversation ends");
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        let (open, ended) = &*self.0.0;
        *open.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ended.notify_all();
    }
}
