//! Which backups stay: the newest and five before it, and the last one of each month.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Datelike as _, NaiveDateTime};

use super::{clear, record};
use crate::error::AppError;

/// The newest and five more.
const NEWEST: usize = 6;

/// Which of these, the newest first, rotate out.
fn out(made: &[NaiveDateTime]) -> Vec<usize> {
    let mut months = BTreeSet::new();
    let last_of_month = |time: &NaiveDateTime| (time.year(), time.month());
    let stays: Vec<bool> = made
        .iter()
        .enumerate()
        .map(|(at, time)| {
            let first_met = months.insert(last_of_month(time));
            at < NEWEST || first_met
        })
        .collect();
    stays.iter().enumerate().filter(|(_, stays)| !**stays).map(|(at, _)| at).collect()
}

/// Takes away what rotates out of `folder`: backups of ours, and nothing else.
pub(super) fn rotate(folder: &Path) -> Result<(), AppError> {
    let all = record::all(folder)?;
    let made: Vec<NaiveDateTime> = all.iter().map(|backup| backup.made).collect();
    out(&made).into_iter().filter_map(|at| all.get(at)).try_for_each(|backup| clear(&backup.folder))
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::*;

    #[test]
    fn the_newest_six_and_the_last_of_each_month_stay() {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(8, 0, 0).unwrap();
        let mut kept: Vec<NaiveDateTime> = Vec::new();
        for day in 0..100 {
            kept.insert(0, first + Days::new(day));
            for at in out(&kept.clone()).into_iter().rev() {
                kept.remove(at);
            }
        }
        let days: Vec<String> = kept.iter().map(|time| time.format("%m-%d").to_string()).collect();
        assert_eq!(
            days,
            ["04-10", "04-09", "04-08", "04-07", "04-06", "04-05", "03-31", "02-28", "01-31"],
            "a hundred days of daily backups"
        );
    }
}
