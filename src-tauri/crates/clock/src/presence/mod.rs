//! Whether one may interrupt now. It is asked when a banner is due, and at no other time. While a banner is
//! held, and only then, whoever could change the answer is listened to, and wakes the clock when it does.
//!
//! Who gives no answer holds nothing up: a reminder that never comes would be worse.

mod asking;
mod awake;
mod dnd;
mod fullscreen;

use tokio::sync::mpsc::UnboundedSender;
use zbus::Connection;

use self::asking::Listening;
use self::dnd::Authority;
use self::fullscreen::Screen;
use crate::Event;

/// What the desktop says; `None` where nobody gives an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// Whether somebody asked not to be disturbed.
    pub(crate) undisturbed: Option<bool>,
    /// Whether something keeps the screen awake: a call, a talk, a film.
    pub(crate) awake: Option<bool>,
    /// Whether a window fills the whole screen.
    pub(crate) full_screen: Option<bool>,
}

/// Why nobody is interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Undisturbed,
    Awake,
    FullScreen,
}

impl Answers {
    /// What speaks against interrupting, if anything does.
    pub(crate) fn against(self) -> Option<Reason> {
        let says = [
            (self.undisturbed, Reason::Undisturbed),
            (self.awake, Reason::Awake),
            (self.full_screen, Reason::FullScreen),
        ];
        says.into_iter().find_map(|(says, reason)| says.unwrap_or(false).then_some(reason))
    }
}

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
    pub(crate) async fn against(&mut self, session: &Connection, server: &str) -> Option<Reason> {
        let authority = Authority::of(server);
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

/// Who gives an answer on this desktop, whatever it is at present.
pub(crate) async fn survey(session: &Connection, server: &str, events: UnboundedSender<Event>) -> Answers {
    let (answers, screen) = ask(session, Authority::of(server), events).await;
    // Under Wayland the X display knows of X windows only, which is no answer about the others.
    let full_screen = screen.filter(|_| std::env::var_os("WAYLAND_DISPLAY").is_none());
    Answers { full_screen: full_screen.as_ref().map(Screen::is_full), ..answers }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gives_no_answer_holds_nothing_up() {
        assert_eq!(Answers::default().against(), None, "a bare desktop says nothing, and reminders come");
        let free = Answers { undisturbed: Some(false), awake: Some(false), full_screen: Some(false) };
        assert_eq!(free.against(), None, "everyone says that one may");
    }

    #[test]
    fn one_that_speaks_against_it_is_enough() {
        let free = Answers { undisturbed: Some(false), awake: Some(false), full_screen: Some(false) };
        for (answers, reason) in [
            (Answers { undisturbed: Some(true), ..free }, Reason::Undisturbed),
            (Answers { awake: Some(true), ..free }, Reason::Awake),
            (Answers { full_screen: Some(true), ..free }, Reason::FullScreen),
            (Answers { full_screen: Some(true), ..Answers::default() }, Reason::FullScreen),
        ] {
            assert_eq!(answers.against(), Some(reason), "{answers:?} waits");
        }
    }
}
