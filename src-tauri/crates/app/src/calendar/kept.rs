//! The file that is kept up to date, for a calendar program to subscribe to.
//!
//! The window writes it whenever rituals or tonight's plans change, and once when it opens. It is replaced whole
//! or not at all, so that a program that reads meanwhile never sees half a calendar. When it cannot be written,
//! that is said once and tried again with the next change; the rituals themselves lie on the table.

use nightstand_domain::ritual::Wording;
use nightstand_formats::calendar::MOST_BYTES;
use nightstand_vault::files;

use super::export::Saved;
use super::{KeptFile, place};
use crate::error::AppError;
use crate::file_place;
use crate::spine::{App, Role};

impl App {
    /// Keeps a calendar of all rituals up to date at `place`, from now on. One that was kept elsewhere stays
    /// where it is, as it is.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a place where nothing can be written; what was chosen before then still holds.
    pub fn calendar_keep(&self, place: &str, wording: Wording) -> Result<Saved, AppError> {
        let path = place::for_writing(place)?;
        let (text, left_out) = self.calendar_text(None, wording)?;
        place::put(&path, &text)?;
        let kept = KeptFile { path: path.clone(), full: wording == Wording::Full };
        self.change_calendars(|calendars| calendars.kept = Some(kept))?;
        self.kept_up.stands(None);
        Ok(Saved { path: file_place::shown(&path), left_out })
    }

    /// Keeps no calendar up to date any more. The file stays as it is.
    ///
    /// # Errors
    /// When this computer's settings cannot be written; it is then still kept up.
    pub fn calendar_let_be(&self) -> Result<(), AppError> {
        self.change_calendars(|calendars| calendars.kept = None)?;
        self.kept_up.stands(None);
        Ok(())
    }

    /// Why the calendar could not be brought up to date, for whoever has not been told yet.
    pub fn calendar_news(&self) -> Option<&'static str> {
        self.kept_up.tell()
    }

    /// Brings the file up to date. To be called whenever plans changed; it never fails, because what changed is
    /// safe on the table whatever becomes of the file.
    pub(crate) fn keep_calendar_up(&self) {
        if self.role != Role::Window {
            return;
        }
        let Some(kept) = self.calendars().kept else { return };
        let Ok((text, _)) = self.calendar_text(None, kept.wording()) else { return };
        let written = if says_already(&kept, &text) { Ok(()) } else { place::put(&kept.path, &text) };
        self.kept_up.stands(match written {
            Ok(()) => None,
            Err(AppError::Invalid { why, .. }) => Some(why),
            Err(_) => Some("failed"),
        });
    }
}

/// Whether the file says the same but for when it was written: nothing is carried about for that.
fn says_already(kept: &KeptFile, text: &str) -> bool {
    let stamped = |line: &&str| !line.starts_with("DTSTAMP:");
    let there = files::read_at_most(&kept.path, MOST_BYTES as u64).ok().flatten();
    there
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .is_some_and(|there| there.lines().filter(stamped).eq(text.lines().filter(stamped)))
}
