//! Long work on the open drawer: on a connection of its own, or by stretches between which whoever waits for the drawer
//! has it. What is typed never waits for more than one stretch.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use nightstand_journal::GoOn;

use crate::error::AppError;
use crate::spine::{App, OpenDrawer, lock};

/// How many entries of the log make a stretch: a few milliseconds of them.
pub(super) const ENTRIES: usize = 200;
/// How many records that are each looked up.
pub(crate) const RECORDS: usize = 200;

/// Long work that needs a drawer's key, or its file as it lies: one at a time.
#[derive(Default)]
pub(crate) struct LongWork {
    one: Mutex<()>,
    /// How many wait for it to stop.
    stop: Arc<AtomicUsize>,
    also: Mutex<Option<GoOn>>,
}

impl LongWork {
    /// Begins, once what is under way has ended.
    pub(crate) fn begin(&self) -> Long<'_> {
        let one = lock(&self.one);
        let (stop, also) = (Arc::clone(&self.stop), lock(&self.also).clone());
        let go_on: GoOn =
            Arc::new(move || stop.load(Ordering::Acquire) == 0 && also.as_ref().is_none_or(|also| also()));
        Long { go_on, _one: one }
    }

    /// Stops what is under way, and nothing begins for as long as the answer lives. When this returns, all of it has
    /// let go of the drawer's key.
    pub(crate) fn hush(&self) -> Hush<'_> {
        self.stop.fetch_add(1, Ordering::AcqRel);
        Hush { stop: &self.stop, _one: lock(&self.one) }
    }
}

/// Long work that is under way.
pub(crate) struct Long<'w> {
    go_on: GoOn,
    _one: MutexGuard<'w, ()>,
}

impl Long<'_> {
    pub(crate) fn go_on(&self) -> &GoOn {
        &self.go_on
    }

    pub(crate) fn goes_on(&self) -> bool {
        (self.go_on)()
    }
}

/// No long work is under way.
pub(crate) struct Hush<'w> {
    stop: &'w AtomicUsize,
    _one: MutexGuard<'w, ()>,
}

impl Drop for Hush<'_> {
    fn drop(&mut self) {
        self.stop.fetch_sub(1, Ordering::AcqRel);
    }
}

impl App {
    /// From now on long work asks `go_on` as well, again and again on its way and while it holds nothing. For tests, which
    /// type in the middle of it.
    pub fn ask_in_long_work(&self, go_on: GoOn) {
        *lock(&self.desk.long.also) = Some(go_on);
    }

    /// One stretch after another, each with the open drawer in hand, until `stretch` says that it was the last. Says
    /// whether it came to that: the drawer may be locked on the way.
    pub(crate) fn by_stretches(
        &self,
        long: &Long<'_>,
        mut stretch: impl FnMut(&mut OpenDrawer) -> Result<bool, AppError>,
    ) -> Result<bool, AppError> {
        while long.goes_on() {
            let mut drawer = self.drawer();
            let Some(open) = drawer.as_mut() else { return Ok(false) };
            if stretch(open)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
