//! Where a book stands, and how often it is meant to be read.

use chrono::NaiveDate;

use crate::day;
use crate::merge::Value;

/// Where a book stands. One field, so that a book cannot be finished and waiting at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// On the table: being read.
    Table,
    /// Waiting on the shelf.
    Waiting,
    /// Laid aside for a while, bookmarks and all.
    Resting,
    /// Read to the end, or as far as you wanted, on this day.
    Finished(NaiveDate),
}

impl Shelf {
    /// As the log keeps it: a code, and the day for a finished book.
    pub fn to_value(self) -> Value {
        match self {
            Self::Table => Value::Int(0),
            Self::Waiting => Value::Int(1),
            Self::Resting => Value::Int(2),
            Self::Finished(day) => Value::List(vec![Value::Int(3), Value::Int(day::number(day))]),
        }
    }

    /// Reads it back. What this version does not know lies with the books that wait.
    pub fn from_value(value: &Value) -> Self {
        match value {
            Value::Int(0) => Self::Table,
            Value::Int(2) => Self::Resting,
            Value::List(parts) => match parts.as_slice() {
                [Value::Int(3), Value::Int(number), ..] => {
                    day::of(*number).map_or(Self::Waiting, Self::Finished)
                }
                _ => Self::Waiting,
            },
            _ => Self::Waiting,
        }
    }
}

/// How many evenings a week are meant: "two or three" is a plan too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Evenings {
    fewest: u8,
    most: u8,
}

impl Evenings {
    /// From `fewest` to `most` evenings, both from 1 to 7; `None` for anything else.
    pub fn new(fewest: u8, most: u8) -> Option<Self> {
        (1..=7).contains(&fewest).then_some(())?;
        (fewest..=7).contains(&most).then_some(Self { fewest, most })
    }

    /// The smaller number.
    pub const fn fewest(self) -> u8 {
        self.fewest
    }

    /// The larger number, or the same.
    pub const fn most(self) -> u8 {
        self.most
    }

    /// As the log keeps it.
    pub fn to_value(self) -> Value {
        Value::List(vec![Value::Int(self.fewest.into()), Value::Int(self.most.into())])
    }

    /// Reads it back; nonsense is no plan.
    pub fn from_value(value: &Value) -> Option<Self> {
        let Value::List(parts) = value else { return None };
        let [Value::Int(fewest), Value::Int(most), ..] = parts.as_slice() else { return None };
        Self::new(u8::try_from(*fewest).ok()?, u8::try_from(*most).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_survives_the_log() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 18).unwrap();
        for shelf in [Shelf::Table, Shelf::Waiting, Shelf::Resting, Shelf::Finished(day)] {
            assert_eq!(Shelf::from_value(&shelf.to_value()), shelf, "{shelf:?} comes back");
        }
        assert_eq!(Shelf::from_value(&Value::Int(77)), Shelf::Waiting, "a newer shelf loses no book");
    }

    #[test]
    fn a_plan_has_one_to_seven_evenings() {
        assert_eq!(Evenings::new(2, 3).map(|e| (e.fewest(), e.most())), Some((2, 3)), "two or three");
        for (fewest, most) in [(0, 1), (3, 2), (1, 8)] {
            assert_eq!(Evenings::new(fewest, most), None, "{fewest} to {most} is no week");
        }
        let plan = Evenings::new(2, 3);
        assert_eq!(plan.and_then(|p| Evenings::from_value(&p.to_value())), plan, "it survives the log");
    }
}
