//! What the lines of a list say about each other: a number in front is the chapter's where the others count too,
//! and one at the end is a page where the others end alike.

use super::line::{Label, Line, Page, label};
use super::{Entry, Number, TITLE_LENGTH, without_page};
use crate::book::matter::{is_read_anyway, of_title};

/// Nobody's first chapter begins on page 1000: these are years.
const FIRST_YEAR: u32 = 1_000;

/// The lines with what their neighbours explained; labels and pages on lines of their own are with their titles.
pub(super) fn explained(mut entries: Vec<Entry>) -> Vec<Entry> {
    let labels: Vec<&Label> = entries.iter().map(|entry| &entry.line.label).collect();
    let own = counting(&labels);
    for (entry, own) in entries.iter_mut().zip(own) {
        entry.number = if own { Number::Own } else { Number::Word };
        // "10 12": of two numbers that count nothing neither is known to be a page.
        if entry.line.is_nameless_with_page() && !is_counted(entry) {
            entry.line.page = None;
        }
    }
    accept_pages(&mut entries);
    accept_pages_in_front(&mut entries);
    let mut entries = join_wrapped(entries);
    accept_indented_parts(&mut entries);
    join_labels(join_parts(entries))
}

/// Which lines a number of their own stands in front of. It does where it is marked, or where the unmarked ones
/// count one, two, three.
pub(crate) fn counting(labels: &[&Label]) -> Vec<bool> {
    let romans = labels.iter().filter_map(|label| match label {
        Label::Number { value, roman: true, .. } => Some(*value),
        _ => None,
    });
    let romans: Vec<u32> = romans.collect();
    // "I Am Born, I Observe, I Have a Change" is no numeral but a person.
    let romans_run = romans.windows(2).any(|pair| pair == [1, 2]);
    let told = |label: &Label| match *label {
        Label::Number { marked: false, roman: true, .. } if !romans_run => None,
        Label::Number { value, marked, roman } => Some((value, marked, roman)),
        _ => None,
    };
    let (mut expected, mut in_order) = (1, 0);
    for (value, ..) in labels.iter().filter_map(|label| told(label)) {
        if value == expected || value == 1 {
            (expected, in_order) = (value + 1, in_order + 1);
        }
    }
    let mut expected = 1;
    let count = |label: &&Label| {
        let Some((value, marked, roman)) = told(label) else { return false };
        let next = value == expected || value == 1;
        // "D. H. Lawrence" begins with a marked roman numeral and yet with no number.
        let plausible = if roman { next || (marked && value.abs_diff(expected) < 4) } else { marked || next };
        let counts = plausible && (in_order >= 2 || marked);
        if counts {
            expected = value + 1;
        }
        counts
    };
    labels.iter().map(count).collect()
}

/// Numbers at the ends of lines are pages where they are set apart, or where most lines end in one and they
/// never fall. A part counts for nothing here: its last word may be its own number.
fn accept_pages(entries: &mut [Entry]) {
    let chapters: Vec<&Line> =
        entries.iter().filter(|entry| !entry.is_part).map(|entry| &entry.line).collect();
    let paged: Vec<(&Line, u32)> = chapters.iter().filter_map(|line| Some((*line, page(line)?))).collect();
    let most = paged.len() >= 3
        && paged.len() * 10 >= chapters.len() * 6
        && paged.iter().map(|(_, page)| *page).is_sorted()
        && !are_words_of_titles(&paged);
    let mut next = u32::MAX;
    for entry in entries.iter_mut().rev() {
        entry.page = match entry.line.page {
            Some(Page::Sure(page)) => Some(page),
            Some(Page::Maybe(page)) if most && (!entry.is_part || is_page_of_part(entry, page, next)) => {
                Some(page)
            }
            _ => None,
        };
        next = entry.page.unwrap_or(next);
    }
}

fn page(line: &Line) -> Option<u32> {
    match line.page? {
        Page::Sure(page) | Page::Maybe(page) => Some(page),
        Page::Front => None,
    }
}

/// "Day 1, Day 2", "January 1, January 5", "London, 1939": numbers that rise and are no pages.
fn are_words_of_titles(paged: &[(&Line, u32)]) -> bool {
    let name = |line: &Line| match line.page {
        Some(Page::Maybe(_)) => {
            let named = if line.is_nameless_with_page() { &line.full } else { &line.title };
            named.rsplit_once(char::is_whitespace).map(|(name, _)| name.to_lowercase())
        }
        _ => Some(line.title.to_lowercase()),
    };
    let pairs = paged.windows(2);
    let alike = pairs.clone().filter(|pair| matches!(pair, [(a, _), (b, _)] if name(a) == name(b))).count();
    let is_count = paged.iter().zip(1..).all(|((_, page), nth)| *page == nth);
    let are_years = paged.first().is_some_and(|(_, first)| *first >= FIRST_YEAR);
    alike * 2 >= pairs.len() || is_count || are_years
}

/// "Part 2" ends in its own number, "Part Two: The Sea 14" in a page.
fn is_page_of_part(entry: &Entry, page: u32, next: u32) -> bool {
    let before = entry.line.full.rsplit_once(char::is_whitespace).map_or("", |(before, _)| before);
    page <= next && label(before) == Label::Part
}

/// "7 The Return", "21 Mrs. Todd": numbers in front that rise by leaps are pages too.
fn accept_pages_in_front(entries: &mut [Entry]) {
    let front = |entry: &Entry| match entry.line.label {
        Label::Number { value, marked: false, roman: false }
            if entry.number == Number::Word && !entry.line.title.is_empty() =>
        {
            Some(value)
        }
        _ => None,
    };
    let pages: Option<Vec<u32>> = entries.iter().filter(|e| !e.is_part).map(front).collect();
    let Some(pages) = pages.filter(|p| p.len() >= 3 && p.is_sorted()) else { return };
    for (entry, page) in entries.iter_mut().filter(|e| !e.is_part).zip(pages) {
        entry.number = Number::Page;
        entry.page = entry.page.or(Some(page));
    }
}

/// A title that went on to the next line. Its number stands on the first of the two and its page on the second; or
/// the second one begins small, where others begin with a capital. A line like any other between two numbers is an
/// interlude.
fn join_wrapped(entries: Vec<Entry>) -> Vec<Entry> {
    let numbered = entries.iter().filter(|entry| is_counted(entry)).count();
    let paged = entries.iter().filter(|entry| entry.page.is_some()).count();
    let is_list = |count: usize| count >= 2 && count * 10 >= entries.len() * 4;
    let (are_numbered, are_paged) = (is_list(numbered), is_list(paged));
    let goes_on = |first: &Entry, second: &Entry| {
        let open = (are_numbered && is_counted(first)) || (are_paged && second.page.is_some());
        let is_parted = are_numbered && is_counted(first) && are_paged && second.page.is_some();
        let is_small =
            begins(&first.line.title, char::is_uppercase) && begins(&second.line.title, char::is_lowercase);
        open && (is_parted || is_small)
    };
    let mut joined: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        match joined.last_mut() {
            Some(first) if goes_on(first, &entry) && may_go_on(first, &entry) => {
                let rest = without_page(&entry, &entry.line.full);
                first.line.title = format!("{} {rest}", first.line.title);
                first.line.full = format!("{} {rest}", first.line.full);
                first.page = entry.page;
                first.line.page = entry.page.map(Page::Sure);
            }
            _ => joined.push(entry),
        }
    }
    joined
}

/// Whether the second of two lines may be the rest of the first, by what each is alone.
fn may_go_on(first: &Entry, second: &Entry) -> bool {
    let is_open =
        !first.is_part && first.page.is_none() && first.line.page.is_none() && !first.line.title.is_empty();
    let length = first.line.full.chars().count() + second.line.full.chars().count();
    let name = without_page(second, &second.line.full);
    is_open
        && !second.is_part
        && second.line.label == Label::None
        && length < TITLE_LENGTH
        && of_title(name).is_none()
        && !is_read_anyway(name)
}

fn is_counted(entry: &Entry) -> bool {
    entry.line.label == Label::Chapter || entry.number == Number::Own
}

fn begins(title: &str, with: impl Fn(char) -> bool) -> bool {
    title.chars().find(|c| c.is_alphabetic()).is_some_and(with)
}

/// Outer lines above indented ones are parts, when there are several and they carry no label of their own.
fn accept_indented_parts(entries: &mut [Entry]) {
    let deeper: Vec<bool> = entries
        .iter()
        .zip(entries.iter().skip(1))
        .map(|(this, next)| next.line.indent > this.line.indent && this.line.label == Label::None)
        .chain([false])
        .collect();
    if deeper.iter().filter(|d| **d).count() < 2 {
        return;
    }
    for (entry, is_parent) in entries.iter_mut().zip(deeper) {
        entry.is_part |= is_parent;
    }
}

/// "CHAPTER III" on one line and its title on the next; a number alone on a line between two titles.
fn join_labels(entries: Vec<Entry>) -> Vec<Entry> {
    let alone: Vec<Alone> = entries.iter().map(Alone::of).collect();
    let followed = alone.windows(2).filter(|pair| matches!(pair, [Alone::Label, Alone::Title])).count();
    let labels = alone.iter().filter(|a| **a == Alone::Label).count();
    let join = followed > 0 && followed * 3 > labels * 2;
    let mut joined: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut waiting = false;
    for (entry, alone) in entries.into_iter().zip(alone) {
        match (alone, joined.last_mut()) {
            (Alone::Title, Some(last)) if waiting && join => {
                last.line.full = format!("{} {}", last.line.full, entry.line.full);
                last.line.title = entry.line.full;
                last.line.page = entry.line.page;
                last.page = entry.page;
            }
            // PDF readers copy the page numbers onto lines of their own.
            (Alone::Page(page), Some(last)) if last.page.is_none() => last.page = Some(page),
            (Alone::Page(_), _) => {}
            _ => joined.push(entry),
        }
        waiting = alone == Alone::Label;
    }
    joined
}

/// "PART ONE" on one line and its title on the next, where the chapters below have labels of their own.
fn join_parts(entries: Vec<Entry>) -> Vec<Entry> {
    let is_bare = |entry: &Entry| entry.is_part && is_bare_part(&entry.line);
    let is_titled = |three: &[Entry]| match three {
        [part, title, chapter] => {
            let named = Alone::of(title) == Alone::Title && !is_read_anyway(&title.line.full);
            is_bare(part) && named && is_counted(chapter)
        }
        _ => false,
    };
    let titled: Vec<bool> = entries.windows(3).map(is_titled).collect();
    let bare = entries.iter().filter(|entry| is_bare(entry)).count();
    if titled.iter().filter(|titled| **titled).count() * 3 <= bare * 2 {
        return entries;
    }
    let mut joined: Vec<Entry> = Vec::with_capacity(entries.len());
    let after_bare = [false].into_iter().chain(titled).chain([false, false]);
    for (entry, is_name) in entries.into_iter().zip(after_bare) {
        match joined.last_mut().filter(|_| is_name) {
            Some(part) => {
                let number = part.line.full.trim_end_matches(['.', ':', ' ']);
                part.line.full = format!("{number}: {}", without_page(&entry, &entry.line.full));
                part.line.title.clone_from(&part.line.full);
                part.line.page = None;
            }
            None => joined.push(entry),
        }
    }
    joined
}

/// "Part One" and nothing behind it.
fn is_bare_part(line: &Line) -> bool {
    line.label == Label::Part
        && match line.full.strip_prefix('第') {
            Some(rest) => rest.ends_with(['部', '卷', '巻', '編', '编']),
            None => {
                let words = line.full.split_whitespace();
                words.filter(|word| !word.eq_ignore_ascii_case("the")).count() == 2
            }
        }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alone {
    Label,
    Title,
    Page(u32),
    No,
}

impl Alone {
    fn of(entry: &Entry) -> Self {
        let bare = entry.line.title.is_empty();
        match entry.line.label {
            Label::Chapter if bare => Self::Label,
            Label::Number { .. } if bare && entry.number == Number::Own => Self::Label,
            Label::Number { value, roman: false, .. } if bare => Self::Page(value),
            Label::None if !entry.is_part => Self::Title,
            _ => Self::No,
        }
    }
}
