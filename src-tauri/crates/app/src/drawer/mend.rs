//! A drawer whose file is damaged (see [`crate::mend`]).

use nightstand_domain::ids::PersonId;
use nightstand_journal::{Space, SpaceKind};
use nightstand_vault::SpaceKey;

use super::Long;
use crate::error::AppError;
use crate::keys;
use crate::mend::{self, Mended, torn_at};
use crate::spine::{App, OpenDrawer};

/// The note that tells what was mended.
const REPORT: &str = "mended";

impl App {
    /// Looks the open drawer's file over, page by page beside whoever types, and mends it when the disk gave back
    /// something else than was written. Says whether anything was mended. For the background, a moment after the
    /// drawer was opened.
    ///
    /// # Errors
    /// When it could not be mended; the drawer is locked then, and its file is as it was.
    pub fn look_drawer_over(&self) -> Result<bool, AppError> {
        self.clear_cut_off_copy();
        let long = self.desk.long.begin();
        match self.is_drawer_torn(&long) {
            Ok(false) => return Ok(false),
            Ok(true) | Err(AppError::Damaged { .. }) => tracing::error!("the drawer's file is damaged"),
            Err(error) => return Err(error),
        }
        let mut drawer = self.drawer();
        // What waits for the disk stays in hand; the file is closed while it is replaced.
        let Some(open) = drawer.take() else { return Ok(false) };
        let kept = open.spill_waiting();
        let owner = open.owner;
        drop(open.space);
        let mended = self.mend(owner, &open.key);
        if let (Err(_), Err(error)) = (&mended, kept) {
            tracing::error!(%error, "what waited for the disk is gone with the drawer that could not be mended");
        }
        let opened = mended.map(|(space, mended)| {
            *drawer = Some(OpenDrawer { space, mended: Some(mended), ..open });
            true
        });
        drop(drawer);
        match opened {
            // The log begins anew in the new file, and what could be taken back lay in the old one.
            Ok(_) => self.forget_drawer_steps(),
            Err(_) => self.leave_nothing(),
        }
        opened
    }

    fn is_drawer_torn(&self, long: &Long<'_>) -> Result<bool, AppError> {
        let pages = self.drawer().as_ref().map(|open| open.space.pages()).transpose()?.flatten();
        let Some(mut pages) = pages else { return Ok(false) };
        for first in pages.stretches() {
            if !long.goes_on() {
                return Ok(false);
            }
            if pages.torn(first)?.is_empty() {
                continue;
            }
            // Somebody may have been writing just there: once more while nobody does.
            let drawer = self.drawer();
            let Some(open) = drawer.as_ref() else { return Ok(false) };
            if !torn_at(&open.space, first)?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What was mended in the open drawer, until its owner has read it.
    pub fn mended(&self) -> Option<Mended> {
        self.drawer().as_ref().and_then(|open| open.mended.clone())
    }

    /// The owner of the open drawer has read what was mended in it.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`], and what the disk says.
    pub fn read_mended(&self) -> Result<(), AppError> {
        let mut drawer = self.drawer();
        let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
        open.mended = None;
        Ok(open.space.put_note(REPORT, None)?)
    }

    /// Reads what can be read into a new file, and opens that in its place.
    pub(super) fn mend(&self, owner: PersonId, key: &SpaceKey) -> Result<(Space, Mended), AppError> {
        let (path, kind) = (self.drawer_path(owner), SpaceKind::Drawer(owner));
        let mended = mend::mend(&self.profile, &path, kind, key)?;
        let space = keys::open_space(&path, kind, key, &self.profile, self.role)?;
        if let Err(error) = space.put_note(REPORT, Some(&mended.report())) {
            tracing::warn!(%error, "what was mended is told in this opening alone");
        }
        Ok((space, mended))
    }

    /// What was mended in an earlier opening and was not read yet.
    pub(super) fn report_of(space: &Space) -> Option<Mended> {
        let report =
            space.note(REPORT).inspect_err(|error| tracing::warn!(%error, "a report could not be read"));
        report.ok().flatten().and_then(|report| Mended::reported(&report))
    }
}
