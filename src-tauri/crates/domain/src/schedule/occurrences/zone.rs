//! What a civil time means in a zone. These are the only doors to a zone's rules: this computer's own where they are
//! newer than those compiled in, and else the latter.

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{GapInfo, OffsetComponents, OffsetName, Tz};

use crate::zones::{WallClock, newer};

/// A day, in seconds.
const DAY: i64 = 86_400;

/// The instant of a civil time. In a gap it moves on by the gap's length, in an overlap it is the first.
pub fn instant(civil: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    newer(zone).and_then(|rules| rules.instant(civil)).unwrap_or_else(|| compiled_instant(civil, zone))
}

fn compiled_instant(civil: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let offset = match zone.offset_from_local_datetime(&civil) {
        chrono::LocalResult::Single(offset) => offset.fix(),
        // The offset in force before a change leads to the earlier instant of a repeated time.
        chrono::LocalResult::Ambiguous(a, b) if a.fix().local_minus_utc() < b.fix().local_minus_utc() => {
            b.fix()
        }
        chrono::LocalResult::Ambiguous(a, _) => a.fix(),
        chrono::LocalResult::None => before_gap(civil, zone),
    };
    let utc = civil.checked_sub_offset(offset).unwrap_or(civil);
    DateTime::from_naive_utc_and_offset(utc, Utc)
}

/// When wall clocks come to a civil time that they show after `now`: of a time that they show twice the first that is
/// still to come, of one that they skip the moment at which they go on.
pub fn comes(wall: NaiveDateTime, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let first = instant(wall, zone);
    if civil(first, zone) != wall {
        return end_of_gap(first, zone);
    }
    // No zone changes its clocks twice within two days: a day later the offset is the one that follows.
    let again = first + (offset(first, zone) - offset(first + TimeDelta::days(1), zone));
    if first <= now && civil(again, zone) == wall { again } else { first }
}

/// When the gap ended that lies within the day before `after`, to the second.
fn end_of_gap(after: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let since = offset(after, zone);
    let has_ended = |second| DateTime::from_timestamp(second, 0).is_some_and(|at| offset(at, zone) == since);
    let (mut before, mut end) = (after.timestamp() - DAY, after.timestamp());
    while end - before > 1 {
        let middle = before + (end - before) / 2;
        if has_ended(middle) { end = middle } else { before = middle }
    }
    DateTime::from_timestamp(end, 0).unwrap_or(after)
}

fn offset(at: DateTime<Utc>, zone: Tz) -> TimeDelta {
    civil(at, zone) - at.naive_utc()
}

/// Reading a skipped time with the offset that ended there moves it on by exactly the gap.
fn before_gap(civil: NaiveDateTime, zone: Tz) -> chrono::FixedOffset {
    let begin = GapInfo::new(&civil, &zone).and_then(|gap| gap.begin);
    begin.map_or_else(|| zone.offset_from_utc_datetime(&civil).fix(), |(_, offset)| offset.fix())
}

/// The civil time that an instant is in a zone.
pub fn civil(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    let compiled = || {
        let utc = at.naive_utc();
        utc.checked_add_offset(zone.offset_from_utc_datetime(&utc).fix()).unwrap_or(utc)
    };
    newer(zone).and_then(|rules| rules.civil(at)).unwrap_or_else(compiled)
}

/// What the clocks of a zone show at an instant: for a file that must explain its zones itself.
pub fn wall_clock(at: DateTime<Utc>, zone: Tz) -> WallClock {
    let compiled = || {
        let offset = zone.offset_from_utc_datetime(&at.naive_utc());
        WallClock {
            offset: offset.fix().local_minus_utc(),
            name: offset.abbreviation().unwrap_or_default().to_owned(),
            saving: offset.dst_offset().num_seconds(),
        }
    };
    newer(zone).and_then(|rules| rules.wall_clock(at)).unwrap_or_else(compiled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_comes_twice_is_the_one_to_come_and_a_skipped_one_the_end_of_the_gap() {
        for (zone, time, now, expected) in [
            (Tz::Europe__Berlin, "2026-10-25T02:30", "2026-10-25T00:10:00Z", "2026-10-25T00:30:00Z"),
            (Tz::Europe__Berlin, "2026-10-25T02:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
            (Tz::Europe__Berlin, "2026-10-25T02:30", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z"),
            (Tz::Australia__Lord_Howe, "2026-04-05T01:45", "2026-04-04T14:40:00Z", "2026-04-04T14:45:00Z"),
            (Tz::Australia__Lord_Howe, "2026-04-05T01:45", "2026-04-04T15:10:00Z", "2026-04-04T15:15:00Z"),
            (Tz::Europe__Berlin, "2026-03-29T02:30", "2026-03-29T00:50:00Z", "2026-03-29T01:00:00Z"),
            (Tz::Europe__Berlin, "2026-07-01T02:30", "2026-06-30T23:00:00Z", "2026-07-01T00:30:00Z"),
        ] {
            let wall = NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H:%M").unwrap();
            let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
            assert_eq!(comes(wall, at(now), zone), at(expected), "{time} in {zone}, seen from {now}");
        }
    }
}
