//! Commands about the people at the table.

use nightstand_app::{App, AppError};

use crate::api_error::ApiError;
use crate::dto::ids::PersonId;
use crate::dto::people::{DayEnd, NewPerson, OurWord, PeopleView, PersonName, PersonRibbon, WhichPerson};
use crate::dto::shell::{Nothing, Wrote};

pub(crate) fn people_view(app: &App, _: Nothing) -> Result<PeopleView, ApiError> {
    Ok(PeopleView::new(app.people()?, |person| app.drawer_front(person)))
}

pub(crate) fn people_switch(app: &App, which: WhichPerson) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.sit(which.person.into())?))
}

pub(crate) fn person_rename(app: &App, to: PersonName) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.rename_person(to.person.into(), &to.name)?))
}

pub(crate) fn person_ribbon(app: &App, to: PersonRibbon) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.choose_ribbon(to.person.into(), to.ribbon.into())?))
}

pub(crate) fn people_word(app: &App, our: OurWord) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.keep_word(&our.word)?))
}

pub(crate) fn people_day_end(app: &App, at: DayEnd) -> Result<Wrote<Nothing>, ApiError> {
    let hour = u8::try_from(at.hour).map_err(|_| AppError::invalid("dayEnds", "range"))?;
    Ok(Wrote::changed(app.choose_day_end(hour)?))
}

pub(crate) fn person_add(app: &App, new: NewPerson) -> Result<Wrote<PersonId>, ApiError> {
    let (id, changed) = app.add_person(&new.name, new.ribbon.into())?;
    Ok(Wrote::new(id.into(), changed))
}
