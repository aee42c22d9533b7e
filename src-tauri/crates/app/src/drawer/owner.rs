//! Making, opening and re-locking a drawer: everything that takes a passphrase or recovery words.

use std::path::PathBuf;

use nightstand_domain::ids::PersonId;
use nightstand_journal::{Space, SpaceKind};
use nightstand_vault::{
    KeySlots, Method, Passphrase, Purpose, RecoveryWords, Ring, SlotError, SpaceKey, Unlock,
};
use zeroize::Zeroizing;

use super::opening::Opening;
use super::spill::Spill;
use super::unwritten::Waiting;
use crate::error::AppError;
use crate::keys::{self, drawer_error, slot_error, words_error};
use crate::missing::Making;
use crate::spine::{App, OpenDrawer, lock};

/// Recovery words that were just made. They are shown once; the old ones stay valid until two of the new
/// ones were asked back.
pub struct NewWords {
    /// The twelve words in their order, a space between two of them.
    pub words: Zeroizing<String>,
    /// The places, counted from one, of the two words to ask back.
    pub ask: [usize; 2],
}

impl NewWords {
    /// The two words that answer what is asked back.
    pub fn asked(&self) -> [&str; 2] {
        self.ask.map(|place| self.words.split(' ').nth(place.wrapping_sub(1)).unwrap_or_default())
    }
}

/// They are shown on paper and nowhere else.
impl std::fmt::Debug for NewWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewWords").field("ask", &self.ask).finish_non_exhaustive()
    }
}

impl App {
    /// Makes `person`'s drawer. It stays locked. The words count from now on, and are asked back with
    /// [`App::confirm_words`].
    ///
    /// # Errors
    /// [`AppError::Taken`] when there is one already, [`AppError::Missing`] when its file is somewhere else, [`AppError::NotFound`] for somebody who is not at the
    /// table, [`AppError::Invalid`] for an empty passphrase.
    pub fn make_drawer(&self, person: PersonId, passphrase: &str) -> Result<NewWords, AppError> {
        let passphrase = new_passphrase(passphrase)?;
        self.drawer_fronts()?.iter().find(|(known, _)| known.id == person).ok_or(AppError::NotFound)?;
        let path = self.drawer_path(person);
        if path.exists() {
            return Err(AppError::Taken);
        }
        let mut slots = self.slots()?;
        self.clear_unfinished(&mut slots, person)?;

        let making = Making::begin(&path)?;
        let ring = self.new_ring(person)?;
        let cost = self.desk.cost();
        slots.set_passphrase(&ring, &passphrase, cost).map_err(slot_error)?;
        let words = slots.offer_words(&ring, cost).map_err(slot_error)?;
        let key = ring.key(Purpose::Drawer(person)).ok_or(AppError::NotFound)?;
        Spill::of(&self.spill_path(person), person, key).take_room()?;
        let writer = keys::writer(&self.profile)?;
        Space::create(&path, SpaceKind::Drawer(person), Some(key), writer)?;
        making.end()?;
        if let Some(table) = ring.key(Purpose::Table) {
            keys::settle(&self.profile, &self.key_file, self.keyring.as_ref(), table);
        }
        self.show(person, words)
    }

    /// A making that was cut off before there was a drawer has locked nothing.
    fn clear_unfinished(&self, slots: &mut KeySlots, person: PersonId) -> Result<(), AppError> {
        if self.is_drawer_missing(person) {
            return Err(AppError::Missing);
        }
        if slots.has(person, Method::Passphrase) || slots.has(person, Method::Words) {
            slots.remove(person).map_err(slot_error)?;
        }
        Ok(())
    }

    fn new_ring(&self, person: PersonId) -> Result<Ring, AppError> {
        let ring = Ring::of(person)
            .with(Purpose::Drawer(person), SpaceKey::random()?)
            .with(Purpose::PersonSigning(person), SpaceKey::random()?);
        // Without its key at hand the table's goes into the slot at the first unlocking.
        Ok(match keys::table_key(&self.profile, &self.key_file, self.keyring.as_ref()) {
            Ok(table) => ring.with(Purpose::Table, table),
            Err(_) => ring,
        })
    }

    /// The two words that were asked back. From now on the new words are the only ones.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when they do not match, or when no words were shown in this sitting; the old
    /// words stay valid then, and the new ones as well.
    pub fn confirm_words(&self, person: PersonId, typed: [&str; 2]) -> Result<(), AppError> {
        let mut shown = lock(&self.desk.shown);
        let Some((_, words)) = shown.as_ref().filter(|(whose, _)| *whose == person) else {
            return Err(AppError::invalid("words", "notShown"));
        };
        let asked = asked(words);
        if !asked.iter().zip(typed).all(|(place, word)| words.is_word_at(*place, word)) {
            return Err(AppError::invalid("words", "mismatch"));
        }
        self.slots()?.keep_words(person, words).map_err(slot_error)?;
        *shown = None;
        Ok(())
    }

    /// Whether `person` has shown to have kept their recovery words.
    ///
    /// # Errors
    /// When the key slots cannot be read.
    pub fn words_are_kept(&self, person: PersonId) -> Result<bool, AppError> {
        Ok(self.slots()?.has_proven_words(person))
    }

    /// Opens `person`'s drawer. Another one that is open is locked first.
    ///
    /// # Errors
    /// [`AppError::WrongPassphrase`]; nothing changes then, and whatever was typed anywhere is kept.
    /// [`AppError::DrawerLocked`] when somebody locked, or sat down, while it was being opened: it stays shut.
    pub fn unlock_drawer(&self, person: PersonId, passphrase: &str) -> Result<(), AppError> {
        let passphrase = Passphrase::typed(passphrase).map_err(|_| AppError::WrongPassphrase)?;
        self.unlock(&self.begin_opening(), person, &Unlock::Passphrase(&passphrase))
    }

    fn unlock(&self, opening: &Opening<'_>, person: PersonId, with: &Unlock<'_>) -> Result<(), AppError> {
        let path = self.drawer_path(person);
        if !path.exists() {
            return Err(AppError::NotFound);
        }
        let mut slots = self.slots()?;
        let mut ring = slots.unlock(person, with).map_err(slot_error)?;
        let key = ring.take(Purpose::Drawer(person)).ok_or(AppError::DAMAGED)?;
        // Nobody copies the file, or looks at it, while it is opened.
        let hush = self.desk.long.hush();
        self.put_drawer_away()?;
        let kind = SpaceKind::Drawer(person);
        let opened = keys::open_space(&path, kind, &key, &self.profile, self.role).map_err(drawer_error);
        let (space, mended) = match opened {
            Err(AppError::Damaged { .. }) => match self.mend(person, &key) {
                Ok((space, mended)) => (space, Some(mended)),
                Err(beyond_mending) => {
                    drop(hush);
                    self.find_whole_copy(person, &key);
                    return Err(beyond_mending);
                }
            },
            other => {
                let space = other?;
                let mended = Self::report_of(&space);
                (space, mended)
            }
        };
        let spill = Spill::of(&self.spill_path(person), person, &key);
        if let Err(error) = spill.take_room() {
            tracing::warn!(%error, "there is no room for the spill");
        }
        let waiting = Waiting::out_of_the_spill(spill.take_out());
        self.lay_open(opening, OpenDrawer { owner: person, space, key, spill, waiting, mended })?;
        drop(hush);
        self.tidy_opened();
        self.lend_table_key(&mut slots, &ring, with);
        Ok(())
    }

    /// Whoever locks comes before this, and is seen here, or after it, and finds what to lock.
    fn lay_open(&self, opening: &Opening<'_>, open: OpenDrawer) -> Result<(), AppError> {
        let mut drawer = self.drawer();
        if opening.was_shut() {
            return Err(AppError::DrawerLocked);
        }
        *drawer = Some(open);
        Ok(())
    }

    /// A slot that was made while the table's key was not at hand gets it now.
    fn lend_table_key(&self, slots: &mut KeySlots, ring: &Ring, with: &Unlock<'_>) {
        if ring.key(Purpose::Table).is_some() {
            return;
        }
        let Ok(table) = keys::table_key(&self.profile, &self.key_file, self.keyring.as_ref()) else { return };
        match slots.add_key(ring.holder(), with, Purpose::Table, &table) {
            Ok(()) => keys::settle(&self.profile, &self.key_file, self.keyring.as_ref(), &table),
            Err(error) => tracing::warn!(%error, "the table's key did not get into the slot"),
        }
    }

    /// Gives `person` another passphrase. The old one stays valid until the new one was written and proven.
    ///
    /// # Errors
    /// [`AppError::WrongPassphrase`] for the old one, [`AppError::Invalid`] for an empty new one; nothing
    /// changes then.
    pub fn change_passphrase(&self, person: PersonId, old: &str, new: &str) -> Result<(), AppError> {
        let old = Passphrase::typed(old).map_err(|_| AppError::WrongPassphrase)?;
        self.set_passphrase(person, &Unlock::Passphrase(&old), new)
    }

    /// Opens the drawer of `person`, who has forgotten their passphrase, with their recovery words, and gives
    /// it another one.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with `count`, `unknown` or `checksum` for what are no recovery words and with
    /// `empty` for the passphrase, [`AppError::WrongPassphrase`] for somebody else's words, and as
    /// [`App::unlock_drawer`]; the new passphrase counts then.
    pub fn recover_drawer(&self, person: PersonId, words: &str, new: &str) -> Result<(), AppError> {
        let opening = self.begin_opening();
        let words = RecoveryWords::typed(words).map_err(words_error)?;
        let with = Unlock::Words(&words);
        self.set_passphrase(person, &with, new)?;
        self.unlock(&opening, person, &with)
    }

    fn set_passphrase(&self, person: PersonId, with: &Unlock<'_>, new: &str) -> Result<(), AppError> {
        let new = new_passphrase(new)?;
        let mut slots = self.slots()?;
        let ring = slots.unlock(person, with).map_err(slot_error)?;
        slots.set_passphrase(&ring, &new, self.desk.cost()).map_err(slot_error)
    }

    /// Makes new recovery words; the old ones go when [`App::confirm_words`] has asked two of them back.
    ///
    /// # Errors
    /// [`AppError::WrongPassphrase`].
    pub fn renew_words(&self, person: PersonId, passphrase: &str) -> Result<NewWords, AppError> {
        let passphrase = Passphrase::typed(passphrase).map_err(|_| AppError::WrongPassphrase)?;
        let mut slots = self.slots()?;
        let ring = slots.unlock(person, &Unlock::Passphrase(&passphrase)).map_err(slot_error)?;
        let words = slots.offer_words(&ring, self.desk.cost()).map_err(slot_error)?;
        self.show(person, words)
    }

    fn show(&self, person: PersonId, words: RecoveryWords) -> Result<NewWords, AppError> {
        let shown = words.expose("shown once, to be printed");
        let length = shown.iter().map(|word| word.len() + 1).sum();
        // Room for the whole from the start: a growing string would leave copies behind.
        let mut joined = Zeroizing::new(String::with_capacity(length));
        for (at, word) in shown.iter().enumerate() {
            joined.push_str(if at == 0 { "" } else { " " });
            joined.push_str(word);
        }
        let new = NewWords { words: joined, ask: asked(&words) };
        *lock(&self.desk.shown) = Some((person, words));
        Ok(new)
    }

    fn slots(&self) -> Result<KeySlots, AppError> {
        KeySlots::open(&self.profile.data).map_err(|error| match error {
            // Nobody typed anything wrong here.
            SlotError::NoMatch | SlotError::NoSlot => AppError::DAMAGED,
            other => slot_error(other),
        })
    }

    fn spill_path(&self, person: PersonId) -> PathBuf {
        self.profile.data.join(format!("drawer-{person}.spill"))
    }
}

fn new_passphrase(typed: &str) -> Result<Passphrase, AppError> {
    Passphrase::typed(typed).map_err(|_| AppError::invalid("passphrase", "empty"))
}

/// Which two places are asked back: one of each half, and not the same for everyone.
fn asked(words: &RecoveryWords) -> [usize; 2] {
    let shown = words.expose("choosing which two to ask back");
    let lot = |part: usize| {
        let letters = shown.iter().skip(part * 6).take(6).map(|word| word.len());
        letters.enumerate().map(|(at, length)| at * length).sum::<usize>() % 6
    };
    [1 + lot(0), 7 + lot(1)]
}
