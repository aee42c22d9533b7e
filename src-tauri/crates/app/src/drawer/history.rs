//! What the open drawer held before: earlier versions of a page, and what was thrown away.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};
use nightstand_domain::ids::{EntityId, PageId};
use nightstand_domain::merge::{Kind, Value};
use nightstand_domain::page::field;
use nightstand_journal::Done;
use nightstand_journal::drawer::{draft, thrown, version};

use super::pages::KEPT_DAYS;
use super::pictures;
use crate::error::AppError;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// A page as it once was.
#[derive(Clone, PartialEq, Eq)]
pub struct EarlierPage {
    /// The couple's day on which it was put away like this.
    pub day: NaiveDate,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

/// A sheet that was thrown away.
#[derive(Clone, PartialEq, Eq)]
pub struct Thrown {
    /// The sheet.
    pub id: EntityId,
    /// What sort of sheet it is.
    pub kind: Kind,
    /// Its title; may be empty.
    pub title: String,
    /// Its beginning.
    pub preview: String,
    /// The last day on which it can be brought back.
    pub until: NaiveDate,
}

/// What went together, because what had brought it was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThrownTogether {
    /// The couple's day on which it went.
    pub day: NaiveDate,
    /// How many sheets.
    pub count: usize,
    /// The last day on which they can be brought back.
    pub until: NaiveDate,
}

/// How many sheets are brought back, or erased, in one transaction.
const TOGETHER: usize = 40;

impl App {
    /// What a page said before it says what it says now, the newest first. What is being typed is no version yet.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn earlier(&self, page: PageId) -> Result<Vec<EarlierPage>, AppError> {
        let all = self.read_drawer(|space| version::all(space.read(), page))?;
        let now = self.page(page)?;
        let differs = |version: &version::Version| version.title != now.title || version.body != now.body;
        let earlier = all.into_iter().filter(differs);
        Ok(earlier.map(|version::Version { day, title, body }| EarlierPage { day, title, body }).collect())
    }

    /// Makes a page say what it said before. What it says now, typed or put away, becomes an earlier version
    /// itself, and Undo brings it back.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the words are erased by now, [`AppError::DrawerLocked`], and what the disk says.
    pub fn bring_back_version(&self, page: PageId, at: usize) -> Result<Changed, AppError> {
        let chosen = self.earlier(page)?.into_iter().nth(at).ok_or(AppError::NotFound)?;
        let first = self.put_away(page)?;
        let deed = Deed::plain("bringBackVersion").with("title", &chosen.title);
        let ((), changed) = self.change_drawer(deed, |act| {
            let fields = vec![
                (field::TITLE, Value::from(chosen.title.as_str())),
                (field::BODY, Value::from(chosen.body.as_str())),
            ];
            act.set(field::PAGE, page.entity(), fields)
        })?;
        Ok(changed.and(first))
    }

    /// What was thrown away and can be brought back, the last one first.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn thrown_away(&self) -> Result<Vec<Thrown>, AppError> {
        // What is older is being forgotten.
        let first = self.today() - Duration::days(KEPT_DAYS);
        let all = self.read_drawer(|space| thrown::since(space.read(), first))?;
        Ok(all
            .into_iter()
            .map(|thrown::Thrown { id, kind, day, title, preview }| Thrown {
                id,
                kind,
                title,
                preview,
                until: day + Duration::days(KEPT_DAYS),
            })
            .collect())
    }

    /// What went together and can be brought back together, the last day first: the pages of an import that was taken
    /// back, mostly. They are not among [`App::thrown_away`], where nobody would find anything else between them.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn thrown_together(&self) -> Result<Vec<ThrownTogether>, AppError> {
        let first = self.today() - Duration::days(KEPT_DAYS);
        let all = self.read_drawer(|space| thrown::taken_back(space.read(), first))?;
        let until = |day: NaiveDate| day + Duration::days(KEPT_DAYS);
        Ok(all
            .into_iter()
            .map(|thrown::TakenBack { day, count }| ThrownTogether { day, count, until: until(day) })
            .collect())
    }

    /// Brings back everything that went together on `day`, as one step of Undo.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is erased by now, [`AppError::DrawerLocked`], and what the disk says.
    pub fn bring_back_together(&self, day: NaiveDate) -> Result<Changed, AppError> {
        let sheets = self.read_drawer(|space| thrown::of_day(space.read(), day))?;
        let today = self.today();
        let (mut all, mut count, mut owner) = (Done::default(), 0, None);
        for some in sheets.chunks(TOGETHER) {
            let mut drawer = self.drawer();
            let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
            let (back, done) = open.space.act(open.owner, today, |act| {
                some.iter().try_fold(0, |back, sheet| Ok(back + usize::from(act.bring_back(*sheet)?)))
            })?;
            all.stale.extend(done.stale);
            all.undo.append(done.undo);
            count += back;
            owner = Some(open.owner);
        }
        let Some(owner) = owner.filter(|_| count > 0) else { return Err(AppError::NotFound) };
        self.remember_in_drawer(owner, Deed::plain("bringBackTogether").with("count", count), all)
    }

    /// Erases now everything that went together on `day`.
    ///
    /// # Errors
    /// As [`App::erase_thrown`].
    pub fn erase_together(&self, day: NaiveDate) -> Result<Changed, AppError> {
        let sheets = self.read_drawer(|space| thrown::of_day(space.read(), day))?;
        let mut shown = BTreeSet::new();
        let mut changed = Changed::default();
        for some in sheets.chunks(TOGETHER) {
            for sheet in some {
                shown.extend(self.read_drawer(|space| pictures::of_sheet(space, *sheet))?);
            }
            changed = self
                .change_drawer_quietly(|act| {
                    some.iter().try_for_each(|sheet| draft::forget_thrown(act, *sheet))
                })?
                .and(changed);
        }
        // A step that still knows the words would write them again.
        self.forget_drawer_steps();
        let long = self.desk.long.begin();
        self.forget_words_and_pictures(&long, shown, self.today())?;
        Ok(changed)
    }

    /// Brings back what was thrown away.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is erased by now, [`AppError::DrawerLocked`], and what the disk says.
    pub fn bring_back(&self, sheet: EntityId) -> Result<Changed, AppError> {
        let (some, changed) = self.change_drawer(Deed::plain("bringBack"), |act| act.bring_back(sheet))?;
        if some { Ok(changed) } else { Err(AppError::NotFound) }
    }

    /// Erases now what was thrown away. Nothing brings it back here; backups lose it as they rotate.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`], and what the disk says.
    pub fn erase_thrown(&self, sheet: EntityId) -> Result<Changed, AppError> {
        let thrown = self.thrown_away()?.into_iter().any(|thrown| thrown.id == sheet);
        if !thrown {
            return Ok(Changed::default());
        }
        let shown = self.read_drawer(|space| pictures::of_sheet(space, sheet))?;
        let changed = self.change_drawer_quietly(|act| draft::forget_thrown(act, sheet))?;
        self.forget_drawer_steps();
        let long = self.desk.long.begin();
        self.forget_words_and_pictures(&long, shown, self.today())?;
        Ok(changed)
    }
}
