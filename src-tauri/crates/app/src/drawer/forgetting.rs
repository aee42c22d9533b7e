//! Forgetting for good, beside whoever types: what was thrown away long ago, versions that were replaced long ago,
//! pictures that no word names. What was erased is in the file no more when it has been written anew.

use std::collections::BTreeSet;
use std::fs;

use chrono::NaiveDate;
use nightstand_domain::ids::PictureId;
use nightstand_domain::marks;
use nightstand_journal::drawer::draft;
use nightstand_journal::drawer::picture::{self as rows, Unnamed};
use nightstand_journal::{Forgetting, Moved, with_suffix};

use super::long::{ENTRIES, Long};
use super::pages::KEPT_DAYS;
use crate::error::AppError;
use crate::keys;
use crate::spine::{App, OpenDrawer, VERSIONS_KEPT};

/// How many sheets are forgotten in one transaction.
const SHEETS: usize = 50;
/// How often a file is written anew when somebody puts pages away meanwhile. It waits for another sitting then.
const TRIES: usize = 3;

impl App {
    /// Forgets for good what was thrown away more than thirty days ago and did not come back, the versions that were
    /// replaced more than a year ago, and the pictures that nothing names. For the background, a moment after the
    /// drawer was opened: it takes as long as it takes, and what is typed meanwhile is kept as ever.
    ///
    /// # Errors
    /// What the disk says; whatever was not erased waits for another sitting.
    pub fn forget_what_is_over(&self) -> Result<(), AppError> {
        let long = self.desk.long.begin();
        let day = self.today();
        let bound = day - chrono::Duration::days(KEPT_DAYS);
        self.by_stretches(&long, |open| {
            let (ended, _) =
                open.space.act(open.owner, day, |act| draft::forget_thrown_before(act, bound, SHEETS))?;
            Ok(ended)
        })?;
        let mut aging = None;
        self.by_stretches(&long, |open| {
            let aging = match &mut aging {
                Some(aging) => aging,
                none => none.insert(open.space.aging(day - VERSIONS_KEPT)?),
            };
            Ok(open.space.age_on(aging, ENTRIES)?)
        })?;
        let mut unshown = BTreeSet::new();
        self.by_stretches(&long, |open| {
            unshown = rows::unshown(open.space.read(), bound)?;
            Ok(true)
        })?;
        self.forget_words_and_pictures(&long, unshown, day)
    }

    /// Forgets what waits to be forgotten, and then those of `pictures` that nothing names any more.
    pub(super) fn forget_words_and_pictures(
        &self,
        long: &Long<'_>,
        pictures: BTreeSet<PictureId>,
        day: NaiveDate,
    ) -> Result<(), AppError> {
        // Words that are to go name a picture until they have gone.
        if !pictures.is_empty() {
            self.erase_words(long)?;
            self.forget_unnamed(long, pictures, day)?;
        }
        if let Some(waits) = self.erase_words(long)? {
            self.leave_no_trace(long, &waits)?;
        }
        Ok(())
    }

    /// Forgets those of `these` that nothing names: no page, no draft, nothing that waits for the disk, no version.
    fn forget_unnamed(
        &self,
        long: &Long<'_>,
        these: BTreeSet<PictureId>,
        day: NaiveDate,
    ) -> Result<(), AppError> {
        let mut asked = Unnamed::among(these);
        self.by_stretches(long, |open| {
            let Some(mut unnamed) = asked.look_on(open.space.read(), ENTRIES)? else { return Ok(false) };
            for typed in open.waiting_pages() {
                marks::pictures(&typed.body).for_each(|shown| {
                    unnamed.remove(&shown.picture);
                });
            }
            if !unnamed.is_empty() {
                open.space.act(open.owner, day, |act| rows::forget(act, &unnamed))?;
            }
            Ok(true)
        })?;
        Ok(())
    }

    /// Erases what waits to be forgotten; the file may still hold copies of it. Nothing when nothing waits, or the drawer
    /// was locked on the way.
    fn erase_words(&self, long: &Long<'_>) -> Result<Option<Forgetting>, AppError> {
        let waits = match self.drawer().as_ref() {
            Some(open) => open.space.forgetting()?,
            None => None,
        };
        let Some(mut waits) = waits else { return Ok(None) };
        let erased = self.by_stretches(long, |open| Ok(open.space.forget_on(&mut waits, ENTRIES)?))?;
        Ok(erased.then_some(waits))
    }

    /// Writes the file anew, and notes that nothing of what was erased is in it any more.
    fn leave_no_trace(&self, long: &Long<'_>, waits: &Forgetting) -> Result<(), AppError> {
        for _ in 0..TRIES {
            match self.write_anew(long)? {
                Some(Moved::In) => {
                    let mut drawer = self.drawer();
                    let Some(open) = drawer.as_mut() else { return Ok(()) };
                    open.space.is_forgotten(waits)?;
                    open.space.checkpoint()?;
                    return Ok(());
                }
                Some(Moved::Behind) => {}
                None => return Ok(()),
            }
        }
        tracing::info!("what is erased waits for a sitting in which less is written to leave the file");
        Ok(())
    }

    /// Writes the drawer's file anew and puts that in its place; nothing when it was locked on the way.
    fn write_anew(&self, long: &Long<'_>) -> Result<Option<Moved>, AppError> {
        let begun = match self.drawer().as_ref() {
            Some(open) => {
                Some((open.space.beside(&open.key, long.go_on())?, with_suffix(open.space.path(), ".anew")))
            }
            None => None,
        };
        let Some((beside, anew)) = begun else { return Ok(None) };
        let written = beside.write_anew(&anew)?;
        // It would keep the write-ahead log.
        drop(beside);
        if !written {
            return Ok(None);
        }
        let moved = self.move_drawer_to(&anew);
        if !matches!(moved, Ok(Some(Moved::In))) {
            fs::remove_file(&anew).or_else(|error| {
                if error.kind() == std::io::ErrorKind::NotFound {
                    Ok(())
                } else {
                    Err(AppError::folder(error))
                }
            })?;
        }
        moved
    }

    fn move_drawer_to(&self, anew: &std::path::Path) -> Result<Option<Moved>, AppError> {
        let mut drawer = self.drawer();
        let Some(open) = drawer.as_mut() else { return Ok(None) };
        let error = match open.space.move_to(anew, &open.key) {
            Ok(moved) => return Ok(Some(moved)),
            Err(error) => error,
        };
        // Old or new, the file at its place is whole; what is open may be nothing by now.
        let Some(open) = drawer.take() else { return Ok(None) };
        let kept = open.spill_waiting();
        let kind = nightstand_journal::SpaceKind::Drawer(open.owner);
        let path = self.drawer_path(open.owner);
        match keys::open_space(&path, kind, &open.key, &self.profile, self.role) {
            Ok(space) => *drawer = Some(OpenDrawer { space, ..open }),
            Err(error) => {
                drop(drawer);
                self.leave_nothing();
                return Err(error);
            }
        }
        kept?;
        Err(error.into())
    }
}
