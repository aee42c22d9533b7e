//! Sleeping until a moment of the wall clock, however that clock moves meanwhile.

use std::io;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

use crate::sleep::Over;

/// A timer on the wall clock. That the clock was set is told elsewhere (see `Times`).
pub(crate) struct WallTimer {
    timer: nightstand_windows::WallTimer,
    come: Arc<Notify>,
}

impl WallTimer {
    pub(crate) fn new() -> io::Result<Self> {
        let come = Arc::new(Notify::new());
        let tell = Arc::clone(&come);
        Ok(Self { timer: nightstand_windows::WallTimer::new(move || tell.notify_one())?, come })
    }

    /// Sets the moment to wait for.
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(crate) fn set(&self, until: Option<DateTime<Utc>>) -> io::Result<()> {
        self.timer.set(until.map(Into::into));
        Ok(())
    }

    /// Ends when the moment has come.
    pub(crate) async fn over(&self) -> io::Result<Over> {
        self.come.notified().await;
        Ok(Over::Come)
    }
}
