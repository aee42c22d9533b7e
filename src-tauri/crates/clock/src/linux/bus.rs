//! The session bus: whether a notification service is there, what it can do, and what it tells. And the
//! system bus, on which logind says that the computer woke up.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;
use zbus::export::futures_core::Stream;
use zbus::fdo::DBusProxy;
use zbus::message::Type;
use zbus::names::BusName;
use zbus::zvariant::DynamicType;
use zbus::{Connection, MatchRule, Message, MessageStream};

use crate::Event;
use crate::banner::{Service, Signal, SignalKind};

const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// How long a service may take to answer. One that hangs must not keep everything else waiting.
const PATIENCE: Duration = Duration::from_secs(2);
/// And how long when the bus may have to start it.
const TO_BEGIN: Duration = Duration::from_secs(5);
/// Whoever has a place for a tray's icon.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// The session bus, as far as there is one.
pub(crate) struct Bus {
    events: UnboundedSender<Event>,
    session: Option<Session>,
    service: Option<Service>,
    tray_place: Option<bool>,
    listening: Option<JoinHandle<()>>,
}

struct Session {
    connection: Connection,
    services: JoinHandle<()>,
    watchers: JoinHandle<()>,
}

impl Drop for Session {
    fn drop(&mut self) {
        self.services.abort();
        self.watchers.abort();
    }
}

impl Bus {
    pub(crate) fn new(events: UnboundedSender<Event>) -> Self {
        Self { events, session: None, service: None, tray_place: None, listening: None }
    }

    /// Gets to know the service that runs, so that a banner need not wait for it; starts none.
    pub(crate) async fn prepare(&mut self) {
        if self.service.is_none() && self.running().await.is_some() {
            self.service = self.find_service().await;
        }
    }

    /// The service that was last seen.
    pub(crate) fn known(&self) -> Option<&Service> {
        self.service.as_ref()
    }

    /// The connection, as far as there is one.
    pub(crate) fn session(&self) -> Option<Connection> {
        self.session.as_ref().map(|session| session.connection.clone())
    }

    /// Whether somebody has a place for a tray's icon.
    pub(crate) async fn has_tray_place(&mut self) -> bool {
        if self.tray_place.is_none() {
            self.tray_place = self.owner(WATCHER).await.map(|owner| owner.is_some());
        }
        self.tray_place.unwrap_or(false)
    }

    /// Forgets whether there is a place for a tray's icon; it came or went.
    pub(crate) fn tray_place_changed(&mut self) {
        self.tray_place = None;
    }

    /// Names the service that runs at present, without having one started.
    pub(crate) async fn running(&mut self) -> Option<String> {
        let owner = self.owner(SERVICE).await??;
        self.session().map(|connection| identity(&connection, &owner))
    }

    /// Who has this name on the bus: nobody, perhaps; or there is no bus.
    async fn owner(&mut self, name: &'static str) -> Option<Option<String>> {
        let connection = self.connect().await?;
        let name = BusName::try_from(name).ok()?;
        let owner = DBusProxy::new(&connection).await.ok()?.get_name_owner(name).await;
        Some(owner.ok().map(|owner| owner.to_string()))
    }

    /// Forgets what was known about the service; it came, went or changed.
    pub(crate) fn service_changed(&mut self) {
        self.service = None;
    }

    /// The notification service; one that the bus would start for us is started. `None` when there is none,
    /// or no bus: the bus tells when one comes.
    pub(crate) async fn service(&mut self) -> Option<Service> {
        if self.service.is_none() {
            self.service = self.find_service().await;
        }
        self.service.clone()
    }

    async fn find_service(&mut self) -> Option<Service> {
        let connection = self.connect().await?;
        let reply = ask(&connection, "GetCapabilities", &(), TO_BEGIN).await;
        let can: Vec<String> = match reply.and_then(|reply| reply.body().deserialize()) {
            Ok(can) => can,
            Err(error) => {
                tracing::info!(%error, "there is no notification service");
                return None;
            }
        };
        let owner = self.owner(SERVICE).await??;
        let has = |what: &str| can.iter().any(|can| can == what);
        let identity = identity(&connection, &owner);
        let name = name_of_server(&connection).await.unwrap_or_default();
        Some(Service { identity, name, actions: has("actions"), markup: has("body-markup") })
    }

    async fn connect(&mut self) -> Option<Connection> {
        if self.session.as_ref().is_some_and(|session| session.services.is_finished()) {
            // The bus went away under us.
            (self.session, self.service, self.tray_place) = (None, None, None);
        }
        if self.session.is_none() {
            match Session::open(&self.events).await {
                Ok(session) => self.session = Some(session),
                Err(error) => tracing::info!(%error, "there is no session bus"),
            }
        }
        self.session.as_ref().map(|session| session.connection.clone())
    }

    /// Hears what the service tells about banners, from before the first one is raised until none is left.
    pub(crate) async fn listen(&mut self, any_open: bool) {
        if !any_open {
            if let Some(listening) = self.listening.take() {
                listening.abort();
            }
            return;
        }
        if self.listening.as_ref().is_some_and(|listening| !listening.is_finished()) {
            return;
        }
        let Some(connection) = self.connect().await else { return };
        match signals(&connection).await {
            Ok(stream) => self.listening = Some(tokio::spawn(pass_on(stream, self.events.clone()))),
            Err(error) => tracing::warn!(%error, "answers cannot be heard on the bus"),
        }
    }

    /// Takes a banner off the screen.
    pub(crate) async fn close(&mut self, server_id: u32) {
        let Some(connection) = self.connect().await else { return };
        let closed = ask(&connection, "CloseNotification", &server_id, PATIENCE).await;
        if let Err(error) = closed {
            tracing::debug!(%error, "a banner could not be taken down");
        }
    }
}

/// A service is its process on this very bus: another one counts its ids from the beginning.
fn identity(connection: &Connection, owner: &str) -> String {
    format!("{}{owner}", connection.server_guid())
}

impl Session {
    async fn open(events: &UnboundedSender<Event>) -> zbus::Result<Self> {
        let connection = Connection::session().await?;
        let services = follow_name(&connection, SERVICE, || Event::Service, events.clone()).await?;
        let watchers = follow_name(&connection, WATCHER, || Event::TrayPlace, events.clone()).await?;
        Ok(Self { connection, services, watchers })
    }
}

/// Tells whenever `name` comes to or goes from the bus, and once more when the bus itself goes.
async fn follow_name(
    connection: &Connection,
    name: &'static str,
    event: fn() -> Event,
    events: UnboundedSender<Event>,
) -> zbus::Result<JoinHandle<()>> {
    let bus = DBusProxy::new(connection).await?;
    let mut changes = bus.receive_name_owner_changed_with_args(&[(0, name)]).await?;
    Ok(tokio::spawn(async move {
        while next(&mut changes).await.is_some() {
            if events.send(event()).is_err() {
                return;
            }
        }
        let _ = events.send(event());
    }))
}

async fn ask<B>(
    connection: &Connection,
    method: &'static str,
    body: &B,
    patience: Duration,
) -> zbus::Result<Message>
where
    B: serde::Serialize + DynamicType,
{
    let asked = connection.call_method(Some(SERVICE), PATH, Some(SERVICE), method, body);
    tokio::time::timeout(patience, asked).await.unwrap_or(Err(zbus::Error::InvalidReply))
}

/// What the service calls itself. It is asked once for each service, and its answer decides nothing but whom
/// to ask about do-not-disturb.
async fn name_of_server(connection: &Connection) -> Option<String> {
    let reply = ask(connection, "GetServerInformation", &(), PATIENCE).await.ok()?;
    let (name, ..) = reply.body().deserialize::<(String, String, String, String)>().ok()?;
    Some(name)
}

async fn signals(connection: &Connection) -> zbus::Result<MessageStream> {
    let rule = MatchRule::builder().msg_type(Type::Signal).interface(SERVICE)?.path(PATH)?.build();
    MessageStream::for_match_rule(rule, connection, None).await
}

async fn pass_on(mut stream: MessageStream, events: UnboundedSender<Event>) {
    while let Some(message) = next(&mut stream).await {
        let Ok(message) = message else { return };
        let header = message.header();
        let signal = match header.member().map(|member| member.as_str()) {
            Some("ActionInvoked") => message
                .body()
                .deserialize::<(u32, String)>()
                .ok()
                .map(|(server_id, action)| Signal { server_id, kind: SignalKind::Action(action) }),
            Some("NotificationClosed") => {
                let closed = message.body().deserialize::<(u32, u32)>().ok();
                closed.map(|(server_id, _)| Signal { server_id, kind: SignalKind::Closed })
            }
            _ => None,
        };
        if signal.is_some_and(|signal| events.send(Event::Signal(signal)).is_err()) {
            return;
        }
    }
}

/// Wakes the clock when the computer comes back from sleep. Without logind the wall-clock timer does alone.
pub(crate) async fn follow_sleep(events: UnboundedSender<Event>) {
    let Ok(connection) = Connection::system().await else { return };
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface("org.freedesktop.login1.Manager")
        .and_then(|rule| rule.member("PrepareForSleep"))
        .map(|rule| rule.build());
    let Ok(rule) = rule else { return };
    let Ok(mut stream) = MessageStream::for_match_rule(rule, &connection, None).await else { return };
    while let Some(Ok(message)) = next(&mut stream).await {
        let going = message.body().deserialize::<bool>().unwrap_or(false);
        if !going && events.send(Event::OtherTime).is_err() {
            return;
        }
    }
}

pub(crate) async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}
