//! Where a bookmark lies.

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

    /// As the log keeps it: `[chapters read, amount, unit]`, so that the log's own order of values is the
    /// order of reading and [`crate::merge::Policy::Further`] needs to know nothing of books.
    pub fn to_value(self) -> Value {
        let (amount, unit) = match self.within {
            Within::Start => (0, 0),
            Within::Page(page) => (i64::from(page), 1),
            Within::Percent(percent) => (i64::from(percent), 2),
        };
        Value::List(vec![Value::Int(self.read as i64), Value::Int(amount), Value::Int(unit)])
    }

    /// Reads a place back; a unit that a newer version wrote counts as the chapter's start.
    pub fn from_value(value: &Value) -> Option<Self> {
        let Value::List(parts) = value else { return None };
        let [Value::Int(read), Value::Int(amount), Value::Int(unit), ..] = parts.as_slice() else {
            return None;
        };
        let within = match unit {
            1 => u32::try_from(*amount).map_or(Within::Start, Within::Page),
            2 => u8::try_from(*amount).map_or(Within::Start, |p| Within::Percent(p.min(100))),
            _ => Within::Start,
        };
        Some(Self { read: usize::try_from(*read).ok()?, within })
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
    fn a_place_past_the_last_chapter_is_the_end() {
        let far = Place { read: 40, within: Within::Page(3) };
        assert_eq!(far.within_book(21), Place::start_of(21), "there is no page after the end");
    }
}
