//! A book: a whole container, or the files in one. The files stand one after the other, parted by zero bytes:
//! the package, the contents of EPUB 3, those of EPUB 2, a page, what is said to be encrypted, the cover.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use nightstand_formats::epub;
use nightstand_formats::watch::unwatched;
use nightstand_fuzz::book;
use zip::write::{SimpleFileOptions, ZipWriter};

const NAMES: [&str; 6] = ["book.opf", "nav.xhtml", "toc.ncx", "a.xhtml", "META-INF/encryption.xml", "c.png"];

fuzz_target!(|bytes: &[u8]| {
    let whole = if bytes.starts_with(b"PK") { bytes.to_vec() } else { container(bytes) };
    let length = whole.len() as u64;
    if let Ok(found) = epub::read_from(Cursor::new(whole), length, &mut unwatched) {
        book(&found);
    }
});

fn container(bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, file) in NAMES.iter().zip(bytes.split(|byte| *byte == 0)) {
        zip.start_file(*name, plain).expect("memory has room");
        zip.write_all(file).expect("memory has room");
    }
    zip.finish().expect("memory has room").into_inner()
}
