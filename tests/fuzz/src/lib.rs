//! The journal's reading of bytes from outside, without its SQL: the same files, compiled in here. As a
//! dependency the journal would bring SQLCipher and OpenSSL, which take minutes to build and are not what is
//! fuzzed.

#[allow(dead_code, reason = "fuzzing reads and writes; the chain is another matter")]
#[path = "../../../src-tauri/crates/journal/src/codec.rs"]
mod codec;
#[allow(dead_code, reason = "fuzzing reads and writes; the chain is another matter")]
#[path = "../../../src-tauri/crates/journal/src/entry.rs"]
mod entry;
#[allow(dead_code, reason = "fuzzing reads and writes; the chain is another matter")]
#[path = "../../../src-tauri/crates/journal/src/envelope.rs"]
mod envelope;
#[path = "../../../src-tauri/crates/journal/src/payload.rs"]
mod payload;

/// What of the journal's errors can arise without a database.
mod error {
    #[derive(Debug)]
    pub(crate) enum JournalError {
        TooLong,
        NoRandomness,
    }

    impl From<getrandom::Error> for JournalError {
        fn from(_: getrandom::Error) -> Self {
            Self::NoRandomness
        }
    }
}

use std::collections::HashSet;

use minicbor::Decoder;
use nightstand_domain::merge::Value;
use nightstand_domain::page::{LONGEST_BODY, LONGEST_TITLE, read_written};
use nightstand_domain::reading::TITLE_LENGTH;
use nightstand_formats::book::{Around, BookFile, Length};
use nightstand_formats::journal::{self, Page, write};
use nightstand_formats::watch::unwatched;

/// What was read of a book can be shown and kept, with what stands around it and without.
pub fn book(found: &BookFile) {
    let lines = found.authors.iter().chain([&found.title]).chain(found.entries.iter().map(|e| &e.title));
    for words in lines {
        assert!(words.chars().count() <= TITLE_LENGTH, "what is proposed can be kept: {words:?}");
        assert!(!words.contains(char::is_control), "a title is one line: {words:?}");
    }
    for around in [Around::LeftOut, Around::Taken] {
        for chapter in found.chapters(around).into_iter().flatten() {
            assert!(chapter.part.chars().count() <= TITLE_LENGTH, "so is a part: {:?}", chapter.part);
            let none = matches!(chapter.length, Some(Length::Words(0) | Length::Pages(0)));
            assert!(!none, "a chapter has a length, or it is not known");
        }
    }
}

/// What was read of a journal can be kept, each page under a name of its own, and Markdown holds all of it.
pub fn journal(name: &str, bytes: &[u8], password: Option<&str>) {
    let read = |name: &str, bytes: &[u8], password| {
        journal::read_bytes(name, bytes.to_vec(), password, chrono_tz::Europe::Berlin, &mut unwatched)
    };
    let Ok(read_first) = read(name, bytes, password) else { return };
    let mut sources = HashSet::new();
    for page in &read_first.pages {
        assert!(page.title.len() <= LONGEST_TITLE && page.body.len() <= LONGEST_BODY, "it fits: {page:?}");
        assert!(
            write::tagged(&page.body, &page.tags).len() <= LONGEST_BODY,
            "with its tags as well: {page:?}"
        );
        assert!(!page.title.contains(char::is_control), "a title is one line: {page:?}");
        assert!(sources.insert(&page.source), "no two pages are called the same: {page:?}");
        assert!(!page.body.contains('\0'), "a text is text: {page:?}");
        let kept = page.written.kept();
        assert!(kept.is_none_or(|kept| read_written(&kept).is_some()), "its time can be read: {page:?}");
    }
    for page in read_first.pages.iter().take(16) {
        let again =
            read("x.md", write::file(page, |_| None).as_bytes(), None).expect("what we write we read");
        let same =
            |again: &Page| (&again.title, &again.body, &again.tags) == (&page.title, &page.body, &page.tags);
        assert!(again.pages.len() != 1 || again.pages.iter().all(same), "Markdown loses nothing of {page:?}");
    }
}

/// Whatever is typed into a note of a table is read, word for word. Where nothing closes a bracket there is no tag.
pub fn note(typed: &str) {
    let note: String = typed.chars().filter(|c| !">&".contains(*c) && !c.is_control()).collect();
    if note.trim().is_empty() || note.len() > LONGEST_BODY / 4 {
        return;
    }
    let table = format!(
        "full_date,date,mood,activities,note\n2026-01-01,1 January,,,\"{}\"\n",
        note.replace('"', "\"\"")
    );
    let read = journal::read_bytes("x.csv", table.into_bytes(), None, chrono_tz::UTC, &mut unwatched);
    let pages = read.expect("it is a table with a page").pages;
    let [page] = pages.as_slice() else { panic!("one note is one page: {pages:?}") };
    assert!(page.body.split_whitespace().eq(note.split_whitespace()), "its words are all there: {page:?}");
}

/// A batch that was read is written as something that is read alike, and in no more bytes.
pub fn batch(bytes: &[u8]) {
    let Ok(read) = codec::read_batch(bytes) else { return };
    let written = codec::write_batch(&read);
    assert!(written.len() <= bytes.len(), "nothing grows on its way from computer to computer");
    assert_eq!(codec::read_batch(&written), Ok(read), "what is passed on is what came");
}

/// A payload that was read is sealed as something that is read alike.
pub fn payload(bytes: &[u8]) {
    let mut opener = payload::Opener::default();
    let _ = opener.value(bytes, 1);
    let Ok(read) = payload::Payload::open(bytes) else { return };
    for (number, op) in read.ops.iter().enumerate().take(8) {
        if let payload::Op::Put { value, .. } = op {
            let alone = opener.value(bytes, number as u64);
            assert_eq!(alone, Ok(Some(value.clone())), "a value is read alone as among the others");
        }
    }
    let sealed = read.seal().expect("what was read is no longer than what may be written");
    assert_eq!(payload::Payload::open(&sealed), Ok(read), "what a computer keeps is what came");
}

/// As many values as the bytes hold, one after the other.
pub fn values(bytes: &[u8]) -> Vec<Value> {
    let mut from = Decoder::new(bytes);
    std::iter::from_fn(|| codec::read_value(&mut from).ok()).take(32).collect()
}
