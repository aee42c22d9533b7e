//! A pasted contents list.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nightstand_domain::reading::{MOST_CHAPTERS, TITLE_LENGTH};
use nightstand_formats::contents;

fuzz_target!(|text: &str| {
    let Ok(found) = contents::read(text) else { return };
    assert!((1..=MOST_CHAPTERS).contains(&found.chapters.len()), "a list has chapters, and not too many");
    assert!(found.left_out.len() <= found.left_out_count, "what is named was counted");
    for chapter in &found.chapters {
        for words in [&chapter.title, &chapter.part] {
            assert!(words.chars().count() <= TITLE_LENGTH, "what is proposed can be kept: {words:?}");
            assert!(!words.contains(char::is_control), "a title is one line: {words:?}");
        }
        assert_ne!(chapter.pages, Some(0), "a chapter has a page, or its length is not known");
    }
    let letters: usize = found.chapters.iter().map(|chapter| chapter.title.chars().count()).sum();
    assert!(letters <= text.chars().count(), "no letter of a title is made up");
});
