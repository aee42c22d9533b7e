//! One open book: its chapters, its bookmarks, its pace.

use nightstand_app::reading as app;
use nightstand_domain::reading as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::editions::{Called, HeldEdition, Numbering};
use super::notes::{NoteForReader, Noted};
use super::plan::{Toward, Trade};
use super::{small, within};
use crate::dto::ids::{BookId, ChapterId, PersonId};

/// One book as whoever is here may see it.
#[derive(Clone, Serialize, TS)]
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
    /// Whose turn it is to read; nothing where the reading went on without whoever is here.
    pub turn: Option<PersonId>,
    /// How the reading is traded.
    pub trade: Trade,
    /// By which day it would be nice to be at the end, `YYYY-MM-DD`.
    pub finish_by: Option<String>,
    /// What that day asks for.
    pub toward: Option<Toward>,
    /// Around when the evenings that are meant would end it, before enough was read to say more.
    pub meant: Option<Projection>,
    /// The thirteen digits on its back; may be empty.
    pub isbn: String,
    /// The language it is written in, as a tag; may be empty.
    pub language: String,
    /// Whether its pages are turned from right to left.
    pub from_right: bool,
    /// Names its own cover, where one was chosen, and changes with it.
    pub cover: Option<String>,
    /// What its file is called, where this computer knows one.
    pub file: Option<String>,
    /// Whether a cover may be in that file.
    pub file_has_cover: bool,
    /// The couple's day, `YYYY-MM-DD`.
    pub today: String,
    /// The chapters in order.
    pub chapters: Vec<Chapter>,
    /// Whether whoever is here wants the titles of the chapters ahead hidden.
    pub titles_hidden: bool,
    /// Where the bookmarks lie, of those who opened the book.
    pub ribbons: Vec<BookRibbon>,
    /// Chapters that whoever is here has read, and everyone else who has opened it.
    pub together: u32,
    /// The notes, those of the latest chapter first: all envelopes, and what is open on the latest chapters.
    pub notes: Vec<NoteForReader>,
    /// The chapters on which something is open, and how much.
    pub noted: Vec<Noted>,
    /// The days on which the shared count rose.
    pub steps: Vec<PaceStep>,
    /// Around when it will be finished.
    pub projection: Option<Projection>,
    /// What each person keeps of it.
    pub lines: Vec<RememberedLine>,
    /// What each person holds, of those who said so.
    pub editions: Vec<HeldEdition>,
    /// How the edition of whoever is here counts its chapters.
    pub numbering: Numbering,
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
    /// What the edition of whoever is here calls it; nothing when it counts alike, or has no number there.
    pub called: Option<Called>,
    /// Who read it aloud.
    pub aloud_by: Option<PersonId>,
    /// Its length in words, where known.
    pub words: Option<u32>,
    /// About how many minutes it takes, aloud where the book is read aloud.
    pub minutes: Option<u32>,
}

/// Where somebody's bookmark lies.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookRibbon {
    /// Whose.
    pub person: PersonId,
    /// Where.
    pub place: Place,
    /// The last place they heard before falling asleep.
    pub heard: Option<Place>,
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

/// The line somebody keeps of a book.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RememberedLine {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub line: String,
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
            trade: view.trade.into(),
            finish_by: view.finish_by.map(|day| day.to_string()),
            toward: view.toward.map(Toward::from),
            meant: view.meant.map(Projection::from),
            isbn: view.isbn.map(domain::Isbn::digits).unwrap_or_default(),
            language: view.language,
            from_right: view.from_right,
            cover: view.cover,
            file_has_cover: view.file.as_ref().is_some_and(|file| file.has_cover),
            file: view.file.map(|file| file.name),
            today: view.today.to_string(),
            chapters: view.chapters.into_iter().map(Chapter::from).collect(),
            titles_hidden: view.titles_hidden,
            ribbons: view.ribbons.into_iter().map(BookRibbon::from).collect(),
            together: small(view.together),
            notes: view.notes.into_iter().map(NoteForReader::from).collect(),
            noted: view.noted.into_iter().map(Noted::from).collect(),
            steps: view.pace.steps.into_iter().map(PaceStep::from).collect(),
            projection: view.pace.projection.map(Projection::from),
            lines: view.lines.into_iter().map(RememberedLine::from).collect(),
            editions: view.editions.into_iter().map(HeldEdition::from).collect(),
            numbering: view.numbering.into(),
        }
    }
}

impl From<app::ChapterSeen> for Chapter {
    fn from(chapter: app::ChapterSeen) -> Self {
        Self {
            id: chapter.id.into(),
            title: chapter.title,
            part: chapter.part,
            pages: chapter.pages,
            called: chapter.called.map(Called::from),
            aloud_by: chapter.aloud_by.map(PersonId::from),
            words: chapter.words,
            minutes: chapter.minutes,
        }
    }
}

impl From<app::Ribbon> for BookRibbon {
    fn from(ribbon: app::Ribbon) -> Self {
        Self {
            person: ribbon.person.into(),
            place: ribbon.place.into(),
            heard: ribbon.heard.map(Place::from),
        }
    }
}

impl From<domain::Place> for Place {
    fn from(place: domain::Place) -> Self {
        let (page, percent) = place.within.page_and_percent();
        Self { read: small(place.read), page, percent }
    }
}

impl From<Place> for domain::Place {
    fn from(place: Place) -> Self {
        let within = within(place.page, place.percent);
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

impl From<app::RememberedLine> for RememberedLine {
    fn from(line: app::RememberedLine) -> Self {
        Self { person: line.person.into(), line: line.line }
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
