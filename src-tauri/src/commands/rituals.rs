//! Commands about rituals.

use nightstand_app::App;
use nightstand_app::agenda::Words;

use crate::api_error::ApiError;
use crate::dto::ids::RitualId;
use crate::dto::rituals::{
    NoticeAsk, NoticeWords, OneRitual, RitualDraft, RitualRest, RitualSettle, RitualsView, civil_time,
};
use crate::dto::shell::{Nothing, Wrote};

pub(crate) fn rituals_view(app: &App, _: Nothing) -> Result<RitualsView, ApiError> {
    Ok(app.rituals_view()?.into())
}

pub(crate) fn ritual_save(app: &App, draft: RitualDraft) -> Result<Wrote<RitualId>, ApiError> {
    let (id, changed) = app.ritual_save(draft.try_into()?)?;
    Ok(Wrote::new(id.into(), changed))
}

pub(crate) fn ritual_rest(app: &App, rest: RitualRest) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.ritual_rest(rest.ritual.into(), rest.resting)?))
}

pub(crate) fn ritual_settle(app: &App, settle: RitualSettle) -> Result<Wrote<Nothing>, ApiError> {
    let choice = settle.choice.try_into()?;
    Ok(Wrote::changed(app.ritual_settle(settle.ritual.into(), &choice)?))
}

pub(crate) fn ritual_remove(app: &App, one: OneRitual) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.ritual_remove(one.ritual.into())?))
}

pub(crate) fn ritual_move_here(app: &App, one: OneRitual) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.ritual_move_here(one.ritual.into())?))
}

pub(crate) fn notice_preview(app: &App, ask: NoticeAsk) -> Result<NoticeWords, ApiError> {
    let said = Words { title: ask.title, wording: ask.wording.into(), minutes: ask.minutes };
    Ok(app.notice_preview(&said, civil_time(&ask.at)?).into())
}
