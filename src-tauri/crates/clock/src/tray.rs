//! The tray in words: what stands next, and the few things one may want without opening the window. Nothing here is
//! to be had here alone. It says no more than the plan's wording allows.

use nightstand_app::agenda::Glance;
use nightstand_app::passing::PauseFor;
use nightstand_domain::schedule::plan::Evening;

/// What somebody chose in the tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Start(Evening),
    Pause(PauseFor),
    Resume,
    Open,
    Quit,
}

/// A line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Words that do nothing.
    Words(String),
    /// Something to choose.
    Choice(&'static str, Wish),
    /// Parts what stands before it from what stands after it.
    Rule,
}

const QUIT: &str = "Quit: no reminders until Nightstand is opened again";

/// The menu, as it is at this moment.
pub(crate) fn menu(glance: &Glance) -> Vec<Entry> {
    let mut menu = vec![Entry::Words(glance.line())];
    if let Some(next) = glance.startable() {
        menu.push(Entry::Choice("Start", Wish::Start(next.evening)));
    }
    menu.push(Entry::Rule);
    match glance.paused() {
        Some(paused) => menu.extend([Entry::Words(paused), Entry::Choice("Resume reminders", Wish::Resume)]),
        None => menu.extend([
            Entry::Choice("Pause for an hour", Wish::Pause(PauseFor::Hour)),
            Entry::Choice("Pause until tomorrow", Wish::Pause(PauseFor::UntilTomorrow)),
        ]),
    }
    menu.extend([Entry::Rule, Entry::Choice("Open Nightstand", Wish::Open), Entry::Choice(QUIT, Wish::Quit)]);
    menu
}

/// One line in words: a pause before what is next.
pub(crate) fn line(glance: &Glance) -> String {
    glance.paused().unwrap_or_else(|| glance.line())
}
