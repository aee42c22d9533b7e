//! A disk that is full, at every step of 64 KiB: what was typed is there once the drawer is opened again, and
//! what was put away before is there in any case.

use nightstand_app::{App, AppError};
use nightstand_domain::ids::PageId;
use nightstand_torture::chance::Chance;
use nightstand_torture::home::{PASSPHRASE, open, set_table};
use nightstand_torture::{cases, figure, folder, story, tape};

const STEP: u64 = 64 * 1024;

#[test]
fn a_full_disk_costs_no_word_wherever_it_fills_up() {
    let steps = cases(3, 64);
    let mut refused = 0;
    for step in 0..steps {
        let folder = folder();
        // Before anything is opened, so that all of it goes through the tape.
        tape::room(folder.path(), None);
        let app = open(folder.path());
        let robin = set_table(&app);
        app.unlock_drawer(robin, PASSPHRASE).unwrap();

        // In an ordinary run the few steps are spread over the same distance.
        let room = STEP * (step * 64 / steps) as u64;
        tape::room(folder.path(), Some(room));
        let mut chance = Chance::of(3);
        let mut typed: Vec<(PageId, String)> = Vec::new();
        for number in 0..60 {
            let page = PageId::random().unwrap();
            let body = story::words(&mut chance, 20_000 + number * 500);
            match app.save_draft(robin, page, "", &body) {
                Ok(_) => {
                    typed.push((page, body));
                    match app.put_away(page) {
                        Ok(_) | Err(AppError::Full) => {}
                        Err(other) => panic!("with {room} bytes left: {other}"),
                    }
                }
                Err(AppError::Full) => {
                    refused += 1;
                    typed.push((page, body));
                    // Somebody sees that the disk is full, and stops.
                    break;
                }
                Err(other) => panic!("with {room} bytes left: {other}"),
            }
        }
        app.lock_drawer().unwrap_or_else(|error| panic!("with {room} bytes left: {error}"));
        drop(app);

        let app = open(folder.path());
        app.unlock_drawer(robin, PASSPHRASE)
            .unwrap_or_else(|error| panic!("it opens on a full disk ({room}): {error}"));
        let all_there = |app: &App, when: &str| {
            for (page, body) in &typed {
                let found = app.page(*page).unwrap_or_else(|error| panic!("{when} ({room}): {error}"));
                assert!(found.body == *body, "{when} ({room}): every letter");
            }
        };
        all_there(&app, "while the disk is still full");
        app.lock_drawer().unwrap();
        tape::room(folder.path(), None);
        app.unlock_drawer(robin, PASSPHRASE).unwrap();
        all_there(&app, "once there is room");
        assert_eq!(app.check_drawer().unwrap(), 0, "and the file is whole ({room})");
    }
    figure(&format!(
        "a disk full at {steps} steps of 64 KiB ({refused} of them while typing): every word kept"
    ));
}
