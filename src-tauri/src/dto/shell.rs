//! What every capability shares: the empty request, what a write tells, and the window's own state.

use std::collections::BTreeMap;

use nightstand_app::{Changed as AppChanged, Deed, Stale, TakenBack as AppTakenBack};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::people::PeopleView;
use super::settings::Choices;
use super::tonight::TonightView;
use crate::api_error::ApiError;

/// A request or an answer with nothing in it.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// A message of the catalogue with what fills its places.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Words {
    /// The key below `undo.` in the catalogue.
    pub key: String,
    /// The message's arguments.
    pub args: BTreeMap<String, String>,
}

impl From<Deed> for Words {
    fn from(deed: Deed) -> Self {
        let args = deed.args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { key: deed.key.to_owned(), args }
    }
}

/// What a write did to the views, and what Undo would take back.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Changed {
    /// Names of the views to read again.
    pub stale: Vec<View>,
    /// The words of the undo step, where there is one.
    pub undo: Option<Words>,
}

impl From<AppChanged> for Changed {
    fn from(changed: AppChanged) -> Self {
        Self {
            stale: changed.stale.into_iter().map(View::from).collect(),
            undo: changed.undo.map(Words::from),
        }
    }
}

/// What one Undo did.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Undone {
    /// The words of what was to be taken back.
    pub what: Words,
    /// How much of it was.
    pub taken_back: TakenBack,
    /// Whether it can be put back, as long as nothing else is done.
    pub redo: bool,
}

/// How much of a step was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TakenBack {
    /// All of it.
    Whole,
    /// Some of it; the rest has changed since and stays as it is.
    Partly,
    /// Nothing: all of it has changed since.
    HeldBack,
}

impl From<AppTakenBack> for TakenBack {
    fn from(taken_back: AppTakenBack) -> Self {
        match taken_back {
            AppTakenBack::Whole => Self::Whole,
            AppTakenBack::Partly => Self::Partly,
            AppTakenBack::HeldBack => Self::HeldBack,
        }
    }
}

/// A view that refreshes by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum View {
    /// Names, ribbons, drawer fronts.
    People,
    /// Tonight.
    Tonight,
    /// The list of rituals.
    Rituals,
    /// Shelf and books.
    Reading,
    /// Us.
    Us,
    /// Everything in the open drawer.
    Drawer,
}

impl From<Stale> for View {
    fn from(stale: Stale) -> Self {
        match stale {
            Stale::People => Self::People,
            Stale::Tonight => Self::Tonight,
            Stale::Rituals => Self::Rituals,
            Stale::Reading => Self::Reading,
            Stale::Us => Self::Us,
            Stale::Drawer => Self::Drawer,
        }
    }
}

/// What a write answers: its own value, and what changed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Wrote<T> {
    /// What the write made.
    pub value: T,
    /// What it did to the views.
    pub changed: Changed,
}

impl<T> Wrote<T> {
    /// A write's answer from what the use-case returned.
    pub fn new(value: T, changed: AppChanged) -> Self {
        Self { value, changed: changed.into() }
    }
}

impl Wrote<Nothing> {
    /// The answer of a write that makes nothing new.
    pub fn changed(changed: AppChanged) -> Self {
        Self::new(Nothing {}, changed)
    }
}

/// Sent by the window once its first screen stands with real data.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Painted {
    /// The page that was painted.
    pub page: String,
}

/// Everything the window needs before it can show anything, in one answer.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WindowStart {
    /// Whether first run has ended.
    pub has_table: bool,
    /// Whether this is the sample evening, which is thrown away afterwards.
    pub sample: bool,
    /// Whether there is a table of one's own to come back to from there.
    pub own_table: bool,
    /// What opens the sample's drawer; it is written on the screen.
    pub passphrase: Option<String>,
    /// The page that the command line asked for, such as `tonight`.
    pub page: Option<String>,
    /// The file that the command line brought.
    pub file: Option<String>,
    /// The program's version.
    pub version: String,
    /// The folder of the profile.
    pub folder: String,
    /// How things are shown on this computer.
    pub choices: Choices,
    /// Who sits at the table.
    pub people: Option<PeopleView>,
    /// Why that is not known.
    pub trouble: Option<ApiError>,
    /// Tonight, unless another page was asked for.
    pub tonight: Option<TonightView>,
}

/// What came while the page could not hear yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unheard {
    /// Views that no longer show the truth.
    pub stale: Vec<String>,
    /// A page that was asked for.
    pub page: Option<String>,
    /// A file that was brought.
    pub file: Option<String>,
}

/// What the page says while the window waits to close.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct LastWords {
    /// Which of the three.
    pub said: Said,
}

/// What can be said to a closing.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "shell::LastWords tells them apart")]
pub enum Said {
    HandedOver,
    Asking,
    Staying,
}

impl From<Said> for crate::shell::LastWords {
    fn from(said: Said) -> Self {
        match said {
            Said::HandedOver => Self::HandedOver,
            Said::Asking => Self::Asking,
            Said::Staying => Self::Staying,
        }
    }
}
