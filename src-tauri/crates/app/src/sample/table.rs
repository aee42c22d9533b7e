//! The sample's rituals, what was done of them, and what was handed over.

use chrono::{NaiveTime, Weekday};
use nightstand_domain::ritual::{Promise, Rhythm, Weekdays, Who, Wording};

use super::{Stage, ZONE};
use crate::error::AppError;
use crate::rituals::{Chosen, RitualDraft};

/// One ritual of the sample.
struct Habit {
    title: &'static str,
    why: &'static str,
    promises: &'static [(&'static str, bool)],
    small: &'static str,
    days: &'static [Weekday],
    at: (u32, u32),
    minutes: u16,
    lead: Option<u16>,
    who: Who,
}

use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

const HABITS: &[Habit] = &[
    Habit {
        title: "Evening check-in",
        why: "So that we end the day in the same room.",
        promises: &[
            ("Both phones in the drawer", true),
            ("The listener only listens", true),
            ("The lamp on, the screen off", false),
        ],
        small: "One question each, in bed.",
        days: &[Mon, Tue, Wed, Thu, Sat, Sun],
        at: (21, 30),
        minutes: 10,
        lead: Some(10),
        who: Who::Together,
    },
    Habit {
        title: "Tea before the news",
        why: "The first words of the day are ours.",
        promises: &[("No screens until the cups are empty", true)],
        small: "Half a cup, standing.",
        days: &[Mon, Tue, Wed, Thu, Fri, Sat, Sun],
        at: (7, 10),
        minutes: 15,
        lead: None,
        who: Who::Together,
    },
    Habit {
        title: "A walk to the river",
        why: "We talk better side by side.",
        promises: &[("As far as the second bridge", true)],
        small: "Once around the block.",
        days: &[Sun],
        at: (17, 0),
        minutes: 45,
        lead: Some(30),
        who: Who::Together,
    },
    Habit {
        title: "An evening to myself",
        why: "We come back with something to tell.",
        promises: &[],
        small: "An hour with the door closed.",
        days: &[Fri],
        at: (19, 0),
        minutes: 120,
        lead: None,
        who: Who::Each,
    },
    Habit {
        title: "Somewhere we have not been",
        why: "To see each other surprised.",
        promises: &[("Whoever’s turn it is chooses, the other comes along", true)],
        small: "A street we never take.",
        days: &[Sat],
        at: (15, 0),
        minutes: 180,
        lead: Some(60),
        who: Who::Together,
    },
];

/// What they handed over: first person or second, date, hour, words.
const SLIPS: &[(bool, u32, u32, u32, &str)] = &[
    (true, 10, 20, 22, "You called your mother back before I asked whether you had."),
    (false, 10, 24, 9, "You let me win the argument about the map, and then you were right."),
    (true, 10, 30, 21, "The list on the fridge, in rhyme."),
    (false, 11, 4, 22, "You sat on the bathroom floor with me until it passed."),
    (true, 11, 9, 8, "You learned my aunt’s name for the soup."),
    (false, 11, 14, 18, "You waved from the window until the bus had turned the corner."),
    (true, 11, 17, 22, "You read on when my voice went."),
    (false, 11, 19, 8, "You put the radio on low and left me the end of the bread."),
];

pub(super) fn lay(stage: &Stage<'_>) -> Result<(), AppError> {
    stage.at(10, 18, (20, 15));
    stage.seat(true);
    for habit in HABITS {
        stage.app.ritual_save(habit.draft())?;
    }
    for (first, month, day, hour, words) in SLIPS {
        stage.at(*month, *day, (*hour, 0));
        stage.seat(*first);
        stage.app.slip_hand(words)?;
    }
    stage.at(11, 19, (7, 40));
    mark(stage, "Tea before the news", &[true, false])?;
    for (month, day) in [(11, 14), (11, 15), (11, 16), (11, 17), (11, 18)] {
        stage.on(month, day);
        mark(stage, "Evening check-in", &[true, false])?;
    }
    Ok(())
}

/// Marks today's occurrence of one ritual, a half for each person named.
fn mark(stage: &Stage<'_>, title: &str, people: &[bool]) -> Result<(), AppError> {
    let rituals = stage.app.rituals_view()?.rituals;
    let ritual = rituals.into_iter().find(|ritual| ritual.title == title).ok_or(AppError::NotFound)?;
    for first in people {
        stage.seat(*first);
        stage.app.half_mark(ritual.id, stage.app.today(), true)?;
    }
    Ok(())
}

impl Habit {
    fn draft(&self) -> RitualDraft {
        let promise = |(words, ours): &(&str, bool)| Promise { words: (*words).into(), ours: *ours };
        RitualDraft {
            id: None,
            title: self.title.into(),
            why: self.why.into(),
            promises: self.promises.iter().map(promise).collect(),
            small: self.small.into(),
            small_minutes: None,
            when: Chosen {
                rhythm: Rhythm::every_week(self.days.iter().copied().collect::<Weekdays>()),
                at: NaiveTime::from_hms_opt(self.at.0, self.at.1, 0).unwrap_or_default(),
                zone: ZONE,
            },
            minutes: self.minutes,
            lead: self.lead,
            wording: Wording::Discreet,
            who: self.who,
            resting: false,
        }
    }
}
