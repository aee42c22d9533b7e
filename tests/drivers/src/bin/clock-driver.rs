//! `clock-driver DUE_EPOCH_SECONDS`: a throw-away profile with one reminder due at that instant, and the real
//! clock run on it until it has raised the notification. Then it says how late the banner was on the screen.
//!
//! A reminder is due at a whole second: a fraction waits for the next one, which is the `due` that is told. What
//! will never be raised, because it is past or beyond what the agenda holds, is an error; so is a desktop on which
//! nobody could show it.

use std::error::Error;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use nightstand_app::agenda::Agenda;
use nightstand_app::link::{self, End};
use nightstand_app::ports::{Clock, SystemClock};
use nightstand_app::profile::Profile;
use nightstand_clock::{Moment, Surroundings};
use nightstand_domain::ids::RitualId;
use nightstand_domain::ritual::Wording;
use nightstand_domain::schedule::plan::PlanSource;
use nightstand_domain::schedule::{Rhythm, Series};
use serde_json::json;

fn reminder(due: DateTime<Utc>) -> Result<PlanSource, Box<dyn Error>> {
    Ok(PlanSource {
        plan: RitualId::random()?,
        title: "Check-in".into(),
        wording: Wording::Full,
        series: Series { rhythm: Rhythm::default(), start: due.naive_utc(), zone: Tz::UTC },
        lead: Some(0),
        minutes: 10,
        paused: false,
        away: Vec::new(),
    })
}

/// The first whole second that is not before `seconds`.
fn due_at(seconds: &str) -> Result<DateTime<Utc>, Box<dyn Error>> {
    let seconds: f64 = seconds.parse()?;
    // Beyond this a number of seconds has no exact place among these any more.
    if !seconds.is_finite() || seconds.abs() >= 1e15 {
        return Err("no calendar goes that far".into());
    }
    #[allow(clippy::cast_possible_truncation, reason = "a whole number, and none of that size is cut")]
    let whole = seconds.ceil() as i64;
    DateTime::from_timestamp(whole, 0).ok_or_else(|| "no calendar goes that far".into())
}

/// Plans the reminder; an error when it would never be raised.
fn plan(profile: &Profile, clock: Arc<dyn Clock>, due: DateTime<Utc>) -> Result<(), Box<dyn Error>> {
    let mut agenda = Agenda::open_or_create(profile, clock)?;
    agenda.refresh(&[reminder(due)?])?;
    let ahead = agenda.span()?.0.is_some() || !agenda.decide()?.raise.is_empty();
    if ahead { Ok(()) } else { Err(format!("nothing will be raised for {due}").into()) }
}

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: clock-driver DUE_EPOCH_SECONDS";
    let due = due_at(&std::env::args().nth(1).ok_or(usage)?)?;
    let folder = tempfile::tempdir()?;
    let profile = Profile::find(Some(folder.path()))?;
    plan(&profile, Arc::new(SystemClock), due)?;
    if !nightstand_clock::can_show()? {
        return Err("nothing will be raised: no notification service answers on a session bus".into());
    }

    let late = Arc::new(AtomicI64::new(0));
    let (measured, place) = (Arc::clone(&late), profile.clone());
    let at = move |moment| match moment {
        Moment::AfterRaise => {
            let late = (SystemClock.now() - due).num_microseconds().unwrap_or(i64::MAX);
            measured.store(late, Ordering::SeqCst);
        }
        Moment::Recorded => {
            let place = place.clone();
            // The clock answers on its socket only once this has returned.
            thread::spawn(move || link::ask_to_quit(&place, End::Clock));
        }
        Moment::BeforeIntent | Moment::AfterIntent => {}
    };
    nightstand_clock::run(&profile, Surroundings { at: Box::new(at), ..Surroundings::default() })?;
    let late = late.load(Ordering::SeqCst) as f64 / 1000.0;
    writeln!(std::io::stdout(), "{}", json!({"due": due.timestamp(), "late_ms": late}))?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use chrono::TimeDelta;
    use nightstand_app::ports::ManualClock;

    use super::*;

    #[test]
    fn a_fraction_of_a_second_is_never_early() {
        assert_eq!(due_at("1795000000.25").unwrap().timestamp(), 1_795_000_001, "the next whole second");
        assert_eq!(due_at("1795000000").unwrap().timestamp(), 1_795_000_000, "a whole one is itself");
        for nonsense in ["NaN", "inf", "1e300", "soon", ""] {
            assert!(due_at(nonsense).is_err(), "{nonsense} is no second");
        }
    }

    #[test]
    fn what_will_never_be_raised_is_an_error_and_not_waited_for() {
        let now = due_at("1795000000").unwrap();
        let clock: Arc<dyn Clock> = Arc::new(ManualClock::at(now, Tz::UTC));
        for (later, raised) in [(-7_200, false), (-1, false), (0, true), (2, true), (365 * 86_400, false)] {
            let folder = tempfile::tempdir().unwrap();
            let profile = Profile::find(Some(folder.path())).unwrap();
            let planned = plan(&profile, Arc::clone(&clock), now + TimeDelta::seconds(later));
            assert_eq!(planned.is_ok(), raised, "{later} seconds from now");
        }
    }
}
