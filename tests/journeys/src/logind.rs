//! As much of logind as a program sees that holds sleep up and hears of locked screens, on a private bus.

use std::io::{PipeReader, Read as _};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use tokio::runtime::Runtime;
use zbus::Connection;
use zbus::zvariant::{ObjectPath, OwnedFd, OwnedObjectPath, OwnedValue};

use crate::notifications::{PrivateBus, Trouble};

const NAME: &str = "org.freedesktop.login1";
const PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "/org/freedesktop/login1/session/_31";

/// Longer than anything here takes on a busy computer; a wait that reaches it has failed.
const PATIENCE: Duration = Duration::from_secs(90);

/// What a program asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inhibitor {
    /// What it holds up.
    pub what: String,
    /// Who it says it is.
    pub who: String,
    /// Why it says it does.
    pub why: String,
    /// `block` or `delay`.
    pub mode: String,
}

/// The last program that held something up, and the end of the pipe that tells when it lets go.
type Held = Arc<(Mutex<Option<(Inhibitor, PipeReader)>>, Condvar)>;

struct Manager(Held);

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(&self, what: String, who: String, why: String, mode: String) -> zbus::fdo::Result<OwnedFd> {
        let (ours, theirs) = std::io::pipe().map_err(|error| zbus::fdo::Error::IOError(error.to_string()))?;
        *locked(&self.0.0) = Some((Inhibitor { what, who, why, mode }, ours));
        self.0.1.notify_all();
        Ok(std::os::fd::OwnedFd::from(theirs).into())
    }

    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, _pid: u32) -> OwnedObjectPath {
        ObjectPath::from_static_str_unchecked(SESSION).into()
    }
}

/// logind, as long as one of its clones lives.
#[derive(Clone)]
pub struct Logind(Arc<Inside>);

struct Inside {
    held: Held,
    connection: Connection,
    runtime: Runtime,
}

impl Logind {
    /// Starts it on a bus.
    ///
    /// # Errors
    /// When the bus is not there.
    pub fn start(bus: &PrivateBus) -> Result<Self, Trouble> {
        let held = Held::default();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let manager = Manager(Arc::clone(&held));
        let address = bus.address();
        let connection = runtime.block_on(async {
            zbus::connection::Builder::address(address)?.serve_at(PATH, manager)?.name(NAME)?.build().await
        })?;
        Ok(Self(Arc::new(Inside { held, connection, runtime })))
    }

    /// Waits until somebody holds something up, and says what they asked for.
    ///
    /// # Errors
    /// When nobody does in time.
    pub fn wait_until_held(&self) -> Result<Inhibitor, Trouble> {
        let held = &self.0.held;
        let (now, waited) = held
            .1
            .wait_timeout_while(locked(&held.0), PATIENCE, |held| held.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        match &*now {
            Some((asked, _)) if !waited.timed_out() => Ok(asked.clone()),
            _ => Err("nobody held anything up".into()),
        }
    }

    /// Whether it still waits for whoever holds something up.
    pub fn waits(&self) -> bool {
        locked(&self.0.held.0).as_ref().is_some_and(|(_, pipe)| {
            let mut ends = [PollFd::new(pipe, PollFlags::IN)];
            let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
            poll(&mut ends, Some(&at_once)).is_ok_and(|ready| ready == 0)
        })
    }

    /// Waits until whoever held something up has let go of it.
    ///
    /// # Errors
    /// When they do not in time.
    pub fn wait_until_released(&self) -> Result<(), Trouble> {
        let Some((_, mut pipe)) = locked(&self.0.held.0).take() else { return Ok(()) };
        let (done, released) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let _ = done.send(pipe.read(&mut [0]));
        });
        released.recv_timeout(PATIENCE)??;
        Ok(())
    }

    /// Tells everyone that the computer is about to sleep, or that it woke up.
    ///
    /// # Errors
    /// When the bus is gone.
    pub fn prepare_for_sleep(&self, going: bool) -> Result<(), Trouble> {
        self.emit(PATH, MANAGER, "PrepareForSleep", &going)
    }

    /// Asks the session to lock its screen.
    ///
    /// # Errors
    /// When the bus is gone.
    pub fn lock_session(&self) -> Result<(), Trouble> {
        self.emit(SESSION, "org.freedesktop.login1.Session", "Lock", &())
    }

    /// Says that the session's lock screen came or went.
    ///
    /// # Errors
    /// When the bus is gone.
    pub fn hint_locked(&self, locked: bool) -> Result<(), Trouble> {
        let changed = std::collections::HashMap::from([("LockedHint", OwnedValue::from(locked))]);
        let none: [&str; 0] = [];
        let body = ("org.freedesktop.login1.Session", changed, none.as_slice());
        self.emit(SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", &body)
    }

    fn emit<B>(&self, path: &str, interface: &str, signal: &str, body: &B) -> Result<(), Trouble>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        let Inside { connection, runtime, .. } = &*self.0;
        Ok(runtime.block_on(connection.emit_signal(None::<&str>, path, interface, signal, body))?)
    }
}

fn locked<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
