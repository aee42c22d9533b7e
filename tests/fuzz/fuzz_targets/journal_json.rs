//! JSON of Day One, Journey or jrnl.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nightstand_fuzz::journal("x.json", bytes, None));
