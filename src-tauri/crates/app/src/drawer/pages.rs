//! The pages of the open drawer: what is typed, what is put away, what is looked for.

use chrono::{NaiveDate, NaiveDateTime};
use nightstand_domain::ids::{EntityId, PageId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::page::{self, LONGEST_BODY, LONGEST_TITLE, field};
use nightstand_journal::drawer::draft::{self, Draft};
use nightstand_journal::drawer::page::{self as rows, PageRow, PageText};
use nightstand_journal::{Act, JournalError, Space};

use super::{Sheet, Unwritten};
use crate::error::AppError;
use crate::sitting::{Changed, Deed, InHand, Place, Way};
use crate::spine::{App, OpenDrawer};

/// How long a sheet that was thrown away can still be brought back from the log.
pub(super) const KEPT_DAYS: i64 = 30;

/// What is being typed, before the drawer has it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The page; whoever begins one gives it its id.
    pub(crate) page: PageId,
    /// Its title.
    pub(crate) title: String,
    /// Its text.
    pub(crate) body: String,
}

/// Tests say what differs; nothing else ever prints what somebody typed.
impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typed").field("page", &self.page).finish_non_exhaustive()
    }
}

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Whether the page lies in the drawer now; not while nothing is written on a new one.
    pub lies: bool,
    /// Whether lists show something else than before: it was the first save.
    pub begun: bool,
}

/// One page in the list.
#[derive(Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The page.
    pub id: PageId,
    /// When it was begun.
    pub written: NaiveDateTime,
    /// Its title; may be empty.
    pub title: String,
    /// Its beginning.
    pub preview: String,
    /// Whether something in it has not been put away yet.
    pub draft: bool,
}

/// The list of pages, as far as it was asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Leaves {
    /// The pages, newest first.
    pub pages: Vec<Leaf>,
    /// Where the next ones begin, when there are more.
    pub next: Option<i64>,
    /// How many pages there are.
    pub total: usize,
}

/// A whole page.
#[derive(Clone, PartialEq, Eq)]
pub struct Page {
    /// The page.
    pub id: PageId,
    /// When it was begun.
    pub written: NaiveDateTime,
    /// Only the day of it is known; the time is midnight.
    pub day_alone: bool,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Whether something in it has not been put away yet.
    pub draft: bool,
}

impl App {
    /// The pages of the open drawer before the place `before`, newest first.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn pages(&self, before: Option<i64>, limit: usize) -> Result<Leaves, AppError> {
        let now = self.civil_now();
        self.look_in_drawer(|open| {
            let conn = open.space.read();
            let drafts = drafts(open, now)?;
            let rows = rows::newest(conn, before, limit)?;
            let next = rows.last().filter(|_| rows.len() == limit).map(|row| row.place);
            let mut new = Vec::new();
            for draft in &drafts {
                if rows::one(conn, draft.page)?.is_none() {
                    new.push(leaf_of(draft));
                }
            }
            let total = rows::count(conn)? + new.len();
            let mut pages = if before.is_none() { new } else { Vec::new() };
            pages.extend(rows.into_iter().map(|row| leaf(row, &drafts)));
            Ok(Leaves { pages, next, total })
        })
    }

    /// Makes entries of all drafts, so that a search finds what was typed a moment ago.
    pub(super) fn rest(&self) -> Result<(), AppError> {
        let day = self.today();
        let mut drawer = self.drawer();
        let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
        // A full disk keeps nobody from searching the rest.
        match rest_all(&mut open.space, open.owner, day) {
            Err(JournalError::Full | JournalError::ReadOnly | JournalError::Busy) => Ok(()),
            other => other.map_err(AppError::from),
        }
    }

    /// One page, as it was last typed.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::DrawerLocked`].
    pub fn page(&self, id: PageId) -> Result<Page, AppError> {
        let now = self.civil_now();
        let (draft, kept) =
            self.look_in_drawer(|open| Ok((draft_of(open, id, now)?, rows::one(open.space.read(), id)?)))?;
        let is_draft = draft.is_some();
        let (written, title, body) = match (draft, kept) {
            (Some(draft), _) => (draft.written, draft.title, draft.body),
            (None, Some(kept)) => (kept.written, kept.title, kept.body),
            (None, None) => return Err(AppError::NotFound),
        };
        let day_alone = page::is_day(&written);
        Ok(Page { id, written: civil(&written), day_alone, title, body, draft: is_draft })
    }

    /// The title of a page, as it was last typed; `None` for a page that is no longer there or has none.
    pub(crate) fn page_title(&self, id: PageId) -> Result<Option<String>, AppError> {
        match self.page(id) {
            Ok(page) => Ok(Some(page.title).filter(|title| !title.trim().is_empty())),
            Err(AppError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps what is being typed in `owner`'s drawer. It survives a crash and a power cut once this returns; it
    /// becomes an entry of the log when the page is put away or rests. When the disk does not take it, it is
    /// kept in memory, and in the spill when the drawer is locked. Whoever begins a page gives it its id, so
    /// that what is typed on it is of one page also while none of it could be written.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for more than a page holds, [`AppError::Taken`] for the id of something else,
    /// [`AppError::Full`] and the like from the disk, [`AppError::DrawerLocked`] when it is not their drawer
    /// that is open.
    pub fn save_draft(
        &self,
        owner: PersonId,
        page: PageId,
        title: &str,
        body: &str,
    ) -> Result<Saved, AppError> {
        if title.len() > LONGEST_TITLE {
            return Err(AppError::invalid("title", "long"));
        }
        if body.len() > LONGEST_BODY {
            return Err(AppError::invalid("body", "long"));
        }
        let typed = Typed { page, title: title.to_owned(), body: body.to_owned() };
        let now = self.civil_now();
        self.in_drawer_of(owner, |open| {
            if !rows::may_name(open.space.read(), page)? {
                return Err(AppError::Taken);
            }
            open.keep(Unwritten::Page(typed), now)
        })
    }

    /// Makes an entry of a page's draft. Undo brings back what the page was before; one that was put away for
    /// the first time comes back into the hand.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`], and what the disk says; the draft is still there then.
    pub fn put_away(&self, id: PageId) -> Result<Changed, AppError> {
        let (day, now) = (self.today(), self.civil_now());
        // Nothing is typed between what is read here and what is written.
        let mut drawer = self.drawer();
        let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
        let Some(draft) = draft_of(open, id, now)? else { return Ok(Changed::default()) };
        let deed = Deed::plain("putAwayPage").with("title", &draft.title);
        let ((), done) = open.space.act(open.owner, day, |act| enter(act, &draft))?;
        open.let_go(Sheet::Page(id));
        Ok(self.keep_step(open.owner, done.stale, deed, Way::Hand(done.undo, InHand::Page(draft))))
    }

    /// Throws a page away. Undo brings it back; its words are forgotten for good after thirty days. One that is
    /// not there any more is thrown away already.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`], and what the disk says.
    pub fn throw_away(&self, id: PageId) -> Result<Changed, AppError> {
        let (day, now) = (self.today(), self.civil_now());
        let mut drawer = self.drawer();
        let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
        // What was never an entry could not be brought back. It is no step of its own: one Undo brings back all.
        if let Some(draft) = draft_of(open, id, now)? {
            open.space.act(open.owner, day, |act| enter(act, &draft))?;
        }
        let kept = rows::one(open.space.read(), id)?;
        open.let_go(Sheet::Page(id));
        let Some(kept) = kept else { return Ok(Changed::default()) };
        let deed = Deed::plain("throwAwayPage").with("title", &kept.title);
        let ((), done) = open.space.act(open.owner, day, |act| thrown_away(act, id.entity(), day))?;
        Ok(self.remember(open.owner, Place::Drawer, deed, done))
    }
}

/// Throws a sheet away on `day`, from which on it can be brought back for as long as [`KEPT_DAYS`] says.
pub(crate) fn thrown_away(act: &mut Act<'_>, sheet: EntityId, day: NaiveDate) -> Result<(), JournalError> {
    draft::note_thrown(act.read(), sheet, day)?;
    act.delete(sheet)
}

/// Overwrites the draft of what was typed. A page that nothing is written on is none, and one that is as it was
/// when it was put away needs no draft.
pub(super) fn save(space: &Space, typed: &Typed, now: NaiveDateTime) -> Result<Saved, JournalError> {
    let conn = space.read();
    let Typed { page, title, body } = typed;
    let earlier = draft::one(conn, *page)?;
    let kept = rows::one(conn, *page)?;
    let same = kept.as_ref().is_some_and(|kept| kept.title == *title && kept.body == *body);
    let blank = title.trim().is_empty() && body.trim().is_empty();
    if same || (blank && kept.is_none()) {
        if earlier.is_some() {
            draft::clear(conn, *page)?;
        }
        return Ok(Saved { lies: kept.is_some(), begun: earlier.is_some() });
    }
    let begun = earlier.is_none();
    let written = begun_at(earlier, kept, now);
    draft::save(conn, &Draft { page: *page, written, title: title.clone(), body: body.clone() })?;
    Ok(Saved { lies: true, begun })
}

/// When a page was begun: a page that is written on again stays where it is in the list.
fn begun_at(earlier: Option<Draft>, kept: Option<PageText>, now: NaiveDateTime) -> String {
    let before = earlier.map(|draft| draft.written).or(kept.map(|kept| kept.written));
    before.unwrap_or_else(|| page::begun(now))
}

/// Every draft, as it was last typed, whether or not the disk took it.
fn drafts(open: &OpenDrawer, now: NaiveDateTime) -> Result<Vec<Draft>, JournalError> {
    let mut drafts = draft::all(open.space.read())?;
    drafts.retain(|draft| open.waiting_page(draft.page).is_none());
    for typed in open.waiting_pages() {
        drafts.push(as_draft(open, typed, now)?);
    }
    Ok(drafts)
}

/// The draft of one page, as it was last typed.
fn draft_of(open: &OpenDrawer, page: PageId, now: NaiveDateTime) -> Result<Option<Draft>, JournalError> {
    match open.waiting_page(page) {
        Some(typed) => as_draft(open, typed, now).map(Some),
        None => draft::one(open.space.read(), page),
    }
}

fn as_draft(open: &OpenDrawer, typed: &Typed, now: NaiveDateTime) -> Result<Draft, JournalError> {
    let conn = open.space.read();
    let written = begun_at(draft::one(conn, typed.page)?, rows::one(conn, typed.page)?, now);
    Ok(Draft { page: typed.page, written, title: typed.title.clone(), body: typed.body.clone() })
}

/// Writes one draft as an entry and lets go of it, in the transaction of `act`.
fn enter(act: &mut Act<'_>, draft: &Draft) -> Result<(), JournalError> {
    let fields = vec![
        (field::TITLE, Value::from(draft.title.as_str())),
        (field::BODY, Value::from(draft.body.as_str())),
        (field::WRITTEN, Value::from(draft.written.as_str())),
    ];
    act.set(field::PAGE, draft.page.entity(), fields)?;
    draft::clear(act.read(), draft.page)
}

/// Makes entries of all drafts, in one transaction. It is no step of Undo: nobody did anything.
pub(super) fn rest_all(space: &mut Space, owner: PersonId, day: NaiveDate) -> Result<(), JournalError> {
    let drafts = draft::all(space.read())?;
    if drafts.is_empty() {
        return Ok(());
    }
    space.act(owner, day, |act| drafts.iter().try_for_each(|draft| enter(act, draft)))?;
    Ok(())
}

pub(super) fn leaf(row: PageRow, drafts: &[Draft]) -> Leaf {
    match drafts.iter().find(|draft| draft.page == row.id) {
        Some(draft) => leaf_of(draft),
        None => Leaf {
            id: row.id,
            written: civil(&row.written),
            title: row.title,
            preview: row.preview,
            draft: false,
        },
    }
}

fn leaf_of(draft: &Draft) -> Leaf {
    Leaf {
        id: draft.page,
        written: civil(&draft.written),
        title: draft.title.clone(),
        preview: page::preview(&draft.body),
        draft: true,
    }
}

/// A time that nobody can read is shown as the beginning of time rather than not at all.
fn civil(written: &str) -> NaiveDateTime {
    page::read_written(written).unwrap_or_default()
}
