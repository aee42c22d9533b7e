//! First run.

use nightstand_app::{App, welcome};

use super::Call;
use crate::api_error::ApiError;
use crate::dto::ids::PersonId;
use crate::dto::shell::Nothing;
use crate::dto::welcome::{FirstRun, NewNames, Suggestion, Typed};

/// Nothing is kept yet; whatever is wrong with the names is said before anybody goes on.
pub(crate) fn welcome_names(_: &App, names: NewNames) -> Result<Nothing, ApiError> {
    welcome::fit_names(&names.a, Some(&names.b))?;
    Ok(Nothing {})
}

pub(crate) fn welcome_begin(app: &App, first: FirstRun) -> Result<PersonId, ApiError> {
    let zone = app.zone();
    let rituals =
        first.rituals.into_iter().map(|thing| thing.placed_in(zone.name())).collect::<Result<_, _>>()?;
    let quiet = first.quiet.map(TryInto::try_into).transpose()?;
    let (a, b) = (first.a.into(), first.b.map(Into::into));
    Ok(app.begin(welcome::FirstRun { a, b, rituals, quiet })?.into())
}

pub(crate) fn passphrase_suggest(_: &App, _: Nothing) -> Result<Suggestion, ApiError> {
    Ok(Suggestion { passphrase: welcome::suggested_passphrase()?.into() })
}

/// Tries the profile or the table's key once more, as after a folder or the keyring was unlocked.
pub(crate) fn table_try_again(call: &Call<'_>, _: Nothing) -> Result<Nothing, ApiError> {
    call.shell.try_again()?;
    Ok(Nothing {})
}

/// Opens a table whose key was lost with somebody's passphrase.
pub(crate) fn table_recover(app: &App, typed: Typed) -> Result<Nothing, ApiError> {
    app.recover_table(typed.text.expose("opening the lock"))?;
    Ok(Nothing {})
}

/// The same with the twelve words of somebody's recovery sheet.
pub(crate) fn table_recover_words(app: &App, typed: Typed) -> Result<Nothing, ApiError> {
    app.recover_table_by_words(typed.text.expose("opening the lock"))?;
    Ok(Nothing {})
}
