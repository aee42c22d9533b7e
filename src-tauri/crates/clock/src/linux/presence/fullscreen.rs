//! Whether a window fills the whole screen: X11 alone says so. Talking to the display may block, so a plain
//! thread does it; it ends when nobody wants to know any more.

use std::error::Error;
use std::os::fd::{AsFd as _, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::net::{Shutdown, shutdown};
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event as Told;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, EventMask, Window,
};
use x11rb::rust_connection::RustConnection;

use super::asking::PATIENCE;
use crate::Event;

/// The display, looked at until this is dropped. The clock is woken whenever the answer changes.
pub(super) struct Screen {
    full: Arc<AtomicBool>,
    /// The same socket that the thread waits at: shutting it down sends the thread home.
    socket: OwnedFd,
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Fails when the display went first; the thread has gone home then.
        let _ = shutdown(&self.socket, Shutdown::Both);
    }
}

type Trouble = Box<dyn Error + Send + Sync>;

impl Screen {
    /// Looks at the display; `None` where there is none, or its window manager does not say.
    pub(super) async fn watched(events: UnboundedSender<Event>) -> Option<Self> {
        std::env::var_os("DISPLAY")?;
        let (tell, told) = oneshot::channel();
        let look = move || {
            if let Err(error) = stay(tell, &events) {
                tracing::debug!(%error, "the display is not looked at any more");
            }
        };
        thread::Builder::new().name("screen".into()).stack_size(256 * 1024).spawn(look).ok()?;
        tokio::time::timeout(PATIENCE, told).await.ok()?.ok()
    }

    pub(super) fn is_full(&self) -> bool {
        self.full.load(Ordering::SeqCst)
    }
}

fn stay(tell: oneshot::Sender<Screen>, events: &UnboundedSender<Event>) -> Result<(), Trouble> {
    let (display, screen) = RustConnection::connect(None)?;
    let Some(root) = display.setup().roots.get(screen).map(|screen| screen.root) else { return Ok(()) };
    let view = View { root, names: Names::of(&display)?, display: &display };
    if !view.is_told()? {
        return Ok(());
    }
    // Listened to first, so that no change falls in between.
    view.listen_to(root)?;
    let full = Arc::new(AtomicBool::new(view.is_full()?));
    let socket = display.stream().as_fd().try_clone_to_owned()?;
    // Nobody waits any more: the one who asked has lost patience, and dropping it ends the connection.
    if tell.send(Screen { full: Arc::clone(&full), socket }).is_err() {
        return Ok(());
    }
    let tell = |now: bool| {
        if full.swap(now, Ordering::SeqCst) != now {
            // The receiver only goes when the clock ends.
            let _ = events.send(Event::Look);
        }
    };
    let ended = view.follow(&tell);
    // A display that went holds nothing up.
    tell(false);
    ended
}

/// The names of Extended Window Manager Hints that are needed here.
struct Names {
    supported: Atom,
    active: Atom,
    state: Atom,
    full: Atom,
    hidden: Atom,
}

impl Names {
    fn of(display: &RustConnection) -> Result<Self, Trouble> {
        let atom = |name: &str| -> Result<Atom, Trouble> {
            Ok(display.intern_atom(false, name.as_bytes())?.reply()?.atom)
        };
        Ok(Self {
            supported: atom("_NET_SUPPORTED")?,
            active: atom("_NET_ACTIVE_WINDOW")?,
            state: atom("_NET_WM_STATE")?,
            full: atom("_NET_WM_STATE_FULLSCREEN")?,
            hidden: atom("_NET_WM_STATE_HIDDEN")?,
        })
    }
}

struct View<'a> {
    display: &'a RustConnection,
    root: Window,
    names: Names,
}

impl View<'_> {
    /// Whether the window manager says which window is in use and whether one fills the screen.
    fn is_told(&self) -> Result<bool, Trouble> {
        let supported = self.list(self.root, self.names.supported, AtomEnum::ATOM)?;
        Ok([self.names.active, self.names.full].iter().all(|name| supported.contains(name)))
    }

    fn is_full(&self) -> Result<bool, Trouble> {
        let active = self.list(self.root, self.names.active, AtomEnum::WINDOW)?;
        let Some(window) = active.first().copied().filter(|window| *window != x11rb::NONE) else {
            return Ok(false);
        };
        // A window may be gone by now; then it fills nothing, and the next one is told of.
        self.listen_to(window)?;
        let states = self.list(window, self.names.state, AtomEnum::ATOM).unwrap_or_default();
        Ok(states.contains(&self.names.full) && !states.contains(&self.names.hidden))
    }

    /// Tells whenever the answer may have changed, until the connection ends.
    fn follow(&self, tell: &impl Fn(bool)) -> Result<(), Trouble> {
        loop {
            let may_have_changed = match self.display.wait_for_event()? {
                Told::PropertyNotify(told) => [self.names.active, self.names.state].contains(&told.atom),
                // Some window managers go on naming the last window after it went, when there is no other.
                Told::DestroyNotify(_) | Told::UnmapNotify(_) => true,
                _ => false,
            };
            if may_have_changed {
                tell(self.is_full()?);
            }
        }
    }

    fn listen_to(&self, window: Window) -> Result<(), Trouble> {
        let told = EventMask::PROPERTY_CHANGE | EventMask::STRUCTURE_NOTIFY;
        let changes = ChangeWindowAttributesAux::new().event_mask(told);
        self.display.change_window_attributes(window, &changes)?.ignore_error();
        Ok(())
    }

    fn list(&self, window: Window, name: Atom, kind: AtomEnum) -> Result<Vec<u32>, Trouble> {
        let reply = self.display.get_property(false, window, name, kind, 0, 1024)?.reply()?;
        Ok(reply.value32().map(Iterator::collect).unwrap_or_default())
    }
}
