//! What was typed in the open drawer and the disk did not take. It is kept in memory while the drawer is
//! open, where the window tries again, and goes into the spill when the drawer is locked.

use std::sync::Mutex;

use nightstand_domain::ids::{PageId, ReflectionId};
use nightstand_domain::reflection::Reflection;

use super::pages::Typed;
use crate::error::AppError;
use crate::spine::lock;

/// One text that waits for a disk with room.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Unwritten {
    Page(Typed),
    Reflection(ReflectionId, Box<Reflection>),
}

/// Tests say what differs; nothing else ever prints what somebody typed.
impl std::fmt::Debug for Unwritten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Unwritten({:?})", self.sheet())
    }
}

/// Which sheet a text is of. A page that was just begun has no name yet; there is one such page at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sheet {
    Page(Option<PageId>),
    Reflection(ReflectionId),
}

impl Unwritten {
    fn sheet(&self) -> Sheet {
        match self {
            Self::Page(typed) => Sheet::Page(typed.page),
            Self::Reflection(id, _) => Sheet::Reflection(*id),
        }
    }
}

/// Everything that waits, the newest last.
#[derive(Default)]
pub(crate) struct Waiting(Mutex<Vec<Unwritten>>);

impl Waiting {
    /// Takes note of what became of a text: what the disk did not take waits, in place of what waited of the
    /// same sheet; what was written waits no longer. A text that can never be kept says nothing about either.
    pub(crate) fn settle<R>(
        &self,
        outcome: &Result<R, AppError>,
        sheet: Sheet,
        text: impl FnOnce() -> Unwritten,
    ) {
        match outcome {
            Ok(_) => self.forget(sheet),
            Err(AppError::Full | AppError::ReadOnly | AppError::Busy | AppError::Other(_)) => {
                self.forget(sheet);
                lock(&self.0).push(text());
            }
            Err(_) => {}
        }
    }

    /// Nothing waits of this sheet any more: it was written, or thrown away.
    pub(crate) fn forget(&self, sheet: Sheet) {
        lock(&self.0).retain(|text| text.sheet() != sheet);
    }

    /// Takes everything, the newest first.
    pub(crate) fn take(&self) -> Vec<Unwritten> {
        let mut texts = std::mem::take(&mut *lock(&self.0));
        texts.reverse();
        texts
    }
}
