//! A file system for SQLite that writes down everything SQLite asks of the disk. It is the system's own one
//! (`unix`), with four calls looked at on their way: write, truncate, sync, and the hint to grow.
//!
//! It can also refuse to give more room, and kill the process in the middle of a write.

#![allow(unsafe_code, reason = "SQLite's door to the file system is made of C function pointers")]

use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use rusqlite::ffi;
use rustix::process::{Signal, getpid, kill_process};

/// One thing that SQLite asked of the disk, or that the story said about it.
#[derive(Clone, Debug)]
pub enum Event {
    /// These bytes at this place of a file.
    Write(PathBuf, u64, Vec<u8>),
    /// The file is this long from now on.
    Size(PathBuf, u64),
    /// Whatever was written to the file is on the disk.
    Sync(PathBuf),
    /// The file is taken away.
    Delete(PathBuf),
    /// Another file, whole and safe, has taken this one's place.
    Placed(PathBuf, Vec<u8>),
    /// So many steps of the story have been acknowledged.
    Told(usize),
}

#[derive(Default)]
struct Tape {
    /// Only files below this folder are looked at.
    folder: Option<PathBuf>,
    events: Option<Vec<Event>>,
    /// How many more bytes the disk gives.
    room: Option<u64>,
    /// How many more writes, truncations and syncs the process lives through.
    lives: Option<usize>,
    open: HashMap<usize, PathBuf>,
    /// Which file each name was when it was last opened.
    files: HashMap<PathBuf, u64>,
}

struct Under {
    vfs: usize,
    open: OpenFn,
    delete: DeleteFn,
}

type OpenFn = unsafe extern "C" fn(
    *mut ffi::sqlite3_vfs,
    ffi::sqlite3_filename,
    *mut ffi::sqlite3_file,
    c_int,
    *mut c_int,
) -> c_int;
type DeleteFn = unsafe extern "C" fn(*mut ffi::sqlite3_vfs, *const c_char, c_int) -> c_int;

static TAPE: Mutex<Option<Tape>> = Mutex::new(None);
static UNDER: OnceLock<Under> = OnceLock::new();
/// For each table of calls that the system's own file system hands out, ours, which differs in five of them.
static CALLS: Mutex<Vec<(usize, usize)>> = Mutex::new(Vec::new());

/// The tape runs from now on, for files below `folder`.
pub fn record(folder: &Path) {
    set(|tape| {
        tape.folder = Some(folder.to_owned());
        tape.events = Some(Vec::new());
    });
}

/// What has run over the tape since [`record`]. It stands still from now on.
pub fn stop() -> Vec<Event> {
    let mut events = None;
    set(|tape| events = tape.events.take());
    events.unwrap_or_default()
}

/// So many steps of the story have been acknowledged.
pub fn told(steps: usize) {
    set(|tape| tape.events.iter_mut().for_each(|events| events.push(Event::Told(steps))));
}

/// From now on the files below `folder` can grow by so many bytes; `None` for as many as there are.
pub fn room(folder: &Path, bytes: Option<u64>) {
    set(|tape| {
        tape.folder = Some(folder.to_owned());
        tape.room = bytes;
    });
}

/// The process kills itself, as kill -9 would, in the middle of the write, truncation or sync behind the next
/// `lives` of them.
pub fn die_after(folder: &Path, lives: usize) {
    set(|tape| {
        tape.folder = Some(folder.to_owned());
        tape.lives = Some(lives);
    });
}

fn set(change: impl FnOnce(&mut Tape)) {
    install();
    change(tape().get_or_insert_default());
}

fn tape() -> MutexGuard<'static, Option<Tape>> {
    TAPE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Puts this file system in front of the system's own, once.
fn install() {
    UNDER.get_or_init(|| {
        // SAFETY: SQLite's file systems live as long as the process. Ours is a copy of one, so every call that it
        // does not replace finds what it expects; it is leaked and so lives as long.
        unsafe {
            ffi::sqlite3_initialize();
            let system = ffi::sqlite3_vfs_find(std::ptr::null());
            assert!(!system.is_null(), "there is a file system");
            let ours: &'static mut ffi::sqlite3_vfs = Box::leak(Box::new(*system));
            ours.zName = c"tape".as_ptr();
            ours.pNext = std::ptr::null_mut();
            let under = Under {
                vfs: system as usize,
                open: ours.xOpen.expect("it opens files"),
                delete: ours.xDelete.expect("it deletes files"),
            };
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            assert_eq!(ffi::sqlite3_vfs_register(ours, 1), ffi::SQLITE_OK, "it is taken");
            under
        }
    });
}

fn under() -> &'static Under {
    UNDER.get().expect("installed before it is called")
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's own arguments, handed on to the file system that they were made for.
    let code = unsafe { (under().open)(under().vfs as *mut _, name, file, flags, out) };
    if code == ffi::SQLITE_OK && !name.is_null() {
        // SAFETY: a name is a C string; an opened file holds a table of calls that lives as long as the process.
        unsafe {
            let path = PathBuf::from(CStr::from_ptr(name).to_string_lossy().into_owned());
            note_placed(tape().get_or_insert_default(), &path);
            tape().get_or_insert_default().open.insert(file as usize, path);
            (*file).pMethods = ours_of((*file).pMethods);
        }
    }
    code
}

/// A database that is another file than when it was last opened was put in its place behind SQLite's back: what was
/// renamed and flushed.
fn note_placed(tape: &mut Tape, path: &Path) {
    use std::os::unix::fs::MetadataExt as _;
    if path.extension().is_none_or(|ending| ending != "db") {
        return;
    }
    let Ok(file) = std::fs::metadata(path).map(|found| found.ino()) else { return };
    let before = tape.files.insert(path.to_owned(), file);
    if let Some(events) = &mut tape.events
        && before.is_some_and(|before| before != file)
        && let Ok(bytes) = std::fs::read(path)
    {
        events.push(Event::Placed(path.to_owned(), bytes));
    }
}

/// The table of calls `theirs` with ours in it.
unsafe fn ours_of(theirs: *const ffi::sqlite3_io_methods) -> *const ffi::sqlite3_io_methods {
    let mut calls = CALLS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, ours)) = calls.iter().find(|(known, _)| *known == theirs as usize) {
        return *ours as *const _;
    }
    // SAFETY: `theirs` is one of the static tables of the system's file system.
    let mut ours = unsafe { *theirs };
    ours.xWrite = Some(write);
    ours.xTruncate = Some(truncate);
    ours.xSync = Some(sync);
    ours.xFileControl = Some(control);
    ours.xClose = Some(close);
    let ours: &'static _ = Box::leak(Box::new(ours));
    calls.push((theirs as usize, std::ptr::from_ref(ours) as usize));
    ours
}

/// The system's own table behind a file of ours.
unsafe fn theirs(file: *mut ffi::sqlite3_file) -> &'static ffi::sqlite3_io_methods {
    let calls = CALLS.lock().unwrap_or_else(PoisonError::into_inner);
    // SAFETY: the file is open and one of ours, so its table is in the list, beside the static one it came from.
    unsafe {
        let ours = (*file).pMethods as usize;
        let (theirs, _) = calls.iter().find(|(_, known)| *known == ours).expect("a table of ours");
        &*(*theirs as *const ffi::sqlite3_io_methods)
    }
}

unsafe fn size(file: *mut ffi::sqlite3_file) -> u64 {
    let mut size = 0;
    // SAFETY: the file is open.
    unsafe { theirs(file).xFileSize.expect("files have a size")(file, &mut size) };
    u64::try_from(size).unwrap_or(0)
}

/// Which of the files that are looked at this is.
fn known(tape: &Tape, file: *mut ffi::sqlite3_file) -> Option<PathBuf> {
    let path = tape.open.get(&(file as usize))?;
    tape.folder.as_ref().filter(|folder| path.starts_with(folder)).map(|_| path.clone())
}

/// Whether the process may go on; it ends in the middle of what it is doing otherwise.
fn may_live(tape: &mut Tape) -> bool {
    match &mut tape.lives {
        Some(0) => false,
        Some(lives) => {
            *lives -= 1;
            true
        }
        None => true,
    }
}

fn die() -> ! {
    let _ = kill_process(getpid(), Signal::KILL);
    unreachable!("nobody survives that")
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    length: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: the file is open.
    let (theirs, before) = unsafe { (theirs(file), size(file)) };
    let write = theirs.xWrite.expect("files are written");
    let mut all = tape();
    let tape = all.get_or_insert_default();
    let Some(path) = known(tape, file) else {
        drop(all);
        // SAFETY: SQLite's own arguments.
        return unsafe { write(file, bytes, length, at) };
    };
    let (count, begin) = (usize::try_from(length).unwrap_or(0), u64::try_from(at).unwrap_or(0));
    if !may_live(tape) {
        // SAFETY: the first half of SQLite's own buffer.
        unsafe { write(file, bytes, length / 2, at) };
        die();
    }
    let grown = (begin + count as u64).saturating_sub(before);
    if let Some(room) = &mut tape.room {
        if grown > *room {
            return ffi::SQLITE_FULL;
        }
        *room -= grown;
    }
    // SAFETY: SQLite's own arguments; the buffer holds `length` bytes.
    let (code, held) = unsafe {
        (write(file, bytes, length, at), std::slice::from_raw_parts(bytes.cast::<u8>(), count).to_vec())
    };
    if code == ffi::SQLITE_OK
        && let Some(events) = &mut tape.events
    {
        events.push(Event::Write(path, begin, held));
    }
    code
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, to: ffi::sqlite3_int64) -> c_int {
    // SAFETY: the file is open.
    unsafe { resized(file, |theirs| theirs.xTruncate.expect("files are cut")(file, to)) }
}

unsafe extern "C" fn control(file: *mut ffi::sqlite3_file, what: c_int, with: *mut c_void) -> c_int {
    // SAFETY: the file is open, and these are SQLite's own arguments.
    unsafe {
        let control = |theirs: &ffi::sqlite3_io_methods| {
            theirs.xFileControl.expect("files are controlled")(file, what, with)
        };
        if what == ffi::SQLITE_FCNTL_SIZE_HINT { resized(file, control) } else { control(theirs(file)) }
    }
}

/// Carries out what may change the length of a file, and writes the new one down.
unsafe fn resized(
    file: *mut ffi::sqlite3_file,
    call: impl FnOnce(&ffi::sqlite3_io_methods) -> c_int,
) -> c_int {
    // SAFETY: the file is open.
    let (theirs, before) = unsafe { (theirs(file), size(file)) };
    let mut all = tape();
    let tape = all.get_or_insert_default();
    let Some(path) = known(tape, file) else {
        drop(all);
        return call(theirs);
    };
    if !may_live(tape) {
        die();
    }
    let code = call(theirs);
    // SAFETY: the file is open.
    let after = unsafe { size(file) };
    if let Some(room) = &mut tape.room {
        *room = (*room + before).saturating_sub(after);
    }
    if after != before
        && let Some(events) = &mut tape.events
    {
        events.push(Event::Size(path, after));
    }
    code
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    let mut all = tape();
    let tape = all.get_or_insert_default();
    let path = known(tape, file);
    if path.is_some() && !may_live(tape) {
        die();
    }
    if let Some((path, events)) = path.clone().zip(tape.events.as_mut()) {
        events.push(Event::Sync(path));
        // Nobody pulls a plug here: what is durable is what the tape says.
        return ffi::SQLITE_OK;
    }
    drop(all);
    if path.is_some() {
        return ffi::SQLITE_OK;
    }
    // SAFETY: SQLite's own arguments.
    unsafe { theirs(file).xSync.expect("files are flushed")(file, flags) }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    tape().get_or_insert_default().open.remove(&(file as usize));
    // SAFETY: the file is open and ends here.
    unsafe { theirs(file).xClose.expect("files are closed")(file) }
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: a name is a C string.
    let path = unsafe { PathBuf::from(CStr::from_ptr(name).to_string_lossy().into_owned()) };
    let length = std::fs::metadata(&path).map_or(0, |found| found.len());
    let mut all = tape();
    let tape = all.get_or_insert_default();
    if tape.folder.as_ref().is_some_and(|folder| path.starts_with(folder)) {
        if !may_live(tape) {
            die();
        }
        if let Some(room) = &mut tape.room {
            *room += length;
        }
        if let Some(events) = &mut tape.events {
            events.push(Event::Delete(path));
        }
    }
    drop(all);
    // SAFETY: SQLite's own arguments.
    unsafe { (under().delete)(under().vfs as *mut _, name, sync) }
}
