//! Where a key lies that must be there without anyone typing: the computer's keyring, or a file.

mod file;
#[cfg(feature = "system-keyring")]
mod keyring;
mod memory;

use crate::secret::SpaceKey;

pub use file::KeyFile;
#[cfg(feature = "system-keyring")]
pub use keyring::SystemKeyring;
pub use memory::MemoryStore;

/// Why a place for keys could not be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unavailable {
    /// This computer, or this session, has none.
    None,
    /// It is there and locked.
    Locked,
    /// It did not answer in time; perhaps it is asking the person something.
    Slow,
    /// It answered something that makes no sense.
    Broken,
}

/// What a place for keys holds.
pub enum Stored {
    /// The key.
    Found(SpaceKey),
    /// It says that there is none. A keyring that is locked may say so too: see `nightstand_app::keys`.
    Absent,
    /// It could not be asked.
    Unavailable(Unavailable),
}

/// A key was not put away, or not taken away.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The place could not be asked.
    #[error("the place for keys is unavailable: {0:?}")]
    Unavailable(Unavailable),
    /// The disk said no.
    #[error("the key file: {0}")]
    Io(#[from] std::io::Error),
}

/// A place where keys lie by name. Names are made by the program: lower-case letters, digits and hyphens.
pub trait KeyStore: Send + Sync {
    /// The key called `name`.
    fn load(&self, name: &str) -> Stored;

    /// Puts a key away under `name`, in place of an earlier one.
    ///
    /// # Errors
    /// [`StoreError`]; an earlier key is then still there.
    fn store(&self, name: &str, key: &SpaceKey) -> Result<(), StoreError>;

    /// Takes the key called `name` away; nothing happens when there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    fn delete(&self, name: &str) -> Result<(), StoreError>;
}
