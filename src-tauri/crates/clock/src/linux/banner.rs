//! One banner on the screen: raising it through notify-rust, and hearing how it ends.

use nightstand_app::APP_ID;
use nightstand_app::agenda::{Choice, Notice};
use nightstand_app::markup::escaped;
use notify_rust::{CloseReason, Hint, Notification, NotificationResponse, Timeout, Urgency};
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

use crate::Event;
use crate::banner::{Failed, Service, Signal, SignalKind};

/// A banner that stands on the screen. Some desktops take it down when the connection that raised it goes,
/// and tell its answer to that connection alone; so the connection stays until this is dropped.
pub(crate) struct Banner {
    pub(crate) server_id: u32,
    waiting: JoinHandle<()>,
}

impl Drop for Banner {
    fn drop(&mut self) {
        self.waiting.abort();
    }
}

/// Raises a banner; in place of the one with the id `instead_of`, when there is one.
pub(crate) async fn raise(
    notice: &Notice,
    service: &Service,
    instead_of: Option<u32>,
    events: &UnboundedSender<Event>,
) -> Result<Banner, Failed> {
    let handle =
        notification(notice, service, instead_of).show_async().await.map_err(|error| failure(&error))?;
    let (server_id, events) = (handle.id(), events.clone());
    let waiting = tokio::spawn(async move {
        let heard = |response: &NotificationResponse| {
            let kind = match response {
                NotificationResponse::Default => SignalKind::Action("default".into()),
                NotificationResponse::Action(name) => SignalKind::Action(name.clone()),
                NotificationResponse::Closed(CloseReason::CloseAction) => return,
                NotificationResponse::Closed(_) | NotificationResponse::Reply(_) => SignalKind::Closed,
            };
            Signal::tell(server_id, kind, &events);
        };
        handle.wait_for_action_async(heard).await;
    });
    Ok(Banner { server_id, waiting })
}

fn notification(notice: &Notice, service: &Service, instead_of: Option<u32>) -> Notification {
    let mut banner = Notification::new();
    banner
        .appname("Nightstand")
        .icon(APP_ID)
        .summary(&notice.summary)
        .body(&body(notice, service))
        .hint(Hint::DesktopEntry(APP_ID.into()))
        .urgency(Urgency::Normal)
        // It stays until it is answered or its moment is over; the clock takes it down then.
        .timeout(Timeout::Never);
    if let Some(id) = instead_of {
        banner.id(id);
    }
    if service.actions {
        banner.action("default", "Open");
        for choice in Choice::ALL {
            banner.action(choice.id(), choice.label(notice.part));
        }
    }
    banner
}

/// Only the body may be markup (Desktop Notifications Specification, "Markup"); the summary never is.
fn body(notice: &Notice, service: &Service) -> String {
    if service.markup { escaped(&notice.body) } else { notice.body.clone() }
}

/// notify-rust keeps the error's kind to itself; its words begin with the D-Bus error's name.
fn failure(error: &notify_rust::error::Error) -> Failed {
    // A service may quote the banner's words in its answer: only what kind of answer it was is written down.
    let words = error.to_string();
    let nobody = ["Error.ServiceUnknown", "Error.NameHasNoOwner", "Error.Spawn.", "Error.UnknownMethod"];
    let no_service = nobody.iter().any(|name| words.contains(name));
    tracing::warn!(no_service, "a banner could not be raised");
    if no_service { Failed::NoService } else { Failed::Unknown }
}

#[cfg(test)]
mod tests {
    use nightstand_domain::us::DayPart;

    use super::*;

    fn service(actions: bool, markup: bool) -> Service {
        Service { identity: String::new(), name: String::new(), actions, markup }
    }

    #[test]
    fn text_is_escaped_where_the_service_reads_markup_and_only_there() {
        let notice = Notice {
            summary: "Tea & <b>talk</b> at 21:30".into(),
            body: "Tea & <b>talk</b>".into(),
            part: DayPart::Evening,
        };
        let shown = notification(&notice, &service(true, true), None);
        assert_eq!(shown.body, "Tea &amp; &lt;b&gt;talk&lt;/b&gt;", "nobody's words become markup");
        assert_eq!(shown.summary, notice.summary, "the summary is never markup, so escaping would show");
        assert_eq!(notification(&notice, &service(true, false), None).body, notice.body, "plain stays plain");
    }

    #[test]
    fn three_answers_of_equal_weight_or_a_plain_banner() {
        let notice = Notice { summary: "Nightstand".into(), body: "21:30".into(), part: DayPart::Evening };
        let with = notification(&notice, &service(true, true), None);
        let answers =
            ["default", "Open", "start", "Start", "later", "In ten minutes", "not-tonight", "Not tonight"];
        assert_eq!(with.actions, answers, "in the order in which they are drawn");
        assert!(notification(&notice, &service(false, true), None).actions.is_empty(), "a plain banner");
    }
}
