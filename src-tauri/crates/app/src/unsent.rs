//! Words that were typed for the table and not kept yet: a slip, a note, a book or a ritual half written down.
//! They survive a crash, and nobody but the one who typed them finds them.

use nightstand_domain::ids::PersonId;
use nightstand_journal::table::unsent;
pub use nightstand_journal::table::unsent::Unsent;

use crate::error::AppError;
use crate::spine::App;

/// The longest words that wait, in bytes: a contents list of a megabyte, and the chapters found in it.
pub const UNSENT_LENGTH: usize = 4 << 20;
/// The longest name of a field, in bytes: a word and two ids.
const PLACE_LENGTH: usize = 128;

impl App {
    /// What waits for the person who is here, in every field.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn unsent(&self) -> Result<Vec<Unsent>, AppError> {
        let here = self.here()?.id;
        self.read_table(|space| unsent::of_person(space.read(), here))
    }

    /// Keeps what `by` has typed into a field so far; no words at all forget it. `by` is named, since the last
    /// keystrokes may arrive after someone else sat down.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `words` that are too long, [`AppError::NotFound`] for somebody who does not sit
    /// at this table, and what the disk says; the earlier words are then still there.
    pub fn keep_unsent(&self, by: PersonId, typed: &Unsent) -> Result<(), AppError> {
        if typed.words.len() > UNSENT_LENGTH {
            return Err(AppError::invalid("words", "long"));
        }
        if typed.place.is_empty() || typed.place.len() > PLACE_LENGTH {
            return Err(AppError::invalid("place", "long"));
        }
        self.person(by)?;
        let today = self.today();
        self.read_table(|space| match typed.words.as_str() {
            "" => unsent::clear(space.read(), by, &typed.place),
            _ => unsent::save(space.read(), by, typed, today),
        })
    }
}
