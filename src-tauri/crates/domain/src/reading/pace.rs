//! How a book goes: what was really read, and around when it will be finished if the coming weeks look like
//! the last ones. There is no plan to be behind of; the date moves with the two of you.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};

use crate::ids::PersonId;

/// With fewer evenings than this nothing is said about the end.
pub const FEWEST_EVENINGS: usize = 3;
/// The projection looks this far back.
const LOOK_BACK: i64 = 21;
/// An end further off than this is no date that anyone could use.
const FURTHEST: f64 = 3.0 * 366.0;
/// Words a minute, read aloud. Recorded books are read at 150 to 160 words a minute, and two people in bed are in
/// no hurry; readers asked to read aloud in studies were faster, 183 (Brysbaert 2019, cited below).
pub const WORDS_A_MINUTE_ALOUD: u32 = 150;
/// Words a minute, read in silence: 238 in the mean of 190 studies, told with a little room. Source: M. Brysbaert,
/// "How many words do we read per minute? A review and meta-analysis of reading rate", Journal of Memory and
/// Language 109 (2019), 104047.
pub const WORDS_A_MINUTE: u32 = 230;
/// A page has about as many words: two minutes aloud.
pub const WORDS_A_PAGE: u32 = 300;

/// How far one person had come at the end of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evening {
    /// Whose evening it was.
    pub person: PersonId,
    /// The couple's day.
    pub day: NaiveDate,
    /// Chapters read by then.
    pub read: usize,
}

/// A day on which the shared count rose, and what it was in the evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The couple's day.
    pub day: NaiveDate,
    /// Chapters read by everyone who reads this book.
    pub read: usize,
}

/// Around when the book will be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projection {
    /// If every week were like the fullest of the last three.
    pub earliest: NaiveDate,
    /// If most weeks look like the last three.
    pub around: NaiveDate,
    /// If every week were like the quietest one in which something was read.
    pub latest: NaiveDate,
}

/// The pace picture's facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The days on which the shared count rose, in order.
    pub steps: Vec<Step>,
    /// `None` with fewer than three evenings, after a quiet stretch, or at the end.
    pub projection: Option<Projection>,
}

impl Pace {
    /// From the evenings of everyone who reads this book, and where their bookmarks lie now. A bookmark that
    /// was put back takes the line down with it: the picture shows what holds, not what was retracted.
    pub fn of(
        evenings: &[Evening],
        now: &BTreeMap<PersonId, usize>,
        chapters: usize,
        today: NaiveDate,
    ) -> Self {
        let steps = together(evenings, now);
        let projection = project(&steps, chapters, today);
        Self { steps, projection }
    }
}

/// The days on which the chapters that *both* had read grew in number. One reader alone is "both".
fn together(evenings: &[Evening], now: &BTreeMap<PersonId, usize>) -> Vec<Step> {
    let by_day = standing(evenings, now);
    let mut reached: BTreeMap<PersonId, usize> = now.keys().map(|person| (*person, 0)).collect();
    let mut steps: Vec<Step> = Vec::new();
    let mut shared = 0;
    for evening in by_day {
        reached.insert(evening.person, evening.read.min(now.get(&evening.person).copied().unwrap_or(0)));
        let read = reached.values().copied().min().unwrap_or(0);
        if read <= shared {
            continue;
        }
        shared = read;
        match steps.last_mut() {
            Some(last) if last.day == evening.day => last.read = read,
            _ => steps.push(Step { day: evening.day, read }),
        }
    }
    steps
}

/// The evenings that still hold, in order of days. An evening after which somebody stood further back was taken back,
/// by a correction or because they read the book again.
fn standing(evenings: &[Evening], now: &BTreeMap<PersonId, usize>) -> Vec<Evening> {
    let mut by_day: Vec<Evening> = evenings.iter().filter(|e| now.contains_key(&e.person)).copied().collect();
    by_day.sort_by_key(|evening| std::cmp::Reverse(evening.day));
    let mut later: BTreeMap<PersonId, usize> = BTreeMap::new();
    by_day.retain(|evening| {
        let lowest = later.entry(evening.person).or_insert(evening.read);
        *lowest = evening.read.min(*lowest);
        evening.read == *lowest
    });
    by_day.reverse();
    by_day
}

fn project(steps: &[Step], chapters: usize, today: NaiveDate) -> Option<Projection> {
    let (first, last) = (steps.first()?, steps.last()?);
    let left = chapters.checked_sub(last.read).filter(|left| *left > 0)?;
    if steps.len() < FEWEST_EVENINGS {
        return None;
    }
    let mut rates = daily_rates(steps, first.day, today);
    rates.sort_by(f64::total_cmp);
    let median = median(&rates)?;
    let fullest = rates.last().copied()?;
    let quietest = rates.iter().copied().find(|rate| *rate > 0.0)?;
    let on = |rate: f64| after(today, left as f64 / rate);
    Some(Projection { earliest: on(fullest)?, around: on(median)?, latest: on(quietest.min(median))? })
}

/// Chapters a day in each of the last three weeks; in fewer and equal stretches when the book is younger.
fn daily_rates(steps: &[Step], first: NaiveDate, today: NaiveDate) -> Vec<f64> {
    // A clock that was set back must not turn the span around.
    let span = (today.signed_duration_since(first).num_days() + 1).clamp(1, LOOK_BACK);
    let stretches = (span + 6) / 7;
    let edge = |n: i64| today - Duration::days(span * n / stretches);
    (0..stretches)
        .map(|n| {
            let (from, until) = (edge(n + 1), edge(n));
            let days = until.signed_duration_since(from).num_days().max(1);
            read_by(steps, until).saturating_sub(read_by(steps, from)) as f64 / days as f64
        })
        .collect()
}

fn read_by(steps: &[Step], day: NaiveDate) -> usize {
    let past = steps.partition_point(|step| step.day <= day);
    // Before the first evening lies what had been read before the two began to count.
    past.checked_sub(1).and_then(|at| steps.get(at)).or(steps.first()).map_or(0, |step| step.read)
}

/// The middle one; of two the mean. `None` when most weeks were quiet: no date is better than a far one.
fn median(sorted: &[f64]) -> Option<f64> {
    let (low, high) = (sorted.get((sorted.len().checked_sub(1)?) / 2)?, sorted.get(sorted.len() / 2)?);
    Some((low + high) / 2.0).filter(|rate| *rate > 0.0)
}

pub(super) fn after(today: NaiveDate, days: f64) -> Option<NaiveDate> {
    (days <= FURTHEST).then(|| today.checked_add_signed(Duration::days(days.ceil() as i64)))?
}

/// About how many minutes a chapter takes, in fives, aloud or in silence: from its words, or from its pages where
/// nobody counted the words. `None` where neither is known.
pub fn minutes(words: Option<u32>, pages: Option<u32>, aloud: bool) -> Option<u32> {
    let words = words.or_else(|| pages.map(|pages| pages.saturating_mul(WORDS_A_PAGE)))?;
    let a_minute = if aloud { WORDS_A_MINUTE_ALOUD } else { WORDS_A_MINUTE };
    let five = a_minute * 5;
    Some((words.saturating_add(five / 2) / five * 5).max(5))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::EntityId;

    fn person(n: u8) -> PersonId {
        EntityId::from_bytes([n; 16]).into()
    }

    fn november(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn read_on(who: u8, days: &[u32]) -> Vec<Evening> {
        days.iter()
            .zip(1..)
            .map(|(day, read)| Evening { person: person(who), day: november(*day), read })
            .collect()
    }

    #[test]
    fn fewer_than_three_evenings_give_no_date() {
        let now = BTreeMap::from([(person(1), 2)]);
        let pace = Pace::of(&read_on(1, &[2, 4]), &now, 21, november(23));
        assert_eq!(pace.steps.len(), 2, "what was read is still drawn");
        assert_eq!(pace.projection, None, "two evenings say nothing about the end");
    }

    #[test]
    fn three_chapters_a_week_end_around_four_weeks_later() {
        let now = BTreeMap::from([(person(1), 9)]);
        let evenings = read_on(1, &[3, 5, 7, 10, 12, 14, 17, 19, 21]);
        let projection = Pace::of(&evenings, &now, 21, november(23)).projection.expect("nine evenings");
        let twelve_left = NaiveDate::from_ymd_opt(2026, 12, 21).unwrap();
        assert_eq!(projection.around, twelve_left, "twelve chapters at three a week");
        assert!(projection.earliest <= projection.around && projection.around <= projection.latest);
    }

    #[test]
    fn a_chapter_counts_once_both_have_read_it() {
        let mut evenings = read_on(1, &[2, 3, 4]);
        evenings.extend(read_on(2, &[9]));
        let now = BTreeMap::from([(person(1), 3), (person(2), 1)]);
        let steps = Pace::of(&evenings, &now, 21, november(10)).steps;
        assert_eq!(steps, [Step { day: november(9), read: 1 }], "the line is the one you share");
    }

    #[test]
    fn a_bookmark_that_was_put_back_takes_the_line_with_it() {
        let now = BTreeMap::from([(person(1), 2)]);
        let steps = Pace::of(&read_on(1, &[2, 3, 4, 5]), &now, 21, november(6)).steps;
        assert_eq!(steps.last().map(|s| s.read), Some(2), "chapters that were taken back are not drawn");
    }

    fn evening(day: u32, read: usize) -> Evening {
        Evening { person: person(1), day: november(day), read }
    }

    #[test]
    fn a_slip_that_was_put_right_swallows_no_later_evening() {
        let evenings = [evening(2, 9), evening(3, 4), evening(4, 5), evening(5, 6)];
        let steps = Pace::of(&evenings, &BTreeMap::from([(person(1), 6)]), 21, november(6)).steps;
        assert_eq!(steps.iter().map(|step| step.read).collect::<Vec<_>>(), [4, 5, 6]);
    }

    #[test]
    fn a_book_that_is_read_again_begins_again() {
        let first: Vec<Evening> = (1..=10).map(|n| evening(n, n as usize * 2)).collect();
        let again = [evening(20, 1), evening(21, 2), evening(22, 3)];
        let evenings: Vec<Evening> = first.into_iter().chain(again).collect();
        let pace = Pace::of(&evenings, &BTreeMap::from([(person(1), 3)]), 20, november(23));
        assert_eq!(pace.steps.first(), Some(&Step { day: november(20), read: 1 }));
        assert!(pace.projection.is_some(), "three evenings of this time");
    }

    #[test]
    fn chapters_that_were_read_before_the_book_was_brought_make_nobody_faster() {
        let evenings = [evening(1, 15), evening(3, 16), evening(5, 17)];
        let pace = Pace::of(&evenings, &BTreeMap::from([(person(1), 17)]), 30, november(5));
        let around = pace.projection.expect("three evenings").around;
        let days = around.signed_duration_since(november(5)).num_days();
        assert!((20..=40).contains(&days), "thirteen left at a chapter every other day: {days}");
    }

    #[test]
    fn after_quiet_weeks_there_is_no_date_and_no_reproach() {
        let now = BTreeMap::from([(person(1), 4)]);
        let late = NaiveDate::from_ymd_opt(2027, 2, 1).unwrap();
        assert_eq!(Pace::of(&read_on(1, &[2, 3, 4, 5]), &now, 21, late).projection, None);
    }

    #[test]
    fn minutes_are_told_in_fives() {
        let aloud = |pages| minutes(None, Some(pages), true);
        assert_eq!([1, 5, 12, 400].map(aloud), [5, 10, 25, 800].map(Some));
        assert_eq!(
            minutes(Some(3_000), Some(1), true),
            Some(20),
            "words that were counted come before pages"
        );
        assert_eq!(minutes(Some(3_450), None, false), Some(15), "in silence it takes less");
        assert_eq!(minutes(None, None, true), None, "and of an unknown length nothing is said");
    }

    proptest! {
        #[test]
        fn any_history_gives_a_sane_picture(
            days in prop::collection::vec((0..3_u8, 0..400_i64, 0..40_usize), 0..60),
            places in prop::collection::btree_map(0..3_u8, 0..40_usize, 0..3),
            chapters in 0..40_usize, today in -10..500_i64,
        ) {
            let start = november(1);
            let evenings: Vec<_> = days.into_iter()
                .map(|(who, day, read)| Evening { person: person(who), day: start + Duration::days(day), read })
                .collect();
            let now = places.into_iter().map(|(who, read)| (person(who), read)).collect();
            let today = start + Duration::days(today);
            let pace = Pace::of(&evenings, &now, chapters, today);
            prop_assert!(pace.steps.windows(2).all(|p| p[0].day < p[1].day && p[0].read < p[1].read));
            if let Some(p) = pace.projection {
                prop_assert!(today < p.earliest && p.earliest <= p.around && p.around <= p.latest);
            }
        }
    }
}
