//! An open copy of the table: what both have laid on it, as one file that any program can read. Promise 3 of CARE.md.

use nightstand_domain::ids::BookId;

use crate::error::AppError;
use crate::file_place;
use crate::spine::App;
use crate::us::UsView;

const NAME: &str = "Nightstand table.json";
const ENDINGS: [&str; 1] = ["json"];
/// Stands near the beginning of every such file: no other is ever replaced.
pub const MARK: &str = "\"nightstand\": \"table\"";

impl App {
    /// Where it would lie when nothing else is said.
    pub fn table_copy_place(&self) -> String {
        file_place::shown(&file_place::suggested(NAME))
    }

    /// Puts it there, whole or not at all, and says where. This computer account alone may read it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for the place; what is there is then untouched.
    pub fn put_table_copy(&self, place: &str, text: &str) -> Result<String, AppError> {
        let path = file_place::for_writing(place, NAME, &ENDINGS)?;
        file_place::put(&path, text, MARK.as_bytes())?;
        Ok(file_place::shown(&path))
    }

    /// Every book on the shelves.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn every_book(&self) -> Result<Vec<BookId>, AppError> {
        let shelves = self.reading_view()?;
        let table = shelves.on_table.iter().map(|book| book.id);
        let others = [&shelves.waiting, &shelves.resting, &shelves.finished];
        Ok(table.chain(others.into_iter().flatten().map(|book| book.id)).collect())
    }

    /// Everything that lies between the two, however much it is.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn us_whole(&self) -> Result<UsView, AppError> {
        self.us_as_many(u32::MAX - 1)
    }
}
