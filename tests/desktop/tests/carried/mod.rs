//! A file that another program carries over the window and lets go there, in the way of X11: the freedesktop.org
//! "Drag-and-Drop Protocol for the X Window System", version 5, from the side of the program that brings it.

use std::path::Path;
use std::time::Duration;

use nightstand_desktop::Outcome;
use nightstand_screen::Screen;
use tokio::time::timeout;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, Window};
use x11rb::rust_connection::RustConnection;

use crate::selection;

const LIMIT: Duration = Duration::from_secs(60);
const VERSION: u32 = 5;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        _NET_CLIENT_LIST,
        XdndAware,
        XdndSelection,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndActionCopy,
        XdndDrop,
        XdndFinished,
        TARGETS,
        URIS: b"text/uri-list",
    }
}

/// A file that hangs over the middle of the window.
pub(crate) struct Carried {
    connection: RustConnection,
    atoms: Atoms,
    source: Window,
    target: Window,
    uris: String,
}

impl Carried {
    /// Carries `file` over the window of this screen, until the window says that it would take it.
    pub(crate) async fn over(screen: &Screen, file: &Path) -> Outcome<Self> {
        let (display, uri) = (screen.display().to_owned(), format!("file://{}\r\n", file.display()));
        in_time(move || {
            let mut carried = Self::take_up(&display, uri)?;
            carried.enter()?;
            Ok(carried)
        })
        .await
    }

    /// Lets it go, and waits until the window has taken it.
    pub(crate) async fn let_go(mut self) -> Outcome {
        in_time(move || {
            self.say(self.atoms.XdndDrop, [self.source, 0, x11rb::CURRENT_TIME, 0, 0])?;
            self.answer_until(self.atoms.XdndFinished).map(drop)
        })
        .await
    }

    fn take_up(display: &str, uris: String) -> Outcome<Self> {
        let (connection, screen) = RustConnection::connect(Some(display))?;
        let atoms = Atoms::new(&connection)?.reply()?;
        let root = connection.setup().roots.get(screen).ok_or("a screen")?.root;
        let list =
            connection.get_property(false, root, atoms._NET_CLIENT_LIST, AtomEnum::WINDOW, 0, 64)?.reply()?;
        let windows: Vec<Window> = list.value32().into_iter().flatten().collect();
        let takes = |window: &Window| -> Outcome<bool> {
            let aware =
                connection.get_property(false, *window, atoms.XdndAware, AtomEnum::ATOM, 0, 1)?.reply()?;
            Ok(aware.value32().and_then(|mut versions| versions.next()).is_some_and(|one| one >= VERSION))
        };
        let mut target = None;
        for window in windows {
            if takes(&window)? {
                target = Some(window);
            }
        }
        let source = selection::own(&connection, screen, atoms.XdndSelection)?;
        Ok(Self {
            atoms,
            source,
            target: target.ok_or("no window takes what is dropped on it")?,
            uris,
            connection,
        })
    }

    /// Moves on the spot until the window has asked what it is and says that it may be let go: its first answer
    /// comes before it knows.
    fn enter(&mut self) -> Outcome {
        self.say(self.atoms.XdndEnter, [self.source, VERSION << 24, self.atoms.URIS, 0, 0])?;
        let place = self.connection.get_geometry(self.target)?.reply()?;
        let (x, y) = (i16::try_from(place.width / 2)?, i16::try_from(place.height / 2)?);
        let middle = self.connection.translate_coordinates(self.target, place.root, x, y)?.reply()?;
        let packed = (u32::from(middle.dst_x.unsigned_abs()) << 16) | u32::from(middle.dst_y.unsigned_abs());
        loop {
            let copy = self.atoms.XdndActionCopy;
            self.say(self.atoms.XdndPosition, [self.source, 0, packed, x11rb::CURRENT_TIME, copy])?;
            let [_, flags, ..] = self.answer_until(self.atoms.XdndStatus)?;
            if flags & 1 == 1 {
                return Ok(());
            }
        }
    }

    fn say(&self, kind: Atom, data: [u32; 5]) -> Outcome {
        let event = ClientMessageEvent::new(32, self.target, kind, data);
        self.connection.send_event(false, self.target, EventMask::NO_EVENT, event)?;
        Ok(self.connection.flush()?)
    }

    /// Tells the window what it asks about the file, until it says `kind`.
    fn answer_until(&mut self, kind: Atom) -> Outcome<[u32; 5]> {
        loop {
            match self.connection.wait_for_event()? {
                Event::ClientMessage(said) if said.type_ == kind => return Ok(said.data.as_data32()),
                Event::SelectionRequest(asked) => {
                    let Atoms { TARGETS, URIS, .. } = self.atoms;
                    selection::answer(&self.connection, &asked, TARGETS, URIS, self.uris.as_bytes())?;
                }
                _ => {}
            }
        }
    }
}

/// On a thread of its own: the display is waited for, and a window that never answers ends with its room.
async fn in_time<T: Send + 'static>(carry: impl FnOnce() -> Outcome<T> + Send + 'static) -> Outcome<T> {
    let carried = timeout(LIMIT, tokio::task::spawn_blocking(carry)).await;
    carried.map_err(|_| "the window does not answer whoever carries a file over it")??
}
