//! What a notification service is to the clock, whichever system shows it.

use tokio::sync::mpsc::UnboundedSender;

use crate::Event;

/// What a notification service tells about a banner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signal {
    pub(crate) server_id: u32,
    pub(crate) kind: SignalKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SignalKind {
    /// A button, by its name, or `default` for the banner itself.
    Action(String),
    /// It is no longer on the screen.
    Closed,
    /// It never came to the screen after all.
    Lost,
}

impl Signal {
    /// Tells the clock; it only does not hear when it ends.
    pub(crate) fn tell(server_id: u32, kind: SignalKind, events: &UnboundedSender<Event>) {
        let _ = events.send(Event::Signal(Self { server_id, kind }));
    }
}

/// The notification service that is there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// Names this very process of it: another one's ids mean something else.
    pub(crate) identity: String,
    /// What it calls itself.
    pub(crate) name: String,
    /// Whether it draws buttons.
    pub(crate) actions: bool,
    /// Whether it reads markup in the body, so that text must be escaped.
    pub(crate) markup: bool,
}

/// How raising a banner failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failed {
    /// It certainly did not appear: there is no service to show it.
    #[cfg_attr(windows, expect(dead_code, reason = "there that is known before"))]
    NoService,
    /// Nobody knows whether it appeared.
    Unknown,
}
