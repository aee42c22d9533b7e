//! A zone as a zone file of this computer explains it.
//!
//! Newer rules reach the doors of `schedule::occurrences` through a function that the process names once. Rules are
//! facts about the world, as the list of zones is: every computation of a process goes by the same ones, from start to
//! end, and no caller could have a reason to hand in others. So they are no argument. What one file says can be asked of
//! its [`Rules`] alone.

use std::fmt;
use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use tz::timezone::TransitionRule;
use tz::{LocalTimeType, TimeZone};

/// Where newer rules of a zone are found, if there are any. What it answers for a zone must stay the same.
pub type Newer = fn(Tz) -> Option<&'static Rules>;

/// What names that are no names are written with.
const NUMERIC: [char; 12] = ['+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

static NEWER: OnceLock<Newer> = OnceLock::new();

/// Has this process go by newer rules wherever there are some. Must come before anything is computed; of several calls
/// the first counts.
pub fn go_by(newer: Newer) {
    let _ = NEWER.set(newer);
}

/// The newer rules of a zone.
pub(crate) fn newer(zone: Tz) -> Option<&'static Rules> {
    NEWER.get()?(zone)
}

/// What a zone's clocks show between two changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallClock {
    /// Seconds ahead of UTC.
    pub offset: i32,
    /// Short, as `CET`. Empty where it is only the offset once more.
    pub name: String,
    /// Seconds ahead of the zone's standard time. Negative in Dublin, whose law makes winter the exception.
    pub saving: i64,
}

/// The rules of one zone.
pub struct Rules(TimeZone);

impl Rules {
    /// Reads a zone file (TZif, RFC 9636). Nothing where it is none, where it does not say how its zone goes on after
    /// its last change, as one of version 1 does not, or where a clock in it is a day or more away from UTC.
    pub fn read(file: &[u8]) -> Option<Self> {
        let zone = TimeZone::from_tz_data(file).ok()?;
        let for_ever = match zone.as_ref().extra_rule().as_ref()? {
            TransitionRule::Fixed(one) => [*one, *one],
            TransitionRule::Alternate(two) => [*two.std(), *two.dst()],
        };
        let mut clocks = zone.as_ref().local_time_types().iter().chain(&for_ever);
        clocks.all(|clock| FixedOffset::east_opt(clock.ut_offset()).is_some()).then_some(Self(zone))
    }

    /// The instant of a civil time, as [`crate::schedule::occurrences::instant`] has it. Nothing at the ends of time.
    pub fn instant(&self, civil: NaiveDateTime) -> Option<DateTime<Utc>> {
        // No clock is a day away from UTC, and no zone ever changed its clocks twice within two days.
        let before = self.offset(civil.checked_sub_signed(TimeDelta::days(1))?.and_utc())?;
        let after = self.offset(civil.checked_add_signed(TimeDelta::days(1))?.and_utc())?;
        let read = |offset| Some(civil.checked_sub_offset(offset)?.and_utc());
        let holds = |offset: &FixedOffset| read(*offset).and_then(|at| self.offset(at)) == Some(*offset);
        // The offset in force before a change leads to the earlier instant of a repeated time, and moves a skipped one on
        // by exactly the gap.
        read([before, after].into_iter().find(holds).unwrap_or(before))
    }

    /// The civil time that an instant is. Nothing at the ends of time.
    pub fn civil(&self, at: DateTime<Utc>) -> Option<NaiveDateTime> {
        at.naive_utc().checked_add_offset(self.offset(at)?)
    }

    /// What the clocks show at an instant. Nothing at the ends of time.
    pub fn wall_clock(&self, at: DateTime<Utc>) -> Option<WallClock> {
        let clock = self.clock(at)?;
        let standard = if clock.is_dst() { self.standard(at).unwrap_or(clock) } else { clock };
        Some(WallClock {
            offset: clock.ut_offset(),
            name: clock.time_zone_designation().trim_start_matches(NUMERIC).to_owned(),
            saving: i64::from(clock.ut_offset()) - i64::from(standard.ut_offset()),
        })
    }

    pub(crate) fn offset(&self, at: DateTime<Utc>) -> Option<FixedOffset> {
        FixedOffset::east_opt(self.clock(at)?.ut_offset())
    }

    fn clock(&self, at: DateTime<Utc>) -> Option<&LocalTimeType> {
        self.0.find_local_time_type(at.timestamp()).ok()
    }

    /// The standard time that counts, or counted last, at an instant.
    fn standard(&self, at: DateTime<Utc>) -> Option<&LocalTimeType> {
        let zone = self.0.as_ref();
        let changes = zone.transitions();
        let passed = changes.partition_point(|change| change.unix_leap_time() <= at.timestamp());
        if let (true, Some(TransitionRule::Alternate(two))) = (passed == changes.len(), zone.extra_rule()) {
            return Some(two.std());
        }
        let clocks = zone.local_time_types();
        let passed = changes.iter().take(passed).rev();
        let passed = passed.filter_map(|change| clocks.get(change.local_time_type_index()));
        // Before its first change a zone goes by the first clock.
        passed.chain(clocks.first()).find(|clock| !clock.is_dst())
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
