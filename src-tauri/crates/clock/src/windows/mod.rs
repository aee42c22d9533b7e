//! Windows: toasts and do-not-disturb from the runtime, timers, the tray and the rest from the system itself.

pub(crate) mod banner;
mod notifier;
pub(crate) mod presence;
mod sleep;
mod tray;

use nightstand_app::link::Message;
use nightstand_windows::{Post, Told};
use tokio::sync::mpsc::UnboundedSender;

pub(crate) use self::banner::Banner;
pub(crate) use self::notifier::Notifier;
pub(crate) use self::presence::Presence;
pub(crate) use self::sleep::WallTimer;
pub(crate) use self::tray::Tray;
use crate::Event;
pub(crate) use crate::names as watch;

/// Has it told when the time is another than it was, and when the taskbar comes, until this is dropped.
pub(crate) struct Times {
    _post: Option<Post>,
}

impl Times {
    pub(crate) fn watched(events: &UnboundedSender<Event>) -> Self {
        let events = events.clone();
        let heard = move |told| {
            let event = match told {
                Told::Time | Told::Wakes => Event::OtherTime,
                Told::Taskbar => Event::TrayPlace,
                // Whether we may show anything is one of them.
                Told::Settings => Event::Service,
                Told::Ends => Event::Said(Message::Quit),
                Told::Sleeps | Told::Locked | Told::FullScreen => return,
            };
            // The receiver only goes when the clock ends.
            let _ = events.send(event);
        };
        Self { _post: opened(heard) }
    }
}

/// A post of our own. Without one the timer does alone.
fn opened(heard: impl Fn(Told) + Send + 'static) -> Option<Post> {
    Post::open(heard).inspect_err(|error| tracing::warn!(%error, "what Windows tells is not heard")).ok()
}
