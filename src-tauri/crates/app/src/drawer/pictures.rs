//! Pictures on pages. What is brought is drawn anew before any of it is kept (see `formats::picture::bare`); the page
//! that names it shows it, and when nothing names it any more it is forgotten as words are.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use chrono::NaiveDate;
use nightstand_domain::ids::{EntityId, PersonId, PictureId};
use nightstand_formats::picture::{self, LeftOut, Picture};
use nightstand_journal::drawer::picture as rows;
use nightstand_journal::{JournalError, Space};

use crate::error::AppError;
use crate::file_place;
use crate::spine::App;

impl App {
    /// Lays a picture into `owner`'s drawer, without anything in it that is not seen. A page shows it once its text
    /// names it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for the field `picture`, with `long`, `kind` or `broken`; [`AppError::DrawerLocked`], and
    /// what the disk says.
    pub fn lay_picture(&self, owner: PersonId, bytes: &[u8]) -> Result<PictureId, AppError> {
        // Nothing waits for the drawing: it takes its time, and may be of a picture that is refused.
        let bare = picture::bare(bytes).map_err(refused)?;
        let id = PictureId::random()?;
        let day = self.today();
        self.in_drawer_of(owner, |open| Ok(lay(&mut open.space, owner, day, id, &bare.bytes)?))?;
        Ok(id)
    }

    /// The same with a picture that lies in a file. The file stays as it is.
    ///
    /// # Errors
    /// As [`App::lay_picture`], with `gone` and `unreadable`; [`AppError::Invalid`] for the place.
    pub fn lay_picture_file(&self, owner: PersonId, place: &str) -> Result<PictureId, AppError> {
        self.in_drawer_of(owner, |_| Ok(()))?;
        self.lay_picture(owner, &file(&file_place::typed(place)?)?)
    }

    /// A picture of the open drawer; `None` when it is not in it.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn picture(&self, id: PictureId) -> Result<Option<Picture>, AppError> {
        let bytes = self.read_drawer(|space| rows::bytes(space.read(), id))?;
        Ok(bytes.and_then(|bytes| picture::kept(bytes).ok()))
    }
}

/// It is no step of Undo: the page that names it is.
pub(super) fn lay(
    space: &mut Space,
    owner: PersonId,
    day: NaiveDate,
    id: PictureId,
    bytes: &[u8],
) -> Result<(), JournalError> {
    space.act(owner, day, |act| rows::lay(act, id, bytes))?;
    Ok(())
}

/// What a page shows in any version, before all of them are forgotten.
pub(super) fn of_sheet(space: &Space, sheet: EntityId) -> Result<BTreeSet<PictureId>, JournalError> {
    rows::of_page(space.read(), sheet)
}

fn file(path: &Path) -> Result<Vec<u8>, AppError> {
    let about = std::fs::metadata(path).map_err(|_| AppError::invalid("picture", "gone"))?;
    // Opening a pipe would wait for somebody to fill it.
    if !about.is_file() {
        return Err(AppError::invalid("picture", "kind"));
    }
    if about.len() > picture::MOST_BROUGHT {
        return Err(AppError::invalid("picture", "long"));
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(picture::MOST_BROUGHT + 1).read_to_end(&mut bytes));
    read.map_err(|_| AppError::invalid("picture", "unreadable"))?;
    Ok(bytes)
}

fn refused(why: LeftOut) -> AppError {
    AppError::invalid(
        "picture",
        match why {
            LeftOut::TooLarge => "long",
            LeftOut::OtherKind => "kind",
            LeftOut::Broken | LeftOut::Missing => "broken",
        },
    )
}
