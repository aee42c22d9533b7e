//! Sleeping until a moment of the wall clock. A timer that stands still while the computer sleeps looks at the clock once
//! a minute, so that it is at most a minute late after waking and on time otherwise.

use std::io;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;

use crate::sleep::Over;

/// How long the clock may have been another before that is noticed.
const LOOK: Duration = Duration::from_secs(60);

/// A timer on the wall clock.
pub(crate) struct WallTimer(watch::Sender<Option<DateTime<Utc>>>);

impl WallTimer {
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self(watch::Sender::new(None)))
    }

    /// Sets the moment to wait for.
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(crate) fn set(&self, until: Option<DateTime<Utc>>) -> io::Result<()> {
        self.0.send_replace(until);
        Ok(())
    }

    /// Ends when the moment has come.
    #[allow(clippy::disallowed_methods, reason = "the computer's own time is what is slept by")]
    pub(crate) async fn over(&self) -> io::Result<Over> {
        let mut set = self.0.subscribe();
        loop {
            let until = *set.borrow_and_update();
            let left = until.map(|until| (until - Utc::now()).to_std().unwrap_or_default());
            if left == Some(Duration::ZERO) {
                // It has come once.
                self.0.send_replace(None);
                return Ok(Over::Come);
            }
            tokio::select! {
                () = tokio::time::sleep(left.unwrap_or(LOOK).min(LOOK)), if left.is_some() => {}
                changed = set.changed() => changed.map_err(io::Error::other)?,
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "it is the computer's own time that it waits for")]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[tokio::test]
    async fn it_comes_at_its_moment_once_and_a_moment_that_has_passed_comes_at_once() {
        let timer = WallTimer::new().unwrap();
        for ahead in [30, -30] {
            let moment = Utc::now() + TimeDelta::milliseconds(ahead);
            timer.set(Some(moment)).unwrap();
            assert_eq!(timer.over().await.unwrap(), Over::Come);
            assert!(Utc::now() >= moment, "never early");
        }
        let (waits, set) = (timer.over(), async { timer.set(Some(Utc::now())) });
        let (come, set) = tokio::join!(waits, set);
        set.unwrap();
        assert_eq!(come.unwrap(), Over::Come, "it hears of another moment while it waits for none");
    }
}
