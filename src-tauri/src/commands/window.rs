//! Commands about the window itself: its start, its first picture, undo, and the sample evening.

use nightstand_app::sample;

use super::{Call, people, tonight};
use crate::api_error::ApiError;
use crate::dto::shell::{LastWords, Nothing, Painted, Undone, Unheard, WindowStart, Wrote};

pub(crate) fn window_painted(call: &Call<'_>, painted: Painted) -> Result<Nothing, ApiError> {
    call.shell.painted(&painted.page);
    Ok(Nothing {})
}

pub(crate) fn window_start(call: &Call<'_>, _: Nothing) -> Result<WindowStart, ApiError> {
    call.shell.page_begins();
    let page = call.shell.take_page();
    let (people, trouble) = match people::people_view(call, Nothing {}) {
        Ok(people) => (Some(people), None),
        Err(trouble) => (None, Some(trouble)),
    };
    // A page that goes without it asks for itself, and says what is wrong.
    let shows_tonight = people.is_some() && page.is_none();
    let tonight = shows_tonight.then(|| tonight::tonight_view(call, Nothing {}).ok()).flatten();
    Ok(WindowStart {
        has_table: call.has_table(),
        sample: call.shell.is_sample(),
        own_table: call.shell.has_own_table(),
        passphrase: call.shell.is_sample().then(|| sample::PASSPHRASE.to_owned()),
        page,
        file: call.shell.take_file(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        folder: call.shell.profile().place().display().to_string(),
        choices: call.settings().into(),
        people,
        trouble,
        tonight,
    })
}

pub(crate) fn window_listens(call: &Call<'_>, _: Nothing) -> Result<Unheard, ApiError> {
    Ok(Unheard {
        stale: call.shell.page_listens(),
        page: call.shell.take_page(),
        file: call.shell.take_file(),
    })
}

pub(crate) fn last_words(call: &Call<'_>, words: LastWords) -> Result<Nothing, ApiError> {
    call.shell.last_words(words.said.into());
    Ok(Nothing {})
}

pub(crate) fn undo(call: &Call<'_>, _: Nothing) -> Result<Wrote<Option<Undone>>, ApiError> {
    Ok(undone(call.undo()?))
}

pub(crate) fn redo(call: &Call<'_>, _: Nothing) -> Result<Wrote<Option<Undone>>, ApiError> {
    Ok(undone(call.redo()?))
}

fn undone(done: Option<nightstand_app::Undone>) -> Wrote<Option<Undone>> {
    let Some(done) = done else { return Wrote::new(None, nightstand_app::Changed::default()) };
    let value = Undone { what: done.deed.into(), taken_back: done.taken_back.into(), redo: done.redo };
    Wrote::new(Some(value), done.changed)
}

pub(crate) fn look_around(call: &Call<'_>, _: Nothing) -> Result<Nothing, ApiError> {
    call.shell.look_around()?;
    // The page loads itself anew.
    call.shell.page_begins();
    Ok(Nothing {})
}

pub(crate) fn leave_sample(call: &Call<'_>, _: Nothing) -> Result<Nothing, ApiError> {
    call.shell.leave_sample();
    call.shell.page_begins();
    Ok(Nothing {})
}
