//! The copy that one person holds. Editions differ in pages, in front matter, in what they call a chapter;
//! the chapter of the shared list is what two people have in common, so an edition is laid along that list.

use std::collections::HashMap;

use crate::ids::{ChapterId, EntityId};
use crate::merge::Value;

/// An edition's name is at most this long.
pub const EDITION_LENGTH: usize = 120;
/// More fixed points than this line up no book.
pub const MOST_ANCHORS: usize = 200;
/// No edition has more pages or chapters than this.
pub const MOST_NUMBER: u32 = 100_000;

/// What sort of copy it is, which says how one tells a place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum EditionKind {
    /// Printed: places are pages.
    #[default]
    Paper,
    /// On a screen: places are percentages.
    Screen,
    /// A recording: places are percentages.
    Audio,
}

/// The copy somebody holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Edition {
    /// What sort.
    pub kind: EditionKind,
    /// How many pages a printed one has.
    pub pages: Option<u32>,
    /// What its owner calls it; may be empty.
    pub name: String,
}

impl Edition {
    /// As the log keeps it: `[kind, pages, name]`.
    pub fn to_value(&self) -> Value {
        let kind = match self.kind {
            EditionKind::Paper => 0,
            EditionKind::Screen => 1,
            EditionKind::Audio => 2,
        };
        let pages = self.pages.map(i64::from);
        Value::List(vec![Value::Int(kind), pages.into(), Value::Text(self.name.clone())])
    }

    /// Reads it back; nonsense is no edition, an unknown sort a printed one.
    pub fn from_value(value: &Value) -> Option<Self> {
        let Value::List(parts) = value else { return None };
        let [Value::Int(kind), pages, Value::Text(name), ..] = parts.as_slice() else { return None };
        let kind = match kind {
            1 => EditionKind::Screen,
            2 => EditionKind::Audio,
            _ => EditionKind::Paper,
        };
        let pages = match pages {
            Value::Int(pages) => u32::try_from(*pages).ok().filter(|pages| (1..=MOST_NUMBER).contains(pages)),
            _ => None,
        };
        Some(Self { kind, pages, name: name.chars().take(EDITION_LENGTH).collect() })
    }
}

/// A fixed point: what this edition calls one chapter of the shared list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// The shared chapter.
    pub chapter: ChapterId,
    /// Its number in this edition; 0 where it has none there, such as a prologue.
    pub number: u32,
}

/// How one edition counts its chapters.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Numbering {
    /// Whether it begins again at one with each part.
    pub by_parts: bool,
    /// The fixed points. Between two of them it counts on.
    pub anchors: Vec<Anchor>,
}

/// A chapter of the shared list, as far as counting needs it.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// The chapter.
    pub id: ChapterId,
    /// The part it stands in.
    pub part: &'a str,
}

/// What one shared chapter is called in an edition: from a first to a last number, when the edition has cut it
/// into several; the same number twice, when the edition has put several into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Called {
    /// The first number.
    pub first: u32,
    /// The last number, or the same.
    pub last: u32,
}

impl Numbering {
    /// Whether the edition counts as the shared list does.
    pub fn is_plain(&self) -> bool {
        !self.by_parts && self.anchors.is_empty()
    }

    /// What the edition calls each chapter, in the order of the list; nothing where it has no number there.
    ///
    /// Before the first fixed point of a stretch it counts back from it, so that "my chapter one is our third"
    /// leaves the first two without a number.
    pub fn lay(&self, chapters: &[Counted<'_>]) -> Vec<Option<Called>> {
        let fixed: HashMap<ChapterId, u32> = self.anchors.iter().map(|a| (a.chapter, a.number)).collect();
        let mut numbers: Vec<i64> = Vec::with_capacity(chapters.len());
        for stretch in self.stretches(chapters) {
            numbers.extend(count(stretch, &fixed));
        }
        let starts = self.part_starts(chapters);
        let called = |(at, number): (usize, &i64)| {
            let first = u32::try_from(*number).ok().filter(|first| *first > 0)?;
            // Where the next one is further on within the same count, what lies between belongs to this one.
            let next = numbers.get(at + 1).filter(|_| !starts.get(at + 1).copied().unwrap_or(true));
            let last = next.and_then(|next| u32::try_from(next - 1).ok()).unwrap_or(first);
            Some(Called { first, last: last.max(first) })
        };
        numbers.iter().enumerate().map(called).collect()
    }

    fn stretches<'c, 'a>(&self, chapters: &'c [Counted<'a>]) -> Vec<&'c [Counted<'a>]> {
        if self.by_parts {
            chapters.chunk_by(|one, next| one.part == next.part).collect()
        } else {
            vec![chapters]
        }
    }

    fn part_starts(&self, chapters: &[Counted<'_>]) -> Vec<bool> {
        let mut before: Option<&str> = None;
        let starts = chapters.iter().map(|chapter| {
            let begins = self.by_parts && before != Some(chapter.part);
            before = Some(chapter.part);
            begins
        });
        starts.collect()
    }

    /// As the log keeps it: `[by parts, [[chapter, number], …]]`.
    pub fn to_value(&self) -> Value {
        let anchor = |a: &Anchor| {
            Value::List(vec![Value::Bytes(a.chapter.as_bytes().to_vec()), Value::Int(a.number.into())])
        };
        Value::List(vec![Value::Bool(self.by_parts), Value::List(self.anchors.iter().map(anchor).collect())])
    }

    /// Reads it back; what cannot be read lines up nothing.
    pub fn from_value(value: &Value) -> Self {
        let Value::List(parts) = value else { return Self::default() };
        let [Value::Bool(by_parts), Value::List(anchors), ..] = parts.as_slice() else {
            return Self::default();
        };
        let anchor = |value: &Value| {
            let Value::List(pair) = value else { return None };
            let [Value::Bytes(chapter), Value::Int(number), ..] = pair.as_slice() else { return None };
            let number = u32::try_from(*number).ok().filter(|number| *number <= MOST_NUMBER)?;
            Some(Anchor { chapter: EntityId::from_slice(chapter)?.into(), number })
        };
        Self { by_parts: *by_parts, anchors: anchors.iter().filter_map(anchor).take(MOST_ANCHORS).collect() }
    }
}

/// The numbers of one stretch: counted on from each fixed point, and back from the first.
fn count(stretch: &[Counted<'_>], fixed: &HashMap<ChapterId, u32>) -> Vec<i64> {
    let first = stretch.iter().enumerate().find_map(|(at, c)| Some((at as i64, *fixed.get(&c.id)?)));
    let mut next = first.map_or(1, |(at, number)| i64::from(number) - at);
    let numbered = stretch.iter().map(|chapter| {
        let number = fixed.get(&chapter.id).map_or(next, |number| i64::from(*number));
        next = number + 1;
        number
    });
    numbered.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(n: u8) -> ChapterId {
        EntityId::from_bytes([n; 16]).into()
    }

    fn list(parts: &[&'static str]) -> Vec<Counted<'static>> {
        parts.iter().zip(1..).map(|(part, n)| Counted { id: id(n), part }).collect()
    }

    fn firsts(numbering: &Numbering, chapters: &[Counted<'_>]) -> Vec<u32> {
        numbering.lay(chapters).into_iter().map(|called| called.map_or(0, |c| c.first)).collect()
    }

    fn fixed(points: &[(u8, u32)]) -> Numbering {
        let anchors = points.iter().map(|(n, number)| Anchor { chapter: id(*n), number: *number }).collect();
        Numbering { by_parts: false, anchors }
    }

    #[test]
    fn an_edition_without_fixed_points_counts_as_the_shared_list() {
        assert_eq!(firsts(&Numbering::default(), &list(&[""; 4])), [1, 2, 3, 4]);
    }

    #[test]
    fn front_matter_has_no_number_in_a_book_that_does_not_count_it() {
        let book = list(&[""; 5]);
        assert_eq!(firsts(&fixed(&[(3, 1)]), &book), [0, 0, 1, 2, 3], "my one is our third");
        assert_eq!(firsts(&fixed(&[(1, 0)]), &book), [0, 1, 2, 3, 4], "a prologue without a number");
        assert_eq!(firsts(&fixed(&[(5, 3)]), &book), [0, 0, 1, 2, 3], "what your book calls 3 is our 5");
        assert_eq!(
            firsts(&fixed(&[(1, 3)]), &book),
            [3, 4, 5, 6, 7],
            "or front matter that only mine counts"
        );
    }

    #[test]
    fn an_edition_that_puts_two_chapters_into_one_calls_both_the_same() {
        assert_eq!(firsts(&fixed(&[(3, 2)]), &list(&[""; 4])).len(), 4);
        assert_eq!(firsts(&fixed(&[(2, 2), (3, 2)]), &list(&[""; 4])), [1, 2, 2, 3]);
    }

    #[test]
    fn an_edition_that_cuts_one_chapter_in_two_calls_it_by_both_numbers() {
        let called = fixed(&[(2, 2), (3, 4)]).lay(&list(&[""; 3]));
        assert_eq!(called[1], Some(Called { first: 2, last: 3 }), "our second is my two and three");
        assert_eq!(called[2], Some(Called { first: 4, last: 4 }));
    }

    #[test]
    fn an_edition_that_begins_again_with_each_part_does() {
        let book = list(&["One", "One", "Two", "Two", "Two"]);
        let numbering = Numbering { by_parts: true, anchors: Vec::new() };
        assert_eq!(firsts(&numbering, &book), [1, 2, 1, 2, 3]);
        assert!(
            numbering.lay(&book).iter().flatten().all(|c| c.first == c.last),
            "no part runs into the next"
        );
    }

    proptest! {
        #[test]
        fn any_numbering_gives_each_chapter_one_name_and_survives_the_log(
            by_parts in any::<bool>(), points in prop::collection::vec((1..9_u8, 0..40_u32), 0..6),
            parts in prop::collection::vec(prop::sample::select(vec!["", "One", "Two"]), 0..9),
        ) {
            let numbering = Numbering { by_parts, ..fixed(&points) };
            let chapters = list(&parts);
            let called = numbering.lay(&chapters);
            prop_assert_eq!(called.len(), chapters.len());
            prop_assert!(called.iter().flatten().all(|c| 0 < c.first && c.first <= c.last));
            prop_assert_eq!(Numbering::from_value(&numbering.to_value()), numbering);
        }
    }

    #[test]
    fn an_edition_survives_the_log() {
        for kind in [EditionKind::Paper, EditionKind::Screen, EditionKind::Audio] {
            let edition = Edition { kind, pages: Some(212), name: "the blue one".into() };
            assert_eq!(Edition::from_value(&edition.to_value()), Some(edition));
        }
        assert_eq!(Edition::from_value(&Value::Int(3)), None, "nonsense is no edition");
    }
}
