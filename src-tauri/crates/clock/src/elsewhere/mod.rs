//! Elsewhere, which is macOS first of all: a plain banner that says what it has to say. It is answered in the window; no
//! tray, and nobody who is asked whether one may interrupt. macOS keeps do-not-disturb itself.

pub(crate) mod banner;
mod notifier;
pub(crate) mod presence;
mod sleep;
mod tray;

use tokio::sync::mpsc::UnboundedSender;

pub(crate) use self::banner::Banner;
pub(crate) use self::notifier::Notifier;
pub(crate) use self::presence::Presence;
pub(crate) use self::sleep::WallTimer;
pub(crate) use self::tray::Tray;
use crate::Event;
pub(crate) use crate::names as watch;

/// Nobody tells here that the time is another than it was; the timer looks by itself.
pub(crate) struct Times;

impl Times {
    pub(crate) fn watched(_: &UnboundedSender<Event>) -> Self {
        Self
    }
}
