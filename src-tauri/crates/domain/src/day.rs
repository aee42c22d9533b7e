//! Civil days as the log and the tables keep them: a number, counted from 1 January 1970.

use chrono::NaiveDate;

/// The number that stands for `day`.
pub fn number(day: NaiveDate) -> i64 {
    i64::from(day.to_epoch_days())
}

/// The day that a number stands for; `None` far outside any calendar.
pub fn of(number: i64) -> Option<NaiveDate> {
    i32::try_from(number).ok().and_then(NaiveDate::from_epoch_days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_survives_being_counted() {
        for day in ["1969-12-31", "1970-01-01", "2026-11-23", "9999-12-31"] {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(of(number(day)), Some(day), "what the log keeps is the day that was meant");
        }
        assert_eq!((number(NaiveDate::default()), of(i64::MAX)), (0, None), "and nothing else is a day");
    }
}
