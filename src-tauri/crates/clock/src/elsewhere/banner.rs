//! One banner: raising it through notify-rust. Nobody tells how it ends.

use nightstand_app::APP_ID;
use nightstand_app::agenda::Notice;
use notify_rust::Notification;
use tokio::sync::mpsc::UnboundedSender;

use crate::Event;
use crate::banner::{Failed, Service};

/// A banner that was shown.
pub(crate) struct Banner {
    pub(crate) server_id: u32,
}

/// Raises a banner. One that is there already cannot be put in another's place.
pub(crate) async fn raise(
    notice: &Notice,
    _: &Service,
    instead_of: Option<u32>,
    _: &UnboundedSender<Event>,
) -> Result<Banner, Failed> {
    if instead_of.is_some() {
        return Err(Failed::Unknown);
    }
    let mut banner = Notification::new();
    banner.appname("Nightstand").icon(APP_ID).summary(&notice.summary).body(&notice.body);
    // It waits until the system has taken the banner.
    let shown = tokio::task::spawn_blocking(move || {
        #[cfg(target_os = "macos")]
        // Known or not: left to itself, the library would ask Finder.
        let _ = notify_rust::set_application(APP_ID);
        banner.show().map(drop).map_err(|_| Failed::Unknown)
    });
    shown.await.unwrap_or(Err(Failed::Unknown))?;
    Ok(Banner { server_id: 0 })
}
