//! Bits that turn over in the write-ahead log of a window that was struck down. SQLite takes a log for ended where a sum
//! does not fit; what was written behind that place is there again all the same, or it is told that it is not.

use std::fs;
use std::path::Path;

use nightstand_journal::{JournalError, Space, with_suffix};
use nightstand_torture::chance::Chance;
use nightstand_torture::story::{self, Shown};
use nightstand_torture::{cases, figure, folder};

const HEADER: usize = 32;
const FRAME: usize = 24 + 4096;

/// A drawer as a window leaves it that is struck down: its file, its log, and what it showed after each change in it.
struct Struck {
    file: Vec<u8>,
    log: Vec<u8>,
    /// How long the log was with that change.
    after: Vec<(usize, Shown)>,
}

impl Struck {
    /// The log has been begun anew more than once, so that what an earlier one left lies behind its end.
    fn down(path: &Path) -> Self {
        drop(Space::create(path, story::kind(), Some(&story::key()), story::writer("first")).unwrap());
        story::play(path, 60, |_| {}).unwrap();
        let mut space = story::open(path).unwrap();
        let mut chance = Chance::of(23);
        let mut log_before = 0;
        let log = with_suffix(path, "-wal");
        // Until SQLite has moved the log into the file and begins it anew with the next change.
        for number in 0.. {
            let words = story::words(&mut chance, 40_000);
            story::lay(&mut space, story::page(5_000 + number), "long", &words, number).unwrap();
            let length = fs::metadata(&log).unwrap().len();
            if number > 2 && length == log_before {
                break;
            }
            log_before = length;
        }
        let mut after = Vec::new();
        for number in 0..12 {
            let words = story::words(&mut chance, 1_500);
            story::lay(&mut space, story::page(6_000 + number), "after", &words, number).unwrap();
            after.push((live_length(&fs::read(&log).unwrap()), Shown::of(&space).unwrap()));
        }
        let struck = Self { file: fs::read(path).unwrap(), log: fs::read(&log).unwrap(), after };
        assert!(struck.log.len() > struck.live() + FRAME, "an earlier log lies behind this one");
        struck
    }

    fn live(&self) -> usize {
        self.after.last().unwrap().0
    }

    fn whole(&self) -> &Shown {
        &self.after.last().unwrap().1
    }

    /// Lays it out again, with `log` as its log.
    fn lay_out(&self, path: &Path, log: &[u8]) {
        for suffix in ["-shm", "-wal"] {
            let _ = fs::remove_file(with_suffix(path, suffix));
        }
        fs::write(path, &self.file).unwrap();
        fs::write(with_suffix(path, "-wal"), log).unwrap();
    }

    /// What the drawer shows with this log.
    fn shows(&self, path: &Path, log: &[u8]) -> Result<Shown, JournalError> {
        self.lay_out(path, log);
        let space = story::open(path)?;
        assert_eq!(space.torn_pages()?, [0; 0], "and every page of it is whole");
        Shown::of(&space)
    }
}

/// How long the log is up to where the salts of its head end.
fn live_length(log: &[u8]) -> usize {
    let salts = &log[16..24];
    let frames = log[HEADER..].chunks_exact(FRAME).take_while(|frame| &frame[8..16] == salts).count();
    HEADER + frames * FRAME
}

#[test]
fn a_bit_that_turned_over_in_the_log_is_turned_back() {
    let folder = folder();
    let path = folder.path().join("drawer.db");
    let struck = Struck::down(&path);
    assert_eq!(&struck.shows(&path, &struck.log).unwrap(), struck.whole());
    let count = cases(60, 2_000);
    let mut chance = Chance::of(5);
    for number in 0..count {
        // The head and the heads of frames have their turn as well as what fills most of it.
        let at = match number % 4 {
            0 => chance.below(HEADER),
            1 => HEADER + chance.below((struck.live() - HEADER) / FRAME) * FRAME + chance.below(24),
            _ => chance.below(struck.live()),
        };
        let mut log = struck.log.clone();
        log[at] ^= 1 << chance.below(8);
        let shown = struck.shows(&path, &log).unwrap_or_else(|error| panic!("byte {at}: {error}"));
        assert_eq!(&shown, struck.whole(), "byte {at}: something is gone, and nobody was told");
    }
    figure(&format!("{count} bits turned over in a write-ahead log, all turned back, nothing lost"));
}

#[test]
fn more_than_a_bit_is_told_wherever_a_flushed_change_lies_behind_it() {
    let folder = folder();
    let path = folder.path().join("drawer.db");
    let struck = Struck::down(&path);
    let last = struck.after[struck.after.len() - 2].0;
    let mut chance = Chance::of(6);
    let (mut told, count) = (0, cases(40, 500));
    for _ in 0..count {
        let frame = HEADER + chance.below((struck.live() - HEADER) / FRAME) * FRAME;
        let mut log = struck.log.clone();
        let from = frame + 24 + chance.below(3_000);
        log[from..from + 512].fill(0);
        match struck.shows(&path, &log) {
            Err(JournalError::Damaged { copied_to: Some(copy) }) => {
                told += 1;
                assert_eq!(fs::read(with_suffix(&copy, "-wal")).unwrap(), log, "the copy is what was found");
                nightstand_journal::remove_whole(&copy).unwrap();
            }
            Ok(shown) => {
                let known = struck.after.iter().any(|(_, state)| *state == shown);
                assert!(known, "byte {from}: the drawer shows what it never showed");
                // The last frame of the change before the last one is told from a torn write by nothing.
                assert!(frame + FRAME >= last, "byte {from}: flushed changes are gone, and nobody was told");
            }
            Err(other) => panic!("byte {from}: {other} is no word for damage"),
        }
    }
    assert!(told > count / 2, "{told} of {count}");
    figure(&format!("{count} torn sectors in a write-ahead log, {told} told, the others in its last change"));
}

#[test]
fn a_log_that_was_cut_off_is_no_damage() {
    let folder = folder();
    let path = folder.path().join("drawer.db");
    let struck = Struck::down(&path);
    let mut chance = Chance::of(8);
    for _ in 0..cases(40, 1_000) {
        let end = chance.below(struck.live());
        let shown =
            struck.shows(&path, &struck.log[..end]).unwrap_or_else(|error| panic!("cut at {end}: {error}"));
        let last = struck.after.iter().rev().find(|(length, _)| *length <= end);
        if let Some((_, state)) = last {
            assert_eq!(&shown, state, "cut at {end}");
        }
    }
}
