//! The tray: what stands next, and the few things one may want without opening the window. Nothing here is
//! to be had here alone. It says no more than the plan's wording allows.
//!
//! It is there while the desktop has a place for it, and costs nothing while it has none.

mod icon;

use std::time::Duration;

use ksni::menu::{MenuItem, StandardItem};
use ksni::{Category, Handle, Icon, ToolTip, TrayMethods as _};
use nightstand_app::APP_ID;
use nightstand_app::agenda::Glance;
use nightstand_app::passing::PauseFor;
use nightstand_domain::schedule::plan::Evening;
use tokio::sync::mpsc::UnboundedSender;

use crate::Event;
use crate::banner::escaped;

/// What somebody chose in the tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Start(Evening),
    Pause(PauseFor),
    Resume,
    Open,
    Quit,
}

/// How long a host may take to let the icon in.
const PATIENCE: Duration = Duration::from_secs(2);

const QUIT: &str = "Quit: no reminders until Nightstand is opened again";

/// The tray's icon and menu, as far as there is a place for them.
pub(crate) struct Tray {
    events: UnboundedSender<Event>,
    shown: Option<(Handle<Lamp>, Glance)>,
}

impl Tray {
    pub(crate) fn new(events: UnboundedSender<Event>) -> Self {
        Self { events, shown: None }
    }

    pub(crate) fn is_shown(&self) -> bool {
        self.shown.is_some()
    }

    /// Shows this; there must be a place for it.
    pub(crate) async fn show(&mut self, glance: Glance) {
        if self.shown.as_ref().is_some_and(|(handle, _)| handle.is_closed()) {
            self.shown = None;
        }
        if let Some((handle, before)) = &mut self.shown {
            if *before != glance {
                handle.update(|lamp| lamp.glance = glance.clone()).await;
                *before = glance;
            }
            return;
        }
        let lamp = Lamp { glance: glance.clone(), events: self.events.clone() };
        // Whether a host is there already is for the watcher to know: it comes a moment after its name.
        match tokio::time::timeout(PATIENCE, lamp.assume_sni_available(true).spawn()).await {
            Ok(Ok(handle)) => self.shown = Some((handle, glance)),
            Ok(Err(error)) => tracing::info!(%error, "there is no tray"),
            Err(_) => tracing::info!("the tray's host does not answer"),
        }
    }

    /// Takes it away: its connection ends with it.
    pub(crate) async fn put_away(&mut self) {
        if let Some((handle, _)) = self.shown.take() {
            handle.shutdown().await;
        }
    }
}

/// What ksni shows.
struct Lamp {
    glance: Glance,
    events: UnboundedSender<Event>,
}

impl Lamp {
    fn wish(&self, wish: Wish) {
        // The receiver only goes when the clock ends.
        let _ = self.events.send(Event::Wish(wish));
    }

    /// One line in words: a pause before what is next.
    fn line(&self) -> String {
        self.glance.paused().unwrap_or_else(|| self.glance.line())
    }
}

impl ksni::Tray for Lamp {
    fn id(&self) -> String {
        APP_ID.into()
    }

    fn title(&self) -> String {
        "Nightstand".into()
    }

    fn category(&self) -> Category {
        Category::ApplicationStatus
    }

    fn icon_name(&self) -> String {
        icon::name()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        icon::pixmaps()
    }

    fn tool_tip(&self) -> ToolTip {
        // A host may read markup in the description, as a notification service does in a body.
        ToolTip { title: "Nightstand".into(), description: escaped(&self.line()), ..ToolTip::default() }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        self.wish(Wish::Open);
    }

    /// Asked for as the menu opens, so that it is of this minute and nobody has to wake for it.
    fn menu_about_to_show(&mut self) {}

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let mut menu = vec![label(self.glance.line())];
        if let Some(next) = self.glance.startable() {
            menu.push(item("Start", Wish::Start(next.evening)));
        }
        menu.push(MenuItem::Separator);
        match self.glance.paused() {
            Some(paused) => menu.extend([label(paused), item("Resume reminders", Wish::Resume)]),
            None => menu.extend([
                item("Pause for an hour", Wish::Pause(PauseFor::Hour)),
                item("Pause until tomorrow", Wish::Pause(PauseFor::UntilTomorrow)),
            ]),
        }
        menu.extend([MenuItem::Separator, item("Open Nightstand", Wish::Open), item(QUIT, Wish::Quit)]);
        menu
    }
}

fn item(words: &str, wish: Wish) -> MenuItem<Lamp> {
    let chosen = Box::new(move |lamp: &mut Lamp| lamp.wish(wish));
    StandardItem { label: literal(words), activate: chosen, ..StandardItem::default() }.into()
}

fn label(words: String) -> MenuItem<Lamp> {
    StandardItem { label: literal(&words), enabled: false, ..StandardItem::default() }.into()
}

/// A menu reads an underscore as the mark of a key (com.canonical.dbusmenu, "label"); two of them are one.
fn literal(words: &str) -> String {
    words.replace('_', "__")
}
