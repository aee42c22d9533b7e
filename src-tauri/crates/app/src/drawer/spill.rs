//! The spill: one sealed file beside each drawer, made when the drawer is made and overwritten in place, so that what
//! is being typed has somewhere to go even on a full disk. It always holds the same number of bytes that look the same:
//! two places of 1 MiB, written in turn, so that power that fails half-way leaves what was kept before.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use nightstand_domain::ids::{EntityId, PersonId, ReflectionId};
use nightstand_domain::page::{LONGEST_BODY, LONGEST_TITLE};
use nightstand_journal::drawer::reflection;
use nightstand_vault::{SpaceKey, files, seal};
use zeroize::Zeroizing;

use super::pages::Typed;
use super::unwritten::Unwritten;
use crate::error::AppError;

/// How long one place is.
const SIZE: usize = 1024 * 1024;
/// The file's length for ever.
const LENGTH_OF_ALL: usize = 2 * SIZE;
/// How often something was kept stands before it: the higher number is the newer place.
const TURN: usize = 8;
const ROOM: usize = SIZE - seal::OVERHEAD - TURN;

const KEY: &str = "nightstand 2026 drawer spill key v1";
const CONTEXT: &[u8] = b"nightstand drawer spill v2";
/// Of the one place that earlier versions had, without a turn.
const FIRST_CONTEXT: &[u8] = b"nightstand drawer spill v1";

/// One flag and the sheet's id, then its parts behind their lengths.
const HEAD: usize = 1 + 16;
const LENGTH: usize = 4;
const _: () =
    assert!(HEAD + 2 * LENGTH + LONGEST_TITLE + LONGEST_BODY <= ROOM, "the longest page fits into the spill");

/// The longest reflection, as [`reflection::encoded`] writes it: it fits into the spill.
pub(crate) const LONGEST_REFLECTION: usize = ROOM - HEAD - LENGTH;

// What a text is of; nothing follows the last one.
const NOTHING: u8 = 0;
/// A page without an id of its own, as earlier versions wrote it.
const NAMELESS_PAGE: u8 = 1;
const PAGE: u8 = 2;
const REFLECTION: u8 = 3;

/// The spill of one opened drawer.
pub(crate) struct Spill {
    path: PathBuf,
    key: SpaceKey,
    owner: PersonId,
}

/// One place that could be read.
struct Place {
    at: u64,
    turn: u64,
    plain: Zeroizing<Vec<u8>>,
}

impl Spill {
    /// The spill at `path` of the drawer that `drawer` opens.
    pub(crate) fn of(path: &Path, owner: PersonId, drawer: &SpaceKey) -> Self {
        Self { path: path.to_owned(), key: drawer.derive(KEY), owner }
    }

    /// Takes the room on the disk, when it has not been taken. What an earlier version kept in its one place stays.
    pub(crate) fn take_room(&self) -> Result<(), AppError> {
        let there = files::read_at_most(&self.path, LENGTH_OF_ALL as u64).ok().flatten().unwrap_or_default();
        if there.len() == LENGTH_OF_ALL {
            return Ok(());
        }
        let empty = || self.sealed(0, &[NOTHING]);
        let first = if there.len() == SIZE { there } else { empty()? };
        files::replace(&self.path, &[first, empty()?].concat()).map_err(AppError::folder)
    }

    /// Keeps `texts`, in place of what was there: the first, and of the others as many as there is room for.
    ///
    /// # Errors
    /// [`AppError::Full`] when some were left out, and what the disk says; what was kept before is still there then.
    pub(crate) fn keep<'t>(&self, texts: impl Iterator<Item = &'t Unwritten>) -> Result<(), AppError> {
        let mut plain = Zeroizing::new(Vec::with_capacity(ROOM));
        let mut left_out = 0;
        for text in texts {
            let written = written(text);
            if plain.len() + written.len() > ROOM {
                left_out += 1;
            } else {
                plain.extend_from_slice(&written);
            }
        }
        self.put(&plain)?;
        if left_out > 0 {
            tracing::error!(left_out, "there was not enough room in the spill");
            return Err(AppError::Full);
        }
        Ok(())
    }

    fn put(&self, plain: &[u8]) -> Result<(), AppError> {
        let newest = self.newest();
        let is_there = newest.as_ref().is_some_and(|place| {
            let (words, rest) = place.plain.split_at(plain.len().min(place.plain.len()));
            words == plain && rest.iter().all(|byte| *byte == NOTHING)
        });
        if !is_there {
            let (before, turn) = newest.map_or((None, 0), |place| (Some(place.at), place.turn));
            let at = if before == Some(0) && self.has_both_places() { SIZE as u64 } else { 0 };
            let sealed = self.sealed(turn + 1, plain)?;
            self.overwrite(at, &sealed).map_err(AppError::folder)?;
            // Words that found their place are not left lying in the other one.
            if let (true, Some(before)) = (plain.is_empty(), before.filter(|before| *before != at)) {
                self.overwrite(before, &self.sealed(0, &[NOTHING])?).map_err(AppError::folder)?;
            }
        }
        Ok(())
    }

    /// What was kept. It stays until something else is kept.
    pub(crate) fn take_out(&self) -> Vec<Unwritten> {
        let Some(newest) = self.newest() else {
            tracing::error!("the spill cannot be read");
            return Vec::new();
        };
        let mut rest = newest.plain.as_slice();
        std::iter::from_fn(|| read(&mut rest)).collect()
    }

    /// The place that was written last and is whole.
    fn newest(&self) -> Option<Place> {
        let there = files::read_at_most(&self.path, LENGTH_OF_ALL as u64).ok().flatten()?;
        let places = [0, SIZE].into_iter().zip(there.chunks_exact(SIZE));
        places.filter_map(|(at, sealed)| self.opened(at as u64, sealed)).max_by_key(|place| place.turn)
    }

    fn opened(&self, at: u64, sealed: &[u8]) -> Option<Place> {
        if let Ok(plain) = seal::open(&self.key, &self.context(CONTEXT), sealed) {
            let (turn, words) = plain.split_first_chunk::<TURN>()?;
            return Some(Place {
                at,
                turn: u64::from_le_bytes(*turn),
                plain: Zeroizing::new(words.to_vec()),
            });
        }
        let plain = seal::open(&self.key, &self.context(FIRST_CONTEXT), sealed).ok()?;
        // Before the empty place that is taken beside it.
        Some(Place { at, turn: 1, plain: Zeroizing::new(plain.to_vec()) })
    }

    /// Earlier versions had one; on a full disk there is no room for the other.
    fn has_both_places(&self) -> bool {
        std::fs::metadata(&self.path).is_ok_and(|found| found.len() == LENGTH_OF_ALL as u64)
    }

    fn context(&self, of: &[u8]) -> Vec<u8> {
        [of, self.owner.as_bytes()].concat()
    }

    fn sealed(&self, turn: u64, plain: &[u8]) -> Result<Vec<u8>, AppError> {
        let mut padded = Zeroizing::new(vec![NOTHING; TURN + ROOM]);
        let from = turn.to_le_bytes();
        padded.iter_mut().zip(from.iter().chain(plain)).for_each(|(to, from)| *to = *from);
        Ok(seal::seal(&self.key, &self.context(CONTEXT), &padded)?)
    }

    /// In place: neither a new file nor a longer one, so that a full disk has nothing to refuse.
    fn overwrite(&self, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file: File = OpenOptions::new().write(true).open(&self.path)?;
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)?;
        file.sync_data()
    }
}

fn written(text: &Unwritten) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let mut put = |flag: u8, id: [u8; 16], parts: &[&[u8]]| {
        bytes.push(flag);
        bytes.extend_from_slice(&id);
        for part in parts {
            bytes.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes());
            bytes.extend_from_slice(part);
        }
    };
    match text {
        Unwritten::Page(Typed { page, title, body }) => {
            put(PAGE, *page.as_bytes(), &[title.as_bytes(), body.as_bytes()]);
        }
        Unwritten::Reflection(id, draft) => {
            put(REFLECTION, *id.as_bytes(), &[&Zeroizing::new(reflection::encoded(draft))]);
        }
    }
    bytes
}

/// The next text, taken off the front.
fn read(rest: &mut &[u8]) -> Option<Unwritten> {
    let (flag, bytes) = rest.split_first()?;
    let (id, mut bytes) = bytes.split_first_chunk::<16>()?;
    let id = EntityId::from_bytes(*id);
    let text = match *flag {
        NAMELESS_PAGE | PAGE => {
            let mut words = || String::from_utf8(part(&mut bytes)?.to_vec()).ok();
            let (title, body) = (words()?, words()?);
            let id = if *flag == PAGE { id } else { of_its_words(&title, &body) };
            Unwritten::Page(Typed { page: id.into(), title, body })
        }
        REFLECTION => {
            let draft = reflection::decoded(part(&mut bytes)?);
            Unwritten::Reflection(ReflectionId::from(id), Box::new(draft))
        }
        _ => return None,
    };
    *rest = bytes;
    Some(text)
}

/// The same page each time, however often it is read.
fn of_its_words(title: &str, body: &str) -> EntityId {
    EntityId::derived("page out of the spill", &[title.as_bytes(), body.as_bytes()])
}

fn part<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, rest) = bytes.split_first_chunk::<LENGTH>()?;
    let (part, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    *bytes = rest;
    Some(part)
}

#[cfg(test)]
mod tests {
    use nightstand_domain::ids::PageId;
    use nightstand_domain::reflection::{Mine, Reflection};

    use super::*;

    fn spill(folder: &Path) -> Spill {
        let owner = PersonId::from(EntityId::from_bytes([1; 16]));
        let spill = Spill::of(&folder.join("spill"), owner, &SpaceKey::from_slice(&[7; 32]).unwrap());
        spill.take_room().unwrap();
        spill
    }

    #[test]
    fn the_longest_page_goes_through_the_spill_and_leaves_its_size_alone() {
        let folder = tempfile::tempdir().unwrap();
        let spill = spill(folder.path());
        assert!(spill.take_out().is_empty(), "a new spill holds nothing");
        let (title, body) = ("t".repeat(LONGEST_TITLE), "ü".repeat(LONGEST_BODY / 2));
        let typed = [Unwritten::Page(Typed { page: page_id(1), title, body })];
        spill.keep(typed.iter()).unwrap();
        assert_eq!(spill.take_out(), typed, "every letter comes back");
        assert_eq!(
            std::fs::metadata(&spill.path).unwrap().len(),
            LENGTH_OF_ALL as u64,
            "the size tells nothing"
        );
        spill.keep([].into_iter()).unwrap();
        assert!(spill.take_out().is_empty(), "once merged back it is gone");
    }

    #[test]
    fn pages_and_reflections_share_the_spill_and_the_newest_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let spill = spill(folder.path());
        let id = ReflectionId::from(EntityId::from_bytes([3; 16]));
        let mut draft = Reflection::default();
        let beside = reflection::encoded(&Reflection { mine: happened("x".repeat(70_000)), ..draft.clone() });
        draft.mine = happened("x".repeat(LONGEST_REFLECTION + 70_000 - beside.len()));
        assert_eq!(reflection::encoded(&draft).len(), LONGEST_REFLECTION, "as long as it can be");
        let longest = Unwritten::Reflection(id, Box::new(draft));
        spill.keep([&longest].into_iter()).unwrap();
        assert_eq!(spill.take_out(), std::slice::from_ref(&longest), "every letter comes back");

        let page = |number, body: &str| {
            Unwritten::Page(Typed { page: page_id(number), title: String::new(), body: body.into() })
        };
        let short = Unwritten::Reflection(
            id,
            Box::new(Reflection { mine: happened("ü".into()), ..Reflection::default() }),
        );
        let texts = [short, page(1, "first"), page(2, "")];
        spill.keep(texts.iter()).unwrap();
        assert_eq!(spill.take_out(), texts, "what fits beside it comes back, too");
        let too_much = spill.keep([&page(1, "newest"), &longest].into_iter());
        assert!(matches!(too_much, Err(AppError::Full)), "what is left out is said");
        assert_eq!(spill.take_out(), [page(1, "newest")], "and the newest is there");
    }

    #[test]
    fn a_page_that_an_earlier_version_spilled_without_an_id_is_one_page_however_often_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let spill = spill(folder.path());
        let mut plain = vec![NAMELESS_PAGE; 1];
        plain.extend([0; 16]);
        for part in ["", "from before"] {
            plain.extend(u32::try_from(part.len()).unwrap().to_le_bytes());
            plain.extend(part.as_bytes());
        }
        std::fs::write(&spill.path, first_version(&spill, &plain)).unwrap();
        spill.take_room().unwrap();
        assert_eq!(std::fs::metadata(&spill.path).unwrap().len(), LENGTH_OF_ALL as u64);
        let [Unwritten::Page(typed)] = &spill.take_out()[..] else { panic!("one page") };
        assert_eq!(typed.body, "from before");
        assert_eq!(spill.take_out(), spill.take_out());
    }

    /// A spill as earlier versions made it.
    fn first_version(spill: &Spill, plain: &[u8]) -> Vec<u8> {
        let mut padded = vec![0; SIZE - seal::OVERHEAD];
        padded[..plain.len()].copy_from_slice(plain);
        seal::seal(&spill.key, &spill.context(FIRST_CONTEXT), &padded).unwrap()
    }

    fn words(body: &str) -> Unwritten {
        Unwritten::Page(Typed { page: page_id(1), title: String::new(), body: body.into() })
    }

    #[test]
    fn power_that_fails_while_it_is_written_leaves_what_was_kept_before() {
        let folder = tempfile::tempdir().unwrap();
        let spill = spill(folder.path());
        for number in 0..2 {
            let (before, after) = (words(&format!("kept {number}")), words(&format!("being kept {number}")));
            spill.keep([&before].into_iter()).unwrap();
            let whole = std::fs::read(&spill.path).unwrap();
            spill.keep([&after].into_iter()).unwrap();
            let next = std::fs::read(&spill.path).unwrap();
            for sector in (0..LENGTH_OF_ALL).step_by(512 * 397) {
                // The disk took what was written up to here.
                std::fs::write(&spill.path, [&next[..sector], &whole[sector..]].concat()).unwrap();
                let found = spill.take_out();
                assert!(found == [before.clone()] || found == [after.clone()], "cut at {sector}: {found:?}");
            }
            std::fs::write(&spill.path, &next).unwrap();
            assert_eq!(spill.take_out(), [after]);
        }
    }

    #[test]
    fn what_is_unchanged_is_not_written_again_and_what_found_its_place_lies_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let spill = spill(folder.path());
        let mine = words("mine");
        spill.keep([&mine].into_iter()).unwrap();
        let kept = std::fs::read(&spill.path).unwrap();
        spill.keep([&mine].into_iter()).unwrap();
        assert_eq!(std::fs::read(&spill.path).unwrap(), kept, "each sealing would look different");
        spill.keep([&words("further")].into_iter()).unwrap();
        spill.keep([].into_iter()).unwrap();
        let there = std::fs::read(&spill.path).unwrap();
        for (at, sealed) in [0, SIZE].into_iter().zip(there.chunks_exact(SIZE)) {
            let place = spill.opened(at as u64, sealed).unwrap();
            assert!(place.plain.iter().all(|byte| *byte == NOTHING), "place {at}");
        }
    }

    #[test]
    fn an_earlier_version_has_one_place_and_on_a_full_disk_it_stays_so() {
        let folder = tempfile::tempdir().unwrap();
        let spill = spill(folder.path());
        let mut plain = Vec::new();
        plain.extend_from_slice(&written(&words("from before")));
        std::fs::write(&spill.path, first_version(&spill, &plain)).unwrap();
        assert_eq!(spill.take_out(), [words("from before")]);
        spill.keep([&words("typed since")].into_iter()).unwrap();
        assert_eq!(spill.take_out(), [words("typed since")], "in the same place");
        assert_eq!(std::fs::metadata(&spill.path).unwrap().len(), SIZE as u64);
        spill.take_room().unwrap();
        assert_eq!(spill.take_out(), [words("typed since")], "room that is taken takes nothing away");
        spill.keep([&words("and further")].into_iter()).unwrap();
        assert_eq!(spill.take_out(), [words("and further")]);
    }

    fn page_id(number: u8) -> PageId {
        PageId::from(EntityId::from_bytes([number; 16]))
    }

    fn happened(text: String) -> Mine {
        Mine { happened: text, ..Mine::default() }
    }

    #[test]
    fn another_persons_key_or_a_torn_write_gives_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let spill = spill(folder.path());
        let mine = Unwritten::Page(Typed { page: page_id(1), title: String::new(), body: "mine".into() });
        spill.keep([&mine].into_iter()).unwrap();
        let owner = PersonId::from(EntityId::from_bytes([1; 16]));
        let other = Spill::of(&spill.path, owner, &SpaceKey::from_slice(&[8; 32]).unwrap());
        assert!(other.take_out().is_empty(), "another key opens nothing");
        let another = PersonId::from(EntityId::from_bytes([2; 16]));
        let swapped = Spill::of(&spill.path, another, &SpaceKey::from_slice(&[7; 32]).unwrap());
        assert!(swapped.take_out().is_empty(), "the owner is authenticated");
        let mut bytes = std::fs::read(&spill.path).unwrap();
        for at in [100, SIZE + 100] {
            bytes[at] ^= 1;
        }
        std::fs::write(&spill.path, bytes).unwrap();
        assert!(spill.take_out().is_empty(), "a torn spill is no page");
        let path = folder.path().join("spill");
        std::fs::write(&path, b"short").unwrap();
        spill.take_room().unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().len(),
            LENGTH_OF_ALL as u64,
            "and its room is taken again"
        );
    }
}
