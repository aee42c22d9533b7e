//! What a civil time means in a zone. These are the only doors to a zone's rules: this computer's own where they are
//! newer than those compiled in, and else the latter.

use chrono::{DateTime, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{GapInfo, OffsetComponents, OffsetName, Tz};

use crate::zones::{WallClock, newer};

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
