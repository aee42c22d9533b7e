//! Each person's bookmark. It never moves back silently.

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{BookId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::reading::{Place, Shelf, Within, evening_of, field};
use nightstand_journal::table::book::BookRow;
use nightstand_journal::table::{bookmark, evening};
use nightstand_journal::{Act, JournalError};

use super::books::{keep, person_value};
use super::find_book;
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
        let (here, today) = (self.here()?.id, self.today());
        let (row, from) = self
            .read_table(|space| {
                let marks = bookmark::of_book(space.read(), book)?;
                let mine = marks.into_iter().find(|mark| mark.person == here).and_then(|mark| mark.place);
                Ok(find_book(space, book)?.map(|row| (row, mine)))
            })?
            .ok_or(AppError::NotFound)?;
        let to = tidy(to).within_book(row.chapters);
        let from = from.map(|place| place.within_book(row.chapters));
        if from == Some(to) {
            return Ok((Moved::There, Changed::default()));
        }
        if let Some(from) = from.filter(|from| !meant && is_step_back(*from, to)) {
            return Ok((Moved::StepBack { from, to }, Changed::default()));
        }
        let wakes = matches!(row.shelf, Shelf::Waiting | Shelf::Resting);
        let ((), changed) = self.change_table(deed(&row, from, to), |act| {
            keep(act, book, here, (field::PLACE, to.to_value()))?;
            note_evening(act, book, here, today, from, to)?;
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
fn note_evening(
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
        (field::EVENING_BOOK, Value::Bytes(book.as_bytes().to_vec())),
        (field::EVENING_PERSON, person_value(person)),
        (field::EVENING_DAY, day::number(day).into()),
        (field::EVENING_READ, i64::try_from(to.read).unwrap_or(i64::MAX).into()),
    ];
    act.set(field::EVENING, evening_of(book, person, day), fields)
}

/// Page 0 is the start, and no book is more than read.
fn tidy(place: Place) -> Place {
    let within = match place.within {
        Within::Page(0) | Within::Percent(0) => Within::Start,
        Within::Percent(percent) => Within::Percent(percent.min(100)),
        within => within,
    };
    Place { within, ..place }
}

/// A page and a percentage in the same chapter cannot be compared, so changing one for the other is no
/// step back.
fn is_step_back(from: Place, to: Place) -> bool {
    match to.read.cmp(&from.read) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Greater => false,
        std::cmp::Ordering::Equal => match (from.within, to.within) {
            (Within::Page(from), Within::Page(to)) => to < from,
            (Within::Percent(from), Within::Percent(to)) => to < from,
            (Within::Start, _) => false,
            (_, within) => within == Within::Start,
        },
    }
}

/// The words of the way back: "Put the bookmark back to chapter 9".
fn deed(book: &BookRow, from: Option<Place>, to: Place) -> Deed {
    let Some(from) = from else { return Deed::plain("openBook").with("title", &book.title) };
    let key = match from {
        from if from.read >= book.chapters => return Deed::plain("moveBookmarkFromEnd"),
        from if from.read == to.read => "moveBookmarkWithin",
        from if is_step_back(from, to) => "moveBookmarkBack",
        _ => "moveBookmark",
    };
    Deed::plain(key).with("chapter", from.read + 1)
}
