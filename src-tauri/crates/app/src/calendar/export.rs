//! Plans out, as one `.ics` file at a place that somebody chose.

use nightstand_domain::ids::RitualId;
use nightstand_domain::ritual::{Unplaced, Wording};
use nightstand_domain::schedule::plan::{Changes, PlanSource};
use nightstand_formats::calendar::{self, Plan, Unsaid, Written};

use super::place;
use crate::courses::{Courses, Laid, Whose};
use crate::error::AppError;
use crate::file_place;
use crate::rituals::RitualRow;
use crate::spine::App;

/// What is to be saved, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The one ritual, or all.
    pub ritual: Option<RitualId>,
    /// Whether the file names the rituals.
    pub wording: Wording,
    /// The place, as it was typed or chosen.
    pub place: String,
}

/// A calendar file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Where it lies.
    pub path: String,
    /// What is not in it.
    pub left_out: Vec<LeftOut>,
}

/// A ritual that the file does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub title: String,
    /// Why.
    pub why: Unsaid,
}

impl App {
    /// Saves one ritual or all of them as a calendar file. What rests is in none.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for the place when nothing can be written there, and for the ritual when no calendar
    /// can say it; nothing is written then.
    pub fn calendar_save(&self, export: &Export) -> Result<Saved, AppError> {
        let path = place::for_writing(&export.place)?;
        // It would hold something else until the next change, and then what was saved would be gone.
        if self.calendars().kept.is_some_and(|kept| place::same(&kept.path, &path)) {
            return Err(file_place::refused("kept"));
        }
        let (text, left_out) = self.calendar_text(export.ritual, export.wording)?;
        if let (Some(_), Some(left)) = (export.ritual, left_out.first()) {
            return Err(AppError::invalid("ritual", word(left.why)));
        }
        place::put(&path, &text)?;
        Ok(Saved { path: file_place::shown(&path), left_out })
    }

    /// The text of a calendar, and what it does not say.
    pub(super) fn calendar_text(
        &self,
        one: Option<RitualId>,
        wording: Wording,
    ) -> Result<(String, Vec<LeftOut>), AppError> {
        let plans = self.calendar_plans(one)?;
        let Written { text, left_out } = calendar::write(&plans, wording, self.now());
        let named = |left: calendar::LeftOut| {
            let plan = plans.iter().find(|plan| plan.id == left.plan)?;
            Some(LeftOut { title: plan.title.clone(), why: left.why })
        };
        Ok((text, left_out.into_iter().filter_map(named).collect()))
    }

    fn calendar_plans(&self, one: Option<RitualId>) -> Result<Vec<Plan>, AppError> {
        let (today, everyone) = (self.today(), self.everyone()?);
        let laid = self.read_table(|space| Laid::read(space, today))?;
        let courses = laid.courses(Whose::All(&everyone), today);
        let changes = self.tonights_changes()?;
        let wanted = laid.rows.iter().filter(|row| one.is_none_or(|id| id == row.id));
        let plans: Vec<Plan> = wanted.filter_map(|row| plan(row, &laid, &courses, &changes)).collect();
        match (one, plans.is_empty()) {
            (Some(id), true) => {
                self.ritual(id)?;
                Err(AppError::invalid("ritual", "resting"))
            }
            _ => Ok(plans),
        }
    }
}

/// A ritual as a calendar has it; nothing for one that rests.
fn plan(row: &RitualRow, laid: &Laid, courses: &Courses<'_>, changes: &Changes) -> Option<Plan> {
    let unsaid = |why| {
        let (title, minutes) = (row.title.clone(), row.minutes);
        Some(Plan { id: row.id, title, dates: Err(why), minutes, moved: Vec::new() })
    };
    match courses.of(row) {
        Ok(course) if !course.follows.is_empty() => unsaid(Unsaid::AfterAnother),
        Ok(course) if course.loose => unsaid(Unsaid::AnyDays),
        // A season of small things ends, and the file says how long it takes on all the days to come.
        Ok(course) => {
            let source = PlanSource { minutes: row.minutes, ..laid.source(row, course, courses) };
            Some(Plan::of(&source, changes))
        }
        Err(Unplaced::Resting) => None,
        Err(Unplaced::Unreadable) => unsaid(Unsaid::Unreadable),
        Err(Unplaced::Gone | Unplaced::RestsAlong | Unplaced::Circle) => unsaid(Unsaid::AfterAnother),
    }
}

/// The stable word for why no calendar can say a ritual.
pub fn word(why: Unsaid) -> &'static str {
    match why {
        Unsaid::AnyDays => "anyDays",
        Unsaid::AfterAnother => "after",
        Unsaid::Unreadable => "unreadable",
        Unsaid::Never => "never",
    }
}
