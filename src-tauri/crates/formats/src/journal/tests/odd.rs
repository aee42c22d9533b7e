//! What is cut off, too much, or meant to do harm.

use std::fs;
use std::ops::ControlFlow;

use nightstand_domain::page::{LONGEST_BODY, LONGEST_TITLE};

use super::*;

#[test]
fn a_file_that_breaks_off_gives_what_stood_before() {
    let json = br#"{"entries":[{"uuid":"A1","creationDate":"2025-07-01T21:30:00Z","text":"kept"},{"uuid":"A2","crea"#;
    let journal = read_one("Journal.json", json).unwrap();
    assert_eq!((journal.pages.len(), counted(&journal, Left::CutOff)), (1, 1), "and says that it breaks off");
}

#[test]
fn a_zip_bomb_is_refused_with_words() {
    let zeros = vec![b' '; usize::try_from(MOST_FILE).unwrap() + 1];
    let bomb = zipped(&[("Journal.json", &zeros)]);
    assert!(bomb.len() < 1 << 20, "it is small on the outside");
    assert_eq!(read_bytes("x.zip", bomb, None, BERLIN, &mut unwatched), Err(NotRead::Overfull));
}

#[test]
fn no_name_in_a_zip_leads_out_of_it() {
    let files: [(&str, &[u8]); 2] = [("../../2024-01-01.md", b"up"), ("/etc/2024-01-02.md", b"root")];
    let journal = read_bytes("x.zip", zipped(&files), None, BERLIN, &mut unwatched).unwrap();
    assert_eq!(
        journal.pages.len(),
        2,
        "names are only names: both are pages, and nothing was written anywhere"
    );
}

#[cfg(unix)]
#[test]
fn links_out_of_a_folder_are_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("2024-01-01.md"), "not chosen").unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("2024-01-02.md"), "chosen").unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("link")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("2024-01-01.md"), folder.path().join("2024-01-03.md"))
        .unwrap();
    let journal = read(folder.path(), None, BERLIN, &mut unwatched).unwrap();
    assert_eq!(journal.pages.len(), 1, "only what lies in the folder itself");
}

#[test]
fn what_is_no_journal_is_refused_and_what_is_no_file_too() {
    assert_eq!(read_one("x.json", b"{\"a\":1}"), Err(NotRead::OtherKind));
    assert_eq!(read_one("x.csv", b"name,price\nmilk,1\n"), Err(NotRead::OtherKind));
    assert_eq!(read_one("photo.jpg", b"\xff\xd8"), Err(NotRead::OtherKind));
    assert_eq!(read_one("x.txt", b"\0\0\0binary"), Err(NotRead::OtherKind));
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read(folder.path(), None, BERLIN, &mut unwatched), Err(NotRead::OtherKind), "an empty folder");
    assert!(matches!(read(&folder.path().join("gone"), None, BERLIN, &mut unwatched), Err(NotRead::Io(_))));
}

#[test]
fn a_page_that_is_too_long_becomes_several_and_loses_no_word() {
    let body = "word word word\n".repeat(LONGEST_BODY / 10);
    let text = format!("# {}\n\n{body}", "long title ".repeat(LONGEST_TITLE / 5));
    let journal = read_one("2024-01-01.md", text.as_bytes()).unwrap();
    assert_eq!(journal.parted, 1);
    assert!(journal.pages.len() > 1);
    for page in &journal.pages {
        assert!(page.title.len() <= LONGEST_TITLE && page.body.len() <= LONGEST_BODY, "each can be kept");
    }
    let count = |text: &str, word: &str| text.matches(word).count();
    let all: String = journal.pages.iter().map(|page| page.body.as_str()).collect();
    assert_eq!(count(&all, "word"), count(&body, "word"));
    assert_eq!(count(&journal.pages[0].title, "long") + count(&all, "long"), LONGEST_TITLE / 5);
    let sources: std::collections::HashSet<_> = journal.pages.iter().map(|page| &page.source).collect();
    assert_eq!(sources.len(), journal.pages.len(), "each has a name of its own");
}

#[test]
fn reading_stops_when_somebody_says_so() {
    let text = "[2024-01-01 10:00] one\n".repeat(2_000);
    let mut heard = 0;
    let mut stop = |_: crate::watch::Progress| {
        heard += 1;
        if heard > 100 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    assert_eq!(read_bytes("j.txt", text.into_bytes(), None, BERLIN, &mut stop), Err(NotRead::Stopped));
}

#[test]
fn an_alias_in_yaml_is_not_followed() {
    let lines = "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n";
    let journal =
        read_one("2024-01-01.md", format!("---\n{lines}tags: [here]\n---\n\nBody").as_bytes()).unwrap();
    assert_eq!(
        (journal.pages[0].tags.as_slice(), counted(&journal, Left::Fields)),
        (&["here".to_owned()][..], 3)
    );
}

#[test]
fn odd_line_breaks_and_odd_tags_are_read_as_they_will_be_read_again() {
    let text = "---\ntags: [\"\u{a0}#\u{a0}@ two\"]\n---\n\none\r\r\r\ntwo\rthree";
    let first = read_one("2024-01-01.md", text.as_bytes()).unwrap();
    assert_eq!(
        (first.pages[0].body.as_str(), first.pages[0].tags.as_slice()),
        ("one\n\n\ntwo\nthree", &["two".to_owned()][..])
    );
    let again = read_one("2024-01-01.md", write::file(&first.pages[0], |_| None).as_bytes()).unwrap();
    assert_eq!((&again.pages[0].body, &again.pages[0].tags), (&first.pages[0].body, &first.pages[0].tags));
}
