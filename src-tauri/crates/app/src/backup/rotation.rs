//! Which backups stay: the newest and five before it, and the last one of each month.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use chrono::{Datelike as _, NaiveDateTime};

use super::{Backup, UNFINISHED, clear};
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

/// Takes away what rotates out of `all`, one profile's backups, the newest first. The newest copy of each file that was
/// opened and found whole stays, however many were made of a damaged one since.
pub(super) fn rotate(all: &[Backup]) -> Result<(), AppError> {
    let made: Vec<NaiveDateTime> = all.iter().map(|backup| backup.made).collect();
    let whole = newest_whole(all);
    let goes = out(&made).into_iter().filter(|at| !whole.contains(at));
    goes.filter_map(|at| all.get(at)).try_for_each(|backup| clear(&backup.folder))
}

/// Which of these, the newest first, hold the newest copy of a file that was found whole.
fn newest_whole(all: &[Backup]) -> BTreeSet<usize> {
    let mut met = BTreeSet::new();
    let checked = all.iter().enumerate().flat_map(|(at, backup)| {
        backup.parts.iter().filter(|part| part.checked).map(move |part| (at, &part.file))
    });
    checked.filter(|(_, file)| met.insert(*file)).map(|(at, _)| at).collect()
}

/// No backup takes longer.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Takes away what backups left in `folder` that were cut off: it would outlive everything that rotates. One that is
/// not a day older than `newest` may be another profile's, which backs up into the same folder just now.
pub(super) fn clear_cut_off(folder: &Path, newest: &Path) -> Result<(), AppError> {
    let now = fs::metadata(newest).and_then(|found| found.modified()).map_err(AppError::folder)?;
    for entry in fs::read_dir(folder).map_err(AppError::folder)?.flatten() {
        let is_unfinished = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        let made = entry.metadata().and_then(|found| found.modified());
        let is_old = made.is_ok_and(|made| now.duration_since(made).is_ok_and(|older| older > LONGEST));
        if is_unfinished && is_old {
            clear(&entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use chrono::{Days, NaiveDate};

    use super::super::Part;
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

    #[test]
    fn the_newest_copy_that_was_found_whole_stays_whatever_was_made_since() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(8, 0, 0).unwrap();
        let backup = |drawer: bool, table: bool| {
            let part =
                |file: &str, checked| Part { file: file.to_owned(), owner: None, checked, broken: false };
            let parts = vec![part("table.db", table), part("drawer.db", drawer)];
            Backup { folder: PathBuf::new(), made: day, parts }
        };
        let all = [backup(false, true), backup(false, true), backup(true, true), backup(true, true)];
        assert_eq!(newest_whole(&all), BTreeSet::from([0, 2]));
        assert_eq!(newest_whole(&all[..2]), BTreeSet::from([0]), "none of the drawer was");
    }

    #[cfg(unix)]
    #[test]
    fn what_was_cut_off_goes_with_a_later_backup_and_what_is_being_made_stays() {
        let folder = tempfile::tempdir().unwrap();
        let made = |name: &str, days_ago: u32| {
            let place = folder.path().join(name);
            fs::create_dir(&place).unwrap();
            fs::write(place.join("table.db"), "sealed").unwrap();
            let dir = fs::File::open(&place).unwrap();
            let made = dir.metadata().unwrap().modified().unwrap();
            dir.set_modified(made - LONGEST * days_ago - Duration::from_secs(60)).unwrap();
            place
        };
        let newest = made("newest", 0);
        let (old, young, other) =
            (made(".nightstand-unfinished-7", 2), made(".nightstand-unfinished-8", 0), made("holiday", 9));
        clear_cut_off(folder.path(), &newest).unwrap();
        assert_eq!([old.exists(), young.exists(), other.exists()], [false, true, true]);
    }
}
