//! jrnl's text, and a diary in plain text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nightstand_fuzz::journal("x.txt", bytes, None));
