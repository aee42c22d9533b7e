//! A picture for a page. What comes of it is drawn, turned and bare, and stays as it is when it comes again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nightstand_formats::picture;

fuzz_target!(|bytes: &[u8]| {
    let Ok(bare) = picture::bare(bytes) else { return };
    assert!(bare.width > 0 && bare.height > 0 && bare.bytes.len() <= picture::MOST_BARE);
    let kept = picture::kept(bare.bytes.clone()).expect("what is kept is known again");
    assert_eq!(kept, bare, "its size is what it says");
    // Drawing many points twice takes its time.
    if bare.width.saturating_mul(bare.height) < 1 << 20 {
        assert_eq!(picture::bare(&bare.bytes), Ok(bare), "a copy that comes back is the same picture");
    }
});
