//! The tray's icon and menu. The menu is made as it opens, so that it is of this minute and nobody has to wake for it.

use std::cell::{Cell, RefCell};

use nightstand_app::agenda::Glance;
use nightstand_windows::{Asker, Post, end_menu, let_others_come_forward, menu_has_ended};
use tokio::sync::mpsc::UnboundedSender;
use tray_icon::menu::{ContextMenu as _, IsMenuItem, Menu, MenuEvent, MenuId, MenuItem, PredefinedMenuItem};
use tray_icon::{Icon, MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};

use super::opened;
use crate::tray::{self, Entry, Wish};
use crate::{Event, icon};

/// Windows scales it for the panel.
const SIZE: u16 = 32;

thread_local! {
    /// Lives on the thread of its post, and says what it shows.
    static LAMP: RefCell<Option<Lamp>> = const { RefCell::new(None) };
    /// What the lines of the menu mean that was opened last.
    static CHOICES: RefCell<Vec<(MenuId, Wish)>> = const { RefCell::new(Vec::new()) };
    static OFFERING: Cell<bool> = const { Cell::new(false) };
}

struct Lamp {
    icon: TrayIcon,
    glance: Glance,
    events: UnboundedSender<Event>,
    asker: Asker,
}

/// The tray's icon and menu, as far as there is a place for them.
pub(crate) struct Tray {
    events: UnboundedSender<Event>,
    shown: Option<(Post, Glance)>,
}

impl Tray {
    pub(crate) fn new(events: UnboundedSender<Event>) -> Self {
        Self { events, shown: None }
    }

    pub(crate) fn is_shown(&self) -> bool {
        self.shown.is_some()
    }

    /// Shows this; there must be a place for it.
    #[expect(clippy::unused_async, reason = "elsewhere it has to be waited for")]
    pub(crate) async fn show(&mut self, glance: Glance) {
        if self.shown.as_ref().is_some_and(|(_, before)| *before == glance) {
            return;
        }
        let post = match self.shown.take() {
            Some((post, _)) => post,
            None => match opened(|_| {}) {
                Some(post) => post,
                None => return,
            },
        };
        let (shown, events, asker) = (glance.clone(), self.events.clone(), post.asker());
        post.ask(move || light(shown, events, asker));
        self.shown = Some((post, glance));
    }

    /// Takes it away: its thread ends with it.
    #[expect(clippy::unused_async, reason = "elsewhere it has to be waited for")]
    pub(crate) async fn put_away(&mut self) {
        if let Some((post, _)) = self.shown.take() {
            post.ask(|| {
                end_menu();
                drop(LAMP.take());
            });
        }
    }
}

/// On the post's thread: lights the lamp, or has it say something else.
fn light(glance: Glance, events: UnboundedSender<Event>, asker: Asker) {
    let words = shortened(&format!("Nightstand\n{}", tray::line(&glance)));
    let lit = match LAMP.take() {
        None => {
            picture().and_then(|icon| TrayIconBuilder::new().with_icon(icon).with_tooltip(&words).build())
        }
        Some(lamp) => {
            // Without a taskbar that fails; the icon stays, and comes with the next one.
            if let Err(error) = lamp.icon.set_tooltip(Some(&words)) {
                tracing::info!(%error, "the tray says something old");
            }
            Ok(lamp.icon)
        }
    };
    match lit {
        Ok(icon) => {
            // The first ones stay for good; they are called on the thread of whatever icon it is.
            TrayIconEvent::set_event_handler(Some(clicked));
            MenuEvent::set_event_handler(Some(chosen));
            LAMP.set(Some(Lamp { icon, glance, events, asker }));
        }
        Err(error) => tracing::info!(%error, "there is no tray"),
    }
}

fn picture() -> tray_icon::Result<Icon> {
    let pixels = icon::pixels(SIZE).flatten().collect();
    Icon::from_rgba(pixels, SIZE.into(), SIZE.into())
        .map_err(|_| tray_icon::Error::OsError(std::io::ErrorKind::InvalidData.into()))
}

fn clicked(event: TrayIconEvent) {
    if let TrayIconEvent::Click { button, button_state: MouseButtonState::Up, .. } = event {
        match button {
            MouseButton::Left => wish(Wish::Open),
            // Not here: whoever calls goes on with the icon afterwards, and while a menu is open that may be put away.
            MouseButton::Right => {
                let asker = LAMP.with_borrow(|lamp| lamp.as_ref().map(|lamp| lamp.asker.clone()));
                if let Some(asker) = asker {
                    asker.ask(offer);
                }
            }
            MouseButton::Middle => {}
        }
    }
}

fn wish(wish: Wish) {
    let_others_come_forward();
    let events = LAMP.with_borrow(|lamp| lamp.as_ref().map(|lamp| lamp.events.clone()));
    // The receiver only goes when the clock ends.
    let _ = events.map(|events| events.send(Event::Wish(wish)));
}

fn offer() {
    if OFFERING.replace(true) {
        return;
    }
    show_menu();
    OFFERING.set(false);
}

fn show_menu() {
    let entries = LAMP.with_borrow(|lamp| lamp.as_ref().map(|lamp| tray::menu(&lamp.glance)));
    let Some(entries) = entries else { return };
    let menu = Menu::new();
    let mut choices = Vec::new();
    for entry in entries {
        let item: Box<dyn IsMenuItem> = match entry {
            Entry::Words(words) => Box::new(MenuItem::new(literal(&words), false, None)),
            Entry::Rule => Box::new(PredefinedMenuItem::separator()),
            Entry::Choice(words, wish) => {
                let item = MenuItem::new(words, true, None);
                choices.push((item.id().clone(), wish));
                Box::new(item)
            }
        };
        if let Err(error) = menu.append(&*item) {
            tracing::warn!(%error, "a line of the menu is missing");
        }
    }
    CHOICES.set(choices);
    let window = LAMP.with_borrow(|lamp| lamp.as_ref().map(|lamp| lamp.icon.window_handle()));
    if let Some(window) = window {
        #[allow(unsafe_code, reason = "the menu wants the window of its icon")]
        // SAFETY: the window is this thread's own. Put away while the menu is open, it ends the menu.
        unsafe {
            menu.show_context_menu_for_hwnd(window as isize, None);
        }
        menu_has_ended(window as isize);
    }
}

fn chosen(event: MenuEvent) {
    let found = CHOICES.with_borrow(|all| all.iter().find(|(id, _)| *id == event.id).map(|(_, wish)| *wish));
    if let Some(chosen) = found {
        wish(chosen);
    }
}

/// Windows shows 127 UTF-16 units at most.
fn shortened(words: &str) -> String {
    let mut room = 127;
    let fits = |c: &char| {
        room -= i32::try_from(c.len_utf16()).unwrap_or_default();
        room >= 0
    };
    words.chars().take_while(fits).collect()
}

/// A menu reads an ampersand as the mark of a key; two of them are one.
fn literal(words: &str) -> String {
    words.replace('&', "&&")
}
