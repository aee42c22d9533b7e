//! Sleeping until a moment of the wall clock, however that clock moves meanwhile.

use std::io;
use std::os::fd::OwnedFd;

use chrono::{DateTime, Utc};
use rustix::io::Errno;
use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime,
};
use tokio::io::unix::AsyncFd;

use crate::sleep::Over;

/// A timer on the wall clock: it counts through suspend, and setting the clock ends it early.
pub(crate) struct WallTimer(AsyncFd<OwnedFd>);

/// Armed for this when there is nothing to wait for, so that a clock that is set is still noticed.
const NEVER: i64 = 253_402_300_799;

impl WallTimer {
    pub(crate) fn new() -> io::Result<Self> {
        let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
        registered(timerfd_create(TimerfdClockId::Realtime, flags)?).map(Self)
    }

    /// Sets the moment to wait for.
    pub(crate) fn set(&self, until: Option<DateTime<Utc>>) -> io::Result<()> {
        let nanos = until.map_or(0, |at| at.timestamp_subsec_nanos());
        // All zeros would switch the timer off instead of firing at once.
        let it_value =
            Timespec { tv_sec: until.map_or(NEVER, |at| at.timestamp()).max(1), tv_nsec: nanos.into() };
        let never_again = Timespec { tv_sec: 0, tv_nsec: 0 };
        let flags = TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET;
        timerfd_settime(self.0.get_ref(), flags, &Itimerspec { it_interval: never_again, it_value })?;
        Ok(())
    }

    /// Ends when the moment has come or the clock was set.
    pub(crate) async fn over(&self) -> io::Result<Over> {
        loop {
            let mut ready = self.0.readable().await?;
            let mut expirations = [0; 8];
            match rustix::io::read(self.0.get_ref(), &mut expirations) {
                Ok(_) => {
                    ready.clear_ready();
                    return Ok(Over::Come);
                }
                Err(Errno::CANCELED) => {
                    ready.clear_ready();
                    return Ok(Over::Set);
                }
                Err(Errno::AGAIN | Errno::INTR) => ready.clear_ready(),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Has the runtime wake us when `fd` can be read.
#[expect(
    deprecated,
    reason = "its successor is an unsafe fn; an OwnedFd names one open file until it is dropped"
)]
pub(crate) fn registered(fd: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    AsyncFd::new(fd)
}
