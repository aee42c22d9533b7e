//! Commands about Tonight.

use nightstand_app::App;

use crate::api_error::ApiError;
use crate::dto::rituals::civil_day;
use crate::dto::shell::{Nothing, Wrote};
use crate::dto::tonight::{HalfMark, TonightAnswer, TonightMove, TonightView};

pub(crate) fn tonight_view(app: &App, _: Nothing) -> Result<TonightView, ApiError> {
    Ok(app.tonight_view()?.into())
}

pub(crate) fn tonight_answer(app: &App, given: TonightAnswer) -> Result<Wrote<Nothing>, ApiError> {
    let day = civil_day(&given.day)?;
    Ok(Wrote::changed(app.tonight_answer(given.ritual.into(), day, given.answer.into())?))
}

pub(crate) fn tonight_move(app: &App, to: TonightMove) -> Result<Wrote<Nothing>, ApiError> {
    let day = civil_day(&to.day)?;
    Ok(Wrote::changed(app.tonight_move(to.ritual.into(), day, to.choice.into())?))
}

pub(crate) fn half_mark(app: &App, mark: HalfMark) -> Result<Wrote<Nothing>, ApiError> {
    let day = civil_day(&mark.day)?;
    Ok(Wrote::changed(app.half_mark(mark.ritual.into(), day, mark.done)?))
}
