//! Calendar files where they lie: ours to write, somebody's to read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use nightstand_formats::calendar::MOST_BYTES;
use nightstand_vault::files;

use crate::error::AppError;
use crate::file_place;

/// What the file is called where nobody named it.
pub(super) const NAME: &str = "Nightstand.ics";
/// And one that holds a single ritual.
pub(super) const NAME_OF_ONE: &str = "Nightstand-one.ics";
/// Stands near the beginning of every calendar that Nightstand wrote.
const OURS: &[u8] = b"PRODID:-//Nightstand//";

/// Where a calendar is to be written.
///
/// # Errors
/// As [`file_place::for_writing`].
pub(super) fn for_writing(text: &str) -> Result<PathBuf, AppError> {
    file_place::for_writing(text, NAME, &["ics"])
}

/// Puts a calendar in place.
///
/// A new file is readable by this computer account alone, which is enough for a calendar program that the same
/// person runs; once they open it to others, it stays open.
///
/// # Errors
/// As [`file_place::put`].
pub(super) fn put(path: &Path, text: &str) -> Result<(), AppError> {
    file_place::put(path, text, OURS)
}

/// Whether two paths lead to the same file.
pub(super) fn same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    real(one) == real(other)
}

/// The bytes of somebody's calendar.
///
/// # Errors
/// `gone`, `notAFile`, `unreadable`, or `tooLarge`, which is known from the file's size before it is read.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, &'static str> {
    let why = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "gone",
        io::ErrorKind::InvalidData => "tooLarge",
        _ => "unreadable",
    };
    let found = fs::metadata(path).map_err(why)?;
    // Opening a pipe would wait for somebody to fill it.
    if !found.is_file() {
        return Err("notAFile");
    }
    if found.len() > MOST_BYTES as u64 {
        return Err("tooLarge");
    }
    files::read_at_most(path, MOST_BYTES as u64).map_err(why)?.ok_or("gone")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why<T>(result: Result<T, AppError>) -> &'static str {
        match result {
            Err(AppError::Invalid { field: "place", why }) => why,
            _ => "nothing",
        }
    }

    #[test]
    fn a_calendar_is_called_as_one() {
        let folder = tempfile::tempdir().unwrap();
        let within = |name: &str| folder.path().join(name).display().to_string();
        assert_eq!(for_writing(&within("")).unwrap(), folder.path().join(NAME), "a folder gets a name");
        assert_eq!(for_writing(&within("ours")).unwrap(), folder.path().join("ours.ics"));
        assert_eq!(for_writing(&within("Ours.ICS")).unwrap(), folder.path().join("Ours.ICS"));
        assert_eq!(why(for_writing(&within("thesis.odt"))), "ending", "that is another kind of file");
    }

    #[test]
    fn only_what_nightstand_wrote_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.ics");
        let theirs = "BEGIN:VCALENDAR\r\nPRODID:-//Somebody else//\r\nEND:VCALENDAR\r\n";
        fs::write(&path, theirs).unwrap();
        assert_eq!(why(put(&path, "ours")), "notOurs");
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs, "it is as it was");
        fs::write(&path, "").unwrap();
        let ours = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Nightstand//Nightstand//EN\r\n";
        put(&path, ours).unwrap();
        put(&path, &format!("{ours}END:VCALENDAR\r\n")).unwrap();
        assert!(
            fs::read_to_string(&path).unwrap().ends_with("END:VCALENDAR\r\n"),
            "ours is brought up to date"
        );
        assert_eq!(why(put(folder.path(), ours)), "notOurs", "a folder is no calendar");
        assert_eq!(why(put(&folder.path().join("gone/ours.ics"), ours)), "noFolder");
    }

    #[cfg(unix)]
    #[test]
    fn behind_a_link_the_file_itself_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.ics"), folder.path().join("link.ics"));
        fs::write(&real, "").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        put(&link, "ours").unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "ours", "what the link leads to is new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "and the link is still one");
    }

    #[test]
    fn a_hundred_megabytes_are_refused_before_they_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("huge.ics");
        // A hole in the file: it has the size and takes no room.
        fs::File::create(&path).unwrap().set_len(100 << 20).unwrap();
        assert_eq!(read(&path), Err("tooLarge"));
        assert_eq!(read(folder.path()), Err("notAFile"));
        assert_eq!(read(&folder.path().join("gone.ics")), Err("gone"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_never_ends_is_no_calendar() {
        assert_eq!(read(Path::new("/dev/zero")), Err("notAFile"));
    }
}
