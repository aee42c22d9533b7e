//! Places for calendar files: what was typed as a path, and writing there without harming what is not ours.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, UserDirs};
use nightstand_formats::calendar::MOST_BYTES;
use nightstand_vault::files;

use crate::error::AppError;

/// What the file is called where nobody named it.
pub(super) const NAME: &str = "Nightstand.ics";
/// And one that holds a single ritual.
pub(super) const NAME_OF_ONE: &str = "Nightstand-one.ics";
/// Stands near the beginning of every calendar that Nightstand wrote.
const OURS: &[u8] = b"PRODID:-//Nightstand//";
/// How far into a file [`OURS`] is looked for.
const BEGINNING: u64 = 4_096;

/// A path as it was typed or chosen; `~/` is the home folder.
///
/// # Errors
/// `empty`, or `relative` for a path that does not say where it begins.
pub(crate) fn typed(text: &str) -> Result<PathBuf, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(refused("empty"));
    }
    let rest = text.strip_prefix("~/").or_else(|| text.strip_prefix("~\\"));
    let path = match (rest, home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    };
    // A NUL could never be opened.
    if !path.is_absolute() || text.contains('\0') {
        return Err(refused("relative"));
    }
    Ok(path)
}

/// Where a calendar is to be written: a folder gets our name, a name without an ending gets `.ics`.
///
/// # Errors
/// As [`typed`]; `ending` for a name that belongs to another kind of file.
pub(super) fn for_writing(text: &str) -> Result<PathBuf, AppError> {
    let path = typed(text)?;
    if path.is_dir() {
        return Ok(path.join(NAME));
    }
    match path.extension().map(OsStr::to_ascii_lowercase) {
        None => Ok(path.with_extension("ics")),
        Some(ending) if ending == "ics" => Ok(path),
        Some(_) => Err(refused("ending")),
    }
}

/// Puts a calendar in place, whole or not at all. Only a file that Nightstand wrote, or an empty one, is ever
/// replaced. Behind a link it is the file itself that is replaced, and the link stays.
///
/// A new file is readable by this computer account alone, which is enough for a calendar program that the same
/// person runs; once they open it to others, it stays open.
///
/// # Errors
/// `noFolder`, `notOurs`, `readOnly`, `full`, or `failed`; what was there is then untouched.
pub(super) fn put(path: &Path, text: &str) -> Result<(), AppError> {
    put_marked(path, text, OURS)
}

/// Puts any text file of ours in place as [`put`] does; `mark` stands near the beginning of every file of its
/// kind that Nightstand wrote.
///
/// # Errors
/// As [`put`].
pub(crate) fn put_marked(path: &Path, text: &str, mark: &[u8]) -> Result<(), AppError> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if !may_be_replaced(&path, mark).map_err(failed)? {
        return Err(refused("notOurs"));
    }
    files::replace_as_it_was(&path, text.as_bytes()).map_err(failed)
}

fn may_be_replaced(path: &Path, mark: &[u8]) -> io::Result<bool> {
    use io::Read as _;
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    };
    if !found.is_file() || found.len() == 0 {
        return Ok(found.is_file());
    }
    let mut beginning = Vec::new();
    fs::File::open(path)?.take(BEGINNING).read_to_end(&mut beginning)?;
    Ok(beginning.windows(mark.len()).any(|bytes| bytes == mark))
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

/// Where people keep such things.
pub(crate) fn suggested(name: &str) -> PathBuf {
    let documents = UserDirs::new().and_then(|user| user.document_dir().map(Path::to_owned));
    documents.filter(|folder| folder.is_dir()).or_else(home).unwrap_or_default().join(name)
}

/// A path as a person reads it.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn home() -> Option<PathBuf> {
    BaseDirs::new().map(|base| base.home_dir().to_owned())
}

pub(crate) fn refused(why: &'static str) -> AppError {
    AppError::invalid("place", why)
}

fn failed(error: io::Error) -> AppError {
    refused(match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "noFolder",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "full",
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => "readOnly",
        _ => {
            tracing::warn!(%error, "a file could not be written");
            "failed"
        }
    })
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
    fn what_is_typed_as_a_place_is_understood_or_refused() {
        let home = home().unwrap();
        assert_eq!(typed(" ~/ours.ics ").unwrap(), home.join("ours.ics"), "~ is the home folder");
        assert_eq!(why(typed("  ")), "empty");
        assert_eq!(why(typed("ours.ics")), "relative", "nobody could say where that is");
        assert_eq!(why(typed("/tmp/a\0b.ics")), "relative");
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
