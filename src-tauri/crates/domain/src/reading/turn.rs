//! Whose turn it is to read aloud. It follows what really happened: whoever read last hands over to the
//! other, by chapters or by nights, and either of them can hand it over by hand.

use chrono::NaiveDate;

use crate::ids::PersonId;
use crate::merge::Value;

/// How two people trade the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Trade {
    /// A chapter each.
    #[default]
    Chapters,
    /// A night each, however many chapters it holds.
    Nights,
}

impl Trade {
    /// As log and table keep it.
    pub const fn code(self) -> i64 {
        match self {
            Self::Chapters => 0,
            Self::Nights => 1,
        }
    }

    /// Reads it back; what a newer version writes counts as a chapter each.
    pub const fn of(code: i64) -> Self {
        match code {
            1 => Self::Nights,
            _ => Self::Chapters,
        }
    }

    /// As the log keeps it.
    pub const fn to_value(self) -> Value {
        Value::Int(self.code())
    }
}

/// A chapter that was read aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadAloud {
    /// Its index, from 0.
    pub chapter: usize,
    /// Who read it.
    pub reader: PersonId,
    /// The couple's day.
    pub day: NaiveDate,
}

/// A turn that was given by hand, or by bringing the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// To whom.
    pub to: PersonId,
    /// From which chapter on, counted from 0.
    pub from: usize,
}

/// Whose turn it is today: what was given by hand, unless that chapter was read since; else the other one of
/// those two, or the same one again on a night that is still theirs.
///
/// `last` is the furthest chapter that was read aloud. Nothing where nobody ever had a turn.
pub fn whose(
    given: Option<Given>,
    last: Option<ReadAloud>,
    trade: Trade,
    (one, two): (PersonId, PersonId),
    today: NaiveDate,
) -> Option<PersonId> {
    let Some(last) = last else { return given.map(|given| given.to) };
    if let Some(given) = given.filter(|given| given.from > last.chapter) {
        return Some(given.to);
    }
    // A clock that was set back does not end the night.
    if trade == Trade::Nights && today <= last.day {
        return Some(last.reader);
    }
    Some(if last.reader == one { two } else { one })
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::ids::EntityId;

    fn person(n: u8) -> PersonId {
        EntityId::from_bytes([n; 16]).into()
    }

    fn night(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 2).unwrap() + Days::new(n)
    }

    fn pair() -> (PersonId, PersonId) {
        (person(1), person(2))
    }

    fn read(chapter: usize, reader: u8, on: u64) -> Option<ReadAloud> {
        Some(ReadAloud { chapter, reader: person(reader), day: night(on) })
    }

    #[test]
    fn whoever_read_last_hands_over_to_the_other() {
        let brought = Some(Given { to: person(1), from: 0 });
        let turn = |last, today| whose(brought, last, Trade::Chapters, pair(), night(today));
        assert_eq!(turn(None, 0), Some(person(1)), "whoever brought the book reads first");
        assert_eq!(turn(read(0, 1, 0), 0), Some(person(2)), "a chapter each, on one night too");
        assert_eq!(turn(read(3, 2, 0), 9), Some(person(1)));
    }

    #[test]
    fn a_night_each_means_the_whole_night() {
        let brought = Some(Given { to: person(1), from: 0 });
        let turn = |last, today| whose(brought, last, Trade::Nights, pair(), night(today));
        assert_eq!(turn(read(0, 1, 4), 4), Some(person(1)), "another chapter tonight is still theirs");
        assert_eq!(turn(read(1, 1, 4), 5), Some(person(2)), "the next night is the other's");
        assert_eq!(turn(read(1, 1, 4), 3), Some(person(1)), "a clock set back hands nothing over");
    }

    #[test]
    fn a_turn_given_by_hand_holds_until_that_chapter_was_read() {
        let by_hand = Some(Given { to: person(1), from: 4 });
        let turn = |last| whose(by_hand, last, Trade::Chapters, pair(), night(9));
        assert_eq!(turn(read(3, 1, 8)), Some(person(1)), "again the same one: they asked for it");
        assert_eq!(turn(read(4, 1, 9)), Some(person(2)), "and once it was read, as usual");
    }

    proptest! {
        #[test]
        fn a_turn_is_always_one_of_the_two(
            given in prop::option::of((1..=2_u8, 0..9_usize)), last in prop::option::of((0..9_usize, 1..=2_u8, 0..9_u64)),
            nights in any::<bool>(), today in 0..9_u64,
        ) {
            let given = given.map(|(to, from)| Given { to: person(to), from });
            let last = last.and_then(|(chapter, reader, on)| read(chapter, reader, on));
            let trade = if nights { Trade::Nights } else { Trade::Chapters };
            let turn = whose(given, last, trade, pair(), night(today));
            prop_assert_eq!(turn.is_none(), given.is_none() && last.is_none());
            prop_assert!(turn.is_none_or(|turn| turn == person(1) || turn == person(2)));
        }
    }
}
