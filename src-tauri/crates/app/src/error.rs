//! What can go wrong, as the person at the table would need to know it. The sentences themselves belong to
//! the window's catalogue; a variant exists where something different is to be said or done.

use std::io;
use std::path::{Path, PathBuf};

use nightstand_domain::words::NotFit;
use nightstand_journal::JournalError;

/// Why a use-case could not do what was asked. Nothing that was typed is in here.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no table yet: first run has not ended.
    #[error("there is no table yet")]
    NoTable,
    /// The table's key is in none of its places. The file is whole; a passphrase or recovery words open it.
    #[error("the table's key could not be found")]
    KeyLost,
    /// The drawer is shut.
    #[error("the drawer is locked")]
    DrawerLocked,
    /// The passphrase, or the recovery words, did not match.
    #[error("the passphrase did not match")]
    WrongPassphrase,
    /// The table's or the drawer's file is not where it was, and what belongs to it is.
    #[error("the file is missing")]
    Missing,
    /// What was asked for is not there, or no longer.
    #[error("not found")]
    NotFound,
    /// A field cannot hold this: `field` names it, `why` is a stable word for the catalogue.
    #[error("{field}: {why}")]
    Invalid {
        /// Which field of the form.
        field: &'static str,
        /// What is wrong with it: `empty`, `long`, `many`, `shape`, …
        why: &'static str,
    },
    /// The drawer has an owner already, or the ribbon a wearer.
    #[error("already taken")]
    Taken,
    /// The file was written by a newer Nightstand, and is left as it is.
    #[error("written by a newer version")]
    Newer,
    /// The file is damaged, and left as it is.
    #[error("damaged")]
    Damaged {
        /// Where a copy of it was put aside, when one was.
        copied_to: Option<PathBuf>,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The folder or the disk can only be read.
    #[error("read-only")]
    ReadOnly,
    /// Another program holds the file for longer than we wait.
    #[error("busy")]
    Busy,
    /// The profile's folder cannot be used.
    #[error("the profile's folder cannot be used: {0}")]
    Folder(#[source] io::Error),
    /// Anything else; the text goes to the diagnostics and carries nothing private.
    #[error("{0}")]
    Other(String),
}

impl AppError {
    /// Turns a failure about a folder or file into the words for it.
    pub fn folder(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Folder(error),
        }
    }

    /// Why the profile at `place` cannot be used, in the sentences that a terminal shows: what is safe, what happened,
    /// what to do.
    pub fn about(&self, place: &Path) -> String {
        let place = place.display();
        let (happened, to_do) = match self {
            Self::ReadOnly => (format!("{place} can only be read"), "Give yourself leave to write there"),
            Self::Full => (format!("The disk that holds {place} is full"), "Make some room there"),
            Self::Folder(why) if is_no_folder(why) => {
                (format!("{place} is a file, or lies below one"), "Move that file away")
            }
            Self::Folder(why) => (format!("{place} cannot be used: {why}"), "Make room for it there"),
            other => (format!("{place} cannot be used: {other}"), "Try again"),
        };
        format!("Nothing was changed. {happened}. {to_do}, or choose another folder with --profile.")
    }

    /// The same refusal once more, for everyone who asks after the first.
    #[must_use]
    pub fn again(&self) -> Self {
        match self {
            Self::NoTable => Self::NoTable,
            Self::KeyLost => Self::KeyLost,
            Self::DrawerLocked => Self::DrawerLocked,
            Self::WrongPassphrase => Self::WrongPassphrase,
            Self::Missing => Self::Missing,
            Self::NotFound => Self::NotFound,
            Self::Invalid { field, why } => Self::Invalid { field, why },
            Self::Taken => Self::Taken,
            Self::Newer => Self::Newer,
            Self::Damaged { copied_to } => Self::Damaged { copied_to: copied_to.clone() },
            Self::Full => Self::Full,
            Self::ReadOnly => Self::ReadOnly,
            Self::Busy => Self::Busy,
            Self::Folder(error) => Self::folder(io::Error::from(error.kind())),
            Self::Other(text) => Self::Other(text.clone()),
        }
    }

    /// Damaged, and nothing was copied.
    pub(crate) const DAMAGED: Self = Self::Damaged { copied_to: None };

    /// A field that holds something it cannot.
    pub fn invalid(field: &'static str, why: &'static str) -> Self {
        Self::Invalid { field, why }
    }
}

/// Whether a file stands where a folder should. That somebody else's things lie there has words of its own.
fn is_no_folder(why: &io::Error) -> bool {
    why.kind() == io::ErrorKind::NotADirectory
        || (why.kind() == io::ErrorKind::AlreadyExists && why.get_ref().is_none())
}

/// A text that does not fit into `field`.
pub(crate) fn not_fit(field: &'static str) -> impl Fn(NotFit) -> AppError {
    move |not_fit| AppError::invalid(field, not_fit.why())
}

impl From<getrandom::Error> for AppError {
    fn from(error: getrandom::Error) -> Self {
        Self::Other(format!("the system gave no randomness: {error}"))
    }
}

impl From<JournalError> for AppError {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Newer { .. } => Self::Newer,
            JournalError::Damaged { copied_to } => Self::Damaged { copied_to },
            JournalError::Broken(_) | JournalError::NoDevice(_) => Self::DAMAGED,
            JournalError::Full => Self::Full,
            JournalError::ReadOnly => Self::ReadOnly,
            JournalError::Busy => Self::Busy,
            JournalError::WrongKey => Self::KeyLost,
            JournalError::TooLong => Self::invalid("text", "long"),
            other => Self::Other(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_hears_in_whole_sentences_which_folder_cannot_be_used_and_what_to_do() {
        let place = Path::new("/media/stick");
        assert_eq!(
            AppError::ReadOnly.about(place),
            "Nothing was changed. /media/stick can only be read. Give yourself leave to write there, or choose another \
             folder with --profile."
        );
        for taken in [io::ErrorKind::NotADirectory, io::ErrorKind::AlreadyExists] {
            assert_eq!(
                AppError::folder(taken.into()).about(place),
                "Nothing was changed. /media/stick is a file, or lies below one. Move that file away, or choose another \
                 folder with --profile."
            );
        }
        let theirs = io::Error::new(io::ErrorKind::AlreadyExists, "it holds other things");
        assert_eq!(
            AppError::Folder(theirs).about(place),
            "Nothing was changed. /media/stick cannot be used: it holds other things. Make room for it there, or choose \
             another folder with --profile."
        );
    }
}
