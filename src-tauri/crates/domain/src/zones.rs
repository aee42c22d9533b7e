//! Names of zones, and the rules that stand behind them. One zone may have several names: `Asia/Calcutta` is what
//! `Asia/Kolkata` was called before.

mod rules;

use chrono::{DateTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

pub(crate) use rules::newer;
pub use rules::{Newer, Rules, WallClock, go_by};

/// The zone database tells zones apart that differed at some time since 1970.
const SINCE: DateTime<Utc> = DateTime::UNIX_EPOCH;
/// Far enough that every rule which stands today has been at work.
const WEEKS: i32 = 70 * 52;

/// Whether two names are one zone: whether their wall clocks have always shown the same, week by week from 1970 to
/// 2039. The database's links are not among what is compiled in, and two zones that never differed are one to
/// whoever reads a clock.
pub fn is_one_zone(one: Tz, other: Tz) -> bool {
    let compiled = |zone: Tz, at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    if one == other {
        return true;
    }
    match (newer(one), newer(other)) {
        (Some(one), Some(other)) => always(|at| one.offset(at) == other.offset(at)),
        // Some computers leave out the files of old names. Newer rules beside older ones would tell a zone from itself.
        _ => always(|at| compiled(one, at) == compiled(other, at)),
    }
}

fn always(holds: impl Fn(DateTime<Utc>) -> bool) -> bool {
    (0..WEEKS).all(|week| holds(SINCE + TimeDelta::weeks(week.into())))
}

/// The zone of a name of the IANA database, alone or behind a program's own words:
/// `/mozilla.org/20050126_1/Europe/Berlin`.
pub fn known(name: &str) -> Option<Tz> {
    let behind =
        |slashes: usize| name.rmatch_indices('/').nth(slashes).and_then(|(at, _)| name.get(at + 1..));
    let shortened = [behind(2), behind(1)].into_iter().flatten().filter(|_| name.starts_with('/'));
    std::iter::once(name).chain(shortened).find_map(|name| name.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_and_the_new_name_of_a_zone_are_one() {
        for (old, new) in [
            (Tz::Asia__Calcutta, Tz::Asia__Kolkata),
            (Tz::Europe__Kiev, Tz::Europe__Kyiv),
            (Tz::US__Eastern, Tz::America__New_York),
            (Tz::Etc__UTC, Tz::UTC),
        ] {
            assert!(is_one_zone(old, new), "{old} is {new}");
        }
    }

    #[test]
    fn zones_whose_clocks_differed_are_two() {
        for (one, other) in [
            (Tz::Asia__Kolkata, Tz::Asia__Colombo),
            (Tz::Europe__Berlin, Tz::Europe__Paris),
            (Tz::Europe__London, Tz::UTC),
            (Tz::America__Phoenix, Tz::America__Denver),
        ] {
            assert!(!is_one_zone(one, other), "{one} is not {other}");
        }
    }
}
