//! Whom to ask whether one may interrupt: do-not-disturb, which Windows tells when it changes, a screen that is taken,
//! and a display that is kept on, of which it tells nothing.

use std::time::Duration;

use nightstand_windows::{Post, Told, is_display_wanted, is_screen_taken};
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{
    ToastNotificationManager, ToastNotificationManagerForUser, ToastNotificationMode,
};

use super::notifier::Notifier;
use super::opened;
use crate::Event;
use crate::presence::{Answers, Reason};

/// How long after a banner was held back for something of whose end nobody tells, it is asked again.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// What is asked whether one may interrupt.
pub(crate) struct Presence {
    events: UnboundedSender<Event>,
    holding: Option<Holding>,
}

/// What stays open while a banner is held.
struct Holding {
    _mode: Option<ModeChanges>,
    _post: Option<Post>,
    looks: JoinHandle<()>,
}

impl Drop for Holding {
    fn drop(&mut self) {
        self.looks.abort();
    }
}

impl Presence {
    pub(crate) fn new(events: UnboundedSender<Event>) -> Self {
        Self { events, holding: None }
    }

    /// What speaks against interrupting now. While something does, the clock is woken when it may have changed.
    #[expect(clippy::unused_async, reason = "elsewhere it has to be waited for")]
    pub(crate) async fn against(&mut self, _: &Notifier, _: &str) -> Option<Reason> {
        if self.holding.is_none() {
            asked().against()?;
            // Listened to first and asked again after, so that no change falls in between.
            self.holding = Some(Holding::begin(&self.events));
        }
        let reason = asked().against();
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

impl Holding {
    fn begin(events: &UnboundedSender<Event>) -> Self {
        let heard = events.clone();
        let post = opened(move |told| {
            if matches!(told, Told::FullScreen | Told::Settings) {
                let _ = heard.send(Event::Look);
            }
        });
        if let Some(post) = &post {
            post.follow_screen();
        }
        let again = events.clone();
        let looks = tokio::spawn(async move {
            loop {
                tokio::time::sleep(LOOK_AGAIN).await;
                if again.send(Event::Look).is_err() {
                    return;
                }
            }
        });
        Self { _mode: ModeChanges::heard(events.clone()), _post: post, looks }
    }
}

/// Hears of do-not-disturb, until it is dropped.
struct ModeChanges {
    user: ToastNotificationManagerForUser,
    token: i64,
}

impl ModeChanges {
    fn heard(events: UnboundedSender<Event>) -> Option<Self> {
        let user = ToastNotificationManager::GetDefault().ok()?;
        let tell = TypedEventHandler::new(move |_, _| {
            let _ = events.send(Event::Look);
            Ok(())
        });
        // Windows 10 has no such event; the look after a minute does alone there.
        let token = user.NotificationModeChanged(&tell).ok()?;
        Some(Self { user, token })
    }
}

impl Drop for ModeChanges {
    fn drop(&mut self) {
        let _ = self.user.RemoveNotificationModeChanged(self.token);
    }
}

/// Who gives an answer on this desktop, whatever it is at present.
pub(crate) fn survey(
    _: &Notifier,
    _: &str,
    _: UnboundedSender<Event>,
) -> Option<impl Future<Output = Answers> + Send + 'static> {
    Some(std::future::ready(asked()))
}

fn asked() -> Answers {
    let mode = ToastNotificationManager::GetDefault().and_then(|user| user.NotificationMode());
    Answers {
        undisturbed: mode.ok().map(|mode| mode != ToastNotificationMode::Unrestricted),
        awake: is_display_wanted(),
        full_screen: is_screen_taken(),
    }
}
