//! What the journeys share: people, a clock and the services that a desktop would have.

pub mod canary;
pub mod logind;
pub mod notifications;
pub mod tray;
