//! Other programs' journals and open copies on their way to and from the window: places, counts, and no words of
//! any page.

use nightstand_app::drawer as core;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::PersonId;
use super::secret::Secret;

/// Asks for a place with the desktop's own dialog.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct JournalPlaceAsk {
    /// What is to be chosen.
    pub kind: JournalPlaceKind,
    /// What stands in the field already.
    pub from: String,
}

/// What is to be chosen.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum JournalPlaceKind {
    /// A file to read.
    File,
    /// A folder.
    Folder,
    /// A place to write to.
    Saving,
}

/// Asks what lies in another program's journal.
#[derive(Debug, Deserialize, TS)]
pub struct JournalAsk {
    /// Whose drawer it is meant for.
    pub person: PersonId,
    /// Where it lies.
    pub place: String,
    /// What opens it, when it is locked.
    pub password: Option<Secret>,
}

/// What lies in a journal, before any of it is in the drawer.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalLook {
    /// A key below `drawer.bring.program`.
    pub program: &'static str,
    /// How many pages it has.
    pub pages: u32,
    /// How many of them are in the drawer already and stay as they are.
    pub here: u32,
    /// How many have the id of a page that is here, and other words.
    pub differ: u32,
    /// The first day, when any page has one.
    pub first: Option<String>,
    /// The last day.
    pub last: Option<String>,
    /// What there is to say about some of them.
    pub notes: Vec<JournalNote>,
}

/// One thing that does not come along, or comes otherwise than it was.
#[derive(Clone, Debug, Serialize, TS)]
pub struct JournalNote {
    /// A key below `drawer.bring.left`.
    pub what: &'static str,
    /// How many.
    pub count: u32,
}

impl From<core::Looked> for JournalLook {
    fn from(looked: core::Looked) -> Self {
        let beside = [
            ("picturesCome", looked.pictures),
            ("undated", looked.undated),
            ("datedByFile", looked.dated_by_file),
            ("parted", looked.parted),
        ];
        let left = looked.left.iter().map(|(left, count)| (left_word(*left), *count));
        let notes = left.chain(beside).filter(|(_, count)| *count > 0);
        Self {
            program: program_word(looked.program),
            pages: count(looked.pages),
            here: count(looked.here),
            differ: count(looked.differ),
            first: looked.days.map(|(first, _)| first.to_string()),
            last: looked.days.map(|(_, last)| last.to_string()),
            notes: notes.map(|(what, many)| JournalNote { what, count: count(many) }).collect(),
        }
    }
}

/// Brings in what was read last.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct JournalBringAsk {
    /// Whose drawer it goes into.
    pub person: PersonId,
    /// Whether those that differ from what is here come in as pages of their own.
    pub differing: bool,
}

/// What came in.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalBrought {
    /// How many pages.
    pub pages: u32,
    /// How many of their pictures could not be drawn.
    pub pictures_left: u32,
    /// Whether it was stopped before all were in.
    pub stopped: bool,
}

impl From<core::Brought> for JournalBrought {
    fn from(brought: core::Brought) -> Self {
        Self {
            pages: count(brought.pages),
            pictures_left: count(brought.pictures_left),
            stopped: brought.stopped,
        }
    }
}

/// In which form a copy is taken.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CopyForm {
    /// A folder of Markdown.
    Markdown,
    /// Day One's zip.
    DayOne,
    /// jrnl's text.
    Jrnl,
    /// One HTML file.
    Html,
}

impl From<CopyForm> for core::Form {
    fn from(form: CopyForm) -> Self {
        match form {
            CopyForm::Markdown => Self::Markdown,
            CopyForm::DayOne => Self::DayOne,
            CopyForm::Jrnl => Self::Jrnl,
            CopyForm::Html => Self::Html,
        }
    }
}

/// Asks where a copy of that form would lie.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct CopyPlace {
    /// The form.
    pub form: CopyForm,
}

/// Asks for a copy.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CopyAsk {
    /// Whose drawer it is taken from.
    pub person: PersonId,
    /// The form.
    pub form: CopyForm,
    /// Where it is to lie.
    pub place: String,
    /// The language tag of the words around the pages.
    pub language: String,
    /// Above the pages of a printed copy.
    pub title: String,
    /// Below that.
    pub line: String,
    /// The headings of the reflections' parts; without them no reflection comes along.
    pub reflections: Option<ReflectionHeads>,
}

/// The headings over the parts of a reflection that goes out as text.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReflectionHeads {
    /// What one is called when it says no topic.
    pub title: String,
    /// Above the feelings.
    pub felt: String,
    /// Above the needs.
    pub needed: String,
    /// Above the guess about the other.
    pub guess: String,
    /// Above the view from outside.
    pub outside: String,
    /// Above what is to be said or asked.
    pub say: String,
    /// Above what it was really about.
    pub thread: String,
}

impl From<ReflectionHeads> for core::ReflectionHeads {
    fn from(heads: ReflectionHeads) -> Self {
        let ReflectionHeads { title, felt, needed, guess, outside, say, thread } = heads;
        Self { title, felt, needed, guess, outside, say, thread }
    }
}

/// A copy that was taken.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CopyTaken {
    /// Where it lies.
    pub path: String,
    /// How many pages and reflections are in it.
    pub pages: u32,
    /// How many pictures on them are not in it, because the drawer no longer has them whole.
    pub lost: u32,
}

impl From<core::Copied> for CopyTaken {
    fn from(copied: core::Copied) -> Self {
        Self { path: copied.path, pages: count(copied.pages), lost: count(copied.lost_pictures) }
    }
}

/// How far the present reading, bringing in or taking out has come.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct WorkDone {
    /// How many pages are done.
    pub pages: u32,
}

fn program_word(program: core::Program) -> &'static str {
    match program {
        core::Program::DayOne => "dayOne",
        core::Program::Jrnl => "jrnl",
        core::Program::Journey => "journey",
        core::Program::Daylio => "daylio",
        core::Program::Diarium => "diarium",
        core::Program::RedNotebook => "redNotebook",
        core::Program::Markdown => "markdown",
        core::Program::Text => "text",
    }
}

fn left_word(left: core::Left) -> &'static str {
    match left {
        core::Left::Pictures => "pictures",
        core::Left::Attachments => "attachments",
        core::Left::Places => "places",
        core::Left::Weather => "weather",
        core::Left::Moods => "moods",
        core::Left::Stars => "stars",
        core::Left::Empty => "empty",
        core::Left::Dates => "dates",
        core::Left::Fields => "fields",
        core::Left::Unread => "unread",
        core::Left::Files => "files",
        core::Left::CutOff => "cutOff",
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
