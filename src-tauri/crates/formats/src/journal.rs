//! Journals that other programs kept, as pages; and pages as files that other programs read.
//!
//! Whatever is chosen (a file, a folder, a zip) is a set of files with names. Each is known by its content, and
//! each page keeps what it was called where it comes from, so that a second reading of the same journal is
//! recognised. What has no place here is counted by its sort and never dropped unsaid: see [`Left`].

mod daylio;
mod dayone;
mod diarium;
mod diary;
mod files;
mod front;
mod head;
mod journey;
mod jrnl;
mod json;
mod locked;
mod markdown;
mod markup;
mod months;
mod pictures;
mod rednotebook;
mod taking;
#[cfg(test)]
mod tests;
mod when;
pub mod write;
mod yaml;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use crate::book;
use crate::watch::Watch;
pub use diary::below_date;
use files::Files;
pub use pictures::Pictures;
use taking::Taking;

/// The largest single file that is read, in bytes, packed or unpacked: 256 MiB.
pub const MOST_FILE: u64 = 256 << 20;
/// So much is read of one journal's words in all, in bytes: 512 MiB, which no hand has typed.
const MOST_IN_ALL: u64 = 512 << 20;
/// So many pages are taken.
const MOST_PAGES: usize = 300_000;
/// So many files are looked at.
const MOST_FILES: usize = 400_000;

/// Who kept a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Program {
    /// Day One: JSON, alone or in its zip.
    DayOne,
    /// jrnl: its text in one file or one a day, locked or not, or its JSON.
    Jrnl,
    /// Journey: a zip of JSON.
    Journey,
    /// Daylio: the table that it exports.
    Daylio,
    /// Diarium: its JSON.
    Diarium,
    /// RedNotebook: a folder with a file a month.
    RedNotebook,
    /// A folder of Markdown: anybody's, Obsidian's daily notes, or Nightstand's own.
    Markdown,
    /// Plain text.
    Text,
}

/// When a page was written, in the civil time of whoever wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Written {
    /// Nobody knows.
    Unknown,
    /// On that day.
    On(NaiveDate),
    /// At that time.
    At(NaiveDateTime),
}

impl Written {
    /// Nothing for a year that ISO 8601 does not write with its own four digits: an agreed longer one, one
    /// before the common era, or `23`, which somebody meant for 2023.
    pub(crate) fn with_whole_year(self) -> Option<Self> {
        let is_whole = self.day().is_none_or(|day| (1000..=9999).contains(&day.year()));
        is_whole.then_some(self)
    }

    /// As a page keeps it; nothing when nobody knows.
    pub fn kept(self) -> Option<String> {
        match self {
            Self::Unknown => None,
            Self::On(day) => Some(day.format("%Y-%m-%d").to_string()),
            Self::At(at) => Some(when::text(at)),
        }
    }

    /// The day.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Unknown => None,
            Self::On(day) => Some(day),
            Self::At(at) => Some(at.date()),
        }
    }
}

/// A picture that belongs to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The name of its file within what was chosen, or where it lay on the other computer.
    pub name: String,
    /// What stands for it in the page's text.
    pub mark: String,
    /// What it shows, in words; may be empty.
    pub words: String,
}

/// One page.
#[derive(Clone, PartialEq, Eq)]
pub struct Page {
    /// What it was called where it comes from: the program's word, a colon, and what tells it apart there. The
    /// same page read again is called the same; no two of one reading are. Where the program gives no id, the words
    /// are part of it: another page at the same place, or one that grew, is called otherwise.
    pub source: String,
    /// Where it stood, when the program gives no id: what such a page was called before its words were part of its name.
    pub place: Option<String>,
    /// When it was written.
    pub written: Written,
    /// One line of at most `LONGEST_TITLE` bytes; may be empty.
    pub title: String,
    /// Markdown or plain text, at most `LONGEST_BODY` bytes.
    pub body: String,
    /// Its tags in the order in which they stand there, without signs before them, once each.
    pub tags: Vec<String>,
    /// Its pictures; each has its mark in the text.
    pub pictures: Vec<Picture>,
}

impl Page {
    /// What it is called when it comes in beside another that has its id and other words.
    pub fn name_by_words(&self) -> String {
        format!("{}={}", self.source, taking::stamp(&self.title, &self.body, &self.tags))
    }
}

/// Tests say which page; nobody's words are ever printed.
impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page")
            .field("source", &self.source)
            .field("written", &self.written)
            .finish_non_exhaustive()
    }
}

/// What was in a journal and is in no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Left {
    /// Pictures that are not there, or not of a kind that is shown; their marks stand in the pages.
    Pictures,
    /// Sound, film and other things that were fastened to a page.
    Attachments,
    /// Places. Nightstand keeps none.
    Places,
    /// The weather.
    Weather,
    /// Moods and scores. Nightstand keeps none.
    Moods,
    /// Stars and hearts beside a page.
    Stars,
    /// Pages without a word on them.
    Empty,
    /// Dates at the heads of pages that could not be read; they stand on the pages as text.
    Dates,
    /// Lines of front matter of a sort that is not known here.
    Fields,
    /// Pages that could not be read.
    Unread,
    /// Files that hold no page, or could not be read.
    Files,
    /// Files that end in the middle; what stood before that was read.
    CutOff,
}

/// A journal as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// Who kept it; of several the one with the most pages.
    pub program: Program,
    /// Its pages, in no order.
    pub pages: Vec<Page>,
    /// What is in none of them, counted by its sort.
    pub left: BTreeMap<Left, usize>,
    /// How many pictures belong to them.
    pub pictures: usize,
    /// How many pages were longer than a page can be and became several.
    pub parted: usize,
    /// How many pages have only the time of their file for a date.
    pub dated_by_file: usize,
}

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    /// It cannot be opened or read from.
    #[error("it could not be read: {0}")]
    Io(io::ErrorKind),
    /// Larger than anything that was typed.
    #[error("larger than {MOST_FILE} bytes")]
    TooLarge,
    /// Nothing in it is a journal that is known here.
    #[error("no journal that is known here")]
    OtherKind,
    /// It is one, and damaged where it matters.
    #[error("damaged")]
    Damaged,
    /// It unpacks to more than any journal holds, or lists more pieces.
    #[error("unpacks to more than a journal holds")]
    Overfull,
    /// The zip is locked by a password, which only the program that locked it undoes.
    #[error("a locked zip")]
    LockedZip,
    /// The journal is locked: a password opens it.
    #[error("a locked journal")]
    Locked,
    /// Another password opens it.
    #[error("another password")]
    WrongPassword,
    /// Whoever waited for it stopped it.
    #[error("stopped")]
    Stopped,
}

impl From<io::Error> for NotRead {
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}

impl From<book::NotRead> for NotRead {
    fn from(error: book::NotRead) -> Self {
        match error {
            book::NotRead::Io(kind) => Self::Io(kind),
            book::NotRead::TooLarge { .. } => Self::TooLarge,
            book::NotRead::OtherKind => Self::OtherKind,
            book::NotRead::Damaged => Self::Damaged,
            book::NotRead::Locked | book::NotRead::Guarded => Self::LockedZip,
            book::NotRead::Bloated | book::NotRead::Overfull => Self::Overfull,
            book::NotRead::Stopped => Self::Stopped,
        }
    }
}

/// Reads the journal at `path`: a file, a folder, or a zip. Times that name no zone are civil already; instants
/// without a zone of their own are told in `zone`. The watch hears how many pages were read and how many
/// files there are.
///
/// # Errors
/// [`NotRead`].
pub fn read(
    path: &Path,
    password: Option<&str>,
    zone: Tz,
    watch: &mut dyn Watch,
) -> Result<Journal, NotRead> {
    read_files(&mut *files::at(path, zone, MOST_IN_ALL)?, password, zone, watch)
}

/// Reads a journal out of one file that lies in memory.
///
/// # Errors
/// [`NotRead`].
pub fn read_bytes(
    name: &str,
    bytes: Vec<u8>,
    password: Option<&str>,
    zone: Tz,
    watch: &mut dyn Watch,
) -> Result<Journal, NotRead> {
    read_files(&mut *files::in_memory(name, bytes)?, password, zone, watch)
}

fn read_files(
    files: &mut dyn Files,
    password: Option<&str>,
    zone: Tz,
    watch: &mut dyn Watch,
) -> Result<Journal, NotRead> {
    let mut taking = Taking::new(zone, password, watch);
    let names = files.names();
    taking.of(names.len());
    // What lies beside RedNotebook's months depends on whether what is called so is one: these come first.
    let (months, others): (Vec<_>, Vec<_>) =
        names.iter().partition(|name| rednotebook::month(name).is_some());
    for name in months.into_iter().chain(others) {
        taking.go_on()?;
        let is_beside = rednotebook::is_beside_months(name) && taking.has(Program::RedNotebook);
        if is_beside || !is_read(name) {
            taking.pass_over(name);
            continue;
        }
        match files.read(name, MOST_FILE) {
            Ok(bytes) => read_one(name, bytes, files.changed(name), &mut taking)?,
            // One file of many that cannot be read keeps nobody from the others.
            Err(NotRead::Damaged | NotRead::Io(_)) if names.len() > 1 => taking.leave(Left::Files),
            Err(other) => return Err(other),
        }
    }
    let mut journal = taking.done()?;
    pictures::settle(&mut journal, &names);
    Ok(journal)
}

/// Whether a file may be read, as far as its name tells. RedNotebook keeps its months in a hidden folder.
fn is_read(name: &str) -> bool {
    let ending = files::ending(name);
    let is_text =
        matches!(ending.as_str(), "json" | "md" | "markdown" | "csv" | "txt" | "text" | "jrnl" | "");
    rednotebook::month(name).is_some() || (is_text && !files::is_hidden(name))
}

fn read_one(
    name: &str,
    bytes: Vec<u8>,
    changed: Option<NaiveDateTime>,
    taking: &mut Taking<'_>,
) -> Result<(), NotRead> {
    if let Some(month) = rednotebook::month(name)
        && rednotebook::read(month, &bytes, taking)?
    {
        return Ok(());
    }
    if files::is_hidden(name) {
        taking.pass_over(name);
        return Ok(());
    }
    if locked::is_locked(&bytes) {
        let password = taking.password().ok_or(NotRead::Locked)?;
        let text = locked::open(&bytes, password)?;
        return jrnl::read(name, &text, taking);
    }
    match files::ending(name).as_str() {
        "json" => json::read(name, &bytes, taking),
        "csv" => daylio::read(&bytes, taking),
        "md" | "markdown" => markdown::read(name, &bytes, changed, taking),
        _ => diary::read(name, &bytes, changed, taking),
    }
}
