//! Opening a database file: its key, its durability, and what to say when it does not open.

use std::fs;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};
use std::time::Duration;

use nightstand_vault::{SpaceKey, files};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use crate::beside::GoOn;
use crate::error::JournalError;
use crate::live::LiveFile;
use crate::pages::{PAGE, place_of};

/// How long to wait while another process writes.
pub(crate) const WAIT: Duration = Duration::from_secs(5);

/// Whether a process may put a damaged file's copy aside and upgrade an older file: the window may, the
/// clock never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// This is the window, or a test in its place.
    Allowed,
    /// This is the background clock: it reports and leaves everything as it is.
    Left,
}

/// How a database is opened.
#[derive(Clone, Copy, Debug)]
pub struct Pragmas {
    /// What the file says it is; a file that says something else is refused.
    pub application_id: i32,
    /// Make the file, readable by its owner alone, when it is not there.
    pub create: bool,
    /// Whether a file that cannot be read is thrown away. Such a file is made without the dozen flushes that guard
    /// each step, since nothing is lost when the power fails half-way; what makes its tables writes it out.
    pub fleeting: bool,
    /// How long to wait while another process writes.
    pub wait: Duration,
}

impl Pragmas {
    /// The usual settings for a file that calls itself `application_id`.
    pub const fn of(application_id: i32) -> Self {
        Self { application_id, create: false, fleeting: false, wait: WAIT }
    }

    /// The same, making the file when it is not there.
    #[must_use]
    pub const fn creating(self) -> Self {
        Self { create: true, ..self }
    }

    /// The same for a file that is thrown away when it cannot be read.
    #[must_use]
    pub const fn fleeting(self) -> Self {
        Self { fleeting: true, ..self }
    }
}

/// Opens one database file: write-ahead log, every commit flushed to the disk, freed bytes overwritten,
/// temporary data in memory alone. A new file takes the application id; its tables are the caller's.
///
/// # Errors
/// [`JournalError::Missing`], [`JournalError::WrongKey`] (which SQLCipher cannot tell from damage to the
/// first page; [`crate::Space::open`] can), [`JournalError::Foreign`], and what the disk says.
pub fn connect(path: &Path, key: Option<&SpaceKey>, pragmas: &Pragmas) -> Result<Connection, JournalError> {
    let fresh = prepare_file(path, pragmas.create)?;
    let conn = raw(path, key, pragmas.wait)?;
    if fresh && pragmas.fleeting {
        conn.pragma_update(None, "synchronous", "OFF")?;
    }
    let found: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(first_read)?;
    if fresh {
        conn.pragma_update(None, "application_id", pragmas.application_id)?;
    } else if found != pragmas.application_id {
        return Err(JournalError::Foreign);
    }
    write_ahead(&conn)?;
    if fresh && pragmas.fleeting {
        conn.pragma_update(None, "synchronous", "FULL")?;
    }
    Ok(conn)
}

/// Says whether the file is new or empty: SQLite would write its first page into either.
fn prepare_file(path: &Path, create: bool) -> Result<bool, JournalError> {
    match fs::metadata(path) {
        Ok(found) if found.len() > 0 => Ok(false),
        Ok(_) if create => Ok(true),
        Ok(_) => Err(JournalError::Damaged { copied_to: None }),
        Err(error) if error.kind() == io::ErrorKind::NotFound && create => {
            private_file(path)?;
            Ok(true)
        }
        Err(error) => Err(error.into()),
    }
}

/// An empty file that only its owner can read; SQLite gives its companions the same mode.
pub(crate) fn private_file(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

/// A connection with its key and manners, before anything was read.
pub(crate) fn raw(path: &Path, key: Option<&SpaceKey>, wait: Duration) -> Result<Connection, JournalError> {
    let conn = keyed(path, key, wait)?;
    behave(&conn)?;
    Ok(conn)
}

/// The same without its manners, which read the file.
pub(crate) fn keyed(path: &Path, key: Option<&SpaceKey>, wait: Duration) -> Result<Connection, JournalError> {
    wake_the_library();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(wait)?;
    conn.set_prepared_statement_cache_capacity(128);
    // SQLCipher would otherwise tell stderr about every wrong key.
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    if let Some(key) = key {
        // A library without SQLCipher would take the key, ignore it, and write everything in plain.
        let cipher: String = conn.pragma_query_value(None, "cipher_version", |row| row.get(0))?;
        if cipher.is_empty() {
            return Err(JournalError::Broken("this program was built without SQLCipher"));
        }
        let words = key_words(key);
        conn.execute_batch(&words)?;
    }
    Ok(conn)
}

/// The manners of every connection of ours.
///
/// The cache may grow to 8 MiB, and does only where so much is read: of SQLite's own 2 MiB a book of 3,000 chapters with
/// 10,000 notes needs more, and each look at it read and deciphered its pages anew, which took twice as long.
pub(crate) fn behave(conn: &Connection) -> Result<(), JournalError> {
    conn.execute_batch(
        "PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA cache_size = -8192;
         PRAGMA trusted_schema = OFF;
         PRAGMA synchronous = FULL;",
    )
    .map_err(first_read)
}

/// SQLite readies itself at the first opening, and SQLCipher a moment after SQLite says that it is ready
/// (`SQLITE_EXTRA_INIT` runs outside the mutex): a second thread that opens a file in between is refused its
/// key. So whoever comes first opens nothing, and the others wait for that.
pub(crate) fn wake_the_library() {
    static AWAKE: Once = Once::new();
    // What keeps it from waking is said at the next opening.
    AWAKE.call_once(|| drop(Connection::open_in_memory()));
}

pub(crate) fn write_ahead(conn: &Connection) -> Result<(), JournalError> {
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0)).map_err(first_read)?;
    if mode == "wal" { Ok(()) } else { Err(JournalError::ReadOnly) }
}

fn key_words(key: &SpaceKey) -> Zeroizing<String> {
    // As long as it will get, so that growing leaves no copy behind.
    let mut words = Zeroizing::new(String::with_capacity(96));
    words.push_str("PRAGMA key = \"x'");
    for byte in key.expose("SQLCipher takes its raw key as hexadecimal digits") {
        for digit in [byte >> 4, byte & 15] {
            words.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    words.push_str("'\";");
    words
}

/// The first read is where a key shows that it does not fit; and a folder that cannot be written keeps the
/// write-ahead log from being made.
pub(crate) fn first_read(error: rusqlite::Error) -> JournalError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => JournalError::WrongKey,
        Some(ErrorCode::CannotOpen) => JournalError::ReadOnly,
        _ => error.into(),
    }
}

/// Copies a damaged file and its write-ahead log beside it, and says where. The file itself is not touched.
/// The same damage is copied once, however often it is met: what a try at opening it writes into the
/// write-ahead log is no other damage.
///
/// # Errors
/// What the disk says.
pub fn copy_aside(path: &Path) -> io::Result<PathBuf> {
    let whole = contents(path)?;
    for number in 1_u32.. {
        let copy = with_suffix(path, &format!(".damaged-{number}"));
        match contents(&copy) {
            Ok(earlier) if earlier == whole => return Ok(copy),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                copy_whole(path, &copy)?;
                return Ok(copy);
            }
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// How much of a file is copied between two questions.
const PIECE: usize = 1024 * 1024;
/// After so many pieces what was copied is flushed: all of it at the end would take a slow disk a minute in which
/// nobody is asked.
const FLUSHED: u32 = 8;
/// More pages than are ever kept.
const MOST_KEPT: u64 = 64 * (PAGE as u64 + 4);

pub(crate) const MARK: &str = ".mark";
const ROOTS: &str = ".roots";

/// What lies beside a space's file and goes where it goes, apart from SQLite's own companions: what is put behind
/// the file's name.
pub const BESIDE: [&str; 2] = [MARK, ROOTS];

fn roots_beside(path: &Path) -> PathBuf {
    with_suffix(path, ROOTS)
}

/// Keeps a copy of these pages beside the file, as sealed as they lie there. The first bytes of the first page go
/// into the cipher of every other one, and the names of all tables begin there; the root of a table leads to all that
/// lies in it: without them little could be salvaged.
///
/// # Errors
/// What the disk says.
pub(crate) fn keep_pages(path: &Path, numbers: &[u32]) -> io::Result<()> {
    let mut file = LiveFile::open(path)?;
    let mut kept = Vec::with_capacity(numbers.len() * (PAGE + 4));
    for number in numbers {
        let mut page = [0; PAGE];
        file.seek(io::SeekFrom::Start(place_of(*number)))?;
        file.read_exact(&mut page)?;
        kept.extend_from_slice(&number.to_le_bytes());
        kept.extend_from_slice(&page);
    }
    let beside = roots_beside(path);
    if files::read_at_most(&beside, MOST_KEPT).ok().flatten().is_some_and(|before| before == kept) {
        return Ok(());
    }
    files::replace(&beside, &kept)
}

/// Puts those pages back into the file at `into` that were kept beside `path` and that `wanted` names.
///
/// # Errors
/// What the disk says.
pub(crate) fn put_pages_back(path: &Path, into: &Path, wanted: impl Fn(u32) -> bool) -> io::Result<()> {
    let kept = files::read_at_most(&roots_beside(path), MOST_KEPT)?.unwrap_or_default();
    let mut file = fs::OpenOptions::new().write(true).open(into)?;
    for page in kept.chunks_exact(PAGE + 4) {
        let Some((number, page)) = page.split_first_chunk::<4>() else { continue };
        let number = u32::from_le_bytes(*number);
        if number > 0 && wanted(number) {
            file.seek(io::SeekFrom::Start(place_of(number)))?;
            file.write_all(page)?;
        }
    }
    file.sync_all()
}

/// Copies a file and its write-ahead log, and flushes the copies.
///
/// # Errors
/// What the disks say.
pub fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    let always: GoOn = Arc::new(|| true);
    copy_whole_while(from, to, &always).map(drop)
}

/// The same, asking `go_on` on the way. Says whether it came to its end; an unfinished copy is taken away.
///
/// # Errors
/// As [`copy_whole`].
pub fn copy_whole_while(from: &Path, to: &Path, go_on: &GoOn) -> io::Result<bool> {
    for suffix in ["", "-wal"] {
        let (from, part) = (with_suffix(from, suffix), with_suffix(to, suffix));
        let copied = match fs::metadata(&from) {
            Ok(found) if found.len() > 0 || suffix.is_empty() => copy_file(&from, &part, go_on),
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !suffix.is_empty() => Ok(true),
            Err(error) => Err(error),
        };
        if !matches!(copied, Ok(true)) {
            remove_whole(to)?;
            return copied;
        }
    }
    Ok(true)
}

/// Copies one file by pieces and flushes the copy, asking `go_on` on the way. Says whether it came to its end.
pub(crate) fn copy_file(from: &Path, to: &Path, go_on: &GoOn) -> io::Result<bool> {
    private_file(to)?;
    let (mut from, mut to) = (LiveFile::open(from)?, fs::OpenOptions::new().write(true).open(to)?);
    let mut piece = vec![0; PIECE];
    let mut pieces = 0_u32;
    loop {
        if !go_on() {
            return Ok(false);
        }
        match from.read(&mut piece)? {
            0 => break,
            read => to.write_all(piece.get(..read).unwrap_or_default())?,
        }
        pieces += 1;
        if pieces.is_multiple_of(FLUSHED) {
            to.sync_data()?;
        }
    }
    to.sync_all()?;
    Ok(true)
}

/// Removes a file and its companions, whatever is in it.
pub fn remove_whole(path: &Path) -> io::Result<()> {
    ["", "-wal", "-shm"].iter().try_for_each(|suffix| remove(&with_suffix(path, suffix)))
}

/// Removes a file, if it is there.
pub(crate) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn contents(path: &Path) -> io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    io::copy(&mut LiveFile::open(path)?, &mut hasher)?;
    Ok(hasher.finalize().into())
}

/// `path` with `suffix` behind its whole name.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
