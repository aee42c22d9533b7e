//! Commands about seasons and holidays.

use nightstand_app::{App, AppError};

use crate::api_error::ApiError;
use crate::dto::rituals::civil_day;
use crate::dto::seasons::{HolidayDays, SeasonEnd, Weeks};
use crate::dto::shell::{Nothing, Wrote};

pub(crate) fn season_propose(app: &App, asked: Weeks) -> Result<Wrote<Nothing>, ApiError> {
    let weeks = u8::try_from(asked.weeks).map_err(|_| AppError::invalid("weeks", "range"))?;
    Ok(Wrote::changed(app.season_propose(weeks)?))
}

pub(crate) fn season_agree(app: &App, _: Nothing) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.season_agree()?))
}

pub(crate) fn season_drop(app: &App, _: Nothing) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.season_drop()?))
}

pub(crate) fn holiday_keep(app: &App, days: HolidayDays) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.holiday_keep(civil_day(&days.from)?, civil_day(&days.until)?)?))
}

pub(crate) fn season_end(app: &App, which: SeasonEnd) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.season_end(which.season.into())?))
}
