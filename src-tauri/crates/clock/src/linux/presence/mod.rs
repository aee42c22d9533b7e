//! Whom to ask whether one may interrupt. While a banner is held, and only then, whoever could change the answer
//! is listened to, and wakes the clock when it does.

mod asking;
mod awake;
mod dnd;
mod fullscreen;

use tokio::sync::mpsc::UnboundedSender;
use zbus::Connection;

use self::asking::Listening;
use self::dnd::Authority;
use self::fullscreen::Screen;
use super::bus::Bus;
use crate::Event;
use crate::presence::{Answers, Reason};

/// What is asked whether one may interrupt.
pub(crate) struct Presence {
    events: UnboundedSender<Event>,
    holding: Option<Holding>,
}

/// What stays open while a banner is held.
struct Holding {
    screen: Option<Screen>,
    _signals: Vec<Listening>,
}

impl Presence {
    pub(crate) fn new(events: UnboundedSender<Event>) -> Self {
        Self { events, holding: None }
    }

    /// What speaks against interrupting now. While something does, the clock is woken when it may have changed.
    pub(crate) async fn against(&mut self, bus: &Bus, server: &str) -> Option<Reason> {
        let (session, authority) = (&bus.session()?, Authority::of(server));
        if self.holding.is_none() {
            let (answers, screen) = ask(session, authority, self.events.clone()).await;
            answers.against()?;
            // Listened to first and asked again after, so that no change falls in between.
            let signals = asking::listen(session, listened_to(authority), &self.events).await;
            self.holding = Some(Holding { screen, _signals: signals });
        }
        let screen = self.holding.as_ref().and_then(|holding| holding.screen.as_ref()).map(Screen::is_full);
        let answers = Answers { full_screen: screen, ..on_the_bus(session, authority).await };
        let reason = answers.against();
        if reason.is_none() {
            self.rest();
        }
        reason
    }

    /// Nothing is held any more, and nobody is listened to.
    pub(crate) fn rest(&mut self) {
        self.holding = None;
    }
}

/// Who gives an answer on this desktop, whatever it is at present; `None` while there is nobody to ask.
pub(crate) fn survey(
    bus: &Bus,
    server: &str,
    events: UnboundedSender<Event>,
) -> Option<impl Future<Output = Answers> + Send + 'static> {
    let (session, authority) = (bus.session()?, Authority::of(server));
    Some(async move {
        let (answers, screen) = ask(&session, authority, events).await;
        // Under Wayland the X display knows of X windows only, which is no answer about the others.
        let full_screen = screen.filter(|_| std::env::var_os("WAYLAND_DISPLAY").is_none());
        Answers { full_screen: full_screen.as_ref().map(Screen::is_full), ..answers }
    })
}

async fn ask(
    session: &Connection,
    authority: Authority,
    events: UnboundedSender<Event>,
) -> (Answers, Option<Screen>) {
    let (answers, screen) = tokio::join!(on_the_bus(session, authority), Screen::watched(events));
    (Answers { full_screen: screen.as_ref().map(Screen::is_full), ..answers }, screen)
}

async fn on_the_bus(session: &Connection, authority: Authority) -> Answers {
    let (undisturbed, awake) = tokio::join!(authority.asked(session), awake::asked(session));
    Answers { undisturbed, awake, full_screen: None }
}

fn listened_to(authority: Authority) -> Vec<asking::Told> {
    authority.tells().into_iter().chain(awake::tells()).collect()
}
