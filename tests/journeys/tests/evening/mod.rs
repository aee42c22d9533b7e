//! Robin and Sam at one table, unless a story says otherwise on Monday 23 November 2026 at twenty to eight in
//! the evening.

#![allow(dead_code, reason = "each story uses what it needs")]
#![allow(clippy::expect_used, reason = "a story that cannot be set up stops with the reason")]

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use nightstand_app::people::People;
use nightstand_app::ports::ManualClock;
use nightstand_app::profile::Profile;
use nightstand_app::rituals::{Chosen, RitualDraft, RitualRow};
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_app::{App, Role};
use nightstand_domain::ids::{PersonId, RitualId};
use nightstand_domain::people::Ribbon;
use nightstand_domain::ritual::{Rhythm, Weekdays, Who, Wording};
use nightstand_vault::MemoryStore;

/// The couple's day on which the stories begin.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// A time on a wall clock.
pub(crate) fn at(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

pub(crate) fn every_day() -> Rhythm {
    Rhythm::every_week(Weekdays::ALL)
}

/// Ten minutes of something, every day.
pub(crate) fn draft(title: &str, time: &str) -> RitualDraft {
    RitualDraft {
        id: None,
        title: title.into(),
        why: String::new(),
        promises: Vec::new(),
        small: String::new(),
        small_minutes: None,
        when: Chosen { rhythm: every_day(), at: at(time), zone: Tz::Europe__Berlin },
        minutes: 10,
        lead: Some(10),
        wording: Wording::default(),
        who: Who::default(),
        resting: false,
    }
}

pub(crate) struct Evening {
    pub(crate) app: App,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) robin: PersonId,
    pub(crate) sam: PersonId,
    _folder: tempfile::TempDir,
}

impl Evening {
    pub(crate) fn of_two() -> Self {
        Self::beginning("2026-11-23T19:40:00+01:00")
    }

    /// The same at another time, in RFC 3339.
    pub(crate) fn beginning(now: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let now = DateTime::parse_from_rfc3339(now).expect("a time").to_utc();
        let clock = Arc::new(ManualClock::at(now, Tz::Europe__Berlin));
        let profile = Profile::find(Some(folder.path())).expect("a profile");
        let app = App::open(profile, clock.clone(), Arc::new(MemoryStore::default()), Role::Window);
        let who = |name: &str, ribbon| Newcomer { name: name.into(), ribbon };
        app.begin(FirstRun {
            a: who("robin", Ribbon::Madder),
            b: Some(who("sam", Ribbon::Verdigris)),
            rituals: Vec::new(),
            quiet: None,
        })
        .expect("first run");
        let People { a, b, .. } = app.people().expect("two people");
        Self { app, clock, robin: a.id, sam: b.expect("the second").id, _folder: folder }
    }

    pub(crate) fn sits(&self, person: PersonId) -> &App {
        self.app.sit(person).expect("the switch");
        &self.app
    }

    pub(crate) fn robin(&self) -> &App {
        self.sits(self.robin)
    }

    pub(crate) fn sam(&self) -> &App {
        self.sits(self.sam)
    }

    pub(crate) fn days_pass(&self, days: i64) {
        self.clock.set(self.app.now() + Duration::days(days));
    }

    /// Sets the wall clock to a time of the couple's day; what is before four is the night after.
    pub(crate) fn it_is(&self, time: &str) {
        let (today, time) = (self.app.today(), at(time));
        let date = if time < at("04:00") { today + Duration::days(1) } else { today };
        let now = date.and_time(time).and_local_timezone(Tz::Europe__Berlin).single().expect("a time");
        self.clock.set(now.to_utc());
    }

    pub(crate) fn rituals(&self) -> usize {
        self.app.rituals_view().expect("the list").rituals.len()
    }

    pub(crate) fn row(&self, id: RitualId) -> RitualRow {
        let list = self.app.rituals_view().expect("the list").rituals;
        list.into_iter().find(|row| row.id == id).expect("it is on the table")
    }

    /// Who marked a ritual that stands among today's small things.
    pub(crate) fn done(&self, id: RitualId) -> Vec<PersonId> {
        let small = self.app.tonight_view().expect("tonight").small;
        let thing = small.into_iter().find(|thing| thing.ritual == id).expect("a small thing of today");
        thing.done.0.into_iter().collect()
    }

    /// What lies on the disk of the shared table, its write-ahead log included.
    pub(crate) fn table_bytes(&self) -> Vec<Vec<u8>> {
        let table = self.app.profile().table();
        let log = table.with_extension("db-wal");
        [table, log].iter().map(|path| std::fs::read(path).unwrap_or_default()).collect()
    }
}
