//! Seasons: some weeks in which everything is small, once everyone who is at the table has agreed; and
//! holidays, on which nothing is announced. Either person ends either of them, without a word.

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::SeasonId;
use nightstand_domain::season::{self, Season, SeasonKind, WEEKS, field};
use nightstand_journal::{Stale, table};

pub use nightstand_journal::passing::Proposed;

use crate::error::AppError;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// What season it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeasonNow {
    /// The small weeks that it is in.
    pub small: Option<Season>,
    /// The holiday that it is in, or the next one.
    pub holiday: Option<Season>,
    /// Small weeks that somebody would like and that the other has not answered.
    pub proposed: Option<Proposed>,
}

impl App {
    /// What season it is. What was proposed passes; an agenda that cannot be read at present hides it.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn season(&self) -> Result<SeasonNow, AppError> {
        let seasons = self.seasons()?;
        let proposed = self.agenda().and_then(|agenda| agenda.proposed()).unwrap_or_default();
        Ok(season_now(&seasons, self.today(), proposed))
    }

    /// Proposes so many weeks of small things. Alone at the table, one simply begins them.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for no weeks or too many; what the disk says.
    pub fn season_propose(&self, weeks: u8) -> Result<Changed, AppError> {
        if !(1..=WEEKS).contains(&weeks) {
            return Err(AppError::invalid("weeks", "range"));
        }
        let people = self.people()?;
        if people.b.is_none() {
            return self.begin_small(weeks);
        }
        self.agenda()?.propose(people.present().id, weeks)?;
        Ok(Changed::views([Stale::Tonight, Stale::Rituals]))
    }

    /// Agrees to what the other one proposed: the season begins today, for both.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when nothing is proposed any more, or by nobody else.
    pub fn season_agree(&self) -> Result<Changed, AppError> {
        let agenda = self.agenda()?;
        let here = self.here()?.id;
        let proposed = agenda.proposed()?.filter(|one| one.by != here).ok_or(AppError::NotFound)?;
        let changed = self.begin_small(proposed.weeks)?;
        // It has begun, whether or not the proposal goes.
        if let Err(error) = agenda.drop_proposal() {
            tracing::warn!(%error, "a proposal that was agreed to still stands");
        }
        Ok(changed)
    }

    /// Takes a proposal away: the one who made it changed their mind, or the other would rather not. Which of
    /// these it was is kept nowhere, and nobody is told.
    ///
    /// # Errors
    /// What the disk says.
    pub fn season_drop(&self) -> Result<Changed, AppError> {
        self.agenda()?.drop_proposal()?;
        Ok(Changed::views([Stale::Tonight, Stale::Rituals]))
    }

    /// Keeps a holiday. It asks for nobody's agreement, since nothing is lost by it; it takes the place of one
    /// that was kept before.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when it ends before it begins, is over already, or lasts longer than half a year.
    pub fn holiday_keep(&self, from: NaiveDate, until: NaiveDate) -> Result<Changed, AppError> {
        let holiday = Season::holiday(from, until).filter(|one| one.until >= self.today());
        self.write_season(holiday.ok_or(AppError::invalid("until", "range"))?, "keepHoliday")
    }

    /// Ends the small weeks, or the holiday. Everything is as it was before.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none.
    pub fn season_end(&self, kind: SeasonKind) -> Result<Changed, AppError> {
        let (today, seasons) = (self.today(), self.seasons()?);
        let ended = of_kind(&seasons, kind);
        if ended.is_empty() {
            return Err(AppError::NotFound);
        }
        let deed = Deed::plain(match kind {
            SeasonKind::Small => "endSeason",
            SeasonKind::Holiday if season::at(&seasons, kind, today).is_some() => "endHoliday",
            SeasonKind::Holiday => "dropHoliday",
        });
        let (_, changed) =
            self.change_table(deed, |act| ended.iter().try_for_each(|id| act.delete(id.entity())))?;
        Ok(changed)
    }

    fn begin_small(&self, weeks: u8) -> Result<Changed, AppError> {
        let season = Season::small(self.today(), weeks).ok_or(AppError::invalid("weeks", "range"))?;
        self.write_season(season, "beginSeason")
    }

    fn write_season(&self, season: Season, key: &'static str) -> Result<Changed, AppError> {
        let before = of_kind(&self.seasons()?, season.kind);
        let id = SeasonId::random()?;
        let set = vec![
            (field::WHAT, season.kind.number().into()),
            (field::FROM, day::number(season.from).into()),
            (field::UNTIL, day::number(season.until).into()),
        ];
        let ((), changed) = self.change_table(Deed::plain(key), |act| {
            before.iter().try_for_each(|id| act.delete(id.entity()))?;
            act.set(field::SEASON, id.entity(), set)
        })?;
        Ok(changed)
    }

    fn seasons(&self) -> Result<Vec<(SeasonId, Season)>, AppError> {
        let today = self.today();
        self.read_table(|space| table::season::not_over(space.read(), today))
    }
}

fn of_kind(seasons: &[(SeasonId, Season)], kind: SeasonKind) -> Vec<SeasonId> {
    seasons.iter().filter(|(_, season)| season.kind == kind).map(|(id, _)| *id).collect()
}

/// What season it is on `today`, of those that are not over.
pub(crate) fn season_now(
    seasons: &[(SeasonId, Season)],
    today: NaiveDate,
    proposed: Option<Proposed>,
) -> SeasonNow {
    let now = |kind| season::at(seasons, kind, today).map(|(_, season)| *season);
    let next = || {
        let ahead = seasons.iter().map(|(_, season)| *season).filter(|one| one.kind == SeasonKind::Holiday);
        ahead.min_by_key(|one| one.from)
    };
    SeasonNow { small: now(SeasonKind::Small), holiday: now(SeasonKind::Holiday).or_else(next), proposed }
}
