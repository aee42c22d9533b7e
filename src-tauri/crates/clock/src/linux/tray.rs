//! The tray's icon and menu over the StatusNotifierItem protocol. It is there while the desktop has a place for it,
//! and costs nothing while it has none.

use std::path::Path;
use std::time::Duration;

use ksni::menu::{MenuItem, StandardItem};
use ksni::{Category, Handle, Icon, ToolTip, TrayMethods as _};
use nightstand_app::APP_ID;
use nightstand_app::agenda::Glance;
use nightstand_app::markup::escaped;
use tokio::sync::mpsc::UnboundedSender;

use crate::tray::{self, Entry, Wish};
use crate::{Event, icon};

/// The installed icon; its source is `icons/tray.svg`.
const NAME: &str = "app.nightstand.Nightstand-symbolic";

/// The sizes of common panels, in pixels.
const SIZES: [u16; 4] = [22, 24, 32, 48];

/// How long a host may take to let the icon in.
const PATIENCE: Duration = Duration::from_secs(2);

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
        installed()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        pixmaps()
    }

    fn tool_tip(&self) -> ToolTip {
        // A host may read markup in the description, as a notification service does in a body.
        ToolTip {
            title: "Nightstand".into(),
            description: escaped(&tray::line(&self.glance)),
            ..ToolTip::default()
        }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        self.wish(Wish::Open);
    }

    /// Asked for as the menu opens, so that it is of this minute and nobody has to wake for it.
    fn menu_about_to_show(&mut self) {}

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let drawn = |entry| match entry {
            Entry::Words(words) => label(&words),
            Entry::Choice(words, wish) => item(words, wish),
            Entry::Rule => MenuItem::Separator,
        };
        tray::menu(&self.glance).into_iter().map(drawn).collect()
    }
}

/// The icon's name where it is installed; hosts show nothing for a name that they do not find. Those that know it draw
/// it in the panel's own ink.
fn installed() -> String {
    let folders = std::env::var("XDG_DATA_DIRS").ok().filter(|dirs| !dirs.is_empty());
    let folders = folders.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    let file = format!("icons/hicolor/symbolic/apps/{NAME}.svg");
    let installed = folders.split(':').any(|folder| Path::new(folder).join(&file).is_file());
    if installed { NAME.into() } else { String::new() }
}

/// The others get pixels. As the specification has it: alpha first, in network byte order.
fn pixmaps() -> Vec<Icon> {
    let pixmap = |size: u16| {
        let data =
            icon::pixels(size).flat_map(|[red, green, blue, alpha]| [alpha, red, green, blue]).collect();
        Icon { width: size.into(), height: size.into(), data }
    };
    SIZES.into_iter().map(pixmap).collect()
}

fn item(words: &str, wish: Wish) -> MenuItem<Lamp> {
    let chosen = Box::new(move |lamp: &mut Lamp| lamp.wish(wish));
    StandardItem { label: literal(words), activate: chosen, ..StandardItem::default() }.into()
}

fn label(words: &str) -> MenuItem<Lamp> {
    StandardItem { label: literal(words), enabled: false, ..StandardItem::default() }.into()
}

/// A menu reads an underscore as the mark of a key (com.canonical.dbusmenu, "label"); two of them are one.
fn literal(words: &str) -> String {
    words.replace('_', "__")
}
