//! Finding pages in an open drawer: by days, by tags, by what they name, and on this day of earlier years.

mod home;

use home::{Home, ROBINS};
use nightstand_app::AppError;
use nightstand_app::drawer::{Found, NewPage, Search};
use nightstand_domain::ids::PageId;
use nightstand_domain::reflection::field::REFLECTION;

fn page(title: &str, body: &str, written: &str) -> NewPage {
    NewPage { source: title.into(), written: written.into(), title: title.into(), body: body.into() }
}

fn opened(folder: &std::path::Path, pages: Vec<NewPage>) -> Home {
    let (home, _) = Home::with_drawers(folder);
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home.app.take_in_pages(pages, |_| true).unwrap();
    home
}

fn find(home: &Home, search: Search<'_>) -> Option<Found> {
    home.app.find(search).unwrap()
}

fn found(home: &Home, typed: &str) -> Vec<String> {
    let found = find(home, Search { typed, ..Search::default() }).unwrap();
    found.hits.iter().map(|hit| hit.title.iter().map(|part| part.text.as_str()).collect()).collect()
}

fn titled(home: &Home, title: &str) -> PageId {
    let pages = home.app.pages(None, 50).unwrap().pages;
    pages.iter().find(|page| page.title == title).unwrap().id
}

#[test]
fn last_march_is_a_stretch_of_days_unless_somebody_means_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(
        folder.path(),
        vec![
            page("march", "the plates", "2026-03-14T21:00"),
            page("april", "the plates", "2026-04-14T21:00"),
            page("march before", "our last march to the sea", "2025-03-14T21:00"),
        ],
    );
    assert_eq!(found(&home, "last march"), ["march"]);
    assert_eq!(found(&home, "plates since april"), ["april"]);
    let days = find(&home, Search { typed: "last march", ..Search::default() }).unwrap().days.unwrap();
    assert_eq!(
        (days.from.to_string(), days.to.to_string()),
        ("2026-03-01".into(), "2026-03-31".into()),
        "and said"
    );
    let words = Search { typed: "last march", days_are_words: true, ..Search::default() };
    let as_words = find(&home, words).unwrap();
    assert_eq!((as_words.total, as_words.days), (1, None), "the page of the year before says it");
    assert_eq!(found(&home, "\"last march\""), ["march before"], "so does a quotation");
    let only = Search { typed: "plates", only: Some(REFLECTION), ..Search::default() };
    assert_eq!(find(&home, only).unwrap().total, 0, "no reflection says it");
    assert!(find(&home, Search { typed: "  ", only: Some(REFLECTION), ..Search::default() }).is_none());
}

#[test]
fn what_is_typed_a_moment_ago_has_its_tags_and_links() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path(), vec![page("The plates", "#kitchen", "2026-03-14T21:00")]);
    let id = PageId::random().unwrap();
    home.app
        .save_draft(
            home.robin,
            id,
            "After",
            "See [[the plates]], [[2026-03-14]], [[nothing yet]]. #Kitchen #us",
        )
        .unwrap();
    assert_eq!(found(&home, "#us"), ["After"]);
    assert_eq!(home.app.tags().unwrap(), ["Kitchen", "us"], "one tag, as it was written last");
    let links = home.app.page_links(id).unwrap();
    let to: Vec<_> = links
        .to
        .iter()
        .map(|(name, page)| (name.as_str(), page.as_ref().map(|page| page.title.as_str())))
        .collect();
    let plates = Some("The plates");
    assert_eq!(to, [("the plates", plates), ("2026-03-14", plates), ("nothing yet", None)]);
    let back = home.app.page_links(titled(&home, "The plates")).unwrap();
    assert_eq!(back.from.iter().map(|page| page.title.as_str()).collect::<Vec<_>>(), ["After"]);
    home.app.throw_away(id).unwrap();
    assert_eq!(home.app.tags().unwrap(), ["kitchen"], "what is thrown away is found nowhere");
    assert!(home.app.page_links(titled(&home, "The plates")).unwrap().from.is_empty());
}

#[test]
fn on_this_day_are_pages_of_earlier_years_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let today = home.app.civil_now().date();
    let on = |years: i32, days: i64| {
        let day = chrono::Datelike::with_year(&today, chrono::Datelike::year(&today) - years).unwrap();
        (day + chrono::TimeDelta::days(days)).to_string()
    };
    let pages =
        [("two years", on(2, 0)), ("one year", on(1, 0)), ("the day after", on(1, 1)), ("today", on(0, 0))];
    home.app
        .take_in_pages(pages.iter().map(|(title, day)| page(title, "", day)).collect(), |_| true)
        .unwrap();
    let titles: Vec<_> = home.app.on_this_day().unwrap().into_iter().map(|page| page.title).collect();
    assert_eq!(titles, ["one year", "two years"]);
}

#[test]
fn a_leap_day_is_remembered_on_the_28th_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(
        folder.path(),
        vec![page("leap day", "", "2024-02-29T21:00"), page("the day before", "", "2024-02-28T21:00")],
    );
    let remembered = |day: &str| -> Vec<String> {
        home.clock.set(format!("{day}T12:00:00Z").parse().unwrap());
        home.app.on_this_day().unwrap().into_iter().map(|page| page.title).collect()
    };
    assert_eq!(remembered("2027-02-28"), ["leap day", "the day before"]);
    assert_eq!(remembered("2027-03-01"), [""; 0]);
    assert_eq!(remembered("2028-02-28"), ["the day before"], "that year has a leap day of its own");
    assert_eq!(remembered("2028-02-29"), ["leap day"]);
}

#[test]
fn what_no_page_can_say_is_found_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path(), vec![page("The plates", "all of them", "2026-03-14T21:00")]);
    for typed in ["❤️", "😢 ", "???", "—"] {
        let found = find(&home, Search { typed, ..Search::default() }).expect("somebody looks for something");
        assert_eq!((found.hits.len(), found.total), (0, 0), "{typed:?} stands on no page");
    }
    for typed in ["", "  ", "\"", "#", " „"] {
        assert!(
            find(&home, Search { typed, ..Search::default() }).is_none(),
            "{typed:?} asks for nothing yet"
        );
    }
}

#[test]
fn one_letter_names_a_page_where_letters_are_words() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(
        folder.path(),
        vec![page("家", "", "2024-03-14T21:00"), page("Plates", "", "2026-03-14T21:00")],
    );
    let titles = |typed: &str| -> Vec<String> {
        home.app.titles(typed).unwrap().into_iter().map(|page| page.title).collect()
    };
    assert_eq!(titles("家"), ["家"]);
    assert_eq!(titles("p"), ["Plates", "家"], "elsewhere it is none yet, and the newest are offered");
}

#[test]
fn a_locked_drawer_tells_nothing_of_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path(), vec![page("The plates", "#kitchen", "2025-03-14T21:00")]);
    let id = titled(&home, "The plates");
    home.app.lock_drawer().unwrap();
    let locked = |outcome: Result<(), AppError>| assert!(matches!(outcome, Err(AppError::DrawerLocked)));
    for typed in ["", "last march", "#kitchen", "plates"] {
        locked(home.app.find(Search { typed, ..Search::default() }).map(drop));
    }
    locked(home.app.tags().map(drop));
    locked(home.app.on_this_day().map(drop));
    locked(home.app.page_links(id).map(drop));
}

#[test]
fn a_page_is_found_by_its_title_to_be_linked() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    for (title, body) in
        [("The plates", "about Thursday"), ("", "the plates, untitled"), ("Plátanos", "in the sun")]
    {
        let page = PageId::random().unwrap();
        home.app.save_draft(home.robin, page, title, body).unwrap();
    }
    let titles = |typed: &str| -> Vec<String> {
        let mut titles: Vec<_> = home.app.titles(typed).unwrap().into_iter().map(|leaf| leaf.title).collect();
        titles.sort();
        titles
    };
    assert_eq!(titles("pla"), ["Plátanos", "The plates"], "by the beginning of any word, accents aside");
    assert_eq!(titles("thursday"), [""; 0], "what only the text says is no title");
    assert_eq!(titles("p"), ["Plátanos", "The plates"], "one letter is no word yet");
    assert_eq!(titles(""), ["Plátanos", "The plates"], "what was typed a moment ago is there, too");
    home.app.lock_drawer().unwrap();
    assert!(matches!(home.app.titles("pla"), Err(AppError::DrawerLocked)));
}

#[test]
fn last_winter_is_the_one_of_this_half_of_the_earth_and_what_is_left_are_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let found = home.app.find(Search { typed: "plates last winter", ..Search::default() }).unwrap().unwrap();
    let days = found.days.map(|days| (days.from.to_string(), days.to.to_string()));
    assert_eq!(days, Some(("2025-12-01".to_owned(), "2026-02-28".to_owned())), "the clock stands in Berlin");
    assert_eq!(found.words.trim(), "plates", "a page lights these words alone");
}

#[test]
fn what_somebody_chose_for_their_drawer_lies_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    assert!(matches!(home.app.wants_outside(), Err(AppError::DrawerLocked)));
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert!(!home.app.wants_outside().unwrap(), "nobody is asked who did not ask");
    home.app.want_outside(true).unwrap();
    home.app.lock_drawer().unwrap();
    home.app.unlock_drawer(home.sam, home::SAMS).unwrap();
    assert!(!home.app.wants_outside().unwrap(), "the other's choice is the other's");
    home.app.lock_drawer().unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert!(home.app.wants_outside().unwrap(), "it is still chosen");
    home.app.want_outside(false).unwrap();
    assert!(!home.app.wants_outside().unwrap());
    assert_eq!(home.app.check_drawer().unwrap(), 0);
}
