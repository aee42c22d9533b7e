//! What stands next, for a glance at the tray: as much of it as the plan's wording allows, and no more.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use nightstand_domain::ritual::Wording;
use nightstand_domain::schedule::plan::{Evening, Today};
use nightstand_journal::agenda::AgendaRow;

use super::{Agenda, words};
use crate::error::AppError;
use crate::ports::Clock;

/// A plan that starts within this time can be begun now.
const SOON: TimeDelta = TimeDelta::minutes(60);

/// How far ahead a glance looks: a weekly evening is always in it.
const IN_SIGHT: TimeDelta = TimeDelta::days(14);

/// An evening that is still to come, or whose moment lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// Which evening of which ritual.
    pub evening: Evening,
    /// When it starts.
    pub starts: DateTime<Utc>,
    /// When its moment is over.
    pub ends: DateTime<Utc>,
    /// The plan's title; empty where its wording is discreet.
    title: String,
    /// The time as this computer writes it.
    time: String,
}

/// What a glance at the tray shows. It holds for as long as the agenda does not change: what is next and
/// whether it can be begun follow from the moment of looking.
#[derive(Clone)]
pub struct Glance {
    upcoming: Vec<Upcoming>,
    paused: Option<(DateTime<Utc>, String)>,
    day_ends: u8,
    clock: Arc<dyn Clock>,
}

impl PartialEq for Glance {
    fn eq(&self, other: &Self) -> bool {
        self.upcoming == other.upcoming && self.paused == other.paused && self.day_ends == other.day_ends
    }
}

impl Agenda {
    /// What stands next.
    ///
    /// # Errors
    /// What the disk says.
    pub fn glance(&self) -> Result<Glance, AppError> {
        let (now, changes) = (self.clock.now(), self.changes()?);
        let counts = |row: &AgendaRow| {
            let key = &row.due.key;
            row.due.ends > now && !changes.settled.contains(&key.evening()) && !changes.overtake(key)
        };
        let rows = self.store.dues(now.checked_add_signed(IN_SIGHT).unwrap_or(now))?;
        let mut upcoming: Vec<Upcoming> =
            rows.into_iter().filter(counts).map(|row| self.upcoming(row)).collect();
        upcoming.sort_by_key(|one| (one.starts, one.evening, one.ends));
        // A lead, a start and a snooze are one evening; the longest of them says until when it lasts.
        upcoming.dedup_by(|later, one| {
            let same = later.evening == one.evening;
            if same {
                one.ends = one.ends.max(later.ends);
            }
            same
        });
        let paused = self.paused_until()?.map(|until| (until, self.shown_time(until)));
        Ok(Glance { upcoming, paused, day_ends: self.day_ends(), clock: Arc::clone(&self.clock) })
    }

    fn upcoming(&self, row: AgendaRow) -> Upcoming {
        let title = if row.wording == Wording::Full { words::shown(&row.title) } else { String::new() };
        let time = self.shown_time(row.due.starts);
        Upcoming { evening: row.due.key.evening(), starts: row.due.starts, ends: row.due.ends, title, time }
    }
}

impl Glance {
    /// What is next, when anything is.
    pub fn next(&self) -> Option<&Upcoming> {
        let now = self.clock.now();
        self.upcoming.iter().find(|one| one.ends > now)
    }

    /// What is next, when its time is now or soon.
    pub fn startable(&self) -> Option<&Upcoming> {
        self.next().filter(|next| next.starts - self.clock.now() <= SOON)
    }

    /// What is next in words.
    pub fn line(&self) -> String {
        let Some(next) = self.next() else { return "No reminder ahead".into() };
        words::next(&next.title, &next.time, self.days_ahead(next.starts))
    }

    /// Until when reminders are paused, in words.
    pub fn paused(&self) -> Option<String> {
        let (until, time) = self.paused.as_ref().filter(|(until, _)| *until > self.clock.now())?;
        Some(words::paused(time, self.days_ahead(*until)))
    }

    /// Calendar days from now until then, as people count them: the night belongs to the day before.
    fn days_ahead(&self, at: DateTime<Utc>) -> i64 {
        let zone = self.clock.zone();
        let date = |at| -> NaiveDate { Today::at(at, zone, self.day_ends).date };
        (date(at) - date(self.clock.now())).num_days()
    }
}
