//! What a civil time means in a zone.

use chrono::{DateTime, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

/// The instant of a civil time. In a gap it moves on by the gap's length, in an overlap it is the first.
pub fn instant(civil: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
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
pub fn comes(civil: NaiveDateTime, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&civil) {
        chrono::LocalResult::Single(at) => at.to_utc(),
        chrono::LocalResult::Ambiguous(a, b) => {
            let (first, second) = (a.min(b).to_utc(), a.max(b).to_utc());
            if first > now { first } else { second }
        }
        chrono::LocalResult::None => {
            let end = GapInfo::new(&civil, &zone).and_then(|gap| gap.end);
            end.map_or_else(|| instant(civil, zone), |end| end.to_utc())
        }
    }
}

/// Reading a skipped time with the offset that ended there moves it on by exactly the gap.
fn before_gap(civil: NaiveDateTime, zone: Tz) -> chrono::FixedOffset {
    let begin = GapInfo::new(&civil, &zone).and_then(|gap| gap.begin);
    begin.map_or_else(|| zone.offset_from_utc_datetime(&civil).fix(), |(_, offset)| offset.fix())
}

/// The civil time that an instant is in a zone.
pub fn civil(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
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
