//! A profile with one person and a drawer that is tortured through the use-cases that the window calls.

use std::path::Path;
use std::sync::Arc;

use nightstand_app::ports::SystemClock;
use nightstand_app::profile::Profile;
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_app::{App, Role};
use nightstand_domain::ids::PersonId;
use nightstand_domain::people::Ribbon;
use nightstand_vault::{Cost, MemoryStore, Unavailable};

/// What opens the drawer.
pub const PASSPHRASE: &str = "lantern ferry orchard";

/// Opens the profile in `folder`, as the window does.
///
/// # Panics
/// When the folder can be no profile.
pub fn open(folder: &Path) -> App {
    let keyring = MemoryStore::default();
    keyring.go_away(Unavailable::None);
    let profile = Profile::find(Some(folder)).expect("a profile");
    let app = App::open(profile, Arc::new(SystemClock), Arc::new(keyring), Role::Window);
    app.stretch_at(Cost::MINIMUM);
    app
}

/// Sets the table in a fresh profile and makes Robin's drawer, which stays locked.
///
/// # Panics
/// When the disk refuses.
pub fn set_table(app: &App) -> PersonId {
    let a = Newcomer { name: "Robin".into(), ribbon: Ribbon::Madder };
    let robin = app.begin(FirstRun { a, b: None, rituals: Vec::new(), quiet: None }).expect("a table");
    app.make_drawer(robin, PASSPHRASE).expect("a drawer");
    robin
}
