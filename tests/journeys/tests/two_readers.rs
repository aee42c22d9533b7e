//! One book, two readers: who read aloud, who fell asleep, whose copy counts how, and what may be taken away.

mod evening;

use std::fs;

use chrono::NaiveDate;
use nightstand_app::AppError;
use nightstand_app::reading::{
    BookDraft, BookPlan, BookView, FromFile, Keepsake, KeepsakeItem, KeepsakeSection, Moved, NoteDraft,
    NoteForReader, PutOn, Side,
};
use nightstand_domain::ids::{BookId, ChapterId, PersonId};
use nightstand_domain::reading::{
    Anchor, ChapterDraft, Edition, EditionKind, Evenings, NoteKind, Numbering, Place, Toward, Trade, Within,
};

use crate::evening::Evening;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn said(kind: NoteKind, words: &str) -> NoteDraft {
    NoteDraft { words: words.into(), kind, within: Within::Start }
}

impl Evening {
    fn book_of(&self, title: &str, chapters: usize) -> BookId {
        let chapter = |n: usize| ChapterDraft {
            title: format!("Part of it {n}"),
            part: String::new(),
            pages: Some(12),
            words: None,
        };
        let draft = BookDraft {
            title: title.into(),
            author: "Somebody".into(),
            chapters: (1..=chapters).map(chapter).collect(),
            put_on: PutOn::Table,
            evenings: Evenings::new(2, 3),
            aloud: true,
            from_file: FromFile::default(),
        };
        self.sits(self.robin).add_book(draft).expect("a book").0
    }

    fn reads_to(&self, person: PersonId, book: BookId, chapters: usize) {
        let moved =
            self.sits(person).move_bookmark(book, Place::start_of(chapters), false).expect("a bookmark");
        assert_eq!(moved.0, Moved::There, "a step on is never asked about");
    }

    fn both_read_to(&self, book: BookId, chapters: usize) {
        self.reads_to(self.robin, book, chapters);
        self.reads_to(self.sam, book, chapters);
    }

    fn sees(&self, person: PersonId, book: BookId) -> BookView {
        self.sits(person).book_view(book).expect("the book")
    }

    fn chapter(&self, book: BookId, number: usize) -> ChapterId {
        self.app.chapters_of(book).expect("chapters")[number - 1].id
    }

    fn turn(&self, book: BookId) -> Option<PersonId> {
        self.app.book_view(book).expect("the book").turn
    }
}

#[test]
fn the_one_who_read_last_hands_over_to_the_other() {
    let table = Evening::of_two();
    let book = table.book_of("Aloud", 9);
    table.both_read_to(book, 0);
    assert_eq!(table.turn(book), Some(table.robin), "whoever brings the book reads first");
    table.both_read_to(book, 1);
    assert_eq!(table.turn(book), Some(table.sam), "robin read, so sam is next");
    assert_eq!(table.sees(table.sam, book).chapters[0].aloud_by, Some(table.robin));
    table.both_read_to(book, 2);
    assert_eq!(table.turn(book), Some(table.robin));

    table.app.hand_over_reading(book, table.sam).expect("handed over");
    assert_eq!(table.turn(book), Some(table.sam), "by hand: sam reads again");
    table.both_read_to(book, 3);
    assert_eq!(table.turn(book), Some(table.robin), "and from there as usual");

    let third = table.chapter(book, 3);
    table.app.read_aloud_by(book, third, Some(table.robin)).expect("it was robin");
    assert_eq!(table.turn(book), Some(table.sam), "what really happened decides");
    table.app.undo().expect("undo");
    assert_eq!(table.turn(book), Some(table.robin), "and can be taken back");
}

#[test]
fn a_turn_taken_back_with_the_bookmark_is_handed_back() {
    let table = Evening::of_two();
    let book = table.book_of("Aloud", 9);
    table.both_read_to(book, 0);
    table.reads_to(table.robin, book, 1);
    assert_eq!(table.turn(book), Some(table.sam));
    assert_eq!(table.sees(table.sam, book).turn, None, "and none for the chapter that sam has just heard");
    table.robin().undo().expect("undo");
    assert_eq!(table.turn(book), Some(table.robin), "one step back for both");
    table.reads_to(table.robin, book, 3);
    assert_eq!(table.turn(book), Some(table.robin), "who reads on alone hands nothing over");
}

#[test]
fn whoever_comes_to_the_others_place_read_in_turn_with_them() {
    let table = Evening::of_two();
    let book = table.book_of("Aloud", 9);
    table.both_read_to(book, 0);
    table.reads_to(table.robin, book, 1);
    table.reads_to(table.robin, book, 2);
    table.reads_to(table.sam, book, 2);
    let read: Vec<_> =
        table.sees(table.sam, book).chapters.iter().map(|chapter| chapter.aloud_by).take(3).collect();
    assert_eq!(read, [Some(table.robin), Some(table.sam), None], "a chapter each, however it was marked");
    assert_eq!(table.turn(book), Some(table.robin));

    // What was given for a later chapter says nothing of those before it.
    table.reads_to(table.robin, book, 3);
    table.reads_to(table.robin, book, 4);
    table.app.hand_over_reading(book, table.sam).expect("handed over");
    table.reads_to(table.sam, book, 4);
    let fourth = table.sees(table.sam, book).chapters[3].aloud_by;
    assert_eq!(fourth, Some(table.sam), "robin read the third");
    table.app.undo().expect("undo");
    assert_eq!(table.sees(table.sam, book).chapters[3].aloud_by, None, "it goes with the bookmark");

    let night = table.book_of("Nights", 9);
    let plan = BookPlan { aloud: true, trade: Trade::Nights, ..BookPlan::default() };
    table.app.plan_book(night, plan).expect("a plan");
    table.both_read_to(night, 0);
    table.reads_to(table.robin, night, 1);
    table.reads_to(table.robin, night, 2);
    table.reads_to(table.sam, night, 2);
    let read: Vec<_> =
        table.sees(table.sam, night).chapters.iter().map(|chapter| chapter.aloud_by).take(2).collect();
    assert_eq!(read, [Some(table.robin), Some(table.robin)], "the night was robin's");
}

#[test]
fn nights_can_be_traded_instead_of_chapters() {
    let table = Evening::of_two();
    let book = table.book_of("Nights", 9);
    let plan = BookPlan { aloud: true, trade: Trade::Nights, ..BookPlan::default() };
    table.app.plan_book(book, plan).expect("a plan");
    table.both_read_to(book, 0);
    table.both_read_to(book, 1);
    table.both_read_to(book, 2);
    assert_eq!(table.turn(book), Some(table.robin), "the whole night is robin's");
    table.days_pass(1);
    assert_eq!(table.turn(book), Some(table.sam), "the next one is sam's");
}

#[test]
fn whoever_fell_asleep_has_two_bookmarks_and_chooses_where_to_go_on() {
    let table = Evening::of_two();
    let book = table.book_of("Late", 9);
    table.both_read_to(book, 3);
    let letter = table.chapter(book, 5);
    table
        .sits(table.robin)
        .write_note(book, letter, said(NoteKind::Letter, "for chapter five"))
        .expect("a letter");
    table.reads_to(table.robin, book, 5);

    let heard = Place { read: 3, within: Within::Page(40) };
    let ahead = table.sits(table.sam).fell_asleep(book, Place::start_of(7));
    assert!(matches!(ahead, Err(AppError::Invalid { field: "heard", why: "ahead" })), "nobody read that far");
    table.sits(table.sam).fell_asleep(book, heard).expect("asleep");
    let seen = table.sees(table.sam, book);
    let sams = seen.ribbons.iter().find(|ribbon| ribbon.person == table.sam).expect("sam's");
    assert_eq!(
        (sams.place, sams.heard),
        (Place::start_of(5), Some(heard)),
        "the reader's place and the last heard"
    );
    assert_eq!(seen.together, 3, "what one slept through was not read together");
    assert!(
        seen.notes.iter().any(|note| matches!(note, NoteForReader::Sealed { letter: true, .. })),
        "a letter on a chapter that one slept through stays sealed"
    );
    let tonight = table.app.next_chapters_for_tonight().expect("tonight");
    assert_eq!(
        (tonight[0].number, tonight[0].heard),
        (4, Some(heard)),
        "tonight offers the last place heard"
    );

    table.app.wake_up(book, true).expect("again");
    let ribbons = table.sees(table.sam, book).ribbons;
    assert!(ribbons.iter().any(|r| r.person == table.sam && r.place == heard && r.heard.is_none()));
    table.app.undo().expect("undo");
    table.sits(table.sam).wake_up(book, false).expect("heard since");
    let ribbons = table.sees(table.sam, book).ribbons;
    assert!(ribbons.iter().any(|r| r.person == table.sam && r.place.read == 5 && r.heard.is_none()));
    assert!(matches!(table.app.wake_up(book, true), Err(AppError::NotFound)), "awake is awake");
}

#[test]
fn going_on_from_where_one_fell_asleep_is_no_step_back() {
    let table = Evening::of_two();
    let book = table.book_of("Late", 9);
    table.both_read_to(book, 3);
    table.reads_to(table.robin, book, 6);
    table.sits(table.sam).fell_asleep(book, Place::start_of(3)).expect("asleep");
    table.reads_to(table.sam, book, 4);
    let ribbons = table.sees(table.sam, book).ribbons;
    assert!(
        ribbons.iter().any(|r| r.person == table.sam && r.place.read == 4 && r.heard.is_none()),
        "awake again"
    );
}

#[test]
fn quotes_and_letters_stay_sealed_with_neither_length_nor_date() {
    let table = Evening::of_two();
    let book = table.book_of("Sealed", 9);
    let on = table.chapter(book, 4);
    let sam = table.sits(table.sam);
    let quote = NoteDraft { within: Within::Page(88), ..said(NoteKind::Quote, "a rock, once") };
    sam.write_note(book, on, quote).expect("a quote");
    sam.write_note(book, on, said(NoteKind::Letter, "dear robin")).expect("a letter");
    sam.write_note(book, on, said(NoteKind::Note, "a note")).expect("a note");
    let seen = table.sees(table.robin, book).notes;
    let sealed: Vec<bool> = seen
        .iter()
        .map(|note| matches!(note, NoteForReader::Sealed { letter: true, chapter: 4, .. }))
        .collect();
    assert_eq!(sealed, [true, false], "a letter, and one envelope for the rest");
    table.reads_to(table.robin, book, 3);
    let open = table.sees(table.robin, book).notes;
    let quotes = open.iter().filter(|note| {
        matches!(note, NoteForReader::Open { kind: NoteKind::Quote, within: Within::Page(88), .. })
    });
    assert_eq!((open.len(), quotes.count()), (3, 1), "reached, all three open");
}

#[test]
fn a_plan_towards_a_day_is_told_as_evenings_and_is_never_behind() {
    let table = Evening::of_two();
    let book = table.book_of("By a day", 12);
    let by = day(2026, 12, 20);
    let plan = BookPlan { finish_by: Some(by), aloud: true, ..BookPlan::default() };
    table.app.plan_book(book, plan).expect("a plan");
    let seen = table.sees(table.robin, book);
    assert_eq!(seen.finish_by, Some(by));
    assert_eq!(seen.toward, Evenings::new(3, 3).map(Toward::Evenings), "twelve chapters in four weeks");
    table.days_pass(60);
    assert_eq!(table.sees(table.robin, book).toward, Some(Toward::Gone), "the day went by, that is all");

    let plan = BookPlan { evenings: Evenings::new(2, 3), aloud: true, ..BookPlan::default() };
    table.app.plan_book(book, plan).expect("another plan");
    let meant = table.sees(table.robin, book).meant.expect("a range before there is a pace");
    assert!(meant.earliest < meant.latest, "a range, no promise");
}

#[test]
fn two_books_at_once_both_stand_on_tonight() {
    let table = Evening::of_two();
    let one = table.book_of("One", 3);
    let two = table.book_of("Two", 3);
    table.both_read_to(two, 1);
    let tonight = table.app.next_chapters_for_tonight().expect("tonight");
    assert_eq!(
        tonight.iter().map(|next| next.book).collect::<Vec<_>>(),
        [two, one],
        "the one read last first"
    );
    table.app.put_book(two, PutOn::Resting).expect("resting");
    assert_eq!(
        table.app.next_chapters_for_tonight().expect("tonight").len(),
        1,
        "one rests, and that is usual"
    );
}

#[test]
fn each_holds_an_edition_of_their_own_beside_the_shared_chapters() {
    let table = Evening::of_two();
    let book = table.book_of("Editions", 5);
    let fifth = table.chapter(book, 5);
    let edition = Edition { kind: EditionKind::Paper, pages: Some(212), name: "the blue one".into() };
    let numbering = Numbering { by_parts: false, anchors: vec![Anchor { chapter: fifth, number: 3 }] };
    table.sits(table.sam).hold_edition(book, edition.clone(), numbering.clone()).expect("an edition");
    let sams = table.sees(table.sam, book);
    let called: Vec<_> = sams.chapters.iter().map(|chapter| chapter.called.map(|c| c.first)).collect();
    assert_eq!(called, [None, None, Some(1), Some(2), Some(3)], "what sam's book calls 3 is our 5");
    let robins = table.sees(table.robin, book);
    assert!(
        robins.chapters.iter().all(|chapter| chapter.called.is_none()),
        "robin's counts as the list does"
    );
    assert_eq!(robins.editions[0].edition, edition, "each sees what the other holds");
    let taken = table.app.shelf_out().expect("the data").books.remove(0).readers.remove(0).numbering;
    let taken = taken.expect("sam's copy counts otherwise");
    let lined_up: Vec<_> = taken.chapters.iter().map(|one| (one.chapter, one.called)).collect();
    assert_eq!((taken.by_parts, lined_up), (false, vec![(5, 3)]), "and it is taken along");
    let twice =
        Numbering { anchors: [numbering.anchors.clone(), numbering.anchors].concat(), by_parts: false };
    let refused = table.app.hold_edition(book, edition, twice);
    assert!(matches!(refused, Err(AppError::Invalid { field: "numbering", why: "twice" })));
}

#[test]
fn what_is_sealed_is_never_found_and_never_taken_away() {
    let table = Evening::of_two();
    let book = table.book_of("The Country of Ántonia", 9);
    let on = table.chapter(book, 5);
    table.sits(table.sam).write_note(book, on, said(NoteKind::Letter, "the canary sings")).expect("a letter");
    table.sits(table.robin).write_note(book, on, said(NoteKind::Note, "Robin’s own canary")).expect("a note");
    let found = |text: &str| table.app.reading_search(text).expect("a search");
    let canaries = found("CANARY");
    assert_eq!(canaries.notes.len(), 1, "robin finds robin's own");
    assert_eq!(found("antonia").books.len(), 1, "a title without its accent");
    assert!(found(" … ").books.is_empty(), "no word, nothing found");
    let taken = table.app.shelf_out().expect("all of it");
    let words: Vec<&str> = taken.books[0].notes.iter().map(|note| note.words.as_str()).collect();
    assert_eq!(words, ["Robin’s own canary"], "the export holds what robin may read");
    let keepsake = table.app.keepsake_words(book).expect("a keepsake");
    assert_eq!(keepsake.notes.len(), 1, "and so does the keepsake");

    table.reads_to(table.robin, book, 4);
    assert_eq!(found("canary").notes.len(), 2, "reached, it is found");
    table.sits(table.sam);
    assert_eq!(found("canary").notes.len(), 1, "sam has not opened the book: robin's note is sealed");
}

#[test]
fn a_keepsake_and_the_shelf_are_written_whole_and_replace_nothing_else() {
    let table = Evening::of_two();
    let book = table.book_of("Kept", 2);
    table.both_read_to(book, 2);
    table.app.finish_book(book, "=the end").expect("finished");
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let item = KeepsakeItem {
        side: Side::A,
        by: "robin".into(),
        words: "<b>loud</b>".into(),
        quote: false,
        letter: false,
    };
    let section = KeepsakeSection { heading: "1".into(), under: String::new(), items: vec![item] };
    let page = Keepsake { title: "Kept".into(), sections: vec![section], ..Keepsake::default() };
    let taken = table.app.keepsake_save(&at("kept"), &page).expect("a keepsake");
    assert!(taken.path.ends_with("kept.html"), "it gets its ending");
    let html = fs::read_to_string(&taken.path).expect("the page");
    assert!(html.contains("&lt;b&gt;loud") && !html.contains("<b>"), "words stay words");
    table.app.keepsake_save(&at("kept.html"), &page).expect("ours is replaced");
    fs::write(at("mine.html"), "somebody's own page").expect("written");
    let refused = table.app.keepsake_save(&at("mine.html"), &page);
    assert!(matches!(refused, Err(AppError::Invalid { field: "place", why: "notOurs" })), "theirs never is");

    for name in ["shelf.json", "shelf.csv"] {
        table.app.reading_export(&at(name)).expect("written");
        table.app.reading_export(&at(name)).expect("and written over");
    }
    let sheet = fs::read_to_string(at("shelf.csv")).expect("the sheet");
    assert!(sheet.contains("\"'=the end\""), "no cell is a formula");
    assert!(
        fs::read_to_string(at("shelf.json")).expect("the tree").contains("=the end"),
        "the tree says it as it is"
    );
    let refused = table.app.reading_export(&at("shelf.txt"));
    assert!(matches!(refused, Err(AppError::Invalid { field: "place", why: "ending" })));
}

#[test]
fn the_year_of_books_knows_the_evenings_and_no_number_of_anybody() {
    let table = Evening::of_two();
    let book = table.book_of("Lit", 9);
    table.both_read_to(book, 1);
    table.days_pass(2);
    table.both_read_to(book, 2);
    let year = table.app.reading_view().expect("the shelf").year;
    assert_eq!((year.year, year.days.len()), (2026, 2), "two evenings, each lit once for both");
}

fn contents(titles: &[&str]) -> Vec<ChapterDraft> {
    titles.iter().map(|title| ChapterDraft { title: (*title).into(), ..ChapterDraft::default() }).collect()
}

#[test]
fn a_file_without_contents_takes_no_chapter_away() {
    let table = Evening::of_two();
    let book = table.book_of("The Lamp", 5);
    table.both_read_to(book, 3);
    table.app.take_into_book(book, Vec::new(), FromFile::default()).expect("taken in");
    let seen = table.sees(table.robin, book);
    assert_eq!((seen.chapters.len(), seen.together), (5, 3), "it says nothing about them");
}

#[test]
fn a_file_with_other_titles_and_more_of_them_leaves_bookmarks_and_lengths_where_they_are() {
    let table = Evening::of_two();
    let book = table.book_of("The Lamp", 3);
    table.both_read_to(book, 2);
    table
        .app
        .take_into_book(book, contents(&["The Return", "", "Mrs. Todd", "Afterword"]), FromFile::default())
        .expect("in");
    assert_eq!(table.sees(table.robin, book).together, 2, "no bookmark moves back");
    let chapters = table.app.chapters_of(book).expect("chapters");
    let told: Vec<_> = chapters.iter().map(|chapter| (chapter.title.as_str(), chapter.pages)).collect();
    let known = Some(12);
    assert_eq!(
        told,
        [("The Return", known), ("Part of it 2", known), ("Mrs. Todd", known), ("Afterword", None)],
        "what the file does not know stands"
    );
}

#[test]
fn what_was_heard_stays_in_its_chapter_when_chapters_are_edited() {
    let table = Evening::of_two();
    let book = table.book_of("The Lamp", 6);
    table.both_read_to(book, 5);
    table.sits(table.sam).fell_asleep(book, Place::start_of(3)).expect("asleep");
    let fifth = table.chapter(book, 5);
    table.robin().write_note(book, fifth, said(NoteKind::Letter, "sealed")).expect("a letter");
    table.app.hand_over_reading(book, table.robin).expect("handed over");
    let kept = table.app.chapters_of(book).expect("chapters").into_iter().skip(1);
    let list = kept.map(|row| nightstand_app::reading::ChapterEdit {
        id: Some(row.id),
        chapter: ChapterDraft { title: row.title, part: row.part, pages: row.pages, words: row.words },
    });
    table.app.edit_chapters(book, list.collect()).expect("edited");
    let seen = table.sees(table.sam, book);
    assert!(
        seen.notes.iter().all(|note| matches!(note, NoteForReader::Sealed { .. })),
        "the fifth chapter is the fourth now, and sam has still not heard it"
    );
    table.reads_to(table.sam, book, 3);
    assert_eq!(table.turn(book), Some(table.sam), "robin's turn was the chapter that it was given for");
}

#[test]
fn a_turn_is_handed_over_from_what_nobody_has_read_yet() {
    let table = Evening::of_two();
    let book = table.book_of("Aloud", 9);
    table.both_read_to(book, 3);
    let reader = table.turn(book).expect("somebody's turn");
    table.reads_to(table.robin, book, 4);
    assert_ne!(table.turn(book), Some(reader), "as usual, also while the other bookmark is missing");
    table.app.hand_over_reading(book, reader).expect("handed over");
    assert_eq!(table.turn(book), Some(reader), "they read again");
    table.reads_to(table.sam, book, 4);
    assert_eq!(table.turn(book), Some(reader), "from the chapter that neither has read");
}

#[test]
fn a_night_is_whose_it_is_however_much_of_the_book_it_holds() {
    let table = Evening::of_two();
    let book = table.book_of("Aloud", 9);
    table.both_read_to(book, 0);
    let plan = BookPlan { evenings: None, finish_by: None, aloud: true, trade: Trade::Nights };
    table.robin().plan_book(book, plan).expect("by nights");
    table.both_read_to(book, 2);
    assert_eq!(table.turn(book), Some(table.robin), "it is still robin's night");
    table.days_pass(1);
    assert_eq!(table.turn(book), Some(table.sam), "two chapters at once were robin's too");
    let page = Place { read: 2, within: Within::Page(7) };
    table.robin().move_bookmark(book, page, false).expect("a page");
    table.sam().move_bookmark(book, page, false).expect("the same page");
    table.days_pass(1);
    assert_eq!(table.turn(book), Some(table.robin), "a night of pages is a night");
    table.both_read_to(book, 3);
    table.days_pass(1);
    let third = table.chapter(book, 3);
    table.app.read_aloud_by(book, third, Some(table.sam)).expect("it was sam after all");
    assert_eq!(table.turn(book), Some(table.robin), "last night's reader, corrected today, had last night");
}

#[test]
fn whoever_falls_asleep_has_an_evening_as_far_as_they_heard() {
    let table = Evening::of_two();
    let book = table.book_of("Aloud", 9);
    table.both_read_to(book, 0);
    table.reads_to(table.robin, book, 3);
    table.sits(table.sam).fell_asleep(book, Place::start_of(2)).expect("asleep");
    let steps = table.sees(table.robin, book).pace.steps;
    assert_eq!(steps.last().map(|step| step.read), Some(2), "two chapters were read by both");
    table.days_pass(1);
    table.sits(table.sam).wake_up(book, false).expect("heard since");
    assert_eq!(table.sees(table.robin, book).pace.steps.last().map(|step| step.read), Some(3));
}

#[test]
fn where_each_reads_alone_sleep_leaves_the_bookmark_at_ones_own_place() {
    let table = Evening::of_two();
    let book = table.book_of("Each alone", 9);
    let plan = BookPlan { evenings: None, finish_by: None, aloud: false, trade: Trade::Chapters };
    table.robin().plan_book(book, plan).expect("not aloud");
    table.reads_to(table.robin, book, 4);
    table.reads_to(table.sam, book, 8);
    table.sits(table.robin).fell_asleep(book, Place::start_of(2)).expect("asleep");
    table.app.wake_up(book, false).expect("heard since");
    let ribbons = table.sees(table.robin, book).ribbons;
    let own = ribbons.iter().find(|ribbon| ribbon.person == table.robin).expect("a ribbon");
    assert_eq!(own.place.read, 4, "sam's place is sam's");
}

#[test]
fn on_which_days_somebody_read_is_told_to_nobody_else() {
    let table = Evening::of_two();
    let book = table.book_of("Each alone", 9);
    table.both_read_to(book, 0);
    table.reads_to(table.robin, book, 3);
    assert_eq!(table.robin().reading_view().expect("the shelf").year.days, [table.app.today()]);
    assert!(table.sam().reading_view().expect("the shelf").year.days.is_empty(), "not lit for sam");
    let out = |app: &nightstand_app::App| app.shelf_out().expect("the data").books[0].evenings.len();
    assert_eq!((out(table.robin()), out(table.sam())), (1, 0), "nor in what sam takes away");
    assert!(table.sam().keepsake_view(book).expect("the keepsake").begun.is_none());
}
