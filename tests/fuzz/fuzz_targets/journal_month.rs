//! A month of RedNotebook's.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nightstand_fuzz::journal("2026-01.txt", bytes, None));
