//! A drawer's file grows in steps, so that its size tells little about how much was written.

use rusqlite::{Connection, ffi};

use crate::error::JournalError;

/// The step, in bytes.
pub(crate) const STEP: u64 = 1024 * 1024;

/// From now on the file behind `conn` grows and shrinks by whole steps only.
pub(crate) fn in_steps(conn: &Connection) -> Result<(), JournalError> {
    set_step(conn, STEP as std::ffi::c_int)
}

/// From now on the file ends with its last page: what lies behind that is nobody's, and whoever forgets
/// wants nothing to lie there.
pub(crate) fn page_by_page(conn: &Connection) -> Result<(), JournalError> {
    set_step(conn, 0)
}

fn set_step(conn: &Connection, mut step: std::ffi::c_int) -> Result<(), JournalError> {
    #[allow(unsafe_code, reason = "rusqlite has no safe call for SQLITE_FCNTL_CHUNK_SIZE")]
    // SAFETY: the handle is open for as long as `conn` is borrowed; this control reads one int and keeps
    // no pointer to it.
    let answer = unsafe {
        ffi::sqlite3_file_control(
            conn.handle(),
            c"main".as_ptr(),
            ffi::SQLITE_FCNTL_CHUNK_SIZE,
            std::ptr::from_mut(&mut step).cast(),
        )
    };
    if answer == ffi::SQLITE_OK {
        Ok(())
    } else {
        Err(rusqlite::Error::SqliteFailure(ffi::Error::new(answer), None).into())
    }
}
