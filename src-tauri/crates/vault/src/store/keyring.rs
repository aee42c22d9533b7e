//! The computer's own keyring: the Secret Service on Linux, the credential store on Windows, the login keychain on macOS.
//! Every call runs on a plain thread of its own,
//! because a blocking D-Bus call inside async code panics, and is waited for only so long, because a keyring
//! may be asking the person for its password.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::{KeyStore, StoreError, Stored, Unavailable};
use crate::secret::SpaceKey;

/// Under this name our keys stand in the keyring's own window.
const SERVICE: &str = "app.nightstand.Nightstand";

/// The computer's keyring.
#[derive(Debug, Clone, Copy)]
pub struct SystemKeyring {
    patience: Duration,
}

impl SystemKeyring {
    /// A keyring that is waited for at most `patience`.
    pub fn patient_for(patience: Duration) -> Self {
        Self { patience }
    }

    /// What the keyring says, or [`Unavailable::Slow`]. A thread that is too late ends by itself; what it
    /// brings then is wiped unseen.
    fn ask<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> Result<T, Unavailable> + Send + 'static,
    ) -> Result<T, Unavailable> {
        let (answer, answers) = mpsc::sync_channel(1);
        let asked = thread::Builder::new().name("keyring".to_owned()).spawn(move || {
            let _ = answer.send(call());
        });
        asked.map_err(|_| Unavailable::Broken)?;
        answers.recv_timeout(self.patience).unwrap_or_else(|error| match error {
            mpsc::RecvTimeoutError::Timeout => Err(Unavailable::Slow),
            mpsc::RecvTimeoutError::Disconnected => Err(Unavailable::Broken),
        })
    }
}

impl Default for SystemKeyring {
    /// Waits four seconds: a window that opens without its table and says why beats one that does not open.
    fn default() -> Self {
        Self::patient_for(Duration::from_secs(4))
    }
}

impl KeyStore for SystemKeyring {
    fn load(&self, name: &str) -> Stored {
        let name = name.to_owned();
        match self.ask(move || system::load(&name)) {
            Ok(Some(key)) => Stored::Found(key),
            Ok(None) => Stored::Absent,
            Err(reason) => Stored::Unavailable(reason),
        }
    }

    fn store(&self, name: &str, key: &SpaceKey) -> Result<(), StoreError> {
        let name = name.to_owned();
        let copy = SpaceKey::from_slice(key.expose("handing a key to the keyring's thread"));
        let copy = copy.ok_or(StoreError::Unavailable(Unavailable::Broken))?;
        self.ask(move || system::store(&name, &copy)).map_err(StoreError::Unavailable)
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        let name = name.to_owned();
        self.ask(move || system::delete(&name)).map_err(StoreError::Unavailable)
    }
}

mod system {
    use std::collections::HashMap;

    #[cfg(target_os = "macos")]
    use apple_native_keyring_store::keychain::Store;
    use keyring_core::api::CredentialStoreApi as _;
    use keyring_core::{Entry, Error};
    #[cfg(windows)]
    use windows_native_keyring_store::Store;
    #[cfg(target_os = "linux")]
    use zbus_secret_service_keyring_store::Store;
    use zeroize::Zeroizing;

    use super::{SERVICE, SpaceKey, Unavailable};

    fn entry(name: &str) -> Result<Entry, Unavailable> {
        let store = Store::new().map_err(|_| Unavailable::None)?;
        // On Windows a key would else follow its account to other computers; on macOS there is nothing to say.
        let more: HashMap<&str, &str> = if cfg!(windows) {
            HashMap::from([("persistence", "Local")])
        } else if cfg!(target_os = "linux") {
            HashMap::from([("label", "Nightstand")])
        } else {
            HashMap::new()
        };
        store.build(SERVICE, name, Some(&more)).map_err(|error| reason(&error))
    }

    pub(super) fn load(name: &str) -> Result<Option<SpaceKey>, Unavailable> {
        match entry(name)?.get_secret().map(Zeroizing::new) {
            Ok(bytes) => SpaceKey::from_slice(&bytes).map(Some).ok_or(Unavailable::Broken),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(reason(&error)),
        }
    }

    pub(super) fn store(name: &str, key: &SpaceKey) -> Result<(), Unavailable> {
        let bytes = key.expose("putting a key into the keyring");
        entry(name)?.set_secret(bytes).map_err(|error| match error {
            // A keyring that has no default collection yet, or will not unlock it.
            Error::NoEntry => Unavailable::Locked,
            other => reason(&other),
        })
    }

    pub(super) fn delete(name: &str) -> Result<(), Unavailable> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(reason(&error)),
        }
    }

    fn reason(error: &Error) -> Unavailable {
        match error {
            Error::NoStorageAccess(_) => Unavailable::Locked,
            Error::NoDefaultStore | Error::PlatformFailure(_) => Unavailable::None,
            _ => Unavailable::Broken,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyring_that_does_not_answer_is_not_waited_for() {
        let keyring = SystemKeyring::patient_for(Duration::from_millis(1));
        let (_hold, held) = mpsc::channel::<()>();
        let answer = keyring.ask(move || held.recv().map_err(|_| Unavailable::Broken));
        assert_eq!(answer, Err(Unavailable::Slow), "the window opens and says why instead");
    }

    #[test]
    fn a_keyring_call_that_panics_is_no_crash() {
        let answer = SystemKeyring::default().ask::<()>(|| panic!("a bug in a library"));
        assert_eq!(answer, Err(Unavailable::Broken), "it is a place that cannot be asked");
    }
}
