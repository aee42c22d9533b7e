//! Writes the frozen databases of version 2. It is run once more only as long as version 2 is not released:
//! it never overwrites, so whoever means to must first delete `tests/fixtures/v2` by hand. What version 1 wrote
//! was frozen by the program as it was then.

#[path = "../tests/frozen/mod.rs"]
mod frozen;

use std::error::Error;
use std::fs::{self, OpenOptions};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use nightstand_domain::ids::{DeviceId, PageId, SpaceId};
use nightstand_domain::merge::{Field, Policy, Value};
use nightstand_journal::drawer::draft::{self, Draft};
use nightstand_journal::{Act, JournalError, Space, SpaceKind, Vector, Writer};
use nightstand_vault::{DeviceSigner, SpaceKey};

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let folder = frozen::folder("v2");
    if folder.exists() {
        return Err("version 2 is frozen already".into());
    }
    fs::create_dir_all(&folder)?;
    table(&folder)?;
    drawer(&folder)
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 6).unwrap_or_default()
}

fn writer(byte: u8) -> Result<Writer, Box<dyn Error>> {
    let seed = SpaceKey::from_slice(&[byte; 32]).ok_or("a seed is 32 bytes")?;
    Ok(Writer { device: DeviceId::from_bytes([byte; 16]), signer: Arc::new(DeviceSigner::from_seed(&seed)) })
}

fn act(space: &mut Space, f: impl FnOnce(&mut Act<'_>) -> Result<(), JournalError>) -> Done {
    space.act(frozen::owner(), day(), f)?;
    Ok(())
}

fn table(folder: &Path) -> Done {
    let away = tempfile::tempdir()?;
    let id = SpaceId::from_bytes([1; 16]);
    let path = folder.join("table.db");
    let mut here = Space::create_as(&path, SpaceKind::Table, Some(&frozen::key()), writer(0xd1)?, id)?;
    let mut there = Space::create_as(&away.path().join("t.db"), SpaceKind::Table, None, writer(0xd2)?, id)?;
    here.admit(DeviceId::from_bytes([0xd2; 16]), &writer(0xd2)?.signer.public())?;
    there.admit(DeviceId::from_bytes([0xd1; 16]), &writer(0xd1)?.signer.public())?;

    act(&mut here, |act| {
        let all = frozen::table().into_iter().chain(frozen::table_of_2());
        all.into_iter().try_for_each(|(kind, id, fields)| act.set(kind, id, fields))
    })?;
    act(&mut here, |act| {
        let (kind, title) = (frozen::beside().0, Field::new(frozen::beside().0, 1, Policy::Latest));
        for byte in [frozen::DELETED, frozen::BROUGHT_BACK, frozen::FORGOTTEN] {
            act.set(kind, frozen::id(byte), vec![(title, "Not this one".into())])?;
        }
        let done = nightstand_domain::ritual::field::DONE;
        act.add(done.kind, frozen::id(0x12), done, Value::Bytes(vec![0xa0; 16]))
    })?;
    give(&here, &mut there)?;
    both_at_once(&mut here, &mut there)?;
    give(&there, &mut here)?;
    if !here.forget_now()? {
        return Err("somebody else has the fixture open".into());
    }
    finish(here, &path)
}

fn both_at_once(here: &mut Space, there: &mut Space) -> Done {
    let (kind, id, field, [one, other]) = frozen::beside();
    let title = Field::new(kind, 1, Policy::Latest);
    let when = Field::new(kind, field, Policy::Ask);
    act(here, |act| {
        act.set(kind, id, vec![(title, "A walk".into()), (when, one)])?;
        act.delete(frozen::id(frozen::DELETED))?;
        act.delete(frozen::id(frozen::BROUGHT_BACK))?;
        act.forget(frozen::id(frozen::FORGOTTEN))
    })?;
    act(there, |act| {
        act.set(kind, id, vec![(when, other)])?;
        act.set(
            kind,
            frozen::id(frozen::BROUGHT_BACK),
            vec![(Field::new(kind, 2, Policy::Latest), "Dear".into())],
        )
    })
}

fn give(from: &Space, to: &mut Space) -> Done {
    let batches = from.since(&to.vector()?, usize::MAX)?;
    to.receive(&batches)?;
    Ok(())
}

fn drawer(folder: &Path) -> Done {
    let path = folder.join("drawer.db");
    let kind = SpaceKind::Drawer(frozen::owner());
    let mut space =
        Space::create_as(&path, kind, Some(&frozen::key()), writer(0xd1)?, SpaceId::from_bytes([2; 16]))?;
    act(&mut space, |act| {
        frozen::drawer().into_iter().try_for_each(|(kind, id, fields)| act.set(kind, id, fields))
    })?;
    let (page, written, title, body) = frozen::DRAFT;
    let page = PageId::from(frozen::id(page));
    let draft = Draft { page, written: written.into(), title: title.into(), body: body.into() };
    draft::save(space.read(), &draft)?;
    finish(space, &path)
}

/// Leaves one file: everything moved out of the write-ahead log, and nothing behind the last page.
fn finish(space: Space, path: &Path) -> Done {
    assert_eq!(space.since(&Vector::default(), 1)?.len(), 1, "there is something in it");
    space.checkpoint()?;
    let pages: i64 = space.read().pragma_query_value(None, "page_count", |row| row.get(0))?;
    drop(space);
    OpenOptions::new().write(true).open(path)?.set_len(u64::try_from(pages)? * 4096)?;
    Ok(())
}
