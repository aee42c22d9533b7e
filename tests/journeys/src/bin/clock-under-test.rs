//! The clock as it is shipped, with two additions: it can be struck down at a named moment of raising a
//! banner, as `kill -9` would; and the time it goes by can be shifted, by the seconds that the profile's file
//! `ahead` names, so that a test need not wait for it. `clock-under-test PROFILE [MOMENT]`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use nightstand_app::ports::{Clock, SystemClock};
use nightstand_app::profile::Profile;
use nightstand_clock::{Moment, Surroundings};

/// The computer's time, or a later one.
struct Shifted {
    file: PathBuf,
}

impl Clock for Shifted {
    fn now(&self) -> DateTime<Utc> {
        let ahead = fs::read_to_string(&self.file).ok().and_then(|text| text.trim().parse().ok());
        SystemClock.now() + TimeDelta::seconds(ahead.unwrap_or(0))
    }

    fn zone(&self) -> Tz {
        SystemClock.zone()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let profile = PathBuf::from(arguments.next().ok_or("usage: clock-under-test PROFILE [MOMENT]")?);
    let fatal = match arguments.next().map(|moment| moment.to_string_lossy().into_owned()).as_deref() {
        None => None,
        Some("before-intent") => Some(Moment::BeforeIntent),
        Some("after-intent") => Some(Moment::AfterIntent),
        Some("after-raise") => Some(Moment::AfterRaise),
        Some("recorded") => Some(Moment::Recorded),
        Some(other) => return Err(format!("{other} is no moment").into()),
    };
    let strike = move |moment| {
        if Some(moment) == fatal {
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        }
    };
    let clock = Arc::new(Shifted { file: profile.join("ahead") });
    let surroundings = Surroundings { at: Box::new(strike), clock };
    nightstand_clock::run(&Profile::find(Some(&profile))?, surroundings)?;
    Ok(())
}
