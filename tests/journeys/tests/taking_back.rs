//! What somebody took back can be put back, until something else is done.

mod evening;

use evening::{Evening, draft};
use nightstand_app::TakenBack;
use nightstand_app::reading::{BookDraft, FromFile, PutOn};
use nightstand_domain::reading::ChapterDraft;

/// A book with three chapters.
fn cranford() -> BookDraft {
    BookDraft {
        title: "Cranford".into(),
        author: String::new(),
        chapters: vec![ChapterDraft::default(); 3],
        put_on: PutOn::Table,
        evenings: None,
        aloud: false,
        from_file: FromFile::default(),
    }
}

#[test]
fn a_book_that_was_taken_off_the_shelf_again_is_put_back_whole_and_can_be_taken_back_once_more() {
    let evening = Evening::of_two();
    let robin = evening.robin();
    let (book, _) = robin.add_book(cranford()).expect("a book");
    let undone = robin.undo().expect("undo").expect("a step");
    assert!(undone.redo && robin.book_view(book).is_err(), "it is gone, and not for good");

    let back = robin.redo().expect("redo").expect("what was just taken back");
    assert_eq!((&back.deed, back.taken_back), (&undone.deed, TakenBack::Whole));
    assert_eq!(back.changed.undo, Some(undone.deed), "it is a step like any other");
    assert_eq!(robin.book_view(book).expect("the book").chapters.len(), 3, "with everything in it");
    assert!(robin.redo().expect("redo").is_none(), "once");

    robin.undo().expect("undo").expect("the same step");
    assert!(robin.book_view(book).is_err());
}

#[test]
fn what_was_done_since_is_never_followed_by_an_older_step() {
    let evening = Evening::of_two();
    let (tea, _) = evening.robin().ritual_save(draft("Tea", "21:30")).expect("a ritual");
    evening.robin().undo().expect("undo").expect("a step");
    assert!(evening.sam().redo().expect("redo").is_none(), "it is not Sam’s to put back");
    let (other, _) = evening.robin().ritual_save(draft("Coffee", "07:15")).expect("another");
    assert!(evening.robin().redo().expect("redo").is_none(), "something else was done");
    let rituals: Vec<_> =
        evening.robin().rituals_view().expect("rituals").rituals.iter().map(|r| r.id).collect();
    assert!(rituals.contains(&other) && !rituals.contains(&tea));
}

#[test]
fn of_two_steps_that_were_taken_back_the_last_one_is_put_back() {
    let evening = Evening::of_two();
    let robin = evening.robin();
    let here = robin.here().expect("Robin").id;
    robin.rename_person(here, "Robs").expect("a name");
    robin.rename_person(here, "Rob").expect("another");
    robin.undo().expect("undo").expect("a step");
    robin.undo().expect("undo").expect("a step");
    robin.redo().expect("redo").expect("the one that was taken back last");
    assert_eq!(robin.here().expect("Robin").name, "Robs");
}
