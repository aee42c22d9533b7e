//! "Find us a pocket", as one person at the table sees it.
//!
//! Both people's busy times decide; shown are only one's own. Of the other's nothing leaves this module: a
//! pocket comes without the room around it, whose edges would tell when their last meeting ends.

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike as _, Utc};
use chrono_tz::Tz;
use nightstand_domain::schedule::occurrences::{civil, instant};
use nightstand_domain::schedule::pockets::{self, LONGEST, Night, Pocket, Wish};
use nightstand_domain::schedule::{Stretch, joined};

use crate::courses::{Laid, Whose};
use crate::error::AppError;
use crate::settings::QuietHours;
use crate::spine::App;

/// How far ahead is looked: two weeks.
const DAYS: u16 = 14;
/// A whole day, in minutes.
const DAY: u16 = 24 * 60;

/// The pockets and what stands around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PocketsView {
    /// The days that were looked at, on this computer's calendar.
    pub days: Vec<NaiveDate>,
    /// The couple's day: past midnight it is the one before the first of these.
    pub today: NaiveDate,
    /// Where it was looked.
    pub zone: Tz,
    /// The stretches that suit, at most five, the next ones first.
    pub pockets: Vec<ShownPocket>,
    /// What is taken, as far as the person who is here may see it: their own busy times, and the plans.
    pub taken: Vec<Block>,
    /// The quiet hours that were kept free.
    pub quiet: Option<QuietHours>,
    /// Whether somebody's calendar file could not be read, so that taken time may be missing.
    pub is_lacking: bool,
    /// Whether the person who is here has brought any calendar file.
    pub has_files: bool,
}

/// A stretch that suits, on the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownPocket {
    /// The day.
    pub day: NaiveDate,
    /// When it begins, in minutes from midnight.
    pub from: u16,
    /// When it ends; 1440 is the midnight that ends the day.
    pub to: u16,
}

/// Taken time of one day, on the wall clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The day.
    pub day: NaiveDate,
    /// When it begins, in minutes from midnight.
    pub from: u16,
    /// When it ends.
    pub to: u16,
    /// What takes it.
    pub kind: BlockKind,
}

/// What takes time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Something in one's own calendar. What it is, nobody here knows.
    Mine,
    /// A ritual, by its name.
    Plan(String),
}

impl App {
    /// The next stretches of so many minutes that suit both.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a length that no day has; what the disk says.
    pub fn pockets_view(&self, minutes: u16) -> Result<PocketsView, AppError> {
        if !(1..=LONGEST).contains(&minutes) {
            return Err(AppError::invalid("minutes", "range"));
        }
        let (zone, quiet, here) = (self.zone(), self.settings().quiet, self.here()?.id);
        let nights = quiet.iter().map(|quiet| Night { from: quiet.from, to: quiet.to, zone }).collect();
        let wish = Wish { minutes, from: self.now(), days: DAYS, zone, nights };
        // The whole of today is shown, and what is over takes nothing from what is to come.
        let today = civil(wish.from, zone).date();
        let window = Stretch { from: instant(today.and_time(NaiveTime::MIN), zone), to: wish.window().to };
        let plans = self.plans_taking(window)?;
        let everyone = self.everyone()?;
        let busy: Vec<_> = everyone.iter().map(|one| (*one, self.busy_times(*one, window))).collect();
        let own = busy.iter().filter(|(one, _)| *one == here).flat_map(|(_, busy)| &busy.times).copied();

        let days: Vec<NaiveDate> = today.iter_days().take(usize::from(DAYS)).collect();
        let mut shown = in_days(&joined(own.collect()), &BlockKind::Mine, &days, zone);
        for (title, times) in &plans {
            shown.extend(in_days(times, &BlockKind::Plan(title.clone()), &days, zone));
        }
        shown.sort_by_key(|block| (block.day, block.from, block.to));

        let taken = busy.iter().flat_map(|(_, busy)| &busy.times);
        let taken: Vec<Stretch> = taken.chain(plans.iter().flat_map(|(_, times)| times)).copied().collect();
        let found = pockets::pockets(&wish, &taken);
        Ok(PocketsView {
            pockets: found.iter().map(|pocket| shown_pocket(pocket, zone)).collect(),
            taken: shown,
            days,
            today: self.today(),
            zone,
            quiet,
            is_lacking: busy.iter().any(|(_, busy)| busy.is_lacking),
            has_files: !self.calendars().of(here).is_empty(),
        })
    }

    /// The time that each ritual takes.
    fn plans_taking(&self, window: Stretch) -> Result<Vec<(String, Vec<Stretch>)>, AppError> {
        let (today, everyone) = (self.today(), self.everyone()?);
        let laid = self.read_table(|space| Laid::read(space, today))?;
        let courses = laid.courses(Whose::All(&everyone), today);
        let changes = self.tonights_changes()?;
        let taking = laid.rows.iter().filter_map(|row| {
            let course = laid.silenced(courses.of(row).ok()?);
            Some((row.title.clone(), course.taken(row.id, courses.minutes(row), &changes, window)))
        });
        Ok(taking.collect())
    }
}

fn shown_pocket(pocket: &Pocket, zone: Tz) -> ShownPocket {
    let to = minutes(pocket.at.to, zone);
    // A pocket ends on its own day; midnight is the end of it.
    ShownPocket { day: pocket.day, from: minutes(pocket.at.from, zone), to: if to == 0 { DAY } else { to } }
}

/// Stretches cut at the midnights of `days`. Where a clock is set back, an end may come before its beginning on
/// the wall; such a piece of an hour is not drawn.
fn in_days(times: &[Stretch], kind: &BlockKind, days: &[NaiveDate], zone: Tz) -> Vec<Block> {
    let midnight = |day: NaiveDate| instant(day.and_time(NaiveTime::MIN), zone);
    let mut blocks = Vec::new();
    for day in days {
        let whole = Stretch { from: midnight(*day), to: midnight(day.succ_opt().unwrap_or(*day)) };
        let first = times.partition_point(|one| one.to <= whole.from);
        let near = times.iter().skip(first).take_while(|one| one.from < whole.to);
        for one in near.filter_map(|one| one.within(whole)) {
            let (from, to) = (minutes(one.from, zone), minutes(one.to, zone));
            let to = if one.to == whole.to { DAY } else { to };
            if from < to {
                blocks.push(Block { day: *day, from, to, kind: kind.clone() });
            }
        }
    }
    blocks
}

fn minutes(at: DateTime<Utc>, zone: Tz) -> u16 {
    let time = civil(at, zone).time();
    u16::try_from(time.hour() * 60 + time.minute()).unwrap_or_default()
}
