//! A person's drawer: sealed, opened by its owner's passphrase or recovery words alone, one at a time.
//!
//! ```text
//! drawer_fronts() -> Vec<(Person, DrawerFront)>                     what anybody sees: not made, locked, open
//! open_drawer() -> Option<PersonId>                                 whose drawer is open
//! make_drawer(person, passphrase) -> NewWords                       then confirm_words
//! confirm_words(person, [first, second])                            the two words that `NewWords::ask` names
//! unlock_drawer(person, passphrase)    unlock_with_words(person, words)
//! change_passphrase(person, old, new)  reset_passphrase(person, words, new)
//! renew_words(person, passphrase) -> NewWords                       then confirm_words
//! words_are_kept(person) -> bool                                    false: offer renew_words
//! lock_drawer()                        lock_drawer_keeping(Typed)   at once, with what is being typed
//! pages(query, before, limit) -> Leaves                             newest first; hits when there is a query
//! page(id) -> Page                                                  the draft when there is one
//! save_draft(id?, title, body) -> Saved                             durable when it returns
//! put_away(id) -> Changed              throw_away(id) -> Changed    each can be undone
//! ```
//! Nothing that a locked drawer shows depends on what is in it.

mod import;
mod owner;
mod pages;
mod spill;
mod unwritten;

use std::sync::Mutex;

use chrono::{NaiveDate, NaiveDateTime};
use nightstand_domain::ids::PersonId;
use nightstand_domain::people::Person;
use nightstand_journal::drawer::{draft, reflection};
use nightstand_vault::{Cost, RecoveryWords};

pub use import::NewPage;
pub use owner::NewWords;
pub use pages::{Hit, Leaf, Leaves, Page, Saved, Typed};
pub(crate) use spill::{LONGEST_REFLECTION, Spill};
pub(crate) use unwritten::{Sheet, Unwritten, Waiting};

use crate::error::AppError;
use crate::people::DrawerFront;
use crate::spine::{App, OpenDrawer, lock};

/// What the drawers need to remember beside the one that is open. None of it is ever written down.
#[derive(Default)]
pub(crate) struct Desk {
    /// Words that were shown and not asked back yet.
    shown: Mutex<Option<(PersonId, RecoveryWords)>>,
    /// What the disk did not take.
    pub(crate) waiting: Waiting,
    cost: Mutex<Option<Cost>>,
}

impl Desk {
    fn cost(&self) -> Cost {
        lock(&self.cost).unwrap_or(Cost::STANDARD)
    }
}

impl App {
    /// From now on new passphrases and words are stretched at this cost. For tests, which open many drawers;
    /// less than OWASP's minimum cannot be made.
    pub fn stretch_at(&self, cost: Cost) {
        *lock(&self.desk.cost) = Some(cost);
    }

    /// Everyone's drawer from outside.
    ///
    /// # Errors
    /// [`AppError::NoTable`] before first run ends.
    pub fn drawer_fronts(&self) -> Result<Vec<(Person, DrawerFront)>, AppError> {
        let people = self.people()?;
        let all = std::iter::once(people.a).chain(people.b);
        Ok(all.map(|person| (person.clone(), self.drawer_front(person.id))).collect())
    }

    /// Whose drawer is open.
    pub fn open_drawer(&self) -> Option<PersonId> {
        self.drawer().as_ref().map(|open| open.owner)
    }

    /// Locks the drawer that is open; nothing happens when none is. Text that the disk has not taken yet goes
    /// into the spill first. The keys are gone when this returns, whatever it returns.
    ///
    /// # Errors
    /// When text could be kept in neither place.
    pub fn lock_drawer(&self) -> Result<(), AppError> {
        self.shut(&self.desk.waiting.take())
    }

    /// Locks the drawer that is open, keeping what is being typed in it: as a draft, or in the spill when the
    /// disk is full.
    ///
    /// # Errors
    /// When the text could be kept in neither place.
    pub fn lock_drawer_keeping(&self, typed: Typed) -> Result<(), AppError> {
        if self.open_drawer().is_none() {
            return Ok(());
        }
        // What the disk does not take now waits with the rest, and goes where that goes.
        let saved = self.save_draft(typed.page, &typed.title, &typed.body);
        self.lock_drawer()?;
        match saved {
            Err(error @ AppError::Invalid { .. }) => Err(error),
            _ => Ok(()),
        }
    }

    fn shut(&self, unwritten: &[Unwritten]) -> Result<(), AppError> {
        let day = self.today();
        let Some(mut open) = self.drawer().take() else { return Ok(()) };
        let kept = if unwritten.is_empty() { Ok(()) } else { open.spill.keep(unwritten) };
        // Drafts are safe where they are; making them entries can wait for a disk with room.
        if let Err(error) = pages::rest_all(&mut open.space, open.owner, day) {
            tracing::info!(%error, "drafts rest at the next unlocking");
        }
        drop(open);
        self.forget_drawer_steps();
        kept
    }

    /// Brings back what a full disk kept out of the drawer when it was locked, and lets go of what is
    /// long over.
    fn tidy_opened(&self) {
        let now = self.civil_now();
        let day = self.today();
        let mut drawer = self.drawer();
        let Some(open) = drawer.as_mut() else { return };
        let spilled = open.spill.take_out();
        if !spilled.is_empty() {
            match bring_back(open, spilled, now, day) {
                Ok(()) => open.spill.empty(),
                Err(error) => tracing::warn!(%error, "the spill waits for a disk with room"),
            }
        }
        if let Err(error) = pages::forget_old(&mut open.space, open.owner, day) {
            tracing::warn!(%error, "what is long over waits to be forgotten");
        }
    }
}

/// Makes drafts of what was spilled: of all of it or, when the disk refuses again, of nothing.
fn bring_back(
    open: &mut OpenDrawer,
    spilled: Vec<Unwritten>,
    now: NaiveDateTime,
    day: NaiveDate,
) -> Result<(), AppError> {
    let mut pages = Vec::new();
    let mut reflections = Vec::new();
    for text in spilled {
        match text {
            Unwritten::Page(typed) => pages.push(typed.into_draft(now)?),
            Unwritten::Reflection(id, written) => reflections.push((id, written)),
        }
    }
    open.space.act(open.owner, day, |act| {
        pages.iter().try_for_each(|page| draft::save(act.read(), page))?;
        reflections.iter().try_for_each(|(id, written)| reflection::keep_draft(act.read(), *id, written))
    })?;
    Ok(())
}
