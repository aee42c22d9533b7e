//! A file that a connection of this process may have open, read as it lies on the disk.
//!
//! It is never read by way of a descriptor of our own: a process loses all its POSIX locks on a file when it closes
//! any descriptor of it (<https://www.sqlite.org/howtocorrupt.html>, 2.2). SQLite in another process would then take
//! itself for the last one there and remove the write-ahead log under us. SQLite's own handles know each other, and
//! wait with their closing.

use std::ffi::c_void;
use std::io;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use crate::open;

/// The file, and the place where the next reading begins.
pub(crate) struct LiveFile {
    /// It is asked nothing that SQL could ask: it takes no lock, and needs no key.
    conn: Connection,
    at: u64,
}

impl LiveFile {
    /// Opens the file at `path`, whatever is in it.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        open::wake_the_library();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn =
            Connection::open_with_flags(path, flags).map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::CannotOpen) if !path.exists() => io::ErrorKind::NotFound.into(),
                _ => io::Error::other(error),
            })?;
        Ok(Self { conn, at: 0 })
    }

    /// How long it is, in bytes.
    pub(crate) fn len(&self) -> io::Result<u64> {
        let mut length = 0;
        self.ask(|file, methods| {
            #[allow(unsafe_code, reason = "rusqlite has no safe call for a file's own methods")]
            // SAFETY: SQLite gave both for the connection that is borrowed, and the method writes one integer.
            methods.xFileSize.map(|size| unsafe { size(file, &raw mut length) })
        })?;
        u64::try_from(length).map_err(io::Error::other)
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        let left = self.len()?.saturating_sub(at);
        let count = usize::try_from(left).unwrap_or(usize::MAX).min(into.len());
        let Some(into) = into.get_mut(..count).filter(|into| !into.is_empty()) else { return Ok(0) };
        let amount = i32::try_from(count).map_err(io::Error::other)?;
        let at = i64::try_from(at).map_err(io::Error::other)?;
        self.ask(|file, methods| {
            #[allow(unsafe_code, reason = "rusqlite has no safe call for a file's own methods")]
            // SAFETY: as above; `into` has room for the `amount` bytes that are written into it.
            methods.xRead.map(|read| unsafe { read(file, into.as_mut_ptr().cast::<c_void>(), amount, at) })
        })?;
        Ok(count)
    }

    fn ask(
        &self,
        method: impl FnOnce(*mut ffi::sqlite3_file, &ffi::sqlite3_io_methods) -> Option<i32>,
    ) -> io::Result<()> {
        let mut file: *mut ffi::sqlite3_file = std::ptr::null_mut();
        #[allow(unsafe_code, reason = "rusqlite has no safe call for SQLITE_FCNTL_FILE_POINTER")]
        // SAFETY: the handle is open for as long as `self` is; this control writes one pointer, which stays good as
        // long as the handle, and whose methods SQLite never changes once the file is open.
        let methods = unsafe {
            let at = std::ptr::from_mut(&mut file).cast();
            ffi::sqlite3_file_control(
                self.conn.handle(),
                c"main".as_ptr(),
                ffi::SQLITE_FCNTL_FILE_POINTER,
                at,
            );
            file.as_ref().and_then(|file| file.pMethods.as_ref())
        };
        match methods.and_then(|methods| method(file, methods)) {
            Some(ffi::SQLITE_OK) => Ok(()),
            Some(code) => Err(io::Error::other(ffi::Error::new(code))),
            None => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

impl io::Read for LiveFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.read_at(self.at, into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl io::Seek for LiveFile {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let to = match to {
            io::SeekFrom::Start(at) => Some(at),
            io::SeekFrom::Current(by) => self.at.checked_add_signed(by),
            io::SeekFrom::End(by) => self.len()?.checked_add_signed(by),
        };
        self.at = to.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read as _, Seek as _, SeekFrom};

    use nightstand_vault::SpaceKey;

    use super::*;

    #[test]
    fn a_file_is_read_as_it_lies_there_whatever_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("any");
        let bytes: Vec<u8> = (0..100_000_u32).map(|at| (at % 251) as u8).collect();
        fs::write(&path, &bytes).unwrap();
        let mut file = LiveFile::open(&path).unwrap();
        let mut read = Vec::new();
        assert_eq!(file.read_to_end(&mut read).unwrap(), bytes.len());
        assert!(read == bytes && file.len().unwrap() == 100_000);
        file.seek(SeekFrom::Start(99_998)).unwrap();
        let mut end = [7; 5];
        assert_eq!((file.read(&mut end).unwrap(), end), (2, [bytes[99_998], bytes[99_999], 7, 7, 7]));
        assert_eq!(file.read(&mut end).unwrap(), 0, "behind its end there is nothing");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "and nothing is laid beside it");
        let gone = LiveFile::open(&folder.path().join("gone")).map(drop).unwrap_err();
        assert_eq!(gone.kind(), io::ErrorKind::NotFound);
    }

    /// The locks that this process holds on a file, as the system lists them.
    #[cfg(target_os = "linux")]
    fn locks_on(path: &Path) -> usize {
        use std::os::unix::fs::MetadataExt as _;
        let (process, file) = (std::process::id().to_string(), fs::metadata(path).unwrap().ino().to_string());
        let all = fs::read_to_string("/proc/locks").unwrap();
        let ours = |line: &&str| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.contains(&process.as_str())
                && words.iter().any(|word| word.rsplit(':').next() == Some(&file))
        };
        all.lines().filter(ours).count()
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn looking_at_an_open_file_leaves_its_locks() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sealed.db");
        open::private_file(&path).unwrap();
        let conn = open::raw(&path, Some(&SpaceKey::random().unwrap()), open::WAIT).unwrap();
        open::write_ahead(&conn).unwrap();
        conn.execute_batch("CREATE TABLE t (words TEXT NOT NULL) STRICT; SELECT * FROM t").unwrap();
        let before = locks_on(&path);
        assert!(before > 0, "whoever has it open says so");
        let mut read = Vec::new();
        LiveFile::open(&path).unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(locks_on(&path), before);
        drop(fs::File::open(&path).unwrap());
        assert_eq!(locks_on(&path), 0, "a descriptor of our own takes them away: the test sees it");
    }
}
