//! A journal that jrnl has locked, with its password and with another.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nightstand_fuzz::journal("x.txt", bytes, Some("lamp and kettle")));
