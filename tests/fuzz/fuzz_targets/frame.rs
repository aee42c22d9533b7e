//! One frame from another computer.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nightstand_sync::Frame;

fuzz_target!(|bytes: &[u8]| {
    let Ok(frame) = Frame::decode(bytes) else { return };
    let again = frame.encode();
    assert!(again.len() <= bytes.len(), "a frame that fits still fits when it is passed on");
    assert_eq!(Frame::decode(&again), Ok(frame), "what is passed on is what came");
});
