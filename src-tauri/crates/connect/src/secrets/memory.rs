use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::{Secret, SecretError, SecretKey, SecretStore};

/// Keeps secrets for the life of the process only: for tests and for the sample workspace.
#[derive(Debug, Default)]
pub struct MemorySecrets(Mutex<BTreeMap<SecretKey, Secret>>);

impl SecretStore for MemorySecrets {
    fn get(&self, key: &SecretKey) -> Result<Secret, SecretError> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).cloned().ok_or_else(|| SecretError::NotFound(key.clone()))
    }

    fn set(&self, key: &SecretKey, secret: &Secret) -> Result<(), SecretError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), secret.clone());
        Ok(())
    }

    fn delete(&self, key: &SecretKey) -> Result<(), SecretError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_replaces_and_forgets() {
        let store = MemorySecrets::default();
        let key = SecretKey::new("ws", "mail").unwrap();
        assert_eq!(store.get(&key).unwrap_err(), SecretError::NotFound(key.clone()));
        store.set(&key, &Secret::new("one")).unwrap();
        store.set(&key, &Secret::new("two")).unwrap();
        assert_eq!(store.get(&key).unwrap().expose(), "two");
        let neighbour = SecretKey::new("other", "mail").unwrap();
        assert!(store.get(&neighbour).is_err(), "another workspace sees nothing");
        store.delete(&key).unwrap();
        store.delete(&key).unwrap();
        assert!(store.get(&key).is_err());
    }
}
