//! Another program's journal comes into the drawer, and an open copy goes out: nothing is lost on either way.

mod home;

use std::fs;
use std::path::{Path, PathBuf};

use home::{Home, ROBINS};
use nightstand_app::AppError;
use nightstand_app::drawer::{CopyWords, Differing, Form, Left, NewPage, Program, ReflectionHeads, Search};
use nightstand_domain::ids::PageId;
use nightstand_domain::reflection::{PartOfDay, Reflection};

const PASSWORD: &str = "lamp and kettle";

fn fixture(name: &str) -> String {
    // Asked while it runs: clones that build into one folder share what they compiled.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    PathBuf::from(here).join("../fixtures/journals").join(name).display().to_string()
}

fn opened(folder: &Path) -> Home {
    let (home, _) = Home::with_drawers(folder);
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home
}

fn titles(home: &Home) -> Vec<String> {
    home.app.pages(None, 500).unwrap().pages.into_iter().map(|page| page.title).collect()
}

fn why<T>(outcome: Result<T, AppError>) -> (&'static str, &'static str) {
    match outcome {
        Err(AppError::Invalid { field, why }) => (field, why),
        _ => ("", ""),
    }
}

fn words() -> CopyWords {
    CopyWords { language: "en".to_owned(), title: "Pages".to_owned(), line: "Open to anyone".to_owned() }
}

/// A diary of so many pages, one a minute.
fn long_journal(folder: &Path, pages: usize) -> PathBuf {
    let path = folder.join("long.txt");
    let start = chrono::NaiveDate::from_ymd_opt(2020, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let page = |at: usize| {
        let time = start + chrono::TimeDelta::minutes(at as i64);
        let words = "The ferry was late and the lamp was on. ".repeat(12);
        format!("[{}] Page {at}\n{words}\n\n", time.format("%Y-%m-%d %H:%M"))
    };
    fs::write(&path, (0..pages).map(page).collect::<String>()).unwrap();
    path
}

#[test]
fn what_is_in_a_journal_is_said_before_any_of_it_comes_in() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let looked = home.app.look_at_journal(home.robin, &fixture("rednotebook"), None).unwrap();
    assert_eq!((looked.program, looked.pages, looked.here), (Program::RedNotebook, 4, 0));
    let days = looked.days.map(|(first, last)| (first.to_string(), last.to_string())).unwrap();
    assert_eq!(days, ("2025-11-02".to_owned(), "2026-01-01".to_owned()));
    assert_eq!(looked.left.get(&Left::Pictures), Some(&1), "a picture stays behind, and that is said");
    assert!(titles(&home).is_empty(), "looking brings nothing in");
    home.app.let_journal_go();
    assert!(
        matches!(home.app.bring_journal(home.robin, Differing::StayOut), Err(AppError::NotFound)),
        "and can be let go"
    );
}

#[test]
fn a_journal_comes_in_once_and_one_undo_takes_it_out() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let look = || home.app.look_at_journal(home.robin, &fixture("jrnl.txt"), None).unwrap();
    assert_eq!(look().here, 0);
    let (brought, changed) = home.app.bring_journal(home.robin, Differing::StayOut).unwrap();
    assert_eq!((brought.pages, brought.stopped), (4, false));
    assert!(changed.undo.is_some(), "it is one step");
    assert_eq!(titles(&home)[0], "A title alone.", "newest first, by their own dates");

    // What was changed here since is not written over.
    let hits = home.app.find(Search { typed: "heating", ..Search::default() }).unwrap().unwrap().hits;
    let page = PageId::from(hits[0].id);
    home.app.save_draft(home.robin, page, "My own words", "written after it came in").unwrap();
    home.app.put_away(page).unwrap();
    assert_eq!(look().here, 4, "the same journal is recognised, from its folder as well");
    assert_eq!(home.app.bring_journal(home.robin, Differing::StayOut).unwrap().0.pages, 0);
    assert_eq!(
        home.app.page(page).unwrap().body,
        "written after it came in",
        "nothing typed is lost to an import"
    );
    home.app.undo().unwrap();
    home.app.undo().unwrap();
    assert_eq!(
        titles(&home),
        ["My own words"],
        "one step takes all of it out again, and what is in hand stays there"
    );
    home.app.throw_away(page).unwrap();
    assert_eq!(look().here, 0, "and it could come in anew");
}

#[test]
fn an_import_that_was_taken_back_is_one_thing_among_what_was_thrown_away() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let bring = || {
        home.app.look_at_journal(home.robin, &fixture("jrnl.txt"), None).unwrap();
        home.app.bring_journal(home.robin, Differing::StayOut).unwrap();
    };
    bring();
    let before = titles(&home);
    let own = PageId::random().unwrap();
    home.app.save_draft(home.robin, own, "By hand", "thrown away by itself").unwrap();
    home.app.throw_away(own).unwrap();
    home.app.undo().unwrap();
    home.app.throw_away(own).unwrap();
    let thrown = || -> Vec<String> {
        home.app.thrown_away().unwrap().into_iter().map(|thrown| thrown.title).collect()
    };
    // The page and its being thrown away are later steps; the import is the one before.
    while home.app.undo().unwrap().is_some_and(|undone| undone.deed.key != "importPages") {}
    home.app.save_draft(home.robin, own, "By hand", "thrown away by itself").unwrap();
    home.app.throw_away(own).unwrap();
    let [together] = home.app.thrown_together().unwrap()[..] else { panic!("one thing") };
    assert_eq!((together.count, thrown()), (4, vec!["By hand".to_owned()]), "found among nothing else");

    home.app.bring_back_together(together.day).unwrap();
    assert_eq!(titles(&home), before, "all of it comes back at once");
    assert_eq!(home.app.thrown_together().unwrap(), []);
    home.app.undo().unwrap();
    assert_eq!((titles(&home).len(), home.app.thrown_together().unwrap().len()), (0, 1), "and goes again");
    home.app.erase_together(together.day).unwrap();
    assert_eq!((home.app.thrown_together().unwrap(), thrown()), (vec![], vec!["By hand".to_owned()]));
    assert!(matches!(home.app.bring_back_together(together.day), Err(AppError::NotFound)), "it is gone");
    bring();
    assert_eq!(titles(&home), before, "and could come in anew");
}

#[test]
fn a_locked_journal_asks_for_its_own_password() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let look = |password| home.app.look_at_journal(home.robin, &fixture("jrnl-v3.txt"), password);
    assert_eq!(why(look(None)), ("journal", "locked"));
    assert_eq!(why(look(Some("another"))), ("journal", "wrongPassword"));
    assert_eq!(look(Some(PASSWORD)).unwrap().pages, 4);
    assert_eq!(why(home.app.look_at_journal(home.robin, &fixture("nothing"), None)), ("journal", "gone"));
    assert_eq!(why(home.app.look_at_journal(home.robin, "here", None)), ("place", "relative"));
}

#[test]
fn a_locked_drawer_keeps_nothing_of_a_journal_that_was_only_read() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    home.app.look_at_journal(home.robin, &fixture("jrnl.txt"), None).unwrap();
    home.app.lock_drawer().unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert!(
        matches!(home.app.bring_journal(home.robin, Differing::StayOut), Err(AppError::NotFound)),
        "it went with the key"
    );
    let sams = home.app.look_at_journal(home.sam, &fixture("jrnl.txt"), None);
    assert!(matches!(sams, Err(AppError::DrawerLocked)), "nothing goes into a drawer that is shut");
}

#[test]
fn bringing_in_stops_when_told_and_what_is_in_stays() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let path = long_journal(folder.path(), 5_000).display().to_string();
    assert_eq!(home.app.look_at_journal(home.robin, &path, None).unwrap().pages, 5_000);
    let brought = std::thread::scope(|threads| {
        let bringing = threads.spawn(|| home.app.bring_journal(home.robin, Differing::StayOut).unwrap().0);
        while home.app.work_done() == 0 && !bringing.is_finished() {
            std::thread::yield_now();
        }
        home.app.stop_work();
        bringing.join().unwrap()
    });
    assert!(brought.stopped && brought.pages > 0 && brought.pages < 5_000, "{brought:?}");
    assert_eq!(home.app.look_at_journal(home.robin, &path, None).unwrap().here, brought.pages);
    let (rest, _) = home.app.bring_journal(home.robin, Differing::StayOut).unwrap();
    assert_eq!(rest.pages + brought.pages, 5_000, "the rest comes in later");
}

#[test]
fn every_copy_holds_every_page_and_comes_back_as_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    for journal in ["jrnl.txt", "rednotebook"] {
        home.app.look_at_journal(home.robin, &fixture(journal), None).unwrap();
        home.app.bring_journal(home.robin, Differing::StayOut).unwrap();
    }
    let draft = PageId::random().unwrap();
    home.app.save_draft(home.robin, draft, "In hand", "# not a title\n\n\"quoted\" \\ and more").unwrap();
    let all = titles(&home);
    for form in Form::ALL {
        let place = folder.path().join(format!("{form:?}")).display().to_string();
        let copied = home.app.take_copy(home.robin, form, &place, &words(), None).unwrap();
        assert_eq!(copied.pages, all.len(), "{form:?} holds every page, also the one in hand");
        if form == Form::Html {
            let html = fs::read_to_string(&copied.path).unwrap();
            assert!(all.iter().all(|title| html.contains(&title.replace('\'', "&apos;"))), "and each title");
            continue;
        }
        let again = home.app.look_at_journal(home.robin, &copied.path, None).unwrap();
        assert_eq!(again.pages, all.len(), "{form:?} can be read again");
        assert_eq!(
            again.here,
            all.len() - 1,
            "{form:?} knows its pages, by their words where it has no ids: all but the one in hand lie here"
        );
        if form != Form::Jrnl {
            assert!(again.left.keys().all(|left| *left == Left::Pictures), "{form:?}: {:?}", again.left);
        }
        assert_eq!(
            why(home.app.take_copy(home.robin, form, &copied.path, &words(), None)).0,
            if form == Form::Markdown { "" } else { "place" }
        );
    }
}

#[test]
fn a_copy_is_whole_or_not_there_and_for_this_account_alone() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    home.app.look_at_journal(home.robin, &fixture("jrnl.txt"), None).unwrap();
    home.app.bring_journal(home.robin, Differing::StayOut).unwrap();
    let place = folder.path().join("out.txt");
    fs::write(&place, "somebody else's").unwrap();
    let text = place.display().to_string();
    let copy = |text: &str| home.app.take_copy(home.robin, Form::Jrnl, text, &words(), None);
    assert_eq!(why(copy(&text)), ("place", "there"), "what lies there is never replaced");
    assert_eq!(fs::read_to_string(&place).unwrap(), "somebody else's");
    assert_eq!(why(copy(&folder.path().join("no/where").display().to_string())), ("place", "noFolder"));
    let copied = copy(&folder.path().join("copy").display().to_string()).unwrap();
    assert!(copied.path.ends_with("copy.txt"), "a name without an ending gets one");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&copied.path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    home.app.lock_drawer().unwrap();
    let shut = home.app.take_copy(
        home.robin,
        Form::Markdown,
        &folder.path().join("md").display().to_string(),
        &words(),
        None,
    );
    assert!(matches!(shut, Err(AppError::DrawerLocked)));
    let left = fs::read_dir(folder.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains(".part"));
    assert_eq!(left.count(), 0, "nothing half-written stays");
}

#[test]
fn reflections_go_along_as_text_when_they_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let page = PageId::random().unwrap();
    home.app.save_draft(home.robin, page, "A page", "and its words").unwrap();
    home.app.put_away(page).unwrap();
    let id = home.app.reflection_start(home.robin, None, None).unwrap();
    let mut reflection = Reflection::default();
    reflection.mine.happened = "The plates stood there.".to_owned();
    reflection.mine.day = chrono::NaiveDate::from_ymd_opt(2026, 11, 19);
    reflection.guess.text = "A long day for Sam.".to_owned();
    home.app.reflection_put_away(home.robin, id, &reflection).unwrap();
    let head = |text: &str| text.to_owned();
    let heads = ReflectionHeads {
        title: head("Reflection"),
        guess: head("What it might have been for Sam"),
        ..ReflectionHeads::default()
    };
    for form in Form::ALL {
        let place = |name: &str| folder.path().join(format!("{form:?} {name}")).display().to_string();
        let without = home.app.take_copy(home.robin, form, &place("without"), &words(), None).unwrap();
        assert_eq!(without.pages, 1, "{form:?}: only what was asked for");
        let with = home.app.take_copy(home.robin, form, &place("with"), &words(), Some(&heads)).unwrap();
        assert_eq!(with.pages, 2, "{form:?}");
        if form == Form::Html {
            let html = fs::read_to_string(&with.path).unwrap();
            assert!(html.contains("## What it might have been for Sam\n\nA long day for Sam."), "{html}");
            continue;
        }
        let again = home.app.look_at_journal(home.robin, &with.path, None).unwrap();
        assert_eq!(again.pages, 2, "{form:?} can be read again");
        assert_eq!(again.here, 2, "{form:?}: a reflection is known, too");
        home.app.lock_drawer().unwrap();
        home.app.sit(home.sam).unwrap();
        home.app.unlock_drawer(home.sam, home::SAMS).unwrap();
        home.app.look_at_journal(home.sam, &with.path, None).unwrap();
        home.app.bring_journal(home.sam, Differing::StayOut).unwrap();
        let leaves = home.app.pages(None, 10).unwrap().pages;
        let came = leaves.iter().find(|leaf| leaf.title == "Reflection").expect("it comes in as a page");
        let body = home.app.page(came.id).unwrap().body;
        assert!(
            body.starts_with("The plates stood there.") && body.ends_with("A long day for Sam."),
            "{body}"
        );
        home.app.undo().unwrap();
        assert!(home.app.pages(None, 10).unwrap().pages.is_empty());
        home.app.lock_drawer().unwrap();
        home.app.sit(home.robin).unwrap();
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    }
}

fn text(folder: &Path, name: &str, words: &str) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, words).unwrap();
    path.parent().unwrap().display().to_string()
}

#[test]
fn words_that_are_not_here_are_never_said_to_be_here() {
    let outside = tempfile::tempdir().unwrap();
    let month = |body: &str| format!("3:\n  text: '{body}'\n");
    for (file, first, second) in [
        ("monday.md", "Plates, in Bergen".to_owned(), "Quite another Monday, in Oslo".to_owned()),
        ("diary.txt", "2020-01-03\nBergen\n".to_owned(), "2020-01-03\nOslo\n".to_owned()),
        ("jrnl.txt", "[2020-01-03 10:00] Bergen\n".to_owned(), "[2020-01-03 10:00] Oslo\n".to_owned()),
        ("2020-01.txt", month("Bergen"), month("Bergen, and it grew: Oslo")),
        (
            "daylio.csv",
            "full_date,date,weekday,time,mood,activities,note\n2020-01-03,x,x,10:00,,,Bergen\n".to_owned(),
            "full_date,date,weekday,time,mood,activities,note\n2020-01-03,x,x,10:00,,,Oslo\n".to_owned(),
        ),
        (
            "diarium.json",
            r#"[{"date":"2020-01-03T10:00:00","html":"<p>Bergen</p>"}]"#.to_owned(),
            r#"[{"date":"2020-01-03T10:00:00","html":"<p>Oslo</p>"}]"#.to_owned(),
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let home = opened(folder.path());
        let look = |place: &str| home.app.look_at_journal(home.robin, place, None).unwrap();
        let one = text(outside.path(), &format!("{file} 2019/{file}"), &first);
        let other = text(outside.path(), &format!("{file} 2020/{file}"), &second);
        assert_eq!(look(&one).here, 0);
        home.app.bring_journal(home.robin, Differing::StayOut).unwrap();
        let looked = look(&other);
        assert_eq!((looked.pages, looked.here, looked.differ), (1, 0, 0), "{file}: the other words are new");
        assert_eq!(home.app.bring_journal(home.robin, Differing::StayOut).unwrap().0.pages, 1);
        let all: String =
            home.app.pages(None, 9).unwrap().pages.iter().map(|page| page.preview.clone()).collect();
        let named: String = titles(&home).concat();
        assert!((all + &named).contains("Oslo"), "{file}: and they lie in the drawer now");
        assert_eq!((look(&one).here, look(&other).here), (1, 1), "{file}: neither comes in twice");
    }
}

#[test]
fn what_came_in_under_its_place_alone_does_not_come_twice() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let page = |source: &str, title: &str, body: &str| NewPage {
        source: source.to_owned(),
        written: "2020-01-03".to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
    };
    let earlier =
        vec![page("markdown:monday.md", "monday", "Bergen"), page("markdown:tuesday.md", "tuesday", "Oslo")];
    home.app.take_in_pages(earlier, |_| true).unwrap();
    let outside = tempfile::tempdir().unwrap();
    text(outside.path(), "tuesday.md", "Quite another Tuesday");
    let place = text(outside.path(), "monday.md", "Bergen");
    let looked = home.app.look_at_journal(home.robin, &place, None).unwrap();
    assert_eq!((looked.pages, looked.here), (2, 1), "the same words are known, others are not");
    let id = home.app.pages(None, 9).unwrap().pages.iter().find(|page| page.title == "monday").unwrap().id;
    home.app.save_draft(home.robin, id, "monday", "Bergen, as I see it now").unwrap();
    home.app.put_away(id).unwrap();
    assert_eq!(
        home.app.look_at_journal(home.robin, &place, None).unwrap().here,
        1,
        "an earlier version has them"
    );
}

#[test]
fn a_text_that_came_in_with_its_date_line_does_not_come_twice() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let earlier = NewPage {
        source: "text:diary.txt".to_owned(),
        written: "2024-05-06T10:00".to_owned(),
        title: "diary".to_owned(),
        body: "2019-05-04\n\nWe argued about plates.".to_owned(),
    };
    home.app.take_in_pages(vec![earlier], |_| true).unwrap();
    let outside = tempfile::tempdir().unwrap();
    let here = |words: &str| {
        let place = text(outside.path(), "diary.txt", words);
        home.app.look_at_journal(home.robin, &place, None).unwrap().here
    };
    assert_eq!(here("2019-05-04\n\nWe argued about plates.\n"), 1);
    assert_eq!(here("2019-05-05\n\nWe argued about plates.\n"), 0, "of another day they are another page");
}

#[test]
fn the_same_words_at_another_time_are_another_page() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let page = |source: &str, written: &str| NewPage {
        source: source.to_owned(),
        written: written.to_owned(),
        title: String::new(),
        body: "Slept badly.\n\nAgain.".to_owned(),
    };
    home.app
        .take_in_pages(vec![page("a", "2020-01-03T10:00:30"), page("b", "2020-01-05")], |_| true)
        .unwrap();
    let outside = tempfile::tempdir().unwrap();
    let here = |time: &str, words: &str| {
        let place = text(outside.path(), "j.txt", &format!("[{time}] {words}\n"));
        home.app.look_at_journal(home.robin, &place, None).unwrap().here
    };
    assert_eq!(here("2020-01-03 10:00", "Slept badly.\nAgain."), 1, "to the minute");
    assert_eq!(here("2020-01-03 11:00", "Slept badly.\nAgain."), 0);
    assert_eq!(here("2020-01-05 00:00", "Slept badly.\nAgain."), 1, "midnight may stand for the day");
    assert_eq!(here("2020-01-03 10:00", "Slept badly.\nAgain, and again."), 0, "other words are never here");
    assert_eq!(here("2020-01-03 10:00", "Slept badly."), 0, "neither are fewer");
}

#[test]
fn a_page_with_its_own_id_and_other_words_comes_in_beside_what_is_here_if_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let outside = tempfile::tempdir().unwrap();
    let entry = |words: &str| {
        format!(r#"{{"entries":[{{"uuid":"AB12","creationDate":"2020-01-03T10:00:00Z","text":"{words}"}}]}}"#)
    };
    text(outside.path(), "a/Journal.json", &entry("Bergen"));
    text(outside.path(), "b/Journal.json", &entry("Oslo"));
    let look = |name: &str| {
        let place = outside.path().join(name).display().to_string();
        let looked = home.app.look_at_journal(home.robin, &place, None).unwrap();
        (looked.here, looked.differ)
    };
    let bring = |differing| home.app.bring_journal(home.robin, differing).unwrap().0.pages;
    assert_eq!((look("a"), bring(Differing::StayOut)), ((0, 0), 1));
    assert_eq!((look("a"), look("b")), ((1, 0), (0, 1)), "it differs from what is here");
    assert_eq!(bring(Differing::StayOut), 0, "and stays out unless it is wanted");
    look("b");
    assert_eq!(bring(Differing::ComeBeside), 1);
    let previews: Vec<_> =
        home.app.pages(None, 9).unwrap().pages.into_iter().map(|page| page.preview).collect();
    assert!(previews.contains(&"Bergen".to_owned()) && previews.contains(&"Oslo".to_owned()), "{previews:?}");
    assert_eq!((look("a"), look("b")), ((1, 0), (1, 0)), "now both are here");
}

#[test]
fn tags_go_out_as_tags_and_come_back_once() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let outside = tempfile::tempdir().unwrap();
    let json = r#"{"entries":[{"uuid":"AB12","creationDate":"2020-01-03T10:00:00Z","text":"Late (#us), again.","tags":["deep-talk","us"]}]}"#;
    let place = text(outside.path(), "Journal.json", json);
    home.app.look_at_journal(home.robin, &place, None).unwrap();
    home.app.bring_journal(home.robin, Differing::StayOut).unwrap();
    let before = home.app.page(home.app.pages(None, 9).unwrap().pages[0].id).unwrap().body;
    assert_eq!(before, "Late (#us), again.\n\n#deep-talk");
    for form in [Form::DayOne, Form::Markdown, Form::Jrnl] {
        let place = outside.path().join(format!("{form:?}")).display().to_string();
        let copied = home.app.take_copy(home.robin, form, &place, &words(), None).unwrap();
        let looked = home.app.look_at_journal(home.robin, &copied.path, None).unwrap();
        assert_eq!(looked.here, 1, "{form:?} knows it");
        home.app.lock_drawer().unwrap();
        home.app.sit(home.sam).unwrap();
        home.app.unlock_drawer(home.sam, home::SAMS).unwrap();
        home.app.look_at_journal(home.sam, &copied.path, None).unwrap();
        home.app.bring_journal(home.sam, Differing::StayOut).unwrap();
        let page = home.app.page(home.app.pages(None, 9).unwrap().pages[0].id).unwrap();
        let came = format!("{} {}", page.title, page.body);
        assert_eq!(came.matches('#').count(), 2, "{form:?}: no tag comes twice in {came:?}");
        home.app.undo().unwrap();
        home.app.lock_drawer().unwrap();
        home.app.sit(home.robin).unwrap();
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    }
}

#[test]
fn a_reflection_without_a_day_has_the_day_of_its_copy() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let id = home.app.reflection_start(home.robin, None, None).unwrap();
    let mut reflection = Reflection::default();
    reflection.mine.happened = "The plates stood there.".to_owned();
    reflection.mine.day = None;
    home.app.reflection_put_away(home.robin, id, &reflection).unwrap();
    for form in [Form::DayOne, Form::Jrnl] {
        let place = folder.path().join(format!("{form:?}")).display().to_string();
        let heads = ReflectionHeads::default();
        let copied = home.app.take_copy(home.robin, form, &place, &words(), Some(&heads)).unwrap();
        let looked = home.app.look_at_journal(home.robin, &copied.path, None).unwrap();
        let today = home.app.civil_now().date();
        assert_eq!(looked.days, Some((today, today)), "{form:?}");
    }
}

#[test]
fn a_copy_that_was_changed_outside_differs_and_one_that_was_not_is_here() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let page = PageId::random().unwrap();
    home.app.save_draft(home.robin, page, "A page", "and its words").unwrap();
    home.app.put_away(page).unwrap();
    let id = home.app.reflection_start(home.robin, None, None).unwrap();
    let mut reflection = Reflection::default();
    reflection.mine.happened = "The plates stood there.".to_owned();
    reflection.guess.text = "A long day for Sam.".to_owned();
    home.app.reflection_put_away(home.robin, id, &reflection).unwrap();
    let head = |text: &str| text.to_owned();
    let heads = ReflectionHeads {
        title: head("Reflection"),
        guess: head("What it might have been"),
        ..ReflectionHeads::default()
    };
    let place = folder.path().join("copy").display().to_string();
    home.app.take_copy(home.robin, Form::Markdown, &place, &words(), Some(&heads)).unwrap();
    let look = || home.app.look_at_journal(home.robin, &place, None).unwrap();
    assert_eq!((look().here, look().differ), (2, 0));
    for entry in fs::read_dir(&place).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text + "\n\nand what I thought of on the train").unwrap();
    }
    assert_eq!((look().here, look().differ), (0, 2), "words that were added are not here");
    home.app.bring_journal(home.robin, Differing::ComeBeside).unwrap();
    assert_eq!((look().here, look().differ), (2, 0));
    assert_eq!(home.app.page(page).unwrap().body, "and its words", "what was here stays as it is");
}

#[test]
fn a_copy_that_an_earlier_version_made_of_a_reflection_is_here() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let id = home.app.reflection_start(home.robin, None, None).unwrap();
    let mut reflection = Reflection::default();
    reflection.mine.happened = "The plates stood there.".to_owned();
    reflection.mine.showed.unsure = true;
    reflection.mine.part_of_day = Some(PartOfDay::Evening);
    home.app.reflection_put_away(home.robin, id, &reflection).unwrap();
    let heads = ReflectionHeads { felt: "What I felt".to_owned(), ..ReflectionHeads::default() };
    let place = folder.path().join("copy").display().to_string();
    home.app.take_copy(home.robin, Form::Markdown, &place, &words(), Some(&heads)).unwrap();
    let look = || home.app.look_at_journal(home.robin, &place, None).unwrap();
    assert_eq!((look().here, look().differ), (1, 0));
    let path = fs::read_dir(&place).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&path).unwrap();
    let told_less: String = text
        .lines()
        .filter(|line| {
            *line != "Evening" && !line.contains("don’t know yet") && !line.contains("What I felt")
        })
        .map(|line| format!("{line}\n"))
        .collect();
    assert!(told_less.len() < text.len(), "it tells both by now: {text}");
    fs::write(&path, told_less).unwrap();
    assert_eq!((look().here, look().differ), (1, 0), "all that it tells is here");
}
