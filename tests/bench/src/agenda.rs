//! The agenda: what is due next of ten thousand plans, from an indexed table, as the clock asks for it.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use nightstand_domain::ids::RitualId;
use nightstand_domain::ritual::Wording;
use nightstand_domain::schedule::plan::{Due, Key, Step};
use nightstand_journal::agenda::{Agenda, AgendaRow};
use nightstand_vault::SpaceKey;

use crate::lines::{Outcome, say, table};

const PLANS: u64 = 10_000;
/// Evenings of each plan, a week apart.
const EVENINGS: i64 = 3;
const ASKED: usize = 500;

/// Fills an agenda and asks it for what comes next.
pub(crate) fn next_due() -> Outcome {
    let folder = tempfile::tempdir()?;
    let mut agenda = Agenda::open(&folder.path().join("agenda.db"), &SpaceKey::random()?)?;
    let now = DateTime::<Utc>::from_timestamp(1_795_000_000, 0).ok_or("a moment")?;
    let rows = (0..PLANS).map(|n| of_one_plan(n, now)).collect::<Outcome<Vec<_>>>()?.concat();
    agenda.replace(now, &[], &BTreeSet::new(), &rows)?;
    let mut took: Vec<f64> = (0..ASKED)
        .map(|_| {
            let began = Instant::now();
            black_box(agenda.span(now)?);
            Ok(began.elapsed().as_secs_f64() * 1_000.0)
        })
        .collect::<Outcome<_>>()?;
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took.get((share * ASKED as f64) as usize).copied().unwrap_or_default();
    table("What is due next", "median ms | 95th ms | target");
    say(&format!("| of {PLANS} plans, {} rows | {:.3} | {:.3} | 1 |", rows.len(), at(0.5), at(0.95)));
    Ok(())
}

fn of_one_plan(n: u64, now: DateTime<Utc>) -> Outcome<Vec<AgendaRow>> {
    let plan = RitualId::random()?;
    // Spread over a week, so that no two plans are due at once by design.
    let first = now + TimeDelta::seconds(i64::try_from(n * 60 % 604_800)?);
    let row = |week: i64| {
        let at = first + TimeDelta::weeks(week);
        let key = Key { plan, date: at.date_naive(), step: Step::Start, n: 0 };
        let due = Due { key, at, starts: at, ends: at + TimeDelta::hours(1) };
        AgendaRow { due, title: String::new(), wording: Wording::Discreet, minutes: 10 }
    };
    Ok((0..EVENINGS).map(row).collect())
}
