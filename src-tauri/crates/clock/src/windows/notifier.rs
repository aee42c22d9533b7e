//! The place where Windows shows toasts: whether it is open to us, and what is there.

use nightstand_app::APP_ID;
use tokio::sync::mpsc::UnboundedSender;
use windows::UI::Notifications::{NotificationSetting, ToastNotificationManager, ToastNotifier};
use windows::core::{HSTRING, Result};
use windows_registry::CURRENT_USER;

use crate::Event;
use crate::banner::Service;

/// Under this group our toasts lie in the notification centre.
pub(super) const GROUP: &str = "evenings";

/// The toasts of this account, as far as it lets us show any.
pub(crate) struct Notifier {
    service: Option<Service>,
}

impl Notifier {
    pub(crate) fn new(_: UnboundedSender<Event>) -> Self {
        if let Err(error) = introduce() {
            tracing::warn!(%error, "Windows does not know our name");
        }
        Self { service: None }
    }

    /// Gets to know whether toasts can be shown.
    pub(crate) async fn prepare(&mut self) {
        self.service().await;
    }

    /// What was last found.
    pub(crate) fn known(&self) -> Option<&Service> {
        self.service.as_ref()
    }

    /// Names what shows toasts at present.
    pub(crate) async fn running(&mut self) -> Option<String> {
        self.service().await.map(|service| service.identity)
    }

    /// Forgets what was known.
    pub(crate) fn service_changed(&mut self) {
        self.service = None;
    }

    /// What shows our toasts; `None` while somebody has switched them off for us. Asked anew each time: nobody tells when
    /// that changes.
    #[expect(clippy::unused_async, reason = "elsewhere it has to be waited for")]
    pub(crate) async fn service(&mut self) -> Option<Service> {
        // Of a program that has never shown one Windows has no setting yet, and says so by an error.
        let is_closed =
            |toasts: &ToastNotifier| toasts.Setting().is_ok_and(|is| is != NotificationSetting::Enabled);
        self.service = toasts().ok().filter(|toasts| !is_closed(toasts)).map(|_| Service {
            // The notification centre keeps toasts by our own names for them, past any process and any restart.
            identity: "windows".into(),
            name: "Windows".into(),
            actions: true,
            markup: false,
        });
        self.service.clone()
    }

    /// Whether there is a place for the tray's icon.
    #[expect(clippy::unused_async, reason = "elsewhere it has to be waited for")]
    pub(crate) async fn has_tray_place(&mut self) -> bool {
        nightstand_windows::has_taskbar()
    }

    #[expect(clippy::unused_self, reason = "elsewhere it is remembered")]
    pub(crate) fn tray_place_changed(&mut self) {}

    /// Every toast tells its own answers.
    #[expect(clippy::unused_async, clippy::unused_self, reason = "elsewhere they are told to all")]
    pub(crate) async fn listen(&mut self, _: bool) {}

    /// Takes a toast off the screen and out of the notification centre.
    #[expect(clippy::unused_async, clippy::unused_self, reason = "elsewhere it has to be waited for")]
    pub(crate) async fn close(&mut self, server_id: u32) {
        let closed = ToastNotificationManager::History().and_then(|history| {
            history.RemoveGroupedTagWithId(&tag(server_id), &GROUP.into(), &APP_ID.into())
        });
        if let Err(error) = closed {
            tracing::debug!(%error, "a toast could not be taken down");
        }
    }
}

/// Tells Windows under which name and picture our toasts stand: a program that was not installed from the Store has to
/// (`AppUserModelId` in the registry).
fn introduce() -> Result<()> {
    let own = CURRENT_USER.create(format!(r"Software\Classes\AppUserModelId\{APP_ID}"))?;
    own.set_string("DisplayName", "Nightstand")?;
    let picture = std::env::current_exe().ok().map(|program| program.with_file_name("nightstand.png"));
    match picture.filter(|picture| picture.is_file()) {
        Some(picture) => own.set_hstring("IconUri", &HSTRING::from(picture.as_path())),
        None => Ok(()),
    }
}

pub(super) fn toasts() -> Result<ToastNotifier> {
    ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(APP_ID))
}

/// The name of one toast.
pub(super) fn tag(server_id: u32) -> HSTRING {
    HSTRING::from(server_id.to_string())
}

/// Whether a toast is still in the notification centre.
pub(super) fn is_there(server_id: u32) -> bool {
    let there = || -> Result<bool> {
        let found = ToastNotificationManager::History()?.GetHistoryWithId(&APP_ID.into())?;
        Ok(found.into_iter().any(|toast| toast.Tag().is_ok_and(|own| own == tag(server_id))))
    };
    there().unwrap_or(false)
}
