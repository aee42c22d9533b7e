//! Long work on the open drawer: on a connection of its own, or by stretches between which whoever waits for the drawer
//! has it. What is typed never waits for more than one stretch.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

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
    turn: Mutex<Turn>,
    turned: Condvar,
    /// How many wait for it to stop, or keep it from beginning.
    stop: Arc<AtomicUsize>,
    also: Mutex<Option<GoOn>>,
}

/// Whose turn it is. Who stops long work is never overtaken by more of it: a mutex alone would give the turn to whoever
/// has just let go of it, and each try would end at its first question.
#[derive(Default)]
struct Turn {
    taken: bool,
    /// How many stop it.
    stopping: usize,
}

impl LongWork {
    /// Begins, once what is under way has ended and nobody keeps it from beginning.
    pub(crate) fn begin(&self) -> Long<'_> {
        self.take_turn(|turn| turn.taken || turn.stopping > 0);
        let (stop, also) = (Arc::clone(&self.stop), lock(&self.also).clone());
        let go_on: GoOn =
            Arc::new(move || stop.load(Ordering::Acquire) == 0 && also.as_ref().is_none_or(|also| also()));
        Long { go_on, work: self }
    }

    fn take_turn(&self, waits: impl Fn(&Turn) -> bool) {
        let turn = lock(&self.turn);
        let turn = self.turned.wait_while(turn, |turn| waits(turn));
        turn.unwrap_or_else(PoisonError::into_inner).taken = true;
    }

    fn leave(&self, stopped: usize) {
        let mut turn = lock(&self.turn);
        turn.taken = false;
        turn.stopping -= stopped;
        drop(turn);
        self.turned.notify_all();
    }

    /// Stops what is under way, and nothing begins for as long as the answer lives. When this returns, all of it has
    /// let go of the drawer's key.
    pub(crate) fn hush(&self) -> Hush<'_> {
        self.stop.fetch_add(1, Ordering::AcqRel);
        lock(&self.turn).stopping += 1;
        self.take_turn(|turn| turn.taken);
        Hush(self)
    }
}

/// Long work that is under way.
pub(crate) struct Long<'w> {
    go_on: GoOn,
    work: &'w LongWork,
}

impl Drop for Long<'_> {
    fn drop(&mut self) {
        self.work.leave(0);
    }
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
pub(crate) struct Hush<'w>(&'w LongWork);

impl Drop for Hush<'_> {
    fn drop(&mut self) {
        self.0.stop.fetch_sub(1, Ordering::AcqRel);
        self.0.leave(1);
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

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn who_stops_long_work_comes_before_more_of_it() {
        let work = LongWork::default();
        let order = Mutex::new(Vec::new());
        let first = work.begin();
        thread::scope(|scope| {
            scope.spawn(|| {
                let hush = work.hush();
                lock(&order).push("stopped");
                drop(hush);
            });
            while first.goes_on() {
                thread::yield_now();
            }
            drop(first);
            let more = work.begin();
            lock(&order).push("more");
            assert!(more.goes_on(), "nobody stops that one");
        });
        assert_eq!(*lock(&order), ["stopped", "more"]);
    }
}
