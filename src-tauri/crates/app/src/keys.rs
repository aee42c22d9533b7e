//! Where the table's key lies, and how it comes back when a place loses it.
//!
//! The key lies in the computer's keyring and under each person's passphrase and recovery words. Until
//! somebody has a passphrase, or where no keyring can be used, it lies in a key file (0600) as well, because
//! one place alone would be one loss away from a table that nobody can open.
//!
//! A keyring that answers "no entry" while the table's file exists is a lost slot, never a first run: a
//! locked keyring without a display answers just that. A new key is made for a new table and for nothing else.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use nightstand_domain::ids::PersonId;
use nightstand_journal::{JournalError, Repair, Space, SpaceKind, Writer};
use nightstand_vault::{
    Device, DeviceError, KeyFile, KeySlots, KeyStore, Passphrase, Purpose, RecoveryWords, Ring, SlotError,
    SpaceKey, Stored, Unavailable, Unlock,
};

use crate::error::AppError;
use crate::lengths;
use crate::link::{self, End};
use crate::mend;
use crate::missing;
use crate::profile::Profile;
use crate::spine::{App, Role};

/// The file that holds this computer's own identity.
const DEVICE_FILE: &str = "device.key";

/// The name of the table's key among key files.
const TABLE: &str = "table";

/// What the computer's keyring says about the table's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyringState {
    /// The key is in it.
    Holds,
    /// It says that it does not have the key; a locked one may say so too.
    Without,
    /// It is locked.
    Locked,
    /// It did not answer in time.
    Slow,
    /// This computer, or this session, has none that works.
    None,
}

/// Where the table's key lies now, for the page that says who can see what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyState {
    /// The computer's keyring.
    pub keyring: KeyringState,
    /// Whether the key lies in a file that this computer account can read without a passphrase.
    pub key_file: bool,
    /// Whether that file was found readable for other accounts, and closed.
    pub key_file_was_open: bool,
    /// Whose passphrase or recovery words open the table.
    pub people: Vec<PersonId>,
}

/// Keeps the system from writing this process's memory, keys included, into a core file.
pub fn no_core_files() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        if let Err(error) = setrlimit(Resource::Core, none) {
            tracing::warn!(%error, "core files could not be switched off");
        }
        // A program that takes core dumps through a pipe need not keep to that limit. It is given no memory then.
        #[cfg(target_os = "linux")]
        if let Err(error) = std::fs::write("/proc/self/coredump_filter", "0") {
            tracing::warn!(%error, "core dumps could not be emptied");
        }
    }
}

/// The log that this computer writes.
pub(crate) fn writer(profile: &Profile) -> Result<Writer, AppError> {
    let device = Device::load_or_create(&profile.data.join(DEVICE_FILE), &machine()).map_err(device_error)?;
    Ok(Writer { device: device.id, signer: device.signer })
}

/// What tells this computer from another to which the profile was copied.
fn machine() -> Vec<u8> {
    let files = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
    files.iter().find_map(|path| fs::read(path).ok()).unwrap_or_default()
}

/// Opens the table, when there is one.
///
/// # Errors
/// [`AppError::KeyLost`] when the file is there and its key is in none of the places that need nobody to
/// type; whatever else keeps the file shut.
pub(crate) fn open_table(
    profile: &Profile,
    file: &KeyFile,
    keyring: &Arc<dyn KeyStore>,
    role: Role,
) -> Result<Option<Space>, AppError> {
    let path = profile.table();
    if !path.exists() {
        return if missing::table_was_here(profile)? { Err(AppError::Missing) } else { Ok(None) };
    }
    let mut outcome = Err(AppError::KeyLost);
    for key in places(profile, file, keyring.as_ref(), role)? {
        outcome = match key() {
            Some(key) => open_space(&path, SpaceKind::Table, &key, profile, role).map(Some),
            None => continue,
        };
        if !matches!(outcome, Err(AppError::KeyLost)) {
            break;
        }
    }
    outcome
}

type Place<'a> = Box<dyn Fn() -> Option<SpaceKey> + 'a>;

/// The places that need nobody to type, the quick one first: while there is a key file, no start waits for
/// a keyring.
fn places<'a>(
    profile: &Profile,
    file: &'a KeyFile,
    keyring: &'a dyn KeyStore,
    role: Role,
) -> Result<[Place<'a>; 2], AppError> {
    let name = keyring_name(profile, role)?;
    let found = |stored| match stored {
        Stored::Found(key) => Some(key),
        Stored::Absent | Stored::Unavailable(_) => None,
    };
    Ok([Box::new(move || found(file.load(TABLE))), Box::new(move || found(keyring.load(&name)))])
}

/// The table's key from wherever it lies without anyone typing.
pub(crate) fn table_key(
    profile: &Profile,
    file: &KeyFile,
    keyring: &dyn KeyStore,
) -> Result<SpaceKey, AppError> {
    places(profile, file, keyring, Role::Window)?.iter().find_map(|place| place()).ok_or(AppError::KeyLost)
}

/// Profiles are told apart in the keyring by the id of their slots, which moves with the folder.
fn keyring_name(profile: &Profile, role: Role) -> Result<String, AppError> {
    let slots = match role {
        Role::Window => KeySlots::open(&profile.data),
        Role::Clock => KeySlots::look(&profile.data),
    };
    let slots = match slots {
        Ok(slots) => slots,
        // Both copies are damaged: the key file may still open the table.
        Err(SlotError::Damaged) => return Ok(String::from("table-unknown")),
        Err(error) => return Err(slot_error(error)),
    };
    let id = nightstand_domain::ids::EntityId::from_bytes(*slots.id());
    Ok(format!("table-{id}"))
}

/// Opens one space with its key; only the window repairs.
pub(crate) fn open_space(
    path: &Path,
    kind: SpaceKind,
    key: &SpaceKey,
    profile: &Profile,
    role: Role,
) -> Result<Space, AppError> {
    let repair = match role {
        Role::Window => Repair::Allowed,
        Role::Clock => Repair::Left,
    };
    let space = Space::open_with(path, kind, Some(key), writer(profile)?, repair)?;
    if role == Role::Clock || !lengths::was_restored(profile, &space, key)? {
        return Ok(space);
    }
    tracing::warn!("this file is older than what was written here: it gets a log of its own");
    drop(space);
    let mut space = Space::open_with(path, kind, Some(key), new_writer(profile)?, repair)?;
    for log in space.forked_logs()? {
        space.leave_log(log)?;
    }
    Ok(space)
}

/// Another log for this computer, from now on. A clock that writes the old one begins anew.
pub(crate) fn new_writer(profile: &Profile) -> Result<Writer, AppError> {
    let ran = link::ask_to_quit(profile, End::Clock).unwrap_or_else(|error| {
        tracing::warn!(%error, "the clock goes on with the old log");
        false
    });
    while_no_clock_runs(profile, ran, Ok)
}

/// The same, and `then` goes on with it before there is a clock again: none holds a file that is being replaced. What came
/// due meanwhile is raised by the one that begins.
///
/// # Errors
/// [`AppError::Busy`] when the clock does not end, and what `then` says.
pub(crate) fn while_the_clock_rests<R>(
    profile: &Profile,
    then: impl FnOnce(Writer) -> Result<R, AppError>,
) -> Result<R, AppError> {
    let ran = link::ask_to_quit(profile, End::Clock).map_err(|error| {
        tracing::warn!(%error, "the clock does not end");
        AppError::Busy
    })?;
    while_no_clock_runs(profile, ran, then)
}

fn while_no_clock_runs<R>(
    profile: &Profile,
    ran: bool,
    then: impl FnOnce(Writer) -> Result<R, AppError>,
) -> Result<R, AppError> {
    let device = Device::renew(&profile.data.join(DEVICE_FILE), &machine()).map_err(device_error);
    let done = device.and_then(|device| then(Writer { device: device.id, signer: device.signer }));
    if ran {
        link::keep_clock(profile);
    }
    done
}

/// Makes the table and its key. The key lies safe on the disk before anything is sealed with it.
///
/// # Errors
/// [`AppError::Taken`] when there is a table already: its key is never replaced.
pub(crate) fn make_table(
    profile: &Profile,
    file: &KeyFile,
    keyring: &dyn KeyStore,
) -> Result<Space, AppError> {
    let path = profile.table();
    if path.exists() {
        return Err(AppError::Taken);
    }
    let mut slots = KeySlots::open(&profile.data).map_err(slot_error)?;
    slots.begin().map_err(slot_error)?;
    // One that is there may belong to a file that is not, for the moment.
    let key = match table_key(profile, file, keyring) {
        Ok(key) => key,
        Err(AppError::KeyLost) => {
            // Of a table that is not here. [`settle`] would take them for holders of the new one's key.
            slots.drop_keys(Purpose::Table).map_err(slot_error)?;
            SpaceKey::random()?
        }
        Err(error) => return Err(error),
    };
    file.store(TABLE, &key).map_err(store_error)?;
    let space = Space::create(&path, SpaceKind::Table, Some(&key), writer(profile)?)?;
    settle(profile, file, keyring, &key);
    Ok(space)
}

/// Brings the table's key to the places where it belongs now. Nothing here can lose it: the key file goes
/// only when the keyring has given the same key back and somebody's passphrase holds it too.
pub(crate) fn settle(profile: &Profile, file: &KeyFile, keyring: &dyn KeyStore, key: &SpaceKey) {
    let Ok(name) = keyring_name(profile, Role::Window) else { return };
    let kept = matches!(keyring.load(&name), Stored::Found(held) if held.same_as(key))
        || (keyring.store(&name, key).is_ok()
            && matches!(keyring.load(&name), Stored::Found(held) if held.same_as(key)));
    let slots = KeySlots::open(&profile.data);
    let typed = slots.is_ok_and(|slots| !slots.holders_of(Purpose::Table).is_empty());
    let settled = if kept && typed {
        file.delete(TABLE)
    } else if matches!(file.load(TABLE), Stored::Found(held) if held.same_as(key)) {
        Ok(())
    } else {
        file.store(TABLE, key)
    };
    if let Err(error) = settled {
        tracing::warn!(%error, "the table's key file could not be brought up to date");
    }
}

impl App {
    /// Where the table's key lies now.
    ///
    /// # Errors
    /// When the key slots cannot be read.
    pub fn key_state(&self) -> Result<KeyState, AppError> {
        let name = keyring_name(&self.profile, self.role)?;
        let key_file = !matches!(self.key_file.load(TABLE), Stored::Absent);
        let slots = KeySlots::look(&self.profile.data).map_err(slot_error)?;
        let keyring = match self.keyring.load(&name) {
            Stored::Found(_) => KeyringState::Holds,
            Stored::Absent => KeyringState::Without,
            Stored::Unavailable(Unavailable::Locked) => KeyringState::Locked,
            Stored::Unavailable(Unavailable::Slow) => KeyringState::Slow,
            Stored::Unavailable(Unavailable::None | Unavailable::Broken) => KeyringState::None,
        };
        Ok(KeyState {
            keyring,
            key_file,
            key_file_was_open: self.key_file.was_open_to_others(),
            people: slots.holders_of(Purpose::Table),
        })
    }

    /// Tries the places of the table's key once more, as after the keyring was unlocked.
    ///
    /// # Errors
    /// As at the start: [`AppError::KeyLost`], or what keeps the file shut.
    pub fn try_table_again(&self) -> Result<(), AppError> {
        let (opened, mended) = mend::open_table(&self.profile, &self.key_file, &self.keyring, self.role);
        self.tell_mended_table(mended);
        if let Some(space) = opened? {
            self.lay_table(space);
        }
        Ok(())
    }

    /// Opens the table with somebody's passphrase, when its key is in no other place, and puts the key back
    /// to where it belongs.
    ///
    /// # Errors
    /// [`AppError::WrongPassphrase`]; nothing changes then.
    pub fn recover_table(&self, passphrase: &str) -> Result<(), AppError> {
        let passphrase = Passphrase::typed(passphrase).map_err(|_| AppError::WrongPassphrase)?;
        self.recover_table_with(&Unlock::Passphrase(&passphrase))
    }

    /// Opens the table with somebody's recovery words.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when they are no recovery words, [`AppError::WrongPassphrase`] when they are
    /// others.
    pub fn recover_table_by_words(&self, words: &str) -> Result<(), AppError> {
        let words = RecoveryWords::typed(words).map_err(words_error)?;
        self.recover_table_with(&Unlock::Words(&words))
    }

    fn recover_table_with(&self, with: &Unlock<'_>) -> Result<(), AppError> {
        let slots = KeySlots::open(&self.profile.data).map_err(slot_error)?;
        let mut ring: Ring = slots.unlock_any(Purpose::Table, with).map_err(slot_error)?;
        let key = ring.take(Purpose::Table).ok_or(AppError::WrongPassphrase)?;
        let open = || open_space(&self.profile.table(), SpaceKind::Table, &key, &self.profile, self.role);
        let space = match open() {
            Err(AppError::Damaged { .. }) => {
                self.tell_mended_table(Some(mend::table(&self.profile, &key)?));
                open()?
            }
            other => other?,
        };
        self.lay_table(space);
        settle(&self.profile, &self.key_file, self.keyring.as_ref(), &key);
        Ok(())
    }

    /// Takes the table's key out of the computer's keyring, before the profile is removed.
    ///
    /// # Errors
    /// When the keyring cannot be asked.
    pub fn forget_keyring(&self) -> Result<(), AppError> {
        let name = keyring_name(&self.profile, self.role)?;
        self.keyring.delete(&name).map_err(store_error)
    }
}

pub(crate) fn slot_error(error: SlotError) -> AppError {
    match error {
        SlotError::NoMatch | SlotError::NoSlot => AppError::WrongPassphrase,
        SlotError::Newer => AppError::Newer,
        SlotError::Damaged | SlotError::Cost(_) => AppError::DAMAGED,
        SlotError::Changed => AppError::Busy,
        SlotError::Random(error) => error.into(),
        SlotError::Io(error) => AppError::folder(error),
        other @ SlotError::Room => AppError::Other(other.to_string()),
    }
}

pub(crate) fn words_error(error: nightstand_vault::WordsError) -> AppError {
    use nightstand_vault::WordsError;
    AppError::invalid(
        "words",
        match error {
            WordsError::Count(_) => "count",
            WordsError::Unknown(_) => "unknown",
            WordsError::Checksum => "checksum",
        },
    )
}

fn store_error(error: nightstand_vault::StoreError) -> AppError {
    match error {
        nightstand_vault::StoreError::Io(error) => AppError::folder(error),
        unavailable => AppError::Other(unavailable.to_string()),
    }
}

fn device_error(error: DeviceError) -> AppError {
    match error {
        DeviceError::Io(error) => AppError::folder(error),
        DeviceError::Newer => AppError::Newer,
        DeviceError::Random(error) => error.into(),
    }
}

/// Turns what a drawer's file says into words: its key came out of its own slot, so a key that does not fit
/// means a damaged file, not a lost key.
pub(crate) fn drawer_error(error: AppError) -> AppError {
    match error {
        AppError::KeyLost => AppError::DAMAGED,
        AppError::Other(text) if text == JournalError::Missing.to_string() => AppError::NotFound,
        other => other,
    }
}
