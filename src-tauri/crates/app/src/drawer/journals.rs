//! Another program's journal on its way into the open drawer, and the drawer's pages on their way out of it.
//!
//! ```text
//! look_at_journal(owner, place, password) -> Looked                  reads it; nothing is written yet
//! bring_journal(owner, Differing) -> (Brought, Changed)              what was read goes in; one step of Undo
//! take_copy(owner, Form, place, words) -> Copied                     an open copy, which nothing seals
//! work_done() -> usize    stop_work()    let_journal_go()
//! ```
//! What was read lies in memory until it is brought in or let go, and goes when the drawer is locked. Pictures are read
//! once more when they come in, one at a time.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use chrono::NaiveDate;
use nightstand_domain::ids::{PersonId, PictureId};
use nightstand_domain::{marks, page};
use nightstand_formats::journal::{self, Journal, Left, NotRead, Page, Picture, Pictures, Program, write};
use nightstand_formats::picture;
use nightstand_formats::watch::Progress;

use super::import::NewPage;
use super::known::{Standing, standing};
use super::{RECORDS, pictures};
use crate::error::AppError;
use crate::file_place;
use crate::sitting::Changed;
use crate::spine::{App, lock};

/// One reading, bringing in or taking out at a time.
#[derive(Default)]
pub(crate) struct Work {
    is_on: AtomicBool,
    done: AtomicUsize,
    stop: AtomicBool,
    held: Mutex<Option<Held>>,
}

/// A journal that was read.
struct Held {
    owner: PersonId,
    place: PathBuf,
    pages: Vec<Page>,
}

impl Work {
    /// Begins; nothing while something else is on.
    fn begin(&self) -> Option<On<'_>> {
        if self.is_on.swap(true, Ordering::AcqRel) {
            return None;
        }
        self.done.store(0, Ordering::Relaxed);
        self.stop.store(false, Ordering::Relaxed);
        Some(On(self))
    }

    /// Stops what is on and lets go of what was read.
    pub(super) fn end(&self) {
        self.stop.store(true, Ordering::Relaxed);
        lock(&self.held).take();
    }
}

/// What is on for as long as this lives.
pub(super) struct On<'w>(&'w Work);

impl On<'_> {
    /// So much is done; whether to go on.
    pub(super) fn at(&self, done: usize) -> bool {
        self.0.done.store(done, Ordering::Relaxed);
        !self.0.stop.load(Ordering::Relaxed)
    }
}

impl Drop for On<'_> {
    fn drop(&mut self) {
        self.0.done.store(0, Ordering::Relaxed);
        self.0.is_on.store(false, Ordering::Release);
    }
}

/// What a journal holds, before any of it is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Who kept it.
    pub program: Program,
    /// How many pages it has.
    pub pages: usize,
    /// How many of them are in the drawer already; they stay as they are.
    pub here: usize,
    /// How many have the id of a page that is here and other words.
    pub differ: usize,
    /// The first day and the last, when any page has one.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// How many pages have no date and would get today's.
    pub undated: usize,
    /// How many have only the time of their file.
    pub dated_by_file: usize,
    /// How many were too long and became several.
    pub parted: usize,
    /// How many pictures come along.
    pub pictures: usize,
    /// What cannot come along, counted by its sort.
    pub left: BTreeMap<Left, usize>,
}

/// What becomes of pages that have the id of one that is here and other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differing {
    /// They stay out.
    StayOut,
    /// They come in as pages of their own; what is here stays as it is.
    ComeBeside,
}

/// What came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brought {
    /// How many pages came in.
    pub pages: usize,
    /// How many of their pictures could not be drawn; their marks stand in the pages.
    pub pictures_left: usize,
    /// Whether it was stopped before all were in.
    pub stopped: bool,
}

impl App {
    /// Reads the journal at `place`. Its pages wait in memory until they are brought in or let go.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for the field `journal`, with a stable word for why nothing was read;
    /// [`AppError::DrawerLocked`], [`AppError::Busy`] while another is read.
    pub fn look_at_journal(
        &self,
        owner: PersonId,
        place: &str,
        password: Option<&str>,
    ) -> Result<Looked, AppError> {
        let path = file_place::typed(place)?;
        let on = self.desk.work.begin().ok_or(AppError::Busy)?;
        self.in_drawer_of(owner, |_| Ok(()))?;
        let mut watch = |progress: Progress| {
            if on.at(progress.done) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let read = journal::read(&path, password, self.zone(), &mut watch);
        let Journal { program, pages, left, pictures, parted, dated_by_file } =
            read.map_err(|not_read| AppError::invalid("journal", word(not_read)))?;
        let (mut here, mut differ) = (0, 0);
        for some in pages.chunks(RECORDS) {
            self.in_drawer_of(owner, |open| {
                for page in some {
                    match standing(&open.space, owner, page)? {
                        Standing::New => {}
                        Standing::Here => here += 1,
                        Standing::Differs => differ += 1,
                    }
                }
                Ok(())
            })?;
        }
        let days = pages.iter().filter_map(|page| page.written.day());
        let days = days.clone().min().zip(days.max());
        let undated = pages.iter().filter(|page| page.written.kept().is_none()).count();
        let looked = Looked {
            program,
            pages: pages.len(),
            here,
            differ,
            days,
            undated,
            dated_by_file,
            parted,
            pictures,
            left,
        };
        *lock(&self.desk.work.held) = Some(Held { owner, place: path, pages });
        // Locked meanwhile: nothing of it may stay.
        if self.open_drawer() != Some(owner) {
            self.let_journal_go();
            return Err(AppError::DrawerLocked);
        }
        Ok(looked)
    }

    /// Brings in what was read last, save for what is here already: that stays as it is. It can be stopped, and
    /// what is in then stays in; all of it is one step of Undo.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when nothing was read, [`AppError::DrawerLocked`] also when it is locked on the
    /// way, [`AppError::Busy`], and what the disk says. The pages before stay.
    pub fn bring_journal(
        &self,
        owner: PersonId,
        differing: Differing,
    ) -> Result<(Brought, Changed), AppError> {
        let on = self.desk.work.begin().ok_or(AppError::Busy)?;
        let held = lock(&self.desk.work.held).take().filter(|held| held.owner == owner);
        let Held { place, pages, .. } = held.ok_or(AppError::NotFound)?;
        let now = page::written(self.civil_now());
        let mut wanted: HashMap<String, Vec<Picture>> = HashMap::new();
        let mut new = Vec::new();
        let mut pages = pages.into_iter().peekable();
        while pages.peek().is_some() {
            self.in_drawer_of(owner, |open| {
                for mut page in pages.by_ref().take(RECORDS) {
                    match (standing(&open.space, owner, &page)?, differing) {
                        (Standing::New, _) => {}
                        (Standing::Differs, Differing::ComeBeside) => page.source = page.name_by_words(),
                        (Standing::Here, _) | (Standing::Differs, Differing::StayOut) => continue,
                    }
                    let pictures = std::mem::take(&mut page.pictures);
                    if !pictures.is_empty() {
                        wanted.insert(page.source.clone(), pictures);
                    }
                    new.push(new_page(page, &now));
                }
                Ok(())
            })?;
        }
        let all = new.len();
        // Before any page is in: one that came without its pictures would never be given them.
        let gone = |_| AppError::invalid("journal", "gone");
        let mut from =
            (!wanted.is_empty()).then(|| Pictures::at(&place, self.zone())).transpose().map_err(gone)?;
        let mut pictures_left = 0;
        let dress = |page: &mut NewPage| {
            let pictures = wanted.remove(&page.source).unwrap_or_default();
            let all = pictures.len();
            let laid = self.lay_journals_pictures(owner, page, pictures, from.as_mut())?;
            pictures_left += all - laid;
            Ok(laid)
        };
        let (pages, changed) = self.take_in_pages_of(owner, new, dress, |done| on.at(done))?;
        Ok((Brought { pages, pictures_left, stopped: pages < all }, changed))
    }

    /// Lays a page's pictures into the drawer and names them in its text. One that cannot be drawn keeps the mark that
    /// it had.
    fn lay_journals_pictures(
        &self,
        owner: PersonId,
        page: &mut NewPage,
        pictures: Vec<Picture>,
        mut from: Option<&mut Pictures>,
    ) -> Result<usize, AppError> {
        let mut laid = 0;
        for Picture { name, mark, words } in pictures {
            let bytes = from.as_mut().and_then(|from| from.bytes(&name));
            let Some(bare) = bytes.and_then(|bytes| picture::bare(&bytes).ok()) else { continue };
            let id = PictureId::random()?;
            let day = self.today();
            self.in_drawer_of(owner, |open| {
                Ok(pictures::lay(&mut open.space, owner, day, id, &bare.bytes)?)
            })?;
            page.body = page.body.replace(&mark, &marks::picture(&words, id));
            laid += 1;
        }
        Ok(laid)
    }

    /// How many pages the present work has done.
    pub fn work_done(&self) -> usize {
        self.desk.work.done.load(Ordering::Relaxed)
    }

    /// Stops the present work.
    pub fn stop_work(&self) {
        self.desk.work.stop.store(true, Ordering::Relaxed);
    }

    /// Lets go of what was read and not brought in.
    pub fn let_journal_go(&self) {
        lock(&self.desk.work.held).take();
    }

    /// Begins something of this sort for a neighbour.
    pub(super) fn begin_work(&self) -> Result<On<'_>, AppError> {
        self.desk.work.begin().ok_or(AppError::Busy)
    }
}

fn new_page(page: Page, now: &str) -> NewPage {
    let Page { source, written, title, body, tags, .. } = page;
    let written = written.kept().unwrap_or_else(|| now.to_owned());
    NewPage { source, written, title, body: write::tagged(&body, &tags) }
}

/// The stable word for why a journal was not read.
fn word(not_read: NotRead) -> &'static str {
    match not_read {
        NotRead::Io(std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => "gone",
        NotRead::Io(_) => "unreadable",
        NotRead::TooLarge => "tooLarge",
        NotRead::OtherKind => "otherKind",
        NotRead::Damaged => "damaged",
        NotRead::Overfull => "overfull",
        NotRead::LockedZip => "lockedZip",
        NotRead::Locked => "locked",
        NotRead::WrongPassword => "wrongPassword",
        NotRead::Stopped => "stopped",
    }
}
