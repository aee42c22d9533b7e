//! How an error crosses to the window: a code where the window acts on it, and nothing private.

use nightstand_app::AppError;
use serde::Serialize;
use ts_rs::TS;

/// An error as the window sees it. The sentence for a person is the catalogue's, chosen by code and field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ApiError {
    /// What happened.
    pub code: Code,
    /// The field of the form that cannot hold what was given, for [`Code::Invalid`].
    pub field: Option<String>,
    /// What is wrong with the field: a stable word such as `empty` or `long`.
    pub why: Option<String>,
    /// Where a copy of the damaged file lies, for [`Code::Damaged`] when one was made.
    pub copy: Option<String>,
}

/// What the window can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Code {
    /// First run has not ended.
    NoTable,
    /// The table's key is in none of its places; a passphrase or recovery words open it.
    KeyLost,
    /// The drawer is shut.
    DrawerLocked,
    /// The passphrase or the words did not match.
    WrongPassphrase,
    /// The table's or the drawer's file is not where it was.
    Missing,
    /// What was asked for is no longer there.
    NotFound,
    /// A field cannot hold this.
    Invalid,
    /// Somebody has it already.
    Taken,
    /// Written by a newer Nightstand.
    Newer,
    /// Damaged.
    Damaged,
    /// The disk is full.
    Full,
    /// The folder can only be read.
    ReadOnly,
    /// Another program holds the file.
    Busy,
    /// The profile's folder cannot be used.
    Folder,
    /// Anything else: said in general words; the diagnostics know more.
    Unexpected,
}

impl ApiError {
    fn of(code: Code) -> Self {
        Self { code, field: None, why: None, copy: None }
    }
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::NoTable => Self::of(Code::NoTable),
            AppError::KeyLost => Self::of(Code::KeyLost),
            AppError::DrawerLocked => Self::of(Code::DrawerLocked),
            AppError::WrongPassphrase => Self::of(Code::WrongPassphrase),
            AppError::Missing => Self::of(Code::Missing),
            AppError::NotFound => Self::of(Code::NotFound),
            AppError::Invalid { field, why } => {
                let (field, why) = (Some(field.to_owned()), Some(why.to_owned()));
                Self { field, why, ..Self::of(Code::Invalid) }
            }
            AppError::Taken => Self::of(Code::Taken),
            AppError::Newer => Self::of(Code::Newer),
            AppError::Damaged { copied_to } => {
                let copy = copied_to.map(|path| path.display().to_string());
                Self { copy, ..Self::of(Code::Damaged) }
            }
            AppError::Full => Self::of(Code::Full),
            AppError::ReadOnly => Self::of(Code::ReadOnly),
            AppError::Busy => Self::of(Code::Busy),
            AppError::Folder(_) => {
                tracing::error!(%error, "the profile's folder failed a command");
                Self::of(Code::Folder)
            }
            AppError::Other(_) => {
                tracing::error!(%error, "a command failed");
                Self::of(Code::Unexpected)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_copy_of_a_damaged_file_is_named_only_when_there_is_one() {
        let copy = PathBuf::from("/somewhere/drawer.db.damaged");
        let copied = ApiError::from(AppError::Damaged { copied_to: Some(copy) });
        assert_eq!(copied.copy.as_deref(), Some("/somewhere/drawer.db.damaged"));
        let left = ApiError::from(AppError::Damaged { copied_to: None });
        assert_eq!((left.code, left.copy), (Code::Damaged, None), "nothing is said that was not done");
    }
}
