//! What the use-cases need from the world: the time, and nothing else. Keys come through
//! `nightstand_vault::KeyStore`, notifications are the clock's own affair.

mod zoneinfo;

use std::sync::Mutex;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

pub use zoneinfo::go_by_newer_zones;

/// The wall clock and the zone of this computer.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;

    /// The zone that this computer's wall clock shows at present.
    fn zone(&self) -> Tz;
}

/// The computer's own clock. The only place that asks the system for the time.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place where the time comes in")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    /// The zone that `TZ` names for this program, then the computer's own. Falls back to UTC where neither names
    /// one of the IANA list.
    fn zone(&self) -> Tz {
        let computers = || iana_time_zone::get_timezone().ok()?.parse().ok();
        std::env::var("TZ").ok().and_then(|value| named(&value)).or_else(computers).unwrap_or(Tz::UTC)
    }
}

/// The zone that a value of `TZ` names: POSIX puts a colon before a name that is no rule of its own.
fn named(value: &str) -> Option<Tz> {
    value.strip_prefix(':').unwrap_or(value).parse().ok()
}

/// A clock that stands still until it is told to move: for tests, and for the sample evening.
#[derive(Debug)]
pub struct ManualClock {
    state: Mutex<(DateTime<Utc>, Tz)>,
}

impl ManualClock {
    /// A clock that shows `now` in `zone`.
    pub fn at(now: DateTime<Utc>, zone: Tz) -> Self {
        Self { state: Mutex::new((now, zone)) }
    }

    /// Moves the clock to `now`, backwards too.
    pub fn set(&self, now: DateTime<Utc>) {
        self.locked().0 = now;
    }

    /// Carries the computer into another zone.
    pub fn travel(&self, zone: Tz) {
        self.locked().1 = zone;
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, (DateTime<Utc>, Tz)> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        self.locked().0
    }

    fn zone(&self) -> Tz {
        self.locked().1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_named_with_and_without_a_colon_and_anything_else_names_none() {
        assert_eq!(named("Europe/Berlin"), Some(Tz::Europe__Berlin));
        assert_eq!(named(":Europe/Berlin"), Some(Tz::Europe__Berlin), "as POSIX writes it");
        for other in
            ["", ":", "CET-1CEST,M3.5.0,M10.5.0/3", "/etc/localtime", ":/etc/localtime", "Europe/Nowhere"]
        {
            assert_eq!(named(other), None, "{other} is left to the computer");
        }
    }
}
