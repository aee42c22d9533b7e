//! Taking many pages in at once, and asking for all of them again.

use std::collections::HashMap;

use nightstand_domain::ids::{EntityId, PageId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::page::{LONGEST_BODY, LONGEST_TITLE, field};
use nightstand_journal::drawer::Wanted;
use nightstand_journal::drawer::page as rows;
use nightstand_journal::drawer::search::{self, Hits};
use nightstand_journal::{Act, Done, JournalError};

use crate::error::AppError;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// How many pages go into one transaction: few enough that stopping is felt at once, enough that the disk
/// is asked seldom. Fewer go in when somebody waits for the drawer.
const TOGETHER: usize = 400;

/// And so much text: it is all in memory until it is written.
const BYTES_TOGETHER: usize = 4 << 20;

/// And so many pictures: each takes its time.
const PICTURES_TOGETHER: usize = 16;

/// A page from somewhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPage {
    /// What it was called there. Taking the same page in again changes the one that is here.
    pub source: String,
    /// When it was written, in any form that `domain::page` reads; it is kept as it is.
    pub written: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

impl NewPage {
    /// Whether it is no longer than a page can be.
    pub fn fits(&self) -> bool {
        self.title.len() <= LONGEST_TITLE && self.body.len() <= LONGEST_BODY
    }
}

impl App {
    /// Takes pages into the drawer that is open, oldest first, in many transactions under one step of Undo. Of several
    /// that are called the same each is a page: the second is called `name~2`.
    /// `go_on` hears how many are in and says whether to go on; what is in stays in.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`]; [`AppError::Invalid`] for a page that is longer than a page can be, before
    /// anything was taken in; what the disk says. The pages before stay and can be taken back.
    pub fn take_in_pages(
        &self,
        mut pages: Vec<NewPage>,
        go_on: impl FnMut(usize) -> bool,
    ) -> Result<(usize, Changed), AppError> {
        let owner = self.open_drawer().ok_or(AppError::DrawerLocked)?;
        call_apart(&mut pages);
        self.take_in_pages_of(owner, pages, |_| Ok(0), go_on)
    }

    /// The same, for `owner`'s drawer. `dress` makes a page ready just before it comes in, and says how many pictures
    /// it laid for it; it may be asked again for one that is ready. Between two transactions the drawer is free: for what is being typed, and
    /// for being locked, which ends it.
    ///
    /// # Errors
    /// As [`App::take_in_pages`].
    pub(super) fn take_in_pages_of(
        &self,
        owner: PersonId,
        mut pages: Vec<NewPage>,
        mut dress: impl FnMut(&mut NewPage) -> Result<usize, AppError>,
        mut go_on: impl FnMut(usize) -> bool,
    ) -> Result<(usize, Changed), AppError> {
        if !pages.iter().all(NewPage::fits) {
            return Err(AppError::invalid("body", "long"));
        }
        // The index takes pages fastest in the order of its rows.
        pages.sort_by(|a, b| a.written.cmp(&b.written));
        let day = self.today();
        let mut all = Done::default();
        let mut taken = 0;
        let mut outcome = Ok(());
        let mut rest = pages.as_mut_slice();
        while !rest.is_empty() {
            let dressed = next_together(rest, &mut dress);
            let done = dressed.and_then(|together| {
                let some = rest.get(..together).unwrap_or_default();
                self.in_drawer_of(owner, |open| {
                    Ok(open.space.act(owner, day, |act| self.enter_while_nobody_waits(act, some))?)
                })
            });
            match done {
                Ok((length, done)) => {
                    all.stale.extend(done.stale);
                    all.undo.append(done.undo);
                    taken += length;
                    rest = std::mem::take(&mut rest).get_mut(length..).unwrap_or_default();
                }
                Err(error) => {
                    outcome = Err(error);
                    break;
                }
            }
            if !go_on(taken) {
                break;
            }
        }
        // A locked drawer has forgotten every step; this one would be kept beyond it.
        if matches!(outcome, Err(AppError::DrawerLocked)) {
            return Err(AppError::DrawerLocked);
        }
        let changed = self.remember_in_drawer(owner, Deed::plain("importPages").with("count", taken), all)?;
        outcome.map(|()| (taken, changed))
    }

    /// Takes in as many of `pages` as go in before somebody waits for the drawer, and at least one.
    fn enter_while_nobody_waits(&self, act: &mut Act<'_>, pages: &[NewPage]) -> Result<usize, JournalError> {
        let mut entered = 0;
        for page in pages {
            enter(act, page)?;
            entered += 1;
            if self.is_drawer_wanted() {
                break;
            }
        }
        Ok(entered)
    }

    /// Every sheet that holds what is wanted: the newest `limit`, and how many there are in all.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn find_sheets(&self, wanted: &Wanted, limit: usize) -> Result<Hits, AppError> {
        self.read_drawer(|space| search::find(space.read(), wanted, limit, usize::MAX))
    }

    /// What an imported page was called where it came from.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn page_source(&self, id: PageId) -> Result<Option<String>, AppError> {
        self.read_drawer(|space| rows::source(space.read(), id))
    }

    /// When a page was written, exactly as it was given.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::DrawerLocked`].
    pub fn page_written(&self, id: PageId) -> Result<String, AppError> {
        let page = self.read_drawer(|space| rows::one(space.read(), id))?;
        page.map(|page| page.written).ok_or(AppError::NotFound)
    }

    /// How many problems the open drawer's file has: in its pages on the disk, in its log, in its tables.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn check_drawer(&self) -> Result<usize, AppError> {
        self.read_drawer(|space| Ok(space.check()?.problems.len()))
    }
}

fn call_apart(pages: &mut [NewPage]) {
    // How often each name was asked for: a thousand pages of one name are not counted from two a thousand times.
    let mut taken: HashMap<String, usize> = HashMap::with_capacity(pages.len());
    for page in pages {
        let Some(mut nth) = taken.get(&page.source).copied() else {
            taken.insert(page.source.clone(), 1);
            continue;
        };
        let name = page.source.clone();
        while taken.contains_key(&page.source) {
            nth += 1;
            page.source = format!("{name}~{nth}");
        }
        taken.insert(page.source.clone(), 1);
        taken.insert(name, nth);
    }
}

/// Makes the next pages ready, and says how many of them go into one transaction.
fn next_together(
    pages: &mut [NewPage],
    dress: &mut impl FnMut(&mut NewPage) -> Result<usize, AppError>,
) -> Result<usize, AppError> {
    let (mut together, mut laid, mut bytes) = (0, 0, 0);
    for page in pages.iter_mut().take(TOGETHER) {
        laid += dress(page)?;
        together += 1;
        bytes += page.body.len();
        if laid >= PICTURES_TOGETHER || bytes >= BYTES_TOGETHER {
            break;
        }
    }
    Ok(together)
}

/// The id of a page that comes from somewhere else into `owner`'s drawer: the same each time.
pub(super) fn id_of(owner: PersonId, source: &str) -> EntityId {
    EntityId::derived("imported page", &[owner.as_bytes(), source.as_bytes()])
}

fn enter(act: &mut Act<'_>, page: &NewPage) -> Result<(), JournalError> {
    let id = id_of(act.author(), &page.source);
    act.set(
        field::PAGE,
        id,
        vec![
            (field::TITLE, Value::from(page.title.as_str())),
            (field::BODY, Value::from(page.body.as_str())),
            (field::WRITTEN, Value::from(page.written.as_str())),
            (field::SOURCE, Value::from(page.source.as_str())),
        ],
    )
}
