//! The people at the table: a name, a ribbon and a side each, and what they call each other.

use unicode_normalization::UnicodeNormalization as _;

use crate::ids::{EntityId, PersonId};
use crate::words::{self, NotFit};

/// The numbers under which the log knows people. Never reused.
pub mod field {
    use crate::merge::{Field, Kind, Policy};

    /// One person.
    pub const PERSON: Kind = Kind(1);
    /// Their name.
    pub const NAME: Field = Field::new(PERSON, 1, Policy::Latest);
    /// Their ribbon.
    pub const RIBBON: Field = Field::new(PERSON, 2, Policy::Latest);
    /// Their side of the table.
    pub const SIDE: Field = Field::new(PERSON, 3, Policy::Latest);

    /// What belongs to both: one record, with an id that everyone derives alike.
    pub const COUPLE: Kind = Kind(2);
    /// The word they have for each other.
    pub const WORD: Field = Field::new(COUPLE, 1, Policy::Latest);
    /// The hour at which their day ends, 0 to 6.
    pub const DAY_ENDS: Field = Field::new(COUPLE, 2, Policy::Latest);
}

/// The longest name, in characters. A name may hold anything that can be written on one line.
pub const NAME_LENGTH: usize = 60;
/// The longest word for each other, in characters.
pub const WORD_LENGTH: usize = 40;

/// The latest hour at which a day can end: later ones would reach into other people's mornings.
pub const LATEST_DAY_END: u8 = 6;

/// The hour at which the couple's day ends, from what a record says. An hour that this version does not know
/// is brought to the nearest that it does.
pub fn day_ends(number: Option<i64>) -> u8 {
    let hour = number.map(|hour| u8::try_from(hour.clamp(0, LATEST_DAY_END.into())).unwrap_or_default());
    hour.unwrap_or(crate::schedule::plan::DAY_ENDS)
}

/// The one record of what belongs to both.
pub fn couple() -> EntityId {
    EntityId::derived("couple", &[])
}

/// Whose side of the table. The first person's ribbon ends in a swallow tail, the second's in a slant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

impl Side {
    /// The number that stands for it in the log.
    pub const fn number(self) -> i64 {
        match self {
            Self::A => 0,
            Self::B => 1,
        }
    }

    /// The first side is 0; whatever else a record says is the second.
    pub const fn from_number(number: i64) -> Self {
        match number {
            0 => Self::A,
            _ => Self::B,
        }
    }
}

/// The six inks that a person can choose from. There is no amber one: amber means light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ribbon {
    /// Brick red.
    Madder,
    /// Blue green.
    Verdigris,
    /// Plum.
    Damson,
    /// Yellow green.
    Moss,
    /// Grey blue.
    Slate,
    /// Rose.
    Foxglove,
}

impl Ribbon {
    /// All of them, in the order they hang in the shop.
    pub const ALL: [Self; 6] =
        [Self::Madder, Self::Verdigris, Self::Damson, Self::Moss, Self::Slate, Self::Foxglove];

    /// The number that stands for it in the log.
    pub const fn number(self) -> i64 {
        match self {
            Self::Madder => 0,
            Self::Verdigris => 1,
            Self::Damson => 2,
            Self::Moss => 3,
            Self::Slate => 4,
            Self::Foxglove => 5,
        }
    }

    /// The ribbon with this number, when this version knows it.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|ribbon| ribbon.number() == number)
    }

    /// The first ribbon in the shop that is not this one.
    pub fn another(self) -> Self {
        if self == Self::Madder { Self::Verdigris } else { Self::Madder }
    }
}

/// One person at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Their name, as they wrote it.
    pub name: String,
    /// Their ribbon.
    pub ribbon: Ribbon,
    /// Their side.
    pub side: Side,
}

/// A name as it is kept: one line without surrounding space, anything else as it was written.
///
/// # Errors
/// When nothing is left, or more than [`NAME_LENGTH`] characters are.
pub fn name(written: &str) -> Result<String, NotFit> {
    words::line(written, NAME_LENGTH).and_then(words::some)
}

/// Whether two names are one to whoever reads them: apart from capital letters, from the space around and in them, from
/// how an accent is written, and from what nobody sees. Every sentence about two people of one name would be about one.
pub fn alike(one: &str, other: &str) -> bool {
    let folded = |name: &str| -> String {
        let seen: String = name.chars().filter(|c| c.is_whitespace() || !words::is_unseen(*c)).collect();
        let spaced = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        // Through the capitals, so that ß is ss and a final sigma a sigma.
        let folded = spaced.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
        folded.nfc().collect()
    };
    folded(one) == folded(other)
}

/// The word for each other; nothing is allowed and means that names alone are used.
///
/// # Errors
/// [`NotFit::Long`] when it has more than [`WORD_LENGTH`] characters.
pub fn word(written: &str) -> Result<String, NotFit> {
    words::line(written, WORD_LENGTH)
}

/// Seats two people whom two computers may have named at the same moment: the sides differ, and so do the
/// ribbons. Everyone who knows the same records seats them alike. More than two are not seated.
pub fn seated(mut people: Vec<Person>) -> (Option<Person>, Option<Person>) {
    people.sort_by_key(|person| (person.side, person.id));
    let mut seats = people.into_iter();
    let (first, second) = (seats.next(), seats.next());
    let first = first.map(|person| Person { side: Side::A, ..person });
    let second = second.map(|person| {
        let taken = first.as_ref().map(|first| first.ribbon);
        let ribbon = if taken == Some(person.ribbon) { person.ribbon.another() } else { person.ribbon };
        Person { side: Side::B, ribbon, ..person }
    });
    (first, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(byte: u8, ribbon: Ribbon, side: Side) -> Person {
        let id = EntityId::from_bytes([byte; 16]).into();
        Person { id, name: format!("person {byte}"), ribbon, side }
    }

    #[test]
    fn a_name_may_hold_anything_that_fits_on_one_line() {
        assert_eq!(
            name("  Ines\tde\0la \n Cruz "),
            Ok("Ines de la Cruz".to_owned()),
            "one line, tidy spaces"
        );
        for kept in ["<b>&", "ישראל", "👩‍🚀", "نيلوفر‌زاده", "{name}"] {
            assert_eq!(name(kept), Ok(kept.to_owned()), "a name is theirs to choose");
        }
        assert_eq!(name(" \0\n"), Err(NotFit::Empty), "a drawer needs a name on it");
        assert_eq!(name(&"x".repeat(NAME_LENGTH + 1)), Err(NotFit::Long), "a plate has an end");
        assert_eq!(
            name(&"é".repeat(NAME_LENGTH)).map(|n| n.chars().count()),
            Ok(NAME_LENGTH),
            "characters count"
        );
    }

    #[test]
    fn two_names_are_one_however_they_are_written() {
        for (one, other) in [
            ("Sam", " sAM "),
            ("Zoé", "Zoe\u{301}"),
            ("Ann  Lee", "ann lee"),
            ("Weiß", "WEISS"),
            ("Ἀλέξης", "ἈΛΈΞΗΣ"),
            ("Sam", "Sam\u{200B}"),
            ("Sam", "\u{2060}Sam"),
            ("Sam", "Sa\u{AD}m"),
            ("Sam", "\u{200E}Sam"),
            ("Ann Lee", "Ann \u{200B} Lee"),
        ] {
            assert!(alike(one, other), "{one} and {other}");
        }
        for (one, other) in [("Sam", "Samira"), ("Zoé", "Zoe"), ("Ann Lee", "Annlee")] {
            assert!(!alike(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn the_word_for_each_other_may_be_left_out() {
        assert_eq!(word("  "), Ok(String::new()), "names alone are enough");
        assert_eq!(word("my  love"), Ok("my love".to_owned()), "it is theirs to choose");
    }

    #[test]
    fn two_people_never_share_a_ribbon_or_a_side() {
        let both = vec![person(2, Ribbon::Moss, Side::A), person(1, Ribbon::Moss, Side::A)];
        let (a, b) = seated(both.clone());
        let (a, b) = (a.unwrap(), b.unwrap());
        assert_eq!((a.side, b.side), (Side::A, Side::B), "each has a side of their own");
        assert_ne!(a.ribbon, b.ribbon, "bookmarks must be told apart");
        let turned = both.into_iter().rev().collect();
        assert_eq!(seated(turned), (Some(a), Some(b)), "the order in which records arrived does not matter");
    }

    #[test]
    fn the_day_ends_at_four_until_they_choose_another_hour() {
        assert_eq!(day_ends(None), 4, "four in the morning suits most");
        assert_eq!((day_ends(Some(0)), day_ends(Some(6))), (0, 6), "midnight and six are hours, too");
        assert_eq!((day_ends(Some(-3)), day_ends(Some(9))), (0, 6), "a record never breaks a calendar");
    }

    #[test]
    fn ribbons_keep_their_numbers_for_ever() {
        let numbers: Vec<i64> = Ribbon::ALL.iter().map(|ribbon| ribbon.number()).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5], "the log knows them by these");
        assert_eq!(Ribbon::from_number(6), None, "a newer version may have more");
    }
}
