//! Newer rules behind the doors. A process names them once, so this is a process of its own.

use std::sync::LazyLock;

use chrono_tz::Tz;
use nightstand_domain::schedule::occurrences::{civil, instant, wall_clock};
use nightstand_domain::schedule::{Rhythm, Series};
use nightstand_domain::zones::{Rules, go_by, is_one_zone};

/// Nine hours ahead of UTC for ever.
static NEW: LazyLock<Option<Rules>> = LazyLock::new(|| {
    let head = b"TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x04";
    Rules::read(&[&head[..], b"\0\0\x7e\x90\0\0NEW\0", head, b"\0\0\x7e\x90\0\0NEW\0\nNEW-9\n"].concat())
});

fn newer(zone: Tz) -> Option<&'static Rules> {
    matches!(zone, Tz::Europe__Berlin | Tz::Europe__Busingen).then(|| NEW.as_ref()).flatten()
}

#[test]
fn a_process_goes_by_newer_rules_where_there_are_some_and_keeps_to_the_first_it_was_given() {
    let evening = "2027-07-01T21:00:00".parse().unwrap();
    go_by(newer);
    go_by(|_| None);
    let (berlin, paris) = (instant(evening, Tz::Europe__Berlin), instant(evening, Tz::Europe__Paris));
    assert_eq!(berlin.to_rfc3339(), "2027-07-01T12:00:00+00:00", "Berlin has newer ones");
    assert_eq!(paris.to_rfc3339(), "2027-07-01T19:00:00+00:00", "Paris has none");
    assert_eq!(civil(berlin, Tz::Europe__Berlin), evening, "and back");
    assert_eq!(civil(paris, Tz::Europe__Paris), evening, "and back");
    assert_eq!(wall_clock(berlin, Tz::Europe__Berlin).name, "NEW", "a calendar's file explains the zone so");

    let rhythm: Rhythm = "RRULE:FREQ=DAILY;COUNT=1".parse().unwrap();
    let series = Series { rhythm, start: evening, zone: Tz::Europe__Berlin };
    let days = series.on_days(evening.date(), evening.date()).map(|one| one.at).collect::<Vec<_>>();
    assert_eq!(days, [berlin], "a ritual comes when the desktop's clock says so");

    assert!(is_one_zone(Tz::Europe__Berlin, Tz::Europe__Busingen), "both go by the same newer rules");
    assert!(!is_one_zone(Tz::Europe__Berlin, Tz::Europe__Paris), "and others are others");
}
