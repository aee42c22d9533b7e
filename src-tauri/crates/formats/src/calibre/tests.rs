//! Libraries made here, in the shape that Calibre gives them.

use std::fs;
use std::ops::ControlFlow;

use rusqlite::{Connection, params};
use tempfile::TempDir;

use super::*;
use crate::watch::{Progress, unwatched};

/// The tables of Calibre's that are read, with the columns that are.
const TABLES: &str = "
    CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, sort TEXT, path TEXT NOT NULL DEFAULT '',
                        has_cover BOOL DEFAULT 0);
    CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE books_authors_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, author INTEGER NOT NULL);
    CREATE TABLE identifiers (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, type TEXT, val TEXT NOT NULL);
    CREATE TABLE languages (id INTEGER PRIMARY KEY, lang_code TEXT NOT NULL);
    CREATE TABLE books_languages_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, lang_code INTEGER NOT NULL,
                                       item_order INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE data (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, format TEXT, uncompressed_size INTEGER,
                       name TEXT NOT NULL);
    INSERT INTO languages VALUES (1, 'eng'), (2, 'fra');";

struct Shelf {
    folder: TempDir,
    database: Connection,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = Connection::open(folder.path().join("metadata.db")).expect("a database");
        database.execute_batch(TABLES).expect("tables");
        Self { folder, database }
    }

    fn add(&self, id: i64, title: &str, authors: &[&str], path: &str, formats: &[&str]) {
        let run = |sql: &str, with: &[&dyn rusqlite::ToSql]| self.database.execute(sql, with).expect("a row");
        run("INSERT INTO books VALUES (?1, ?2, ?2, ?3, 1)", params![id, title, path]);
        for (author, n) in authors.iter().zip(0..) {
            run("INSERT INTO authors VALUES (?1, ?2)", params![id * 10 + n, author]);
            run("INSERT INTO books_authors_link (book, author) VALUES (?1, ?2)", params![id, id * 10 + n]);
        }
        run("INSERT INTO identifiers (book, type, val) VALUES (?1, 'isbn', '0306406152')", params![id]);
        run("INSERT INTO books_languages_link (book, lang_code) VALUES (?1, 1)", params![id]);
        for format in formats {
            run("INSERT INTO data (book, format, name) VALUES (?1, ?2, 'file')", params![id, format]);
        }
    }

    fn open(&self) -> Result<Library, NoLibrary> {
        Library::open(self.folder.path(), &mut unwatched)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("room");
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn titles(books: &[&LibraryBook]) -> Vec<String> {
    books.iter().map(|book| book.title.clone()).collect()
}

#[test]
fn a_library_lists_its_books_with_what_they_are_called() {
    let shelf = Shelf::new();
    shelf.add(2, "Mrs. Todd", &["Bell| Ada"], "Ada Bell/Mrs. Todd (2)", &["MOBI", "PDF", "EPUB"]);
    shelf.add(1, "A Return", &["Cy Dunn", "Eve Fay"], "Cy Dunn/A Return (1)", &["AZW3"]);
    shelf.write("Ada Bell/Mrs. Todd (2)/file.epub", b"PK");
    shelf.write("Ada Bell/Mrs. Todd (2)/cover.jpg", b"no picture");
    let library = shelf.open().expect("a library");
    let [first, second] = library.books() else { panic!("two books: {library:?}") };
    assert_eq!((first.title.as_str(), first.authors.len(), first.format), ("A Return", 2, None));
    assert_eq!(library.file(first), None, "nothing that chapters can be read from");
    assert_eq!(library.cover(first), Cover::LeftOut(LeftOut::Missing));
    assert_eq!(second.authors, ["Bell, Ada"], "a bar stands for a comma");
    assert_eq!((second.format, second.language.as_deref()), (Some(Format::Epub), Some("eng")));
    assert_eq!(second.isbn.map(Isbn::digits).as_deref(), Some("9780306406157"));
    assert!(library.file(second).is_some_and(|path| path.ends_with("file.epub")));
    assert!(library.cover_path(second).is_some());
    assert_eq!(library.cover(second), Cover::LeftOut(LeftOut::OtherKind));
}

#[test]
fn books_are_found_without_accents_and_by_several_words() {
    let shelf = Shelf::new();
    shelf.add(1, "Émile oder Über die Erziehung", &["Rousseau"], "a", &[]);
    shelf.add(2, "Strauß und Łódź", &["Åsa Ek"], "b", &[]);
    shelf.add(3, "On Emile", &["Zoë Quinn"], "c", &[]);
    let library = shelf.open().expect("a library");
    assert_eq!(
        titles(&library.search("  EMILE ")),
        ["Émile oder Über die Erziehung", "On Emile"],
        "one that begins so comes first"
    );
    assert_eq!(titles(&library.search("zoe emile")), ["On Emile"]);
    assert_eq!(titles(&library.search("strauss asa")), ["Strauß und Łódź"]);
    assert_eq!(library.search("9780306406157").len(), 3, "by number");
    assert_eq!(library.search("").len(), 3);
    assert!(library.search("nobody").is_empty());
}

#[test]
fn a_library_is_read_without_a_lock_and_without_a_trace() {
    let shelf = Shelf::new();
    shelf.add(1, "One", &["Ada Bell"], "a", &["EPUB"]);
    let before = (fs::read(shelf.folder.path().join("metadata.db")).expect("bytes"), shelf.names());
    // Calibre holds the strongest lock there is, and has not written yet.
    shelf.database.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").expect("a lock");
    assert_eq!(shelf.open().map(|library| library.books().len()), Ok(1), "no lock is waited for");
    shelf.database.execute_batch("ROLLBACK").expect("an end");
    let after = (fs::read(shelf.folder.path().join("metadata.db")).expect("bytes"), shelf.names());
    assert!(before == after, "nothing was written: {:?} {:?}", before.1, after.1);
}

#[test]
fn a_library_that_is_being_written_to_is_never_half_read() {
    let shelf = Shelf::new();
    shelf.add(1, "One", &["Ada Bell"], "a", &[]);
    // So little room that the transaction writes into the file before it ends.
    shelf
        .database
        .execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN")
        .expect("a beginning");
    for id in 2..400 {
        shelf.add(id, &format!("Title {id} {}", "x".repeat(200)), &["Ada Bell"], "a", &[]);
    }
    assert_eq!(shelf.open().map(|_| ()), Err(NoLibrary::Busy), "a journal is in use");
    shelf.database.execute_batch("COMMIT").expect("an end");
    assert_eq!(shelf.open().map(|library| library.books().len()), Ok(399), "and now it is not");
    for mode in ["persist", "truncate"] {
        shelf.database.pragma_update_and_check(None, "journal_mode", mode, |_| Ok(())).expect("a mode");
        shelf.database.execute("UPDATE books SET title = 'Two' WHERE id = 1", []).expect("a row");
        assert!(shelf.open().is_ok(), "a journal that is kept and not in use ({mode})");
    }
}

#[test]
fn a_wal_that_another_program_left_is_not_passed_over() {
    let shelf = Shelf::new();
    shelf.database.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())).expect("a mode");
    shelf.add(1, "One", &["Ada Bell"], "a", &[]);
    assert_eq!(shelf.open().map(|_| ()), Err(NoLibrary::Busy), "what is in it would be missing");
    shelf.database.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(())).expect("an end");
    assert_eq!(
        shelf.open().map(|library| library.books().len()),
        Ok(1),
        "once it is taken over, all is there"
    );
}

#[test]
fn paths_out_of_the_library_lead_nowhere() {
    let shelf = Shelf::new();
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("file.epub"), b"PK").expect("room");
    let up = format!("../{}", outside.path().file_name().expect("a name").to_string_lossy());
    let absolute = outside.path().to_string_lossy().into_owned();
    for (path, id) in [up.as_str(), &absolute, "..", ".", "", "linked", "a/../../b"].into_iter().zip(1..) {
        shelf.add(id, "Trick", &["Nobody"], path, &["EPUB"]);
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path(), shelf.folder.path().join("linked")).expect("a link");
    let library = shelf.open().expect("a library");
    assert_eq!(library.books().len(), 7);
    for book in library.books() {
        assert_eq!(library.file(book), None, "{book:?}");
        assert_eq!(library.cover_path(book), None, "{book:?}");
    }
    shelf.database.execute("UPDATE data SET name = '../file'", []).expect("rows");
    let library = shelf.open().expect("a library");
    assert!(library.books().iter().all(|book| library.file(book).is_none()), "nor do names of files");
}

#[test]
fn what_is_no_library_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Library::open(folder.path(), &mut unwatched).map(|_| ());
    assert_eq!(open(), Err(NoLibrary::OtherKind), "an empty folder");
    let database = folder.path().join("metadata.db");
    fs::write(&database, vec![7; 4096]).expect("room");
    assert_eq!(open(), Err(NoLibrary::OtherKind), "no database");
    fs::write(&database, [b"SQLite format 3\0".as_slice(), &[0; 4096]].concat()).expect("room");
    assert!(matches!(open(), Err(NoLibrary::Damaged | NoLibrary::OtherKind)), "zeros behind its name");
    fs::remove_file(&database).expect("gone");
    Connection::open(&database).and_then(|db| db.execute_batch("CREATE TABLE x (y)")).expect("a database");
    assert_eq!(open(), Err(NoLibrary::OtherKind), "another program's database");
    assert!(matches!(Library::open(&folder.path().join("gone"), &mut unwatched), Err(NoLibrary::Io(_))));
}

#[test]
fn an_odd_row_keeps_no_other_book_away() {
    let shelf = Shelf::new();
    for id in 1..60 {
        shelf.add(id, &format!("Title {id}"), &["Ada Bell"], &format!("Ada Bell/Title {id}"), &["EPUB"]);
    }
    let odd = "UPDATE books SET title = x'ff00' WHERE id = 59;
         UPDATE books SET title = CAST(x'4d72732e20ff' AS TEXT), has_cover = 'yes' WHERE id = 58;
         UPDATE books SET title = '', path = x'ff' WHERE id = 57;
         UPDATE authors SET name = x'ff' WHERE id = 560;
         UPDATE data SET name = x'ff' WHERE book IN (55, 59);
         INSERT INTO languages VALUES (3, x'ff');
         UPDATE books_languages_link SET lang_code = 3 WHERE book = 54;";
    shelf.database.execute_batch(odd).expect("odd rows");
    let library = shelf.open().expect("a library");
    assert_eq!(library.books().len(), 59);
    let name = |id| library.books().iter().find(|book| book.id == id).map(LibraryBook::name);
    assert_eq!(name(59), Some("Title 59"), "without a title and a file's name its folder names it");
    assert_eq!(name(58), Some("Mrs. \u{fffd}"), "what can be read of it is shown");
    assert_eq!(name(57), Some("file"), "an empty one is called as its file is");
    assert_eq!(titles(&library.search("title 59")), [""], "and so it is found");
}

#[test]
fn a_damaged_or_hostile_database_is_answered() {
    let shelf = Shelf::new();
    for id in 1..200 {
        shelf.add(id, &format!("Title {id}"), &["Ada Bell"], "a", &["EPUB"]);
    }
    let path = shelf.folder.path().join("metadata.db");
    let whole = fs::read(&path).expect("bytes");
    for at in (1024..whole.len()).step_by(1024) {
        fs::write(&path, &whole[..at]).expect("room");
        assert!(shelf.open().is_err(), "cut at {at}");
    }
    for at in (100..whole.len()).step_by(251) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xA5;
        fs::write(&path, bytes).expect("room");
        if let Ok(library) = shelf.open() {
            assert!(library.books().len() < 1_000);
        }
    }
    let endless = Shelf::new();
    let sql = "DROP TABLE books; CREATE VIEW books AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
               SELECT id, 'x' AS title, 'x' AS sort, '' AS path, 0 AS has_cover FROM n";
    endless.database.execute_batch(sql).expect("a view");
    assert_eq!(endless.open().map(|_| ()), Err(NoLibrary::TooLarge), "a table without end is left in time");
}

#[test]
fn opening_can_be_stopped() {
    let shelf = Shelf::new();
    let stopped = Library::open(shelf.folder.path(), &mut |progress: Progress| {
        if progress.done == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped.map(|_| ()), Err(NoLibrary::Stopped));
}
