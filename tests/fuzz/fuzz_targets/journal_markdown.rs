//! A file of Markdown with its head.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nightstand_fuzz::journal("2026-01-01 note.md", bytes, None));
