//! The table that Daylio exports.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    nightstand_fuzz::journal("x.csv", bytes, None);
    nightstand_fuzz::note(&String::from_utf8_lossy(bytes));
});
