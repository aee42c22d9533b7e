//! A list of books from Goodreads or The StoryGraph.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nightstand_domain::reading::{Isbn, TITLE_LENGTH};
use nightstand_formats::shelf_list;
use nightstand_formats::watch::unwatched;

fuzz_target!(|bytes: &[u8]| {
    let Ok(list) = shelf_list::read(bytes, &mut unwatched) else { return };
    for book in &list.books {
        assert!(!book.title.is_empty(), "a book has a title");
        for words in book.authors.iter().chain([&book.title]) {
            assert!(words.chars().count() <= TITLE_LENGTH, "what is proposed can be kept: {words:?}");
            assert!(!words.contains(char::is_control), "a title is one line: {words:?}");
        }
        if let Some(isbn) = book.isbn {
            assert_eq!(Isbn::read(&isbn.digits()), Ok(isbn), "what is kept is read alike");
        }
    }
});
