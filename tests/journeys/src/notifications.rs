//! A notification service for tests, on a private bus that starts nothing by itself: a config without service
//! folders, else a real daemon would be activated.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Runtime;
use zbus::Connection;
use zbus::zvariant::{OwnedValue, Value};

/// Whatever can go wrong with a private bus; a test reports it and stops.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// Longer than anything here takes on a busy computer; a wait that reaches it has failed.
const PATIENCE: Duration = Duration::from_secs(90);

const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// A session bus of its own. It ends with this.
pub struct PrivateBus {
    daemon: Child,
    address: String,
}

impl PrivateBus {
    /// Starts a bus and waits until it tells its address.
    ///
    /// # Errors
    /// When `dbus-daemon` is not installed or does not start.
    pub fn start() -> Result<Self, Trouble> {
        let mut config = tempfile::NamedTempFile::new()?;
        config.write_all(CONFIG.as_bytes())?;
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.path().display()))
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let told = daemon.stdout.take().ok_or("the bus has no output")?;
        let mut address = String::new();
        BufReader::new(told).read_line(&mut address)?;
        Ok(Self { daemon, address: address.trim().to_owned() })
    }

    /// What `DBUS_SESSION_BUS_ADDRESS` must be for a process to be on this bus.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for PrivateBus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// One call of Notify.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The id that was given.
    pub id: u32,
    /// The id that it was to take the place of; 0 for a new banner.
    pub replaces: u32,
    /// The first line.
    pub summary: String,
    /// The second line.
    pub body: String,
    /// Names and labels of its buttons, in turn.
    pub actions: Vec<String>,
}

#[derive(Default)]
struct Seen {
    shown: Vec<Shown>,
    taken_down: Vec<u32>,
    last_id: u32,
    capabilities: Vec<String>,
    inhibited: bool,
    asked: usize,
}

type Desk = Arc<(Mutex<Seen>, Condvar)>;

struct Service(Desk);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Service {
    #[allow(clippy::too_many_arguments, reason = "the specification's own signature")]
    fn notify(
        &self,
        _app_name: String,
        replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut seen = locked(&self.0.0);
        let id = if replaces_id == 0 {
            seen.last_id += 1;
            seen.last_id
        } else {
            replaces_id
        };
        seen.shown.push(Shown { id, replaces: replaces_id, summary, body, actions });
        self.0.1.notify_all();
        id
    }

    fn close_notification(&self, id: u32) {
        locked(&self.0.0).taken_down.push(id);
        self.0.1.notify_all();
    }

    fn get_capabilities(&self) -> Vec<String> {
        locked(&self.0.0).capabilities.clone()
    }

    /// As Plasma has it.
    #[zbus(property)]
    fn inhibited(&self) -> bool {
        let mut seen = locked(&self.0.0);
        seen.asked += 1;
        self.0.1.notify_all();
        seen.inhibited
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ("bedside".into(), "nightstand".into(), "1".into(), "1.2".into())
    }
}

/// A notification service that remembers what it was asked to show. It leaves the bus with this.
pub struct Notifications {
    desk: Desk,
    connection: Connection,
    runtime: Runtime,
}

impl Notifications {
    /// Starts a service with buttons and markup.
    ///
    /// # Errors
    /// When the bus is not there.
    pub fn start(bus: &PrivateBus) -> Result<Self, Trouble> {
        Self::with(bus, &["actions", "body", "body-markup"])
    }

    /// Starts a service that can do just this.
    ///
    /// # Errors
    /// When the bus is not there.
    pub fn with(bus: &PrivateBus, capabilities: &[&str]) -> Result<Self, Trouble> {
        Self::at(bus.address(), capabilities)
    }

    /// Starts a service that can do just this on the bus with this address.
    ///
    /// # Errors
    /// When the bus is not there.
    pub fn at(address: &str, capabilities: &[&str]) -> Result<Self, Trouble> {
        let desk = Desk::default();
        locked(&desk.0).capabilities = capabilities.iter().map(|can| (*can).to_owned()).collect();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let service = Service(Arc::clone(&desk));
        let connection = runtime.block_on(async {
            zbus::connection::Builder::address(address)?.serve_at(PATH, service)?.name(NAME)?.build().await
        })?;
        Ok(Self { desk, connection, runtime })
    }

    /// Everything that was shown so far.
    pub fn shown(&self) -> Vec<Shown> {
        locked(&self.desk.0).shown.clone()
    }

    /// Waits until `many` banners were shown, and returns them.
    ///
    /// # Errors
    /// When they do not come in time; what came is in the words.
    pub fn wait_for(&self, many: usize) -> Result<Vec<Shown>, Trouble> {
        self.wait(|seen| seen.shown.len() >= many)?;
        Ok(self.shown())
    }

    /// Waits until the banner with this id was taken down.
    ///
    /// # Errors
    /// When it stays.
    pub fn wait_until_taken_down(&self, id: u32) -> Result<(), Trouble> {
        self.wait(|seen| seen.taken_down.contains(&id))
    }

    /// Begins or ends do-not-disturb.
    ///
    /// # Errors
    /// When the bus is gone.
    pub fn inhibit(&self, inhibited: bool) -> Result<(), Trouble> {
        locked(&self.desk.0).inhibited = inhibited;
        let changed = (NAME, HashMap::from([("Inhibited", Value::from(inhibited))]), Vec::<String>::new());
        let sent = self.connection.emit_signal(
            None::<&str>,
            PATH,
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            &changed,
        );
        Ok(self.runtime.block_on(sent)?)
    }

    /// Waits until a banner is held: whoever holds one asks about do-not-disturb, listens, and asks again. The
    /// first question of all is the clock's survey of its desktop.
    ///
    /// # Errors
    /// When nobody asks.
    pub fn wait_until_held(&self) -> Result<(), Trouble> {
        self.wait(|seen| seen.asked >= 3)
    }

    /// Presses a button, and takes the banner down as services do.
    ///
    /// # Errors
    /// When the bus is gone.
    pub fn press(&self, id: u32, action: &str) -> Result<(), Trouble> {
        self.emit("ActionInvoked", &(id, action))?;
        self.emit("NotificationClosed", &(id, 2_u32))
    }

    /// Puts a banner away without an answer.
    ///
    /// # Errors
    /// When the bus is gone.
    pub fn put_away(&self, id: u32) -> Result<(), Trouble> {
        self.emit("NotificationClosed", &(id, 2_u32))
    }

    fn emit<B>(&self, signal: &str, body: &B) -> Result<(), Trouble>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        Ok(self.runtime.block_on(self.connection.emit_signal(None::<&str>, PATH, NAME, signal, body))?)
    }

    fn wait(&self, until: impl Fn(&Seen) -> bool) -> Result<(), Trouble> {
        let seen = locked(&self.desk.0);
        let (seen, waited) = self
            .desk
            .1
            .wait_timeout_while(seen, PATIENCE, |seen| !until(seen))
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return Err(format!(
                "it did not come; what came: {:?}, taken down: {:?}",
                seen.shown, seen.taken_down
            )
            .into());
        }
        Ok(())
    }
}

fn locked(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}
