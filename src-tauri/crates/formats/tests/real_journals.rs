//! Journals that jrnl and RedNotebook have written themselves; `tests/fixtures/journals/ORIGIN.md` says how.

use std::path::PathBuf;

use nightstand_formats::journal::{self, Journal, Left, NotRead, Program};
use nightstand_formats::watch::unwatched;

const PASSWORD: &str = "lamp and kettle";

fn fixtures() -> PathBuf {
    // Asked while it runs: clones that build into one folder share what they compiled.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    PathBuf::from(here).join("../../../tests/fixtures/journals")
}

fn read_with(name: &str, password: Option<&str>) -> Result<Journal, NotRead> {
    journal::read(&fixtures().join(name), password, chrono_tz::UTC, &mut unwatched).map(|mut journal| {
        journal.pages.sort_by_key(|page| page.written);
        journal
    })
}

fn read(name: &str) -> Journal {
    read_with(name, None).unwrap_or_else(|why| panic!("{name}: {why}"))
}

fn said(journal: &Journal) -> Vec<(String, &str, &str)> {
    let kept = |page: &journal::Page| page.written.kept().unwrap_or_default();
    journal.pages.iter().map(|page| (kept(page), page.title.as_str(), page.body.as_str())).collect()
}

#[test]
fn jrnl_is_read_as_it_wrote_in_one_file_in_a_folder_and_in_json() {
    let text = read("jrnl.txt");
    assert_eq!((text.program, text.pages.len()), (Program::Jrnl, 4));
    let pages = said(&text);
    assert_eq!(pages[0].0, "2025-11-02T07:40");
    assert_eq!(pages[0].1, "Fog on the river.");
    assert_eq!(pages[0].2, "We walked to the second bridge and said little. #walks with @robin");
    assert!(
        pages[1].2.contains("[2019-03-01 08:00] in the middle"),
        "a time in the middle of a line begins no page"
    );
    assert!(pages[1].2.ends_with("- a list\n- with two lines"));
    assert_eq!(pages[2].1, "Zuhause bei Großmutter!", "the star is no part of the title");
    assert_eq!(pages[3], ("2026-01-01T00:03".to_owned(), "A title alone.", ""));
    assert_eq!(text.left.get(&Left::Stars), Some(&1));
    for same in ["jrnl-folder", "jrnl.json"] {
        assert_eq!(said(&read(same)), pages, "{same} says the same");
    }
}

#[test]
fn a_locked_jrnl_opens_with_its_password_alone() {
    let open = read("jrnl.txt");
    for locked in ["jrnl-v2.txt", "jrnl-v3.txt"] {
        assert_eq!(read_with(locked, None), Err(NotRead::Locked));
        assert_eq!(read_with(locked, Some("lamp and kettl")), Err(NotRead::WrongPassword));
        let read = read_with(locked, Some(PASSWORD)).unwrap();
        assert_eq!(said(&read), said(&open), "{locked} says the same as the open one");
    }
}

#[test]
fn rednotebook_is_read_day_by_day_with_its_categories() {
    let journal = read("rednotebook");
    assert_eq!((journal.program, journal.pages.len()), (Program::RedNotebook, 4));
    let pages = said(&journal);
    let days: Vec<&str> = pages.iter().map(|page| page.0.as_str()).collect();
    assert_eq!(days, ["2025-11-02", "2025-11-03", "2025-11-30", "2026-01-01"]);
    assert!(pages[0].2.contains("**Bold**, *slanted*, _under_ and ~~struck~~."), "{}", pages[0].2);
    assert!(pages[1].2.starts_with("### The heating\nI was cold before it started: \"not\" because"));
    assert!(pages[1].2.contains("[the bill http://example.org/bill]"), "an address stays whole");
    assert!(pages[1].2.ends_with("**Work**\n- long day\n- two calls\n"));
    assert_eq!(journal.pages[1].tags, ["Tired"]);
    assert!(journal.pages[1].pictures.is_empty(), "its file lies on another computer");
    assert!(pages[2].2.contains("雪 and Æblekage\ttab\n\n    indented\ntrailing space"));
    assert!(pages[3].2.ends_with("**Ideas**\n- paint the door: green\n"));
    assert_eq!(journal.left.into_iter().collect::<Vec<_>>(), [(Left::Pictures, 1)], "and it is said");
}
