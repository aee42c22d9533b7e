//! A book's own cover, where it was chosen over a pattern paper.

use nightstand_domain::ids::BookId;
use nightstand_domain::merge::Value;
use nightstand_domain::picture::PictureRef;
use nightstand_domain::reading::field;
use nightstand_formats::picture::{self, LeftOut, Picture};
use nightstand_journal::picture as pictures;

use super::find_book;
use crate::error::AppError;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// The largest cover that is kept, in bytes: 128 KiB. The window draws it down to the size of a cover before it is
/// handed over; what is larger was not.
const MOST_BYTES: usize = 128 << 10;

/// What a cover is called between window and core: it changes when the cover does, and tells nothing of it.
pub(super) fn cover_name(cover: &PictureRef) -> String {
    let first = cover.chunks.first().map(|name| &name[..8]).unwrap_or_default();
    first.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A cover that is to be kept.
///
/// # Errors
/// [`AppError::Invalid`] for `cover`.
pub(super) fn checked(bytes: Vec<u8>) -> Result<Vec<u8>, AppError> {
    if bytes.len() > MOST_BYTES {
        return Err(AppError::invalid("cover", "long"));
    }
    let looked = picture::look(bytes).map_err(|why| match why {
        LeftOut::TooLarge => AppError::invalid("cover", "long"),
        LeftOut::Missing | LeftOut::OtherKind | LeftOut::Broken => AppError::invalid("cover", "shape"),
    })?;
    Ok(looked.bytes)
}

impl App {
    /// The book's own cover; `None` when it has none, or it is not on this computer yet.
    ///
    /// # Errors
    /// As every read of the table.
    pub fn book_cover(&self, book: BookId) -> Result<Option<Picture>, AppError> {
        let bytes = self.read_table(|space| {
            let cover = find_book(space, book)?.and_then(|row| row.cover);
            cover.map_or(Ok(None), |cover| pictures::bytes(space.read(), &cover))
        })?;
        Ok(bytes.and_then(|bytes| picture::look(bytes).ok()))
    }

    /// Gives a book its own cover, or its pattern paper back.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `cover`, [`AppError::NotFound`].
    pub fn cover_book(&self, book: BookId, cover: Option<Vec<u8>>) -> Result<Changed, AppError> {
        let cover = cover.map(checked).transpose()?;
        let key = if cover.is_some() { "ownCover" } else { "patternPaper" };
        let deed = Deed::plain(key).with("title", self.title_of(book)?);
        let change = |act: &mut nightstand_journal::Act<'_>| {
            let value = cover.map_or(Ok(Value::Nil), |cover| {
                Ok::<_, nightstand_journal::JournalError>(act.lay_picture(&cover)?.to_value())
            })?;
            act.set(field::BOOK, book.into(), vec![(field::COVER, value)])
        };
        Ok(self.change_table(deed, change)?.1)
    }
}
