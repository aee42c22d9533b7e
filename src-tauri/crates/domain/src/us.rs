//! What was handed from one person to the other and stays on the table: appreciations, and sentences that
//! someone carried out of their drawer.

use chrono::{Days, NaiveDate, NaiveTime, Timelike};

/// The numbers under which the log knows slips and lines. Never reused.
pub mod field {
    use crate::merge::{Field, Kind, Policy};

    /// An appreciation handed over to the other.
    pub const SLIP: Kind = Kind(30);
    /// Who wrote it.
    pub const SLIP_BY: Field = Field::new(SLIP, 1, Policy::Latest);
    /// The words.
    pub const SLIP_WORDS: Field = Field::new(SLIP, 2, Policy::Latest);
    /// The day it was handed over, as days since 1 January 1970.
    pub const SLIP_DAY: Field = Field::new(SLIP, 3, Policy::Latest);
    /// The part of that day.
    pub const SLIP_PART: Field = Field::new(SLIP, 4, Policy::Latest);
    /// Its place in the order of handing over, which a day alone does not tell.
    pub const SLIP_PLACE: Field = Field::new(SLIP, 5, Policy::Latest);

    /// A sentence carried from a drawer to the table.
    pub const LINE: Kind = Kind(31);
    /// Who wrote it.
    pub const LINE_BY: Field = Field::new(LINE, 1, Policy::Latest);
    /// The words.
    pub const LINE_WORDS: Field = Field::new(LINE, 2, Policy::Latest);
    /// The day it was carried over, as days since 1 January 1970.
    pub const LINE_DAY: Field = Field::new(LINE, 3, Policy::Latest);
    /// Its place in the order of carrying over.
    pub const LINE_PLACE: Field = Field::new(LINE, 4, Policy::Latest);
    /// The last day on which it lies there, as days since 1 January 1970; none until it is taken back.
    pub const LINE_UNTIL: Field = Field::new(LINE, 5, Policy::Latest);
}

/// How long a line lies on the table, as whoever carried it chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stay {
    /// Until it is taken back.
    #[default]
    Kept,
    /// Today and the seven days after.
    Week,
    /// Today and tomorrow: it is read in the evening, and there is a morning to answer in.
    Tomorrow,
}

impl Stay {
    /// The last day of it.
    pub fn until(self, from: NaiveDate) -> Option<NaiveDate> {
        let days = match self {
            Self::Kept => return None,
            Self::Week => 7,
            Self::Tomorrow => 1,
        };
        Some(from.checked_add_days(Days::new(days)).unwrap_or(from))
    }
}

/// The longest slip or line, in characters.
pub const WORDS_LENGTH: usize = 2_000;

/// When in a day something was handed over. Coarse on purpose: nobody's minutes are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// Up to noon.
    Morning,
    /// Noon to six.
    Afternoon,
    /// Six to the end of the couple's day.
    Evening,
}

impl DayPart {
    /// The part of the couple's day in which `time` lies, where the day ends at `day_ends` o'clock.
    pub fn of(time: NaiveTime, day_ends: u32) -> Self {
        match time.hour() {
            hour if hour < day_ends => Self::Evening,
            hour if hour < 12 => Self::Morning,
            hour if hour < 18 => Self::Afternoon,
            _ => Self::Evening,
        }
    }

    /// The number that stands for it.
    pub const fn number(self) -> i64 {
        match self {
            Self::Morning => 0,
            Self::Afternoon => 1,
            Self::Evening => 2,
        }
    }

    /// Anything that this version does not know is an evening.
    pub const fn from_number(number: i64) -> Self {
        match number {
            0 => Self::Morning,
            1 => Self::Afternoon,
            _ => Self::Evening,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_midnight_still_belongs_to_the_evening() {
        let at = |hour| DayPart::of(NaiveTime::from_hms_opt(hour, 59, 0).unwrap(), 4);
        assert_eq!(at(0), DayPart::Evening, "the couple's day ends at four");
        assert_eq!(at(4), DayPart::Morning, "a new day begins at four");
        assert_eq!(at(17), DayPart::Afternoon, "an afternoon lasts until six");
    }
}
