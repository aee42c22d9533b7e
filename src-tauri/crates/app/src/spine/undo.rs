//! Taking back what somebody did in this sitting, and putting it back.

use std::collections::BTreeSet;

use nightstand_domain::ids::PersonId;
use nightstand_journal::drawer::{draft, reflection};
use nightstand_journal::{Done, Stale, UndoStep};

use super::{App, lock, opened};
use crate::error::AppError;
use crate::people::DrawerFront;
use crate::sitting::{Changed, InHand, Place, Step, TakenBack, Undone, Way};

/// How many records of a drawer are taken back in one transaction.
const UNDONE_TOGETHER: usize = 50;

impl App {
    /// Takes back the last thing that the person who is here did in this sitting, and says what it was and
    /// how much of it came back; `None` when there is nothing left to take back. What the clock or the other
    /// person did meanwhile stays as it is.
    ///
    /// # Errors
    /// Whatever kept the change from being written; the step can then be taken back later.
    pub fn undo(&self) -> Result<Option<Undone>, AppError> {
        let person = self.here()?.id;
        let Some(step) = lock(&self.sitting).take_last(person, self.now()) else { return Ok(None) };
        match self.take_back(person, &step.way) {
            Ok(Taken { how, stale, forth }) => {
                let redo = forth.is_some();
                let forth = forth.map(|way| (person, Step { deed: step.deed.clone(), way }));
                lock(&self.sitting).put_forth(forth);
                Ok(Some(Undone { deed: step.deed, taken_back: how, redo, changed: Changed::views(stale) }))
            }
            Err(error) => {
                self.keep_for_later(person, step);
                Err(error)
            }
        }
    }

    /// Keeps a step that could not be taken back, unless its drawer was locked on the way and forgot its steps.
    fn keep_for_later(&self, person: PersonId, step: Step) {
        let drawer = self.drawer();
        if !step.way.is_in_drawer() || drawer.as_ref().is_some_and(|open| open.owner == person) {
            lock(&self.sitting).remember(person, step);
        }
    }

    /// Takes back at once what `person` did last, when what belongs to it could not be done.
    pub(crate) fn unmake_last(&self, person: PersonId) {
        let Some(step) = lock(&self.sitting).take_last(person, self.now()) else { return };
        if let Err(error) = self.take_back(person, &step.way) {
            tracing::error!(%error, "half of a change stays");
            self.keep_for_later(person, step);
        }
    }

    /// Puts back what the person who is here has just taken back, and says what it was; `None` when something else was
    /// done since. It is an undo step again.
    ///
    /// # Errors
    /// Whatever kept the change from being written; it can then be put back later.
    pub fn redo(&self) -> Result<Option<Undone>, AppError> {
        let person = self.here()?.id;
        let Some(step) = lock(&self.sitting).take_forth(person) else { return Ok(None) };
        let Taken { how, stale, forth } = match self.take_back(person, &step.way) {
            Ok(taken) => taken,
            Err(error) => {
                lock(&self.sitting).put_forth(Some((person, step)));
                return Err(error);
            }
        };
        let changed = match forth {
            Some(way) => self.keep_step(person, stale, step.deed.clone(), way),
            None => Changed::views(stale),
        };
        Ok(Some(Undone { deed: step.deed, taken_back: how, redo: false, changed }))
    }

    fn take_back_on_table(&self, person: PersonId, undo: &UndoStep) -> Result<Done, AppError> {
        let done = opened(&mut lock(&self.table))?.undo(person, self.today(), undo)?;
        self.follow_back(&done);
        Ok(done)
    }

    fn take_back(&self, person: PersonId, way: &Way) -> Result<Taken, AppError> {
        let day = self.today();
        let (undo, done) = match way {
            // The file of a drawer is known by its owner: without them at the table no screen leads to it.
            Way::Space(Place::Table, undo)
                if undo.seated().any(|person| self.drawer_front(person) != DrawerFront::NotMade) =>
            {
                return Ok(Taken::of(TakenBack::HeldBack, BTreeSet::new()));
            }
            Way::Space(Place::Table, undo) => {
                let done = self.take_back_on_table(person, undo)?;
                let how = how_much(undo, &done);
                let whole = how == TakenBack::Whole && !done.undo.is_empty();
                // What lies in a drawer is forgotten when it is taken back, and an evening's answer lies in no log.
                let forth = whole.then_some(Way::Space(Place::Table, done.undo));
                return Ok(Taken { how, stale: done.stale, forth });
            }
            Way::Space(Place::Drawer, undo) => {
                let mut done = Done::default();
                // An import is long; who waits for the drawer has it between two parts.
                for part in undo.parts(UNDONE_TOGETHER) {
                    let mut drawer = self.drawer();
                    let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
                    let some = open.space.undo_part(open.owner, day, part)?;
                    done.stale.extend(some.stale);
                    done.held_back += some.held_back;
                }
                (undo, done)
            }
            Way::Hand(undo, hand) => {
                let mut drawer = self.drawer();
                let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
                let waits = open.waits(hand.sheet());
                let done = open.space.undo_with(open.owner, day, undo, |conn| match hand {
                    // What was begun since it was put away is newer, and stays, also what the disk has not taken yet.
                    _ if waits => Ok(()),
                    InHand::Page(draft) => draft::put_back(conn, draft),
                    InHand::Reflection(id, written) => reflection::put_back(conn, *id, written),
                })?;
                (undo, done)
            }
            Way::Moved(undo, turns) => {
                let done = self.take_back_on_table(person, undo)?;
                let lasting = turns.iter().filter(|turn| turn.passes > self.now());
                let back: Vec<bool> =
                    lasting.map(|turn| self.take_evening_back(turn)).collect::<Result<_, _>>()?;
                let how = how_much(undo, &done);
                let whole = back.into_iter().all(|back| back) || how == TakenBack::HeldBack;
                return Ok(Taken::of(if whole { how } else { TakenBack::Partly }, done.stale));
            }
            Way::Evening(turn) => {
                let taken_back = self.take_evening_back(turn)?;
                let how = if taken_back { TakenBack::Whole } else { TakenBack::HeldBack };
                return Ok(Taken::of(how, [Stale::Tonight].into()));
            }
        };
        Ok(Taken::of(how_much(undo, &done), done.stale))
    }
}

/// What came of taking a step back.
struct Taken {
    how: TakenBack,
    stale: BTreeSet<Stale>,
    /// The way forth again, where there is one.
    forth: Option<Way>,
}

impl Taken {
    fn of(how: TakenBack, stale: BTreeSet<Stale>) -> Self {
        Self { how, stale, forth: None }
    }
}

fn how_much(undo: &UndoStep, done: &Done) -> TakenBack {
    match done.held_back {
        0 => TakenBack::Whole,
        held_back if held_back < undo.changes() => TakenBack::Partly,
        _ => TakenBack::HeldBack,
    }
}
