//! The one [`App`] that both processes and every test talk to. Each capability adds its own `impl App`
//! in a module of its own; this one opens the spaces, hands them out, and keeps what a sitting remembers.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use nightstand_domain::ids::PersonId;
use nightstand_domain::schedule::occurrences::civil;
use nightstand_domain::schedule::plan::{self, Today};
use nightstand_journal::table::{person, unsent};
use nightstand_journal::{Act, Done, JournalError, Space, Stale};
use nightstand_vault::{KeyFile, KeyStore, SpaceKey, SystemKeyring};
use parking_lot::{FairMutex, FairMutexGuard};

use crate::backup::drawer_file;
use crate::drawer::{Desk, Spill, Waiting};
use crate::error::AppError;
use crate::lengths;
use crate::mend::{self, Mended};
use crate::ports::{Clock, SystemClock};
use crate::profile::Profile;
use crate::reading::import::ImportDesk;
use crate::sitting::{Changed, Deed, Place, Sitting, Step, Way};
use crate::standing::KeptUp;
use crate::us;

mod undo;

/// How long a version of a text that was replaced can still be found in the log.
pub(crate) const VERSIONS_KEPT: TimeDelta = TimeDelta::days(365);

/// Which of the two processes is speaking. Only the window migrates and repairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The window, or a test that stands in for it.
    Window,
    /// The background clock.
    Clock,
}

/// A drawer while it is open. Dropping it closes the file and zeroizes its key.
pub(crate) struct OpenDrawer {
    pub(crate) owner: PersonId,
    pub(crate) space: Space,
    /// What mending it and looking into its backups take. It goes when the drawer is locked.
    pub(crate) key: SpaceKey,
    pub(crate) spill: Spill,
    /// What the disk did not take.
    pub(crate) waiting: Waiting,
    /// What was mended in it, for its owner alone.
    pub(crate) mended: Option<Mended>,
}

/// The table: not made yet, open, or refused for a reason that the window can say.
enum Table {
    NotMade,
    Open(Box<Space>),
    Refused(AppError),
}

/// Nightstand's use-cases on one profile.
pub struct App {
    pub(crate) profile: Profile,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) keyring: Arc<dyn KeyStore>,
    /// One for as long as the app is open: it remembers whether a file was found readable for others.
    pub(crate) key_file: KeyFile,
    pub(crate) role: Role,
    /// Whether this is the sample evening.
    pub(crate) sample: bool,
    pub(crate) desk: Desk,
    pub(crate) kept_up: KeptUp,
    pub(crate) backed_up: KeptUp,
    pub(crate) imports: ImportDesk,
    pub(crate) mended_table: Mutex<Option<Mended>>,
    /// The hour at which the couple's day ends, as the table last said: every change asks for the day, also
    /// while a drawer is held.
    day_ends: AtomicU8,
    // Locked in this order: table, drawer, sitting.
    table: Mutex<Table>,
    // Fair: who waits for it has it next, however soon long work asks for it again.
    drawer: FairMutex<Option<OpenDrawer>>,
    /// How many wait for the drawer.
    wanting: AtomicUsize,
    sitting: Mutex<Sitting>,
}

impl App {
    /// Opens the profile. A table that cannot be opened does not keep the app from starting: the window says
    /// why, and the clock goes on from the agenda.
    pub fn open(profile: Profile, clock: Arc<dyn Clock>, keyring: Arc<dyn KeyStore>, role: Role) -> Self {
        let key_file = KeyFile::in_folder(&profile.data);
        let (opened, mended) = mend::open_table(&profile, &key_file, &keyring, role);
        let table = match opened {
            Ok(Some(space)) => Table::Open(Box::new(space)),
            Ok(None) => Table::NotMade,
            Err(error) => Table::Refused(error),
        };
        let app = Self::with(profile, clock, keyring, key_file, role, table);
        app.tell_mended_table(mended);
        app.learn_day_ends();
        app
    }

    fn with(
        profile: Profile,
        clock: Arc<dyn Clock>,
        keyring: Arc<dyn KeyStore>,
        key_file: KeyFile,
        role: Role,
        table: Table,
    ) -> Self {
        Self {
            profile,
            clock,
            keyring,
            key_file,
            role,
            sample: false,
            desk: Desk::default(),
            kept_up: KeptUp::default(),
            backed_up: KeptUp::default(),
            imports: ImportDesk::default(),
            mended_table: Mutex::default(),
            day_ends: AtomicU8::new(plan::DAY_ENDS),
            table: Mutex::new(table),
            drawer: FairMutex::new(None),
            wanting: AtomicUsize::new(0),
            sitting: Mutex::default(),
        }
    }

    /// A profile that cannot be used: whoever asks for the table hears why, and nothing is touched.
    pub fn refused(profile: Profile, why: AppError) -> Self {
        let key_file = KeyFile::in_folder(&profile.data);
        let (clock, keyring) = (Arc::new(SystemClock), Arc::new(SystemKeyring::default()));
        Self::with(profile, clock, keyring, key_file, Role::Window, Table::Refused(why))
    }

    /// Opens the profile for the window, with this computer's own clock and keyring.
    pub fn open_here(profile: Profile) -> Self {
        Self::open(profile, Arc::new(SystemClock), Arc::new(SystemKeyring::default()), Role::Window)
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The zone of this computer.
    pub fn zone(&self) -> Tz {
        self.clock.zone()
    }

    /// The present civil time of this computer.
    pub fn civil_now(&self) -> NaiveDateTime {
        civil(self.now(), self.zone())
    }

    /// The couple's day: what is done at one in the morning still belongs to the evening before.
    pub fn today(&self) -> NaiveDate {
        Today::at(self.now(), self.zone(), self.day_ends()).date
    }

    /// The hour at which the couple's day ends.
    pub fn day_ends(&self) -> u8 {
        self.day_ends.load(Ordering::Relaxed)
    }

    /// Reads the hour from the table; without one it stays as it was.
    pub(crate) fn learn_day_ends(&self) {
        if let Ok(hour) = self.read_table(|space| person::day_ends(space.read())) {
            self.day_ends.store(hour, Ordering::Relaxed);
        }
    }

    /// Where the profile lies.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Whether first run has ended.
    pub fn has_table(&self) -> bool {
        matches!(&*lock(&self.table), Table::Open(_) | Table::Refused(_))
    }

    /// Whether the table's file is not where it was.
    pub(crate) fn is_table_missing(&self) -> bool {
        matches!(&*lock(&self.table), Table::Refused(AppError::Missing))
    }

    /// Puts a table in place that was just made or recovered.
    pub(crate) fn lay_table(&self, space: Space) {
        *lock(&self.table) = Table::Open(Box::new(space));
        self.learn_day_ends();
    }

    /// Closes the table while `then` puts another file in its place, and opens that. Whoever asks for it waits.
    pub(crate) fn replace_table<R>(
        &self,
        then: impl FnOnce() -> Result<(Space, R), AppError>,
    ) -> Result<R, AppError> {
        let mut table = lock(&self.table);
        *table = Table::NotMade;
        match then() {
            Ok((space, value)) => {
                *table = Table::Open(Box::new(space));
                Ok(value)
            }
            Err(error) => {
                *table = Table::Refused(error.again());
                Err(error)
            }
        }
    }

    /// There is a table, and this keeps it shut.
    pub(crate) fn refuse_table(&self, why: AppError) {
        *lock(&self.table) = Table::Refused(why);
    }

    /// Closes the table's file, before the profile is removed.
    pub(crate) fn clear_table(&self) {
        *lock(&self.table) = Table::NotMade;
        *lock(&self.sitting) = Sitting::default();
    }

    /// The person chosen in the rail, when one was chosen in this sitting.
    pub(crate) fn chosen_here(&self) -> Option<PersonId> {
        lock(&self.sitting).here()
    }

    /// Seats `person` at the table.
    pub(crate) fn sit_down(&self, person: PersonId) {
        lock(&self.sitting).sit_down(person);
    }

    /// Reads the table.
    ///
    /// # Errors
    /// [`AppError::NoTable`] before first run ends; the reason when the table could not be opened.
    pub(crate) fn read_table<R>(
        &self,
        read: impl FnOnce(&Space) -> Result<R, JournalError>,
    ) -> Result<R, AppError> {
        read(opened(&mut lock(&self.table))?).map_err(AppError::from)
    }

    /// Notes how far the table's log goes, when the window closes.
    pub fn note_table(&self) {
        if let Table::Open(space) = &*lock(&self.table) {
            lengths::note_table(&self.profile, space);
            space.keep_roots();
        }
    }

    /// Lets go of the table's old versions, and of what was only to lie there for a while, in a quiet moment. What
    /// another process keeps from being erased waits for the next one.
    pub fn forget_old_versions(&self) {
        let (today, here) = (self.today(), self.here());
        let before = today - VERSIONS_KEPT;
        let mut table = lock(&self.table);
        let Table::Open(space) = &mut *table else { return };
        if let Ok(here) = here
            && let Err(error) = us::let_go_of_lines(space, here.id, today)
        {
            tracing::warn!(%error, "lines whose time is over wait to be taken off the table");
        }
        if let Err(error) = unsent::forget_before(space.read(), before) {
            tracing::warn!(%error, "unsent words wait to be forgotten");
        }
        if let Err(error) = space.forget_versions_before(before) {
            tracing::warn!(%error, "old versions wait to be forgotten");
        }
        if let Err(error) = space.let_go_of_pictures() {
            tracing::warn!(%error, "pictures that no book shows wait to be let go");
        }
        // What was typed and let go since leaves the write-ahead log as well.
        if let Err(error) = space.checkpoint() {
            tracing::warn!(%error, "the write-ahead log waits to be emptied");
        }
    }

    /// Changes the table in one transaction, which is one undo step of the person who is here.
    ///
    /// # Errors
    /// As [`App::read_table`], and whatever kept the change from being written; nothing is half-written.
    pub(crate) fn change_table<R>(
        &self,
        deed: Deed,
        change: impl FnOnce(&mut Act<'_>) -> Result<R, JournalError>,
    ) -> Result<(R, Changed), AppError> {
        let (author, value, done) = self.act_on_table(change)?;
        Ok((value, self.remember(author, Place::Table, deed, done)))
    }

    /// The same, for whoever keeps the undo step themselves.
    ///
    /// # Errors
    /// As [`App::change_table`].
    pub(crate) fn act_on_table<R>(
        &self,
        change: impl FnOnce(&mut Act<'_>) -> Result<R, JournalError>,
    ) -> Result<(PersonId, R, Done), AppError> {
        let author = self.here()?.id;
        let day = self.today();
        let (value, done) = opened(&mut lock(&self.table))?.act(author, day, change)?;
        self.follow(&done);
        Ok((author, value, done))
    }

    /// Changes the table in many transactions that are one undo step of the person who is here. A step that is refused,
    /// by the disk or by its own word, takes back those before it: nothing is done by half.
    ///
    /// # Errors
    /// As [`App::change_table`], and what a step's own word was.
    pub(crate) fn change_table_in_steps<T>(
        &self,
        deed: Deed,
        steps: impl Iterator<Item = T>,
        mut change: impl FnMut(&mut Act<'_>, T) -> Result<Result<(), AppError>, JournalError>,
    ) -> Result<Changed, AppError> {
        let (author, day) = (self.here()?.id, self.today());
        let mut all = Done::default();
        for step in steps {
            // Others read between two steps.
            let mut table = lock(&self.table);
            let space = opened(&mut table)?;
            let refused = match space.act(author, day, |act| change(act, step)) {
                Ok((Ok(()), done)) => {
                    all.stale.extend(done.stale);
                    all.undo.append(done.undo);
                    continue;
                }
                Ok((Err(refused), _)) => refused,
                Err(error) => error.into(),
            };
            space.undo(author, day, &all.undo)?;
            return Err(refused);
        }
        self.follow(&all);
        Ok(self.remember(author, Place::Table, deed, all))
    }

    /// Changes the table for `author` without an undo step: first run, and what the clock records.
    pub(crate) fn record<R>(
        &self,
        author: PersonId,
        change: impl FnOnce(&mut Act<'_>) -> Result<R, JournalError>,
    ) -> Result<(R, Changed), AppError> {
        let day = self.today();
        let (value, done) = opened(&mut lock(&self.table))?.act(author, day, change)?;
        self.follow(&done);
        Ok((value, Changed::views(done.stale)))
    }

    /// Reads the drawer that is open.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`] when none is.
    pub(crate) fn read_drawer<R>(
        &self,
        read: impl FnOnce(&Space) -> Result<R, JournalError>,
    ) -> Result<R, AppError> {
        let drawer = self.drawer();
        read(&drawer.as_ref().ok_or(AppError::DrawerLocked)?.space).map_err(AppError::from)
    }

    /// Changes the drawer that is open, in one transaction and one undo step of its owner.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`] when none is open, and whatever kept the change from being written.
    pub(crate) fn change_drawer<R>(
        &self,
        deed: Deed,
        change: impl FnOnce(&mut Act<'_>) -> Result<R, JournalError>,
    ) -> Result<(R, Changed), AppError> {
        let day = self.today();
        let mut drawer = self.drawer();
        let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
        let (value, done) = open.space.act(open.owner, day, change)?;
        Ok((value, self.remember(open.owner, Place::Drawer, deed, done)))
    }

    /// A change of the drawer that is no undo step: taking it back would take away words that the person
    /// means to keep.
    ///
    /// # Errors
    /// As [`App::change_drawer`].
    pub(crate) fn change_drawer_quietly(
        &self,
        change: impl FnOnce(&mut Act<'_>) -> Result<(), JournalError>,
    ) -> Result<Changed, AppError> {
        let day = self.today();
        let mut drawer = self.drawer();
        let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
        let ((), done) = open.space.act(open.owner, day, change)?;
        Ok(Changed::views(done.stale))
    }

    /// The drawer itself, for the module that opens, spills and closes it.
    pub(crate) fn drawer(&self) -> FairMutexGuard<'_, Option<OpenDrawer>> {
        self.wanting.fetch_add(1, Ordering::Relaxed);
        let drawer = self.drawer.lock();
        self.wanting.fetch_sub(1, Ordering::Relaxed);
        drawer
    }

    /// Whether somebody waits for the drawer: who holds it for long gives it to them soon.
    pub(crate) fn is_drawer_wanted(&self) -> bool {
        self.wanting.load(Ordering::Relaxed) > 0
    }

    /// Forgets everything that could be undone: a visitor of the sample finds it as it was set up.
    pub(crate) fn forget_steps(&self) {
        lock(&self.sitting).forget_everything();
    }

    /// Forgets what could be undone in a drawer that is being locked.
    pub(crate) fn forget_drawer_steps(&self) {
        lock(&self.sitting).forget_drawer();
    }

    /// What follows from a change of the table, whoever made it and whichever way: changed rituals move their
    /// reminders. Called with no lock held.
    fn follow(&self, done: &Done) {
        if done.stale.contains(&Stale::Rituals) {
            self.refresh_agenda();
        }
    }

    /// What was marked tells whether a week still has room for "any two days": taking a mark back counts, too.
    fn follow_back(&self, done: &Done) {
        if done.stale.contains(&Stale::Rituals) || done.stale.contains(&Stale::Tonight) {
            self.refresh_agenda();
        }
    }

    pub(crate) fn remember(&self, person: PersonId, place: Place, deed: Deed, done: Done) -> Changed {
        if done.undo.is_empty() {
            return Changed::views(done.stale);
        }
        self.keep_step(person, done.stale, deed, Way::Space(place, done.undo))
    }

    /// The same for a change of `owner`'s drawer that was made with it in hand, and may have been locked since: it has
    /// forgotten every step then, and this one would be kept beyond that.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub(crate) fn remember_in_drawer(
        &self,
        owner: PersonId,
        deed: Deed,
        done: Done,
    ) -> Result<Changed, AppError> {
        let drawer = self.drawer();
        if drawer.as_ref().is_none_or(|open| open.owner != owner) {
            return Err(AppError::DrawerLocked);
        }
        Ok(self.remember(owner, Place::Drawer, deed, done))
    }

    /// Remembers how `person` could take back what they just did.
    pub(crate) fn keep_step(
        &self,
        person: PersonId,
        stale: BTreeSet<Stale>,
        deed: Deed,
        way: Way,
    ) -> Changed {
        let changed = Changed { stale, undo: Some(deed.clone()) };
        lock(&self.sitting).remember(person, Step { deed, way });
        changed
    }

    /// Where `person`'s drawer file lies, or should.
    pub fn drawer_path(&self, person: PersonId) -> PathBuf {
        self.profile.data.join(drawer_file(person))
    }
}

fn opened(table: &mut Table) -> Result<&mut Space, AppError> {
    match table {
        Table::Open(space) => Ok(space),
        Table::NotMade => Err(AppError::NoTable),
        Table::Refused(error) => Err(error.again()),
    }
}

/// A poisoned lock means that another call panicked; the database below it is transactional, so going on
/// is safe, and stopping would lose what is being typed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
