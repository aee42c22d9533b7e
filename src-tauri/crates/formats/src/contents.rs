//! A pasted contents list, in whatever shape it comes from a book, a shop's page or a PDF.
//!
//! Nothing here is certain, so nothing here decides: the result is a proposal that is shown, and can be
//! edited, before a single chapter is added. What was taken for something else than a chapter is named.

mod line;
mod marks;
mod neighbours;
mod numbers;
mod table;
mod times;

pub(crate) use line::{Label, label, numbered};
use line::{Line, Page, before_page};
pub(crate) use neighbours::counting;
use nightstand_domain::reading::{ChapterDraft, MOST_CHAPTERS, TITLE_LENGTH};

use crate::book::matter::is_apparatus;

/// Longer text is a book, not its contents list.
pub const LONGEST: usize = 4 << 20;
/// So many left-out lines are named; the rest are counted.
const MOST_NAMED: usize = 40;
/// More lines than this are no list, whatever they say: twenty to a chapter.
const MOST_LINES: usize = 20 * MOST_CHAPTERS;
/// So far, in bytes, the next number of a list without line ends is looked for. What stands between two of
/// them is a title, perhaps with a few sentences about it.
const FARTHEST: usize = 16 << 10;
/// A chapter longer than this is a gap in the list.
const MOST_PAGES: u32 = 2_000;

/// What a pasted list seems to say.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Contents {
    /// The chapters in order, at least one.
    pub chapters: Vec<ChapterDraft>,
    /// Lines that were taken for something else, shortened for showing.
    pub left_out: Vec<String>,
    /// How many lines were left out in all.
    pub left_out_count: usize,
}

/// Why nothing can be proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No line in it could be a chapter.
    #[error("no chapters found")]
    Nothing,
    /// More than [`MOST_CHAPTERS`] lines could be chapters.
    #[error("{found} lines look like chapters")]
    TooMany {
        /// How many.
        found: usize,
    },
    /// Longer than [`LONGEST`] bytes.
    #[error("too long")]
    TooLong,
}

/// Reads a pasted contents list.
///
/// # Errors
/// [`Unreadable`]; nothing is ever cut silently.
pub fn read(text: &str) -> Result<Contents, Unreadable> {
    if text.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    let text: String =
        text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\n' } else { c }).collect();
    let mut found = Found::default();
    found.sort_out(lines(&text)?);
    found.finish()
}

/// A line that stands in the list, and how its neighbours have explained it so far.
struct Entry {
    line: Line,
    number: Number,
    page: Option<u32>,
    is_part: bool,
}

/// What the number in front of a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    /// There is none, or it is a word of the title.
    Word,
    /// The chapter's own.
    Own,
    /// The page that it begins on.
    Page,
}

/// The part that is open.
#[derive(Default)]
struct Part {
    name: String,
    /// What stood there, until a chapter of it came.
    line: Option<String>,
}

#[derive(Default)]
struct Found {
    /// Whether the numbers begin anew within the list.
    is_anew: bool,
    /// Whether the numbers count whatever stands in a file: "1. Cover, 2. Title Page".
    counts_pieces: bool,
    chapters: Vec<(ChapterDraft, Option<u32>)>,
    left_out: Vec<String>,
    left_out_count: usize,
}

fn lines(text: &str) -> Result<Vec<Line>, Unreadable> {
    let count = text.lines().count();
    if count > MOST_LINES {
        return Err(Unreadable::TooMany { found: count });
    }
    let raw = times::without(text.lines().collect());
    let rows = raw.into_iter().filter(|row| !table::is_frame(row));
    let lines: Vec<Line> = rows.filter_map(Line::read).filter(|line| !is_heading(line)).collect();
    match lines.as_slice() {
        [only] => {
            let pieces = match catalogued(text.trim())? {
                Some(pieces) => pieces,
                None => split_run_on(text.trim())?,
            };
            if pieces.len() > 2 {
                Ok(pieces.iter().filter_map(|p| Line::read(p)).collect())
            } else {
                Ok(vec![only.clone()])
            }
        }
        _ => Ok(lines),
    }
}

/// "Contents" and its like above the list, "Page" above the numbers.
fn is_heading(line: &Line) -> bool {
    const HEADINGS: [&str; 18] = [
        "contents",
        "table of contents",
        "list of chapters",
        "chapters",
        "page",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "table des matières",
        "índice",
        "indice",
        "sumario",
        "inhoud",
        "spis treści",
        "содержание",
        "оглавление",
        "目次",
        "目录",
    ];
    line.page.is_none() && HEADINGS.contains(&line.full.trim_end_matches(':').to_lowercase().as_str())
}

/// "The Return -- Mrs. Todd -- William.": a library's catalogue writes all titles into one line.
///
/// Source: MARC 21, field 505, with the punctuation of ISBD.
fn catalogued(text: &str) -> Result<Option<Vec<String>>, Unreadable> {
    let count = text.matches(" -- ").count();
    if count < 2 {
        return Ok(None);
    }
    if count > MOST_LINES {
        return Err(Unreadable::TooMany { found: count });
    }
    let text = text.strip_suffix('.').unwrap_or(text);
    let text = text.strip_prefix("Contents:").unwrap_or(text);
    Ok(Some(text.split(" -- ").map(str::to_owned).collect()))
}

/// A list that lost its line ends: "1. The Return 2. Mrs. Todd 3. …", or one joined by semicolons.
fn split_run_on(text: &str) -> Result<Vec<String>, Unreadable> {
    let ways: [fn(u32) -> Vec<String>; 3] = [
        |n| vec![format!("Chapter {n}"), format!("chapter {n}"), format!("CHAPTER {n}")],
        |n| vec![format!("{n}."), format!("{n})")],
        |n| vec![format!("{}.", numbers::to_roman(n).to_uppercase()), format!("{}.", numbers::to_roman(n))],
    ];
    for way in ways {
        let pieces = split_at_marks(text, way);
        if pieces.len() > 2 {
            return Ok(pieces);
        }
    }
    let counted = [';', '|', '•', '·'].map(|sep| (text.matches(sep).count(), sep));
    match counted.into_iter().max() {
        Some((0, _)) | None => Ok(Vec::new()),
        Some((count, _)) if count > MOST_LINES => Err(Unreadable::TooMany { found: count }),
        Some((_, sep)) => Ok(text.split(sep).map(str::to_owned).collect()),
    }
}

fn split_at_marks(text: &str, marks: fn(u32) -> Vec<String>) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    for n in 1..=MOST_CHAPTERS as u32 + 1 {
        let near = rest.get(..rest.floor_char_boundary(FARTHEST)).unwrap_or(rest);
        let Some(at) = marks(n + 1).iter().filter_map(|mark| find_word(near, mark)).min() else { break };
        let Some((piece, tail)) = rest.split_at_checked(at) else { break };
        pieces.push(piece.trim().to_owned());
        rest = tail;
    }
    pieces.push(rest.trim().to_owned());
    pieces
}

/// Where `mark` stands after white space and before it, past the very start.
fn find_word(text: &str, mark: &str) -> Option<usize> {
    text.match_indices(mark).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        let after = text.get(at + mark.len()..).and_then(|t| t.chars().next());
        before.is_some_and(char::is_whitespace) && !after.is_some_and(char::is_alphanumeric)
    })
}

impl Found {
    fn sort_out(&mut self, lines: Vec<Line>) {
        let entries = lines.into_iter().map(|line| Entry {
            number: Number::Word,
            page: None,
            is_part: line.label == Label::Part,
            line,
        });
        let mut entries = neighbours::explained(entries.collect());
        let first = entries.iter().find(|entry| entry.number == Number::Own);
        self.counts_pieces = first.is_some_and(|entry| is_apparatus(title_of(entry)));
        // "Book I" to "Book XXIV", and nothing else: these are the chapters.
        if entries.iter().all(|entry| entry.is_part || self.is_no_chapter(entry, title_of(entry))) {
            entries.iter_mut().for_each(|entry| entry.is_part = false);
        }
        let chapters =
            entries.iter().filter(|entry| !entry.is_part && !self.is_no_chapter(entry, title_of(entry)));
        self.is_anew = begin_anew(chapters.filter_map(own_number));
        let mut part = Part::default();
        for entry in entries {
            self.add(entry, &mut part);
        }
        self.close(&part);
    }

    fn add(&mut self, entry: Entry, part: &mut Part) {
        let title = title_of(&entry);
        if entry.is_part {
            // A part's own page is its half-title; the chapter's page is what counts.
            let name = if title.chars().count() <= TITLE_LENGTH { title.to_owned() } else { String::new() };
            self.close(part);
            *part = Part { name, line: Some(entry.line.full) };
        } else if self.is_no_chapter(&entry, title) {
            self.leave_out(&entry.line.full);
        } else {
            // One whose name is longer than a title can be is named as left out, and its chapters stand without it.
            part.line.take_if(|_| !part.name.is_empty());
            let place = Some(self.chapters.len() + 1).filter(|_| !self.is_anew);
            let draft = ChapterDraft {
                title: without_number(&entry, place).to_owned(),
                part: part.name.clone(),
                ..ChapterDraft::default()
            };
            self.chapters.push((draft, entry.page));
        }
    }

    /// Whether it is something else than a chapter. One with a number of its own is a chapter whatever it is called:
    /// "Chapter 2: Maps", "7. References".
    fn is_no_chapter(&self, entry: &Entry, title: &str) -> bool {
        let is_chapter = entry.line.label == Label::Chapter;
        let counted = entry.number == Number::Own || is_chapter;
        let nameless = !counted && !title.contains(char::is_alphanumeric) && !has_symbol(title);
        let too_long = title.chars().count() > TITLE_LENGTH;
        let around = is_apparatus(title) && (!counted || (self.counts_pieces && !is_chapter));
        nameless || too_long || entry.line.label == Label::Section || around
    }

    /// A part under which no chapter stood shows nowhere.
    fn close(&mut self, part: &Part) {
        if let Some(line) = &part.line {
            self.leave_out(line);
        }
    }

    fn leave_out(&mut self, line: &str) {
        self.left_out_count += 1;
        if self.left_out.len() < MOST_NAMED {
            let short: String = line.chars().take(80).collect();
            self.left_out.push(if short.len() < line.len() { short + "…" } else { short });
        }
    }

    fn finish(self) -> Result<Contents, Unreadable> {
        if self.chapters.is_empty() {
            return Err(Unreadable::Nothing);
        }
        if self.chapters.len() > MOST_CHAPTERS {
            return Err(Unreadable::TooMany { found: self.chapters.len() });
        }
        let starts: Vec<Option<u32>> = self.chapters.iter().map(|(_, page)| *page).collect();
        let rising = starts.iter().flatten().is_sorted();
        let next = starts.iter().skip(1).copied().chain([None]);
        let lengths = starts.iter().zip(next).map(|(from, to)| length(*from, to).filter(|_| rising));
        let chapters = self.chapters.iter().zip(lengths);
        let chapters = chapters.map(|((draft, _), pages)| ChapterDraft { pages, ..draft.clone() }).collect();
        Ok(Contents { chapters, left_out: self.left_out, left_out_count: self.left_out_count })
    }
}

/// An emoji can be a title; dots and dashes cannot.
fn has_symbol(title: &str) -> bool {
    title.chars().any(|c| u32::from(c) >= 0x2190)
}

fn length(from: Option<u32>, to: Option<u32>) -> Option<u32> {
    to?.checked_sub(from?).map(|pages| pages.max(1)).filter(|pages| *pages <= MOST_PAGES)
}

/// The title without number and page.
fn title_of(entry: &Entry) -> &str {
    let line = &entry.line;
    match &line.label {
        Label::Chapter => without_page(entry, &line.title),
        Label::Number { .. } if entry.number != Number::Word => without_page(entry, &line.title),
        _ => without_page(entry, &line.full),
    }
}

/// The number that a chapter has of its own.
fn own_number(entry: &Entry) -> Option<u32> {
    match entry.line.label {
        Label::Chapter => line::chapter_number(&entry.line.full),
        Label::Number { value, .. } if entry.number == Number::Own => Some(value),
        _ => None,
    }
}

/// The title as it stands in this place, counted from 1; `None` where no place says anything.
fn without_number(entry: &Entry, place: Option<usize>) -> &str {
    let whole = without_page(entry, &entry.line.full);
    // "Chapter I." alone is called as "Chapter 1" is.
    let whole = if entry.line.title.is_empty() { whole.trim_end_matches(['.', ':', ' ']) } else { whole };
    let says = |number| place.is_some_and(|place| says_its_place(number, place));
    match own_number(entry) {
        Some(number) if !says(number) && whole.chars().count() <= TITLE_LENGTH => whole,
        _ => title_of(entry),
    }
}

/// A chapter is numbered by its place. "Chapter 3: Home" in third place is "Home"; in fourth place, behind a
/// prologue, its own number says something and stays.
pub(crate) fn says_its_place(number: u32, place: usize) -> bool {
    usize::try_from(number) == Ok(place)
}

/// Whether a book counts its chapters anew, as with each part. Then no place says their numbers, and all of them
/// stay: without them the first part's chapters would look unlike the others.
pub(crate) fn begin_anew(numbers: impl Iterator<Item = u32>) -> bool {
    numbers.filter(|number| *number == 1).nth(1).is_some()
}

fn without_page<'t>(entry: &Entry, title: &'t str) -> &'t str {
    match entry.line.page {
        Some(Page::Maybe(_)) if entry.page.is_some() => {
            title.rsplit_once(char::is_whitespace).map_or("", |(title, _)| before_page(title))
        }
        _ => title,
    }
}

#[cfg(test)]
mod tests;
