//! One sitting: from the window's opening to its closing. Who is at the table, and what each person could
//! still take back. None of it is ever written down.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use nightstand_domain::ids::{PersonId, ReflectionId};
use nightstand_domain::reflection::Reflection;
use nightstand_domain::schedule::plan::Evening;
use nightstand_journal::drawer::draft::Draft;
use nightstand_journal::passing::Turn;
use nightstand_journal::{Stale, UndoStep};

use crate::drawer::Sheet;

/// How many steps back a person can go. More than anyone retraces; few enough to stay small in memory.
const STEPS_KEPT: usize = 100;

/// What someone did, for the words of its undo: the catalogue's `undo.<key>` with these arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// The message's key.
    pub key: &'static str,
    /// What fills its places.
    pub args: Vec<(&'static str, String)>,
}

impl Deed {
    /// A deed whose words need no arguments.
    pub const fn plain(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same deed with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// What a change did to the views, and how it could be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Changed {
    /// The views to read again.
    pub stale: BTreeSet<Stale>,
    /// What Undo would take back, when it can.
    pub undo: Option<Deed>,
}

impl Changed {
    /// A change that cannot be taken back.
    pub fn views(stale: impl IntoIterator<Item = Stale>) -> Self {
        Self { stale: stale.into_iter().collect(), undo: None }
    }

    /// Two changes of one action, told together; the first one's undo stands.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.stale.extend(other.stale);
        self.undo = self.undo.or(other.undo);
        self
    }
}

/// How much of a step was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// All of it.
    Whole,
    /// Some of it; the rest has changed since and stays as it is.
    Partly,
    /// Nothing: all of it has changed since.
    HeldBack,
}

/// What one Undo did, or one step that put it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// What was to be taken back.
    pub deed: Deed,
    /// How much of it was.
    pub taken_back: TakenBack,
    /// Whether it can be put back, as long as nothing else is done.
    pub redo: bool,
    /// What that did to the views.
    pub changed: Changed,
}

/// In which space a step was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Table,
    Drawer,
}

/// What somebody answered to an evening, for as long as the evening lasts. This is the one thing that knows
/// who it was; it lies in memory and goes by morning.
#[derive(Clone, Copy)]
pub(crate) struct EveningTurn {
    pub(crate) evening: Evening,
    pub(crate) turn: Turn,
    pub(crate) passes: DateTime<Utc>,
}

/// What was in hand when it was put away. Taking that back puts it there again.
pub(crate) enum InHand {
    Page(Draft),
    Reflection(ReflectionId, Box<Reflection>),
}

impl InHand {
    pub(crate) fn sheet(&self) -> Sheet {
        match self {
            Self::Page(draft) => Sheet::Page(draft.page),
            Self::Reflection(id, _) => Sheet::Reflection(*id),
        }
    }
}

/// The way back of one step.
pub(crate) enum Way {
    Space(Place, UndoStep),
    /// Out of the open drawer's log, and into the hand.
    Hand(UndoStep, InHand),
    Evening(EveningTurn),
    /// On the table, and what was changed of single evenings for it.
    Moved(UndoStep, Vec<EveningTurn>),
}

impl Way {
    /// Whether it leads into the open drawer, or out of it.
    pub(crate) fn is_in_drawer(&self) -> bool {
        matches!(self, Self::Space(Place::Drawer, _) | Self::Hand(..))
    }
}

pub(crate) struct Step {
    pub(crate) deed: Deed,
    pub(crate) way: Way,
}

#[derive(Default)]
pub(crate) struct Sitting {
    here: Option<PersonId>,
    steps: HashMap<PersonId, Vec<Step>>,
    /// What was taken back last, by whom, and nothing was done since.
    forth: Option<(PersonId, Step)>,
}

impl Sitting {
    pub(crate) fn here(&self) -> Option<PersonId> {
        self.here
    }

    pub(crate) fn sit_down(&mut self, person: PersonId) {
        self.here = Some(person);
    }

    /// What puts back the step that was taken back last; nothing where that cannot be.
    pub(crate) fn put_forth(&mut self, forth: Option<(PersonId, Step)>) {
        self.forth = forth;
    }

    pub(crate) fn take_forth(&mut self, person: PersonId) -> Option<Step> {
        self.forth.take_if(|(by, _)| *by == person).map(|(_, step)| step)
    }

    pub(crate) fn remember(&mut self, person: PersonId, step: Step) {
        self.forth = None;
        let steps = self.steps.entry(person).or_default();
        if steps.len() == STEPS_KEPT {
            steps.remove(0);
        }
        steps.push(step);
    }

    pub(crate) fn take_last(&mut self, person: PersonId, now: DateTime<Utc>) -> Option<Step> {
        for steps in self.steps.values_mut() {
            steps.retain(|step| !matches!(&step.way, Way::Evening(turn) if turn.passes <= now));
        }
        self.steps.get_mut(&person)?.pop()
    }

    pub(crate) fn forget_everything(&mut self) {
        self.steps.clear();
        self.forth = None;
    }

    /// A locked drawer leaves nothing behind, the words of its undo included.
    pub(crate) fn forget_drawer(&mut self) {
        // A sentence that was taken back from the table came out of it.
        self.forth = None;
        for steps in self.steps.values_mut() {
            steps.retain(|step| !step.way.is_in_drawer());
        }
    }
}
