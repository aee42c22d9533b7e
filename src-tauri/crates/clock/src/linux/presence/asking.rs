//! Asking a service one question on the session bus, and hearing what it tells. A service is never started
//! for a question, and none may take long over it.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;
use zbus::message::Type;
use zbus::proxy::{CacheProperties, MethodFlags};
use zbus::zvariant::{DynamicDeserialize, DynamicType, OwnedValue};
use zbus::{Connection, MatchRule, Message, MessageStream, Proxy};

use crate::Event;
use crate::linux::bus::next;

/// How long an answer may take; a desktop that hangs holds no reminder up.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// Where a question is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) service: &'static str,
    pub(super) path: &'static str,
    pub(super) interface: &'static str,
}

/// Asks one question.
pub(super) async fn ask<B, R>(
    session: &Connection,
    place: Place,
    method: &'static str,
    body: &B,
) -> zbus::Result<R>
where
    B: serde::Serialize + DynamicType,
    R: for<'d> DynamicDeserialize<'d>,
{
    let asked = async {
        let service = zbus::proxy::Builder::<Proxy<'_>>::new(session)
            .destination(place.service)?
            .path(place.path)?
            .interface(place.interface)?
            .cache_properties(CacheProperties::No)
            .build()
            .await?;
        let answer = service.call_with_flags(method, MethodFlags::NoAutoStart.into(), body).await?;
        answer.ok_or(zbus::Error::InvalidReply)
    };
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or(Err(zbus::Error::InvalidReply))
}

/// Reads one property that is either true or false.
pub(super) async fn flag(session: &Connection, place: Place, property: &str) -> Option<bool> {
    let properties = Place { interface: "org.freedesktop.DBus.Properties", ..place };
    let answer: OwnedValue = ask(session, properties, "Get", &(place.interface, property)).await.ok()?;
    bool::try_from(answer).ok()
}

/// A signal after which an answer may be another.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) path: &'static str,
    pub(super) interface: &'static str,
    pub(super) member: &'static str,
    /// Whether this one is about the question at all.
    pub(super) concerns: fn(&Message) -> bool,
}

impl Told {
    /// Every such signal of `place` counts.
    pub(super) const fn by(place: Place, member: &'static str) -> Self {
        Self { path: place.path, interface: place.interface, member, concerns: |_| true }
    }

    fn rule(&self) -> zbus::Result<MatchRule<'static>> {
        let rule = MatchRule::builder().msg_type(Type::Signal).path(self.path)?;
        Ok(rule.interface(self.interface)?.member(self.member)?.build())
    }
}

/// Listening, until it is dropped.
pub(super) struct Listening(JoinHandle<()>);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Wakes the clock whenever one of these is told.
pub(super) async fn listen(
    session: &Connection,
    signals: Vec<Told>,
    events: &UnboundedSender<Event>,
) -> Vec<Listening> {
    let mut listening = Vec::new();
    for told in signals {
        let heard = async { MessageStream::for_match_rule(told.rule()?, session, None).await };
        match tokio::time::timeout(PATIENCE, heard).await {
            Ok(Ok(stream)) => {
                listening.push(Listening(tokio::spawn(pass_on(stream, told, events.clone()))));
            }
            _ => tracing::info!(member = told.member, "this change will not be heard"),
        }
    }
    listening
}

async fn pass_on(mut stream: MessageStream, told: Told, events: UnboundedSender<Event>) {
    while let Some(Ok(message)) = next(&mut stream).await {
        if (told.concerns)(&message) && events.send(Event::Look).is_err() {
            return;
        }
    }
}
