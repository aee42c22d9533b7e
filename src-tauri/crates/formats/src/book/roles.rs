//! Which headings are parts, which chapters, and which only pieces of a chapter.

use super::Role;
use super::heading::{Heading, Unit};
use crate::contents::{Label, counting, label};

/// In a book of pages, what stands under a part is at least this long in the middle; shorter is a section.
const CHAPTER_PAGES: u64 = 6;

/// The role of each heading.
pub(super) fn of(headings: &[Heading], lengths: &[Option<u64>], unit: Unit) -> Vec<Role> {
    let labels: Vec<Label> = headings.iter().map(|heading| label(&heading.title)).collect();
    let numbers = counting(&labels.iter().collect::<Vec<_>>()).into_iter().filter(|counts| *counts).count();
    let has_chapters = labels.contains(&Label::Chapter) || numbers >= 2;
    let spans = spans(headings, lengths);
    let mut roles = Vec::with_capacity(headings.len());
    // Where chapters are called chapters or count, a part is no chapter even where nothing stands under it.
    let mut chapter: Option<usize> = None;
    for (at, heading) in headings.iter().enumerate() {
        chapter = chapter.filter(|depth| heading.depth > *depth);
        let role = if chapter.is_some() {
            Role::Section
        } else if is_part(at, headings, &labels, &spans, unit)
            || (labels.get(at) == Some(&Label::Part) && has_chapters)
        {
            Role::Part
        } else {
            chapter = Some(heading.depth);
            Role::Chapter
        };
        roles.push(role);
    }
    roles
}

/// "Part One" and "Chapter 3" are what they say, whatever stands under them.
pub(super) fn is_named_part_or_chapter(title: &str) -> bool {
    matches!(label(title), Label::Part | Label::Chapter | Label::Number { .. })
}

/// The length of each heading with all that stands under it.
fn spans(headings: &[Heading], lengths: &[Option<u64>]) -> Vec<u64> {
    let mut spans: Vec<u64> = lengths.iter().map(|length| length.unwrap_or(0)).collect();
    // The last heading seen of each depth, from the back: a child's span is whole when its parent takes it.
    let mut waiting: Vec<(usize, u64)> = Vec::new();
    for (at, heading) in headings.iter().enumerate().rev() {
        let mut below = 0;
        while let Some((depth, span)) = waiting.last().copied().filter(|(depth, _)| *depth > heading.depth) {
            below += if depth == heading.depth + 1 { span } else { 0 };
            waiting.pop();
        }
        if let Some(span) = spans.get_mut(at) {
            *span += below;
            waiting.push((heading.depth, *span));
        }
    }
    spans
}

fn is_part(at: usize, headings: &[Heading], labels: &[Label], spans: &[u64], unit: Unit) -> bool {
    let Some(heading) = headings.get(at) else { return false };
    let children: Vec<usize> = (at + 1..headings.len())
        .take_while(|below| headings.get(*below).is_some_and(|h| h.depth > heading.depth))
        .filter(|below| headings.get(*below).is_some_and(|h| h.depth == heading.depth + 1))
        .collect();
    if children.is_empty() {
        return false;
    }
    let below = |wanted: Label| children.iter().any(|child| labels.get(*child) == Some(&wanted));
    match labels.get(at) {
        Some(Label::Part) => true,
        _ if below(Label::Section) => false,
        _ if below(Label::Chapter) || below(Label::Part) => true,
        Some(Label::Chapter) => false,
        _ => is_part_by_shape(heading, &children, headings, spans, unit),
    }
}

/// Without a word that tells, the files tell: a part's chapters have files of their own, a chapter's sections
/// stand in its own. Where there are only pages, their number tells.
fn is_part_by_shape(
    heading: &Heading,
    children: &[usize],
    headings: &[Heading],
    spans: &[u64],
    unit: Unit,
) -> bool {
    if let Some(own) = heading.file {
        let elsewhere = children
            .iter()
            .filter(|child| headings.get(**child).and_then(|h| h.file).is_some_and(|file| file != own));
        return elsewhere.count() * 2 >= children.len();
    }
    let mut lengths: Vec<u64> = children.iter().filter_map(|child| spans.get(*child).copied()).collect();
    lengths.sort_unstable();
    let middle = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
    unit == Unit::Words || middle >= CHAPTER_PAGES
}
