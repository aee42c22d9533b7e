//! Taking back. A step remembers what stood before and a fingerprint of what stood after: it is taken back
//! only where the same still stands, so that nothing is taken from the clock or from the other person.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use nightstand_domain::ids::{EntityId, PersonId};
use nightstand_domain::merge::{Kind, Policy, Value};
use nightstand_domain::{page, people, reflection};

use crate::act::{Act, Change};
use crate::drawer::draft;
use crate::envelope::Hash;
use crate::error::JournalError;
use crate::heads::{Head, Standing};

/// What one action changed, and how it was before. Kept in memory for one sitting and never written down.
#[derive(Default)]
pub struct UndoStep {
    reversals: Vec<Reversal>,
}

/// Somebody's words are in here; a log line must not be where they end up.
impl std::fmt::Debug for UndoStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "UndoStep of {} records", self.reversals.len())
    }
}

impl UndoStep {
    /// Whether there is nothing to take back.
    pub fn is_empty(&self) -> bool {
        self.reversals.is_empty()
    }

    /// How many changes it would take back, counted as [`crate::Done::held_back`] counts them.
    pub fn changes(&self) -> usize {
        self.reversals.iter().map(Reversal::changes).sum()
    }

    /// The people whom it would take off the table again.
    pub fn seated(&self) -> impl Iterator<Item = PersonId> {
        let begun = self.reversals.iter().filter_map(Reversal::begun);
        begun.filter(|(_, kind)| *kind == people::field::PERSON).map(|(id, _)| id.into())
    }

    /// Puts a later action into the same step: an import of many transactions is taken back as one.
    pub fn append(&mut self, later: Self) {
        self.reversals.extend(later.reversals);
    }

    /// The step in parts of at most `many` records, the last one first: taken back in this order one after another, they
    /// are the whole.
    pub fn parts(&self, many: usize) -> impl Iterator<Item = Part<'_>> {
        self.reversals.rchunks(many.max(1)).map(Part)
    }

    pub(crate) fn note(
        &mut self,
        entity: EntityId,
        kind: Kind,
        before: Before,
        after: &Standing,
        sets: &BTreeSet<(Kind, u16)>,
    ) {
        let (visible, now) = (after.visible(), fields_of(after));
        let reversal = match before {
            Before::Forgotten => return,
            Before::Absent if visible => Back::Delete(now.iter().map(|(id, v)| (*id, print(v))).collect()),
            Before::Absent => return,
            Before::Visible(fields) if !visible => Back::Restore(fields),
            Before::Visible(fields) => {
                let changed = differences(&fields, &now, |field| sets.contains(&(kind, field)));
                if changed.is_empty() {
                    return;
                }
                Back::Put(changed)
            }
        };
        self.reversals.push(Reversal { entity, kind, back: reversal });
    }
}

/// Some of a step.
#[derive(Clone, Copy)]
pub struct Part<'s>(&'s [Reversal]);

struct Reversal {
    entity: EntityId,
    kind: Kind,
    back: Back,
}

impl Reversal {
    /// The record that the action began, if it did.
    fn begun(&self) -> Option<(EntityId, Kind)> {
        matches!(self.back, Back::Delete(_)).then_some((self.entity, self.kind))
    }

    fn changes(&self) -> usize {
        match &self.back {
            Back::Delete(_) | Back::Restore(_) => 1,
            Back::Put(fields) => fields.len(),
        }
    }
}

type Fields = BTreeMap<u16, Vec<Value>>;

enum Back {
    /// The record was begun: delete it, if it is still what was begun.
    Delete(BTreeMap<u16, Hash>),
    /// The record was deleted: bring it back as it was, if it is still deleted.
    Restore(Fields),
    /// Fields were changed.
    Put(Vec<(u16, Was)>),
}

enum Was {
    Values { before: Vec<Value>, after: Hash },
    Members { added: Vec<Value>, removed: Vec<Value> },
}

/// How a record was when an action first looked at it.
pub(crate) enum Before {
    Absent,
    Visible(Fields),
    /// It was forgotten in this action, which cannot be taken back.
    Forgotten,
}

impl Before {
    pub(crate) fn of(standing: &Standing) -> Self {
        if standing.visible() { Self::Visible(fields_of(standing)) } else { Self::Absent }
    }
}

fn fields_of(standing: &Standing) -> Fields {
    let mut fields = Fields::new();
    for head in &standing.heads {
        fields.entry(head.field).or_default().push(head.value.clone());
    }
    for values in fields.values_mut() {
        values.sort_unstable();
        values.dedup();
    }
    fields
}

fn differences(before: &Fields, after: &Fields, is_set: impl Fn(u16) -> bool) -> Vec<(u16, Was)> {
    let ids: BTreeSet<u16> = before.keys().chain(after.keys()).copied().collect();
    let none = Vec::new();
    let mut changed = Vec::new();
    for id in ids {
        let (was, is) = (before.get(&id).unwrap_or(&none), after.get(&id).unwrap_or(&none));
        if was == is {
            continue;
        }
        changed.push((
            id,
            if is_set(id) {
                Was::Members { added: without(is, was), removed: without(was, is) }
            } else {
                Was::Values { before: was.clone(), after: print(is) }
            },
        ));
    }
    changed
}

fn without(these: &[Value], those: &[Value]) -> Vec<Value> {
    these.iter().filter(|value| !those.contains(value)).cloned().collect()
}

/// A fingerprint of some values, so that a step need not keep long texts twice.
fn print(values: &[Value]) -> Hash {
    let mut bytes = Vec::new();
    let mut encoder = minicbor::Encoder::new(&mut bytes);
    for value in values {
        // Writing into memory cannot fail.
        let _ = crate::codec::write_value(&mut encoder, value);
    }
    blake3::hash(&bytes).into()
}

impl Act<'_> {
    /// Takes `step` back, last change first; says how many changes were left alone.
    pub(crate) fn take_back(&mut self, step: &UndoStep) -> Result<usize, JournalError> {
        self.take_back_part(Part(&step.reversals))
    }

    pub(crate) fn take_back_part(&mut self, part: Part<'_>) -> Result<usize, JournalError> {
        let begun: Vec<_> = part.0.iter().filter_map(Reversal::begun).collect();
        let held = self.held(&begun)?;
        let mut held_back = 0;
        for reversal in part.0.iter().rev() {
            held_back += if held.contains(&reversal.entity) && reversal.begun().is_some() {
                reversal.changes()
            } else {
                self.reverse(reversal)?
            };
        }
        Ok(held_back)
    }

    fn reverse(&mut self, reversal: &Reversal) -> Result<usize, JournalError> {
        let standing = self.look(reversal.entity)?;
        let now = fields_of(&standing);
        match &reversal.back {
            Back::Delete(begun) => {
                let prints: BTreeMap<u16, Hash> = now.iter().map(|(id, v)| (*id, print(v))).collect();
                if !standing.visible() || prints != *begun {
                    return Ok(1);
                }
                // Words that were taken back are forgotten as those that were thrown away are.
                if [page::field::PAGE, reflection::field::REFLECTION].contains(&reversal.kind) {
                    let today = NaiveDate::from_epoch_days(self.today).unwrap_or_default();
                    draft::note_taken_back(self.conn, reversal.entity, today)?;
                }
                self.delete(reversal.entity)?;
                Ok(0)
            }
            Back::Restore(_) if standing.visible() => Ok(1),
            Back::Restore(fields) => {
                let changes = fields.iter().flat_map(|(id, values)| put_back(*id, values, &[])).collect();
                self.write_changes(reversal.kind, reversal.entity, &standing, changes)?;
                Ok(0)
            }
            Back::Put(fields) if !standing.visible() => Ok(fields.len()),
            Back::Put(fields) => {
                let mut changes = Vec::new();
                let mut held_back = 0;
                for (id, was) in fields {
                    let heads: Vec<&Head> = standing.of(*id).collect();
                    match was {
                        Was::Members { added, removed } => {
                            changes.extend(members_back(*id, &heads, added, removed));
                        }
                        Was::Values { before, after } => {
                            if now.get(id).map_or_else(|| print(&[]), |values| print(values)) == *after {
                                changes.extend(put_back(*id, before, &heads));
                            } else {
                                held_back += 1;
                            }
                        }
                    }
                }
                self.keep_sets(reversal.kind, fields);
                self.write_changes(reversal.kind, reversal.entity, &standing, changes)?;
                Ok(held_back)
            }
        }
    }

    /// Redo has to know which fields are sets, as the action did.
    fn keep_sets(&mut self, kind: Kind, fields: &[(u16, Was)]) {
        let sets = fields.iter().filter(|(_, was)| matches!(was, Was::Members { .. })).map(|(id, _)| *id);
        self.name_sets(kind, sets);
    }
}

/// Puts every value back that stood; the first of them replaces what stands now.
fn put_back(field: u16, values: &[Value], heads: &[&Head]) -> Vec<Change> {
    let mut replaces: Vec<_> = heads.iter().map(|head| head.dot).collect();
    let policy = Policy::Latest;
    if values.is_empty() && !replaces.is_empty() {
        return vec![Change { field, policy, value: None, replaces }];
    }
    let back = |value: &Value| Change {
        field,
        policy,
        value: Some(value.clone()),
        replaces: std::mem::take(&mut replaces),
    };
    values.iter().map(back).collect()
}

fn members_back(field: u16, heads: &[&Head], added: &[Value], removed: &[Value]) -> Vec<Change> {
    let policy = Policy::Union;
    let replaces: Vec<_> =
        heads.iter().filter(|head| added.contains(&head.value)).map(|head| head.dot).collect();
    let mut changes = Vec::new();
    if !replaces.is_empty() {
        changes.push(Change { field, policy, value: None, replaces });
    }
    let missing = removed.iter().filter(|member| !heads.iter().any(|head| head.value == **member));
    changes.extend(missing.map(|member| Change {
        field,
        policy,
        value: Some(member.clone()),
        replaces: Vec::new(),
    }));
    changes
}
