//! One toast: raising it, and hearing how it ends.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use nightstand_app::agenda::{Choice, Notice};
use nightstand_app::markup::escaped;
use tokio::sync::mpsc::UnboundedSender;
use windows::Data::Xml::Dom::XmlDocument;
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{
    ToastActivatedEventArgs, ToastDismissalReason, ToastDismissedEventArgs, ToastFailedEventArgs,
    ToastNotification,
};
use windows::core::{HSTRING, IInspectable, Interface as _, Ref, Result};

use super::notifier::{GROUP, is_there, tag, toasts};
use crate::Event;
use crate::banner::{Failed, Service, Signal, SignalKind};

/// A toast that stands on the screen or in the notification centre. Its answers come to this process alone, for as long
/// as this is held.
pub(crate) struct Banner {
    pub(crate) server_id: u32,
    _toast: ToastNotification,
}

/// Raises a toast; in place of the one with the id `instead_of`, without a sound, when that is still there.
#[expect(clippy::unused_async, reason = "elsewhere it has to be waited for")]
pub(crate) async fn raise(
    notice: &Notice,
    _: &Service,
    instead_of: Option<u32>,
    events: &UnboundedSender<Event>,
) -> std::result::Result<Banner, Failed> {
    if instead_of.is_some_and(|earlier| !is_there(earlier)) {
        return Err(Failed::Unknown);
    }
    let server_id = instead_of.unwrap_or_else(fresh_id);
    let prepared = prepared(notice, server_id, instead_of.is_some(), events);
    let shown = prepared.and_then(|toast| toasts()?.Show(&toast).map(|()| toast));
    let toast = shown.map_err(|error| failure(&error))?;
    Ok(Banner { server_id, _toast: toast })
}

fn prepared(
    notice: &Notice,
    server_id: u32,
    quietly: bool,
    events: &UnboundedSender<Event>,
) -> Result<ToastNotification> {
    let content = XmlDocument::new()?;
    content.LoadXml(&HSTRING::from(xml(notice)))?;
    let toast = ToastNotification::CreateToastNotification(&content)?;
    toast.SetTag(&tag(server_id))?;
    toast.SetGroup(&GROUP.into())?;
    toast.SetSuppressPopup(quietly)?;
    let answers = events.clone();
    toast.Activated(&TypedEventHandler::new(move |_, chosen: Ref<'_, IInspectable>| {
        let chosen = chosen.ok()?.cast::<ToastActivatedEventArgs>()?.Arguments()?;
        nightstand_windows::let_others_come_forward();
        Signal::tell(server_id, SignalKind::Action(chosen.to_string()), &answers);
        // Whatever was chosen, Windows takes it down, and says no more about it.
        Signal::tell(server_id, SignalKind::Closed, &answers);
        Ok(())
    }))?;
    let endings = events.clone();
    toast.Dismissed(&TypedEventHandler::new(move |_, how: Ref<'_, ToastDismissedEventArgs>| {
        // One that only slid into the notification centre, whoever pushed it there, can still be answered.
        if how.ok()?.Reason()? == ToastDismissalReason::UserCanceled && !is_there(server_id) {
            Signal::tell(server_id, SignalKind::Closed, &endings);
        }
        Ok(())
    }))?;
    let failures = events.clone();
    toast.Failed(&TypedEventHandler::new(move |_, _: Ref<'_, ToastFailedEventArgs>| {
        Signal::tell(server_id, SignalKind::Lost, &failures);
        Ok(())
    }))?;
    Ok(toast)
}

/// As a reminder, so that it stays until it is answered or its moment is over; the clock takes it down then. A reminder
/// is one for Windows only where a button is for the background; both kinds come to us alike.
fn xml(notice: &Notice) -> String {
    let buttons: String = Choice::ALL
        .into_iter()
        .map(|choice| {
            let kind = if choice == Choice::Start { "foreground" } else { "background" };
            let (label, id) = (choice.label(notice.part), choice.id());
            format!("<action content=\"{label}\" arguments=\"{id}\" activationType=\"{kind}\"/>")
        })
        .collect();
    let [summary, body] = [&notice.summary, &notice.body].map(|text| escaped(&written(text)));
    format!(
        "<toast scenario=\"reminder\" launch=\"default\"><visual><binding template=\"ToastGeneric\">\
         <text>{summary}</text><text>{body}</text></binding></visual><actions>{buttons}</actions></toast>"
    )
}

/// Without the signs that XML 1.0 knows no way to write.
fn written(text: &str) -> String {
    text.chars()
        .filter(|c| (*c >= ' ' || "\t\n\r".contains(*c)) && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// An id that no toast of ours has: they outlive the process that counts them.
fn fresh_id() -> u32 {
    static LAST: AtomicU32 = AtomicU32::new(0);
    #[allow(clippy::disallowed_methods, reason = "a name, not a time")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    // The lowest bits: they come round after fifty days, and no banner stands as long.
    let now = u32::try_from(since.as_millis() & u128::from(u32::MAX)).unwrap_or_default();
    let before = LAST.fetch_max(now, Ordering::SeqCst);
    if before < now { now } else { LAST.fetch_add(1, Ordering::SeqCst).wrapping_add(1) }
}

/// Its words may be quoted in the error: only its number is written down.
fn failure(error: &windows::core::Error) -> Failed {
    tracing::warn!(code = error.code().0, "a banner could not be raised");
    Failed::Unknown
}

#[cfg(test)]
mod tests {
    use nightstand_domain::us::DayPart;

    use super::*;

    #[test]
    fn nobody_s_words_become_markup_and_three_answers_stand_in_their_order() {
        let notice = Notice {
            summary: "Tea & <b>talk</b>".into(),
            body: "</text>\u{b}<action/>".into(),
            part: DayPart::Evening,
        };
        let xml = xml(&notice);
        assert!(xml.contains("<text>Tea &amp; &lt;b&gt;talk&lt;/b&gt;</text>"), "{xml}");
        assert!(xml.contains("<text>&lt;/text&gt;&lt;action/&gt;</text>"), "{xml}");
        let at = |choice: Choice| xml.find(&format!("arguments=\"{}\"", choice.id())).expect(choice.id());
        assert!(Choice::ALL.map(at).is_sorted(), "in the order in which they are drawn");
    }

    #[test]
    fn no_two_toasts_have_one_id() {
        let ids: std::collections::BTreeSet<u32> = (0..1000).map(|_| fresh_id()).collect();
        assert_eq!(ids.len(), 1000, "each is its own");
    }
}
