//! A drawer on its way to being open. Stretching a passphrase takes most of a second, in which its owner may think
//! better of it, or leave.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use crate::spine::App;

/// What is on its way, and how often everything on its way was shut.
#[derive(Default)]
pub(super) struct Openings {
    under_way: AtomicUsize,
    shut: AtomicU64,
}

impl Openings {
    /// Whatever is on its way stays shut.
    pub(super) fn shut(&self) {
        self.shut.fetch_add(1, Ordering::SeqCst);
    }
}

/// From the passphrase to the open drawer.
#[must_use]
pub struct Opening<'a> {
    openings: &'a Openings,
    shut_before: u64,
}

impl<'a> Opening<'a> {
    pub(super) fn begin(openings: &'a Openings) -> Self {
        openings.under_way.fetch_add(1, Ordering::SeqCst);
        Self { openings, shut_before: openings.shut.load(Ordering::SeqCst) }
    }

    /// Whether somebody locked meanwhile.
    pub(super) fn was_shut(&self) -> bool {
        self.openings.shut.load(Ordering::SeqCst) != self.shut_before
    }
}

impl Drop for Opening<'_> {
    fn drop(&mut self) {
        self.openings.under_way.fetch_sub(1, Ordering::SeqCst);
    }
}

impl App {
    /// A drawer counts as opening until what this returns is dropped. For whoever watches over it from before it
    /// is open.
    pub fn begin_opening(&self) -> Opening<'_> {
        Opening::begin(&self.desk.openings)
    }

    /// Whether a drawer is open or on its way to it.
    pub fn is_drawer_in_use(&self) -> bool {
        self.desk.openings.under_way.load(Ordering::SeqCst) > 0 || self.open_drawer().is_some()
    }
}
