//! Where a bookmark lies.

use std::cmp::Ordering;

use crate::merge::Value;

/// How far into the chapter, in the person's own edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Within {
    /// At its start, or not said.
    #[default]
    Start,
    /// At this page of a printed book.
    Page(u32),
    /// At this percentage of an e-book or recording, at most 100.
    Percent(u8),
}

impl Within {
    /// The amount and the unit's code, as log and table keep them: 1 a page, 2 a percentage.
    pub fn coded(self) -> (i64, i64) {
        match self {
            Self::Start => (0, 0),
            Self::Page(page) => (i64::from(page), 1),
            Self::Percent(percent) => (i64::from(percent), 2),
        }
    }

    /// Reads it back; a unit that a newer version wrote counts as the chapter's start.
    pub fn decoded(amount: i64, unit: i64) -> Self {
        match unit {
            1 => u32::try_from(amount).map_or(Self::Start, Self::Page),
            2 => u8::try_from(amount).map_or(Self::Start, |percent| Self::Percent(percent.min(100))),
            _ => Self::Start,
        }
    }

    /// The page or the percentage, whichever it is; neither at the start.
    pub fn page_and_percent(self) -> (Option<u32>, Option<u8>) {
        match self {
            Self::Start => (None, None),
            Self::Page(page) => (Some(page), None),
            Self::Percent(percent) => (None, Some(percent)),
        }
    }

    /// Page 0 is the start, and no book is more than read.
    #[must_use]
    pub fn tidy(self) -> Self {
        match self {
            Self::Page(0) | Self::Percent(0) => Self::Start,
            Self::Percent(percent) => Self::Percent(percent.min(100)),
            within => within,
        }
    }
}

/// Where a bookmark lies: the chapters before it are read. The order is the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// How many chapters lie behind; also the index (from 0) of the chapter being read.
    pub read: usize,
    /// How far into that chapter.
    pub within: Within,
}

impl Place {
    /// The start of the chapter at `index`, from 0.
    pub const fn start_of(index: usize) -> Self {
        Self { read: index, within: Within::Start }
    }

    /// The place with its chapter no later than the end of a book of `chapters`.
    #[must_use]
    pub fn within_book(self, chapters: usize) -> Self {
        if self.read >= chapters { Self::start_of(chapters) } else { self }
    }

    /// Whether going from here to `to` is a step back. A page and a percentage in the same chapter cannot be
    /// compared, so changing one for the other is none.
    pub fn is_before(to: Self, from: Self) -> bool {
        match to.read.cmp(&from.read) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => match (from.within, to.within) {
                (Within::Page(from), Within::Page(to)) => to < from,
                (Within::Percent(from), Within::Percent(to)) => to < from,
                (Within::Start, _) => false,
                (_, within) => within == Within::Start,
            },
        }
    }

    /// As the log keeps it: `[chapters read, amount, unit]`, so that the log's own order of values is the
    /// order of reading and [`crate::merge::Policy::Further`] needs to know nothing of books.
    pub fn to_value(self) -> Value {
        let (amount, unit) = self.within.coded();
        Value::List(vec![Value::Int(self.read as i64), Value::Int(amount), Value::Int(unit)])
    }

    /// Reads a place back; a unit that a newer version wrote counts as the chapter's start.
    pub fn from_value(value: &Value) -> Option<Self> {
        let Value::List(parts) = value else { return None };
        let [Value::Int(read), Value::Int(amount), Value::Int(unit), ..] = parts.as_slice() else {
            return None;
        };
        Some(Self { read: usize::try_from(*read).ok()?, within: Within::decoded(*amount, *unit) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place() -> impl Strategy<Value = Place> {
        let within = prop_oneof![
            Just(Within::Start),
            (1..2000_u32).prop_map(Within::Page),
            (1..=100_u8).prop_map(Within::Percent),
        ];
        (0..3000_usize, within).prop_map(|(read, within)| Place { read, within })
    }

    proptest! {
        #[test]
        fn a_place_survives_the_log(place in place()) {
            prop_assert_eq!(Place::from_value(&place.to_value()), Some(place));
        }

        #[test]
        fn the_log_orders_places_as_a_reader_does(a in place(), b in place()) {
            if a.read != b.read {
                prop_assert_eq!(a.read.cmp(&b.read), a.to_value().cmp(&b.to_value()));
            }
        }
    }

    #[test]
    fn a_page_and_a_percentage_cannot_be_compared() {
        let at = |within| Place { read: 3, within };
        let back = |to, from| Place::is_before(at(to), at(from));
        assert!(back(Within::Page(4), Within::Page(5)), "a page back");
        assert!(back(Within::Start, Within::Percent(5)), "the start lies before everything in it");
        assert!(!back(Within::Percent(1), Within::Page(200)), "another unit is no step back");
        assert!(!back(Within::Page(5), Within::Page(5)), "staying is none");
        assert!(Place::is_before(Place::start_of(2), at(Within::Start)), "a chapter back is one");
    }

    #[test]
    fn a_place_past_the_last_chapter_is_the_end() {
        let far = Place { read: 40, within: Within::Page(3) };
        assert_eq!(far.within_book(21), Place::start_of(21), "there is no page after the end");
    }
}
