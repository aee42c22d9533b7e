//! Robin and Sam get their books from files: one is looked into, and only then is anything kept.

mod evening;

use std::fs;
use std::path::{Path, PathBuf};

use nightstand_app::reading::import::{CoverFound, FoundBook, Looked, Stands, Ticket};
use nightstand_app::reading::{BookDraft, FromFile, NoteDraft, PutOn};
use nightstand_app::{AppError, Stale};
use nightstand_domain::ids::BookId;
use nightstand_domain::reading::{ChapterDraft, Place, Shelf};

use crate::evening::Evening;

/// A book of `tests/fixtures/books`. Asked while it runs: clones that build into one folder share what they compiled.
fn fixture(name: &str) -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this");
    let path = Path::new(&here).join("../fixtures/books").join(name);
    path.canonicalize().expect("a book")
}

impl Evening {
    fn look(&self, path: &Path) -> Result<Looked, AppError> {
        self.app.look_into(path.to_str().expect("a name"), &mut |_| {})
    }

    fn finds(&self, name: &str) -> FoundBook {
        match self.look(&fixture(name)) {
            Ok(Looked::Book(book)) => *book,
            other => panic!("{name}: {other:?}"),
        }
    }

    fn why_not(&self, path: &Path) -> &'static str {
        match self.look(path) {
            Err(AppError::Invalid { field: "file", why }) => why,
            other => panic!("{path:?}: {other:?}"),
        }
    }

    fn keeps(&self, found: FoundBook) -> BookId {
        let cover = self.app.found_cover(found.ticket).map(|picture| picture.bytes);
        let from_file = FromFile {
            isbn: found.isbn.map(|isbn| isbn.digits()).unwrap_or_default(),
            language: found.language,
            from_right: found.from_right,
            cover,
            ticket: Some(found.ticket),
        };
        let draft = BookDraft {
            title: found.title,
            author: found.author,
            chapters: found.body,
            put_on: PutOn::Table,
            evenings: None,
            aloud: true,
            from_file,
        };
        self.app.add_book(draft).expect("a book").0
    }

    fn shelf(&self) -> usize {
        let view = self.app.reading_view().expect("the shelf");
        view.on_table.len() + view.waiting.len() + view.resting.len() + view.finished.len()
    }
}

#[test]
fn a_file_is_looked_into_and_nothing_is_kept_before_somebody_says_so() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let found = table.finds("pandoc-3.epub");
    assert_eq!((found.title.as_str(), found.author.as_str()), ("The Lamp by the Window", "Wren Hale"));
    let told: Vec<_> = found.body.iter().map(|c| (c.part.as_str(), c.title.as_str(), c.words)).collect();
    assert_eq!(
        told[..2],
        [("Part One: The House", "The Lamp", Some(68)), ("Part One: The House", "The Clock", Some(46))]
    );
    let whole = found.whole.as_ref().expect("a foreword stands around it");
    assert!(whole.len() > found.body.len(), "one switch takes it, too");
    assert_eq!((table.shelf(), &found.same), (0, &None), "nothing is on the shelf yet");

    let book = table.keeps(found);
    let seen = table.app.book_view(book).expect("the book");
    assert_eq!(
        (seen.chapters.len(), seen.chapters[0].words, seen.chapters[0].minutes),
        (4, Some(68), Some(5))
    );
    assert_eq!(
        seen.file.map(|file| file.name).as_deref(),
        Some("pandoc-3.epub"),
        "its file is known by name"
    );
    assert_eq!(table.app.file_to_open(book).expect("its file"), fixture("pandoc-3.epub"));
    table.app.undo().expect("undo").expect("one step");
    assert_eq!(table.shelf(), 0, "one Undo takes all of it back");
}

#[test]
fn where_a_file_lies_is_this_computers_business_and_in_no_log() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("canary-of-a-path.epub");
    fs::copy(fixture("mkepub.epub"), &path).expect("a copy");
    let Ok(Looked::Book(found)) = table.look(&path) else { panic!("a book") };
    let book = table.keeps(*found);
    let config = fs::read_to_string(table.app.profile().config.join("books.json")).expect("what is known");
    assert!(config.contains("canary-of-a-path"), "this computer remembers it");
    let name = |table: &Evening| table.app.book_view(book).expect("the book").file.map(|file| file.name);
    assert_eq!(name(&table).as_deref(), Some("canary-of-a-path.epub"));
    fs::remove_file(&path).expect("gone");
    assert!(
        matches!(table.app.file_to_open(book), Err(AppError::Invalid { field: "file", why: "gone" })),
        "a file that was moved is said to be"
    );
    fs::remove_file(table.app.profile().config.join("books.json")).expect("another computer");
    assert_eq!(name(&table), None, "the table itself knows nothing of it");
}

#[test]
fn where_the_file_of_a_book_lies_is_forgotten_once_no_undo_brings_the_book_back() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let (gone, stays) = (table.keeps(table.finds("mkepub.epub")), table.keeps(table.finds("pandoc-3.epub")));
    table.app.remove_book(gone).expect("off the shelf");
    table.app.undo().expect("undo").expect("a step");
    assert_eq!(
        table.app.file_to_open(gone).expect("its file"),
        fixture("mkepub.epub"),
        "Undo brings both back"
    );
    table.app.remove_book(gone).expect("off the shelf");
    // The next window begins.
    table.app.forget_lost_files();
    let known = fs::read_to_string(table.app.profile().config.join("books.json")).expect("what is known");
    assert!(!known.contains("mkepub"), "nothing of it is known: {known}");
    assert_eq!(
        table.app.file_to_open(stays).expect("its file"),
        fixture("pandoc-3.epub"),
        "the other one is"
    );
}

#[test]
fn a_file_without_a_cover_is_known_to_have_none() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let has_cover = |name: &str| {
        let book = table.keeps(table.finds(name));
        table.app.book_view(book).expect("the book").file.map(|file| file.has_cover)
    };
    assert_eq!(has_cover("mkepub.epub"), Some(false), "nothing is offered that is not there");
    assert_eq!(has_cover("nodepub-3.epub"), Some(true));
}

#[test]
fn a_book_that_is_turned_from_right_to_left_is_known_by_it() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let found = table.finds("pandoc-3.epub");
    assert!(!found.from_right);
    let turned = FoundBook { from_right: true, ..found.clone() };
    let seen = |book| table.app.book_view(book).expect("the book").from_right;
    assert!(!seen(table.keeps(found)));
    assert!(seen(table.keeps(turned)));
}

#[test]
fn a_cover_that_was_chosen_is_kept_and_a_pattern_paper_comes_back() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let found = table.finds("nodepub-3.epub");
    assert_eq!(found.cover, CoverFound::Found);
    let picture = table.app.found_cover(found.ticket).expect("a cover");
    assert_eq!(table.app.found_cover(Ticket(found.ticket.0 + 1)), None, "another look has another one");
    let book = table.keeps(found);
    let name = table.app.book_view(book).expect("the book").cover.expect("its own cover");
    assert_eq!(table.app.book_cover(book).expect("the table"), Some(picture), "byte for byte");
    table.app.cover_book(book, None).expect("pattern paper");
    assert_eq!(table.app.book_cover(book).expect("the table"), None);
    table.app.undo().expect("undo").expect("a step");
    assert_eq!(table.app.book_view(book).expect("the book").cover, Some(name), "and Undo gives it back");
    let refused = |bytes| table.app.cover_book(book, Some(bytes));
    assert!(matches!(refused(vec![0; 64]), Err(AppError::Invalid { field: "cover", why: "shape" })));
    assert!(matches!(refused(vec![0; 1 << 20]), Err(AppError::Invalid { field: "cover", why: "long" })));
}

#[test]
fn a_book_that_is_there_already_takes_the_contents_in_and_keeps_its_notes() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let chapter = |title: &str| ChapterDraft { title: title.into(), ..ChapterDraft::default() };
    let (book, _) = table
        .app
        .add_book(BookDraft {
            title: "Lamp by the window".into(),
            author: String::new(),
            chapters: ["The Lamp", "the gate", "The Pear Tree"].map(chapter).into(),
            put_on: PutOn::Table,
            evenings: None,
            aloud: true,
            from_file: FromFile::default(),
        })
        .expect("a book");
    let before = table.app.chapters_of(book).expect("chapters");
    table
        .sits(table.sam)
        .write_note(
            book,
            before[1].id,
            NoteDraft { words: "here the dog barks".into(), ..NoteDraft::default() },
        )
        .expect("a note");
    table.sits(table.sam).move_bookmark(book, Place::start_of(1), false).expect("a bookmark");

    let found = table.finds("pandoc-2.epub");
    let same = found.same.clone().expect("it is on the shelf already");
    assert_eq!((same.book, same.title.as_str()), (book, "Lamp by the window"));
    let from_file = FromFile { ticket: Some(found.ticket), ..FromFile::default() };
    let changed = table.app.take_into_book(book, found.body, from_file).expect("taken in");
    assert!(changed.stale.contains(&Stale::Reading));
    let after = table.app.chapters_of(book).expect("chapters");
    let titles: Vec<_> = after.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles, ["The Lamp", "The Clock", "The Gate", "The Pear Tree"]);
    assert_eq!(
        [after[0].id, after[2].id, after[3].id],
        [before[0].id, before[1].id, before[2].id],
        "chapters that both have stay what they are"
    );
    let seen = table.app.book_view(book).expect("the book");
    assert_eq!(seen.ribbons[0].place, Place::start_of(2), "the bookmark stays in its chapter");
    assert_eq!(table.shelf(), 1, "there is no second one");
    table.app.undo().expect("undo").expect("a step");
    assert_eq!(table.app.chapters_of(book).expect("chapters").len(), 3, "one step");
}

#[test]
fn what_is_no_book_is_put_down_with_a_reason_and_nothing_is_kept() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let folder = tempfile::tempdir().expect("a folder");
    let lay = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("room");
        path
    };
    let whole = fs::read(fixture("pandoc-3.epub")).expect("a book");
    for (name, bytes, why) in [
        ("none.epub", &b""[..], "blank"),
        ("text.epub", b"It was a dark and stormy night.", "damaged"),
        ("song.mp3", b"ID3 and so on", "otherKind"),
        ("photos.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "otherKind"),
        ("half.epub", &whole[..whole.len() / 2], "damaged"),
        ("letters.csv", b"to,from,words\nSam,Robin,hello\n", "otherList"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj", "damaged"),
    ] {
        assert_eq!(table.why_not(&lay(name, bytes)), why, "{name}");
    }
    let huge = folder.path().join("huge.epub");
    fs::write(&huge, b"PK\x03\x04").expect("room");
    // A hole in the file: it has the size and takes no room.
    fs::File::options().write(true).open(&huge).expect("a file").set_len(2 << 30).expect("two gigabytes");
    assert_eq!(table.why_not(&huge), "tooLarge");
    assert_eq!(table.why_not(folder.path()), "noLibrary", "a folder without a library");
    assert_eq!(table.why_not(&folder.path().join("gone.epub")), "gone");
    assert_eq!(table.why_not(Path::new("half.epub")), "gone", "nobody could say where that is");
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(table.why_not(Path::new("/dev/zero")), "notAFile", "what never ends is no book");
        let name = std::ffi::OsStr::from_bytes(b"lamp\xff.epub");
        let path = folder.path().join(name);
        fs::write(&path, &whole).expect("room");
        // So a path that is no text reaches the core.
        assert_eq!(
            table.why_not(Path::new(&*path.to_string_lossy())),
            "unnamed",
            "its name is what is wrong"
        );
    }
    assert_eq!(table.shelf(), 0);
}

#[test]
fn a_look_can_be_stopped_and_a_new_one_ends_the_one_before() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let path = fixture("ubuntu-packaging-guide.ru.epub");
    let path = path.to_str().expect("a name");
    let mut told = 0;
    let stopped = table.app.look_into(path, &mut |_| {
        told += 1;
        table.app.stop_looking();
    });
    assert!(matches!(stopped, Err(AppError::Invalid { field: "file", why: "stopped" })), "{stopped:?}");
    assert_eq!(told, 1, "nothing is read after it");
    let mut nested = None;
    let overtaken = table.app.look_into(path, &mut |_| {
        nested.get_or_insert_with(|| table.look(&fixture("mkepub.epub")));
    });
    assert!(matches!(overtaken, Err(AppError::Invalid { field: "file", why: "stopped" })));
    let Some(Ok(Looked::Book(found))) = nested else { panic!("the later one is the one that counts") };
    let kept = table.keeps(*found);
    assert_eq!(
        table.app.file_to_open(kept).expect("its file"),
        fixture("mkepub.epub"),
        "and the one that is held"
    );
}

#[test]
fn a_look_that_is_overtaken_at_its_very_end_takes_nobodys_place() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let path = fixture("nodepub-3.epub");
    let path = path.to_str().expect("a name");
    let mut steps = 0;
    table.app.look_into(path, &mut |_| steps += 1).expect("a book");
    // Once more, and another one begins after the last thing that is told of it.
    let (mut told, mut later) = (0, None);
    let first = table.app.look_into(path, &mut |_| {
        told += 1;
        if told == steps {
            later = Some(table.finds("pandoc-3.epub"));
        }
    });
    assert!(matches!(first, Err(AppError::Invalid { field: "file", why: "stopped" })), "{first:?}");
    let kept = table.keeps(later.expect("the later one"));
    assert_eq!(
        table.app.file_to_open(kept).expect("its file"),
        fixture("pandoc-3.epub"),
        "its own file, too"
    );
}

const GOODREADS: &str = "\
Book Id,Title,Author,Additional Authors,ISBN,ISBN13,My Rating,Number of Pages,Date Read,Date Added,Exclusive Shelf,My Review
1,Cranford,Elizabeth Gaskell,,,,5,220,2024/03/09,2024/01/02,read,private words about a lamp
2,The Return (Country of Firs #1),Ada Bell,Cy Dunn,,\"=\"\"9780306406157\"\"\",0,310,,2025/05/05,currently-reading,
3,Three Men in a Boat,Jerome K. Jerome,,,,0,185,,2025/06/06,to-read,
4,Old and Undated,Somebody,,,,0,,,2023/02/03,read,
";

#[test]
fn a_list_from_elsewhere_comes_to_the_shelf_as_one_step() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("goodreads_library_export.csv");
    fs::write(&path, GOODREADS).expect("room");
    let Ok(Looked::List(list)) = table.look(&path) else { panic!("a list") };
    let told: Vec<_> = list.books.iter().map(|book| (book.title.as_str(), book.already)).collect();
    assert_eq!(told.len(), 4);
    assert_eq!(told[1], ("The Return", false));
    assert!(matches!(list.books[0].stands, Stands::Read(Some(_))));
    let (count, changed) = table.app.take_list(list.ticket, &[0, 1, 3, 99], &mut |_| {}).expect("taken");
    assert_eq!((count, changed.undo.as_ref().map(|deed| deed.key)), (3, Some("importBooks")));
    let view = table.app.reading_view().expect("the shelf");
    assert_eq!(view.on_table.len(), 1, "what is being read lies on the table");
    let days: Vec<_> = view.finished.iter().map(|book| book.finished.expect("a day").to_string()).collect();
    assert_eq!(days, ["2024-03-09", "2023-02-03"], "an undated one stands where it came to the list");
    let number = table.app.book_view(view.on_table[0].id).expect("the book").isbn.map(|isbn| isbn.digits());
    assert_eq!(number.as_deref(), Some("9780306406157"));

    let Ok(Looked::List(again)) = table.look(&path) else { panic!("a list") };
    let already: Vec<_> = again.books.iter().map(|book| book.already).collect();
    assert_eq!(already, [true, true, false, true], "what is there is said to be");
    table.app.undo().expect("undo").expect("a step");
    assert_eq!(table.shelf(), 0, "one Undo for all of them");
    assert!(
        matches!(table.app.take_list(list.ticket, &[0], &mut |_| {}), Err(AppError::NotFound)),
        "a list that is looked at no longer gives nothing"
    );
}

#[test]
fn a_book_that_a_list_has_twice_comes_to_the_shelf_once() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("twice.csv");
    let lines = "Title,Author,ISBN13,Exclusive Shelf,Date Read,Date Added\n\
                 Cranford,Elizabeth Gaskell,,read,2019/03/09,2019/01/02\n\
                 The Lamp,Ada Bell,9780306406157,to-read,,2025/01/02\n\
                 CRANFORD,Elizabeth Gaskell,,read,2024/03/09,2024/01/02\n\
                 Lamp,Ada Bell,,read,,2023/05/06\n\
                 Cranford,Somebody Else,,to-read,,2024/01/02\n\
                 Lampe,Ada Bell,9780306406157,to-read,,2026/01/02\n\
                 Cranford,Elizabeth Gaskell,,read,2021/03/09,2021/01/02\n";
    fs::write(&path, lines).expect("room");
    let Ok(Looked::List(list)) = table.look(&path) else { panic!("a list") };
    let already: Vec<_> = list.books.iter().map(|book| book.already).collect();
    assert_eq!(already, [false, false, true, true, false, true, true], "each later line stands back");
    let day = |text: &str| Stands::Read(Some(text.parse().expect("a day")));
    assert_eq!(list.books[0].stands, day("2024-03-09"), "the newest day it was finished on counts");
    assert_eq!(list.books[1].stands, day("2023-05-06"), "another edition of it was read");
    let all: Vec<usize> = (0..list.books.len()).collect();
    let (count, _) = table.app.take_list(list.ticket, &all, &mut |_| {}).expect("taken");
    assert_eq!((count, table.shelf()), (3, 3), "whatever is asked for, once");
    let days: Vec<_> = {
        let view = table.app.reading_view().expect("the shelf");
        view.finished.iter().map(|book| book.finished.expect("a day").to_string()).collect()
    };
    assert_eq!(days, ["2024-03-09", "2023-05-06"]);
}

#[test]
fn a_day_that_cannot_be_told_is_never_today() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("saved_again.csv");
    let lines = "Title,Author,Exclusive Shelf,Date Read,Date Added\n\
                 Two Ways,A,read,09/03/2021,01/02/2021\nTo Come,A,read,2027/12/31,2024/05/06\n\
                 Nothing Written,A,read,,\n";
    fs::write(&path, lines).expect("room");
    let Ok(Looked::List(list)) = table.look(&path) else { panic!("a list") };
    assert_eq!((list.undated, list.unread), (1, 0), "it is said before anything is taken");
    table.app.take_list(list.ticket, &[0, 1, 2], &mut |_| {}).expect("taken");
    let view = table.app.reading_view().expect("the shelf");
    let finished: Vec<_> = view
        .finished
        .iter()
        .map(|book| (book.title.as_str(), book.finished.expect("a day").to_string()))
        .collect();
    assert_eq!(
        finished,
        [("Nothing Written", "2026-11-02".to_owned()), ("To Come", "2024-05-06".to_owned())],
        "a day to come was not read on; a book of which no day was written comes to this list today"
    );
    assert_eq!(table.shelf(), 3, "the other one waits");
}

#[test]
fn a_list_that_is_stopped_half_way_leaves_nothing() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.csv");
    let mut text = String::from("Title,Authors,ISBN/UID,Read Status,Date Added,Last Date Read\n");
    for n in 0..350 {
        text.push_str(&format!("Book number {n},Author {n},,to-read,2025/01/01,\n"));
    }
    fs::write(&path, text).expect("room");
    let Ok(Looked::List(list)) = table.look(&path) else { panic!("a list") };
    let all: Vec<usize> = (0..list.books.len()).collect();
    let stopped = table.app.take_list(list.ticket, &all, &mut |progress| {
        if progress.done >= 200 {
            table.app.stop_looking();
        }
    });
    assert!(matches!(stopped, Err(AppError::Invalid { field: "file", why: "stopped" })), "{stopped:?}");
    assert_eq!(table.shelf(), 0, "a shelf has all of them or none");
    let (count, _) = table.app.take_list(list.ticket, &all, &mut |_| {}).expect("once more");
    assert_eq!((count, table.shelf()), (350, 350));
}

#[test]
fn a_number_is_checked_before_it_is_kept() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let book = table.keeps(table.finds("mkepub.epub"));
    let write = |isbn: &str| table.app.rename_book(book, "The Lamp", "", isbn);
    for (isbn, why) in [("12", "shape"), ("9780306406158", "check"), ("4006381333931", "notABook")] {
        match write(isbn) {
            Err(AppError::Invalid { field: "isbn", why: said }) => assert_eq!(said, why, "{isbn}"),
            other => panic!("{isbn}: {other:?}"),
        }
    }
    write("0-306-40615-2").expect("an old number");
    let kept = || table.app.book_view(book).expect("the book").isbn.map(|isbn| isbn.digits());
    assert_eq!(kept().as_deref(), Some("9780306406157"), "it is kept in its one form");
    write("").expect("none");
    assert_eq!(kept(), None);
    assert_eq!(table.app.book_view(book).expect("the book").shelf, Shelf::Table);
}

/// A library as Calibre lays it out: two books, one with an EPUB beside it.
fn library(folder: &Path) {
    let book = folder.join("Wren Hale/The Lamp by the Window (2)");
    fs::create_dir_all(&book).expect("a folder");
    fs::copy(fixture("nodepub-3.epub"), book.join("lamp.epub")).expect("a copy");
    let database = rusqlite::Connection::open(folder.join("metadata.db")).expect("a database");
    database
        .execute_batch(
            "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, sort TEXT, path TEXT NOT NULL,
                                 has_cover BOOL);
             CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
             CREATE TABLE books_authors_link (id INTEGER PRIMARY KEY, book INTEGER, author INTEGER);
             CREATE TABLE identifiers (id INTEGER PRIMARY KEY, book INTEGER, type TEXT, val TEXT);
             CREATE TABLE languages (id INTEGER PRIMARY KEY, lang_code TEXT NOT NULL);
             CREATE TABLE books_languages_link (id INTEGER PRIMARY KEY, book INTEGER, lang_code INTEGER,
                                                item_order INTEGER);
             CREATE TABLE data (id INTEGER PRIMARY KEY, book INTEGER, format TEXT, name TEXT);
             INSERT INTO books VALUES (1, 'A Return', 'Return, A', 'Cy Dunn/A Return (1)', 0),
                                      (2, 'The Lamp (put right)', 'Lamp', 'Wren Hale/The Lamp by the Window (2)', 0);
             INSERT INTO authors VALUES (1, 'Cy Dunn'), (2, 'Hale| Wren');
             INSERT INTO books_authors_link (book, author) VALUES (1, 1), (2, 2);
             INSERT INTO identifiers (book, type, val) VALUES (2, 'isbn', '9780306406157');
             INSERT INTO data (book, format, name) VALUES (1, 'AZW3', 'return'), (2, 'EPUB', 'lamp');",
        )
        .expect("a library");
}

#[test]
fn a_library_is_searched_and_its_books_come_with_the_chapters_beside_them() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let folder = tempfile::tempdir().expect("a folder");
    library(folder.path());
    assert!(matches!(table.look(folder.path()), Ok(Looked::Library)));
    assert_eq!(
        table.app.library_place().as_deref(),
        folder.path().to_str(),
        "it is found again on this computer"
    );
    let found = |query: &str| {
        let view = table.app.library_view(query, 0, 10).expect("the library");
        (view.found, view.books.into_iter().map(|book| (book.number, book.has_chapters)).collect::<Vec<_>>())
    };
    assert_eq!(found(""), (2, vec![(2, true), (1, false)]));
    assert_eq!(found("hale LAMP"), (1, vec![(2, true)]));
    assert_eq!(table.app.library_view("", 1, 1).expect("the library").books[0].number, 1, "in stretches");

    let book = table.app.library_pick(2, &mut |_| {}).expect("a book");
    assert_eq!(
        (book.title.as_str(), book.author.as_str()),
        ("The Lamp (put right)", "Hale, Wren"),
        "people put right what stands in a library"
    );
    assert!(!book.body.is_empty() && book.cover == CoverFound::Found, "the rest comes from the file");
    assert_eq!(book.isbn.map(|isbn| isbn.digits()).as_deref(), Some("9780306406157"));
    let kept = table.keeps(book);
    assert!(table.app.file_to_open(kept).expect("its file").ends_with("lamp.epub"));

    let bare = table.app.library_pick(1, &mut |_| {}).expect("a book");
    assert_eq!((bare.title.as_str(), bare.body.len()), ("A Return", 0), "without chapters it is a book, too");
    assert!(matches!(table.app.library_pick(9, &mut |_| {}), Err(AppError::NotFound)));
    table.app.look_away();
    assert!(matches!(table.app.library_view("", 0, 1), Err(AppError::NotFound)), "it is let go");
}

#[test]
fn a_book_of_a_library_says_why_its_file_was_not_read() {
    let table = Evening::beginning("2026-11-02T19:30:00Z");
    let folder = tempfile::tempdir().expect("a folder");
    library(folder.path());
    assert!(matches!(table.look(folder.path()), Ok(Looked::Library)));
    let picked = |number| table.app.library_pick(number, &mut |_| {}).expect("a book");
    assert_eq!(
        (picked(1).unread, picked(2).unread),
        (None, None),
        "Calibre names no file, and one that is read"
    );
    let file = folder.path().join("Wren Hale/The Lamp by the Window (2)/lamp.epub");
    let whole = fs::read(&file).expect("a book");
    fs::write(&file, &whole[..whole.len() / 2]).expect("room");
    assert_eq!(picked(2).unread, Some("damaged"));
    fs::remove_file(&file).expect("gone");
    let found = picked(2);
    assert_eq!((found.unread, found.body.len()), (Some("gone"), 0));
    assert_eq!(found.title, "The Lamp (put right)", "what the library says is there all the same");
    fs::write(
        folder.path().join("metadata.db"),
        &fs::read(folder.path().join("metadata.db")).expect("bytes")[..5000],
    )
    .expect("room");
    assert_eq!(table.why_not(folder.path()), "damagedLibrary");
}
