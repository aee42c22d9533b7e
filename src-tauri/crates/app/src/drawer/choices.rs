//! What somebody chose for their drawer. It lies sealed in it: what one does there is nobody else's business.

use nightstand_domain::merge::Value;
use nightstand_domain::page::choice;

use crate::error::AppError;
use crate::sitting::Changed;
use crate::spine::App;

impl App {
    /// Whether the view from outside is to lie on an empty page three times a year.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn wants_outside(&self) -> Result<bool, AppError> {
        self.look_in_drawer(|open| {
            let chosen = open.space.record(choice::id(open.owner))?;
            Ok(chosen.and_then(|record| record.bool(choice::OUTSIDE)).unwrap_or_default())
        })
    }

    /// Chooses that. It is taken back as it was chosen, and is no step of Undo.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`], and what the disk says.
    pub fn want_outside(&self, wanted: bool) -> Result<Changed, AppError> {
        let owner = self.open_drawer().ok_or(AppError::DrawerLocked)?;
        self.change_drawer_quietly(|act| {
            let value = vec![(choice::OUTSIDE, Value::Bool(wanted))];
            act.set(choice::CHOICES, choice::id(owner), value)
        })
    }
}
