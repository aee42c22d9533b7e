//! Nobody is asked here whether one may interrupt: macOS holds banners back by itself while somebody asked it to.

use tokio::sync::mpsc::UnboundedSender;

use super::notifier::Notifier;
use crate::Event;
use crate::presence::{Answers, Reason};

/// What is asked whether one may interrupt.
pub(crate) struct Presence;

impl Presence {
    pub(crate) fn new(_: UnboundedSender<Event>) -> Self {
        Self
    }

    pub(crate) async fn against(&mut self, _: &Notifier, _: &str) -> Option<Reason> {
        Answers::default().against()
    }

    #[expect(clippy::unused_self, reason = "elsewhere somebody is listened to")]
    pub(crate) fn rest(&mut self) {}
}

/// Who gives an answer: nobody.
pub(crate) fn survey(
    _: &Notifier,
    _: &str,
    _: UnboundedSender<Event>,
) -> Option<impl Future<Output = Answers> + Send + 'static> {
    Some(std::future::ready(Answers::default()))
}
