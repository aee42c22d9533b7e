//! What the use-cases need from the world: the time, and nothing else. Keys come through
//! `nightstand_vault::KeyStore`, notifications are the clock's own affair.

use std::sync::Mutex;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

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

    /// Falls back to UTC where the system names no zone, or one that is not in the IANA list.
    fn zone(&self) -> Tz {
        iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC)
    }
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
