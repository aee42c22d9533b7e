//! From headings with their places to a book's contents: how long each is, what each is.

use std::collections::HashSet;

use super::{Entry, Length, Matter, matter, roles};
use crate::contents::{Label, label, numbered};

/// Deeper contents are folded into this depth; chapters stand far above it.
const DEEPEST: usize = 15;

/// A heading as a file gives it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heading {
    /// One line, or empty.
    pub(crate) title: String,
    /// How many headings it stands under.
    pub(crate) depth: usize,
    /// Where it begins, in units from the book's beginning; `None` when it leads nowhere.
    pub(crate) start: Option<u64>,
    /// The file that it stands in, where a book has several.
    pub(crate) file: Option<usize>,
    /// What the file says of where it stands.
    pub(crate) matter: Option<Matter>,
}

/// What lengths are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Words,
    Pages,
}

impl Unit {
    /// A length of so many; `None` for none at all.
    pub(crate) fn length(self, count: u64) -> Option<Length> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        (count > 0).then_some(match self {
            Self::Words => Length::Words(count),
            Self::Pages => Length::Pages(count),
        })
    }
}

/// A book, as far as its contents need to know it.
pub(crate) struct Extent<'b> {
    /// How many units it is long.
    pub(crate) end: u64,
    pub(crate) unit: Unit,
    /// Where the book itself begins, where it says so.
    pub(crate) body: Option<u64>,
    pub(crate) title: &'b str,
}

/// The contents that `headings` make.
pub(crate) fn entries(headings: Vec<Heading>, book: &Extent<'_>) -> Vec<Entry> {
    let headings = without_the_book_itself(even(without_running_numbers(headings)));
    let lengths = lengths(&headings, book.end);
    let roles = roles::of(&headings, &lengths, book.unit);
    let matters = matters(&headings, &lengths, book);
    headings
        .into_iter()
        .zip(lengths)
        .zip(roles.into_iter().zip(matters))
        .map(|((heading, length), (role, matter))| Entry {
            title: heading.title,
            depth: heading.depth,
            role,
            matter,
            length: length.and_then(|count| book.unit.length(count)),
        })
        .collect()
}

/// Some makers number every line of the contents, "1. Foreword, 2. Part One". Where a line has a name of its
/// own behind such a number, the numbers are the maker's and say nothing.
fn without_running_numbers(mut headings: Vec<Heading>) -> Vec<Heading> {
    let told: Vec<Option<(u32, &str)>> =
        headings.iter().map(|heading| numbered(&heading.title, false)).collect();
    let runs = told.iter().flatten().zip(1..).all(|((number, _), place)| *number == place);
    let names = |title: &str| {
        matches!(label(title), Label::Part | Label::Chapter) || matter::of_title(title).is_some()
    };
    let all = told.iter().flatten().count() > 2 && told.iter().skip(1).all(Option::is_some);
    if !runs || !all || !told.iter().flatten().any(|(_, title)| names(title)) {
        return headings;
    }
    for heading in &mut headings {
        if let Some((_, title)) = numbered(&heading.title, false) {
            heading.title = title.to_owned();
        }
    }
    headings
}

/// No heading stands more than one step under the one before it, nor more than [`DEEPEST`] under the first.
fn even(mut headings: Vec<Heading>) -> Vec<Heading> {
    let mut deepest = 0;
    for heading in &mut headings {
        heading.depth = heading.depth.min(deepest);
        deepest = (heading.depth + 1).min(DEEPEST);
    }
    headings
}

/// Some makers put the whole contents under the book's own title. That is no part of it.
fn without_the_book_itself(mut headings: Vec<Heading>) -> Vec<Heading> {
    let Some((root, end)) = the_book_itself(&headings) else { return headings };
    for heading in headings.iter_mut().take(end).skip(root + 1) {
        heading.depth -= 1;
    }
    headings.remove(root);
    headings
}

/// Where the book's own title stands among the headings, and where what stands under it ends.
fn the_book_itself(headings: &[Heading]) -> Option<(usize, usize)> {
    let tops = headings.iter().enumerate().filter(|(_, heading)| heading.depth == 0);
    let below = |top: usize| headings.iter().skip(top + 1).take_while(|heading| heading.depth > 0);
    let (root, heading) = tops.max_by_key(|(top, _)| below(*top).count())?;
    let count = below(root).count();
    let is_most = count > 2 && count * 4 >= headings.len() * 3;
    // Of a single chapter with its sections the chapter would be lost.
    let is_chapter = heading.file.is_some() && below(root).all(|section| section.file == heading.file);
    let is_root = is_most && !is_chapter && !roles::is_named_part_or_chapter(&heading.title);
    is_root.then_some((root, root + 1 + count))
}

/// From each heading to the next place where one begins. Of several that begin at one place the last in the
/// list has the length, and the others have none.
fn lengths(headings: &[Heading], end: u64) -> Vec<Option<u64>> {
    let mut starts: Vec<u64> = headings.iter().filter_map(|heading| heading.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut taken = HashSet::new();
    let mut lengths: Vec<Option<u64>> = headings
        .iter()
        .rev()
        .map(|heading| {
            let start = heading.start?;
            if !taken.insert(start) {
                return Some(0);
            }
            let next = starts.partition_point(|other| *other <= start);
            Some(starts.get(next).copied().unwrap_or(end).saturating_sub(start))
        })
        .collect();
    lengths.reverse();
    lengths
}

/// Where each heading stands: by what the file says of it, by its title, by where the book itself begins, or
/// as the heading above it.
fn matters(headings: &[Heading], lengths: &[Option<u64>], book: &Extent<'_>) -> Vec<Matter> {
    let mut above: Vec<Matter> = Vec::new();
    let mut matters = Vec::with_capacity(headings.len());
    for (heading, length) in headings.iter().zip(lengths) {
        above.truncate(heading.depth);
        let is_before = book.body.is_some_and(|body| heading.start.is_some_and(|start| start < body));
        let own = heading
            .matter
            .or_else(|| matter::of_title(&heading.title))
            .or_else(|| (is_before && !matter::is_read_anyway(&heading.title)).then_some(Matter::Front))
            .or_else(|| is_title_page(heading, *length, book).then_some(Matter::Front));
        let inherited = above.last().copied().filter(|matter| *matter != Matter::Body);
        let matter = inherited.or(own).unwrap_or(Matter::Body);
        above.push(matter);
        matters.push(matter);
    }
    matters
}

/// A few words under the book's own title at its beginning. A story that a collection is named after is longer.
fn is_title_page(heading: &Heading, length: Option<u64>, book: &Extent<'_>) -> bool {
    let few = if book.unit == Unit::Words { 80 } else { 2 };
    let is_first = heading.start.is_some_and(|start| start < few);
    is_first
        && length.is_some_and(|length| length < few && length < book.end)
        && heading.title.to_lowercase() == book.title.to_lowercase()
}
