//! Small files that must never be half-written: written aside, flushed, put in place, and the folder flushed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Puts `bytes` at `path`, readable by the account's owner alone. After a power cut the file holds either
/// what it held before or all of `bytes`.
///
/// # Errors
/// Whatever the disk says; the old file is then untouched.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes, None)
}

/// As [`replace`], for a file that somebody else may be meant to read: who may do so stays as it was. A new
/// file is the account owner's alone until they say otherwise.
///
/// # Errors
/// As [`replace`].
pub fn replace_as_it_was(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(before) => put(path, bytes, Some(before.permissions())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => put(path, bytes, None),
        Err(error) => Err(error),
    }
}

fn put(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let aside = aside(path)?;
    let allowed = |()| permissions.map_or(Ok(()), |permissions| fs::set_permissions(&aside, permissions));
    let written = write_new(&aside, bytes).and_then(allowed).and_then(|()| fs::rename(&aside, path));
    if written.is_err() {
        let _ = fs::remove_file(&aside);
        return written;
    }
    flush_folder(path)
}

/// The file's bytes; `None` when there is no such file. Refuses files that are longer than `most`.
///
/// # Errors
/// Whatever the disk says; `InvalidData` for a file that is too long to be ours.
pub fn read_at_most(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::from(io::ErrorKind::InvalidData));
    }
    Ok(Some(bytes))
}

/// Flushes the entry of `path` in its folder, so that a power cut does not undo a rename.
///
/// # Errors
/// Whatever the disk says.
pub fn flush_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Makes a file that is not there yet, for its owner only, and flushes it.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn aside(path: &Path) -> io::Result<PathBuf> {
    let mut salt = [0; 8];
    getrandom::fill(&mut salt).map_err(io::Error::other)?;
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
    name.push(format!(".{:016x}.new", u64::from_le_bytes(salt)));
    Ok(path.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_file_is_whole_private_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("slots.a");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(read_at_most(&path, 3).unwrap().as_deref(), Some(&b"two"[..]), "the later bytes stand");
        assert!(read_at_most(&path, 2).is_err(), "a file that is too long is not read into memory");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "nobody else on this computer reads it");
        }
    }

    #[cfg(unix)]
    #[test]
    fn who_may_read_a_file_that_others_read_stays_as_it_was() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ours.ics");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        replace_as_it_was(&path, b"one").unwrap();
        assert_eq!(mode(), 0o600, "a new file is the owner's alone");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        replace_as_it_was(&path, b"two").unwrap();
        assert_eq!(mode(), 0o644, "opened by its owner, it stays open");
        assert_eq!(fs::read(&path).unwrap(), b"two", "and holds what is new");
    }
}
