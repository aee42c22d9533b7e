//! What is written into a drawer while it is tortured, and what has to be in it after each step.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use nightstand_domain::ids::{DeviceId, EntityId, PageId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::page::field;
use nightstand_journal::drawer::draft::{self, Draft};
use nightstand_journal::drawer::page as rows;
use nightstand_journal::{GoOn, JournalError, Moved, Space, SpaceKind, Writer, with_suffix};
use nightstand_vault::{DeviceSigner, SpaceKey};

use crate::chance::Chance;

/// Everything that a drawer shows: its pages and what is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Title and text of each page.
    pub pages: BTreeMap<PageId, (String, String)>,
    /// The same of each draft.
    pub drafts: BTreeMap<PageId, (String, String)>,
}

impl Shown {
    /// What `space` shows.
    ///
    /// # Errors
    /// When something in it cannot be read.
    pub fn of(space: &Space) -> Result<Self, JournalError> {
        let mut shown = Self::default();
        for row in rows::newest(space.read(), None, usize::MAX)? {
            if let Some(page) = rows::one(space.read(), row.id)? {
                shown.pages.insert(row.id, (page.title, page.body));
            }
        }
        for draft in draft::all(space.read())? {
            shown.drafts.insert(draft.page, (draft.title, draft.body));
        }
        Ok(shown)
    }
}

/// The owner of the tortured drawer.
pub fn owner() -> PersonId {
    PersonId::from(EntityId::derived("tortured owner", &[]))
}

/// Its key.
pub fn key() -> SpaceKey {
    SpaceKey::from_slice(&[0x5a; 32]).expect("thirty-two bytes")
}

/// A log of its own, told apart by `name`.
pub fn writer(name: &str) -> Writer {
    let id = EntityId::derived("tortured computer", &[name.as_bytes()]);
    let seed = SpaceKey::from_slice(blake_of(name).as_slice()).expect("thirty-two bytes");
    Writer { device: DeviceId::from_bytes(*id.as_bytes()), signer: Arc::new(DeviceSigner::from_seed(&seed)) }
}

fn blake_of(name: &str) -> Vec<u8> {
    let half =
        |salt: &str| *EntityId::derived("tortured signer", &[salt.as_bytes(), name.as_bytes()]).as_bytes();
    [half("a"), half("b")].concat()
}

/// What sort of space it is.
pub fn kind() -> SpaceKind {
    SpaceKind::Drawer(owner())
}

/// Opens the tortured drawer at `path`, as the window does.
///
/// # Errors
/// As [`Space::open`].
pub fn open(path: &Path) -> Result<Space, JournalError> {
    Space::open(path, kind(), Some(&key()), writer("first"))
}

/// The day on which step `number` happens.
pub fn day(number: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day") + chrono::Days::new(number as u64 / 20)
}

/// Some pages' worth of words that differ from one another.
pub fn words(chance: &mut Chance, length: usize) -> String {
    let mut text = String::with_capacity(length + 16);
    while text.len() < length {
        text.push_str(&format!("w{:x} ", chance.below(50_000)));
    }
    text
}

/// Lays a page into the drawer.
///
/// # Errors
/// What the disk says.
pub fn lay(
    space: &mut Space,
    page: PageId,
    title: &str,
    body: &str,
    step: usize,
) -> Result<(), JournalError> {
    space.act(owner(), day(step), |act| {
        let fields = vec![
            (field::TITLE, Value::from(title)),
            (field::BODY, Value::from(body)),
            (field::WRITTEN, Value::from(format!("2026-03-01T21:{:02}", step % 60).as_str())),
        ];
        act.set(field::PAGE, page.entity(), fields)?;
        draft::clear(act.read(), page)
    })?;
    Ok(())
}

/// The page of step `number`.
pub fn page(number: usize) -> PageId {
    PageId::from(EntityId::derived("tortured page", &[&number.to_be_bytes()]))
}

/// Forgets what waits, as the window does it for a drawer: the file is written anew, and that takes its place.
fn forget(space: &mut Space) -> Result<(), JournalError> {
    let Some(mut waits) = space.forgetting()? else { return Ok(()) };
    while !space.forget_on(&mut waits, 40)? {}
    let (always, anew): (GoOn, _) = (Arc::new(|| true), with_suffix(space.path(), ".anew"));
    let beside = space.beside(&key(), &always)?;
    beside.write_anew(&anew)?;
    drop(beside);
    if space.move_to(&anew, &key())? == Moved::In {
        space.is_forgotten(&waits)?;
    }
    Ok(())
}

/// Plays the story on the drawer at `path`: pages laid and changed, drafts typed and put away, pages thrown
/// away and forgotten, the file rewritten, closed and opened again. `told` hears what the drawer shows after
/// each step, once that step is acknowledged.
///
/// # Errors
/// What the disk says.
pub fn play(path: &Path, steps: usize, mut told: impl FnMut(&Shown)) -> Result<(), JournalError> {
    let mut chance = Chance::of(7);
    let mut space = open(path)?;
    let mut shown = Shown::of(&space)?;
    for step in 0..steps {
        match step % 12 {
            // Typing goes on in one draft.
            0..=4 => {
                let body = words(&mut chance, 60 + step % 5 * 400);
                let typed = page(step / 12);
                let written = String::from("2026-03-01T21:00");
                draft::save(
                    space.read(),
                    &Draft { page: typed, written, title: format!("{step}"), body: body.clone() },
                )?;
                shown.drafts.insert(typed, (format!("{step}"), body));
            }
            5 => {
                let put_away = page(step / 12);
                if let Some((title, body)) = shown.drafts.remove(&put_away) {
                    lay(&mut space, put_away, &title, &body, step)?;
                    shown.pages.insert(put_away, (title, body));
                }
            }
            6..=8 => {
                let length = if step % 48 == 7 { 40_000 } else { 1_500 };
                let (id, title, body) =
                    (page(1_000 + step), format!("page {step}"), words(&mut chance, length));
                lay(&mut space, id, &title, &body, step)?;
                shown.pages.insert(id, (title, body));
            }
            // An earlier one is written on.
            9 => {
                if let Some((id, (title, body))) = shown.pages.clone().into_iter().nth(chance.below(3)) {
                    let body = format!("{body} and {}", words(&mut chance, 30));
                    lay(&mut space, id, &title, &body, step)?;
                    shown.pages.insert(id, (title, body));
                }
            }
            10 => {
                if let Some(id) = shown.pages.keys().nth(chance.below(5)).copied() {
                    space.act(owner(), day(step), |act| {
                        draft::note_thrown(act.read(), id.entity(), day(step))?;
                        act.delete(id.entity())
                    })?;
                    shown.pages.remove(&id);
                }
            }
            _ => match step / 12 % 3 {
                0 => _ = space.checkpoint()?,
                1 => {
                    space.act(owner(), day(step), |act| {
                        draft::forget_thrown_before(act, day(step + 60), usize::MAX)
                    })?;
                    forget(&mut space)?;
                }
                _ => {
                    drop(space);
                    space = open(path)?;
                }
            },
        }
        told(&shown);
    }
    Ok(())
}
