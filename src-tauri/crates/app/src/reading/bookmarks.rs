//! Each person's bookmark. It never moves back silently.

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{BookId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::reading::{Place, Shelf, evening_of, field};
use nightstand_journal::table::book::BookRow;
use nightstand_journal::table::evening;
use nightstand_journal::{Act, JournalError};

use super::books::{book_value, keep, person_value};
use super::turns::{note_reading, reading};
use crate::error::AppError;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// What became of a bookmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It lies where it was put.
    There,
    /// That would be a step back, and nothing was changed: the window asks first.
    StepBack {
        /// Where it lies.
        from: Place,
        /// Where it would lie.
        to: Place,
    },
}

impl App {
    /// Puts the bookmark of whoever is here to `to`. A step back is only taken when it is `meant`.
    /// A book that was waiting or resting comes to the table with it.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn move_bookmark(&self, book: BookId, to: Place, meant: bool) -> Result<(Moved, Changed), AppError> {
        let (here, pair) = (self.here()?.id, self.pair()?);
        let (row, readers) = self.book_and_readers(book)?;
        let to = Place { within: to.within.tidy(), ..to }.within_book(row.chapters);
        let asleep = readers.heard(here).is_some();
        // Going on from where one fell asleep is no step back.
        let from = readers.reached(here);
        if from == Some(to) && !asleep {
            return Ok((Moved::There, Changed::default()));
        }
        if let Some(from) = from.filter(|from| !meant && Place::is_before(to, *from)) {
            return Ok((Moved::StepBack { from, to }, Changed::default()));
        }
        let wakes = matches!(row.shelf, Shelf::Waiting | Shelf::Resting);
        let way = (from.unwrap_or_default(), to);
        let read = self.read_table(|space| reading(space, &row, &readers, (here, pair), way))?;
        let ((), changed) = self.change_table(deed(&row, from, to), |act| {
            keep(act, book, here, (field::PLACE, to.to_value()))?;
            if asleep {
                keep(act, book, here, (field::HEARD, Value::Nil))?;
            }
            note_evening(act, book, here, pair.today, from, to)?;
            if let Some(read) = read {
                note_reading(act, book, read, pair.today)?;
            }
            if wakes {
                act.set(field::BOOK, book.into(), vec![(field::SHELF, Shelf::Table.to_value())])?;
            }
            Ok(())
        })?;
        Ok((Moved::There, changed))
    }

    /// Hides the titles of the chapters ahead from whoever is here, or shows them again.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn hide_titles(&self, book: BookId, hidden: bool) -> Result<Changed, AppError> {
        let here = self.here()?.id;
        let key = if hidden { "hideTitles" } else { "showTitles" };
        let deed = Deed::plain(key).with("title", self.title_of(book)?);
        Ok(self.change_table(deed, |act| keep(act, book, here, (field::TITLES_HIDDEN, hidden.into())))?.1)
    }
}

/// Remembers, by the day alone, how far one has come: the pace picture needs it, and nothing else does.
pub(super) fn note_evening(
    act: &mut Act<'_>,
    book: BookId,
    person: PersonId,
    day: NaiveDate,
    from: Option<Place>,
    to: Place,
) -> Result<(), JournalError> {
    let before = from.map_or(0, |place| place.read);
    let on_today = |act: &Act<'_>| {
        Ok::<_, JournalError>(
            evening::of_book(act.read(), book)?
                .into_iter()
                .any(|evening| evening.person == person && evening.day == day),
        )
    };
    // A step back corrects today's evening, where there is one; it does not make one.
    let counts = to.read > before || (to.read < before && on_today(act)?);
    if !counts {
        return Ok(());
    }
    let fields = vec![
        (field::EVENING_BOOK, book_value(book)),
        (field::EVENING_PERSON, person_value(person)),
        (field::EVENING_DAY, day::number(day).into()),
        (field::EVENING_READ, i64::try_from(to.read).unwrap_or(i64::MAX).into()),
    ];
    act.set(field::EVENING, evening_of(book, person, day), fields)
}

/// The words of the way back: "Put the bookmark back to chapter 9".
fn deed(book: &BookRow, from: Option<Place>, to: Place) -> Deed {
    let Some(from) = from else { return Deed::plain("openBook").with("title", &book.title) };
    let key = match from {
        from if from.read >= book.chapters => return Deed::plain("moveBookmarkFromEnd"),
        from if from.read == to.read => "moveBookmarkWithin",
        from if Place::is_before(to, from) => "moveBookmarkBack",
        _ => "moveBookmark",
    };
    Deed::plain(key).with("chapter", from.read + 1)
}
