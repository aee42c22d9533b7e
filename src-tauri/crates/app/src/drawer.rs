//! A person's drawer: sealed, opened by its owner's passphrase or recovery words alone, one at a time.
//!
//! ```text
//! drawer_fronts() -> Vec<(Person, DrawerFront)>                     what anybody sees: not made, locked, open
//! open_drawer() -> Option<PersonId>                                 whose drawer is open
//! make_drawer(person, passphrase) -> NewWords                       then confirm_words
//! confirm_words(person, [first, second])                            the two words that `NewWords::ask` names
//! unlock_drawer(person, passphrase)    recover_drawer(person, words, new)
//! change_passphrase(person, old, new)
//! renew_words(person, passphrase) -> NewWords                       then confirm_words
//! words_are_kept(person) -> bool                                    false: offer renew_words
//! lock_drawer()                                                     at once, also one that is being opened
//! pages(before, limit) -> Leaves                                    newest first
//! find(search) -> Option<Found>    tags()    on_this_day()    page_links(id)
//! page(id) -> Page                                                  the draft when there is one
//! save_draft(owner, id, title, body) -> Saved                        durable when it returns
//! lay_picture(owner, bytes) -> PictureId    picture(id)             what a page's text names in `![…](picture:…)`
//! put_away(id) -> Changed              throw_away(id) -> Changed    each can be undone
//! ```
//! Nothing that a locked drawer shows depends on what is in it.

mod choices;
mod copy;
mod cut_off;
mod finding;
mod forgetting;
mod history;
mod import;
mod journals;
mod known;
mod long;
mod mend;
mod opening;
mod owner;
mod pages;
mod pictures;
mod spill;
mod unwritten;

#[cfg(test)]
mod tests;

use std::sync::Mutex;

use nightstand_domain::ids::PersonId;
use nightstand_domain::people::Person;
use nightstand_journal::JournalError;
use nightstand_vault::{Cost, RecoveryWords};

pub use copy::{Copied, Form};
pub use finding::{Found, Hit, Links, Search};
pub use history::{EarlierPage, Thrown, ThrownTogether};
pub use import::NewPage;
pub use journals::{Brought, Differing, Looked};
pub(crate) use long::{Long, LongWork, RECORDS};
pub use nightstand_domain::reflection::Heads as ReflectionHeads;
pub use nightstand_formats::journal::write::{Words as CopyWords, tagged};
pub use nightstand_formats::journal::{Left, Program};
pub use opening::Opening;
pub use owner::NewWords;
pub(crate) use pages::thrown_away;
pub use pages::{Leaf, Leaves, Page, Saved};
pub(crate) use spill::{LONGEST_REFLECTION, Spill};
pub(crate) use unwritten::{Sheet, Unwritten, Waiting};

use crate::error::AppError;
use crate::lengths;
use crate::people::DrawerFront;
use crate::spine::{App, OpenDrawer, lock};

/// What the drawers need to remember beside the one that is open. None of it is ever written down.
#[derive(Default)]
pub(crate) struct Desk {
    /// Words that were shown and not asked back yet.
    shown: Mutex<Option<(PersonId, RecoveryWords)>>,
    cost: Mutex<Option<Cost>>,
    work: journals::Work,
    openings: opening::Openings,
    pub(crate) long: LongWork,
}

impl Desk {
    /// Measured once a sitting, when somebody makes a lock.
    fn cost(&self) -> Cost {
        *lock(&self.cost).get_or_insert_with(Cost::measured)
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

    /// Locks the drawer that is open, and keeps shut one that is on its way; nothing happens when there is none. Text
    /// that the disk has not taken yet goes into the spill first. The keys are gone when this returns, whatever it
    /// returns.
    ///
    /// # Errors
    /// When text could be kept in neither place.
    pub fn lock_drawer(&self) -> Result<(), AppError> {
        self.desk.openings.shut();
        let kept = self.put_drawer_away();
        // The keys that long work holds go as well.
        drop(self.desk.long.hush());
        kept
    }

    /// The same while no long work is under way.
    fn put_drawer_away(&self) -> Result<(), AppError> {
        let day = self.today();
        let Some(mut open) = self.drawer().take() else { return Ok(()) };
        let kept = open.spill_waiting();
        // Drafts are safe where they are; making them entries can wait for a disk with room.
        if let Err(error) = pages::rest_all(&mut open.space, open.owner, day) {
            tracing::info!(%error, "drafts rest at the next unlocking");
        }
        lengths::note_drawer(&self.profile, &open.space, &open.key);
        open.space.keep_roots();
        drop(open);
        self.leave_nothing();
        kept
    }

    /// No drawer is open any more, whatever shut it: what this sitting remembers of one goes.
    fn leave_nothing(&self) {
        self.desk.work.end();
        // Words that were shown and not asked back open the drawer all the same; nothing but paper keeps them.
        *lock(&self.desk.shown) = None;
        self.forget_drawer_steps();
    }

    /// The open drawer, when it is `owner`'s: what arrives late never gets into the other person's.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`] when theirs is not open, and what `then` says.
    pub(crate) fn in_drawer_of<R>(
        &self,
        owner: PersonId,
        then: impl FnOnce(&mut OpenDrawer) -> Result<R, AppError>,
    ) -> Result<R, AppError> {
        let mut drawer = self.drawer();
        then(drawer.as_mut().filter(|open| open.owner == owner).ok_or(AppError::DrawerLocked)?)
    }

    /// Looks into the open drawer, whoever's it is.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`], and what the disk says.
    pub(crate) fn look_in_drawer<R>(
        &self,
        look: impl FnOnce(&OpenDrawer) -> Result<R, JournalError>,
    ) -> Result<R, AppError> {
        look(self.drawer().as_ref().ok_or(AppError::DrawerLocked)?).map_err(AppError::from)
    }

    /// Brings back what a full disk kept out of the drawer when it was locked.
    fn tidy_opened(&self) {
        let now = self.civil_now();
        if let Some(open) = self.drawer().as_mut() {
            open.write_waiting(now);
        }
    }
}
