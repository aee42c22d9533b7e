//! A place for keys that lasts as long as the process: for tests, which also make it fail on purpose.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{KeyStore, StoreError, Stored, Unavailable};
use crate::secret::SpaceKey;

/// How the place behaves.
#[derive(Default)]
enum Mood {
    #[default]
    Well,
    /// It answers as if it had never held anything, as a locked keyring without a display does.
    Forgetful,
    Away(Unavailable),
}

/// Keys in memory.
#[derive(Default)]
pub struct MemoryStore {
    state: Mutex<(Mood, HashMap<String, SpaceKey>)>,
}

impl MemoryStore {
    /// From now on it cannot be asked.
    pub fn go_away(&self, reason: Unavailable) {
        self.locked().0 = Mood::Away(reason);
    }

    /// From now on it says that it holds nothing, and takes nothing.
    pub fn lock(&self) {
        self.locked().0 = Mood::Forgetful;
    }

    /// It works again, with what it held.
    pub fn come_back(&self) {
        self.locked().0 = Mood::Well;
    }

    /// Loses everything that it held.
    pub fn wipe(&self) {
        self.locked().1.clear();
    }

    /// How many keys lie here.
    pub fn len(&self) -> usize {
        self.locked().1.len()
    }

    /// Whether no key lies here.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn locked(&self) -> MutexGuard<'_, (Mood, HashMap<String, SpaceKey>)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyStore for MemoryStore {
    fn load(&self, name: &str) -> Stored {
        let state = self.locked();
        match state.0 {
            Mood::Away(reason) => Stored::Unavailable(reason),
            Mood::Forgetful => Stored::Absent,
            Mood::Well => {
                let held = state.1.get(name).map(|key| key.expose("a copy from the memory store"));
                held.and_then(|bytes| SpaceKey::from_slice(bytes)).map_or(Stored::Absent, Stored::Found)
            }
        }
    }

    fn store(&self, name: &str, key: &SpaceKey) -> Result<(), StoreError> {
        let mut state = self.locked();
        match state.0 {
            Mood::Away(reason) => Err(StoreError::Unavailable(reason)),
            Mood::Forgetful => Err(StoreError::Unavailable(Unavailable::Locked)),
            Mood::Well => {
                let copy = SpaceKey::from_slice(key.expose("a copy in the memory store"));
                state.1.extend(copy.map(|key| (name.to_owned(), key)));
                Ok(())
            }
        }
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        let mut state = self.locked();
        match state.0 {
            Mood::Away(reason) => Err(StoreError::Unavailable(reason)),
            Mood::Forgetful | Mood::Well => {
                state.1.remove(name);
                Ok(())
            }
        }
    }
}
