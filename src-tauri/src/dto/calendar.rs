//! Calendar files and pockets on their way to and from the window.

use nightstand_app::AppError;
use nightstand_app::calendar as app;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::RitualId;
use super::rituals::Wording;
use super::settings::QuietHours;

/// This computer's calendar files, as the person who is here sees them.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalendarView {
    /// The file that is kept up to date.
    pub kept: Option<KeptCalendar>,
    /// The own files of busy times.
    pub busy: Vec<BusyFile>,
    /// A place that a calendar file of all rituals could have.
    pub suggested: String,
    /// A place that a file of a single ritual could have.
    pub suggested_one: String,
}

/// The file that is kept up to date.
#[derive(Clone, Debug, Serialize, TS)]
pub struct KeptCalendar {
    /// Where it lies.
    pub path: String,
    /// Whether it names the rituals.
    pub wording: Wording,
    /// Why it could not be brought up to date: a key below `calendar.wrong`.
    pub trouble: Option<String>,
}

/// A file of busy times, as it was read just now.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BusyFile {
    /// Where it lies.
    pub path: String,
    /// Why nothing of it counts: a key below `calendar.wrong`.
    pub trouble: Option<String>,
    /// Whether there is no entry in it at all.
    pub empty: bool,
    /// How many entries could not be read, or not to their end.
    pub unread: u32,
    /// How many entries name a zone that nobody here knows.
    pub unknown_zones: u32,
}

/// Saves one ritual or all of them.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CalendarSave {
    /// The one ritual, or all.
    pub ritual: Option<RitualId>,
    /// Whether the file names the rituals.
    pub wording: Wording,
    /// Where to.
    pub place: String,
}

/// Keeps a file of all rituals up to date from now on.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CalendarKeep {
    /// Whether the file names the rituals.
    pub wording: Wording,
    /// Where.
    pub place: String,
}

/// A calendar file that was written.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalendarSaved {
    /// Where it lies.
    pub path: String,
    /// What is not in it.
    pub left_out: Vec<LeftOut>,
}

/// A ritual that the file does not hold.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LeftOut {
    /// Its name.
    pub title: String,
    /// Why: a key below `calendar.unsaid`.
    pub why: String,
}

/// Asks for a place with the desktop's own dialog.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PlaceAsk {
    /// Whether a file is to be written there, or read.
    pub saving: bool,
    /// What stands in the field already.
    pub from: String,
}

/// A file's place.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FilePlace {
    /// The whole path.
    pub path: String,
}

/// What kept the calendar from being brought up to date, once.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CalendarNews {
    /// A key below `calendar.wrong`; nothing when there is nothing to tell.
    pub trouble: Option<String>,
}

/// How long a pocket is wished for.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct PocketAsk {
    /// In minutes.
    pub minutes: u32,
}

/// The next stretches that suit both.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PocketsView {
    /// The days that were looked at, `YYYY-MM-DD`; the first one is the calendar's today.
    pub days: Vec<String>,
    /// The couple's day, `YYYY-MM-DD`.
    pub today: String,
    /// The IANA zone in which it was looked.
    pub zone: String,
    /// The stretches, at most five, the next ones first.
    pub pockets: Vec<Pocket>,
    /// What is taken: the plans, and what stands in one's own calendar.
    pub taken: Vec<TakenTime>,
    /// The quiet hours that were kept free.
    pub quiet: Option<QuietHours>,
    /// Whether somebody's calendar file could not be read.
    pub lacking: bool,
    /// Whether the person who is here has brought any calendar file.
    pub has_files: bool,
}

/// A stretch that suits, on this computer's wall clock.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Pocket {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// When it begins, in minutes from midnight.
    pub from: u32,
    /// When it ends; 1440 is the midnight that ends the day.
    pub to: u32,
}

/// Time of one day that is taken.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TakenTime {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// When it begins, in minutes from midnight.
    pub from: u32,
    /// When it ends.
    pub to: u32,
    /// The ritual's name; nothing for what stands in one's own calendar.
    pub plan: Option<String>,
}

impl From<app::CalendarView> for CalendarView {
    fn from(view: app::CalendarView) -> Self {
        let kept = view.kept.map(|kept| KeptCalendar {
            path: kept.path,
            wording: kept.wording.into(),
            trouble: kept.trouble.map(str::to_owned),
        });
        Self {
            kept,
            busy: view.busy.into_iter().map(BusyFile::from).collect(),
            suggested: view.suggested,
            suggested_one: view.suggested_one,
        }
    }
}

impl From<app::BusyFile> for BusyFile {
    fn from(file: app::BusyFile) -> Self {
        let read = file.state.unwrap_or_default();
        Self {
            path: file.path,
            trouble: file.state.err().map(str::to_owned),
            empty: read.is_empty,
            unread: u32::try_from(read.unread).unwrap_or(u32::MAX),
            unknown_zones: u32::try_from(read.unknown_zones).unwrap_or(u32::MAX),
        }
    }
}

impl From<CalendarSave> for app::Export {
    fn from(save: CalendarSave) -> Self {
        Self { ritual: save.ritual.map(Into::into), wording: save.wording.into(), place: save.place }
    }
}

impl From<app::Saved> for CalendarSaved {
    fn from(saved: app::Saved) -> Self {
        let left = |left: app::LeftOut| LeftOut { title: left.title, why: app::word(left.why).to_owned() };
        Self { path: saved.path, left_out: saved.left_out.into_iter().map(left).collect() }
    }
}

impl PocketAsk {
    /// The length as the core knows it.
    ///
    /// # Errors
    /// When it is longer than any day.
    pub(crate) fn length(self) -> Result<u16, AppError> {
        u16::try_from(self.minutes).map_err(|_| AppError::invalid("minutes", "range"))
    }
}

impl From<app::PocketsView> for PocketsView {
    fn from(view: app::PocketsView) -> Self {
        Self {
            days: view.days.iter().map(ToString::to_string).collect(),
            today: view.today.to_string(),
            zone: view.zone.name().to_owned(),
            pockets: view.pockets.into_iter().map(Pocket::from).collect(),
            taken: view.taken.into_iter().map(TakenTime::from).collect(),
            quiet: view.quiet.map(Into::into),
            lacking: view.is_lacking,
            has_files: view.has_files,
        }
    }
}

impl From<app::ShownPocket> for Pocket {
    fn from(pocket: app::ShownPocket) -> Self {
        Self { day: pocket.day.to_string(), from: pocket.from.into(), to: pocket.to.into() }
    }
}

impl From<app::Block> for TakenTime {
    fn from(block: app::Block) -> Self {
        let plan = match block.kind {
            app::BlockKind::Mine => None,
            app::BlockKind::Plan(title) => Some(title),
        };
        Self { day: block.day.to_string(), from: block.from.into(), to: block.to.into(), plan }
    }
}
