//! Linux: notifications, the tray and whoever knows about interrupting over D-Bus, timers and files from the kernel.

pub(crate) mod banner;
pub(crate) mod bus;
pub(crate) mod presence;
mod sleep;
mod tray;
pub(crate) mod watch;

use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

pub(crate) use self::banner::Banner;
pub(crate) use self::bus::Bus as Notifier;
pub(crate) use self::presence::Presence;
pub(crate) use self::sleep::WallTimer;
pub(crate) use self::tray::Tray;
use self::watch::Watch;
use crate::Event;

/// Has it told when the time is another than it was, until this is dropped.
pub(crate) struct Times {
    waking: JoinHandle<()>,
    _zone: Option<Watch>,
}

impl Times {
    pub(crate) fn watched(events: &UnboundedSender<Event>) -> Self {
        // The zone is a link that is put in place anew.
        Self {
            waking: tokio::spawn(bus::follow_sleep(events.clone())),
            _zone: watch::names(
                "/etc".as_ref(),
                &["localtime", "timezone"],
                || Event::OtherTime,
                events.clone(),
            ),
        }
    }
}

impl Drop for Times {
    fn drop(&mut self) {
        self.waking.abort();
    }
}
