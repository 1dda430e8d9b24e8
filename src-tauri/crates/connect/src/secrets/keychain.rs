use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::{SERVICE, Secret, SecretError, SecretKey, SecretStore};

/// How long a person may take to answer the store's own question for a password.
const PATIENCE: Duration = Duration::from_secs(30);

/// The operating system's store: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux.
///
/// The store may open a window and wait for a person, so its calls run on one thread of their own, in order. A caller
/// waits for a limited time; a request that the store has not seen by then is taken back.
pub struct Keychain {
    jobs: Mutex<Sender<Job>>,
    patience: Duration,
}

impl Default for Keychain {
    fn default() -> Self {
        Self::new()
    }
}

impl Keychain {
    /// The store of this computer. It is not touched before the first call.
    pub fn new() -> Self {
        Self::over(System, PATIENCE)
    }

    fn over(vault: impl Vault, patience: Duration) -> Self {
        let (jobs, inbox) = mpsc::channel::<Job>();
        // A thread that cannot be started shows as a closed channel at the first call.
        let _ = std::thread::Builder::new().name("keychain".to_owned()).spawn(move || {
            for job in inbox {
                if job.state.compare_exchange(WAITING, STARTED, Ordering::AcqRel, Ordering::Acquire).is_ok() {
                    let answer = perform(&vault, &job);
                    // The caller may have given up; then nobody listens.
                    let _ = job.answer.send(answer);
                }
            }
        });
        Self { jobs: Mutex::new(jobs), patience }
    }

    fn ask(&self, key: &SecretKey, request: Request) -> Result<Option<Secret>, SecretError> {
        let (answer, reply) = mpsc::channel();
        let state = Arc::new(AtomicU8::new(WAITING));
        let job = Job { key: key.clone(), request, state: Arc::clone(&state), answer };
        let stopped = || SecretError::Store("its thread has stopped; start Stockless again".to_owned());
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).send(job).map_err(|_| stopped())?;
        match reply.recv_timeout(self.patience) {
            Ok(result) => result,
            Err(RecvTimeoutError::Disconnected) => Err(stopped()),
            Err(RecvTimeoutError::Timeout) => Err(give_up(&state, self.patience)),
        }
    }
}

impl SecretStore for Keychain {
    fn get(&self, key: &SecretKey) -> Result<Secret, SecretError> {
        self.ask(key, Request::Get)?.ok_or_else(|| SecretError::NotFound(key.clone()))
    }

    fn set(&self, key: &SecretKey, secret: &Secret) -> Result<(), SecretError> {
        self.ask(key, Request::Set(secret.clone())).map(|_| ())
    }

    fn delete(&self, key: &SecretKey) -> Result<(), SecretError> {
        match self.ask(key, Request::Delete) {
            Ok(_) | Err(SecretError::NotFound(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }
}

const WAITING: u8 = 0;
const STARTED: u8 = 1;
const TAKEN_BACK: u8 = 2;

/// Takes a request back where the store has not seen it, and says which of the two it was.
fn give_up(state: &AtomicU8, waited: Duration) -> SecretError {
    let taken_back = state.compare_exchange(WAITING, TAKEN_BACK, Ordering::AcqRel, Ordering::Acquire);
    if taken_back.is_ok() { SecretError::Busy } else { SecretError::NoAnswer(waited.as_secs()) }
}

struct Job {
    key: SecretKey,
    request: Request,
    state: Arc<AtomicU8>,
    answer: Sender<Result<Option<Secret>, SecretError>>,
}

enum Request {
    Get,
    Set(Secret),
    Delete,
}

/// The few calls we need of a store, so that a slow or locked one can be played in a test.
trait Vault: Send + 'static {
    fn get(&self, key: &SecretKey) -> keyring::Result<Secret>;
    fn set(&self, key: &SecretKey, secret: &Secret) -> keyring::Result<()>;
    fn delete(&self, key: &SecretKey) -> keyring::Result<()>;
}

struct System;

impl System {
    fn entry(key: &SecretKey) -> keyring::Result<keyring::Entry> {
        keyring::Entry::new(SERVICE, &key.account())
    }
}

impl Vault for System {
    fn get(&self, key: &SecretKey) -> keyring::Result<Secret> {
        Self::entry(key)?.get_password().map(Secret::new)
    }

    fn set(&self, key: &SecretKey, secret: &Secret) -> keyring::Result<()> {
        Self::entry(key)?.set_password(secret.expose())
    }

    fn delete(&self, key: &SecretKey) -> keyring::Result<()> {
        Self::entry(key)?.delete_credential()
    }
}

fn perform(vault: &impl Vault, job: &Job) -> Result<Option<Secret>, SecretError> {
    let result = match &job.request {
        Request::Get => vault.get(&job.key).map(Some),
        Request::Set(secret) => vault.set(&job.key, secret).map(|()| None),
        Request::Delete => vault.delete(&job.key).map(|()| None),
    };
    result.map_err(|error| in_words(&job.key, error))
}

/// Store errors may carry the stored bytes; only the kinds below are put into words, never those bytes.
fn in_words(key: &SecretKey, error: keyring::Error) -> SecretError {
    match error {
        keyring::Error::NoEntry => SecretError::NotFound(key.clone()),
        keyring::Error::NoStorageAccess(why) => SecretError::Locked(why.to_string()),
        keyring::Error::NoDefaultStore => SecretError::NoStore(match keyring::Entry::store_status() {
            Err(why) => why.to_string(),
            Ok(()) => "none is set up".to_owned(),
        }),
        keyring::Error::TooLong(_, limit) => SecretError::TooLong(limit),
        keyring::Error::PlatformFailure(why) => SecretError::Store(why.to_string()),
        keyring::Error::NotSupportedByStore(why) | keyring::Error::BadStoreFormat(why) => {
            SecretError::Store(why)
        }
        keyring::Error::Ambiguous(found) => {
            SecretError::Store(format!("{} entries are called {key}; remove all but one", found.len()))
        }
        keyring::Error::BadEncoding(_) | keyring::Error::BadDataFormat(..) => {
            SecretError::Store(format!("what is stored under {key} cannot be read; enter the password again"))
        }
        _ => SecretError::Store("an error this version does not know".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEPT: &str = "kept";

    /// Says when `get` is reached, and answers with what it is told to.
    struct Told {
        reached: Sender<()>,
        told: mpsc::Receiver<keyring::Result<Secret>>,
    }

    impl Vault for Told {
        fn get(&self, _: &SecretKey) -> keyring::Result<Secret> {
            self.reached.send(()).unwrap();
            self.told.recv().unwrap()
        }
        fn set(&self, _: &SecretKey, _: &Secret) -> keyring::Result<()> {
            Err(keyring::Error::TooLong("password".into(), 2_560))
        }
        fn delete(&self, _: &SecretKey) -> keyring::Result<()> {
            Err(keyring::Error::NoEntry)
        }
    }

    struct Stage {
        reached: mpsc::Receiver<()>,
        tell: Sender<keyring::Result<Secret>>,
        keychain: Keychain,
        key: SecretKey,
    }

    fn stage() -> Stage {
        let (reached_here, reached) = mpsc::channel();
        let (tell, told) = mpsc::channel();
        let keychain = Keychain::over(Told { reached: reached_here, told }, PATIENCE);
        Stage { reached, tell, keychain, key: SecretKey::new("ws", "mail").unwrap() }
    }

    #[test]
    fn errors_are_told_apart() {
        let Stage { tell, keychain, key, reached: _reached } = stage();
        tell.send(Ok(Secret::new(KEPT))).unwrap();
        assert_eq!(keychain.get(&key).unwrap().expose(), KEPT);
        tell.send(Err(keyring::Error::NoEntry)).unwrap();
        assert_eq!(keychain.get(&key).unwrap_err(), SecretError::NotFound(key.clone()));
        tell.send(Err(keyring::Error::NoStorageAccess("the collection is locked".into()))).unwrap();
        assert_eq!(keychain.get(&key).unwrap_err(), SecretError::Locked("the collection is locked".into()));
        assert_eq!(keychain.set(&key, &Secret::new(KEPT)).unwrap_err(), SecretError::TooLong(2_560));
        assert_eq!(keychain.delete(&key), Ok(()), "forgetting what is not there is fine");
    }

    #[test]
    fn bytes_of_an_unreadable_secret_do_not_reach_the_words() {
        let key = SecretKey::new("ws", "mail").unwrap();
        let error = in_words(&key, keyring::Error::BadEncoding(b"canary-\xFF".to_vec()));
        assert!(!format!("{error} {error:?}").contains("canary"));
        let error = in_words(&key, keyring::Error::BadDataFormat(b"canary".to_vec(), "canary".into()));
        assert!(!format!("{error} {error:?}").contains("canary"));
    }

    #[test]
    fn a_store_that_waits_for_a_person_does_not_hold_the_next_caller() {
        let Stage { reached, tell, keychain, key } = stage();
        let sender = keychain.jobs.lock().unwrap().clone();
        let hasty = Keychain { jobs: Mutex::new(sender), patience: Duration::from_millis(5) };
        std::thread::scope(|scope| {
            let first = scope.spawn(|| keychain.get(&key).map(|secret| secret.expose().to_owned()));
            reached.recv().unwrap();
            assert_eq!(hasty.get(&key).unwrap_err(), SecretError::Busy, "the store never saw this one");
            tell.send(Ok(Secret::new(KEPT))).unwrap();
            assert_eq!(first.join().unwrap().unwrap(), KEPT);
        });
        tell.send(Ok(Secret::new("newer"))).unwrap();
        assert_eq!(keychain.get(&key).unwrap().expose(), "newer", "the request taken back was not performed");
    }

    #[test]
    fn giving_up_tells_whether_the_store_saw_the_request() {
        assert_eq!(give_up(&AtomicU8::new(WAITING), PATIENCE), SecretError::Busy);
        assert_eq!(give_up(&AtomicU8::new(STARTED), PATIENCE), SecretError::NoAnswer(30));
    }
}
