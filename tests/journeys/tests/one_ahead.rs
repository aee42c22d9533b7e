//! One of two has opened the book, the other has not: each is told of their own reading, and what only one of them
//! read is never called both's.

mod evening;

use nightstand_app::reading::{BookDraft, BookView, FromFile, NoteDraft, NoteForReader, PutOn};
use nightstand_domain::ids::{BookId, PersonId};
use nightstand_domain::reading::{ChapterDraft, NoteKind, Place, Within};

use crate::evening::Evening;

impl Evening {
    fn book(&self) -> BookId {
        let chapter = |n: usize| ChapterDraft { title: format!("Part of it {n}"), ..ChapterDraft::default() };
        let draft = BookDraft {
            title: "Aloud".into(),
            author: "Somebody".into(),
            chapters: (1..=9).map(chapter).collect(),
            put_on: PutOn::Table,
            evenings: None,
            aloud: true,
            from_file: FromFile::default(),
        };
        self.robin().add_book(draft).expect("a book").0
    }

    fn reads_to(&self, person: PersonId, book: BookId, chapters: usize) {
        self.sits(person).move_bookmark(book, Place::start_of(chapters), false).expect("a bookmark");
    }

    fn sees(&self, person: PersonId, book: BookId) -> BookView {
        self.sits(person).book_view(book).expect("the book")
    }

    fn writes(&self, person: PersonId, book: BookId, number: usize, kind: NoteKind) -> &'static str {
        let app = self.sits(person);
        let on = app.chapters_of(book).expect("chapters")[number - 1].id;
        let draft = NoteDraft { words: "words".into(), kind, within: Within::Start };
        app.write_note(book, on, draft).expect("a note").1.undo.expect("a way back").key
    }
}

#[test]
fn what_one_of_two_has_read_is_not_told_as_both() {
    let table = Evening::of_two();
    let book = table.book();
    table.writes(table.robin, book, 2, NoteKind::Note);
    table.reads_to(table.robin, book, 3);

    let sams = table.sees(table.sam, book);
    assert_eq!((sams.together, sams.turn), (0, None), "sam stands before the first chapter");
    assert!(sams.pace.steps.is_empty(), "on which day robin read alone is not told");
    assert!(matches!(sams.notes[..], [NoteForReader::Sealed { chapter: 2, .. }]), "and opens nothing");
    let now = table.sam().reading_view().expect("the shelf").on_table.remove(0);
    assert_eq!((now.together, now.turn), (0, None));
    assert_eq!(now.next_title.as_deref(), Some("Part of it 1"), "the shelf offers the first chapter");
    let tonight = table.sam().next_chapters_for_tonight().expect("tonight").remove(0);
    assert_eq!((tonight.number, tonight.reader), (1, None), "and so does the evening");

    let robins = table.sees(table.robin, book);
    assert_eq!(robins.together, 3, "robin's own reading stays as natural as one person's");
    assert!(robins.turn.is_some(), "and somebody reads next");
    let tonight = table.robin().next_chapters_for_tonight().expect("tonight").remove(0);
    assert_eq!((tonight.number, tonight.reader), (4, robins.turn));
}

#[test]
fn within_the_first_chapter_the_turn_is_still_told_to_both() {
    let table = Evening::of_two();
    let book = table.book();
    let page = Place { read: 0, within: Within::Page(7) };
    table.robin().move_bookmark(book, page, false).expect("a page");
    assert_eq!(table.sees(table.sam, book).turn, Some(table.robin), "nobody went on without sam");
}

#[test]
fn whoever_was_there_too_comes_to_the_others_place_and_can_take_it_back() {
    let table = Evening::of_two();
    let book = table.book();
    table.writes(table.robin, book, 2, NoteKind::Note);
    table.reads_to(table.robin, book, 3);
    table.reads_to(table.sam, book, 3);
    let sams = table.sees(table.sam, book);
    assert_eq!((sams.together, sams.ribbons.len()), (3, 2));
    assert!(matches!(sams.notes[..], [NoteForReader::Open { chapter: 2, .. }]), "what was read is open");
    assert!(sams.chapters.iter().all(|chapter| chapter.aloud_by.is_none()), "who read it is not guessed");

    table.sam().undo().expect("undo");
    let sams = table.sees(table.sam, book);
    assert_eq!(sams.together, 0, "sam's bookmark is not in it");
    let [ribbon] = sams.ribbons[..] else { panic!("one bookmark") };
    assert_eq!((ribbon.person, ribbon.place), (table.robin, Place::start_of(3)), "robin's stays");
}

#[test]
fn a_letter_on_a_chapter_that_the_other_has_come_to_is_not_said_to_be_sealed() {
    let table = Evening::of_two();
    let book = table.book();
    table.reads_to(table.robin, book, 3);
    assert_eq!(table.writes(table.sam, book, 4, NoteKind::Letter), "writeOpenLetter");
    assert_eq!(table.writes(table.sam, book, 5, NoteKind::Letter), "writeLetter", "robin is not there yet");
    assert_eq!(table.writes(table.robin, book, 1, NoteKind::Letter), "writeLetter", "nor is sam");
}
