//! Commands about words that were typed for the table and not kept yet.

use nightstand_app::App;

use crate::api_error::ApiError;
use crate::dto::shell::Nothing;
use crate::dto::unsent::{UnsentTyped, UnsentView};

pub(crate) fn unsent_view(app: &App, _: Nothing) -> Result<UnsentView, ApiError> {
    Ok(app.unsent()?.into())
}

pub(crate) fn unsent_keep(app: &App, typed: UnsentTyped) -> Result<Nothing, ApiError> {
    let UnsentTyped { by, words } = typed;
    app.keep_unsent(by.into(), &words.into())?;
    Ok(Nothing {})
}
