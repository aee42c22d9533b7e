//! `metadata.db`, read in place.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use nightstand_domain::reading::Isbn;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row};

use super::{Format, LibraryBook, NoLibrary};
use crate::book::{MOST_AUTHORS, line};
use crate::watch::{Progress, Watch};

const NAME: &str = "metadata.db";
/// The largest database that is read, in bytes.
const MOST_BYTES: u64 = 512 << 20;
/// So many books are listed.
const MOST_BOOKS: usize = 50_000;
/// No text in it is longer than this, in bytes; a longer one is damage.
const LONGEST: i32 = 1 << 20;
/// SQLite may take so many thousand steps in all: a library of fifty thousand books takes a few thousand.
const MOST_STEPS: usize = 50_000;

/// What tells whether a database was written to. Two readings between which it stays are of one library.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    /// SQLite counts up here at the end of every transaction: file format, section 1.3.7.
    counter: [u8; 4],
}

impl Stamp {
    /// # Errors
    /// [`NoLibrary::OtherKind`] where there is no database, [`NoLibrary::Busy`] where it is not whole without
    /// the file beside it.
    pub(super) fn of(root: &Path) -> Result<Self, NoLibrary> {
        let mut file = match File::open(root.join(NAME)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NoLibrary::OtherKind),
            Err(error) => return Err(error.into()),
        };
        let about = file.metadata()?;
        if !about.is_file() || about.len() < 100 {
            return Err(NoLibrary::OtherKind);
        }
        if about.len() > MOST_BYTES {
            return Err(NoLibrary::TooLarge);
        }
        let mut head = [0; 100];
        file.read_exact(&mut head)?;
        if !head.starts_with(b"SQLite format 3\0") {
            return Err(NoLibrary::OtherKind);
        }
        if is_in_use(&beside(root, "-journal"))
            || fs::metadata(beside(root, "-wal")).is_ok_and(|m| m.len() > 0)
        {
            return Err(NoLibrary::Busy);
        }
        if is_cut_off(&head, about.len()) {
            return Err(NoLibrary::Damaged);
        }
        Ok(Self { len: about.len(), modified: about.modified().ok(), counter: four(&head, 24) })
    }
}

/// Whether the file is shorter than its first page says: size of a page and number of pages, where that number
/// is of the last transaction (file format, section 1.3).
fn is_cut_off(head: &[u8; 100], len: u64) -> bool {
    let [.., high, low] = four(head, 14);
    let page = match u16::from_be_bytes([high, low]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let pages = u64::from(u32::from_be_bytes(four(head, 28)));
    four(head, 24) == four(head, 92) && pages * page > len
}

fn four(head: &[u8; 100], at: usize) -> [u8; 4] {
    head.get(at..at + 4).and_then(|four| four.try_into().ok()).unwrap_or_default()
}

fn beside(root: &Path, ending: &str) -> PathBuf {
    root.join(format!("{NAME}{ending}"))
}

/// A rollback journal is in use while its first bytes are its mark; when its transaction ends it is removed,
/// emptied, or zeroed there.
fn is_in_use(journal: &Path) -> bool {
    const MARK: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let mut first = [0; 8];
    File::open(journal).and_then(|mut file| file.read_exact(&mut first)).is_ok() && first == MARK
}

/// Reads every book.
///
/// # Errors
/// [`NoLibrary`].
pub(super) fn read(root: &Path, watch: &mut dyn Watch) -> Result<Vec<LibraryBook>, NoLibrary> {
    let database = open(&root.join(NAME)).map_err(said)?;
    let mut reading = Reading { database: &database, watch, done: 0 };
    reading.step()?;
    let mut books = reading.books()?;
    let at: HashMap<i64, usize> = books.iter().enumerate().map(|(at, book)| (book.id, at)).collect();
    reading.each_of(AUTHORS, &at, &mut books, |book, row| {
        // Calibre writes a bar for a comma within a name.
        let name = line(&text(row, 1)?.replace('|', ","));
        if book.authors.len() < MOST_AUTHORS && !name.is_empty() {
            book.authors.push(name);
        }
        Ok(())
    })?;
    reading.each_of(NUMBERS, &at, &mut books, |book, row| {
        book.isbn = book.isbn.or_else(|| Isbn::read(row.get_ref(1).ok()?.as_str().ok()?).ok());
        Ok(())
    })?;
    reading.each_of(LANGUAGES, &at, &mut books, |book, row| {
        let code = text(row, 1)?;
        book.language = book.language.take().or_else(|| crate::book::language(&code));
        Ok(())
    })?;
    reading.each_of(FILES, &at, &mut books, |book, row| {
        let (format, file) = (text(row, 1)?, text(row, 2)?);
        let format = match format.as_str() {
            "EPUB" => Format::Epub,
            "KEPUB" => Format::Kepub,
            _ => Format::Pdf,
        };
        if book.format.is_none_or(|known| format < known) {
            (book.format, book.file) = (Some(format), file);
        }
        Ok(())
    })?;
    Ok(books)
}

const AUTHORS: &str = "SELECT link.book, substr(authors.name, 1, 400) FROM books_authors_link AS link
     JOIN authors ON authors.id = link.author ORDER BY link.id LIMIT 500000";
const NUMBERS: &str = "SELECT book, substr(val, 1, 40) FROM identifiers WHERE type = 'isbn' LIMIT 100000";
const LANGUAGES: &str =
    "SELECT link.book, substr(languages.lang_code, 1, 40) FROM books_languages_link AS link
     JOIN languages ON languages.id = link.lang_code ORDER BY link.item_order LIMIT 100000";
const FILES: &str = "SELECT book, upper(format), substr(name, 1, 400) FROM data
     WHERE format IN ('EPUB', 'KEPUB', 'PDF') LIMIT 200000";

struct Reading<'a> {
    database: &'a Connection,
    watch: &'a mut dyn Watch,
    done: usize,
}

impl Reading<'_> {
    /// The books, the authors, the numbers, the languages, the files.
    fn step(&mut self) -> Result<(), NoLibrary> {
        let stopped = self.watch.at(Progress { done: self.done, of: 5 }).is_break();
        self.done += 1;
        if stopped { Err(NoLibrary::Stopped) } else { Ok(()) }
    }

    fn books(&mut self) -> Result<Vec<LibraryBook>, NoLibrary> {
        let sql = "SELECT id, substr(title, 1, 400), path, has_cover FROM books ORDER BY sort, id LIMIT ?1";
        let mut statement = self.database.prepare(sql).map_err(said)?;
        let rows = statement.query_map([MOST_BOOKS as i64 + 1], |row| {
            Ok(LibraryBook {
                id: row.get(0)?,
                title: line(&text(row, 1)?),
                authors: Vec::new(),
                isbn: None,
                language: None,
                has_cover: row.get_ref(3)?.as_i64().is_ok_and(|has| has != 0),
                format: None,
                folder: text(row, 2)?,
                file: String::new(),
            })
        });
        let books: Vec<LibraryBook> = rows.and_then(Iterator::collect).map_err(said)?;
        if books.len() > MOST_BOOKS { Err(NoLibrary::TooLarge) } else { Ok(books) }
    }

    /// Gives each row of `sql` to the book that its first column names.
    fn each_of(
        &mut self,
        sql: &str,
        at: &HashMap<i64, usize>,
        books: &mut [LibraryBook],
        mut take: impl FnMut(&mut LibraryBook, &Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), NoLibrary> {
        self.step()?;
        let mut statement = self.database.prepare(sql).map_err(said)?;
        let mut rows = statement.query([]).map_err(said)?;
        while let Some(row) = rows.next().map_err(said)? {
            // A row that names no book by its number belongs to none.
            let Ok(id) = row.get::<_, i64>(0) else { continue };
            if let Some(book) = at.get(&id).and_then(|at| books.get_mut(*at)) {
                take(book, row).map_err(said)?;
            }
        }
        Ok(())
    }
}

/// A text as far as it is one: an odd one among thousands of books keeps none of the others away.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
    })
}

/// A connection that writes nothing, locks nothing, and believes nothing that the file declares.
fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut database = Connection::open_with_flags(address(path), flags)?;
    database.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    database.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    database.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    database.pragma_update(None, "query_only", true)?;
    database.pragma_update(None, "temp_store", "memory")?;
    let mut steps = 0;
    database.progress_handler(
        1_000,
        Some(move || {
            steps += 1;
            steps > MOST_STEPS
        }),
    )?;
    Ok(database)
}

/// The path as SQLite's address of a file.
fn address(path: &Path) -> String {
    /// What may stand in such an address as it is.
    const SAFE: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    #[cfg(unix)]
    let plain = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec();
    #[cfg(not(unix))]
    let plain =
        format!("/{}", path.to_string_lossy().trim_start_matches(r"\\?\").replace('\\', "/")).into_bytes();
    format!("file:{}?immutable=1", percent_encode(&plain, SAFE))
}

fn said(error: rusqlite::Error) -> NoLibrary {
    match error.sqlite_error_code() {
        // A database without Calibre's tables.
        Some(ErrorCode::Unknown) => NoLibrary::OtherKind,
        Some(ErrorCode::NotADatabase) => NoLibrary::OtherKind,
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            NoLibrary::Io(io::ErrorKind::PermissionDenied)
        }
        Some(ErrorCode::OperationInterrupted) => NoLibrary::TooLarge,
        _ => NoLibrary::Damaged,
    }
}
