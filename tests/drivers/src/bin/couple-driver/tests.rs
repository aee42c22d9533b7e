//! What the driver makes of odd files.

use serde_json::Value;

use super::*;

fn loaded(couple: Value) -> (tempfile::TempDir, Driver) {
    let folder = tempfile::tempdir().unwrap();
    let couple: Couple = serde_json::from_value(couple).unwrap();
    let mut driver = Driver::begin(folder.path(), &couple).unwrap();
    driver.load(couple).unwrap();
    (folder, driver)
}

fn left_out(driver: &Driver) -> Vec<(&str, usize)> {
    driver.left_out.iter().map(|(what, many)| (what.as_str(), *many)).collect()
}

fn tea(change: Value) -> Value {
    let mut tea = json!({
        "id": 1, "title": "Tea", "rrule": "FREQ=DAILY", "dtstart": "2026-01-01T21:30:00",
        "tzid": "Europe/Berlin", "ends": null, "minutes": 10,
    });
    tea.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    tea
}

fn page(id: u32, author: &str) -> Value {
    json!({"id": id, "ts": "2026-01-01T22:00", "author": author, "private": true, "title": "", "body": "Mine"})
}

#[test]
fn what_a_stranger_wrote_is_given_to_nobody() {
    let (_folder, driver) = loaded(json!({
        "partners": ["Ada", "Noor"], "zone": "Europe/Berlin",
        "entries": [page(1, "A"), page(2, "Noor"), page(3, "Somebody")],
        "rituals": [tea(json!({"owner": "Somebody"}))],
        "books": [{
            "title": "A book", "chapters": [{"n": 1}],
            "progress": [{"who": "Somebody", "chapter": 1, "at": "2026-01-03"}],
            "notes": [
                {"who": "Somebody", "chapter": 1, "text": "Well"}, {"who": "B", "chapter": 2, "text": "Where"},
            ],
        }],
    }));
    assert_eq!(left_out(&driver), [(NO_CHAPTER, 1), (NOBODY, 4)], "and how much it was is said");
    assert_eq!(driver.app.book_view(driver.last_book().unwrap()).unwrap().together, 0);
}

#[test]
fn of_two_of_one_name_the_letters_tell() {
    let (_folder, driver) = loaded(json!({
        "partners": ["Sam", "Sam"], "zone": "Europe/Berlin",
        "entries": [page(1, "B"), page(2, "A"), page(3, "Sam")],
    }));
    assert_eq!(left_out(&driver), [(NOBODY, 1)], "the name alone says nothing");
    for (side, person) in driver.people.into_iter().enumerate() {
        driver.sit(side).unwrap();
        driver.app.unlock_drawer(person, "ten years of two").unwrap();
        assert_eq!(driver.app.pages(None, 20).unwrap().total, 1, "each has their own");
    }
}

/// How many pages each has.
fn pages(driver: &Driver) -> [usize; 2] {
    [0, 1].map(|side| {
        driver.sit(side).unwrap();
        if driver.app.drawer_front(driver.people[side]) == DrawerFront::NotMade {
            return 0;
        }
        driver.app.unlock_drawer(driver.people[side], "ten years of two").unwrap();
        let total = driver.app.pages(None, 20).unwrap().total;
        driver.app.lock_drawer().unwrap();
        total
    })
}

#[test]
fn a_name_says_more_than_a_letter() {
    let (_folder, driver) = loaded(json!({
        "partners": ["B", "A"], "zone": "Europe/Berlin", "entries": [page(1, "A"), page(2, "A"), page(3, "B")],
    }));
    assert_eq!((pages(&driver), left_out(&driver)), ([1, 2], vec![]), "A is the second one's name");
    let (_folder, driver) = loaded(json!({
        "partners": [null, "A"], "zone": "Europe/Berlin", "entries": [page(1, "A"), page(2, "B")],
    }));
    assert_eq!((pages(&driver), left_out(&driver)), ([0, 1], vec![(NOBODY, 1)]), "here it is either's");
}

#[test]
fn a_page_keeps_its_tags_and_what_has_no_words_or_no_time_is_no_page() {
    let (_folder, driver) = loaded(json!({
        "partners": ["Ada", "Noor"], "zone": "Europe/Berlin",
        "entries": [
            {"id": 1, "ts": "2026-01-01T22:00", "author": "A", "private": true, "title": "", "body": "Mine",
             "tags": ["us", "deep talk", 3]},
            {"id": 2, "ts": "2026-01-01T22:00", "author": "A", "private": false, "title": " ", "body": "\n"},
            {"id": 3, "ts": "not a time", "author": "A", "private": true, "title": "", "body": "Mine"},
            {"id": 4, "ts": "not a time", "author": "A", "private": false, "title": "", "body": "Ours"},
            {"id": 5, "ts": "2026-01-01T22:00", "author": "A", "private": false, "title": "", "body": "Ours",
             "tags": ["us"]},
            {"id": 6, "ts": "2026-01-02", "author": "A", "private": true, "title": "", "body": "Mine", "tags": null},
        ],
    }));
    assert_eq!(left_out(&driver), [(NO_WORDS, 1), (NO_TAGS, 1), (NO_TIME, 2), (NO_SHAPE, 1)]);
    driver.sit(0).unwrap();
    driver.app.unlock_drawer(driver.people[0], "ten years of two").unwrap();
    assert_eq!(driver.app.pages(None, 20).unwrap().total, 2);
    let mut tags = driver.app.tags().unwrap();
    tags.sort();
    assert_eq!(tags, ["deep-talk", "us"], "in the text, as everywhere");
}

#[test]
fn what_is_no_list_is_an_empty_one_and_a_mark_in_front_is_no_word() {
    let file = b"\xEF\xBB\xBF{\"partners\":[\"Ada\",\"Noor\"],\"zone\":\"Europe/Berlin\",\"books\":null,
        \"rituals\":null,\"occurrences\":null,\"entries\":{}}";
    let couple = file::couple(file).unwrap();
    assert_eq!((couple.books.unread, couple.entries.unread), (0, 1));
}

#[test]
fn a_book_with_an_odd_chapter_is_a_book_without_it() {
    let (_folder, driver) = loaded(json!({
        "partners": ["Ada", "Noor"], "zone": "Europe/Berlin",
        "books": [{
            "title": "A book",
            "chapters": [
                {"n": 1, "title": "One"}, {"n": 2, "title": ["Two"]}, {"n": 3, "title": "w".repeat(10_000)},
                {"n": 4, "title": "Four", "pages": -9}, {"n": 5, "title": "Five"}, "Six",
            ],
            "progress": [{"who": "A", "chapter": 5, "at": "2026-01-03"}, {"who": "A"}],
            "notes": [{"who": "A", "chapter": 5, "text": "Well"}, {"who": "A", "chapter": 2, "text": "Where"}],
        }, {"title": "Another", "chapters": null, "progress": null, "notes": null}],
    }));
    assert_eq!(
        left_out(&driver),
        [("chapters whose title is longer than a title can be", 1), (NO_CHAPTER, 1), (NO_SHAPE, 4)]
    );
    driver.sit(0).unwrap();
    let book = driver.app.book_view(driver.books[&0].0).unwrap();
    let titles: Vec<_> = book.chapters.iter().map(|chapter| chapter.title.as_deref()).collect();
    assert_eq!((titles, book.noted), (vec![Some("One"), Some("Five")], vec![(2, 1)]));
    assert_eq!(book.together, 2, "both are read");
}

#[test]
fn memories_are_the_pages_of_earlier_years_or_there_are_none() {
    let (_folder, driver) = loaded(json!({
        "partners": ["Ada", "Noor"], "zone": "Europe/Berlin", "entries": [page(1, "B")],
    }));
    driver.view("memories").unwrap();
    let (_folder, driver) = loaded(json!({"partners": ["Ada", "Noor"], "zone": "Europe/Berlin"}));
    let said = driver.view("memories").unwrap_err().to_string();
    assert!(said.contains("nobody here has a drawer"), "{said}");
}

#[test]
fn one_odd_thing_keeps_nothing_else_from_being_loaded() {
    let (_folder, driver) = loaded(json!({
        "partners": ["Ada", "Noor"], "zone": "Europe/Berlin",
        "rituals": [
            tea(json!({"title": ""})), tea(json!({"title": null})), tea(json!({"rrule": "FREQ=SOMETIMES"})),
            tea(json!({"dtstart": "one day"})), tea(json!({"dtstart": "2026-01-01T21:30:00-05:00"})),
        ],
        "occurrences": [{"ritual": 1, "due": "2026-01-02T20:30:00Z", "state": "done"}],
        "books": [
            {"title": "", "chapters": [{"n": 1}], "progress": [{"who": "A", "chapter": 1, "at": "2026-01-03"}]},
            {"title": "A book", "chapters": [{"n": 1}]},
        ],
        "entries": [
            {"id": 1, "ts": "2026-01-01T22:00", "author": "A", "private": false, "title": null, "body": "Thank you"},
        ],
    }));
    let told: Vec<_> = driver.left_out.keys().map(String::as_str).collect();
    assert_eq!(
        told,
        [
            NO_BOOK,
            "books (title: empty)",
            "rituals (title: empty)",
            "rituals by a rule that nobody can read (FREQ=SOMETIMES)",
            NO_TIME,
            "things that lack what they need, or hold it in another shape",
        ]
    );
    let rituals = driver.app.rituals_view().unwrap().rituals;
    let times: Vec<_> = rituals.iter().filter_map(|row| row.when()).map(|when| when.at.to_string()).collect();
    assert_eq!(times, ["21:30:00"], "the wall time that is written there");
    assert_eq!(driver.app.us_view(10).unwrap().slips.len(), 1, "a slip needs no title");
}

#[test]
fn a_bookmark_lies_in_its_own_book_whichever_was_begun_first() {
    let book = |title: &str, at: &str, chapter: Value| {
        json!({
            "title": title, "chapters": [{"n": 2, "title": "Two"}, {"n": 1, "title": "One"}, {"n": 7, "title": "Three"}],
            "progress": [{"who": "A", "chapter": chapter, "at": at}],
        })
    };
    let (_folder, driver) = loaded(json!({
        "partners": ["Ada", "Noor"], "zone": "Europe/Berlin",
        "books": [
            book("Begun last", "2026-03-01T20:00:00Z", json!(1)),
            book("Begun first", "2026-01-01T20:00:00Z", json!(2.5)),
            book("Beyond its end", "2026-02-01T20:00:00Z", json!(40)),
            book("Before its start", "2026-02-01T20:00:00Z", json!(-1)),
        ],
    }));
    let read = driver.books.values().map(|(book, _)| {
        let view = driver.app.book_view(*book).unwrap();
        (view.title, view.together)
    });
    let expected = [("Begun last", 1), ("Begun first", 2), ("Beyond its end", 3), ("Before its start", 0)];
    assert_eq!(read.collect::<Vec<_>>(), expected.map(|(title, read)| (title.to_owned(), read)));
}

#[test]
fn what_care_forbids_is_dropped_wherever_it_stands_and_nothing_else_is_counted_so() {
    let long = "A word. ".repeat(2_000);
    let (_folder, driver) = loaded(json!({
        "partners": ["Ada", "Noor"], "zone": "Europe/Berlin",
        "rituals": [{
            "id": 1, "title": "Tea", "rrule": "FREQ=DAILY", "dtstart": "2026-01-01T21:30:00",
            "tzid": "Europe/Berlin", "ends": null, "minutes": 10, "stars": 5,
        }],
        "occurrences": [
            {"ritual": 1, "due": "2026-01-01T20:30:00Z", "state": "done", "mood": "fine"},
            {"ritual": 1, "due": "2026-01-02T20:30:00Z", "state": "skipped"},
            {"ritual": "gone", "due": "2026-01-01T20:30:00Z", "state": "done"},
        ],
        "books": [{
            "title": "A book", "rating": 4, "chapters": [{"n": 1, "title": "One", "pages": 9, "score": 3}],
            "progress": [{"who": "A", "chapter": 0, "at": "2026-01-03T20:00:00Z", "points": 1}],
        }],
        "entries": [
            {"id": 1, "ts": "2026-01-01T22:00", "author": "B", "private": false, "title": "", "body": "Thank you"},
            {"id": 2, "ts": "2026-01-01T23:00", "author": "B", "private": false, "title": "", "body": long},
        ],
    }));
    let forbidden = ["stars", "mood", "skipped", "rating", "score", "points"];
    assert_eq!(driver.dropped, forbidden.len(), "{forbidden:?}");
    assert_eq!(
        left_out(&driver),
        [(NO_RITUAL, 1)],
        "what belongs to no ritual keeps nothing else from being loaded"
    );
    let [_, noor] = driver.people;
    driver.sit(1).unwrap();
    driver.app.unlock_drawer(noor, "ten years of two").unwrap();
    let pages = driver.app.pages(None, 20).unwrap();
    assert_eq!(pages.total, 1, "what no slip holds is its author's page");
}
