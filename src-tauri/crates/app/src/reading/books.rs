//! Bringing a book to the shelf, moving it about on it, and finishing it.

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{BookId, ChapterId, PersonId};
use nightstand_domain::merge::{Field, Value};
use nightstand_domain::reading::{
    ChapterDraft, Evenings, Isbn, LINE_LENGTH, MOST_CHAPTERS, NoIsbn, Shelf, TITLE_LENGTH, Trade,
    bookmark_of, chapters::ranks, field,
};
use nightstand_domain::words;
use nightstand_journal::{Act, JournalError};

use super::chapters::{chapter_fields, checked, take_chapters};
use super::import::Ticket;
use super::{covers, find_book};
use crate::error::{AppError, not_fit};
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// A language tag is at most this long (RFC 5646, section 4.4.1).
const LANGUAGE_LENGTH: usize = 35;

/// Where a person can put a book. Finishing is an act of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutOn {
    /// On the table: to be read now.
    Table,
    /// On the shelf, for later.
    Waiting,
    /// Laid aside for a while.
    Resting,
}

impl PutOn {
    const fn shelf(self) -> Shelf {
        match self {
            Self::Table => Shelf::Table,
            Self::Waiting => Shelf::Waiting,
            Self::Resting => Shelf::Resting,
        }
    }
}

/// How a book is meant to be read: so many evenings a week, or towards a day, or as it comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BookPlan {
    /// How many evenings a week are meant, if any number.
    pub evenings: Option<Evenings>,
    /// By which day it would be nice to be at the end.
    pub finish_by: Option<NaiveDate>,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
    /// How the reading is traded.
    pub trade: Trade,
}

/// A book as it is brought to the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookDraft {
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// Its chapters; may be none yet.
    pub chapters: Vec<ChapterDraft>,
    /// Where it is put.
    pub put_on: PutOn,
    /// How many evenings a week are meant, if any number.
    pub evenings: Option<Evenings>,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
    /// What its file says of it besides, where it comes from one.
    pub from_file: FromFile,
}

/// What a book's file, or whoever typed it, says besides title and author.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FromFile {
    /// The number on its back as it is typed; may be empty.
    pub isbn: String,
    /// The language it is written in, as a tag; may be empty.
    pub language: String,
    /// Whether its pages are turned from right to left.
    pub from_right: bool,
    /// Its own cover, where it is to be shown instead of a pattern paper.
    pub cover: Option<Vec<u8>>,
    /// What the file is known by, so that it can be found again on this computer.
    pub ticket: Option<Ticket>,
}

/// The same, fit to keep.
struct AboutBook {
    isbn: Option<Isbn>,
    language: String,
    from_right: bool,
    cover: Option<Vec<u8>>,
}

impl FromFile {
    fn checked(self) -> Result<AboutBook, AppError> {
        Ok(AboutBook {
            isbn: book_number(&self.isbn)?,
            language: words::line(&self.language, LANGUAGE_LENGTH).map_err(not_fit("language"))?,
            from_right: self.from_right,
            cover: self.cover.map(covers::checked).transpose()?,
        })
    }
}

impl AboutBook {
    /// Only what is known: nothing takes the place of what stands there already.
    fn fields(self, act: &mut Act<'_>) -> Result<Vec<(Field, Value)>, JournalError> {
        let mut fields = Vec::new();
        if let Some(isbn) = self.isbn {
            fields.push((field::ISBN, isbn.digits().into()));
        }
        if !self.language.is_empty() {
            fields.push((field::LANGUAGE, self.language.into()));
        }
        if self.from_right {
            fields.push((field::FROM_RIGHT, true.into()));
        }
        if let Some(cover) = self.cover {
            fields.push((field::COVER, act.lay_picture(&cover)?.to_value()));
        }
        Ok(fields)
    }
}

impl App {
    /// Brings a book to the shelf. Whoever brings it reads first.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `title`, `author` or `chapters`; nothing is kept then.
    pub fn add_book(&self, draft: BookDraft) -> Result<(BookId, Changed), AppError> {
        let title = book_title(&draft.title)?;
        let author = words::line(&draft.author, TITLE_LENGTH).map_err(not_fit("author"))?;
        let chapters: Vec<ChapterDraft> =
            draft.chapters.into_iter().map(checked).collect::<Result<_, _>>()?;
        if chapters.len() > MOST_CHAPTERS {
            return Err(AppError::invalid("chapters", "many"));
        }
        let (here, today) = (self.here()?.id, self.today());
        let ticket = draft.from_file.ticket;
        let about = draft.from_file.checked()?;
        let id = BookId::random()?;
        let mut fields = vec![
            (field::TITLE, Value::from(title.clone())),
            (field::BOOK_AUTHOR, author.into()),
            (field::SHELF, draft.put_on.shelf().to_value()),
            (field::EVENINGS, evenings_value(draft.evenings)),
            (field::ALOUD, draft.aloud.into()),
            (field::TURN, person_value(here)),
            (field::ADDED, day::number(today).into()),
        ];
        let ((), changed) = self.change_table(Deed::plain("addBook").with("title", title), |act| {
            fields.extend(about.fields(act)?);
            act.set(field::BOOK, id.into(), fields)?;
            let ranks = ranks(&vec![None; chapters.len()]);
            for (chapter, rank) in chapters.into_iter().zip(ranks) {
                act.set(field::CHAPTER, ChapterId::random()?.into(), chapter_fields(id, chapter, rank))?;
            }
            Ok(())
        })?;
        if let Some(ticket) = ticket {
            self.know_found(ticket, id);
        }
        Ok((id, changed))
    }

    /// Takes the contents of a file into a book that is on the shelf already. Chapters that both have stay what they
    /// are, with their notes and the bookmarks in them; number, language and cover are taken where the file has them.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `chapters` (`many`, `long`, `noted`), `isbn` or `cover`; [`AppError::NotFound`].
    pub fn take_into_book(
        &self,
        book: BookId,
        list: Vec<ChapterDraft>,
        from_file: FromFile,
    ) -> Result<Changed, AppError> {
        if list.len() > MOST_CHAPTERS {
            return Err(AppError::invalid("chapters", "many"));
        }
        let list: Vec<ChapterDraft> = list.into_iter().map(checked).collect::<Result<_, _>>()?;
        let ticket = from_file.ticket;
        let about = from_file.checked()?;
        let deed = Deed::plain("takeIntoBook").with("title", self.title_of(book)?);
        let (done, changed) = self.change_table(deed, |act| {
            // A file without contents says nothing about them.
            if !list.is_empty()
                && let Err(refused) = take_chapters(act, book, list)?
            {
                return Ok(Err(refused));
            }
            let fields = about.fields(act)?;
            act.set(field::BOOK, book.into(), fields).map(Ok)
        })?;
        done?;
        if let Some(ticket) = ticket {
            self.know_found(ticket, book);
        }
        Ok(changed)
    }

    /// Writes another title, author or number on a book.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `title`, `author` or `isbn`, [`AppError::NotFound`].
    pub fn rename_book(
        &self,
        book: BookId,
        title: &str,
        author: &str,
        isbn: &str,
    ) -> Result<Changed, AppError> {
        let isbn = book_number(isbn)?;
        let title = book_title(title)?;
        let author = words::line(author, TITLE_LENGTH).map_err(not_fit("author"))?;
        let deed = Deed::plain("renameBook").with("title", self.title_of(book)?);
        self.write_on_book(
            book,
            deed,
            vec![
                (field::TITLE, title.into()),
                (field::BOOK_AUTHOR, author.into()),
                (field::ISBN, isbn.map(Isbn::digits).into()),
            ],
        )
    }

    /// Changes how a book is meant to be read. It binds nobody: there is nothing to be behind of.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn plan_book(&self, book: BookId, plan: BookPlan) -> Result<Changed, AppError> {
        let deed = Deed::plain("planBook").with("title", self.title_of(book)?);
        let fields = vec![
            (field::EVENINGS, evenings_value(plan.evenings)),
            (field::FINISH_BY, plan.finish_by.map(day::number).into()),
            (field::ALOUD, plan.aloud.into()),
            (field::TRADE, plan.trade.to_value()),
        ];
        self.write_on_book(book, deed, fields)
    }

    /// Puts a book somewhere else on the shelf; a finished one too, which is then read again.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn put_book(&self, book: BookId, on: PutOn) -> Result<Changed, AppError> {
        let key = match on {
            PutOn::Table => "bookToTable",
            PutOn::Waiting => "bookToShelf",
            PutOn::Resting => "restBook",
        };
        let deed = Deed::plain(key).with("title", self.title_of(book)?);
        self.write_on_book(book, deed, vec![(field::SHELF, on.shelf().to_value())])
    }

    /// Finishes a book today, with one line to remember it by; both people can keep one. An empty line keeps
    /// none.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `line`, [`AppError::NotFound`].
    pub fn finish_book(&self, book: BookId, line: &str) -> Result<Changed, AppError> {
        let line = words::line(line, LINE_LENGTH).map_err(not_fit("line"))?;
        let (here, today) = (self.here()?.id, self.today());
        let deed = Deed::plain("finishBook").with("title", self.title_of(book)?);
        let ((), changed) = self.change_table(deed, |act| {
            act.set(field::BOOK, book.into(), vec![(field::SHELF, Shelf::Finished(today).to_value())])?;
            if line.is_empty() { Ok(()) } else { keep(act, book, here, (field::LINE, line.into())) }
        })?;
        Ok(changed)
    }

    /// Keeps another line of a finished book, or none.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `line`, [`AppError::NotFound`].
    pub fn keep_line(&self, book: BookId, line: &str) -> Result<Changed, AppError> {
        let line = words::line(line, LINE_LENGTH).map_err(not_fit("line"))?;
        let here = self.here()?.id;
        let deed = Deed::plain("keepLine").with("title", self.title_of(book)?);
        Ok(self.change_table(deed, |act| keep(act, book, here, (field::LINE, line.into())))?.1)
    }

    /// Takes a book off the shelf. Its chapters, bookmarks and notes go out of sight with it and come back
    /// with Undo.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn remove_book(&self, book: BookId) -> Result<Changed, AppError> {
        let deed = Deed::plain("removeBook").with("title", self.title_of(book)?);
        Ok(self.change_table(deed, |act| act.delete(book.into()))?.1)
    }

    pub(super) fn title_of(&self, book: BookId) -> Result<String, AppError> {
        self.read_table(|space| find_book(space, book))?.map(|book| book.title).ok_or(AppError::NotFound)
    }

    pub(super) fn write_on_book(
        &self,
        book: BookId,
        deed: Deed,
        fields: Vec<(Field, Value)>,
    ) -> Result<Changed, AppError> {
        Ok(self.change_table(deed, |act| act.set(field::BOOK, book.into(), fields))?.1)
    }
}

/// Writes a field of `person`'s own record in `book`.
pub(super) fn keep(
    act: &mut Act<'_>,
    book: BookId,
    person: PersonId,
    what: (Field, Value),
) -> Result<(), JournalError> {
    let fields =
        vec![(field::BOOKMARK_BOOK, book_value(book)), (field::BOOKMARK_PERSON, person_value(person)), what];
    act.set(field::BOOKMARK, bookmark_of(book, person).into(), fields)
}

pub(super) fn book_value(book: BookId) -> Value {
    Value::Bytes(book.as_bytes().to_vec())
}

pub(super) fn person_value(person: PersonId) -> Value {
    Value::Bytes(person.as_bytes().to_vec())
}

fn book_title(typed: &str) -> Result<String, AppError> {
    words::line(typed, TITLE_LENGTH).and_then(words::some).map_err(not_fit("title"))
}

/// A number as it is typed or scanned; nothing is no number.
fn book_number(typed: &str) -> Result<Option<Isbn>, AppError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Isbn::read(typed).map(Some).map_err(|why| {
        let why = match why {
            NoIsbn::Shape => "shape",
            NoIsbn::Check => "check",
            NoIsbn::NotABook => "notABook",
        };
        AppError::invalid("isbn", why)
    })
}

fn evenings_value(evenings: Option<Evenings>) -> Value {
    evenings.map_or(Value::Nil, Evenings::to_value)
}
