//! Robin and Sam read a book together: two people at one table, and a clock that stands where it is put.

mod evening;

use chrono::NaiveDate;
use nightstand_app::reading::{
    BookDraft, BookView, ChapterEdit, ChapterRow, FromFile, Moved, NextChapter, NoteDraft, NoteForReader,
    PutOn, Unreadable,
};
use nightstand_app::unsent::Unsent;
use nightstand_app::{AppError, TakenBack, Undone};
use nightstand_domain::ids::{BookId, ChapterId, PersonId};
use nightstand_domain::reading::{ChapterDraft, Evenings, Place, Shelf, Within};

use crate::evening::Evening;

/// A chapter as it stands in the list.
fn as_it_is(row: &ChapterRow) -> ChapterEdit {
    let ChapterRow { title, part, .. } = row.clone();
    ChapterEdit {
        id: Some(row.id),
        chapter: ChapterDraft { title, part, pages: row.pages, words: row.words },
    }
}

/// A chapter that the list did not have.
fn begun(title: &str) -> ChapterEdit {
    ChapterEdit { id: None, chapter: ChapterDraft { title: title.into(), ..ChapterDraft::default() } }
}

const FIRS: &str = "Contents\n\nI. The Return ........ 1\nII. Mrs. Todd ........ 3\nIII. The Schoolhouse ........ 12\n\
    IV. At the Schoolhouse Window ........ 19\nV. Captain Littlepage ........ 23\n";

impl Evening {
    fn at_the_table() -> Self {
        Self::beginning("2026-11-02T19:30:00Z")
    }

    /// The book whose contents list robin pasted.
    fn firs(&self) -> BookId {
        let proposed = self.app.propose_chapters(FIRS, None).expect("a shelf").expect("five chapters");
        let chapters = proposed.chapters.into_iter().map(|edit| edit.chapter).collect();
        self.book("The Country of the Pointed Firs", chapters)
    }

    fn book(&self, title: &str, chapters: Vec<ChapterDraft>) -> BookId {
        let draft = BookDraft {
            title: title.into(),
            author: "Sarah Orne Jewett".into(),
            chapters,
            put_on: PutOn::Table,
            evenings: Evenings::new(2, 3),
            aloud: true,
            from_file: FromFile::default(),
        };
        self.app.add_book(draft).expect("a book").0
    }

    fn reads_to(&self, person: PersonId, book: BookId, chapters: usize) {
        let (moved, _) =
            self.sits(person).move_bookmark(book, Place::start_of(chapters), false).expect("a bookmark");
        assert_eq!(moved, Moved::There, "a step on is never asked about");
    }

    fn sees(&self, person: PersonId, book: BookId) -> BookView {
        self.sits(person).book_view(book).expect("the book")
    }

    fn place_of(&self, person: PersonId, book: BookId) -> Option<Place> {
        self.sees(person, book).ribbons.iter().find(|r| r.person == person).map(|r| r.place)
    }

    fn next(&self) -> Option<NextChapter> {
        self.app.next_chapters_for_tonight().expect("tonight").into_iter().next()
    }

    fn chapter(&self, book: BookId, number: usize) -> ChapterId {
        self.app.chapters_of(book).expect("chapters")[number - 1].id
    }
}

fn said(words: &str) -> NoteDraft {
    NoteDraft { words: words.into(), ..NoteDraft::default() }
}

fn words(notes: &[NoteForReader]) -> Vec<String> {
    notes
        .iter()
        .map(|note| match note {
            NoteForReader::Open { words, .. } => words.clone(),
            NoteForReader::Sealed { chapter, .. } => format!("sealed in {chapter}"),
        })
        .collect()
}

#[test]
fn a_pasted_contents_list_becomes_a_book_that_both_see() {
    let table = Evening::at_the_table();
    let book = table.firs();
    let seen = table.sees(table.sam, book);
    let titles: Vec<_> = seen.chapters.iter().map(|c| c.title.as_deref()).collect();
    assert_eq!(titles.len(), 5, "five lines, five chapters");
    assert_eq!(titles[1], Some("Mrs. Todd"));
    assert_eq!(seen.chapters[1].pages, Some(9), "its length came from the page numbers");
    assert_eq!(seen.shelf, Shelf::Table);
    assert_eq!(seen.turn, Some(table.robin), "whoever brings the book reads first");
}

#[test]
fn the_others_note_stays_sealed_until_you_have_read_that_far() {
    let table = Evening::at_the_table();
    let book = table.firs();
    let canary = "It was one rock, once, and it was a very good rock.";
    table.reads_to(table.sam, book, 3);
    let on = table.chapter(book, 4);
    table.sits(table.sam).write_note(book, on, said(canary)).expect("a note");

    table.reads_to(table.robin, book, 2);
    let seen = table.sees(table.robin, book).notes;
    assert_eq!(words(&seen), ["sealed in 4"], "robin sees an envelope and no word of it");
    assert_eq!(words(&table.sees(table.sam, book).notes), [canary], "sam reads what sam wrote");

    table.reads_to(table.robin, book, 3);
    assert_eq!(words(&table.sees(table.robin, book).notes), [canary], "the chapter is reached: it opens");

    table.sits(table.robin).undo().expect("undo");
    assert_eq!(
        words(&table.sees(table.robin, book).notes),
        ["sealed in 4"],
        "taken back, it is sealed again"
    );
}

#[test]
fn only_its_author_changes_a_note_or_takes_it_away() {
    let table = Evening::at_the_table();
    let book = table.firs();
    let on = table.chapter(book, 1);
    let (note, _) = table.sits(table.sam).write_note(book, on, said("ours")).expect("a note");
    let robin = table.sits(table.robin);
    assert!(matches!(robin.change_note(note, "mine"), Err(AppError::NotFound)), "not even that it exists");
    assert!(matches!(robin.remove_note(note), Err(AppError::NotFound)));
    let sam = table.sits(table.sam);
    sam.change_note(note, "still ours").expect("a change");
    sam.remove_note(note).expect("taken away");
    let Undone { deed, .. } = sam.undo().expect("undo").expect("a step");
    assert_eq!(deed.key, "removeNote");
    assert_eq!(words(&table.sees(table.sam, book).notes), ["still ours"], "Undo brings the note back");
}

#[test]
fn a_bookmark_never_moves_back_silently() {
    let table = Evening::at_the_table();
    let book = table.firs();
    table.reads_to(table.robin, book, 4);
    let robin = table.sits(table.robin);
    let (asked, changed) = robin.move_bookmark(book, Place::start_of(1), false).expect("a question");
    assert_eq!(asked, Moved::StepBack { from: Place::start_of(4), to: Place::start_of(1) });
    assert!(changed.stale.is_empty() && changed.undo.is_none(), "nothing was changed by asking");
    assert_eq!(table.place_of(table.robin, book), Some(Place::start_of(4)));

    let robin = table.sits(table.robin);
    let (moved, changed) = robin.move_bookmark(book, Place::start_of(1), true).expect("meant");
    assert_eq!(moved, Moved::There);
    assert_eq!(changed.undo.map(|deed| deed.key), Some("moveBookmarkBack"), "and it can be taken back");
    robin.undo().expect("undo");
    assert_eq!(table.place_of(table.robin, book), Some(Place::start_of(4)), "back on again");
}

#[test]
fn undo_names_the_chapter_the_bookmark_goes_back_to() {
    let table = Evening::at_the_table();
    let book = table.firs();
    table.reads_to(table.robin, book, 2);
    table.reads_to(table.robin, book, 3);
    let Undone { deed, .. } = table.app.undo().expect("undo").expect("a step");
    assert_eq!((deed.key, deed.args), ("moveBookmark", vec![("chapter", "3".to_owned())]));
    assert_eq!(table.place_of(table.robin, book), Some(Place::start_of(2)));
}

#[test]
fn each_has_a_bookmark_and_undo_takes_back_only_your_own() {
    let table = Evening::at_the_table();
    let book = table.firs();
    table.reads_to(table.robin, book, 2);
    table.reads_to(table.sam, book, 4);
    table.sits(table.robin).undo().expect("undo");
    assert_eq!(table.place_of(table.robin, book), None, "robin's is out of the book again");
    assert_eq!(table.place_of(table.sam, book), Some(Place::start_of(4)), "sam's lies where sam put it");
}

#[test]
fn undo_never_takes_a_book_away_in_which_the_other_has_begun_a_note() {
    let table = Evening::at_the_table();
    let book = table.firs();
    let on = table.chapter(book, 3);
    let begun = Unsent { place: format!("{book}/{on}"), words: "It was one".into() };
    table.app.keep_unsent(table.sam, &begun).expect("typed so far");
    let undone = table.sits(table.robin).undo().expect("undo").expect("the book");
    assert_eq!(undone.taken_back, TakenBack::HeldBack, "its words would have no page to stand on");
}

/// Never 12: what somebody wrote in a book stays within reach.
#[test]
fn undo_never_takes_a_book_away_that_the_other_has_written_in() {
    let table = Evening::at_the_table();
    let book = table.firs();
    let on = table.chapter(book, 3);
    table.sits(table.sam).write_note(book, on, said("It was one rock.")).expect("a note");
    let undone = table.sits(table.robin).undo().expect("undo").expect("the book");
    assert_eq!(undone.taken_back, TakenBack::HeldBack, "sam's note hangs on it");
    let seen = table.sees(table.sam, book);
    assert_eq!(seen.chapters.len(), 5, "nor are its other chapters taken away");
    assert_eq!(words(&seen.notes), ["It was one rock."]);
}

#[test]
fn undo_never_takes_a_chapter_away_that_the_other_has_written_on() {
    let table = Evening::at_the_table();
    let book = table.firs();
    let mut list: Vec<_> = table.app.chapters_of(book).expect("chapters").iter().map(as_it_is).collect();
    list.extend(["A Visit", "The Feast"].map(begun));
    table.sits(table.robin).edit_chapters(book, list).expect("seven chapters");
    let on = table.chapter(book, 6);
    table.sits(table.sam).write_note(book, on, said("Such a visit")).expect("a note");
    let undone = table.sits(table.robin).undo().expect("undo").expect("the list");
    assert_eq!(undone.taken_back, TakenBack::Partly, "the one with the note stays");
    let titles: Vec<_> =
        table.app.chapters_of(book).expect("chapters").into_iter().map(|c| c.title).collect();
    assert_eq!(titles[5..], ["A Visit"], "and nothing hangs on the other");
}

#[test]
fn a_book_that_nobody_has_touched_is_taken_off_the_shelf_again() {
    let table = Evening::at_the_table();
    let book = table.firs();
    let undone = table.app.undo().expect("undo").expect("the book");
    assert_eq!(undone.taken_back, TakenBack::Whole);
    assert!(matches!(table.app.book_view(book), Err(AppError::NotFound)));
}

#[test]
fn a_page_of_your_own_edition_is_yours_alone() {
    let table = Evening::at_the_table();
    let book = table.firs();
    let page = Place { read: 1, within: Within::Page(7) };
    table.sits(table.robin).move_bookmark(book, page, false).expect("a page");
    table.reads_to(table.sam, book, 1);
    assert_eq!(table.place_of(table.robin, book), Some(page));
    assert_eq!(table.sees(table.sam, book).together, 1, "the chapter is the shared unit");
    let back = table.sits(table.robin).move_bookmark(book, Place::start_of(1), false).expect("asked").0;
    assert!(matches!(back, Moved::StepBack { .. }), "from page 7 to the start is a step back too");
}

#[test]
fn the_date_comes_after_three_evenings_and_moves_with_you() {
    let table = Evening::at_the_table();
    let book = table.book("Long", vec![ChapterDraft::default(); 21]);
    for read in 1..=2 {
        table.reads_to(table.robin, book, read);
        table.reads_to(table.sam, book, read);
        table.days_pass(2);
    }
    let pace = table.sees(table.robin, book).pace;
    assert_eq!((pace.steps.len(), pace.projection), (2, None), "two evenings give no date");
    for read in 3..=9 {
        table.reads_to(table.robin, book, read);
        table.reads_to(table.sam, book, read);
        table.days_pass(2);
    }
    let pace = table.sees(table.robin, book).pace;
    assert_eq!(pace.steps.len(), 9, "one step for each evening");
    let projection = pace.projection.expect("nine evenings");
    let (after, before) = (day(2026, 12, 8), day(2026, 12, 24));
    assert!(after < projection.around && projection.around < before, "twelve chapters: {projection:?}");
    table.days_pass(60);
    assert_eq!(table.sees(table.robin, book).pace.projection, None, "after a pause there is no date to miss");
}

#[test]
fn what_only_one_has_read_is_nobodys_pace() {
    let table = Evening::at_the_table();
    let book = table.firs();
    table.reads_to(table.sam, book, 0);
    table.reads_to(table.robin, book, 3);
    let seen = table.sees(table.sam, book);
    assert_eq!(seen.together, 0, "the count you share");
    assert!(seen.pace.steps.is_empty(), "on which day robin read alone is not told");
}

#[test]
fn titles_ahead_are_hidden_for_the_one_who_asked() {
    let table = Evening::at_the_table();
    let book = table.firs();
    table.reads_to(table.robin, book, 1);
    table.sits(table.robin).hide_titles(book, true).expect("hidden");
    let seen = table.sees(table.robin, book);
    let titles: Vec<_> = seen.chapters.iter().map(|c| c.title.as_deref()).collect();
    assert_eq!(
        titles,
        [Some("The Return"), Some("Mrs. Todd"), None, None, None],
        "not in what the window gets"
    );
    assert!(table.sees(table.sam, book).chapters.iter().all(|c| c.title.is_some()), "sam did not ask");
    let next = {
        table.sits(table.robin);
        table.next().expect("a chapter")
    };
    assert_eq!((next.number, next.chapter_title.as_str()), (2, "Mrs. Todd"), "the one being read is shown");
}

#[test]
fn tonight_names_the_next_chapter_and_whose_turn_it_is() {
    let table = Evening::at_the_table();
    assert_eq!(table.next(), None, "an empty table");
    let book = table.firs();
    table.reads_to(table.robin, book, 2);
    table.reads_to(table.sam, book, 1);
    table.sits(table.robin).hand_over_reading(book, table.sam).expect("handed over");
    let next = table.next().expect("a chapter");
    assert_eq!((next.number, next.reader, next.minutes), (2, Some(table.sam), Some(20)));
    table.app.undo().expect("undo");
    let next = table.next().expect("a chapter");
    assert_eq!(next.reader, Some(table.robin), "the turn is handed back");
    let stranger = PersonId::random().expect("an id");
    assert!(matches!(table.app.hand_over_reading(book, stranger), Err(AppError::NotFound)));
}

#[test]
fn a_list_pasted_over_a_book_keeps_every_note_in_its_chapter() {
    let table = Evening::at_the_table();
    let book = table.firs();
    let before = table.app.chapters_of(book).expect("chapters");
    let pasted =
        "Prologue\nThe Return\nMrs. Todd\nThe Schoolhouse\nAt the Schoolhouse Window\nCaptain Littlepage";
    let proposed = table.app.propose_chapters(pasted, Some(book)).expect("the book").expect("a list");
    let laid: Vec<_> = proposed.chapters.iter().map(|edit| edit.id).collect();
    let there = before.iter().map(|row| Some(row.id));
    assert_eq!(
        laid,
        [None].into_iter().chain(there).collect::<Vec<_>>(),
        "a prologue in front moves nothing"
    );
    assert_eq!(proposed.chapters[1].chapter.pages, before[0].pages, "what the list does not know stands");
    let stranger = BookId::random().expect("an id");
    assert!(matches!(table.app.propose_chapters(pasted, Some(stranger)), Err(AppError::NotFound)));
}

#[test]
fn editing_chapters_moves_no_bookmark_and_loses_no_note() {
    let table = Evening::at_the_table();
    let book = table.firs();
    table.reads_to(table.robin, book, 2);
    let noted = table.chapter(book, 3);
    table.sits(table.robin).write_note(book, noted, said("kept")).expect("a note");
    let before = table.app.chapters_of(book).expect("chapters");
    let prologue = begun("Prologue");
    let with_prologue: Vec<_> = std::iter::once(prologue).chain(before.iter().map(as_it_is)).collect();
    table.app.edit_chapters(book, with_prologue).expect("edited");
    let seen = table.sees(table.robin, book);
    assert_eq!(seen.chapters[0].title.as_deref(), Some("Prologue"));
    assert_eq!(table.place_of(table.robin, book), Some(Place::start_of(3)), "still in The Schoolhouse");
    assert_eq!(words(&seen.notes), ["kept"], "and the note is still on it");

    let without: Vec<_> = before.iter().filter(|row| row.id != noted).map(as_it_is).collect();
    let refused = table.app.edit_chapters(book, without);
    assert!(matches!(refused, Err(AppError::Invalid { field: "chapters", why: "noted" })));
    assert_eq!(table.app.chapters_of(book).expect("chapters").len(), 6, "a refusal writes nothing");
    table.app.undo().expect("undo");
    assert_eq!(table.app.chapters_of(book).expect("chapters"), before, "one edit is one step back");
    assert_eq!(table.place_of(table.robin, book), Some(Place::start_of(2)));
}

#[test]
fn chapters_that_are_parted_or_joined_are_no_reading() {
    let table = Evening::at_the_table();
    let book = table.firs();
    for read in 1..=3 {
        table.reads_to(table.robin, book, read);
        table.days_pass(2);
    }
    let steps =
        || -> Vec<usize> { table.sees(table.robin, book).pace.steps.iter().map(|step| step.read).collect() };
    let around = || table.sees(table.robin, book).pace.projection.map(|one| one.around);
    let (before, date) = (table.app.chapters_of(book).expect("chapters"), around());
    assert_eq!(steps(), [1, 2, 3]);
    let mut list: Vec<_> = before.iter().map(as_it_is).collect();
    list.insert(1, begun("The Return, again"));
    list.insert(2, begun("The Return, at last"));
    table.app.edit_chapters(book, list).expect("edited");
    assert_eq!(steps(), [3, 4, 5], "each evening ended where it ended");
    assert_eq!(around(), date, "two are left, as before");
    table.reads_to(table.robin, book, 6);
    assert_eq!(steps(), [3, 4, 5, 6], "the next evening reads one chapter");
    table.app.undo().expect("undo").expect("the bookmark");

    table.app.edit_chapters(book, before.iter().map(as_it_is).collect()).expect("joined again");
    assert_eq!(steps(), [1, 2, 3]);
    let joined = before.iter().filter(|row| row.id != before[1].id).map(as_it_is).collect();
    table.app.edit_chapters(book, joined).expect("two chapters became one");
    assert_eq!(steps(), [1, 2], "the evening that ended within it has no step of its own");
    table.reads_to(table.robin, book, 3);
    assert_eq!(steps(), [1, 2, 3]);
    table.app.undo().expect("undo").expect("the bookmark");
    table.app.undo().expect("undo").expect("the chapters");
    assert_eq!(steps(), [1, 2, 3], "one edit is one step back");
}

#[test]
fn a_book_is_finished_rested_taken_up_and_removed_with_a_way_back() {
    let table = Evening::at_the_table();
    let book = table.firs();
    table.reads_to(table.robin, book, 5);
    table.sits(table.robin).finish_book(book, "The herbs, and the silences.").expect("finished");
    table.sits(table.sam).keep_line(book, "Robin did the Captain’s voice.").expect("a line");
    let seen = table.sees(table.sam, book);
    assert_eq!(seen.shelf, Shelf::Finished(day(2026, 11, 2)));
    assert_eq!(seen.lines.len(), 2, "each keeps a line");
    let shelf = table.app.reading_view().expect("the shelf");
    assert_eq!((shelf.on_table.len(), shelf.finished.len()), (0, 1));

    table.app.put_book(book, PutOn::Resting).expect("resting");
    assert_eq!(table.app.reading_view().expect("the shelf").resting.len(), 1);
    table.reads_to(table.sam, book, 1);
    assert_eq!(table.sees(table.sam, book).shelf, Shelf::Table, "a bookmark brings it to the table");

    table.app.remove_book(book).expect("removed");
    assert!(matches!(table.app.book_view(book), Err(AppError::NotFound)));
    let Undone { deed, .. } = table.app.undo().expect("undo").expect("a step");
    assert_eq!(deed.args, [("title", "The Country of the Pointed Firs".to_owned())]);
    assert_eq!(table.sees(table.sam, book).chapters.len(), 5, "it is back with everything in it");
}

#[test]
fn several_books_are_read_at_once_and_the_last_one_read_comes_first() {
    let table = Evening::at_the_table();
    let (one, two) = (table.firs(), table.book("Cranford", vec![ChapterDraft::default(); 3]));
    table.reads_to(table.robin, one, 1);
    table.days_pass(1);
    table.reads_to(table.robin, two, 1);
    let ids: Vec<_> = table.app.reading_view().expect("the shelf").on_table.iter().map(|b| b.id).collect();
    assert_eq!(ids, [two, one]);
}

#[test]
fn bad_input_is_answered_in_words_and_keeps_nothing() {
    let table = Evening::at_the_table();
    let draft = |title: &str, chapters| BookDraft {
        title: title.into(),
        author: String::new(),
        chapters,
        put_on: PutOn::Waiting,
        evenings: None,
        aloud: false,
        from_file: FromFile::default(),
    };
    let why = |draft| match table.app.add_book(draft) {
        Err(AppError::Invalid { field, why }) => (field, why),
        other => panic!("{other:?}"),
    };
    assert_eq!(why(draft(" \0 ", vec![])), ("title", "empty"));
    assert_eq!(why(draft(&"x".repeat(1 << 20), vec![])), ("title", "long"));
    assert_eq!(why(draft("Many", vec![ChapterDraft::default(); 5_000])), ("chapters", "many"));
    assert!(table.app.reading_view().expect("the shelf").waiting.is_empty(), "nothing was half-kept");
    let pasted: String = (1..=5_000).map(|n| format!("{n}. Title\n")).collect();
    let proposed = table.app.propose_chapters(&pasted, None).expect("a shelf");
    assert_eq!(proposed, Err(Unreadable::TooMany { found: 5_000 }));

    for title in ["שלום עולם", "📚", "<b>&amp;</b>", "Cranford", "Cranford"] {
        table.app.add_book(draft(title, vec![ChapterDraft::default()])).expect("kept as it is");
    }
    let shelf = table.app.reading_view().expect("the shelf");
    assert_eq!(shelf.waiting.iter().filter(|b| b.title == "Cranford").count(), 2, "two copies are two books");
    let book = table.firs();
    let on = table.chapter(book, 1);
    assert!(matches!(
        table.app.write_note(book, on, said("\n\0 ")),
        Err(AppError::Invalid { field: "words", why: "empty" })
    ));
    let last = table.app.move_bookmark(book, Place::start_of(usize::MAX), false).expect("the end").0;
    assert_eq!(last, Moved::There, "past the end is the end");
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}
