//! What another program copied, in the way of X11.

use std::thread;

use nightstand_desktop::Outcome;
use nightstand_screen::Screen;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::rust_connection::RustConnection;

use crate::selection;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        CLIPBOARD,
        TARGETS,
        JPEG: b"image/jpeg",
        URIS: b"text/uri-list",
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Picture,
    Files,
}

/// From now on these bytes lie in the clipboard of this screen, as long as it stands or until others do.
pub(crate) fn copy(screen: &Screen, kind: Kind, offered: Vec<u8>) -> Outcome {
    let (connection, at) = RustConnection::connect(Some(screen.display()))?;
    let atoms = Atoms::new(&connection)?.reply()?;
    selection::own(&connection, at, atoms.CLIPBOARD)?;
    let kind = match kind {
        Kind::Picture => atoms.JPEG,
        Kind::Files => atoms.URIS,
    };
    thread::spawn(move || {
        // The screen goes with its room, and this with the screen.
        while let Ok(event) = connection.wait_for_event() {
            if let Event::SelectionRequest(asked) = event
                && selection::answer(&connection, &asked, atoms.TARGETS, kind, &offered).is_err()
            {
                break;
            }
        }
    });
    Ok(())
}
