//! Keys: one thing lost locks nobody out, and no loss is ever taken for a first run.

mod home;

use std::fs;

use home::{Home, ROBINS, SAMS};
use nightstand_app::AppError;
use nightstand_app::keys::KeyringState;
use nightstand_vault::Unavailable;

fn table_bytes(folder: &std::path::Path) -> Vec<u8> {
    fs::read(folder.join("data/table.db")).unwrap()
}

fn key_file(folder: &std::path::Path) -> bool {
    folder.join("data/table.key").exists()
}

#[test]
fn until_a_passphrase_exists_the_tables_key_lies_in_a_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin(folder.path());
    let state = home.app.key_state().unwrap();
    assert_eq!(
        (state.keyring, state.key_file),
        (KeyringState::Holds, true),
        "two places until one is a person"
    );
    assert_eq!(state.people, [], "nobody could bring it back yet");

    home.app.make_drawer(home.robin, ROBINS).unwrap();
    let state = home.app.key_state().unwrap();
    assert_eq!((state.keyring, state.key_file), (KeyringState::Holds, false), "the weaker place is given up");
    assert_eq!(state.people, [home.robin], "because Robin's passphrase holds it now");
}

#[cfg(unix)]
#[test]
fn a_key_file_that_was_open_to_others_is_closed_at_the_start_and_the_page_says_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin(folder.path());
    assert!(!home.app.key_state().unwrap().key_file_was_open, "our own file is closed from the start");
    let file = folder.path().join("data/table.key");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let home = home.reopened(folder.path());
    assert!(home.app.people().is_ok(), "nobody is locked out by it");
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600,
        "it was closed at the start"
    );
    assert!(home.app.key_state().unwrap().key_file_was_open, "and whoever opens the page later is told");
}

#[test]
fn a_wiped_keyring_is_a_lost_slot_and_never_a_first_run() {
    let folder = tempfile::tempdir().unwrap();
    let (home, [_, sams_words]) = Home::with_drawers(folder.path());
    home.keyring.wipe();
    let home = home.reopened(folder.path());
    let before = table_bytes(folder.path());
    let home = home.reopened(folder.path());
    assert!(home.app.has_table(), "the file is there, so this is no first run");
    assert!(matches!(home.app.people(), Err(AppError::KeyLost)), "what is lost is the key");
    assert!(table_bytes(folder.path()) == before, "and nothing was written over the table");
    assert!(home.keyring.is_empty(), "no new key was made");

    assert!(matches!(home.app.recover_table("wrong"), Err(AppError::WrongPassphrase)));
    home.app.recover_table(SAMS).unwrap();
    assert_eq!(
        home.app.people().unwrap().a.name,
        "Robin",
        "either person's passphrase brings the table back"
    );
    let home = home.reopened(folder.path());
    assert_eq!(home.app.people().unwrap().a.name, "Robin", "and the keyring holds the key again");

    home.keyring.wipe();
    let home = home.reopened(folder.path());
    home.app.recover_table_by_words(&sams_words.replace(' ', ", ")).unwrap();
    assert!(home.app.people().is_ok(), "so do recovery words");
}

#[test]
fn a_locked_keyring_is_tried_again_when_it_is_unlocked() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.keyring.lock();
    let home = home.reopened(folder.path());
    assert!(matches!(home.app.people(), Err(AppError::KeyLost)), "a locked keyring answers: no entry");
    assert!(matches!(home.app.try_table_again(), Err(AppError::KeyLost)), "and goes on doing so");
    home.keyring.come_back();
    home.app.try_table_again().unwrap();
    assert!(home.app.people().is_ok(), "once unlocked, nobody has to type anything");
    assert_eq!(home.keyring.len(), 1, "and no second key was made meanwhile");
}

#[test]
fn without_a_keyring_the_key_file_stays_and_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = std::sync::Arc::new(nightstand_vault::MemoryStore::default());
    keyring.go_away(Unavailable::None);
    let home = Home::begin_with(folder.path(), keyring);
    home.app.make_drawer(home.robin, ROBINS).unwrap();
    assert!(key_file(folder.path()), "there is no other place that needs nobody to type");
    let home = home.reopened(folder.path());
    let state = home.app.key_state().unwrap();
    assert_eq!(
        (state.keyring, state.key_file),
        (KeyringState::None, true),
        "and the privacy page can say so"
    );
    assert!(home.app.people().is_ok(), "the table opens");
}

#[cfg(unix)]
#[test]
fn key_files_are_closed_to_everyone_else() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin(folder.path());
    home.app.make_drawer(home.robin, ROBINS).unwrap();
    for file in fs::read_dir(folder.path().join("data")).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?} is its owner's alone", file.file_name());
    }
}

#[test]
fn a_passphrase_is_changed_and_a_forgotten_one_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (home, [words, _]) = Home::with_drawers(folder.path());
    let app = &home.app;
    assert!(matches!(app.change_passphrase(home.robin, "wrong", "new"), Err(AppError::WrongPassphrase)));
    assert!(app.change_passphrase(home.robin, ROBINS, " ").is_err(), "an empty passphrase is none");
    app.change_passphrase(home.robin, ROBINS, "a new lantern").unwrap();
    assert!(matches!(app.unlock_drawer(home.robin, ROBINS), Err(AppError::WrongPassphrase)));
    app.unlock_drawer(home.robin, "a new lantern").unwrap();

    app.lock_drawer().unwrap();
    assert!(app.recover_drawer(home.robin, &words, " ").is_err(), "not even the words lock it with nothing");
    app.recover_drawer(home.robin, &words, "the newest").unwrap();
    assert_eq!(app.open_drawer(), Some(home.robin), "the words open it at once");
    app.unlock_drawer(home.robin, "the newest").unwrap();
    app.recover_drawer(home.robin, &words, "the newest of all").unwrap();
}

#[test]
fn new_recovery_words_count_alone_only_when_two_were_asked_back() {
    let folder = tempfile::tempdir().unwrap();
    let (home, [old, _]) = Home::with_drawers(folder.path());
    let app = &home.app;
    let new = app.renew_words(home.robin, ROBINS).unwrap();
    app.recover_drawer(home.robin, &old, ROBINS).unwrap();
    assert!(app.confirm_words(home.robin, ["not", "these"]).is_err(), "two wrong words prove nothing");
    assert!(app.confirm_words(home.sam, new.asked()).is_err(), "nor do they for somebody else");
    app.confirm_words(home.robin, new.asked()).unwrap();
    let gone = app.recover_drawer(home.robin, &old, ROBINS);
    assert!(matches!(gone, Err(AppError::WrongPassphrase)), "the old sheet is paper now");
    app.recover_drawer(home.robin, &new.words, ROBINS).unwrap();
}

#[test]
fn a_making_that_was_cut_off_is_begun_again_and_a_second_one_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    assert!(
        matches!(home.app.make_drawer(home.robin, "other"), Err(AppError::Taken)),
        "there is one already"
    );

    let other = tempfile::tempdir().unwrap();
    let home = Home::begin(other.path());
    home.app.make_drawer(home.robin, "first try").unwrap();
    // The power went before the drawer's file was there.
    let file = other.path().join(format!("data/drawer-{}.db", home.robin));
    fs::remove_file(&file).unwrap();
    fs::write(file.with_extension("making"), []).unwrap();
    home.app.make_drawer(home.robin, ROBINS).unwrap();
    assert!(!file.with_extension("making").exists());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
}

#[test]
fn damaged_key_slots_are_said_and_the_table_still_opens() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin(folder.path());
    home.app.make_drawer(home.robin, ROBINS).unwrap();
    let keyring = std::sync::Arc::clone(&home.keyring);
    fs::write(folder.path().join("data/slots.a"), b"torn").unwrap();
    let home = home.reopened(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home.app.lock_drawer().unwrap();
    for name in ["slots.a", "slots.b"] {
        fs::write(folder.path().join("data").join(name), b"torn").unwrap();
    }
    assert!(
        matches!(home.app.unlock_drawer(home.robin, ROBINS), Err(AppError::Damaged { .. })),
        "it is not the passphrase"
    );
    assert_eq!(keyring.len(), 1, "the keyring keeps what it has");
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_of_a_process_that_holds_keys_goes_into_a_core_file() {
    nightstand_app::keys::no_core_files();
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    let filter = std::fs::read_to_string("/proc/self/coredump_filter").unwrap();
    assert_eq!(
        u32::from_str_radix(filter.trim(), 16),
        Ok(0),
        "nor through a pipe, which need not keep to the limit"
    );
}
