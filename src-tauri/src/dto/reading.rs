//! Books on their way to and from the window.

use nightstand_app::reading as app;
use nightstand_domain::reading as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::{BookId, ChapterId, NoteId, PersonId};

/// The shelf.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadingView {
    /// The couple's day, `YYYY-MM-DD`.
    pub today: String,
    /// On the table, the one that was read last first.
    pub on_table: Vec<NowBook>,
    /// Waiting, in the order they came.
    pub waiting: Vec<ShelfBook>,
    /// Laid aside for a while.
    pub resting: Vec<ShelfBook>,
    /// Finished, the latest first.
    pub finished: Vec<ShelfBook>,
}

/// A book that is being read.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NowBook {
    /// The book.
    pub id: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// How many chapters it has.
    pub chapters: u32,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
    /// How many evenings a week are meant.
    pub evenings: Option<Evenings>,
    /// Whose turn it is to read.
    pub turn: Option<PersonId>,
    /// Where the bookmarks lie.
    pub ribbons: Vec<BookRibbon>,
    /// Chapters that everyone who reads it has read.
    pub together: u32,
    /// The title of the chapter that comes next together, when it has one and it may be seen.
    pub next_title: Option<String>,
    /// Around when it will be finished.
    pub projection: Option<Projection>,
}

/// A book that stands on a shelf.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShelfBook {
    /// The book.
    pub id: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The day it was finished, `YYYY-MM-DD`.
    pub finished: Option<String>,
}

/// One book as whoever is here may see it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookView {
    /// The book.
    pub id: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// Where it stands.
    pub shelf: Shelf,
    /// The day it was finished, `YYYY-MM-DD`.
    pub finished: Option<String>,
    /// How many evenings a week are meant.
    pub evenings: Option<Evenings>,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
    /// Whose turn it is to read.
    pub turn: Option<PersonId>,
    /// The couple's day, `YYYY-MM-DD`.
    pub today: String,
    /// The chapters in order.
    pub chapters: Vec<Chapter>,
    /// Whether whoever is here wants the titles of the chapters ahead hidden.
    pub titles_hidden: bool,
    /// Where the bookmarks lie, of those who opened the book.
    pub ribbons: Vec<BookRibbon>,
    /// Chapters that everyone who reads it has read.
    pub together: u32,
    /// The notes, those of the latest chapter first.
    pub notes: Vec<NoteForReader>,
    /// The days on which the shared count rose.
    pub steps: Vec<PaceStep>,
    /// Around when it will be finished.
    pub projection: Option<Projection>,
    /// What each person keeps of it.
    pub lines: Vec<RememberedLine>,
}

/// Where a book stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Shelf {
    /// On the table.
    Table,
    /// Waiting on the shelf.
    Waiting,
    /// Laid aside for a while.
    Resting,
    /// Read.
    Finished,
}

/// A chapter as whoever is here may see it. Its number is its place in the list.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Chapter {
    /// The chapter.
    pub id: ChapterId,
    /// Its title: empty when it has none, nothing when it lies ahead and is hidden.
    pub title: Option<String>,
    /// The part it stands in; hidden alike.
    pub part: Option<String>,
    /// Its length in pages, where known.
    pub pages: Option<u32>,
}

/// Where somebody's bookmark lies.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookRibbon {
    /// Whose.
    pub person: PersonId,
    /// Where.
    pub place: Place,
}

/// A place in a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// How many chapters lie behind; also the index, from 0, of the chapter being read.
    pub read: u32,
    /// At this page of one's own edition.
    pub page: Option<u32>,
    /// At this percentage of one's own edition.
    pub percent: Option<u8>,
}

/// How many evenings a week are meant, from and to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Evenings {
    /// The smaller number, from 1.
    pub fewest: u8,
    /// The larger number, to 7.
    pub most: u8,
}

/// A day on which the shared count rose.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaceStep {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Chapters read by then.
    pub read: u32,
}

/// Around when a book will be finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Projection {
    /// If every week were like the fullest of the last three, `YYYY-MM-DD`.
    pub earliest: String,
    /// If most weeks look like the last three.
    pub around: String,
    /// If every week were like the quietest.
    pub latest: String,
}

/// A note as it may reach one reader's window.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum NoteForReader {
    /// It can be read.
    Open {
        /// The note.
        id: NoteId,
        /// The number of its chapter, from 1.
        chapter: u32,
        /// Who wrote it.
        author: PersonId,
        /// The day it was first written, `YYYY-MM-DD`.
        day: String,
        /// What it says.
        words: String,
    },
    /// An envelope: no words, no length, no date.
    Sealed {
        /// The number of its chapter, from 1.
        chapter: u32,
        /// Who wrote it.
        author: PersonId,
    },
}

/// The line somebody keeps of a book.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RememberedLine {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub line: String,
}

/// Names one book.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneBook {
    /// The book.
    pub book: BookId,
}

/// A book as it is brought to the shelf.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookDraft {
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// Its chapters; may be none yet.
    pub chapters: Vec<ChapterDraft>,
    /// Where it is put.
    pub put_on: PutOn,
    /// How many evenings a week are meant.
    pub evenings: Option<Evenings>,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
}

/// Where a book can be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PutOn {
    /// On the table.
    Table,
    /// On the shelf, for later.
    Waiting,
    /// Laid aside for a while.
    Resting,
}

/// A chapter as it is typed, pasted or counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChapterDraft {
    /// Its title; may be empty.
    pub title: String,
    /// The part it stands in; may be empty.
    pub part: String,
    /// Its length in pages, where known.
    pub pages: Option<u32>,
}

/// Another title and author for a book.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookNames {
    /// The book.
    pub book: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
}

/// How a book is meant to be read.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookPlan {
    /// The book.
    pub book: BookId,
    /// How many evenings a week, if any number is meant.
    pub evenings: Option<Evenings>,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
}

/// Puts a book somewhere.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookPut {
    /// The book.
    pub book: BookId,
    /// Where.
    pub on: PutOn,
}

/// A line to keep of a book.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookLine {
    /// The book.
    pub book: BookId,
    /// The line; empty for none.
    pub line: String,
}

/// Hands the reading over.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandOver {
    /// The book.
    pub book: BookId,
    /// To whom.
    pub to: PersonId,
}

/// Hides the titles of the chapters ahead, or shows them.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TitlesAhead {
    /// The book.
    pub book: BookId,
    /// Whether they are hidden.
    pub hidden: bool,
}

/// A pasted contents list.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pasted {
    /// The text as it was pasted.
    pub text: String,
}

/// What a pasted list seems to say, before anything is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Proposal {
    /// These chapters.
    Chapters {
        /// In order.
        chapters: Vec<ChapterDraft>,
        /// Lines that were taken for something else.
        #[serde(rename = "leftOut")]
        left_out: Vec<String>,
        /// How many of them there are in all.
        #[serde(rename = "leftOutCount")]
        left_out_count: u32,
    },
    /// No line could be a chapter.
    Nothing,
    /// More lines than any book has chapters.
    TooMany {
        /// How many.
        found: u32,
        /// How many would be taken.
        most: u32,
    },
    /// Longer than any contents list.
    TooLong,
}

/// A book's chapters for whoever edits them: all titles are shown.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChapterList {
    /// In order.
    pub chapters: Vec<ChapterEdit>,
}

/// A chapter of the list as it is, or as it should become.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChapterEdit {
    /// The chapter that is there already; nothing for a new one.
    pub id: Option<ChapterId>,
    /// Its title; may be empty.
    pub title: String,
    /// The part it stands in; may be empty.
    pub part: String,
    /// Its length in pages, where known.
    pub pages: Option<u32>,
}

/// What a book's chapters should become.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChaptersEdited {
    /// The book.
    pub book: BookId,
    /// The chapters in order.
    pub chapters: Vec<ChapterEdit>,
}

/// Moves the bookmark of whoever is here.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookmarkTo {
    /// The book.
    pub book: BookId,
    /// Where to.
    pub place: Place,
    /// Whether a step back is meant.
    pub meant: bool,
}

/// What became of a bookmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Moved {
    /// It lies where it was put.
    There,
    /// That would be a step back; nothing was changed.
    StepBack {
        /// Where it lies.
        from: Place,
        /// Where it would lie.
        to: Place,
    },
}

/// A new note.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewNote {
    /// The book.
    pub book: BookId,
    /// The chapter.
    pub chapter: ChapterId,
    /// What it says.
    pub words: String,
}

/// Other words for a note.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteChange {
    /// The note.
    pub note: NoteId,
    /// What it says.
    pub words: String,
}

/// Names one note.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneNote {
    /// The note.
    pub note: NoteId,
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl From<app::ReadingView> for ReadingView {
    fn from(view: app::ReadingView) -> Self {
        let spines = |books: Vec<app::ShelfBook>| books.into_iter().map(ShelfBook::from).collect();
        Self {
            today: view.today.to_string(),
            on_table: view.on_table.into_iter().map(NowBook::from).collect(),
            waiting: spines(view.waiting),
            resting: spines(view.resting),
            finished: spines(view.finished),
        }
    }
}

impl From<app::NowBook> for NowBook {
    fn from(book: app::NowBook) -> Self {
        Self {
            id: book.id.into(),
            title: book.title,
            author: book.author,
            chapters: small(book.chapters),
            aloud: book.aloud,
            evenings: book.evenings.map(Evenings::from),
            turn: book.turn.map(PersonId::from),
            ribbons: book.ribbons.into_iter().map(BookRibbon::from).collect(),
            together: small(book.together),
            next_title: book.next_title,
            projection: book.projection.map(Projection::from),
        }
    }
}

impl From<app::ShelfBook> for ShelfBook {
    fn from(book: app::ShelfBook) -> Self {
        Self {
            id: book.id.into(),
            title: book.title,
            author: book.author,
            finished: book.finished.map(|day| day.to_string()),
        }
    }
}

impl From<app::BookView> for BookView {
    fn from(view: app::BookView) -> Self {
        let (shelf, finished) = match view.shelf {
            domain::Shelf::Table => (Shelf::Table, None),
            domain::Shelf::Waiting => (Shelf::Waiting, None),
            domain::Shelf::Resting => (Shelf::Resting, None),
            domain::Shelf::Finished(day) => (Shelf::Finished, Some(day.to_string())),
        };
        Self {
            id: view.id.into(),
            title: view.title,
            author: view.author,
            shelf,
            finished,
            evenings: view.evenings.map(Evenings::from),
            aloud: view.aloud,
            turn: view.turn.map(PersonId::from),
            today: view.today.to_string(),
            chapters: view.chapters.into_iter().map(Chapter::from).collect(),
            titles_hidden: view.titles_hidden,
            ribbons: view.ribbons.into_iter().map(BookRibbon::from).collect(),
            together: small(view.together),
            notes: view.notes.into_iter().map(NoteForReader::from).collect(),
            steps: view.pace.steps.into_iter().map(PaceStep::from).collect(),
            projection: view.pace.projection.map(Projection::from),
            lines: view.lines.into_iter().map(RememberedLine::from).collect(),
        }
    }
}

impl From<app::ChapterSeen> for Chapter {
    fn from(chapter: app::ChapterSeen) -> Self {
        Self { id: chapter.id.into(), title: chapter.title, part: chapter.part, pages: chapter.pages }
    }
}

impl From<app::Ribbon> for BookRibbon {
    fn from(ribbon: app::Ribbon) -> Self {
        Self { person: ribbon.person.into(), place: ribbon.place.into() }
    }
}

impl From<domain::Place> for Place {
    fn from(place: domain::Place) -> Self {
        let (page, percent) = match place.within {
            domain::Within::Start => (None, None),
            domain::Within::Page(page) => (Some(page), None),
            domain::Within::Percent(percent) => (None, Some(percent)),
        };
        Self { read: small(place.read), page, percent }
    }
}

impl From<Place> for domain::Place {
    fn from(place: Place) -> Self {
        let within = match (place.page, place.percent) {
            (Some(page), _) => domain::Within::Page(page),
            (None, Some(percent)) => domain::Within::Percent(percent),
            (None, None) => domain::Within::Start,
        };
        Self { read: usize::try_from(place.read).unwrap_or(usize::MAX), within }
    }
}

impl From<domain::Evenings> for Evenings {
    fn from(evenings: domain::Evenings) -> Self {
        Self { fewest: evenings.fewest(), most: evenings.most() }
    }
}

impl From<domain::pace::Step> for PaceStep {
    fn from(step: domain::pace::Step) -> Self {
        Self { day: step.day.to_string(), read: small(step.read) }
    }
}

impl From<domain::Projection> for Projection {
    fn from(projection: domain::Projection) -> Self {
        Self {
            earliest: projection.earliest.to_string(),
            around: projection.around.to_string(),
            latest: projection.latest.to_string(),
        }
    }
}

impl From<app::NoteForReader> for NoteForReader {
    fn from(note: app::NoteForReader) -> Self {
        match note {
            app::NoteForReader::Open { id, chapter, author, day, words } => Self::Open {
                id: id.into(),
                chapter: small(chapter),
                author: author.into(),
                day: day.to_string(),
                words,
            },
            app::NoteForReader::Sealed { chapter, author } => {
                Self::Sealed { chapter: small(chapter), author: author.into() }
            }
        }
    }
}

impl From<app::RememberedLine> for RememberedLine {
    fn from(line: app::RememberedLine) -> Self {
        Self { person: line.person.into(), line: line.line }
    }
}

impl From<ChapterDraft> for domain::ChapterDraft {
    fn from(chapter: ChapterDraft) -> Self {
        Self { title: chapter.title, part: chapter.part, pages: chapter.pages }
    }
}

impl From<domain::ChapterDraft> for ChapterDraft {
    fn from(chapter: domain::ChapterDraft) -> Self {
        Self { title: chapter.title, part: chapter.part, pages: chapter.pages }
    }
}

impl From<BookDraft> for app::BookDraft {
    fn from(draft: BookDraft) -> Self {
        Self {
            title: draft.title,
            author: draft.author,
            chapters: draft.chapters.into_iter().map(domain::ChapterDraft::from).collect(),
            put_on: draft.put_on.into(),
            evenings: draft.evenings.and_then(|e| domain::Evenings::new(e.fewest, e.most)),
            aloud: draft.aloud,
        }
    }
}

impl From<PutOn> for app::PutOn {
    fn from(on: PutOn) -> Self {
        match on {
            PutOn::Table => Self::Table,
            PutOn::Waiting => Self::Waiting,
            PutOn::Resting => Self::Resting,
        }
    }
}

impl From<ChapterEdit> for app::ChapterEdit {
    fn from(edit: ChapterEdit) -> Self {
        let chapter = domain::ChapterDraft { title: edit.title, part: edit.part, pages: edit.pages };
        Self { id: edit.id.map(Into::into), chapter }
    }
}

impl From<Result<app::Contents, app::Unreadable>> for Proposal {
    fn from(read: Result<app::Contents, app::Unreadable>) -> Self {
        match read {
            Ok(contents) => Self::Chapters {
                chapters: contents.chapters.into_iter().map(ChapterDraft::from).collect(),
                left_out: contents.left_out,
                left_out_count: small(contents.left_out_count),
            },
            Err(app::Unreadable::Nothing) => Self::Nothing,
            Err(app::Unreadable::TooLong) => Self::TooLong,
            Err(app::Unreadable::TooMany { found }) => {
                Self::TooMany { found: small(found), most: small(domain::MOST_CHAPTERS) }
            }
        }
    }
}

impl From<app::Moved> for Moved {
    fn from(moved: app::Moved) -> Self {
        match moved {
            app::Moved::There => Self::There,
            app::Moved::StepBack { from, to } => Self::StepBack { from: from.into(), to: to.into() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_note_reaches_the_window_as_an_envelope_and_nothing_else() {
        let author = nightstand_domain::ids::PersonId::random().unwrap();
        let note: NoteForReader = app::NoteForReader::Sealed { chapter: 12, author }.into();
        let json = serde_json::to_value(&note).unwrap();
        let mut keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["author", "chapter", "kind"], "no words, no length, no date, no id: {json}");
        assert_eq!(json["kind"], "sealed");
    }
}
