//! A key in a file that only the account's owner reads. It protects from other accounts and from nothing
//! else; the privacy page says so.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use zeroize::Zeroizing;

use super::{KeyStore, StoreError, Stored, Unavailable};
use crate::files;
use crate::secret::SpaceKey;

const MAGIC: &[u8; 8] = b"NSTKEY01";
const LENGTH: usize = 8 + 32 + 32;

/// Keys as files `<name>.key` in one folder, 0600 where the system has modes.
#[derive(Debug)]
pub struct KeyFile {
    folder: PathBuf,
    was_open: AtomicBool,
}

impl KeyFile {
    /// The key files in `folder`.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), was_open: AtomicBool::new(false) }
    }

    /// Whether a key file was found readable for others and closed since. The person should know: the key
    /// may have been copied.
    pub fn was_open_to_others(&self) -> bool {
        self.was_open.load(Ordering::Relaxed)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.key"))
    }

    /// A file that others can read is closed before it is used, and remembered. It is refused when it cannot
    /// be closed.
    fn close_to_others(&self, path: &Path) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
                fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
                self.was_open.store(true, Ordering::Relaxed);
                tracing::warn!("a key file was readable for others; it is closed now");
            }
        }
        #[cfg(not(unix))]
        fs::metadata(path)?;
        Ok(())
    }
}

impl KeyStore for KeyFile {
    fn load(&self, name: &str) -> Stored {
        let path = self.path(name);
        match self.close_to_others(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Stored::Absent,
            Err(_) => return Stored::Unavailable(Unavailable::Locked),
            Ok(()) => {}
        }
        match files::read_at_most(&path, LENGTH as u64).map(|bytes| bytes.map(Zeroizing::new)) {
            Ok(Some(bytes)) => parse(&bytes).map_or(Stored::Unavailable(Unavailable::Broken), Stored::Found),
            Ok(None) => Stored::Absent,
            Err(_) => Stored::Unavailable(Unavailable::Broken),
        }
    }

    fn store(&self, name: &str, key: &SpaceKey) -> Result<(), StoreError> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(LENGTH));
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(key.expose("writing a key file"));
        let check = blake3::hash(&bytes);
        bytes.extend_from_slice(check.as_bytes());
        Ok(files::replace(&self.path(name), &bytes)?)
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        match fs::remove_file(self.path(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

fn parse(bytes: &[u8]) -> Option<SpaceKey> {
    let (body, check) = bytes.split_last_chunk::<32>()?;
    if blake3::hash(body) != blake3::Hash::from_bytes(*check) {
        return None;
    }
    SpaceKey::from_slice(body.strip_prefix(MAGIC)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_gives_back_its_key_and_nothing_when_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let store = KeyFile::in_folder(folder.path());
        let key = SpaceKey::random().unwrap();
        assert!(matches!(store.load("table"), Stored::Absent), "there is none yet");
        store.store("table", &key).unwrap();
        assert!(matches!(store.load("table"), Stored::Found(found) if found.same_as(&key)), "it comes back");

        let path = store.path("table");
        let mut bytes = fs::read(&path).unwrap();
        bytes[20] ^= 1;
        fs::write(&path, bytes).unwrap();
        let damaged = matches!(store.load("table"), Stored::Unavailable(Unavailable::Broken));
        assert!(damaged, "a damaged key is never tried, and never taken for a missing one");
        store.delete("table").unwrap();
        store.delete("table").unwrap();
        assert!(matches!(store.load("table"), Stored::Absent), "taking it away twice does no harm");
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_that_others_can_read_is_closed_and_said() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let store = KeyFile::in_folder(folder.path());
        store.store("table", &SpaceKey::random().unwrap()).unwrap();
        assert!(!store.was_open_to_others(), "our own file is closed from the start");
        let path = store.path("table");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(store.load("table"), Stored::Found(_)), "nobody is locked out by it");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "it is closed");
        assert!(store.was_open_to_others(), "and the person can be told");
    }
}
