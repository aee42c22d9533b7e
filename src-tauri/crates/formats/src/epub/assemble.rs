//! From a package, its contents and its text to a book.

use std::collections::{HashMap, HashSet};

use super::href::Target;
use super::links::{Link, Links};
use super::package::Package;
use super::text::Scan;
use crate::book::heading::{self, Extent, Heading, Unit};
use crate::book::{BookFile, Direction, Matter, Source};
use crate::picture::Cover;

/// Languages that are read from right to left, where a book does not say.
const FROM_THE_RIGHT: [&str; 7] = ["ar", "fa", "he", "iw", "ur", "yi", "ps"];
/// A page of a picture book has fewer words than this.
const FEW_WORDS: u64 = 12;
/// A heading that fewer files have is no running head.
const FEWEST_RUNNING: usize = 3;

/// Puts together what was read.
pub(super) fn book(package: Package, links: Links, scans: Vec<Scan>, cover: Cover) -> BookFile {
    let text = Text::new(&package, &scans);
    let body = links.body.as_ref().and_then(|target| text.place(target)).map(|place| place.start);
    let own = own_contents(&links, &text);
    let (source, headings) = if own.iter().filter(|heading| heading.start.is_some()).count() >= 2 {
        (Source::Contents, own)
    } else {
        let found = headings_of(&package, &scans, &text);
        // One line that leads to the book's beginning is what some makers write instead of contents.
        if found.len() > own.len().max(1) || own.is_empty() {
            (Source::Headings, found)
        } else {
            (Source::Contents, own)
        }
    };
    let entries =
        heading::entries(headings, &Extent { end: text.end, unit: text.unit, body, title: &package.title });
    let length = text.unit.length(text.end);
    BookFile {
        direction: direction(&package),
        title: package.title,
        authors: package.authors,
        language: package.language,
        isbn: package.isbn,
        cover,
        source: if entries.is_empty() { Source::None } else { source },
        entries,
        length,
    }
}

fn direction(package: &Package) -> Direction {
    let main = package.language.as_deref().and_then(|tag| tag.split('-').next()).unwrap_or_default();
    match package.direction {
        Direction::Unsaid if FROM_THE_RIGHT.contains(&main.to_ascii_lowercase().as_str()) => {
            Direction::RightToLeft
        }
        said => said,
    }
}

/// A place in the text.
#[derive(Clone, Copy)]
struct Place {
    /// In units from the book's beginning.
    start: u64,
    /// The file, by its place in reading order.
    file: usize,
    matter: Option<Matter>,
}

/// The text as one line of words, or of pages.
struct Text<'s> {
    scans: &'s [Scan],
    files: HashMap<&'s str, usize>,
    starts: Vec<u64>,
    end: u64,
    unit: Unit,
}

impl<'s> Text<'s> {
    fn new(package: &'s Package, scans: &'s [Scan]) -> Self {
        let words: u64 = scans.iter().map(|scan| scan.words).sum();
        // A page with a picture and hardly a word is a picture; a book of which most pages are is measured in them.
        let pictures = scans.iter().filter(|scan| scan.picture.is_some() && scan.words < FEW_WORDS).count();
        let is_wordless = words == 0 || pictures * 2 > scans.len();
        let is_pages = package.is_fixed_layout || is_wordless;
        let unit = if is_pages { Unit::Pages } else { Unit::Words };
        let mut end = 0;
        let starts = scans
            .iter()
            .map(|scan| {
                let start = end;
                end += if is_pages { 1 } else { scan.words };
                start
            })
            .collect();
        // A file that is read twice is meant the first time.
        let files = package.spine.iter().enumerate().rev().map(|(at, name)| (name.as_str(), at)).collect();
        Self { scans, files, starts, end, unit }
    }

    fn place(&self, target: &Target) -> Option<Place> {
        let file = *self.files.get(target.name.as_str())?;
        let (scan, start) = (self.scans.get(file)?, *self.starts.get(file)?);
        let within = target.fragment.as_ref().and_then(|fragment| scan.places.get(fragment));
        let words = within.map_or(0, |(words, _)| *words);
        Some(Place {
            start: if self.unit == Unit::Words { start + words } else { start },
            file,
            matter: within.and_then(|(_, matter)| *matter).or(scan.matter),
        })
    }
}

fn own_contents(links: &Links, text: &Text<'_>) -> Vec<Heading> {
    let said: HashMap<&Target, Matter> = links.landmarks.iter().map(|(target, m)| (target, *m)).collect();
    let heading = |link: &Link| {
        let place = link.target.as_ref().and_then(|target| text.place(target));
        let landmark = link.target.as_ref().and_then(|target| said.get(target)).copied();
        Heading {
            title: link.title.clone(),
            depth: link.depth,
            start: place.map(|place| place.start),
            file: place.map(|place| place.file),
            matter: link.matter.or(landmark).or(place.and_then(|place| place.matter)),
        }
    };
    links.contents.iter().map(heading).collect()
}

/// Contents from the files themselves: each with a heading begins a chapter, and those without go on with the
/// one before. Where none has a heading, each is a chapter.
fn headings_of(package: &Package, scans: &[Scan], text: &Text<'_>) -> Vec<Heading> {
    let titles = titles(package, scans);
    let any = titles.iter().any(Option::is_some);
    scans
        .iter()
        .zip(titles)
        .zip(&text.starts)
        .enumerate()
        .filter(|(_, ((scan, title), _))| {
            (title.is_some() || !any) && (scan.words > 0 || text.unit == Unit::Pages)
        })
        .map(|(file, ((scan, title), start))| Heading {
            title: title.unwrap_or_default(),
            depth: 0,
            start: Some(*start),
            file: Some(file),
            matter: scan.matter,
        })
        .collect()
}

/// What each file is headed. What stands in the head of a file counts only where it differs from file to
/// file: most makers write the book's title into every one.
fn titles(package: &Package, scans: &[Scan]) -> Vec<Option<String>> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for title in scans.iter().filter_map(|scan| scan.title.as_deref()) {
        *count.entry(title).or_default() += 1;
    }
    let running = running_heads(package, scans);
    let is_own = |title: &&String| count.get(title.as_str()) == Some(&1) && **title != package.title;
    let heading =
        |scan: &Scan| scan.headings.iter().find(|one| !running.contains(&one.to_lowercase())).cloned();
    scans.iter().map(|scan| heading(scan).or_else(|| scan.title.as_ref().filter(is_own).cloned())).collect()
}

/// Headings that stand above the chapters' own and name none of them, in small letters: those that every file with
/// headings has, and the book's title where most have it.
fn running_heads(package: &Package, scans: &[Scan]) -> HashSet<String> {
    let headed = scans.iter().filter(|scan| !scan.headings.is_empty());
    let headed: Vec<HashSet<String>> =
        headed.map(|scan| scan.headings.iter().map(|one| one.to_lowercase()).collect()).collect();
    let mut count: HashMap<&String, usize> = HashMap::new();
    for heading in headed.iter().flatten() {
        *count.entry(heading).or_default() += 1;
    }
    let in_all = |files: usize| files >= FEWEST_RUNNING && files == headed.len();
    let mut running: HashSet<String> =
        count.iter().filter(|(_, files)| in_all(**files)).map(|(heading, _)| (*heading).clone()).collect();
    // A book of letters may call each "Letter": what stands above nothing is the chapter's own.
    let others = headed.iter().filter(|file| !file.is_subset(&running)).count();
    if others * 2 <= headed.len() {
        running.clear();
    }
    let title = package.title.to_lowercase();
    let files = count.get(&title).copied().unwrap_or_default();
    // Of two files one may be the title page and the other the story that is called so.
    let is_alone = || headed.iter().any(|file| file.len() == 1 && file.contains(&title));
    if files * 2 > headed.len() && (files >= FEWEST_RUNNING || !is_alone()) {
        running.insert(title);
    }
    running
}
