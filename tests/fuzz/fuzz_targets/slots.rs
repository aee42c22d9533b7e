//! The sidecar of the key slots. Its last bytes are a hash of the others, which is put right here, or fuzzing
//! would never come past it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nightstand_vault::slots;

fuzz_target!(|bytes: &[u8]| {
    let _ = slots::read_and_write(bytes);
    let Ok(written) = slots::read_and_write(&checked(bytes)) else { return };
    assert_eq!(written.len(), bytes.len() + 32, "every byte of a sidecar has its place");
    let again = slots::read_and_write(&written).expect("what was written is read");
    assert_eq!(again, written, "what was written is read alike");
});

fn checked(bytes: &[u8]) -> Vec<u8> {
    [bytes, blake3::hash(bytes).as_bytes()].concat()
}
