//! Recovery words and passphrases, as someone types them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nightstand_vault::{Passphrase, RecoveryWords, WORD_COUNT};

fuzz_target!(|text: &str| {
    let blank = text.chars().all(char::is_whitespace);
    assert!(Passphrase::typed(text).is_err() || !blank, "white space is no passphrase");
    let Ok(words) = RecoveryWords::typed(text) else { return };
    let listed = words.expose("typing them once more");
    assert_eq!(listed.len(), WORD_COUNT, "a recovery key has twelve words");
    let numbered: String =
        listed.iter().zip(1..).map(|(word, nth)| format!("{nth}. {}\n", word.to_uppercase())).collect();
    let again = RecoveryWords::typed(&numbered).expect("a numbered sheet is the same key");
    assert_eq!(again.expose("comparing"), listed, "and opens the same");
    assert!(
        listed.iter().zip(1..).all(|(word, place)| words.is_word_at(place, word)),
        "asked back, each is known"
    );
});
