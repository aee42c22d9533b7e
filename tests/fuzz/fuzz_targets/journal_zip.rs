//! A zip with a journal in it: a whole one, or files with names, each ended by a zero byte as its name is.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::write::{SimpleFileOptions, ZipWriter};

fuzz_target!(|bytes: &[u8]| {
    let whole = if bytes.starts_with(b"PK") { bytes.to_vec() } else { container(bytes) };
    nightstand_fuzz::journal("x.zip", &whole, None);
});

fn container(bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let parts: Vec<&[u8]> = bytes.split(|byte| *byte == 0).take(32).collect();
    for file in parts.chunks_exact(2) {
        let [name, text] = file else { continue };
        // Two files of one name are none that this writer makes.
        if zip.start_file(String::from_utf8_lossy(name), plain).is_ok() {
            zip.write_all(text).expect("memory has room");
        }
    }
    zip.finish().expect("memory has room").into_inner()
}
