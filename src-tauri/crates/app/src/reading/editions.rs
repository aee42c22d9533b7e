//! Each person's own copy: what it is, and what it calls the chapters.

use std::collections::BTreeSet;

use nightstand_domain::ids::BookId;
use nightstand_domain::reading::edition::{Called, Counted, EDITION_LENGTH, MOST_ANCHORS, MOST_NUMBER};
use nightstand_domain::reading::{Edition, Numbering, field};
use nightstand_domain::words;
use nightstand_journal::table::chapter::{self, ChapterRow};

use super::books::keep;
use crate::error::{AppError, not_fit};
use crate::sitting::{Changed, Deed};
use crate::spine::App;

impl App {
    /// Says what whoever is here holds, and how it counts its chapters.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `edition`, `pages` or `numbering` (`many`, `twice`); [`AppError::NotFound`].
    pub fn hold_edition(
        &self,
        book: BookId,
        edition: Edition,
        numbering: Numbering,
    ) -> Result<Changed, AppError> {
        let name = words::line(&edition.name, EDITION_LENGTH).map_err(not_fit("edition"))?;
        if edition.pages.is_some_and(|pages| !(1..=MOST_NUMBER).contains(&pages)) {
            return Err(AppError::invalid("pages", "range"));
        }
        if numbering.anchors.len() > MOST_ANCHORS {
            return Err(AppError::invalid("numbering", "many"));
        }
        let fixed: BTreeSet<_> = numbering.anchors.iter().map(|anchor| anchor.chapter).collect();
        if fixed.len() != numbering.anchors.len() {
            return Err(AppError::invalid("numbering", "twice"));
        }
        let chapters = self.chapters_of(book)?;
        let known = |id| chapters.iter().any(|chapter| chapter.id == id);
        let sane = |number| number <= MOST_NUMBER;
        if !numbering.anchors.iter().all(|anchor| known(anchor.chapter) && sane(anchor.number)) {
            return Err(AppError::NotFound);
        }
        let here = self.here()?.id;
        let deed = Deed::plain("holdEdition").with("title", self.title_of(book)?);
        let edition = Edition { name, ..edition };
        let ((), changed) = self.change_table(deed, |act| {
            keep(act, book, here, (field::EDITION, edition.to_value()))?;
            keep(act, book, here, (field::NUMBERING, numbering.to_value()))
        })?;
        Ok(changed)
    }

    /// What a numbering that is not kept yet would call each chapter.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn lay_numbering(
        &self,
        book: BookId,
        numbering: &Numbering,
    ) -> Result<Vec<Option<Called>>, AppError> {
        self.read_table(|space| Ok(laid(numbering, &chapter::of_book(space.read(), book)?)))
    }
}

/// What an edition calls each of the chapters.
pub(super) fn laid(numbering: &Numbering, chapters: &[ChapterRow]) -> Vec<Option<Called>> {
    let counted: Vec<Counted<'_>> =
        chapters.iter().map(|row| Counted { id: row.id, part: &row.part }).collect();
    numbering.lay(&counted)
}
