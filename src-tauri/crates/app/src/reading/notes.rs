//! Notes, quotes and letters on chapters. Only their author changes them.

use nightstand_domain::day;
use nightstand_domain::ids::{BookId, ChapterId, NoteId};
use nightstand_domain::merge::Value;
use nightstand_domain::reading::note::where_value;
use nightstand_domain::reading::{NOTE_LENGTH, NoteKind, Within, field, has_reached};
use nightstand_domain::words;
use nightstand_journal::table::{chapter, note};

use super::books::{book_value, person_value};
use super::find_book;
use crate::error::{AppError, not_fit};
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// A note, a quote or a letter as it is written.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NoteDraft {
    /// What it says.
    pub words: String,
    /// Which of the three.
    pub kind: NoteKind,
    /// Where a quote stands in one's own edition.
    pub within: Within,
}

impl App {
    /// Writes a note, a quote or a letter on a chapter. The other person sees an envelope until they reach
    /// its chapter.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `words`, [`AppError::NotFound`] when book or chapter are gone.
    pub fn write_note(
        &self,
        book: BookId,
        on: ChapterId,
        draft: NoteDraft,
    ) -> Result<(NoteId, Changed), AppError> {
        let text = note_words(&draft.words)?;
        let number = self.chapter_number(book, on)?.ok_or(AppError::NotFound)?;
        let (here, today) = (self.here()?.id, self.today());
        let id = NoteId::random()?;
        let mut fields = vec![
            (field::NOTE_BOOK, book_value(book)),
            (field::NOTE_CHAPTER, Value::Bytes(on.as_bytes().to_vec())),
            (field::NOTE_AUTHOR, person_value(here)),
            (field::NOTE_TEXT, text.into()),
            (field::NOTE_DAY, day::number(today).into()),
        ];
        let key = match draft.kind {
            NoteKind::Note => "writeNote",
            NoteKind::Quote => "writeQuote",
            NoteKind::Letter if self.other_has_reached(book, number - 1)? => "writeOpenLetter",
            NoteKind::Letter => "writeLetter",
        };
        if draft.kind != NoteKind::Note {
            fields.push((field::NOTE_KIND, draft.kind.code().into()));
        }
        if draft.kind == NoteKind::Quote {
            fields.push((field::NOTE_WHERE, where_value(draft.within.tidy())));
        }
        let deed = Deed::plain(key).with("chapter", number);
        let ((), changed) = self.change_table(deed, |act| act.set(field::NOTE, id.into(), fields))?;
        Ok((id, changed))
    }

    /// Changes what a note says. Only for whoever wrote it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `words`; [`AppError::NotFound`] for a note that is gone or somebody else's.
    pub fn change_note(&self, id: NoteId, text: &str) -> Result<Changed, AppError> {
        let text = note_words(text)?;
        let deed = self.deed_on_own("changeNote", id)?;
        let fields = vec![(field::NOTE_TEXT, text.into())];
        Ok(self.change_table(deed, |act| act.set(field::NOTE, id.into(), fields))?.1)
    }

    /// Takes a note away. Only for whoever wrote it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a note that is gone or somebody else's.
    pub fn remove_note(&self, id: NoteId) -> Result<Changed, AppError> {
        let deed = self.deed_on_own("removeNote", id)?;
        Ok(self.change_table(deed, |act| act.delete(id.into()))?.1)
    }

    /// A note of somebody else's is "not found": a different answer would tell that it is there.
    fn deed_on_own(&self, key: &'static str, id: NoteId) -> Result<Deed, AppError> {
        let here = self.here()?.id;
        let found = self.read_table(|space| note::one(space.read(), id))?;
        let note = found.filter(|note| note.author == here).ok_or(AppError::NotFound)?;
        let number = self.chapter_number(note.book, note.chapter)?;
        Ok(Deed::plain(key).with("chapter", number.map_or_else(String::new, |n| n.to_string())))
    }

    /// Whether what is written on the chapter at `at` is open to the other person at once.
    fn other_has_reached(&self, book: BookId, at: usize) -> Result<bool, AppError> {
        let (_, readers) = self.book_and_readers(book)?;
        Ok(self.people()?.other().is_some_and(|other| has_reached(readers.reached(other.id), at)))
    }

    pub(super) fn chapter_number(&self, book: BookId, on: ChapterId) -> Result<Option<usize>, AppError> {
        self.read_table(|space| {
            if find_book(space, book)?.is_none() {
                return Ok(None);
            }
            let chapters = chapter::of_book(space.read(), book)?;
            Ok(chapters.iter().position(|chapter| chapter.id == on).map(|at| at + 1))
        })
    }
}

fn note_words(typed: &str) -> Result<String, AppError> {
    words::lines(typed, NOTE_LENGTH).and_then(words::some).map_err(not_fit("words"))
}
