//! A place for tray icons, for tests: it remembers who came, reads the icon and its menu, and chooses in it.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Runtime;
use zbus::zvariant::{OwnedValue, Structure, Value};
use zbus::{Connection, Proxy};

use crate::notifications::Trouble;

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const ITEM_PATH: &str = "/StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";
const MENU_PATH: &str = "/MenuBar";

/// Longer than anything here takes on a busy computer; a wait that reaches it has failed.
const PATIENCE: Duration = Duration::from_secs(90);

type Guests = Arc<(Mutex<Vec<String>>, Condvar)>;

struct Watcher(Guests);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        locked(&self.0.0).push(service);
        self.0.1.notify_all();
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

/// One line of a tray's menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLine {
    id: i32,
    /// Its words; empty for a line between groups.
    pub words: String,
    /// Whether it can be chosen.
    pub enabled: bool,
}

/// A place for tray icons. It leaves the bus with this.
pub struct TrayHost {
    guests: Guests,
    connection: Connection,
    runtime: Runtime,
}

impl TrayHost {
    /// Opens a place for icons on the bus with this address.
    ///
    /// # Errors
    /// When the bus is not there.
    pub fn at(address: &str) -> Result<Self, Trouble> {
        let guests = Guests::default();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let watcher = Watcher(Arc::clone(&guests));
        let connection = runtime.block_on(async {
            zbus::connection::Builder::address(address)?.serve_at(PATH, watcher)?.name(NAME)?.build().await
        })?;
        Ok(Self { guests, connection, runtime })
    }

    /// Waits until an icon came, and says under which name.
    ///
    /// # Errors
    /// When none comes.
    pub fn wait_for_icon(&self) -> Result<String, Trouble> {
        let guests = locked(&self.guests.0);
        let (guests, waited) = self
            .guests
            .1
            .wait_timeout_while(guests, PATIENCE, |guests| guests.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() { Err("no icon came".into()) } else { Ok(guests.join("\n")) }
    }

    /// What stands in the tooltip below the title.
    ///
    /// # Errors
    /// When the icon is gone.
    pub fn tooltip(&self) -> Result<String, Trouble> {
        let tip: Structure<'_> = self.property("ToolTip")?.try_into()?;
        match tip.fields() {
            [_, _, _, Value::Str(words)] => Ok(words.to_string()),
            other => Err(format!("this is no tooltip: {other:?}").into()),
        }
    }

    /// The sizes in pixels that the icon is drawn in.
    ///
    /// # Errors
    /// When the icon is gone.
    pub fn sizes(&self) -> Result<Vec<i32>, Trouble> {
        let drawn: Vec<(i32, i32, Vec<u8>)> = self.property("IconPixmap")?.try_into()?;
        Ok(drawn.into_iter().map(|(width, ..)| width).collect())
    }

    /// The menu as it is shown when it opens.
    ///
    /// # Errors
    /// When the icon is gone.
    pub fn menu(&self) -> Result<Vec<MenuLine>, Trouble> {
        let menu = self.proxy(MENU_PATH, MENU)?;
        self.runtime.block_on(async {
            let _: bool = menu.call("AboutToShow", &0_i32).await?;
            let layout: (u32, (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>)) =
                menu.call("GetLayout", &(0_i32, -1_i32, Vec::<String>::new())).await?;
            layout.1.2.into_iter().map(line).collect()
        })
    }

    /// Chooses the line with these words.
    ///
    /// # Errors
    /// When there is none, or it cannot be chosen.
    pub fn choose(&self, words: &str) -> Result<(), Trouble> {
        let menu = self.menu()?;
        let line = menu.iter().find(|line| line.words == words && line.enabled);
        let id = line.ok_or_else(|| format!("{words:?} is not in {menu:?}"))?.id;
        let menu = self.proxy(MENU_PATH, MENU)?;
        let click = (id, "clicked", Value::from(0_i32), 0_u32);
        Ok(self.runtime.block_on(menu.call("Event", &click))?)
    }

    fn property(&self, name: &str) -> Result<OwnedValue, Trouble> {
        let item = self.proxy(ITEM_PATH, "org.freedesktop.DBus.Properties")?;
        Ok(self.runtime.block_on(item.call("Get", &(ITEM, name)))?)
    }

    fn proxy(&self, path: &'static str, interface: &'static str) -> Result<Proxy<'static>, Trouble> {
        self.wait_for_icon()?;
        let guest = locked(&self.guests.0).last().cloned().unwrap_or_default();
        Ok(self.runtime.block_on(Proxy::new(&self.connection, guest, path, interface))?)
    }
}

fn line(value: OwnedValue) -> Result<MenuLine, Trouble> {
    let (id, properties, _): (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>) = value.try_into()?;
    let words = properties.get("label").and_then(|words| words.downcast_ref::<String>().ok());
    let enabled = properties.get("enabled").and_then(|enabled| enabled.downcast_ref::<bool>().ok());
    Ok(MenuLine { id, words: words.unwrap_or_default(), enabled: enabled.unwrap_or(true) })
}

fn locked(guests: &Mutex<Vec<String>>) -> MutexGuard<'_, Vec<String>> {
    guests.lock().unwrap_or_else(PoisonError::into_inner)
}
