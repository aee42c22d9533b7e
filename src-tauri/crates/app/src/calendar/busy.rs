//! Busy times in, from the calendar files that each person brought.

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use nightstand_domain::ids::PersonId;
use nightstand_domain::schedule::{Stretch, joined};
use nightstand_formats::calendar::{self, Busy, Unreadable};

use super::place;
use crate::error::AppError;
use crate::file_place;
use crate::spine::App;

/// So many files a person may bring: each is read whenever somebody looks for a pocket.
const MOST_FILES: usize = 12;
/// What is looked at to learn whether a file can be read.
const A_WEEK: TimeDelta = TimeDelta::days(7);

/// A file of busy times, and how it was read just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusyFile {
    /// Where it lies.
    pub path: String,
    /// What can be said of it, or why nothing of it counts; a stable word for the catalogue.
    pub state: Result<Read, &'static str>,
}

/// What was read of a file. Of its entries nothing is known but when they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Whether there is no entry in it at all.
    pub is_empty: bool,
    /// How many entries could not be read, or not to their end.
    pub unread: usize,
    /// How many entries name a zone that nobody here knows.
    pub unknown_zones: usize,
}

/// When somebody is busy, and whether all their files could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Taken {
    /// The times, in order and without overlaps.
    pub(super) times: Vec<Stretch>,
    /// Whether a file gave nothing.
    pub(super) is_lacking: bool,
}

impl App {
    /// Counts in what a calendar file says, for the person who is here. It is read again whenever it matters.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the word for what is wrong with the file; it is then not counted in.
    pub fn busy_add(&self, typed: &str) -> Result<(), AppError> {
        let path = file_place::typed(typed)?;
        self.read_busy(&path, self.coming_week()).map_err(file_place::refused)?;
        let here = self.here()?.id;
        let calendars = self.calendars();
        if calendars.of(here).contains(&path) {
            return Ok(());
        }
        if calendars.of(here).len() >= MOST_FILES {
            return Err(file_place::refused("many"));
        }
        self.change_calendars(|calendars| calendars.busy.entry(here.to_string()).or_default().push(path))
    }

    /// Counts a file in no longer. The file stays as it is.
    ///
    /// # Errors
    /// When this computer's settings cannot be written.
    pub fn busy_remove(&self, path: &str) -> Result<(), AppError> {
        let here = self.here()?.id.to_string();
        self.change_calendars(|calendars| {
            if let Some(own) = calendars.busy.get_mut(&here) {
                own.retain(|one| file_place::shown(one) != path);
            }
        })
    }

    pub(super) fn busy_files(&self, paths: &[PathBuf]) -> Vec<BusyFile> {
        let week = self.coming_week();
        let state = |path: &PathBuf| {
            let read = self.read_busy(path, week)?;
            Ok(Read {
                is_empty: read.read == 0 && read.unread == 0,
                unread: read.unread,
                unknown_zones: read.unknown_zones,
            })
        };
        paths.iter().map(|path| BusyFile { path: file_place::shown(path), state: state(path) }).collect()
    }

    /// When `person` is busy within `window`, as their files say at this moment.
    pub(super) fn busy_times(&self, person: PersonId, window: Stretch) -> Taken {
        let mut taken = Taken::default();
        for path in self.calendars().of(person) {
            match self.read_busy(path, window) {
                Ok(busy) => taken.times.extend(busy.times),
                Err(_) => taken.is_lacking = true,
            }
        }
        taken.times = joined(taken.times);
        taken
    }

    fn read_busy(&self, path: &Path, window: Stretch) -> Result<Busy, &'static str> {
        let file = place::read(path)?;
        calendar::busy(&file, window, self.zone()).map_err(|why| match why {
            Unreadable::Empty => "blank",
            Unreadable::TooLarge => "tooLarge",
            Unreadable::NoCalendar => "noCalendar",
        })
    }

    fn coming_week(&self) -> Stretch {
        let from = self.now();
        Stretch { from, to: from.checked_add_signed(A_WEEK).unwrap_or(from) }
    }
}
