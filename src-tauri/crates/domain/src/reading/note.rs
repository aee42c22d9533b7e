//! What somebody leaves on a chapter.

use super::place::Within;
use crate::merge::Value;

/// A note, a quote or a letter. All three are sealed alike until the other reaches the chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum NoteKind {
    /// A line while reading.
    #[default]
    Note,
    /// Words of the book, with where they stand in the author's own edition.
    Quote,
    /// Written to the other, for when they get there.
    Letter,
}

impl NoteKind {
    /// As log and table keep it.
    pub const fn code(self) -> i64 {
        match self {
            Self::Note => 0,
            Self::Quote => 1,
            Self::Letter => 2,
        }
    }

    /// Reads it back; what a newer version writes is shown as a note.
    pub const fn of(code: i64) -> Self {
        match code {
            1 => Self::Quote,
            2 => Self::Letter,
            _ => Self::Note,
        }
    }
}

/// Where a quote stands, as the log keeps it: `[amount, unit]`, or nothing.
pub fn where_value(within: Within) -> Value {
    match within {
        Within::Start => Value::Nil,
        within => {
            let (amount, unit) = within.coded();
            Value::List(vec![Value::Int(amount), Value::Int(unit)])
        }
    }
}

/// Reads it back; nonsense is no place.
pub fn where_from(value: &Value) -> Within {
    let Value::List(parts) = value else { return Within::Start };
    match parts.as_slice() {
        [Value::Int(amount), Value::Int(unit), ..] => Within::decoded(*amount, *unit),
        _ => Within::Start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_note_survives_the_log_and_an_unknown_one_is_a_note() {
        for kind in [NoteKind::Note, NoteKind::Quote, NoteKind::Letter] {
            assert_eq!(NoteKind::of(kind.code()), kind);
        }
        assert_eq!(NoteKind::of(77), NoteKind::Note, "a newer kind loses no words");
    }

    #[test]
    fn the_place_of_a_quote_survives_the_log() {
        for within in [Within::Start, Within::Page(212), Within::Percent(40)] {
            assert_eq!(where_from(&where_value(within)), within);
        }
        assert_eq!(where_from(&Value::Int(3)), Within::Start, "nonsense is no place");
    }
}
