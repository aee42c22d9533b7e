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

use minicbor::Decoder;
use nightstand_domain::merge::Value;
use nightstand_domain::reading::TITLE_LENGTH;
use nightstand_formats::book::{Around, BookFile, Length};

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

/// A batch that was read is written as something that is read alike, and in no more bytes.
pub fn batch(bytes: &[u8]) {
    let Ok(read) = codec::read_batch(bytes) else { return };
    let written = codec::write_batch(&read);
    assert!(written.len() <= bytes.len(), "nothing grows on its way from computer to computer");
    assert_eq!(codec::read_batch(&written), Ok(read), "what is passed on is what came");
}

/// A payload that was read is sealed as something that is read alike.
pub fn payload(bytes: &[u8]) {
    let Ok(read) = payload::Payload::open(bytes) else { return };
    let sealed = read.seal().expect("what was read is no longer than what may be written");
    assert_eq!(payload::Payload::open(&sealed), Ok(read), "what a computer keeps is what came");
}

/// As many values as the bytes hold, one after the other.
pub fn values(bytes: &[u8]) -> Vec<Value> {
    let mut from = Decoder::new(bytes);
    std::iter::from_fn(|| codec::read_value(&mut from).ok()).take(32).collect()
}
