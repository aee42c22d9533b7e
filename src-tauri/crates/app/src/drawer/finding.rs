//! Finding sheets in the open drawer: by words, tags and days, by the day of the year, and by what names what.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use nightstand_domain::days::{self, Days, Half};
use nightstand_domain::ids::{EntityId, PageId};
use nightstand_domain::marks as said;
use nightstand_domain::merge::Kind;
use nightstand_domain::page;
use nightstand_domain::reflection::Language;
use nightstand_domain::words::QUOTES;
use nightstand_journal::JournalError;
use nightstand_journal::drawer::page as rows;
use nightstand_journal::drawer::{LastWord, Part, Wanted, is_dense, marks, reflection, search};

use super::pages::{Leaf, leaf};
use crate::error::AppError;
use crate::reflection::drafts;
use crate::spine::{App, OpenDrawer};

/// How many hits a search shows.
const HITS: usize = 20;

/// Beyond this, hits are not counted one by one while somebody types.
const COUNTED: usize = 1_000;

/// How many tags, links and earlier pages are shown at most.
const SHOWN: usize = 50;

/// What is looked for.
#[derive(Clone, Copy, Default)]
pub struct Search<'a> {
    /// What was typed.
    pub typed: &'a str,
    /// Sheets of this sort alone.
    pub only: Option<Kind>,
    /// Whether days are words as well: "last March" is looked for as it stands.
    pub days_are_words: bool,
}

/// What was found.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The newest twenty.
    pub hits: Vec<Hit>,
    /// How many there are, counted up to a thousand, or up to the newest twenty where a word has only its first letter.
    pub total: usize,
    /// Whether there are more than that.
    pub more: bool,
    /// The days that were named.
    pub days: Option<Days>,
    /// What of it was looked for as words.
    pub words: String,
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

/// What a page names, and what names it.
#[derive(Clone, PartialEq, Eq)]
pub struct Links {
    /// The names in its text, in their order, each once, and the page that each means; `None` when there is none.
    pub to: Vec<(String, Option<Leaf>)>,
    /// The pages that name it, newest first.
    pub from: Vec<Leaf>,
}

/// Adds the reflections that nobody put away yet, which the index does not hold. They come first: they are what
/// somebody is in the middle of.
fn begun_reflections(
    open: &OpenDrawer,
    wanted: &Wanted,
    found: &mut search::Hits,
) -> Result<(), JournalError> {
    let mut begun = Vec::new();
    for (id, draft) in drafts(open)?.into_iter().filter(|(_, draft)| !draft.is_blank()) {
        let Some(hit) = reflection::found(wanted, id, &draft) else { continue };
        let kept = reflection::one(open.space.read(), id)?;
        if kept.is_none_or(|kept| reflection::found(wanted, id, &kept.reflection).is_none()) {
            begun.push(hit);
        }
    }
    begun.sort_by(|a, b| b.written.cmp(&a.written));
    found.total += begun.len();
    begun.append(&mut found.newest);
    begun.truncate(HITS);
    found.newest = begun;
    Ok(())
}

/// Whether nothing was asked for yet: signs that only begin a wish ask for nothing.
fn is_blank(typed: &str) -> bool {
    typed.chars().all(|letter| letter.is_whitespace() || letter == '#' || QUOTES.contains(&letter))
}

/// The days of `year` that are remembered on `today`: its own, and on 28 February a leap day that this year lacks.
fn days_like(today: NaiveDate, year: i32) -> impl Iterator<Item = NaiveDate> {
    let leaps = (today.month(), today.day()) == (2, 28) && !today.leap_year();
    let leap_day = leaps.then(|| NaiveDate::from_ymd_opt(year, 2, 29)).flatten();
    leap_day.into_iter().chain(today.with_year(year))
}

impl App {
    /// What a search finds in the open drawer; `None` when nothing is asked for.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn find(&self, search: Search<'_>) -> Result<Option<Found>, AppError> {
        let asked = if search.days_are_words {
            days::Asked { words: search.typed.to_owned(), days: None }
        } else {
            let half = Half::of_zone(self.zone().name());
            days::asked(search.typed, self.civil_now().date(), half, Language::default())
        };
        let wanted = Wanted::typed(&asked.words, LastWord::Begun).within(asked.days).only(search.only);
        if wanted.is_empty() {
            self.look_in_drawer(|_| Ok(()))?;
            let nothing = Found { words: asked.words, ..Found::default() };
            return Ok((!is_blank(search.typed)).then_some(nothing));
        }
        self.rest()?;
        let found = self.look_in_drawer(|open| {
            let mut found = search::find(open.space.read(), &wanted, HITS, COUNTED)?;
            begun_reflections(open, &wanted, &mut found)?;
            Ok(found)
        })?;
        let show = |hit: search::Hit| Hit {
            id: hit.id,
            kind: hit.kind,
            written: page::read_written(&hit.written),
            title: hit.title,
            snippet: hit.snippet,
        };
        let search::Hits { total, more, newest } = found;
        let hits = newest.into_iter().map(show).collect();
        Ok(Some(Found { hits, total, more, days: asked.days, words: asked.words }))
    }

    /// The tags of the open drawer, the one used last first, without their `#`.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn tags(&self) -> Result<Vec<String>, AppError> {
        self.read_drawer(|space| marks::tags(space.read(), SHOWN))
    }

    /// The pages whose titles say what was typed, newest first; without a word the newest ones that have a title. One
    /// letter is no word yet, but where letters are words.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn titles(&self, typed: &str) -> Result<Vec<Leaf>, AppError> {
        self.rest()?;
        self.look_in_drawer(|open| {
            let mut letters = typed.trim().chars();
            let is_word = letters.next().is_some_and(is_dense) || letters.next().is_some();
            let typed = if is_word { typed } else { "" };
            let found = marks::titled(open.space.read(), &Wanted::typed(typed, LastWord::Begun), HITS)?;
            Ok(found.into_iter().map(|row| leaf(row, &[])).collect())
        })
    }

    /// The pages of this day in earlier years, newest first.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn on_this_day(&self) -> Result<Vec<Leaf>, AppError> {
        let today = self.civil_now().date();
        self.look_in_drawer(|open| {
            let conn = open.space.read();
            let oldest = rows::oldest(conn)?.and_then(|written| page::read_written(&written));
            let first = oldest.map_or(today.year(), |oldest| oldest.year());
            let days: Vec<_> = (first..today.year()).rev().flat_map(|year| days_like(today, year)).collect();
            let found = rows::of_days(conn, &days)?;
            Ok(found.into_iter().take(SHOWN).map(|row| leaf(row, &[])).collect())
        })
    }

    /// What a page names, and what names it.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`], [`AppError::NotFound`].
    pub fn page_links(&self, id: PageId) -> Result<Links, AppError> {
        let page = self.page(id)?;
        self.look_in_drawer(|open| {
            let conn = open.space.read();
            let mut to: Vec<(String, Option<Leaf>)> = Vec::new();
            for name in said::links(&page.title).chain(said::links(&page.body)) {
                if to.len() == SHOWN || to.iter().any(|(known, _)| known == name) {
                    continue;
                }
                let mut named = marks::named(conn, name)?;
                if let (true, Ok(day)) = (named.is_empty(), name.parse::<NaiveDate>()) {
                    named = rows::of_days(conn, &[day])?;
                }
                if named.iter().any(|row| row.id == id) {
                    continue;
                }
                to.push((name.to_owned(), named.into_iter().next().map(|row| leaf(row, &[]))));
            }
            let day = page.written.date().to_string();
            let from = marks::naming(conn, &[&page.title, &day], id)?;
            Ok(Links { to, from: from.into_iter().take(SHOWN).map(|row| leaf(row, &[])).collect() })
        })
    }
}
