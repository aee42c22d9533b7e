//! The system's own notifications, as far as they can be known: they take what they are given.

use tokio::sync::mpsc::UnboundedSender;

use crate::Event;
use crate::banner::Service;

/// What shows our banners.
pub(crate) struct Notifier {
    service: Service,
}

impl Notifier {
    pub(crate) fn new(_: UnboundedSender<Event>) -> Self {
        let name = if cfg!(target_os = "macos") { "macOS" } else { "this system" };
        // Another process of ours cannot take up what this one showed.
        let identity = format!("{}", std::process::id());
        Self { service: Service { identity, name: name.into(), actions: false, markup: false } }
    }

    pub(crate) async fn prepare(&mut self) {}

    pub(crate) fn known(&self) -> Option<&Service> {
        Some(&self.service)
    }

    pub(crate) async fn running(&mut self) -> Option<String> {
        Some(self.service.identity.clone())
    }

    #[expect(clippy::unused_self, reason = "elsewhere it is remembered")]
    pub(crate) fn service_changed(&mut self) {}

    pub(crate) async fn service(&mut self) -> Option<Service> {
        Some(self.service.clone())
    }

    pub(crate) async fn has_tray_place(&mut self) -> bool {
        false
    }

    #[expect(clippy::unused_self, reason = "elsewhere it is remembered")]
    pub(crate) fn tray_place_changed(&mut self) {}

    pub(crate) async fn listen(&mut self, _: bool) {}

    /// A banner cannot be taken down here; the system does it after a while.
    pub(crate) async fn close(&mut self, _: u32) {}
}
