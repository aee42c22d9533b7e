//! Key slots: one thing lost locks nobody out. A slot belongs to one person and opens with their passphrase
//! or with their recovery words; in it lie, each sealed for its own purpose, the keys that this person may
//! hold. The slots of a profile are one small sidecar file of their own, kept twice.

mod cost;
mod format;
mod sidecar;

use std::io;
use std::path::{Path, PathBuf};

use nightstand_domain::ids::PersonId;
use zeroize::Zeroizing;

pub use cost::{Cost, CostError};
use format::{Book, Sealed, Slot};
pub use sidecar::COPIES as SLOT_COPIES;

use crate::seal;
use crate::secret::{Passphrase, SpaceKey};
use crate::sign::PersonSigner;
use crate::words::RecoveryWords;

/// What a key in a slot is for. It is authenticated: a table's key never opens as a drawer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// The shared table.
    Table,
    /// One person's drawer.
    Drawer(PersonId),
    /// The seed of one person's root signing key.
    PersonSigning(PersonId),
}

/// What a slot is opened with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// What a person remembers.
    Passphrase,
    /// What a person printed.
    Words,
}

/// A secret that someone typed, held only as long as it takes to try it.
#[derive(Clone, Copy)]
pub enum Unlock<'a> {
    /// What a person remembers.
    Passphrase(&'a Passphrase),
    /// What a person printed.
    Words(&'a RecoveryWords),
}

impl Unlock<'_> {
    fn method(&self) -> Method {
        match self {
            Self::Passphrase(_) => Method::Passphrase,
            Self::Words(_) => Method::Words,
        }
    }

    fn stretched(&self, cost: &Cost, salt: &[u8; 16]) -> Result<SpaceKey, SlotError> {
        let secret = match self {
            Self::Passphrase(passphrase) => {
                Zeroizing::new(passphrase.expose("deriving the key of a slot").to_vec())
            }
            Self::Words(words) => Zeroizing::new(words.entropy().to_vec()),
        };
        cost.derive(&secret, salt).map_err(SlotError::Cost)
    }
}

/// Why a slot did not open, or could not be written. Neither ever costs a key that was there.
#[derive(Debug, thiserror::Error)]
pub enum SlotError {
    /// No slot opens with what was typed.
    #[error("no slot opens with this")]
    NoMatch,
    /// This person has no slot of this kind.
    #[error("there is no such slot")]
    NoSlot,
    /// A newer Nightstand wrote the file; it is left as it is.
    #[error("the key slots were written by a newer version")]
    Newer,
    /// Neither copy of the file can be read; both are left as they are.
    #[error("both copies of the key slots are damaged")]
    Damaged,
    /// Another process wrote the file meanwhile: read it again.
    #[error("the key slots changed meanwhile")]
    Changed,
    /// The file holds as many slots as it can.
    #[error("there is no room for another slot")]
    Room,
    /// The cost of a derivation is outside what is safe.
    #[error(transparent)]
    Cost(#[from] CostError),
    /// The operating system has no randomness to give.
    #[error("the system gave no randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// The disk said no.
    #[error("the file of the key slots: {0}")]
    Io(#[from] io::Error),
}

/// The keys of one opened slot. Wiped when dropped.
pub struct Ring {
    holder: PersonId,
    keys: Vec<(Purpose, SpaceKey)>,
}

impl Ring {
    /// A ring for `holder` with nothing on it.
    pub fn of(holder: PersonId) -> Self {
        Self { holder, keys: Vec::new() }
    }

    /// Puts a key on the ring; one that was there for the same purpose is wiped.
    #[must_use]
    pub fn with(mut self, purpose: Purpose, key: SpaceKey) -> Self {
        self.keys.retain(|(held, _)| *held != purpose);
        self.keys.push((purpose, key));
        self
    }

    /// Whose ring it is.
    pub fn holder(&self) -> PersonId {
        self.holder
    }

    /// The key for `purpose`.
    pub fn key(&self, purpose: Purpose) -> Option<&SpaceKey> {
        self.keys.iter().find(|(held, _)| *held == purpose).map(|(_, key)| key)
    }

    /// Takes the key for `purpose` off the ring.
    pub fn take(&mut self, purpose: Purpose) -> Option<SpaceKey> {
        let at = self.keys.iter().position(|(held, _)| *held == purpose)?;
        Some(self.keys.swap_remove(at).1)
    }

    /// The holder's root signing key.
    pub fn signer(&self) -> Option<PersonSigner> {
        self.key(Purpose::PersonSigning(self.holder)).map(PersonSigner::from_seed)
    }
}

/// Reads a sidecar's bytes and writes them again. Everyone else goes through a folder.
///
/// # Errors
/// [`SlotError::Newer`], [`SlotError::Damaged`] or [`SlotError::Cost`].
#[cfg(fuzzing)]
pub fn read_and_write(bytes: &[u8]) -> Result<Vec<u8>, SlotError> {
    Book::from_bytes(bytes).map(|book| book.to_bytes())
}

/// The slots of one profile. Changes are written before they are believed: what is new is read back from
/// the disk and opened before what was old goes.
pub struct KeySlots {
    folder: PathBuf,
    book: Book,
}

impl KeySlots {
    /// Reads the newer whole copy in `folder`, and heals the other one from it where the disk lets it. A
    /// folder without any gives an empty set, which is written with its first slot.
    ///
    /// # Errors
    /// [`SlotError::Newer`], [`SlotError::Damaged`], or what the disk says.
    pub fn open(folder: &Path) -> Result<Self, SlotError> {
        let found = sidecar::read(folder)?;
        found.iter().for_each(|found| sidecar::heal(folder, found));
        Self::of(folder, found)
    }

    /// The same, leaving a damaged copy for the window to heal: for the background process.
    ///
    /// # Errors
    /// As [`KeySlots::open`].
    pub fn look(folder: &Path) -> Result<Self, SlotError> {
        Self::of(folder, sidecar::read(folder)?)
    }

    fn of(folder: &Path, found: Option<sidecar::Found>) -> Result<Self, SlotError> {
        let book = found.map_or_else(Book::empty, |found| Ok(found.book))?;
        Ok(Self { folder: folder.to_owned(), book })
    }

    /// Writes the sidecar even without a slot in it: from then on this is no first run any more.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn begin(&mut self) -> Result<(), SlotError> {
        if self.book.generation == 0 { self.save() } else { Ok(()) }
    }

    /// Whether nobody has a slot.
    pub fn is_empty(&self) -> bool {
        self.book.slots.is_empty()
    }

    /// The random id of this set of slots. It tells profiles apart where keys lie outside their folder.
    pub fn id(&self) -> &[u8; 16] {
        &self.book.id
    }

    /// Whether `holder` has a slot that is opened this way.
    pub fn has(&self, holder: PersonId, method: Method) -> bool {
        self.book.slots.iter().any(|slot| slot.holder == holder && slot.method == method)
    }

    /// Whether `holder` has shown to have kept their recovery words.
    pub fn has_proven_words(&self, holder: PersonId) -> bool {
        let words = |slot: &&Slot| slot.holder == holder && slot.method == Method::Words;
        self.book.slots.iter().filter(words).any(|slot| slot.proven)
    }

    /// Everyone whose slots hold a key for `purpose`.
    pub fn holders_of(&self, purpose: Purpose) -> Vec<PersonId> {
        let holds = |slot: &&Slot| slot.keys.iter().any(|sealed| sealed.purpose == purpose);
        let mut holders: Vec<_> = self.book.slots.iter().filter(holds).map(|slot| slot.holder).collect();
        holders.sort_unstable();
        holders.dedup();
        holders
    }

    /// Opens `holder`'s slot.
    ///
    /// # Errors
    /// [`SlotError::NoSlot`] when there is none of this kind, [`SlotError::NoMatch`] when none opens.
    pub fn unlock(&self, holder: PersonId, with: &Unlock<'_>) -> Result<Ring, SlotError> {
        self.try_slots(with, |slot| slot.holder == holder)
    }

    /// Opens whichever slot holds a key for `purpose` and opens this way, whoever's it is: for a table whose
    /// key is nowhere else.
    ///
    /// # Errors
    /// As [`KeySlots::unlock`].
    pub fn unlock_any(&self, purpose: Purpose, with: &Unlock<'_>) -> Result<Ring, SlotError> {
        self.try_slots(with, |slot| slot.keys.iter().any(|sealed| sealed.purpose == purpose))
    }

    fn try_slots(&self, with: &Unlock<'_>, wanted: impl Fn(&Slot) -> bool) -> Result<Ring, SlotError> {
        let mut outcome = Err(SlotError::NoSlot);
        for slot in self.book.slots.iter().filter(|slot| slot.method == with.method() && wanted(slot)) {
            outcome = self.book.unlock(slot, with);
            if outcome.is_ok() {
                break;
            }
        }
        outcome
    }

    /// Gives the ring's holder a passphrase. An old one stays valid until the new one has been read back
    /// from the disk and opened; then it goes.
    ///
    /// # Errors
    /// [`SlotError`]; the old passphrase is then still valid.
    pub fn set_passphrase(&mut self, ring: &Ring, new: &Passphrase, cost: Cost) -> Result<(), SlotError> {
        let sealed = self.book.sealed(ring, &Unlock::Passphrase(new), cost, true)?;
        self.add(sealed)
    }

    /// Gives the ring's holder recovery words that count at once beside the old ones. The old ones go with
    /// [`KeySlots::keep_words`], once the person has shown that the new ones were kept.
    ///
    /// # Errors
    /// [`SlotError`]; the old words are then still valid.
    pub fn offer_words(&mut self, ring: &Ring, cost: Cost) -> Result<RecoveryWords, SlotError> {
        let words = RecoveryWords::random()?;
        let sealed = self.book.sealed(ring, &Unlock::Words(&words), cost, false)?;
        self.add(sealed)?;
        Ok(words)
    }

    /// The new words were kept: from now on they are the only ones.
    ///
    /// # Errors
    /// [`SlotError::NoMatch`] when no slot of `holder` opens with them; nothing changes then.
    pub fn keep_words(&mut self, holder: PersonId, words: &RecoveryWords) -> Result<(), SlotError> {
        let with = Unlock::Words(words);
        let opens = |slot: &&Slot| {
            slot.holder == holder && slot.method == Method::Words && self.book.unlock(slot, &with).is_ok()
        };
        let kept = self.book.slots.iter().find(opens).ok_or(SlotError::NoMatch)?.id;
        self.change(|book| {
            book.slots
                .retain(|slot| slot.holder != holder || slot.method != Method::Words || slot.id == kept);
            book.slots.iter_mut().filter(|slot| slot.id == kept).for_each(|slot| slot.proven = true);
        })
    }

    /// Puts one more key into the slot that `with` opens.
    ///
    /// # Errors
    /// As [`KeySlots::unlock`].
    pub fn add_key(
        &mut self,
        holder: PersonId,
        with: &Unlock<'_>,
        purpose: Purpose,
        key: &SpaceKey,
    ) -> Result<(), SlotError> {
        let ours = |slot: &&Slot| slot.holder == holder && slot.method == with.method();
        let mut found = Err(SlotError::NoSlot);
        for slot in self.book.slots.iter().filter(ours) {
            found = self.book.stretched(slot, with).map(|stretched| (slot.id, stretched));
            if found.is_ok() {
                break;
            }
        }
        let (id, stretched) = found?;
        let book_id = self.book.id;
        let slot = self.book.slots.iter().find(|slot| slot.id == id).ok_or(SlotError::NoSlot)?;
        let context = format::context(&book_id, slot, purpose);
        let sealed = seal::seal(&stretched, &context, key.expose("sealing a key into a slot"))?;
        let sealed = Sealed::from_bytes(purpose, &sealed).ok_or(SlotError::Damaged)?;
        self.change(|book| {
            for slot in book.slots.iter_mut().filter(|slot| slot.id == id) {
                slot.keys.retain(|held| held.purpose != purpose);
                slot.keys.push(sealed.clone());
            }
        })
    }

    /// Takes away every slot of `holder`. What only they opened is closed for ever.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn remove(&mut self, holder: PersonId) -> Result<(), SlotError> {
        self.change(|book| book.slots.retain(|slot| slot.holder != holder))
    }

    /// Takes every key for `purpose` away: what it opened is not there any more, and another is made in its place.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn drop_keys(&mut self, purpose: Purpose) -> Result<(), SlotError> {
        if self.holders_of(purpose).is_empty() {
            return Ok(());
        }
        self.change(|book| {
            book.slots.iter_mut().for_each(|slot| slot.keys.retain(|sealed| sealed.purpose != purpose));
        })
    }

    /// Adds a slot, proves it from the disk, and only then lets go of the one whose place it takes.
    fn add(&mut self, (slot, stretched): (Slot, SpaceKey)) -> Result<(), SlotError> {
        let (id, holder, method, proven) = (slot.id, slot.holder, slot.method, slot.proven);
        if self.book.slots.len() >= format::MOST_SLOTS {
            return Err(SlotError::Room);
        }
        self.change(|book| book.slots.push(slot))?;
        let written = sidecar::read(&self.folder)?.ok_or(SlotError::Damaged)?.book;
        let slot = written.slots.iter().find(|slot| slot.id == id).ok_or(SlotError::Damaged)?;
        written.unlock_with(slot, &stretched)?;
        self.change(|book| {
            book.slots.retain(|old| {
                let replaced = old.holder == holder && old.method == method && old.proven == proven;
                old.id == id || !replaced
            });
        })
    }

    /// Changes the book on the disk first, and in memory only when that worked.
    fn change(&mut self, change: impl FnOnce(&mut Book)) -> Result<(), SlotError> {
        let before = self.book.clone();
        change(&mut self.book);
        let saved = self.save();
        if saved.is_err() {
            self.book = before;
        }
        saved
    }

    fn save(&mut self) -> Result<(), SlotError> {
        let on_disk = sidecar::read(&self.folder)?.map_or(0, |found| found.book.generation);
        if on_disk != self.book.generation {
            return Err(SlotError::Changed);
        }
        self.book.generation += 1;
        sidecar::write(&self.folder, &self.book)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
