//! `clock-driver DUE_EPOCH_SECONDS`: a throw-away profile with one reminder due at that instant, and the real
//! clock run on it until it has raised the notification. Then it says how late the banner was on the screen.

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
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: clock-driver DUE_EPOCH_SECONDS";
    let seconds: i64 = std::env::args().nth(1).ok_or(usage)?.parse()?;
    let due = DateTime::from_timestamp(seconds, 0).ok_or("no calendar goes that far")?;
    let folder = tempfile::tempdir()?;
    let profile = Profile::find(Some(folder.path()))?;
    Agenda::open_or_create(&profile, Arc::new(SystemClock))?.refresh(&[reminder(due)?])?;

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
    writeln!(std::io::stdout(), "{}", json!({"due": seconds, "late_ms": late}))?;
    Ok(())
}
