//! Pictures: sealed pieces beside the log, named in it. See `adr/0002-pictures.md`.

use std::collections::BTreeSet;

use nightstand_domain::picture::{CHUNK, MOST_CHUNKS, PictureRef};
use nightstand_vault::{SpaceKey, seal};
use rusqlite::{Connection, OptionalExtension, params};

use crate::act::Act;
use crate::error::JournalError;
use crate::space::{Space, SpaceKind};
use crate::table::book;

/// What a piece is sealed for; its place within the picture follows.
const PURPOSE: &[u8] = b"nightstand picture v1 ";
/// What the names of pieces are computed for.
const NAMES: &str = "nightstand 2026 names of a picture's pieces";

impl Act<'_> {
    /// Lays a picture beside the log. It is kept once a field names it; the pieces of one that no field names go at
    /// the next quiet moment.
    ///
    /// # Errors
    /// [`JournalError::TooLong`] for nothing, and for more than [`MOST_CHUNKS`] pieces.
    pub fn lay_picture(&mut self, bytes: &[u8]) -> Result<PictureRef, JournalError> {
        if bytes.is_empty() || bytes.len() > CHUNK * MOST_CHUNKS {
            return Err(JournalError::TooLong);
        }
        let key = SpaceKey::random()?;
        let mut picture = PictureRef {
            key: *key.expose("the entry that names a picture holds its key"),
            chunks: Vec::new(),
        };
        for (place, piece) in bytes.chunks(CHUNK).enumerate() {
            let sealed = seal::seal(&key, &purpose(place), piece)?;
            let name = name(&picture.key, &sealed);
            self.conn
                .prepare_cached("INSERT OR IGNORE INTO chunk (name, bytes) VALUES (?1, ?2)")?
                .execute(params![name, sealed])?;
            picture.chunks.push(name);
        }
        Ok(picture)
    }
}

/// A picture's bytes; `None` while one of its pieces is not here, or is not what it is named.
///
/// # Errors
/// When the table cannot be read.
pub fn bytes(conn: &Connection, picture: &PictureRef) -> Result<Option<Vec<u8>>, JournalError> {
    let Some(key) = SpaceKey::from_slice(&picture.key) else { return Ok(None) };
    let mut whole = Vec::new();
    for (place, wanted) in picture.chunks.iter().enumerate() {
        let sealed: Option<Vec<u8>> = conn
            .prepare_cached("SELECT bytes FROM chunk WHERE name = ?1")?
            .query_row([wanted], |row| row.get(0))
            .optional()?;
        let Some(sealed) = sealed.filter(|sealed| name(&picture.key, sealed) == *wanted) else {
            return Ok(None);
        };
        let Ok(piece) = seal::open(&key, &purpose(place), &sealed) else { return Ok(None) };
        whole.extend_from_slice(&piece);
    }
    Ok(Some(whole))
}

impl Space {
    /// Lets go of the pieces that no record names any more. Undo could still name them: it is for the beginning of a
    /// sitting.
    ///
    /// # Errors
    /// What the disk says.
    pub fn let_go_of_pictures(&mut self) -> Result<(), JournalError> {
        if self.frame.kind != SpaceKind::Table {
            return Ok(());
        }
        let tx = self.conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let named: BTreeSet<[u8; 32]> =
            book::covers(&tx)?.into_iter().flat_map(|cover| cover.chunks).collect();
        let lying: Vec<[u8; 32]> = tx
            .prepare_cached("SELECT name FROM chunk")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for name in lying.iter().filter(|name| !named.contains(*name)) {
            tx.prepare_cached("DELETE FROM chunk WHERE name = ?1")?.execute([name])?;
        }
        tx.commit()?;
        Ok(())
    }
}

fn purpose(place: usize) -> Vec<u8> {
    [PURPOSE, place.to_string().as_bytes()].concat()
}

/// A name tells nothing of the picture to whoever has no key: the same picture twice has two names.
fn name(key: &[u8; 32], sealed: &[u8]) -> [u8; 32] {
    blake3::keyed_hash(&blake3::derive_key(NAMES, key), sealed).into()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDate;
    use nightstand_domain::ids::{BookId, DeviceId, PersonId};
    use nightstand_domain::merge::Value;
    use nightstand_domain::reading::field;
    use nightstand_vault::DeviceSigner;

    use super::*;
    use crate::space::Writer;

    fn table(folder: &std::path::Path) -> Space {
        let writer =
            Writer { device: DeviceId::random().unwrap(), signer: Arc::new(DeviceSigner::random().unwrap()) };
        Space::create(&folder.join("table.db"), SpaceKind::Table, None, writer).unwrap()
    }

    fn cover_of(space: &mut Space, book: BookId, picture: &[u8]) -> PictureRef {
        let (author, day) = (PersonId::random().unwrap(), NaiveDate::from_ymd_opt(2026, 11, 27).unwrap());
        let lay = |act: &mut Act<'_>| {
            let cover = act.lay_picture(picture)?;
            let fields = vec![(field::TITLE, Value::from("Firs")), (field::COVER, cover.to_value())];
            act.set(field::BOOK, book.into(), fields)?;
            Ok(cover)
        };
        space.act(author, day, lay).unwrap().0
    }

    #[test]
    fn a_picture_comes_back_as_it_was_and_lies_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let mut space = table(folder.path());
        let picture = b"a gull over the jetty ".repeat(30_000);
        let cover = cover_of(&mut space, BookId::random().unwrap(), &picture);
        assert_eq!(cover.chunks.len(), 3, "660,000 bytes are three pieces");
        assert_eq!(bytes(space.read(), &cover).unwrap().as_deref(), Some(&*picture));
        let lying: Vec<Vec<u8>> = space
            .read()
            .prepare("SELECT bytes FROM chunk")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let reads = |bytes: &[u8]| bytes.windows(4).any(|four| four == b"gull");
        assert!(!lying.iter().any(|sealed| reads(sealed)), "a piece on its way tells nothing");
    }

    #[test]
    fn a_piece_that_is_not_here_or_not_what_it_is_named_shows_no_picture() {
        let folder = tempfile::tempdir().unwrap();
        let mut space = table(folder.path());
        let cover = cover_of(&mut space, BookId::random().unwrap(), &vec![7; CHUNK + 1]);
        let swapped = PictureRef { chunks: cover.chunks.iter().rev().copied().collect(), ..cover.clone() };
        assert_eq!(bytes(space.read(), &swapped).unwrap(), None, "a piece opens in its own place alone");
        let another = PictureRef { key: [9; 32], ..cover.clone() };
        assert_eq!(bytes(space.read(), &another).unwrap(), None, "and with its own key");
        space.read().execute("DELETE FROM chunk WHERE name = ?1", [cover.chunks[1]]).unwrap();
        assert_eq!(bytes(space.read(), &cover).unwrap(), None, "half a picture is none");
    }

    #[test]
    fn only_what_no_book_shows_is_let_go() {
        let folder = tempfile::tempdir().unwrap();
        let mut space = table(folder.path());
        let (book, other) = (BookId::random().unwrap(), BookId::random().unwrap());
        let first = cover_of(&mut space, book, b"the old cover");
        let kept = cover_of(&mut space, book, b"the new cover");
        let others = cover_of(&mut space, other, b"another book");
        space.let_go_of_pictures().unwrap();
        let shows = |cover| bytes(space.read(), cover).unwrap().is_some();
        assert!(!shows(&first) && shows(&kept) && shows(&others));
    }

    #[test]
    fn the_form_of_a_piece_is_frozen() {
        let key = [0x42; 32];
        let told = blake3::Hash::from(name(&key, b"sealed")).to_hex();
        assert_eq!(told.as_str(), FROZEN_NAME, "pieces that lie on two computers keep their names");
        assert_eq!(purpose(12), b"nightstand picture v1 12");
    }

    const FROZEN_NAME: &str = "0ea4f9daf91c891c94603e317212e19cd20988e3b14ea5412a3569b6777b28b5";
}
