//! From a book's contents to the chapters that two people share.

use nightstand_domain::reading::{ChapterDraft, MOST_CHAPTERS, TITLE_LENGTH};

use super::{BookFile, Entry, Length, Matter, Role};
use crate::contents::{Label, begin_anew, counting, label, numbered, says_its_place};

/// Whether what stands around the book itself is taken for chapters too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Around {
    /// It is left out.
    #[default]
    LeftOut,
    /// Cover, foreword, notes and all.
    Taken,
}

/// A chapter as the book's file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its title; empty when it has only its number.
    pub title: String,
    /// The part it stands in, or empty. A part within another names both.
    pub part: String,
    /// Its length with all its sections, where it is known.
    pub length: Option<Length>,
}

impl From<Chapter> for ChapterDraft {
    fn from(chapter: Chapter) -> Self {
        let (words, pages) = match chapter.length {
            Some(Length::Words(words)) => (Some(words), None),
            Some(Length::Pages(pages)) => (None, Some(pages)),
            None => (None, None),
        };
        Self { title: chapter.title, part: chapter.part, pages, words }
    }
}

/// A book of more than [`MOST_CHAPTERS`] chapters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found} chapters")]
pub struct TooMany {
    /// How many.
    pub found: usize,
}

impl BookFile {
    /// The chapters in order; none when the file has no contents. A book that would be left with nothing
    /// keeps what stands around it.
    ///
    /// # Errors
    /// [`TooMany`].
    pub fn chapters(&self, around: Around) -> Result<Vec<Chapter>, TooMany> {
        let body = self.entries.iter().any(|e| e.matter == Matter::Body && e.role == Role::Chapter);
        let taken = |entry: &Entry| around == Around::Taken || !body || entry.matter == Matter::Body;
        let mut fold = Fold::default();
        for entry in &self.entries {
            fold.take(entry, taken(entry));
        }
        let chapters = fold.finish();
        if chapters.len() > MOST_CHAPTERS {
            return Err(TooMany { found: chapters.len() });
        }
        Ok(without_numbers(chapters))
    }
}

/// A part under which nothing stands is a chapter from so many words on; with less it is a leaf with its name.
const READ_WORDS: u32 = 300;
/// The same in pages: a part's own leaf and what faces it are two.
const READ_PAGES: u32 = 3;

#[derive(Default)]
struct Fold {
    chapters: Vec<Chapter>,
    /// The parts that are open.
    parts: Vec<Part>,
    /// What stood in front of the chapter that comes next, in parts that are closed again.
    before: Option<Length>,
    /// Whether the sections that follow belong to a chapter that was taken.
    is_open: bool,
}

struct Part {
    depth: usize,
    name: String,
    /// Nothing stands under it: the chapters that follow beside it are its own.
    is_flat: bool,
    has_chapters: bool,
    /// What it says before its first chapter, until that is there to be read with it.
    own: Option<Length>,
}

impl Fold {
    fn take(&mut self, entry: &Entry, taken: bool) {
        if entry.role != Role::Section {
            let beside = entry.role == Role::Chapter;
            self.close(|p| p.depth < entry.depth || (beside && p.is_flat && p.depth == entry.depth));
            self.is_open = false;
        }
        for part in self.parts.iter_mut().filter(|part| part.depth < entry.depth) {
            part.is_flat = false;
        }
        match entry.role {
            Role::Part => self.parts.push(Part {
                depth: entry.depth,
                name: entry.title.clone(),
                is_flat: true,
                has_chapters: false,
                own: if taken { entry.length } else { None },
            }),
            Role::Chapter if taken => self.read(entry.title.clone(), entry.length),
            Role::Section if self.is_open => {
                if let Some(chapter) = self.chapters.last_mut() {
                    chapter.length = sum(chapter.length, entry.length);
                }
            }
            Role::Chapter | Role::Section => {}
        }
    }

    fn finish(mut self) -> Vec<Chapter> {
        self.close(|_| false);
        self.chapters
    }

    /// Leaves the parts that do not stay, the inner ones first.
    fn close(&mut self, stays: impl Fn(&Part) -> bool) {
        while let Some(part) = self.parts.pop_if(|part| !stays(part)) {
            let is_read = match part.own {
                Some(Length::Words(words)) => words >= READ_WORDS,
                Some(Length::Pages(pages)) => pages >= READ_PAGES,
                None => false,
            };
            if !part.has_chapters && is_read {
                self.read(part.name, part.own);
            } else {
                self.before = sum(self.before, part.own);
            }
        }
    }

    /// One more chapter, with what stood in front of it.
    fn read(&mut self, title: String, length: Option<Length>) {
        let opened = self.parts.iter_mut().filter_map(|part| {
            part.has_chapters = true;
            part.own.take()
        });
        let length = opened.chain(length).fold(self.before.take(), |all, one| sum(all, Some(one)));
        self.chapters.push(Chapter { title, part: self.part(), length });
        self.is_open = true;
    }

    /// The names of the open parts, outer first; the inner alone where both are too long.
    fn part(&self) -> String {
        let names: Vec<&str> =
            self.parts.iter().map(|part| part.name.as_str()).filter(|name| !name.is_empty()).collect();
        let all = names.join(" · ");
        if all.chars().count() <= TITLE_LENGTH {
            return all;
        }
        names.last().map(|name| (*name).to_owned()).unwrap_or_default()
    }
}

fn sum(one: Option<Length>, other: Option<Length>) -> Option<Length> {
    match (one, other) {
        (Some(Length::Words(one)), Some(Length::Words(other))) => {
            Some(Length::Words(one.saturating_add(other)))
        }
        (Some(Length::Pages(one)), Some(Length::Pages(other))) => {
            Some(Length::Pages(one.saturating_add(other)))
        }
        (one, other) => one.or(other),
    }
}

/// A chapter is numbered by its place.
fn without_numbers(mut chapters: Vec<Chapter>) -> Vec<Chapter> {
    let labels: Vec<Label> = chapters.iter().map(|chapter| label(&chapter.title)).collect();
    let counts = counting(&labels.iter().collect::<Vec<_>>());
    let told: Vec<_> = chapters.iter().zip(counts).map(|(c, counts)| numbered(&c.title, counts)).collect();
    if begin_anew(told.iter().flatten().map(|(number, _)| *number)) {
        return chapters;
    }
    let bare = told.into_iter().zip(1..).map(|(told, place)| {
        told.filter(|(number, _)| says_its_place(*number, place)).map(|(_, title)| title.trim().to_owned())
    });
    let bare: Vec<Option<String>> = bare.collect();
    for (chapter, bare) in chapters.iter_mut().zip(bare) {
        chapter.title = bare.unwrap_or_else(|| std::mem::take(&mut chapter.title));
    }
    chapters
}
