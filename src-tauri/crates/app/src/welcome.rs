//! First run: from an empty folder to a table with people at it and, if they like, a few rituals. The
//! drawer's lock follows as a step of its own, so that a full disk there costs nothing that was chosen here.

use nightstand_domain::ids::PersonId;
use nightstand_domain::people::{Person, Ribbon, Side};
use nightstand_vault::RecoveryWords;
use zeroize::Zeroizing;

use crate::error::AppError;
use crate::keys;
use crate::people::{seat, told_apart, valid_name};
use crate::rituals::RitualDraft;
use crate::settings::QuietHours;
use crate::spine::App;

/// The most rituals that first run offers: three small things are plenty.
pub const RITUALS: usize = 3;

/// What someone chose in first run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstRun {
    /// Who sits here.
    pub a: Newcomer,
    /// The other person; nobody for "Just me for now".
    pub b: Option<Newcomer>,
    /// Up to [`RITUALS`] small things.
    pub rituals: Vec<RitualDraft>,
    /// When this computer stays quiet, if ever.
    pub quiet: Option<QuietHours>,
}

/// Someone who sits down for the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// Their name, as they typed it.
    pub name: String,
    /// Their ribbon.
    pub ribbon: Ribbon,
}

/// Whether these are names for two people, or for one alone.
///
/// # Errors
/// [`AppError::Invalid`] for a name that is empty or too long, and for two that are the same.
pub fn fit_names(a: &str, b: Option<&str>) -> Result<(), AppError> {
    let a = valid_name(a)?;
    b.map_or(Ok(()), |b| told_apart(&a, &valid_name(b)?))
}

/// Four ordinary words: easy to remember, and 44 bits to guess behind a slow lock.
///
/// # Errors
/// When the system gives no randomness.
pub fn suggested_passphrase() -> Result<Zeroizing<String>, AppError> {
    let words = RecoveryWords::random()?;
    let four: Vec<&str> = words.expose("shown once as a suggestion").into_iter().take(4).collect();
    Ok(Zeroizing::new(four.join(" ")))
}

impl App {
    /// Sets the table, and returns the first person. Whatever is wrong with the names is found before
    /// anything is written; people and rituals are written at once, and a table that was left without people is
    /// taken up again.
    ///
    /// # Errors
    /// [`AppError::Taken`] when there is a table with people at it, or both chose one ribbon;
    /// [`AppError::Invalid`] for a name or a ritual; whatever keeps the folder from being written.
    pub fn begin(&self, first: FirstRun) -> Result<PersonId, AppError> {
        fit_names(&first.a.name, first.b.as_ref().map(|b| b.name.as_str()))?;
        let a = newcomer(&first.a, Side::A)?;
        let b = first.b.as_ref().map(|b| newcomer(b, Side::B)).transpose()?;
        if b.as_ref().is_some_and(|b| b.ribbon == a.ribbon) {
            return Err(AppError::Taken);
        }
        if first.rituals.len() > RITUALS {
            return Err(AppError::invalid("rituals", "many"));
        }
        self.lay_first_table()?;
        let rituals = first
            .rituals
            .into_iter()
            .map(|draft| self.prepared_to_come(draft))
            .collect::<Result<Vec<_>, _>>()?;
        // Before anybody sits there: what a full disk refuses here can be tried again as a whole.
        let settings = self.settings();
        self.change_settings(crate::settings::Settings { quiet: first.quiet, ..settings })?;
        self.record(a.id, |act| {
            seat(act, &a)?;
            b.as_ref().map_or(Ok(()), |b| seat(act, b))?;
            rituals.into_iter().try_for_each(|ritual| {
                act.set(nightstand_domain::ritual::field::RITUAL, ritual.id.entity(), ritual.set)
            })
        })?;
        self.sit_down(a.id);
        Ok(a.id)
    }

    fn lay_first_table(&self) -> Result<(), AppError> {
        match self.people() {
            Ok(_) => Err(AppError::Taken),
            Err(AppError::NoTable) if self.has_table() => Ok(()),
            Err(AppError::NoTable) => {
                self.lay_table(keys::make_table(&self.profile, &self.key_file, self.keyring.as_ref())?);
                Ok(())
            }
            Err(refused) => Err(refused),
        }
    }
}

fn newcomer(who: &Newcomer, side: Side) -> Result<Person, AppError> {
    Ok(Person { id: PersonId::random()?, name: valid_name(&who.name)?, ribbon: who.ribbon, side })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::{DateTime, NaiveTime, Weekday};
    use nightstand_domain::ids::RitualId;
    use nightstand_domain::ritual::{Rhythm, Who, Wording};
    use nightstand_vault::MemoryStore;

    use super::*;
    use crate::ports::ManualClock;
    use crate::profile::Profile;
    use crate::rituals::Chosen;
    use crate::spine::Role;

    fn app(folder: &std::path::Path) -> App {
        let profile = Profile::find(Some(folder)).unwrap();
        let now = DateTime::parse_from_rfc3339("2026-11-23T19:30:00Z").unwrap().to_utc();
        let clock = Arc::new(ManualClock::at(now, chrono_tz::Europe::Berlin));
        App::open(profile, clock, Arc::new(MemoryStore::default()), Role::Window)
    }

    fn who(name: &str, ribbon: Ribbon) -> Newcomer {
        Newcomer { name: name.to_owned(), ribbon }
    }

    fn two() -> FirstRun {
        FirstRun {
            a: who("Robin", Ribbon::Madder),
            b: Some(who("Sam", Ribbon::Slate)),
            rituals: Vec::new(),
            quiet: None,
        }
    }

    fn ritual(title: &str) -> RitualDraft {
        RitualDraft {
            id: None,
            title: title.to_owned(),
            why: String::new(),
            promises: Vec::new(),
            small: String::new(),
            small_minutes: None,
            when: Chosen {
                rhythm: Rhythm::every_week([Weekday::Mon].into_iter().collect()),
                at: NaiveTime::from_hms_opt(21, 30, 0).unwrap(),
                zone: chrono_tz::Europe::Berlin,
            },
            minutes: 10,
            lead: Some(0),
            wording: Wording::Discreet,
            who: Who::Together,
            resting: false,
        }
    }

    #[test]
    fn a_suggested_passphrase_is_four_words_and_never_the_same() {
        let (one, other) = (suggested_passphrase().unwrap(), suggested_passphrase().unwrap());
        assert_eq!(one.split(' ').count(), 4, "four ordinary words");
        assert_ne!(one, other, "each is drawn anew");
    }

    #[test]
    fn first_run_seats_two_people_and_the_first_one_is_here() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        assert!(matches!(app.people(), Err(AppError::NoTable)), "an empty folder has nobody");
        let robin = app.begin(two()).unwrap();
        let people = app.people().unwrap();
        assert_eq!((people.a.id, people.a.name.as_str()), (robin, "Robin"), "who typed sits first");
        assert_eq!(people.b.map(|b| b.ribbon), Some(Ribbon::Slate), "each has the ribbon they chose");
        assert_eq!(app.here().unwrap().id, robin, "and is the one who is here");
    }

    #[test]
    fn one_person_alone_is_enough_and_the_second_may_come_later() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        app.begin(FirstRun { b: None, ..two() }).unwrap();
        assert!(app.people().unwrap().b.is_none(), "nobody is made up");
        let (sam, changed) = app.add_person(" Sam ", Ribbon::Moss).unwrap();
        assert!(changed.undo.is_some(), "even that can be taken back");
        assert_eq!(app.people().unwrap().b.map(|b| (b.id, b.name)), Some((sam, "Sam".to_owned())));
        assert!(matches!(app.add_person("Third", Ribbon::Slate), Err(AppError::Taken)), "a table for two");
    }

    #[test]
    fn what_cannot_stand_on_a_plate_is_refused_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        let refused = |first| matches!(app.begin(first), Err(AppError::Invalid { .. } | AppError::Taken));
        assert!(refused(FirstRun { a: who(" \0 ", Ribbon::Moss), ..two() }), "a name is needed");
        assert!(refused(FirstRun { b: Some(who("Sam", Ribbon::Madder)), ..two() }), "ribbons differ");
        assert!(!app.has_table(), "nothing was written");
        app.begin(two()).unwrap();
        assert!(matches!(app.begin(two()), Err(AppError::Taken)), "a table is never set twice");
    }

    #[test]
    fn a_first_run_that_a_full_disk_stopped_can_be_tried_again_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        // Nothing can be written where a folder stands in the way.
        let in_the_way = folder.path().join("config/settings.json");
        std::fs::create_dir(&in_the_way).unwrap();
        app.begin(two()).unwrap_err();
        assert!(matches!(app.people(), Err(AppError::NoTable)), "nobody sits at half a table");
        std::fs::remove_dir(&in_the_way).unwrap();
        app.begin(two()).unwrap();
        assert_eq!(app.people().unwrap().b.map(|b| b.name).as_deref(), Some("Sam"));
    }

    #[test]
    fn people_and_their_first_rituals_are_written_at_once_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        let (evening, nameless) = (ritual("Tea"), ritual(" "));
        app.begin(FirstRun { rituals: vec![evening.clone(), nameless], ..two() }).unwrap_err();
        assert!(
            matches!(app.people(), Err(AppError::NoTable)),
            "one that cannot be made leaves nobody seated"
        );
        let mut behind = ritual("Tea after nothing");
        behind.when.rhythm = Rhythm::After(RitualId::random().unwrap());
        app.begin(FirstRun { rituals: vec![behind], ..two() }).unwrap_err();
        assert!(
            matches!(app.people(), Err(AppError::NoTable)),
            "nor does one that would follow what is not there"
        );
        app.begin(FirstRun { rituals: vec![evening], ..two() }).unwrap();
        assert_eq!(app.rituals_view().unwrap().rituals.len(), 1, "and trying again finds the table free");
    }

    #[test]
    fn what_was_over_today_before_there_was_a_table_begins_with_its_next_day() {
        let folder = tempfile::tempdir().unwrap();
        // Monday, 20:30.
        let app = app(folder.path());
        let at = |title: &str, hour| {
            let every_day = Rhythm::every_week([Weekday::Mon, Weekday::Tue].into_iter().collect());
            let at = NaiveTime::from_hms_opt(hour, 25, 0).unwrap();
            RitualDraft {
                when: Chosen { rhythm: every_day, at, ..ritual("").when },
                minutes: 10,
                ..ritual(title)
            }
        };
        let rituals = vec![at("Coffee", 7), at("Under way", 20), at("Tea", 21)];
        app.begin(FirstRun { rituals, ..two() }).unwrap();
        let begins = |title: &str| {
            let all = app.rituals_view().unwrap().rituals;
            all.into_iter().find(|one| one.title == title).unwrap().when().unwrap().starts.to_string()
        };
        assert_eq!(begins("Coffee"), "2026-11-24", "nobody left this morning's");
        assert_eq!([begins("Under way"), begins("Tea")], ["2026-11-23", "2026-11-23"]);
    }

    fn is_same(refused: Result<impl std::fmt::Debug, AppError>) -> bool {
        matches!(refused, Err(AppError::Invalid { field: "name", why: "same" }))
    }

    #[test]
    fn two_people_of_one_name_are_asked_for_a_nickname_wherever_a_name_is_given() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        assert!(is_same(fit_names("Sam", Some(" sam "))), "before anybody goes on");
        let b = Some(who("SAM", Ribbon::Slate));
        assert!(is_same(app.begin(FirstRun { a: who("Sam", Ribbon::Madder), b, ..two() })), "in first run");
        assert!(!app.has_table(), "and nothing was written");
        let robin = app.begin(FirstRun { b: None, ..two() }).unwrap();
        assert!(is_same(app.add_person("robin", Ribbon::Slate)), "at a second place");
        let (sam, _) = app.add_person("Sam", Ribbon::Slate).unwrap();
        assert!(is_same(app.rename_person(sam, "Robin ")), "in Settings");
        app.rename_person(robin, "ROBIN").unwrap();
        assert_eq!(app.people().unwrap().a.name, "ROBIN", "one's own name may be written anew");
    }

    #[test]
    fn a_table_at_which_two_have_one_name_already_opens_and_either_can_be_renamed() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        let robin = app.begin(two()).unwrap();
        let sam = app.people().unwrap().b.unwrap();
        app.record(robin, |act| seat(act, &Person { name: "Robin".to_owned(), ..sam.clone() })).unwrap();
        assert_eq!(app.people().unwrap().b.unwrap().name, "Robin", "an earlier version let it be so");
        app.rename_person(sam.id, "Robin").unwrap();
        app.rename_person(sam.id, "Bo").unwrap();
        assert_eq!(app.people().unwrap().b.unwrap().name, "Bo");
    }

    #[test]
    fn the_switch_says_who_is_at_the_table() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        app.begin(two()).unwrap();
        let sam = app.people().unwrap().b.unwrap().id;
        app.sit(sam).unwrap();
        assert_eq!(app.here().unwrap().id, sam, "Sam sat down");
        assert!(matches!(app.sit(PersonId::random().unwrap()), Err(AppError::NotFound)), "nobody else can");
    }

    #[test]
    fn nobody_takes_the_others_ribbon_and_a_new_name_can_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        let robin = app.begin(two()).unwrap();
        assert!(matches!(app.choose_ribbon(robin, Ribbon::Slate), Err(AppError::Taken)), "it is Sam's");
        app.rename_person(robin, "Robs").unwrap();
        app.undo().unwrap();
        assert_eq!(app.people().unwrap().a.name, "Robin", "Undo gives the old name back");
    }
}
