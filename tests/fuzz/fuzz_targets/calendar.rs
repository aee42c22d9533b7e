//! Somebody's calendar file, and the busy times that it says.
#![no_main]

use chrono::{DateTime, TimeDelta, Utc};
use libfuzzer_sys::fuzz_target;
use nightstand_domain::schedule::Stretch;
use nightstand_formats::calendar::{Busy, busy};

const ZONES: [chrono_tz::Tz; 4] =
    [chrono_tz::UTC, chrono_tz::Europe::Berlin, chrono_tz::Pacific::Apia, chrono_tz::Australia::Lord_Howe];

fuzz_target!(|file: &[u8]| {
    let zone = ZONES[file.len() % ZONES.len()];
    // Around a change of the clocks, and as long as a pocket is looked for.
    let from = DateTime::<Utc>::from_timestamp(1_774_600_000, 0).expect("an instant");
    let whole = Stretch { from, to: from + TimeDelta::days(14) };
    let Ok(read) = busy(file, whole, zone) else { return };
    tidy(&read, whole);
    let early = Stretch { to: from + TimeDelta::days(5), ..whole };
    let in_part = busy(file, early, zone).expect("what was read once is read again");
    tidy(&in_part, early);
    // A longer look may come to the end of its measure sooner, and says so.
    for time in in_part.times.iter().filter(|_| read.unread == in_part.unread) {
        let holds = read.times.iter().any(|one| one.from <= time.from && time.to <= one.to);
        assert!(holds, "who is busy in a part of the time is busy in all of it: {time:?}");
    }
});

fn tidy(read: &Busy, window: Stretch) {
    assert!(read.times.iter().all(|one| !one.is_empty()), "a busy time takes time");
    assert!(read.times.windows(2).all(|pair| pair[0].to < pair[1].from), "in order, and none on another");
    let inside = |one: &Stretch| window.from <= one.from && one.to <= window.to;
    assert!(read.times.iter().all(inside), "nothing is said beyond what was asked");
    assert!(read.unknown_zones <= read.read + read.unread, "what is counted was there");
}
