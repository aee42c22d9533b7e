//! Where the agenda and what passes lie, and how either is opened.

use std::fs;
use std::sync::Arc;

use nightstand_journal::agenda::Agenda as Store;
use nightstand_journal::passing::Passing;
use nightstand_vault::{KeyFile, KeyStore as _, SpaceKey, Stored};

use super::Agenda;
use crate::error::AppError;
use crate::ports::Clock;
use crate::profile::{Profile, private_folder};

const AGENDA: &str = "agenda";
const PASSING: &str = "passing";

impl Agenda {
    /// Opens the agenda of a profile that has one.
    ///
    /// # Errors
    /// [`AppError::NoTable`] when there is none yet or its key is gone; what the disk says.
    pub fn open(profile: &Profile, clock: Arc<dyn Clock>) -> Result<Self, AppError> {
        let Stored::Found(key) = KeyFile::in_folder(&profile.data).load(AGENDA) else {
            return Err(AppError::NoTable);
        };
        if !profile.agenda().exists() {
            return Err(AppError::NoTable);
        }
        Self::with(Store::open_existing(&profile.agenda(), &key)?, profile, clock)
    }

    /// Opens the agenda, making what is missing. One that cannot be read is copied aside and put in place anew:
    /// it follows from the table. For the window alone.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open_or_create(profile: &Profile, clock: Arc<dyn Clock>) -> Result<Self, AppError> {
        let key = key_for(&KeyFile::in_folder(&profile.data), AGENDA)?;
        Self::with(Store::open_or_anew(&profile.agenda(), &key)?, profile, clock)
    }

    fn with(store: Store, profile: &Profile, clock: Arc<dyn Clock>) -> Result<Self, AppError> {
        let (passing, passing_key) = passing(profile)?;
        Ok(Self { store, passing, passing_key, plans: Vec::new(), config: profile.config.clone(), clock })
    }
}

/// What passes, and its key. Both lie with this computer's own state: not in the folder that people back up,
/// and yet on the disk, since who said "not tonight" and started the computer anew must not be asked again. An
/// earlier version kept them beside the table.
///
/// Either process makes a key that is missing: a state folder that was cleared away silences no reminder.
fn passing(profile: &Profile) -> Result<(Passing, SpaceKey), AppError> {
    let passing = Passing::at(&profile.passing());
    let (keys, earlier) = (KeyFile::in_folder(&profile.state), KeyFile::in_folder(&profile.data));
    let file = profile.data.join("passing.db");
    let left_behind = || matches!(earlier.load(PASSING), Stored::Found(_)) || file.exists();
    if let (Stored::Found(key), false) = (keys.load(PASSING), left_behind()) {
        return Ok((passing, key));
    }
    private_folder(&profile.state).map_err(AppError::folder)?;
    // A profile that is being removed loses this folder after the other: what was made in between goes again.
    if !profile.data.exists() {
        let _ = fs::remove_dir(&profile.state);
        return Err(AppError::NoTable);
    }
    // Only one process at a time gets here, or each would make a key that the other's file does not have.
    let key = passing.take_over(&file, || {
        if let Stored::Found(key) = earlier.load(PASSING) {
            keys.store(PASSING, &key).map_err(|error| AppError::Other(error.to_string()))?;
        }
        earlier.delete(PASSING).map_err(|error| AppError::Other(error.to_string()))?;
        key_for(&keys, PASSING)
    })??;
    Ok((passing, key))
}

/// A key file that is broken or readable for nobody is replaced: nothing that lies under it is lost that
/// the table does not know.
fn key_for(keys: &KeyFile, name: &str) -> Result<SpaceKey, AppError> {
    if let Stored::Found(key) = keys.load(name) {
        return Ok(key);
    }
    let key = SpaceKey::random()?;
    keys.store(name, &key).map_err(|error| AppError::Other(error.to_string()))?;
    Ok(key)
}
