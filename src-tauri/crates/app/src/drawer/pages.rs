//! The pages of the open drawer: what is typed, what is put away, what is looked for.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use nightstand_domain::ids::{EntityId, PageId, PersonId};
use nightstand_domain::merge::{Kind, Value};
use nightstand_domain::page::{self, LONGEST_BODY, LONGEST_TITLE, field};
use nightstand_journal::drawer::draft::{self, Draft};
use nightstand_journal::drawer::page::{self as rows, PageRow};
use nightstand_journal::drawer::search;
use nightstand_journal::drawer::{LastWord, Part, Wanted};
use nightstand_journal::{Act, JournalError, Space, Stale};

use super::{Sheet, Unwritten};
use crate::error::AppError;
use crate::sitting::{Changed, Deed};
use crate::spine::{App, VERSIONS_KEPT};

/// How many hits a search shows.
const HITS: usize = 20;

/// Beyond this, hits are not counted one by one while somebody types.
const COUNTED: usize = 1_000;

/// How long a sheet that was thrown away can still be brought back from the log.
const KEPT_DAYS: i64 = 30;

/// What is being typed, before the drawer has it.
#[derive(Clone, PartialEq, Eq)]
pub struct Typed {
    /// The page; none for one that was just begun.
    pub page: Option<PageId>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

/// Tests say what differs; nothing else ever prints what somebody typed.
impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typed").field("page", &self.page).finish_non_exhaustive()
    }
}

impl Typed {
    pub(super) fn into_draft(self, now: NaiveDateTime) -> Result<Draft, AppError> {
        let page = self.page.map_or_else(PageId::random, Ok)?;
        Ok(Draft { page, written: page::written(now), title: self.title, body: self.body })
    }
}

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The page that it is a draft of; `None` for a new page on which nothing is written yet.
    pub page: Option<PageId>,
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

/// One sheet that a search found: a page or a reflection.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    /// The sheet.
    pub id: EntityId,
    /// What sort of sheet it is.
    pub kind: Kind,
    /// When it was written; midnight when only the day is known, `None` when not even that.
    pub written: Option<NaiveDateTime>,
    /// Its title, the found words marked.
    pub title: Vec<Part>,
    /// A cutting around the found words.
    pub snippet: Vec<Part>,
}

/// The list, as far as it was asked for.
#[derive(Clone, PartialEq, Eq)]
pub enum Leaves {
    /// The newest pages.
    Newest {
        /// The pages, newest first.
        pages: Vec<Leaf>,
        /// Where the next ones begin, when there are more.
        next: Option<i64>,
        /// How many pages there are.
        total: usize,
    },
    /// What a search found.
    Found {
        /// The newest twenty.
        hits: Vec<Hit>,
        /// How many there are, counted up to a thousand.
        total: usize,
    },
}

/// A whole page.
#[derive(Clone, PartialEq, Eq)]
pub struct Page {
    /// The page.
    pub id: PageId,
    /// When it was begun.
    pub written: NaiveDateTime,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Whether something in it has not been put away yet.
    pub draft: bool,
}

impl App {
    /// The pages of the open drawer, newest first: those before the place `before`, or what `query` finds.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn pages(&self, query: Option<&str>, before: Option<i64>, limit: usize) -> Result<Leaves, AppError> {
        let wanted = Wanted::typed(query.unwrap_or_default(), LastWord::Begun);
        if !wanted.is_empty() {
            return self.found(&wanted);
        }
        self.read_drawer(|space| {
            let conn = space.read();
            let drafts = draft::all(conn)?;
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
            Ok(Leaves::Newest { pages, next, total })
        })
    }

    fn found(&self, wanted: &Wanted) -> Result<Leaves, AppError> {
        self.rest()?;
        let hits = self.read_drawer(|space| search::find(space.read(), wanted, HITS, COUNTED))?;
        let show = |hit: search::Hit| Hit {
            id: hit.id,
            kind: hit.kind,
            written: page::read_written(&hit.written),
            title: hit.title,
            snippet: hit.snippet,
        };
        Ok(Leaves::Found { hits: hits.newest.into_iter().map(show).collect(), total: hits.total })
    }

    /// Makes entries of all drafts, so that a search finds what was typed a moment ago.
    fn rest(&self) -> Result<(), AppError> {
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
        let (draft, kept) =
            self.read_drawer(|space| Ok((draft::one(space.read(), id)?, rows::one(space.read(), id)?)))?;
        let is_draft = draft.is_some();
        let (written, title, body) = match (draft, kept) {
            (Some(draft), _) => (draft.written, draft.title, draft.body),
            (None, Some(kept)) => (kept.written, kept.title, kept.body),
            (None, None) => return Err(AppError::NotFound),
        };
        Ok(Page { id, written: civil(&written), title, body, draft: is_draft })
    }

    /// Keeps what is being typed. It survives a crash and a power cut once this returns; it becomes an entry
    /// of the log when the page is put away or rests. When the disk does not take it, it is kept in memory,
    /// and in the spill when the drawer is locked.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for more than a page holds, [`AppError::Full`] and the like from the disk,
    /// [`AppError::DrawerLocked`].
    pub fn save_draft(&self, id: Option<PageId>, title: &str, body: &str) -> Result<Saved, AppError> {
        if title.len() > LONGEST_TITLE {
            return Err(AppError::invalid("title", "long"));
        }
        if body.len() > LONGEST_BODY {
            return Err(AppError::invalid("body", "long"));
        }
        let typed = Typed { page: id, title: title.to_owned(), body: body.to_owned() };
        let saved = self.try_save(&typed);
        self.desk.waiting.settle(&saved, Sheet::Page(id), || Unwritten::Page(typed));
        saved
    }

    fn try_save(&self, typed: &Typed) -> Result<Saved, AppError> {
        let now = self.civil_now();
        self.read_drawer(|space| {
            let conn = space.read();
            let earlier = typed.page.map(|page| draft::one(conn, page)).transpose()?.flatten();
            let kept = typed.page.map(|page| rows::one(conn, page)).transpose()?.flatten();
            let same = kept.as_ref().is_some_and(|kept| kept.title == typed.title && kept.body == typed.body);
            let blank = typed.title.trim().is_empty() && typed.body.trim().is_empty();
            if same || (blank && kept.is_none()) {
                if let Some(page) = typed.page.filter(|_| earlier.is_some()) {
                    draft::clear(conn, page)?;
                }
                return Ok(Saved { page: typed.page.filter(|_| kept.is_some()), begun: earlier.is_some() });
            }
            let page = typed.page.map_or_else(PageId::random, Ok)?;
            let written =
                earlier.as_ref().map(|draft| draft.written.clone()).or(kept.map(|kept| kept.written));
            let (title, body) = (typed.title.clone(), typed.body.clone());
            let written = written.unwrap_or_else(|| page::written(now));
            draft::save(conn, &Draft { page, written, title, body })?;
            Ok(Saved { page: Some(page), begun: earlier.is_none() })
        })
    }

    /// Makes an entry of a page's draft. What the page was before can be brought back by Undo.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`], and what the disk says; the draft is still there then.
    pub fn put_away(&self, id: PageId) -> Result<Changed, AppError> {
        let Some(draft) = self.read_drawer(|space| draft::one(space.read(), id))? else {
            return Ok(Changed::default());
        };
        if self.read_drawer(|space| rows::one(space.read(), id))?.is_none() {
            // Taking back the first putting away would take the page: it is a rest, and no step of Undo.
            self.rest()?;
            return Ok(Changed::views([Stale::Drawer]));
        }
        let deed = Deed::plain("changePage").with("title", &draft.title);
        let ((), changed) = self.change_drawer(deed, |act| enter(act, &draft))?;
        Ok(changed)
    }

    /// Throws a page away. Undo brings it back; its words are forgotten for good after thirty days.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::DrawerLocked`].
    pub fn throw_away(&self, id: PageId) -> Result<Changed, AppError> {
        // What was never an entry could not be brought back.
        self.put_away(id)?;
        let kept = self.read_drawer(|space| rows::one(space.read(), id))?.ok_or(AppError::NotFound)?;
        let day = self.today();
        let deed = Deed::plain("throwAwayPage").with("title", &kept.title);
        let ((), changed) = self.change_drawer(deed, |act| {
            draft::note_thrown(act.read(), id.entity(), day)?;
            act.delete(id.entity())
        })?;
        self.desk.waiting.forget(Sheet::Page(Some(id)));
        Ok(changed)
    }
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

/// Forgets for good what was thrown away more than [`KEPT_DAYS`] ago and did not come back, and versions that
/// were replaced long ago. At this moment nobody else has the drawer, so mostly it is erased at once.
pub(super) fn forget_old(space: &mut Space, owner: PersonId, day: NaiveDate) -> Result<(), JournalError> {
    let bound = day - Duration::days(KEPT_DAYS);
    space.act(owner, day, |act| draft::forget_thrown_before(act, bound))?;
    space.forget_versions_before(day - VERSIONS_KEPT)?;
    Ok(())
}

fn leaf(row: PageRow, drafts: &[Draft]) -> Leaf {
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
