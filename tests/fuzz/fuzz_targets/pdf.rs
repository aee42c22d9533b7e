//! The outline of a PDF.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nightstand_formats::pdf;
use nightstand_formats::watch::unwatched;
use nightstand_fuzz::book;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(found) = pdf::read_from(bytes.to_vec(), &mut unwatched) {
        book(&found);
    }
});
