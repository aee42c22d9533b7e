//! What was typed in the open drawer and the disk did not take. It is kept in memory while the drawer is
//! open and in the spill at once, is shown like everything else, and is written as soon as the disk takes
//! something again.

use chrono::NaiveDateTime;
use nightstand_domain::ids::{PageId, ReflectionId};
use nightstand_domain::reflection::Reflection;
use nightstand_journal::drawer::reflection;
use nightstand_journal::{JournalError, Space};

use super::pages::{self, Saved, Typed};
use crate::error::AppError;
use crate::spine::OpenDrawer;

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

/// Which sheet a text is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sheet {
    Page(PageId),
    Reflection(ReflectionId),
}

impl Unwritten {
    fn sheet(&self) -> Sheet {
        match self {
            Self::Page(typed) => Sheet::Page(typed.page),
            Self::Reflection(id, _) => Sheet::Reflection(*id),
        }
    }

    /// Makes it the draft of its sheet. It is durable when this returns.
    fn write(&self, space: &Space, now: NaiveDateTime) -> Result<Saved, JournalError> {
        match self {
            Self::Page(typed) => pages::save(space, typed, now),
            Self::Reflection(id, written) => {
                reflection::keep_draft(space.read(), *id, written)?;
                Ok(Saved { lies: true, begun: false })
            }
        }
    }
}

/// Everything that waits.
#[derive(Default)]
pub(crate) struct Waiting {
    /// What came out of the spill and could not be brought back. Nobody else has it.
    spilled: Vec<Unwritten>,
    /// What was typed since, the newest last. The window that it was typed in has it, too.
    typed: Vec<Unwritten>,
    /// Whether something lies in the spill.
    in_spill: bool,
}

impl Waiting {
    /// What lay in the spill when the drawer was opened.
    pub(crate) fn out_of_the_spill(spilled: Vec<Unwritten>) -> Self {
        Self { in_spill: !spilled.is_empty(), spilled, typed: Vec::new() }
    }

    /// All of it, what would be missed most first: what only the spill had, then the newest.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Unwritten> {
        self.spilled.iter().chain(self.typed.iter().rev())
    }

    fn is_empty(&self) -> bool {
        self.spilled.is_empty() && self.typed.is_empty()
    }

    /// Takes note of what became of a text: what the disk did not take waits, in place of what waited of the
    /// same sheet; what was written waits no longer. A text that can never be kept says nothing about either.
    fn settle<R>(&mut self, outcome: &Result<R, AppError>, sheet: Sheet, text: impl FnOnce() -> Unwritten) {
        match outcome {
            Err(AppError::Invalid { .. }) => {}
            Err(_) => {
                self.forget(sheet);
                self.typed.push(text());
            }
            Ok(_) => self.forget(sheet),
        }
    }

    fn forget(&mut self, sheet: Sheet) {
        self.spilled.retain(|text| text.sheet() != sheet);
        self.typed.retain(|text| text.sheet() != sheet);
    }
}

impl OpenDrawer {
    /// Keeps what is being typed: on the disk or, when it does not take it, in memory.
    pub(crate) fn keep(&mut self, text: Unwritten, now: NaiveDateTime) -> Result<Saved, AppError> {
        let saved = text.write(&self.space, now).map_err(AppError::from);
        let sheet = text.sheet();
        self.settle(saved, sheet, now, || text)
    }

    /// What became of a text of `sheet`. Where the disk took it, it may take what waits, too.
    pub(crate) fn settle<R>(
        &mut self,
        outcome: Result<R, AppError>,
        sheet: Sheet,
        now: NaiveDateTime,
        text: impl FnOnce() -> Unwritten,
    ) -> Result<R, AppError> {
        self.waiting.settle(&outcome, sheet, text);
        if outcome.is_ok() {
            self.write_waiting(now);
        } else {
            self.spill_typed();
        }
        outcome
    }

    /// Nothing waits of this sheet any more: it was thrown away.
    pub(crate) fn let_go(&mut self, sheet: Sheet) {
        self.waiting.forget(sheet);
        self.clear_spill();
    }

    /// Writes what waits, as far as the disk takes it.
    pub(crate) fn write_waiting(&mut self, now: NaiveDateTime) {
        let Self { space, waiting, .. } = self;
        let mut refused = None;
        for texts in [&mut waiting.spilled, &mut waiting.typed] {
            texts.retain(|text| text.write(space, now).map_err(|error| refused = Some(error)).is_err());
        }
        if let Some(error) = refused {
            tracing::warn!(%error, "what was typed waits for a disk with room");
        }
        self.clear_spill();
    }

    /// What no longer waits must not come out of the spill again, over what was typed after it.
    fn clear_spill(&mut self) {
        if !self.waiting.in_spill {
            return;
        }
        let kept = self.spill.keep(self.waiting.all());
        self.waiting.in_spill = kept.is_err() || !self.waiting.is_empty();
        if let Err(error) = kept {
            tracing::warn!(%error, "the spill could not be brought up to date");
        }
    }

    /// Puts what waits into the spill at once: the window may be struck down before the disk has room.
    fn spill_typed(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        self.waiting.in_spill = true;
        if let Err(error) = self.spill.keep(self.waiting.all()) {
            tracing::warn!(%error, "what was typed waits in memory alone");
        }
    }

    /// Puts what waits into the spill, before the keys go.
    pub(crate) fn spill_waiting(&self) -> Result<(), AppError> {
        if self.waiting.is_empty() { Ok(()) } else { self.spill.keep(self.waiting.all()) }
    }

    /// Whether something waits of this sheet.
    pub(crate) fn waits(&self, sheet: Sheet) -> bool {
        self.waiting.all().any(|text| text.sheet() == sheet)
    }

    /// What waits of a page.
    pub(crate) fn waiting_page(&self, page: PageId) -> Option<&Typed> {
        self.waiting_pages().find(|typed| typed.page == page)
    }

    /// Every page of which something waits.
    pub(crate) fn waiting_pages(&self) -> impl Iterator<Item = &Typed> {
        self.waiting
            .all()
            .filter_map(|text| if let Unwritten::Page(typed) = text { Some(typed) } else { None })
    }

    /// Every reflection of which something waits.
    pub(crate) fn waiting_reflections(&self) -> impl Iterator<Item = (ReflectionId, &Reflection)> {
        self.waiting.all().filter_map(|text| match text {
            Unwritten::Reflection(id, written) => Some((*id, &**written)),
            Unwritten::Page(_) => None,
        })
    }
}
