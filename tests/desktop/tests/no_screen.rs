//! A start where no screen answers: over ssh, from a unit of the system, or on a display that is gone.

#![cfg(target_os = "linux")]

use nightstand_desktop::{Outcome, Room};

#[test]
fn where_no_screen_answers_a_sentence_says_so() -> Outcome {
    let room = Room::new()?;
    for display in [None, Some(""), Some(":65000")] {
        let mut window = room.program("nightstand")?;
        window.env_remove("DISPLAY").envs(display.map(|display| ("DISPLAY", display)));
        let ended = window.output()?;
        let said = String::from_utf8(ended.stderr)?;
        assert_eq!(ended.status.code(), Some(1), "{display:?}: {said}");
        let sentence =
            "The window could not be opened: no screen answers, neither at DISPLAY nor at WAYLAND_DISPLAY";
        assert!(said.lines().any(|line| line == sentence), "{display:?}: {said}");
    }
    Ok(())
}
