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
