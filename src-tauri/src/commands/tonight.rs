//! Commands about Tonight.

use nightstand_app::App;
use nightstand_app::tonight::Reach;

use crate::api_error::ApiError;
use crate::dto::rituals::{civil_day, civil_time};
use crate::dto::shell::{Nothing, Wrote};
use crate::dto::tonight::{
    HalfMark, MoveAsk, MovePreview, TonightAnswer, TonightMove, TonightMoveTo, TonightView,
};

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

pub(crate) fn move_preview(app: &App, ask: MoveAsk) -> Result<MovePreview, ApiError> {
    let (day, at) = (civil_day(&ask.day)?, civil_time(&ask.at)?);
    Ok(app.move_preview(ask.ritual.into(), day, at)?.into())
}

pub(crate) fn tonight_move_to(app: &App, to: TonightMoveTo) -> Result<Wrote<Nothing>, ApiError> {
    let (day, at) = (civil_day(&to.day)?, civil_time(&to.at)?);
    let reach = if to.from_now_on { Reach::FromNowOn } else { Reach::Tonight };
    Ok(Wrote::changed(app.tonight_move_to(to.ritual.into(), day, at, reach)?))
}

pub(crate) fn half_mark(app: &App, mark: HalfMark) -> Result<Wrote<Nothing>, ApiError> {
    let day = civil_day(&mark.day)?;
    Ok(Wrote::changed(app.half_mark(mark.ritual.into(), day, mark.done)?))
}
