//! "Fell asleep here": the reading went on, and somebody heard it only so far. Two bookmarks stand then, and
//! nothing asks which one is right.

use nightstand_domain::ids::BookId;
use nightstand_domain::merge::Value;
use nightstand_domain::reading::{Place, field};

use super::bookmarks::note_evening;
use super::books::keep;
use crate::error::AppError;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

impl App {
    /// Whoever is here fell asleep: `heard` is the last place they remember, and their bookmark lies where the
    /// reading stopped: the furthest of their own and the other's where one reads to both, their own where each reads
    /// alone. The evening counts as far as it was heard.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Invalid`] for `heard` (`ahead`) when the reading did not come that far.
    pub fn fell_asleep(&self, book: BookId, heard: Place) -> Result<Changed, AppError> {
        let (here, today) = (self.here()?.id, self.today());
        let (row, readers) = self.book_and_readers(book)?;
        let heard = Place { within: heard.within.tidy(), ..heard }.within_book(row.chapters);
        let own = readers.reached(here);
        let stopped =
            if row.aloud { readers.furthest_place() } else { readers.place(here) }.unwrap_or_default();
        if Place::is_before(stopped, heard) {
            return Err(AppError::invalid("heard", "ahead"));
        }
        let deed = Deed::plain("fellAsleep").with("chapter", heard.read + 1);
        let ((), changed) = self.change_table(deed, |act| {
            keep(act, book, here, (field::PLACE, stopped.to_value()))?;
            keep(act, book, here, (field::HEARD, heard.to_value()))?;
            note_evening(act, book, here, today, own, heard)
        })?;
        Ok(changed)
    }

    /// Whoever is here starts again at the last place they heard, or has heard the rest since and goes on where
    /// their bookmark lies.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when nobody fell asleep here.
    pub fn wake_up(&self, book: BookId, again: bool) -> Result<Changed, AppError> {
        let (here, today) = (self.here()?.id, self.today());
        let (_, readers) = self.book_and_readers(book)?;
        let heard = readers.heard(here).ok_or(AppError::NotFound)?;
        let place = readers.place(here).unwrap_or_default();
        let key = if again { "startAgain" } else { "heardSince" };
        let ((), changed) = self.change_table(Deed::plain(key).with("chapter", heard.read + 1), |act| {
            if again {
                keep(act, book, here, (field::PLACE, heard.to_value()))?;
            } else {
                note_evening(act, book, here, today, Some(heard), place)?;
            }
            keep(act, book, here, (field::HEARD, Value::Nil))
        })?;
        Ok(changed)
    }
}
