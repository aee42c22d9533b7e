//! All reading data, for whoever is here to take away.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use nightstand_domain::ids::{ChapterId, PersonId};
use nightstand_domain::reading::isbn::Isbn;
use nightstand_domain::reading::{Anchor, EditionKind, NoteKind, Numbering, Shelf, Trade};
use nightstand_formats::shelf_out::{
    self, BookOut, CalledOut, ChapterOut, EveningOut, JSON_MARK, NoteOut, NumberingOut, ReaderOut, ShelfOut,
};
use nightstand_journal::table::aloud::{self, AloudRow};
use nightstand_journal::table::book::{self, BookRow};
use nightstand_journal::table::bookmark::{self, BookmarkRow};
use nightstand_journal::table::chapter::{self, ChapterRow};
use nightstand_journal::table::{evening, note};
use nightstand_journal::{JournalError, Space};

use super::Readers;
use super::sealed::{NoteForReader, for_reader};
use crate::error::AppError;
use crate::file_place;
use crate::spine::App;

/// What the file is called where nobody named it.
const NAME: &str = "Nightstand reading.json";

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Where it lies.
    pub path: String,
}

/// Who is who, for the export's names.
struct Reading<'s> {
    space: &'s Space,
    names: BTreeMap<PersonId, String>,
    here: PersonId,
}

impl App {
    /// A place for all reading data that the person has not named yet.
    pub fn reading_suggested(&self) -> String {
        file_place::shown(&file_place::suggested(NAME))
    }

    /// Writes all reading data to a file: JSON or CSV, by its ending.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for the place when nothing can be written there; nothing is written then.
    pub fn reading_export(&self, text: &str) -> Result<Taken, AppError> {
        let path = file_place::for_writing(text, NAME, &["json", "csv"])?;
        let shelf = self.shelf_out()?;
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
            put(&path, &shelf_out::csv(&shelf), shelf_out::csv_mark().as_bytes())
        } else {
            put(&path, &shelf_out::json(&shelf), JSON_MARK.as_bytes())
        }
    }

    /// All reading data. What is still sealed for whoever is here is not in it, nor whose turn comes next: who read
    /// aloud is told, and the next one follows from that.
    ///
    /// # Errors
    /// As every read of the table.
    pub fn shelf_out(&self) -> Result<ShelfOut, AppError> {
        let people = self.people()?;
        let here = people.present().id;
        let names =
            std::iter::once(&people.a).chain(&people.b).map(|person| (person.id, person.name.clone()));
        let names = names.collect();
        self.read_table(|space| {
            let reading = Reading { space, names, here };
            let books = book::all(space.read())?.into_iter().map(|row| reading.book(row));
            Ok(ShelfOut { books: books.collect::<Result<_, _>>()? })
        })
    }
}

pub(super) fn put(path: &Path, text: &str, mark: &[u8]) -> Result<Taken, AppError> {
    file_place::put(path, text, mark)?;
    Ok(Taken { path: file_place::shown(path) })
}

impl Reading<'_> {
    fn name(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_default()
    }

    fn book(&self, row: BookRow) -> Result<BookOut, JournalError> {
        let conn = self.space.read();
        let chapters = chapter::of_book(conn, row.id)?;
        let marks = bookmark::of_book(conn, row.id)?;
        let readers = Readers::of(&marks, chapters.len());
        let notes =
            for_reader(note::of_book(conn, row.id)?, &chapters, self.here, readers.reached(self.here));
        // On which evenings the other one read alone is theirs.
        let own = evening::of_book(conn, row.id)?.into_iter().filter(|evening| evening.person == self.here);
        let evenings = own.map(|evening| EveningOut {
            person: self.name(evening.person),
            day: evening.day.to_string(),
            chapters_read: evening.read,
        });
        let (shelf, finished) = match row.shelf {
            Shelf::Table => ("table", None),
            Shelf::Waiting => ("waiting", None),
            Shelf::Resting => ("resting", None),
            Shelf::Finished(day) => ("finished", Some(day.to_string())),
        };
        let numbers: HashMap<ChapterId, usize> = chapters.iter().map(|row| row.id).zip(1..).collect();
        Ok(BookOut {
            shelf,
            finished,
            chapters: self.chapters(chapters, &aloud::of_book(conn, row.id)?),
            readers: marks.into_iter().map(|mark| self.reader(mark, &numbers)).collect(),
            evenings: evenings.collect(),
            notes: notes.into_iter().filter_map(|note| self.note(note)).collect(),
            title: row.title,
            author: row.author,
            isbn: row.isbn.map(Isbn::digits),
            from_right: row.from_right,
            language: Some(row.language).filter(|language| !language.is_empty()),
            added: row.added.to_string(),
            finish_by: row.finish_by.map(|day| day.to_string()),
            evenings_fewest: row.evenings.map(|evenings| evenings.fewest()),
            evenings_most: row.evenings.map(|evenings| evenings.most()),
            read_aloud: row.aloud,
            traded_by: match row.trade {
                Trade::Chapters => "chapters",
                Trade::Nights => "nights",
            },
        })
    }

    fn chapters(&self, chapters: Vec<ChapterRow>, aloud: &[AloudRow]) -> Vec<ChapterOut> {
        let read: HashMap<ChapterId, &AloudRow> = aloud.iter().map(|row| (row.chapter, row)).collect();
        let one = |(number, row): (usize, ChapterRow)| {
            let aloud = read.get(&row.id);
            ChapterOut {
                number,
                title: row.title,
                part: row.part,
                pages: row.pages,
                words_counted: row.words,
                read_aloud_by: aloud.map(|aloud| self.name(aloud.reader)),
                read_aloud_on: aloud.map(|aloud| aloud.day.to_string()),
            }
        };
        (1..).zip(chapters).map(one).collect()
    }

    fn reader(&self, mark: BookmarkRow, numbers: &HashMap<ChapterId, usize>) -> ReaderOut {
        let (page, percent) = mark.place.unwrap_or_default().within.page_and_percent();
        let (heard_page, heard_percent) = mark.heard.unwrap_or_default().within.page_and_percent();
        ReaderOut {
            person: self.name(mark.person),
            chapters_read: mark.place.map(|place| place.read),
            page,
            percent,
            heard_chapters_read: mark.heard.map(|heard| heard.read),
            heard_page,
            heard_percent,
            titles_hidden: mark.titles_hidden,
            edition: mark.edition.as_ref().map(|edition| match edition.kind {
                EditionKind::Paper => "paper",
                EditionKind::Screen => "screen",
                EditionKind::Audio => "audio",
            }),
            edition_pages: mark.edition.as_ref().and_then(|edition| edition.pages),
            edition_name: mark.edition.map(|edition| edition.name).filter(|name| !name.is_empty()),
            line: Some(mark.line).filter(|line| !line.is_empty()),
            numbering: numbering(&mark.numbering, numbers),
        }
    }

    fn note(&self, note: NoteForReader) -> Option<NoteOut> {
        let NoteForReader::Open { chapter, author, day, kind, within, words, .. } = note else { return None };
        let (page, percent) = within.page_and_percent();
        let kind = match kind {
            NoteKind::Note => "note",
            NoteKind::Quote => "quote",
            NoteKind::Letter => "letter",
        };
        Some(NoteOut { chapter, author: self.name(author), day: day.to_string(), kind, page, percent, words })
    }
}

/// How somebody's copy counts, where it differs. A fixed point whose chapter was taken out fixes nothing.
fn numbering(of: &Numbering, numbers: &HashMap<ChapterId, usize>) -> Option<NumberingOut> {
    let called =
        |anchor: &Anchor| Some(CalledOut { chapter: *numbers.get(&anchor.chapter)?, called: anchor.number });
    let mut chapters: Vec<CalledOut> = of.anchors.iter().filter_map(called).collect();
    chapters.sort_by_key(|one| one.chapter);
    (of.by_parts || !chapters.is_empty()).then_some(NumberingOut { by_parts: of.by_parts, chapters })
}
