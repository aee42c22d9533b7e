//! Commands about what lies on the table between two people.

use nightstand_app::App;

use crate::api_error::ApiError;
use crate::dto::ids::SlipId;
use crate::dto::shell::{Nothing, Wrote};
use crate::dto::us::{OneLine, OneSlip, SlipWords, UsAsk, UsView};

pub(crate) fn us_view(app: &App, ask: UsAsk) -> Result<UsView, ApiError> {
    Ok(app.us_view(ask.most)?.into())
}

pub(crate) fn slip_hand(app: &App, slip: SlipWords) -> Result<Wrote<SlipId>, ApiError> {
    let (id, changed) = app.slip_hand(&slip.words)?;
    Ok(Wrote::new(id.into(), changed))
}

pub(crate) fn slip_take_back(app: &App, one: OneSlip) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.slip_take_back(one.slip.into())?))
}

pub(crate) fn line_take_back(app: &App, one: OneLine) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.line_take_back(one.line.into())?))
}
