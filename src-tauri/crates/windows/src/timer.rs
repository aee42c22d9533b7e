//! A timer on the wall clock, of the system's thread pool: it costs no thread while it waits.

use std::ffi::c_void;
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use windows::Win32::Foundation::FILETIME;
use windows::Win32::System::Threading::{
    CloseThreadpoolTimer, CreateThreadpoolTimer, PTP_CALLBACK_INSTANCE, PTP_TIMER, SetThreadpoolTimer,
    WaitForThreadpoolTimerCallbacks,
};

/// Calls a function when a moment of the wall clock has come. Windows moves the moment with its clock when that is set
/// (`SetThreadpoolTimer`: an absolute due time), and looks at it after sleep.
pub struct WallTimer {
    timer: PTP_TIMER,
    /// Made by a box, for the callback; taken back when the timer has ended.
    come: *mut Come,
}

type Come = Arc<dyn Fn() + Send + Sync>;

/// From 1601, where a FILETIME begins, to 1970.
const BEFORE_UNIX: Duration = Duration::from_secs(11_644_473_600);

impl WallTimer {
    /// A timer that waits for nothing yet. `come` runs on a thread of the pool.
    ///
    /// # Errors
    /// When the system has no timer left.
    pub fn new(come: impl Fn() + Send + Sync + 'static) -> io::Result<Self> {
        let come: *mut Come = Box::into_raw(Box::new(Arc::new(come)));
        #[allow(unsafe_code, reason = "the pool hands our pointer back to the callback")]
        // SAFETY: what it points at outlives the timer, which `drop` ends first.
        let timer = unsafe { CreateThreadpoolTimer(Some(over), Some(come.cast()), None) };
        match timer {
            Ok(timer) => Ok(Self { timer, come }),
            Err(error) => {
                #[allow(unsafe_code, reason = "no timer has it")]
                // SAFETY: it came from a box above, and nobody else has it.
                drop(unsafe { Box::from_raw(come) });
                Err(io::Error::other(error))
            }
        }
    }

    /// Sets the moment to wait for, or none. One that has passed comes at once.
    pub fn set(&self, until: Option<SystemTime>) {
        let due = until.map(file_time);
        #[allow(unsafe_code, reason = "the moment is read where we point")]
        // SAFETY: the timer lives as long as this, and the moment is copied.
        unsafe {
            SetThreadpoolTimer(self.timer, due.as_ref().map(std::ptr::from_ref), 0, None);
        }
    }
}

impl Drop for WallTimer {
    fn drop(&mut self) {
        #[allow(unsafe_code, reason = "ends the timer before its context goes")]
        // SAFETY: no callback is started once it is unset, and those that run are waited for.
        unsafe {
            SetThreadpoolTimer(self.timer, None, 0, None);
            WaitForThreadpoolTimerCallbacks(self.timer, true);
            CloseThreadpoolTimer(self.timer);
            drop(Box::from_raw(self.come));
        }
    }
}

#[allow(unsafe_code, reason = "the pool may call it from any thread, and the timer is its own")]
// SAFETY: setting, waiting and closing are allowed on any thread.
unsafe impl Send for WallTimer {}

#[allow(unsafe_code, reason = "the address is the one that `new` gave")]
unsafe extern "system" fn over(_: PTP_CALLBACK_INSTANCE, context: *mut c_void, _: PTP_TIMER) {
    // SAFETY: it points at the box of a timer that has not been dropped.
    let come = unsafe { &*context.cast::<Come>() };
    come();
}

/// In tenths of a microsecond since 1601; what lies before that is 1601.
fn file_time(at: SystemTime) -> FILETIME {
    let since = match at.duration_since(UNIX_EPOCH) {
        Ok(after) => BEFORE_UNIX.saturating_add(after),
        Err(before) => BEFORE_UNIX.saturating_sub(before.duration()),
    };
    // A sign would make it a stretch of time instead of a moment.
    let ticks = i64::try_from(since.as_nanos() / 100).unwrap_or(i64::MAX).cast_unsigned();
    let [low, high] =
        [ticks & u64::from(u32::MAX), ticks >> 32].map(|half| u32::try_from(half).unwrap_or(u32::MAX));
    FILETIME { dwLowDateTime: low, dwHighDateTime: high }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn timer() -> (WallTimer, mpsc::Receiver<()>) {
        let (come, came) = mpsc::channel();
        (WallTimer::new(move || come.send(()).unwrap_or_default()).unwrap(), came)
    }

    #[test]
    fn it_comes_at_its_moment_and_not_before_and_again_when_it_is_set_again() {
        let (timer, came) = timer();
        for _ in 0..2 {
            let moment = SystemTime::now() + Duration::from_millis(30);
            timer.set(Some(moment));
            came.recv_timeout(PATIENCE).unwrap();
            assert!(SystemTime::now() >= moment, "never early");
        }
    }

    #[test]
    fn a_moment_that_has_passed_comes_at_once_and_one_that_was_taken_back_never() {
        let (timer, came) = timer();
        timer.set(Some(UNIX_EPOCH));
        came.recv_timeout(PATIENCE).unwrap();
        timer.set(Some(SystemTime::now() + Duration::from_secs(3600)));
        timer.set(None);
        drop(timer);
        assert!(came.recv().is_err(), "it ended without coming");
    }

    #[test]
    fn a_moment_is_written_as_windows_counts() {
        // 1 January 2000, as the documentation of FILETIME's relatives gives it: 125,911,584,000,000,000.
        let at = file_time(UNIX_EPOCH + Duration::from_secs(946_684_800));
        let ticks = (u64::from(at.dwHighDateTime) << 32) | u64::from(at.dwLowDateTime);
        assert_eq!(ticks, 125_911_584_000_000_000, "tenths of a microsecond since 1601");
    }
}
