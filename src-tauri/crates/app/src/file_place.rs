//! Places for files that people take away: what was typed as a path, and writing there without harming what is not
//! ours.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, UserDirs};
use nightstand_vault::files;

use crate::error::AppError;

/// How far into a file the mark of its kind is looked for.
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

/// Where a file is to be written: a folder gets `name`, a name without an ending the first of `endings`.
///
/// # Errors
/// As [`typed`]; `ending` for a name that belongs to another kind of file.
pub(crate) fn for_writing(text: &str, name: &str, endings: &[&str]) -> Result<PathBuf, AppError> {
    let path = typed(text)?;
    if path.is_dir() {
        return Ok(path.join(name));
    }
    match path.extension() {
        None => Ok(path.with_extension(endings.first().copied().unwrap_or_default())),
        Some(there) if endings.iter().any(|ending| there.eq_ignore_ascii_case(ending)) => Ok(path),
        Some(_) => Err(refused("ending")),
    }
}

/// Puts a text file of ours in place, whole or not at all. Only a file of its kind that Nightstand wrote, or an empty
/// one, is ever replaced: `mark` stands near the beginning of every such file. Behind a link it is the file itself
/// that is replaced, and the link stays.
///
/// # Errors
/// `noFolder`, `notOurs`, `readOnly`, `full`, or `failed`; what was there is then untouched.
pub(crate) fn put(path: &Path, text: &str, mark: &[u8]) -> Result<(), AppError> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if !may_be_replaced(&path, mark).map_err(failed)? {
        return Err(refused("notOurs"));
    }
    files::replace_as_it_was(&path, text.as_bytes()).map_err(failed)
}

/// A file of ours that lies at the place: it ends as its kind does, and `mark` stands near its beginning.
///
/// # Errors
/// As [`typed`]; `gone` when there is none.
pub(crate) fn written(text: &str, endings: &[&str], mark: &[u8]) -> Result<PathBuf, AppError> {
    // A link is followed first: what it leads to is what would be opened.
    let path = fs::canonicalize(typed(text)?).map_err(|_| refused("gone"))?;
    let ends =
        path.extension().is_some_and(|there| endings.iter().any(|known| there.eq_ignore_ascii_case(known)));
    if ends && path.is_file() && is_marked(&path, mark).unwrap_or(false) {
        Ok(path)
    } else {
        Err(refused("gone"))
    }
}

fn is_marked(path: &Path, mark: &[u8]) -> io::Result<bool> {
    use io::Read as _;
    let mut beginning = Vec::new();
    fs::File::open(path)?.take(BEGINNING).read_to_end(&mut beginning)?;
    Ok(beginning.windows(mark.len()).any(|bytes| bytes == mark))
}

fn may_be_replaced(path: &Path, mark: &[u8]) -> io::Result<bool> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    };
    if !found.is_file() || found.len() == 0 {
        return Ok(found.is_file());
    }
    is_marked(path, mark)
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

/// Why nothing was written.
pub(crate) fn failed(error: io::Error) -> AppError {
    refused(match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "noFolder",
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => "there",
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
    }

    #[test]
    fn a_place_has_the_ending_of_what_lies_there() {
        let folder = tempfile::tempdir().unwrap();
        let within = |name: &str| folder.path().join(name).display().to_string();
        let place = |name: &str| for_writing(&within(name), "kept.html", &["html", "htm"]).ok();
        assert_eq!(place("b"), Some(folder.path().join("b.html")), "the first is the usual one");
        assert_eq!(place("b.HTM"), Some(folder.path().join("b.HTM")));
        assert_eq!(place("b.HTML"), Some(folder.path().join("b.HTML")));
        assert_eq!(place("b.txt"), None, "a file of another kind");
        assert_eq!(place(""), Some(folder.path().join("kept.html")), "a folder gets a name");
    }
}
