//! When a ritual is, as the log keeps it.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::Rhythm;
use crate::merge::Value;
use crate::schedule::Series;

/// When a ritual is: civil time in a named zone, never an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// On which days.
    pub rhythm: Rhythm,
    /// The first day it can be on; also what weeks are counted from.
    pub starts: NaiveDate,
    /// The time on the wall clock. For a ritual that follows another it waits until it has a time of its own.
    pub at: NaiveTime,
    /// Whose wall clock.
    pub zone: Tz,
}

impl When {
    /// The form in which the log keeps it: rule, first day, time, zone name. Always these four texts, so that
    /// every version can pass on what another one wrote.
    pub fn to_value(&self) -> Value {
        Value::List(vec![
            self.rhythm.rule().into(),
            self.starts.format("%F").to_string().into(),
            self.at.format("%H:%M").to_string().into(),
            self.zone.name().into(),
        ])
    }

    /// Reads [`When::to_value`]'s form; nothing when this version does not know the zone or the shape.
    pub fn from_value(value: &Value) -> Option<Self> {
        let Value::List(parts) = value else { return None };
        let [Value::Text(rule), Value::Text(starts), Value::Text(at), Value::Text(zone), ..] =
            parts.as_slice()
        else {
            return None;
        };
        Self::from_texts(rule, starts, at, zone)
    }

    /// The dates that a calendar can name. Nothing when this version cannot read the rhythm, and nothing for
    /// the two rhythms that depend on more than the calendar: see [`super::course`].
    pub fn series(&self) -> Option<Series> {
        let rhythm = match &self.rhythm {
            Rhythm::Calendar(_) | Rhythm::Other(_) => self.rhythm.rule().parse().ok()?,
            Rhythm::AnyDays(_) | Rhythm::After(_) => return None,
        };
        Some(self.dates(rhythm))
    }

    pub(super) fn dates(&self, rhythm: crate::schedule::Rhythm) -> Series {
        Series { rhythm, start: self.starts.and_time(self.at), zone: self.zone }
    }

    /// The same from the four texts, as a table keeps them in four columns.
    pub fn from_texts(rule: &str, starts: &str, at: &str, zone: &str) -> Option<Self> {
        Some(Self {
            rhythm: Rhythm::read(rule),
            starts: starts.parse().ok()?,
            at: NaiveTime::parse_from_str(at, "%H:%M").ok()?,
            zone: zone.parse().ok()?,
        })
    }
}
