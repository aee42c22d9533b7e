//! Reading towards a day. It is asked anew each time from what was really read, told as a range of evenings
//! a week, and there is no word in it for being late: a day that comes too soon is only a near day.

use chrono::NaiveDate;

use super::pace::{Projection, Step, after};
use super::shelf::Evenings;

/// The last evenings that say how much one evening holds.
const RECENT: usize = 9;

/// How a day that somebody wished for could be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// About so many evenings a week.
    Evenings(Evenings),
    /// More than one usual evening a day: longer ones now and then, or a later day.
    Near,
    /// The day went by. Another one can be chosen, or none.
    Gone,
}

impl Toward {
    /// From what is left, the days on which the shared count rose, and the day that was wished for. Nothing
    /// at the book's end.
    pub fn of(
        by: NaiveDate,
        steps: &[Step],
        chapters: usize,
        together: usize,
        today: NaiveDate,
    ) -> Option<Self> {
        let left = chapters.checked_sub(together).filter(|left| *left > 0)?;
        let days = by.signed_duration_since(today).num_days() + 1;
        if days < 1 {
            return Some(Self::Gone);
        }
        let evenings = left as f64 / an_evening(steps);
        let weekly = evenings * 7.0 / days as f64;
        if weekly > 7.0 {
            return Some(Self::Near);
        }
        // Between the whole numbers below and above; never less than one evening.
        let (fewest, most) = (weekly.floor().max(1.0) as u8, weekly.ceil().max(1.0) as u8);
        Evenings::new(fewest, most).map(Self::Evenings)
    }
}

/// Chapters that one usual evening holds: the median of the last ones, one before any.
fn an_evening(steps: &[Step]) -> f64 {
    let from = steps.len().saturating_sub(RECENT);
    let before = from.checked_sub(1).and_then(|at| steps.get(at)).map_or(0, |step| step.read);
    let mut held: Vec<usize> = Vec::with_capacity(RECENT);
    let mut last = before;
    for step in steps.iter().skip(from) {
        held.push(step.read.saturating_sub(last));
        last = step.read;
    }
    held.sort_unstable();
    let middle = held.get(held.len() / 2).copied().unwrap_or(1);
    middle.max(1) as f64
}

/// Around when so many evenings a week would end the book, before enough was read to say more: from the most
/// that is meant to the fewest.
pub fn meant(evenings: Evenings, steps: &[Step], left: usize, today: NaiveDate) -> Option<Projection> {
    if left == 0 {
        return None;
    }
    let days = |weekly: f64| (left as f64 / an_evening(steps) * 7.0 / weekly).ceil().max(1.0);
    let (fewest, most) = (f64::from(evenings.fewest()), f64::from(evenings.most()));
    Some(Projection {
        earliest: after(today, days(most))?,
        around: after(today, days(f64::midpoint(fewest, most)))?,
        latest: after(today, days(fewest))?,
    })
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn each_evening(chapters: usize, evenings: usize) -> Vec<Step> {
        let day = |n: usize| today() - Days::new((evenings - n) as u64 * 2);
        (0..evenings).map(|n| Step { day: day(n), read: (n + 1) * chapters }).collect()
    }

    fn toward(days: u64, steps: &[Step], chapters: usize) -> Option<Toward> {
        let together = steps.last().map_or(0, |step| step.read);
        Toward::of(today() + Days::new(days), steps, chapters, together, today())
    }

    #[test]
    fn a_finish_date_is_told_as_evenings_a_week() {
        let steps = each_evening(1, 6);
        assert_eq!(
            toward(27, &steps, 16),
            Some(Toward::Evenings(Evenings::new(2, 3).unwrap())),
            "ten in four weeks"
        );
        let two_each = each_evening(2, 3);
        assert_eq!(
            toward(27, &two_each, 16),
            Some(Toward::Evenings(Evenings::new(1, 2).unwrap())),
            "two chapters an evening need half as many"
        );
    }

    #[test]
    fn a_day_too_near_and_a_day_gone_by_are_said_without_reproach() {
        assert_eq!(toward(2, &[], 16), Some(Toward::Near));
        let gone = Toward::of(today() - Days::new(1), &[], 16, 0, today());
        assert_eq!(gone, Some(Toward::Gone));
        assert_eq!(toward(5, &each_evening(1, 6), 6), None, "at the end nothing is asked");
    }

    #[test]
    fn an_intention_gives_a_range_before_there_is_a_pace() {
        let range = meant(Evenings::new(2, 3).unwrap(), &[], 12, today()).unwrap();
        assert_eq!(range.earliest, today() + Days::new(28), "three a week: four weeks");
        assert_eq!(range.latest, today() + Days::new(42), "two a week: six");
        assert!(range.earliest <= range.around && range.around <= range.latest);
    }

    proptest! {
        #[test]
        fn any_wish_has_an_answer(
            days in -30..900_i64, chapters in 0..3000_usize, reads in prop::collection::vec(0..9_usize, 0..20),
        ) {
            let mut read = 0;
            let steps: Vec<Step> = reads.iter().zip(1..).map(|(more, n)| {
                read += more;
                Step { day: today() - Days::new(40 - n), read }
            }).collect();
            let by = today() + chrono::Duration::days(days);
            let toward = Toward::of(by, &steps, chapters, read, today());
            prop_assert_eq!(toward.is_none(), read >= chapters);
            if let Some(range) = meant(Evenings::new(1, 7).unwrap(), &steps, chapters.saturating_sub(read), today()) {
                prop_assert!(today() < range.earliest && range.earliest <= range.around && range.around <= range.latest);
            }
        }
    }
}
