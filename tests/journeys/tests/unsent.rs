//! Words that were typed for the table and not kept yet: nothing typed is lost, and nobody else finds it.

mod home;

use chrono::TimeDelta;
use home::Home;
use nightstand_app::AppError;
use nightstand_app::unsent::{UNSENT_LENGTH, Unsent};
use nightstand_domain::ids::PersonId;

fn typed(place: &str, words: &str) -> Unsent {
    Unsent { place: place.to_owned(), words: words.to_owned() }
}

fn waiting(home: &Home) -> Vec<(String, String)> {
    home.app.unsent().unwrap().into_iter().map(|unsent| (unsent.place, unsent.words)).collect()
}

fn of<'a>(place: &'a str, words: &'a str) -> (String, String) {
    (place.to_owned(), words.to_owned())
}

#[test]
fn words_wait_through_a_restart_for_whoever_typed_them_alone() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin(folder.path());
    home.app.keep_unsent(home.robin, &typed("slip", "Thank you for")).unwrap();
    home.app.keep_unsent(home.robin, &typed("slip", "Thank you for the \u{0} soup, 🍲")).unwrap();
    home.app.keep_unsent(home.robin, &typed("book", "{}")).unwrap();
    // Robin's last keystroke arrives after Sam sat down.
    home.app.sit(home.sam).unwrap();
    home.app.keep_unsent(home.robin, &typed("ritual", "Tea")).unwrap();
    assert_eq!(waiting(&home), [], "Sam finds none of it");

    let home = home.reopened(folder.path());
    home.app.sit(home.sam).unwrap();
    assert_eq!(waiting(&home), []);
    home.app.sit(home.robin).unwrap();
    let all = [of("book", "{}"), of("ritual", "Tea"), of("slip", "Thank you for the \u{0} soup, 🍲")];
    assert_eq!(waiting(&home), all, "as it was typed last");
}

#[test]
fn what_was_kept_or_let_go_waits_no_longer() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin(folder.path());
    for place in ["slip", "book"] {
        home.app.keep_unsent(home.robin, &typed(place, "words")).unwrap();
    }
    home.app.keep_unsent(home.robin, &typed("slip", "")).unwrap();
    assert_eq!(waiting(&home), [of("book", "words")]);
    assert!(home.app.undo().unwrap().is_none(), "typing is nothing to take back: a field has its own undo");
}

#[test]
fn what_nobody_touched_for_a_year_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin(folder.path());
    home.app.keep_unsent(home.robin, &typed("slip", "old")).unwrap();
    home.clock.set(home.app.now() + TimeDelta::days(300));
    home.app.keep_unsent(home.robin, &typed("book", "newer")).unwrap();
    home.app.forget_old_versions();
    assert_eq!(waiting(&home).len(), 2, "a year has not gone by");
    home.clock.set(home.app.now() + TimeDelta::days(66));
    home.app.forget_old_versions();
    assert_eq!(waiting(&home), [of("book", "newer")]);
}

#[test]
fn what_cannot_be_kept_is_refused_and_the_words_before_it_stay() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin(folder.path());
    home.app.keep_unsent(home.robin, &typed("slip", "before")).unwrap();
    let long = typed("slip", &"x".repeat(UNSENT_LENGTH + 1));
    assert!(matches!(home.app.keep_unsent(home.robin, &long), Err(AppError::Invalid { .. })));
    let nowhere = typed("", "words");
    assert!(matches!(home.app.keep_unsent(home.robin, &nowhere), Err(AppError::Invalid { .. })));
    let stranger = PersonId::random().unwrap();
    assert!(matches!(home.app.keep_unsent(stranger, &typed("slip", "hello")), Err(AppError::NotFound)));
    assert_eq!(waiting(&home), [of("slip", "before")]);
}
