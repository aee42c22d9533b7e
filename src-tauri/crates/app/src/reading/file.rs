//! Where the books' files lie: this computer's own knowledge, in `books.json` beside the settings. It never enters the
//! log: a path says more about a computer than anybody asked for, and would lead nowhere on the other one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use nightstand_domain::ids::BookId;
use nightstand_journal::table::book;
use nightstand_vault::files;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::spine::App;

/// No list of paths is longer.
const LONGEST: u64 = 4 << 20;

/// The files of this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct BookFiles {
    /// The Calibre library that was opened last.
    pub(super) library: Option<PathBuf>,
    /// Each book's file.
    pub(super) files: BTreeMap<String, PathBuf>,
    /// The books in whose files no cover was found that can be shown. An earlier version did not look.
    pub(super) coverless: BTreeSet<String>,
    /// What this version does not know.
    #[serde(flatten)]
    unknown: serde_json::Map<String, serde_json::Value>,
}

impl BookFiles {
    /// A file that is not there, or that nobody can make sense of, names no books.
    fn read(folder: &Path) -> Self {
        let kept = files::read_at_most(&file(folder), LONGEST).ok().flatten();
        kept.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
    }

    fn write(&self, folder: &Path) -> Result<(), AppError> {
        let text = serde_json::to_vec_pretty(self).map_err(|error| AppError::Other(error.to_string()))?;
        files::replace(&file(folder), &text).map_err(AppError::folder)
    }
}

/// How the files end that readers of books open.
const ENDINGS: [&str; 3] = ["epub", "kepub", "pdf"];

fn file(folder: &Path) -> PathBuf {
    folder.join("books.json")
}

/// What this computer knows of a book's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileKnown {
    /// What it is called, without its folder.
    pub name: String,
    /// Whether a cover may be in it.
    pub has_cover: bool,
}

impl App {
    /// Where a book's file lies on this computer, as far as it knows; it may have been moved since.
    pub fn file_of(&self, book: BookId) -> Option<PathBuf> {
        self.book_files().files.remove(&book.to_string())
    }

    /// Where a book's file lies, if it still does. Whatever has another ending than a book's is handed to nobody: the
    /// desktop might run it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `file` (`gone`) when it was moved or never known.
    pub fn file_to_open(&self, book: BookId) -> Result<PathBuf, AppError> {
        let book_ends = |path: &PathBuf| {
            path.extension()
                .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
        };
        let path = self.file_of(book).filter(book_ends);
        path.filter(|path| path.is_file()).ok_or(AppError::invalid("file", "gone"))
    }

    pub(super) fn file_known(&self, book: BookId) -> Option<FileKnown> {
        let (known, book) = (self.book_files(), book.to_string());
        let name = known.files.get(&book)?.file_name()?.to_string_lossy().into_owned();
        Some(FileKnown { name, has_cover: !known.coverless.contains(&book) })
    }

    /// Lets go of where the files of books lie that are on the shelf no longer. Asked for once, when the
    /// window begins: then no step of Undo can bring such a book back.
    pub fn forget_lost_files(&self) {
        if self.book_files().files.is_empty() {
            return;
        }
        // What cannot be read says nothing of what is there.
        let Ok(shelf) = self.read_table(|space| book::all(space.read())) else { return };
        let there: BTreeSet<String> = shelf.iter().map(|row| row.id.to_string()).collect();
        if self.book_files().files.keys().any(|book| !there.contains(book)) {
            self.know_files(|known| {
                known.files.retain(|book, _| there.contains(book));
                known.coverless.retain(|book| there.contains(book));
            });
        }
    }

    pub(super) fn book_files(&self) -> BookFiles {
        BookFiles::read(&self.profile.config)
    }

    /// Changes what this computer knows. What was done to the table stands whatever becomes of this.
    pub(super) fn know_files(&self, change: impl FnOnce(&mut BookFiles)) {
        let mut known = self.book_files();
        change(&mut known);
        if let Err(error) = known.write(&self.profile.config) {
            tracing::warn!(%error, "where a book's file lies could not be written down");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_newer_version_wrote_is_kept_and_a_broken_list_names_no_books() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(file(folder.path()), r#"{"files": {"a": "/b.epub"}, "shelves": 3}"#).unwrap();
        let known = BookFiles::read(folder.path());
        known.write(folder.path()).unwrap();
        assert_eq!(BookFiles::read(folder.path()), known, "what was known is what is found again");
        assert_eq!(known.unknown["shelves"], 3);
        std::fs::write(file(folder.path()), "{").unwrap();
        assert_eq!(BookFiles::read(folder.path()), BookFiles::default());
    }
}
