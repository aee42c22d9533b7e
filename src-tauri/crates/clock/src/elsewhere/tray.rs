//! There is no tray here; what is in it is in the window, too.

use nightstand_app::agenda::Glance;
use tokio::sync::mpsc::UnboundedSender;

use crate::Event;

/// The place where a tray would be.
pub(crate) struct Tray;

impl Tray {
    pub(crate) fn new(_: UnboundedSender<Event>) -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "elsewhere it is remembered")]
    pub(crate) fn is_shown(&self) -> bool {
        false
    }

    pub(crate) async fn show(&mut self, _: Glance) {}

    pub(crate) async fn put_away(&mut self) {}
}
