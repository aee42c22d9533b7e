//! Books of many chapters and notes, years that lie behind, and the page that is kept: what the window asks for piece
//! by piece says the same as the whole.

mod evening;

use std::fs;

use chrono::{Datelike, Duration};
use nightstand_app::AppError;
use nightstand_app::reading::{BookDraft, FromFile, Keepsake, NoteDraft, NoteForReader, PutOn};
use nightstand_domain::ids::BookId;
use nightstand_domain::reading::{ChapterDraft, NoteKind, Place};

use crate::evening::Evening;

const CHAPTERS: usize = 120;

impl Evening {
    fn long_book(&self) -> BookId {
        let draft = BookDraft {
            title: "A long one".into(),
            author: String::new(),
            chapters: vec![ChapterDraft::default(); CHAPTERS],
            put_on: PutOn::Table,
            evenings: None,
            aloud: true,
            from_file: FromFile::default(),
        };
        self.robin().add_book(draft).expect("a book").0
    }
}

fn open(notes: &[NoteForReader]) -> Vec<(usize, &str)> {
    let words = |note| match note {
        &NoteForReader::Open { chapter, ref words, .. } => Some((chapter, words.as_str())),
        NoteForReader::Sealed { .. } => None,
    };
    notes.iter().filter_map(words).collect()
}

#[test]
fn a_long_book_brings_its_latest_notes_and_the_others_when_they_are_asked_for() {
    let table = Evening::of_two();
    let book = table.long_book();
    let on: Vec<_> = table.app.chapters_of(book).expect("chapters").iter().map(|row| row.id).collect();
    for (at, chapter) in on.iter().enumerate() {
        for n in 0..3 {
            let words = format!("{at} {n}");
            table
                .app
                .write_note(book, *chapter, NoteDraft { words, ..NoteDraft::default() })
                .expect("a note");
        }
    }
    let letter = NoteDraft { words: "canary".into(), kind: NoteKind::Letter, ..NoteDraft::default() };
    table.app.write_note(book, on[110], letter).expect("a letter");

    table.sam().move_bookmark(book, Place::start_of(99), false).expect("a bookmark");
    let seen = table.app.book_view(book).expect("the book");
    let noted: Vec<_> = (1..=100).map(|chapter| (chapter, 3)).collect();
    assert_eq!(seen.noted, noted, "what is open to sam, chapter by chapter");
    let first = open(&seen.notes);
    assert_eq!((first[0].0, first.len()), (100, 201), "two hundred, and the rest of their chapter");
    let sealed = seen.notes.iter().filter(|note| matches!(note, NoteForReader::Sealed { .. })).count();
    assert_eq!(sealed, 20 + 1, "an envelope for each chapter ahead, and one for the letter");

    let next = table.app.book_notes(book, 33).expect("the ones before");
    let (words, whole) = (open(&next), 33 * 3);
    assert_eq!((words.len(), words[0].0, words[whole - 1].0), (whole, 33, 1), "from there to the beginning");
    assert!(
        words.iter().all(|(chapter, words)| words.starts_with(&format!("{} ", chapter - 1))),
        "each its own"
    );
    let ahead = table.app.book_notes(book, usize::MAX).expect("the latest");
    assert_eq!(open(&ahead)[0].0, 100, "what is sealed is brought by no way");
    assert!(matches!(table.app.book_notes(BookId::random().expect("an id"), 1), Err(AppError::NotFound)));
    let found = table.app.reading_search("canary").expect("a search");
    assert!(found.notes.is_empty(), "nor is it found");
    assert_eq!(table.app.reading_search("99 1").expect("a search").notes.len(), 1);
}

#[test]
fn the_years_before_can_be_looked_at() {
    let table = Evening::of_two();
    let book = table.long_book();
    let this = table.app.today().year();
    assert_eq!(
        table.app.reading_view().expect("the shelf").first_year,
        this,
        "there is nothing before it yet"
    );
    table.clock.set(table.app.now() - Duration::days(800));
    let then = table.app.today();
    table.app.move_bookmark(book, Place::start_of(2), false).expect("a bookmark");
    table.clock.set(table.app.now() + Duration::days(800));
    let view = table.app.reading_view().expect("the shelf");
    assert_eq!((view.first_year, view.year.year, view.year.days.len()), (then.year(), this, 0));
    let year = table.app.reading_year(then.year()).expect("that year");
    assert_eq!((year.year, year.days), (then.year(), vec![then]));
    assert!(
        table.sam().reading_year(then.year()).expect("that year").days.is_empty(),
        "robin's days are robin's"
    );
    for odd in [i32::MIN, 0, i32::MAX] {
        assert!(table.app.reading_year(odd).expect("a year").days.is_empty(), "{odd} is a year like any");
    }
}

#[test]
fn only_a_page_that_was_kept_is_handed_to_the_browser() {
    let table = Evening::of_two();
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let page = Keepsake { title: "Kept".into(), ..Keepsake::default() };
    let taken = table.app.keepsake_save(&at("kept.html"), &page).expect("written");
    let opened = table.app.keepsake_to_open(&taken.path).expect("it lies there");
    assert_eq!(opened, folder.path().join("kept.html").canonicalize().expect("the file"));
    fs::write(folder.path().join("other.html"), "<script>alert(1)</script>").expect("room");
    fs::copy(&opened, folder.path().join("kept.sh")).expect("room");
    for other in ["other.html", "kept.sh", "gone.html"] {
        let refused = table.app.keepsake_to_open(&at(other));
        assert!(matches!(refused, Err(AppError::Invalid { why: "gone", .. })), "{other}: {refused:?}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("other.html"), folder.path().join("link.html"))
            .expect("a link");
        assert!(table.app.keepsake_to_open(&at("link.html")).is_err(), "nor what a link leads to");
    }
}
