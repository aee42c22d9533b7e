//! Us: what was handed from one to the other and lies on the table.

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{EntityId, LineId, PersonId, SlipId};
use nightstand_domain::merge::Value;
use nightstand_domain::us::{DayPart, Stay, WORDS_LENGTH, field};
use nightstand_domain::words;
pub use nightstand_journal::table::line::LineRow;
pub use nightstand_journal::table::slip::SlipRow;
use nightstand_journal::table::{line, slip};
use nightstand_journal::{Act, JournalError, Space};

use crate::error::{AppError, not_fit};
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// The most that one look at Us brings.
const MOST: u32 = 3_000;

/// What lies on the table between two people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsView {
    /// The couple's day.
    pub today: NaiveDate,
    /// Sentences carried from a drawer, newest first.
    pub lines: Vec<LineRow>,
    /// Appreciations, newest first.
    pub slips: Vec<SlipRow>,
    /// Whether there are older ones than these.
    pub older: bool,
}

impl App {
    /// The newest `most` lines and slips.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn us_view(&self, most: u32) -> Result<UsView, AppError> {
        self.us_as_many(most.clamp(1, MOST))
    }

    pub(crate) fn us_as_many(&self, most: u32) -> Result<UsView, AppError> {
        let today = self.today();
        let (mut lines, mut slips) = self.read_table(|space| {
            Ok((line::newest(space.read(), today, most + 1)?, slip::newest(space.read(), most + 1)?))
        })?;
        let wanted = most as usize;
        let older = lines.len() > wanted || slips.len() > wanted;
        lines.truncate(wanted);
        slips.truncate(wanted);
        Ok(UsView { today, lines, slips, older })
    }

    /// Hands an appreciation over, at once.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for no words, or more than a slip can hold.
    pub fn slip_hand(&self, text: &str) -> Result<(SlipId, Changed), AppError> {
        let text = some_words(text)?;
        let id = SlipId::random()?;
        let by = self.here()?.id;
        let part = DayPart::of(self.civil_now().time(), self.day_ends().into());
        let day = self.today();
        let ((), changed) = self.change_table(Deed::plain("handSlip"), |act| {
            let place = slip::next_place(act.read())?;
            let set = vec![
                (field::SLIP_BY, bytes(by)),
                (field::SLIP_WORDS, text.into()),
                (field::SLIP_DAY, day::number(day).into()),
                (field::SLIP_PART, part.number().into()),
                (field::SLIP_PLACE, place.into()),
            ];
            act.set(field::SLIP, id.entity(), set)
        })?;
        Ok((id, changed))
    }

    /// Takes a slip back from the table. Only whoever handed it over can.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it does not lie there, or is somebody else's.
    pub fn slip_take_back(&self, id: SlipId) -> Result<Changed, AppError> {
        let here = self.here()?.id;
        let row = self.read_table(|space| slip::one(space.read(), id))?;
        row.filter(|row| row.by == here).ok_or(AppError::NotFound)?;
        let ((), changed) = self.change_table(Deed::plain("takeSlipBack"), |act| act.delete(id.entity()))?;
        Ok(changed)
    }

    /// Takes a line back from the table. Only whoever wrote it can.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it does not lie there, or is somebody else's.
    pub fn line_take_back(&self, id: LineId) -> Result<Changed, AppError> {
        let here = self.here()?.id;
        let row = self.read_table(|space| line::one(space.read(), id))?;
        row.filter(|row| row.by == here).ok_or(AppError::NotFound)?;
        let ((), changed) = self.change_table(Deed::plain("takeLineBack"), |act| act.delete(id.entity()))?;
        Ok(changed)
    }

    /// Carries sentences from a drawer to the table as the act of who is here. The ids were fixed in the
    /// drawer beforehand, so that carrying them again after a crash puts nothing there twice.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a line without words, or with more than a line can hold; nothing is carried
    /// then.
    pub fn carry_lines(
        &self,
        lines: &[(LineId, String)],
        stay: Stay,
        deed: Deed,
    ) -> Result<Changed, AppError> {
        let by = self.here()?.id;
        let day = self.today();
        let lines = lines
            .iter()
            .map(|(id, text)| Ok((*id, some_words(text)?)))
            .collect::<Result<Vec<_>, AppError>>()?;
        let ((), changed) = self.change_table(deed, |act| {
            lines.into_iter().try_for_each(|(id, text)| carry(act, id, by, text, (day, stay)))
        })?;
        Ok(changed)
    }
}

/// Takes the lines off the table whose time is over. It is no step of Undo: nobody did anything.
pub(crate) fn let_go_of_lines(space: &mut Space, by: PersonId, today: NaiveDate) -> Result<(), JournalError> {
    let over = line::over(space.read(), today)?;
    if !over.is_empty() {
        space.act(by, today, |act| over.iter().try_for_each(|id| act.delete(id.entity())))?;
    }
    Ok(())
}

fn carry(
    act: &mut Act<'_>,
    id: LineId,
    by: PersonId,
    text: String,
    (day, stay): (NaiveDate, Stay),
) -> Result<(), JournalError> {
    let place = match line::one(act.read(), id)? {
        Some(row) if row.lies_on(day) => return Ok(()),
        _ => line::next_place(act.read())?,
    };
    let set = vec![
        (field::LINE_BY, bytes(by)),
        (field::LINE_WORDS, text.into()),
        (field::LINE_DAY, day::number(day).into()),
        (field::LINE_PLACE, place.into()),
        (field::LINE_UNTIL, stay.until(day).map(day::number).into()),
    ];
    act.set(field::LINE, id.entity(), set)
}

fn bytes(id: impl Into<EntityId>) -> Value {
    Value::Bytes(id.into().as_bytes().to_vec())
}

fn some_words(text: &str) -> Result<String, AppError> {
    words::lines(text, WORDS_LENGTH).and_then(words::some).map_err(not_fit("words"))
}
