//! What can go wrong with a space's file, told apart as far as the window says different words for it.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why a space could not be opened, read or changed. No variant carries anything private.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// There is no such file; a space is never made in passing.
    #[error("the file is not there")]
    Missing,
    /// The file is whole, but this is not its key.
    #[error("the key does not fit the file")]
    WrongKey,
    /// A newer Nightstand wrote the file; it is left exactly as it is.
    #[error("the file has version {found}, this program knows {known}")]
    Newer {
        /// The version in the file.
        found: i64,
        /// The newest version that this program can read.
        known: i64,
    },
    /// An older Nightstand wrote the file, and this process is not the one that upgrades.
    #[error("the file has version {found} and waits to be upgraded by the window")]
    Older {
        /// The version in the file.
        found: i64,
    },
    /// The file is damaged. A copy was put aside when this process may repair; the file itself is untouched.
    #[error("the file is damaged")]
    Damaged {
        /// Where the copy lies.
        copied_to: Option<PathBuf>,
    },
    /// The file is some other program's database, or another kind of space.
    #[error("the file is no space of this kind")]
    Foreign,
    /// The disk is full; nothing was half-written.
    #[error("the disk is full")]
    Full,
    /// The file or its folder can only be read.
    #[error("the file can only be read")]
    ReadOnly,
    /// Another process holds the file for longer than we wait.
    #[error("another process holds the file")]
    Busy,
    /// The system gave no randomness; nothing may be created then.
    #[error("the system gave no randomness")]
    NoRandomness,
    /// A field was used with a record of another kind, or a record changed its kind.
    #[error("the field {field} does not belong to kind {kind}")]
    WrongField {
        /// The record's kind.
        kind: u16,
        /// The field's number.
        field: u16,
    },
    /// The text is longer than a record may hold.
    #[error("too long for one record")]
    TooLong,
    /// The log does not follow from its own signatures.
    #[error("the log is broken: {0}")]
    Broken(&'static str),
    /// The file names no log under this number of its own.
    #[error("the log is broken: an entry of no device {0}")]
    NoDevice(i64),
    /// A file beside the space could not be read or written.
    #[error("{0}")]
    Io(#[source] std::io::Error),
    /// Anything else from SQLite.
    #[error("{0}")]
    Sql(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { copied_to: None },
            Some(ErrorCode::TooBig) => Self::TooLong,
            _ => Self::Sql(error),
        }
    }
}

impl From<std::io::Error> for JournalError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded => Self::Full,
            Kind::ReadOnlyFilesystem | Kind::PermissionDenied => Self::ReadOnly,
            Kind::NotFound => Self::Missing,
            _ => Self::Io(error),
        }
    }
}

impl From<getrandom::Error> for JournalError {
    fn from(_: getrandom::Error) -> Self {
        Self::NoRandomness
    }
}
