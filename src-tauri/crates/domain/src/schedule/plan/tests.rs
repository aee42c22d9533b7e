use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::*;
use crate::ids::EntityId;

const ZONE: Tz = Tz::Europe__Berlin;

fn plan(number: u8) -> RitualId {
    RitualId::from(EntityId::from_bytes([number; 16]))
}

/// In Berlin, where the winter clock is an hour ahead of UTC.
fn at(text: &str) -> DateTime<Utc> {
    let civil = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    super::super::occurrences::instant(civil, ZONE)
}

fn evening(number: u8, start: &str, lead: u16) -> PlanSource {
    let start = NaiveDateTime::parse_from_str(&format!("2026-11-20 {start}"), "%Y-%m-%d %H:%M").unwrap();
    PlanSource {
        plan: plan(number),
        title: "Check-in".into(),
        wording: Wording::Full,
        series: Series { rhythm: "FREQ=DAILY".parse().unwrap(), start, zone: ZONE },
        lead: Some(lead),
        minutes: 10,
        paused: false,
        away: Vec::new(),
    }
}

/// A table with plans and a clock, and what the clock did so far.
struct Night {
    sources: Vec<PlanSource>,
    changes: Changes,
    ledger: Ledger,
    /// Which start each raised banner named.
    told: BTreeMap<Key, DateTime<Utc>>,
}

impl Night {
    fn of(sources: Vec<PlanSource>) -> Self {
        Self { sources, changes: Changes::default(), ledger: Ledger::new(), told: BTreeMap::new() }
    }

    fn look(&self, now: &str) -> Verdict {
        self.look_at(at(now))
    }

    fn look_at(&self, now: DateTime<Utc>) -> Verdict {
        let (from, to) = (now - TimeDelta::days(1), now + TimeDelta::days(3));
        let told: Vec<_> = self.told.iter().map(|(key, starts)| (*key, *starts)).collect();
        let mut dues: Vec<Due> =
            self.sources.iter().flat_map(|source| dues(source, &self.changes, from, to)).collect();
        dues.iter_mut().for_each(|due| number(due, &told));
        decide(&dues, &self.ledger, &self.changes, now, Today::at(now, ZONE, DAY_ENDS))
    }

    /// Looks, raises what is due, and returns the steps that were raised.
    fn tick(&mut self, now: &str) -> Vec<(u8, Step)> {
        let verdict = self.look(now);
        for key in verdict.card {
            self.ledger.insert(key, Fate::Intended);
        }
        for due in &verdict.raise {
            self.told.insert(due.key, due.starts);
            let server_id = self.ledger.len() as u32 + 1;
            assert_eq!(
                self.ledger.insert(due.key, Fate::Raised { server_id }),
                None,
                "raised twice: {due:?}"
            );
        }
        verdict.raise.iter().map(|due| (due.key.plan.as_bytes()[0], due.key.step)).collect()
    }

    fn cards(&self) -> usize {
        self.ledger.values().filter(|fate| **fate == Fate::Intended).count()
    }
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn one_evening_gets_one_banner() {
    let mut night = Night::of(vec![evening(1, "21:30", 10)]);
    assert_eq!(
        night.look("2026-11-23 20:00").sleep_until,
        Some(at("2026-11-23 21:20")),
        "it sleeps until the lead"
    );
    assert_eq!(night.tick("2026-11-23 21:20"), [(1, Step::Lead)], "ten minutes ahead");
    assert_eq!(night.tick("2026-11-23 21:20"), [], "planning twice raises nothing");
    assert_eq!(night.tick("2026-11-23 21:30"), [], "nobody answered: no second notification");
    let later = night.look("2026-11-23 22:30");
    assert_eq!(later.withdraw.len(), 1, "after its moment the evening is let go");
    assert_eq!(night.tick("2026-11-24 21:20"), [(1, Step::Lead)], "the next evening is another one");
}

#[test]
fn an_evening_that_got_another_time_after_its_banner_is_announced_at_that_time() {
    let mut night = Night::of(vec![evening(1, "21:50", 0)]);
    assert_eq!(night.tick("2026-11-23 21:50"), [(1, Step::Start)]);
    night.sources = vec![evening(1, "22:27", 10)];
    assert_eq!(night.tick("2026-11-23 22:17"), [(1, Step::Lead)], "the new one is told as any other");
    assert_eq!(night.tick("2026-11-23 22:27"), [], "once");
    night.sources = vec![evening(1, "21:50", 0)];
    assert_eq!(night.tick("2026-11-23 22:28"), [], "back at its old time it has been told");
    night.sources = vec![evening(1, "22:40", 0)];
    assert_eq!(night.tick("2026-11-23 22:50"), [], "a new time that was slept through is no late banner");
    assert_eq!(night.tick("2026-11-24 22:40"), [(1, Step::Start)], "the next evening is another one");
}

#[test]
fn without_a_lead_it_is_raised_as_it_starts() {
    let mut night = Night::of(vec![evening(1, "21:30", 0)]);
    assert_eq!(night.tick("2026-11-23 21:29"), [], "not before");
    assert_eq!(night.tick("2026-11-23 21:30"), [(1, Step::Start)], "at its time");
}

#[test]
fn no_reminder_and_a_resting_plan_are_silent() {
    let (mut silent, mut resting) = (evening(1, "21:30", 0), evening(2, "21:30", 0));
    silent.lead = None;
    resting.paused = true;
    let night = Night::of(vec![silent, resting]);
    assert_eq!(
        night.look("2026-11-23 21:30"),
        Verdict::default(),
        "nothing is raised, nothing is waited for"
    );
}

#[test]
fn what_was_slept_through_becomes_one_quiet_card_not_a_pile() {
    let mut night = Night::of(vec![
        evening(1, "07:00", 0),
        evening(2, "12:00", 0),
        evening(3, "20:45", 0),
        evening(4, "21:00", 0),
    ]);
    // The computer slept from yesterday to 21:20.
    assert_eq!(
        night.tick("2026-11-23 21:20"),
        [(4, Step::Start)],
        "the one whose moment is on is still offered"
    );
    assert_eq!(night.cards(), 3, "the rest of today stands on the card, yesterday is gone without a word");
    assert_eq!(night.tick("2026-11-23 21:21"), [], "and nothing follows");
}

#[test]
fn a_reminder_late_within_its_moment_is_not_lost() {
    let mut night = Night::of(vec![evening(1, "21:30", 10)]);
    assert_eq!(night.tick("2026-11-23 21:50"), [(1, Step::Start)], "the machine slept through its minute");
    let mut night = Night::of(vec![evening(1, "21:30", 10)]);
    assert_eq!(night.tick("2026-11-23 21:25"), [(1, Step::Lead)], "woken between lead and start");
    assert_eq!(night.tick("2026-11-23 21:30"), [], "then the start stays silent");
}

#[test]
fn after_its_moment_it_is_only_on_the_card() {
    let mut night = Night::of(vec![evening(1, "21:30", 10)]);
    assert_eq!(night.tick("2026-11-23 23:00"), [], "nobody is called back to what is over");
    assert_eq!(night.cards(), 1, "its start is written down, which keeps its lead silent too");
}

#[test]
fn an_intent_that_nobody_resolved_is_never_raised_again() {
    let mut night = Night::of(vec![evening(1, "21:30", 10)]);
    let due = night.look("2026-11-23 21:20").raise[0];
    night.ledger.insert(due.key, Fate::Intended);
    assert_eq!(night.tick("2026-11-23 21:21"), [], "a second banner is worse than none");
    assert_eq!(night.tick("2026-11-23 21:30"), [], "nor is its start raised");
    assert_eq!(night.cards(), 1, "it stands on the card");
}

#[test]
fn in_ten_minutes_asks_again_once() {
    let mut night = Night::of(vec![evening(1, "21:30", 10)]);
    night.tick("2026-11-23 21:20");
    let tonight = (plan(1), date("2026-11-23"));
    night.changes.snoozed.insert(tonight, Snoozed { n: 1, until: at("2026-11-23 21:31") });
    assert_eq!(night.tick("2026-11-23 21:30"), [], "not before");
    assert_eq!(night.tick("2026-11-23 21:31"), [(1, Step::Snooze)], "ten minutes after the answer");
    assert_eq!(night.tick("2026-11-23 21:32"), [], "once");
    night.changes.snoozed.insert(tonight, Snoozed { n: 2, until: at("2026-11-23 21:42") });
    assert_eq!(night.tick("2026-11-23 21:42"), [(1, Step::Snooze)], "and again when asked again");
}

#[test]
fn a_moved_evening_has_the_banner_of_its_new_time_alone() {
    let mut night = Night::of(vec![evening(1, "21:30", 10)]);
    let moved = Moved { n: 1, to: at("2026-11-23 22:00"), decided: at("2026-11-23 19:00") };
    night.changes.moved.insert((plan(1), date("2026-11-23")), moved);
    assert_eq!(night.tick("2026-11-23 21:20"), [], "the old lead is gone");
    assert_eq!(night.tick("2026-11-23 21:30"), [], "and the old start");
    assert_eq!(night.tick("2026-11-23 21:50"), [(1, Step::Move)], "its lead moved with it");
    assert_eq!(night.tick("2026-11-23 22:00"), [], "one banner");
}

#[test]
fn moved_to_where_it_takes_place_anyway_it_is_announced_once() {
    let mut night = Night::of(vec![evening(1, "21:30", 0)]);
    let moved = Moved { n: 1, to: at("2026-11-24 21:30"), decided: at("2026-11-23 19:00") };
    night.changes.moved.insert((plan(1), date("2026-11-23")), moved);
    assert_eq!(night.tick("2026-11-23 21:30"), [], "not tonight");
    assert_eq!(night.tick("2026-11-24 21:30"), [(1, Step::Start)], "tomorrow's own evening, once");
}

#[test]
fn an_evening_settled_in_the_window_leaves_the_screen() {
    let mut night = Night::of(vec![evening(1, "21:30", 10)]);
    night.tick("2026-11-23 21:20");
    night.changes.settled.insert((plan(1), date("2026-11-23")));
    assert_eq!(night.look("2026-11-23 21:25").withdraw.len(), 1, "its banner is taken down");
    assert_eq!(night.tick("2026-11-23 21:30"), [], "and none follows");
}

#[test]
fn two_plans_at_one_time_are_both_raised() {
    let mut night = Night::of(vec![evening(1, "21:30", 0), evening(2, "21:30", 0)]);
    assert_eq!(night.tick("2026-11-23 21:30").len(), 2, "on time is no pile");
}

#[test]
fn two_slept_through_across_the_end_of_the_day_are_one_banner_and_one_line_on_the_card() {
    let mut night = Night::of(vec![evening(1, "03:01", 0), evening(2, "03:01", 0)]);
    let verdict = night.look("2026-11-24 04:00");
    assert_eq!(verdict.raise.len(), 1, "the evening before has ended, its moment has not");
    assert_eq!(verdict.card.len(), 1, "the other one is written down too");
    night.ledger.extend(verdict.card.iter().map(|key| (*key, Fate::Intended)));
    night.ledger.extend(verdict.raise.iter().map(|due| (due.key, Fate::Raised { server_id: 1 })));
    assert_eq!(night.tick("2026-11-24 04:00"), [], "and is not raised by the next look");
}

#[test]
fn the_programme_shows_the_couples_day_with_its_moves() {
    let (late, mut changes) = (evening(1, "00:30", 0), Changes::default());
    let today = Today::at(at("2026-11-23 22:00"), ZONE, DAY_ENDS);
    let shown = programme(&late, &changes, today);
    assert_eq!(shown[0].date, date("2026-11-24"), "half past midnight belongs to the evening before");
    let moved = Moved { n: 1, to: at("2026-11-23 23:00"), decided: at("2026-11-23 22:00") };
    changes.moved.insert((plan(1), date("2026-11-24")), moved);
    assert_eq!(programme(&late, &changes, today)[0].starts, moved.to, "a move is counted in");
}

proptest! {
    /// The clock may be set to anything, in any order: no name is raised twice, and no evening twice without
    /// being asked for.
    #[test]
    fn however_the_clock_is_set_nothing_is_raised_twice(minutes in prop::collection::vec(0..4320_i64, 1..60)) {
        let mut night = Night::of(vec![evening(1, "21:30", 10), evening(2, "23:55", 0), evening(3, "02:30", 5)]);
        let start = at("2026-11-22 12:00");
        let mut raised = BTreeSet::new();
        for minute in minutes {
            let verdict = night.look_at(start + TimeDelta::minutes(minute));
            for key in verdict.card {
                prop_assert!(night.ledger.insert(key, Fate::Intended).is_none());
            }
            for due in verdict.raise {
                prop_assert!(night.ledger.insert(due.key, Fate::Closed).is_none(), "a name is raised once");
                prop_assert!(raised.insert(due.key.evening()), "an evening is raised once");
            }
        }
    }
}

proptest! {
    // Each case looks two thousand times.
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Sleeping until the moment that was named never misses a banner: looking every minute raises the same.
    #[test]
    fn sleeping_until_the_named_moment_raises_what_looking_every_minute_raises(
        starts in prop::collection::vec((0..24_u32, 0..60_u32, 0..30_u16), 1..4)
    ) {
        let sources: Vec<_> = starts.iter().zip(1..).map(|((h, m, lead), n)| evening(n, &format!("{h:02}:{m:02}"), *lead)).collect();
        let (start, end) = (at("2026-11-22 12:00"), at("2026-11-24 12:00"));
        let run = |step: &dyn Fn(DateTime<Utc>, Option<DateTime<Utc>>) -> Option<DateTime<Utc>>| {
            let mut night = Night::of(sources.clone());
            let (mut now, mut raised) = (Some(start), Vec::new());
            while let Some(moment) = now.filter(|now| *now < end) {
                let verdict = night.look_at(moment);
                raised.extend(verdict.raise.iter().map(|due| due.key));
                night.ledger.extend(verdict.card.iter().map(|key| (*key, Fate::Intended)));
                night.ledger.extend(verdict.raise.iter().map(|due| (due.key, Fate::Raised { server_id: 1 })));
                night.ledger.extend(verdict.withdraw.iter().map(|(key, _)| (*key, Fate::Closed)));
                now = step(moment, verdict.sleep_until);
            }
            raised
        };
        let slept = run(&|_, until| until);
        let looked = run(&|now, _| Some(now + TimeDelta::minutes(1)));
        prop_assert_eq!(slept, looked);
    }
}

proptest! {
    #[test]
    fn planning_twice_with_no_time_passing_raises_nothing_the_second_time(
        minute in 0..2880_i64,
        plans in prop::collection::vec((0..24_u32, 0..60_u32, 0..30_u16), 1..4)
    ) {
        let sources = plans.iter().zip(1..).map(|((h, m, lead), n)| evening(n, &format!("{h:02}:{m:02}"), *lead));
        let mut night = Night::of(sources.collect());
        let now = at("2026-11-22 12:00") + TimeDelta::minutes(minute);
        let first = night.look_at(now);
        night.ledger.extend(first.card.iter().map(|key| (*key, Fate::Intended)));
        night.ledger.extend(first.raise.iter().map(|due| (due.key, Fate::Raised { server_id: 1 })));
        let second = night.look_at(now);
        prop_assert!(second.raise.is_empty() && second.card.is_empty(), "{second:?} repeats {first:?}");
    }
}
