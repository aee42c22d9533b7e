//! Before the computer goes to sleep, and when its screen is locked, an open drawer is locked. logind waits
//! for us as long as we hold its delay, and Windows for some two seconds; where nobody tells, nothing happens here,
//! and the drawer is locked soon after waking (see `idle`).

#[cfg(target_os = "linux")]
use zbus::Connection;

/// Standing by, until this is dropped.
pub(crate) struct Standby {
    #[cfg(target_os = "linux")]
    _until: tokio::sync::oneshot::Sender<()>,
    #[cfg(windows)]
    _post: Option<nightstand_windows::Post>,
}

/// Holds logind's delay from now on, and calls `lock` before the computer sleeps or when its screen is locked.
#[cfg(target_os = "linux")]
pub(crate) fn stand_by(lock: impl Fn() + Send + 'static) -> Standby {
    linux::on(Connection::system(), Connection::session(), lock)
}

/// Calls `lock` before the computer sleeps or when its screen is locked.
#[cfg(windows)]
pub(crate) fn stand_by(lock: impl Fn() + Send + 'static) -> Standby {
    use nightstand_windows::{Post, Told};
    let heard = move |told| {
        if matches!(told, Told::Sleeps | Told::Locked) {
            lock();
        }
    };
    let post = Post::open(heard);
    Standby {
        _post: post.inspect_err(|error| tracing::warn!(%error, "what Windows tells is not heard")).ok(),
    }
}

/// Elsewhere nobody tells us.
#[cfg(not(any(target_os = "linux", windows)))]
pub(crate) fn stand_by(_: impl Fn() + Send + 'static) -> Standby {
    Standby {}
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::HashMap;
    use std::future::{Future, poll_fn};
    use std::pin::Pin;
    use std::thread;

    use tokio::sync::oneshot;
    use zbus::export::futures_core::Stream;
    use zbus::match_rule::Builder;
    use zbus::message::Type;
    use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};
    use zbus::{Connection, MatchRule, Message, MessageStream};

    use super::Standby;

    const LOGIND: &str = "org.freedesktop.login1";
    const PATH: &str = "/org/freedesktop/login1";
    const MANAGER: &str = "org.freedesktop.login1.Manager";
    /// Anyone at this computer can read it; it says nothing about whose or what.
    const WHY: &str = "Finishing what is being saved";

    /// A thread of its own for the bus: a blocking call of zbus anywhere else would be one trap more.
    pub(super) fn on(
        connect: impl Future<Output = zbus::Result<Connection>> + Send + 'static,
        desktop: impl Future<Output = zbus::Result<Connection>> + Send + 'static,
        lock: impl Fn() + Send + 'static,
    ) -> Standby {
        let (until, over) = oneshot::channel();
        let stay = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let stood = runtime
                .map_err(zbus::Error::from)
                .and_then(|runtime| runtime.block_on(watch(connect, desktop, over, &lock)));
            if let Err(error) = stood {
                tracing::info!(%error, "nobody tells when the computer goes to sleep");
            }
        };
        if let Err(error) = thread::Builder::new().name("sleep".into()).spawn(stay) {
            tracing::warn!(%error, "nobody listens for when the computer goes to sleep");
        }
        Standby { _until: until }
    }

    /// A computer without one of the two buses, or without those who speak on it, is told of by the other.
    async fn watch(
        system: impl Future<Output = zbus::Result<Connection>>,
        desktop: impl Future<Output = zbus::Result<Connection>>,
        mut over: oneshot::Receiver<()>,
        lock: &impl Fn(),
    ) -> zbus::Result<()> {
        let (end, ended) = oneshot::channel();
        let screens = async {
            if let Err(error) = stand_by_screen(desktop.await?, ended, lock).await {
                tracing::info!(%error, "no desktop tells when the screen is locked");
            }
            zbus::Result::Ok(())
        };
        let sleep = async {
            let stood = async { stand(system.await?, &mut over, lock).await }.await;
            if let Err(error) = stood {
                tracing::info!(%error, "nobody tells when the computer goes to sleep");
                // The desktop may still tell of its screen.
                let _ = (&mut over).await;
            }
            drop(end);
        };
        let (screens, ()) = tokio::join!(screens, sleep);
        screens
    }

    /// What desktops without logind, and those whose lock screen does not tell it, say on the session's bus.
    async fn stand_by_screen(
        connection: Connection,
        mut over: oneshot::Receiver<()>,
        lock: &impl Fn(),
    ) -> zbus::Result<()> {
        let rule = MatchRule::builder().msg_type(Type::Signal).member("ActiveChanged")?.build();
        let mut screen = MessageStream::for_match_rule(rule, &connection, None).await?;
        loop {
            tokio::select! {
                _ = &mut over => return Ok(()),
                told = next(&mut screen) => {
                    let Some(told) = told else { return Ok(()) };
                    let told = told?;
                    let header = told.header();
                    let of_a_screen = header.interface().is_some_and(|name| name.ends_with(".ScreenSaver"));
                    if of_a_screen && told.body().deserialize::<bool>().unwrap_or(false) {
                        lock();
                    }
                }
            }
        }
    }

    async fn stand(
        connection: Connection,
        over: &mut oneshot::Receiver<()>,
        lock: &impl Fn(),
    ) -> zbus::Result<()> {
        // Heard before it is held: what is told in between is not missed.
        let sleep = MatchRule::builder().interface(MANAGER)?.member("PrepareForSleep")?;
        let mut sleep = signals(&connection, sleep).await?;
        let mut screen = match own_session(&connection).await {
            Ok(session) => Some(signals(&connection, MatchRule::builder().path(session)?).await?),
            Err(_) => None,
        };
        let mut held = hold(&connection).await.ok();
        loop {
            tokio::select! {
                _ = &mut *over => return Ok(()),
                told = next(&mut sleep) => {
                    let Some(told) = told else { return Ok(()) };
                    if told?.body().deserialize::<bool>().unwrap_or(false) {
                        lock();
                        held.take();
                    }
                }
                told = next_of(&mut screen) => match told {
                    Some(told) => if is_locked(&told?) { lock() },
                    None => screen = None,
                },
            }
        }
    }

    async fn signals(connection: &Connection, rule: Builder<'static>) -> zbus::Result<MessageStream> {
        let rule = rule.msg_type(Type::Signal).sender(LOGIND)?.build();
        MessageStream::for_match_rule(rule, connection, None).await
    }

    async fn hold(connection: &Connection) -> zbus::Result<OwnedFd> {
        let what = ("sleep", "Nightstand", WHY, "delay");
        let reply = connection.call_method(Some(LOGIND), PATH, Some(MANAGER), "Inhibit", &what).await?;
        reply.body().deserialize()
    }

    /// The session that this window is in. A program that the desktop starts as a service belongs to none by
    /// its process, and to the one on the screen by its account.
    async fn own_session(connection: &Connection) -> zbus::Result<OwnedObjectPath> {
        let ask = (Some(LOGIND), PATH, Some(MANAGER));
        let by_process =
            connection.call_method(ask.0, ask.1, ask.2, "GetSessionByPID", &std::process::id()).await;
        let found = match by_process {
            Ok(found) => found,
            Err(_) => connection.call_method(ask.0, ask.1, ask.2, "GetSession", &"auto").await?,
        };
        found.body().deserialize()
    }

    /// Locked on request, or by a lock screen that says so.
    fn is_locked(told: &Message) -> bool {
        let header = told.header();
        match header.member().map(|member| member.as_str()) {
            Some("Lock") => true,
            Some("PropertiesChanged") => {
                let changed = told.body().deserialize::<(String, HashMap<String, OwnedValue>, Vec<String>)>();
                let hint = changed.ok().and_then(|(_, mut properties, _)| properties.remove("LockedHint"));
                hint.and_then(|hint| bool::try_from(hint).ok()).unwrap_or(false)
            }
            _ => false,
        }
    }

    async fn next(stream: &mut MessageStream) -> Option<zbus::Result<Message>> {
        poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
    }

    /// Never, where there is no stream.
    async fn next_of(stream: &mut Option<MessageStream>) -> Option<zbus::Result<Message>> {
        match stream {
            Some(stream) => next(stream).await,
            None => std::future::pending().await,
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use nightstand_journeys::logind::Logind;
    use nightstand_journeys::notifications::PrivateBus;

    use super::*;

    /// Longer than anything here takes on a busy computer; a wait that reaches it has failed.
    const PATIENCE: Duration = Duration::from_secs(90);

    async fn connect(address: String) -> zbus::Result<Connection> {
        zbus::connection::Builder::address(address.as_str())?.build().await
    }

    async fn nowhere() -> zbus::Result<Connection> {
        connect("unix:path=/nowhere".into()).await
    }

    #[test]
    fn an_open_drawer_is_locked_when_the_desktop_covers_its_screen() {
        let bus = PrivateBus::start().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for screens in ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"] {
            let (locked, was) = mpsc::channel();
            let _standby = linux::on(nowhere(), connect(bus.address().to_owned()), move || {
                let _ = locked.send(());
            });
            let said = runtime.block_on(async {
                let desktop = connect(bus.address().to_owned()).await.unwrap();
                // Said until it is heard: nobody tells when the window begins to listen.
                for _ in 0..900 {
                    for covered in [false, true] {
                        let path = "/ScreenSaver";
                        desktop
                            .emit_signal(None::<&str>, path, screens, "ActiveChanged", &covered)
                            .await
                            .unwrap();
                    }
                    if was.recv_timeout(Duration::from_millis(100)).is_ok() {
                        return true;
                    }
                }
                false
            });
            assert!(said, "{screens} is heard");
        }
    }

    #[test]
    fn an_open_drawer_is_locked_before_the_computer_sleeps() {
        let bus = PrivateBus::start().unwrap();
        let logind = Logind::start(&bus).unwrap();
        let (locked, was) = mpsc::channel();
        let seen = logind.clone();
        let standby = linux::on(connect(bus.address().to_owned()), nowhere(), move || {
            let _ = locked.send(seen.waits());
        });
        let asked = logind.wait_until_held().unwrap();
        assert_eq!(
            (asked.what.as_str(), asked.mode.as_str()),
            ("sleep", "delay"),
            "it holds sleep up, briefly"
        );
        assert!(!format!("{asked:?}").to_lowercase().contains("drawer"), "and tells nobody what for");
        logind.prepare_for_sleep(true).unwrap();
        assert!(was.recv_timeout(PATIENCE).unwrap(), "the computer waits while the drawer is being locked");
        logind.wait_until_released().unwrap();

        logind.prepare_for_sleep(false).unwrap();
        drop(standby);
        let _again = linux::on(connect(bus.address().to_owned()), nowhere(), || {});
        logind.wait_until_held().unwrap();
    }

    #[test]
    fn an_open_drawer_is_locked_with_the_screen() {
        let bus = PrivateBus::start().unwrap();
        let logind = Logind::start(&bus).unwrap();
        let (locked, was) = mpsc::channel();
        let standby = linux::on(connect(bus.address().to_owned()), nowhere(), move || {
            let _ = locked.send(());
        });
        logind.wait_until_held().unwrap();
        logind.lock_session().unwrap();
        was.recv_timeout(PATIENCE).unwrap();
        logind.hint_locked(false).unwrap();
        logind.hint_locked(true).unwrap();
        was.recv_timeout(PATIENCE).unwrap();
        assert!(was.try_recv().is_err(), "a screen that was unlocked locks nothing");
        drop(standby);
        logind.wait_until_released().unwrap();
    }

    #[test]
    fn without_a_bus_or_without_logind_nothing_happens() {
        drop(linux::on(nowhere(), nowhere(), || panic!("nobody said so")));
        let bus = PrivateBus::start().unwrap();
        drop(linux::on(connect(bus.address().to_owned()), nowhere(), || panic!("nobody said so")));
    }
}
