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

use std::sync::Mutex;

use nightstand_domain::ids::PersonId;
use nightstand_domain::people::Person;
use nightstand_journal::drawer::draft;
use nightstand_vault::{Cost, RecoveryWords};

pub use import::NewPage;
pub use owner::NewWords;
pub use pages::{Hit, Leaf, Leaves, Page, Saved, Typed};
pub(crate) use spill::Spill;

use crate::error::AppError;
use crate::people::DrawerFront;
use crate::spine::{App, lock};

/// What the drawers need to remember beside the one that is open. None of it is ever written down.
#[derive(Default)]
pub(crate) struct Desk {
    /// Words that were shown and not asked back yet.
    shown: Mutex<Option<(PersonId, RecoveryWords)>>,
    /// The last text that the disk did not take.
    unsaved: Mutex<Option<Typed>>,
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
        let unsaved = lock(&self.desk.unsaved).take();
        self.shut(unsaved)
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
        let unsaved = match self.save_draft(typed.page, &typed.title, &typed.body) {
            Ok(_) => lock(&self.desk.unsaved).take(),
            Err(_) => Some(typed),
        };
        self.shut(unsaved)
    }

    fn shut(&self, unsaved: Option<Typed>) -> Result<(), AppError> {
        let day = self.today();
        let Some(mut open) = self.drawer().take() else { return Ok(()) };
        let kept = match unsaved {
            Some(typed) => open.spill.keep(&typed),
            None => Ok(()),
        };
        // Drafts are safe where they are; making them entries can wait for a disk with room.
        if let Err(error) = pages::rest_all(&mut open.space, open.owner, day) {
            tracing::info!(%error, "drafts rest at the next unlocking");
        }
        drop(open);
        lock(&self.desk.unsaved).take();
        self.forget_drawer_steps();
        kept
    }

    /// Brings back what a full disk kept out of the drawer when it was locked, and lets go of what was thrown
    /// away long ago.
    fn tidy_opened(&self) {
        let now = self.civil_now();
        let day = self.today();
        let mut drawer = self.drawer();
        let Some(open) = drawer.as_mut() else { return };
        if let Some(typed) = open.spill.take_out() {
            let draft = typed.into_draft(now);
            match draft.and_then(|draft| draft::save(&open.space, &draft).map_err(AppError::from)) {
                Ok(()) => open.spill.empty(),
                Err(error) => tracing::warn!(%error, "the spill waits for a disk with room"),
            }
        }
        if let Err(error) = pages::forget_thrown(&mut open.space, open.owner, day) {
            tracing::warn!(%error, "what was thrown away long ago waits to be forgotten");
        }
    }
}
