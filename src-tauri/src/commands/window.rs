//! Commands about the window itself: its start, its first picture, undo, and the sample evening.

use nightstand_app::sample;

use super::Call;
use crate::api_error::ApiError;
use crate::dto::shell::{LastWords, Nothing, Painted, Undone, WindowStart, Wrote};

pub(crate) fn window_painted(call: &Call<'_>, painted: Painted) -> Result<Nothing, ApiError> {
    call.shell.painted(&painted.page);
    Ok(Nothing {})
}

pub(crate) fn window_start(call: &Call<'_>, _: Nothing) -> Result<WindowStart, ApiError> {
    Ok(WindowStart {
        has_table: call.has_table(),
        sample: call.shell.is_sample(),
        passphrase: call.shell.is_sample().then(|| sample::PASSPHRASE.to_owned()),
        page: call.shell.take_page(),
        file: call.shell.take_file(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

pub(crate) fn last_words(call: &Call<'_>, words: LastWords) -> Result<Nothing, ApiError> {
    call.shell.last_words(words.said.into());
    Ok(Nothing {})
}

pub(crate) fn undo(call: &Call<'_>, _: Nothing) -> Result<Wrote<Option<Undone>>, ApiError> {
    Ok(match call.undo()? {
        Some(done) => Wrote::new(
            Some(Undone { what: done.deed.into(), taken_back: done.taken_back.into() }),
            done.changed,
        ),
        None => Wrote::new(None, nightstand_app::Changed::default()),
    })
}

pub(crate) fn look_around(call: &Call<'_>, _: Nothing) -> Result<Nothing, ApiError> {
    call.shell.look_around()?;
    Ok(Nothing {})
}

pub(crate) fn leave_sample(call: &Call<'_>, _: Nothing) -> Result<Nothing, ApiError> {
    call.shell.leave_sample();
    Ok(Nothing {})
}
