use chrono::NaiveTime;
use chrono_tz::Tz;

use super::*;
use crate::ids::EntityId;
use crate::ritual::{AnyDays, Weekdays};
use crate::schedule::plan::{Moved, Snoozed};

fn id(byte: u8) -> RitualId {
    EntityId::from_bytes([byte; 16]).into()
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn when(rhythm: Rhythm, at: &str) -> When {
    let at = NaiveTime::parse_from_str(at, "%H:%M").unwrap();
    When { rhythm, starts: monday(), at, zone: Tz::UTC }
}

/// A table of rituals: each one's number, when it is, how long it takes, whether it rests.
struct Table(Vec<(u8, When, u16, bool)>);

impl Table {
    fn part(&self, ritual: RitualId) -> Option<Part<'_>> {
        let (byte, when, minutes, resting) = self.0.iter().find(|(byte, ..)| id(*byte) == ritual)?;
        Some(Part { id: id(*byte), when: Some(when), minutes: *minutes, resting: *resting })
    }

    fn course(&self, byte: u8, marked: &[NaiveDate]) -> Result<Course, Unplaced> {
        let part = self.part(id(byte)).unwrap();
        course(part, |ritual| self.part(ritual), |_| marked.iter().copied().collect())
    }
}

fn chain() -> Table {
    Table(vec![
        (1, when(Rhythm::every_week(Weekdays::ALL), "21:30"), 10, false),
        (2, when(Rhythm::After(id(1)), "08:00"), 20, false),
        (3, when(Rhythm::After(id(2)), "08:00"), 5, false),
    ])
}

fn moved(to: &str) -> Moved {
    Moved { n: 1, to: to.parse().unwrap(), decided: DateTime::default() }
}

fn clock(at: Option<DateTime<Utc>>) -> String {
    at.unwrap().format("%d %H:%M").to_string()
}

#[test]
fn what_follows_begins_when_the_other_ends_and_moves_along() {
    let table = chain();
    let (second, third) = (table.course(2, &[]).unwrap(), table.course(3, &[]).unwrap());
    let mut changes = Changes::default();
    assert_eq!(clock(second.start(id(2), monday(), &changes)), "23 21:40", "ten minutes after 21:30");
    assert_eq!(clock(third.start(id(3), monday(), &changes)), "23 22:00", "chains are allowed");

    changes.moved.insert((id(1), monday()), moved("2026-11-23T22:30:00Z"));
    assert_eq!(clock(second.start(id(2), monday(), &changes)), "23 22:40", "it moves along");
    assert_eq!(clock(third.start(id(3), monday(), &changes)), "23 23:00", "and so does the next");
    changes.moved.insert((id(2), monday()), moved("2026-11-23T23:30:00Z"));
    assert_eq!(clock(third.start(id(3), monday(), &changes)), "23 23:50", "the nearest move counts");
    assert!(!second.announced(), "whoever was told of the first is there already");
}

#[test]
fn what_follows_waits_for_one_that_was_put_off() {
    let table = chain();
    let (second, third) = (table.course(2, &[]).unwrap(), table.course(3, &[]).unwrap());
    let mut changes = Changes::default();
    let mut put_off = |until: &str| {
        let snoozed = Snoozed { n: 1, until: until.parse().unwrap() };
        changes.snoozed.insert((id(1), monday()), snoozed);
        [second.start(id(2), monday(), &changes), third.start(id(3), monday(), &changes)].map(clock)
    };
    assert_eq!(put_off("2026-11-23T21:25:00Z"), ["23 21:40", "23 22:00"], "it asks again before its time");
    assert_eq!(put_off("2026-11-23T21:45:00Z"), ["23 21:55", "23 22:15"], "as after a move");
    changes.moved.insert((id(1), monday()), moved("2026-11-23T21:40:00Z"));
    assert_eq!(clock(second.start(id(2), monday(), &changes)), "23 21:55", "put off where it was moved to");
    changes.moved.insert((id(2), monday()), moved("2026-11-23T23:30:00Z"));
    assert_eq!(clock(third.start(id(3), monday(), &changes)), "23 23:50", "its own move counts");
}

#[test]
fn what_follows_after_midnight_keeps_the_name_of_its_evening() {
    let mut table = chain();
    table.0[0].1 = when(Rhythm::every_week(Weekdays::ALL), "23:55");
    let course = table.course(2, &[]).unwrap();
    let one = course.on_days(monday(), monday()).next().unwrap();
    assert_eq!((one.date(), clock(Some(one.at))), (monday(), "24 00:05".into()), "same date, later instant");
    assert_eq!(clock(Some(course.tomorrow(one.at, 4))), "25 00:05", "and tomorrow is a day later");
}

#[test]
fn tomorrow_is_the_day_after_the_one_that_an_evening_was_moved_to() {
    let tomorrow = |own: &str, starts: &str| {
        let table = Table(vec![(1, when(Rhythm::every_week(Weekdays::ALL), own), 10, false)]);
        let starts: DateTime<Utc> = starts.parse().unwrap();
        clock(Some(table.course(1, &[]).unwrap().tomorrow(starts, 4)))
    };
    assert_eq!(tomorrow("21:50", "2026-11-23T21:50:00Z"), "24 21:50");
    assert_eq!(tomorrow("21:50", "2026-11-24T21:50:00Z"), "25 21:50", "it was moved to the 24th before");
    assert_eq!(tomorrow("21:50", "2026-11-24T00:30:00Z"), "24 21:50", "the night belongs to the evening");
    assert_eq!(tomorrow("00:30", "2026-11-24T00:30:00Z"), "25 00:30", "also of what has its own time there");
}

#[test]
fn without_the_one_it_follows_a_ritual_waits_with_a_reason() {
    let mut table = chain();
    table.0[0].3 = true;
    assert_eq!(table.course(3, &[]), Err(Unplaced::RestsAlong), "it rests along, however long the chain");
    assert_eq!(table.course(1, &[]), Err(Unplaced::Resting), "the first rests by itself");
    table.0.remove(0);
    assert_eq!(table.course(2, &[]), Err(Unplaced::Gone), "nothing is guessed for it");
    table.0[0].1 = when(Rhythm::After(id(3)), "08:00");
    assert_eq!(table.course(2, &[]), Err(Unplaced::Circle), "two computers brought that about");
    assert_eq!(table.course(3, &[]), Err(Unplaced::Circle), "and both say so instead of waiting for ever");
    table.0[0].1 = when(Rhythm::Other("X-MOONS=2".into()), "08:00");
    assert_eq!(table.course(3, &[]), Err(Unplaced::Unreadable), "a newer version can");
}

#[test]
fn a_circle_is_seen_before_it_is_made() {
    let table = chain();
    let circle = |ritual, first| in_a_circle(id(ritual), id(first), |ritual| table.part(ritual));
    assert!(circle(1, 3), "the first cannot follow the last");
    assert!(circle(1, 1), "nothing follows itself");
    assert!(!circle(3, 1), "going back a step is fine");
    assert!(!circle(9, 8), "and so is what is not on the table yet");
}

#[test]
fn any_two_days_a_week_offer_themselves_until_they_were_had() {
    let any = Rhythm::AnyDays(AnyDays { times: 2, days: Weekdays::ALL });
    let table = Table(vec![(1, when(any, "20:00"), 30, false)]);
    let days = |marked: &[u64]| {
        let marked: Vec<_> = marked.iter().map(|day| monday() + Days::new(*day)).collect();
        let course = table.course(1, &marked).unwrap();
        assert!(course.loose, "it only offers itself");
        let found = course.on_days(monday(), monday() + Days::new(9));
        found.map(|one| (one.date() - monday()).num_days()).collect::<Vec<_>>()
    };
    assert_eq!(days(&[]), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "every day of the week is open");
    assert_eq!(days(&[2]), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "after one of them still");
    assert_eq!(days(&[0, 2]), [0, 2, 7, 8, 9], "after two it is silent until the next week");
    assert_eq!(days(&[0, 1, 2]), [0, 1, 2, 7, 8, 9], "a third is nobody's business");
}

#[test]
fn a_holiday_takes_the_announcements_and_leaves_the_rest() {
    let mut course = chain().course(1, &[]).unwrap();
    let all = course.on_days(monday(), monday() + Days::new(6)).count();
    course.silence(monday() + Days::new(1), monday() + Days::new(4), 4);
    let left = course.on_days(monday(), monday() + Days::new(6)).count();
    assert_eq!((all, left), (7, 3), "four days say nothing");
}

#[test]
fn on_a_holiday_the_night_belongs_to_the_evening() {
    let table = Table(vec![(1, when(Rhythm::every_week(Weekdays::ALL), "00:30"), 10, false)]);
    let mut course = table.course(1, &[]).unwrap();
    course.silence(monday() + Days::new(1), monday() + Days::new(2), 4);
    let left: Vec<_> =
        course.on_days(monday(), monday() + Days::new(4)).map(|one| clock(Some(one.at))).collect();
    assert_eq!(left, ["23 00:30", "24 00:30", "27 00:30"], "the 24th still has the night of the 23rd");
}

fn window(from: &str, to: &str) -> Stretch {
    Stretch { from: from.parse().unwrap(), to: to.parse().unwrap() }
}

fn shown(taken: &[Stretch]) -> Vec<String> {
    taken.iter().map(|one| format!("{}-{}", one.from.format("%d %H:%M"), one.to.format("%H:%M"))).collect()
}

#[test]
fn a_plan_takes_its_time_where_it_was_moved_to_and_what_follows_it_the_time_behind() {
    let table = chain();
    let (first, second) = (table.course(1, &[]).unwrap(), table.course(2, &[]).unwrap());
    let window = window("2026-11-23T21:35:00Z", "2026-11-25T12:00:00Z");
    let mut changes = Changes::default();
    let moved = Moved { n: 1, to: "2026-11-24T19:00:00Z".parse().unwrap(), decided: DateTime::default() };
    changes.moved.insert((id(1), monday().succ_opt().unwrap()), moved);
    assert_eq!(
        shown(&first.taken(id(1), 10, &changes, window)),
        ["23 21:35-21:40", "24 19:00-19:10"],
        "the part of it that lies in the window, and the evening where it is now"
    );
    assert_eq!(
        shown(&second.taken(id(2), 20, &changes, window)),
        ["23 21:40-22:00", "24 19:10-19:30"],
        "what follows comes along"
    );
}

#[test]
fn what_only_offers_itself_takes_no_time() {
    let any = Rhythm::AnyDays(AnyDays { times: 2, days: Weekdays::ALL });
    let course = Table(vec![(1, when(any, "19:00"), 30, false)]).course(1, &[]).unwrap();
    let week = window("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z");
    assert!(course.taken(id(1), 30, &Changes::default(), week).is_empty(), "which of the days, nobody knows");
}
