//! The night after an argument: robin's drawer is open, and sam sits at the same table.

#![allow(dead_code, reason = "each journey uses the part of the night that it needs")]

#[path = "../home/mod.rs"]
pub(crate) mod home;

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate};
use nightstand_app::App;
use nightstand_app::drawer::Search;
use nightstand_app::people::People;
use nightstand_app::ports::ManualClock;
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_domain::ids::{PersonId, ReflectionId};
use nightstand_domain::people::Ribbon;
use nightstand_domain::reflection::{
    Choice, Family, Feeling, Felt, Guess, Mine, Need, Reflection, Say, Step, Strength, Topic,
};
use nightstand_journal::Pragmas;
use nightstand_vault::{KeySlots, MemoryStore, Passphrase, Purpose, Unlock};

pub(crate) const PASSPHRASE: &str = "kettle orchard tram violet";

pub(crate) struct Night {
    pub(crate) app: App,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) robin: PersonId,
    pub(crate) sam: PersonId,
    pub(crate) keys: Arc<MemoryStore>,
    pub(crate) folder: tempfile::TempDir,
}

impl Night {
    /// Two people at the table, and robin's drawer open.
    pub(crate) fn after_the_argument() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let now = DateTime::parse_from_rfc3339("2026-11-19T21:40:00Z").expect("a time").to_utc();
        let clock = Arc::new(ManualClock::at(now, chrono_tz::Europe::Berlin));
        let keys = Arc::new(MemoryStore::default());
        let app = home::open(folder.path(), &keys, &clock);
        let who = |name: &str, ribbon| Newcomer { name: name.into(), ribbon };
        app.begin(FirstRun {
            a: who("robin", Ribbon::Madder),
            b: Some(who("sam", Ribbon::Verdigris)),
            rituals: Vec::new(),
            quiet: None,
        })
        .expect("first run");
        let People { a, b, .. } = app.people().expect("two people");
        let (robin, sam) = (a.id, b.expect("the second").id);
        let words = app.make_drawer(robin, PASSPHRASE).expect("a drawer");
        app.confirm_words(robin, words.asked()).expect("the two words");
        app.unlock_drawer(robin, PASSPHRASE).expect("the passphrase opens it");
        Self { app, clock, robin, sam, keys, folder }
    }

    /// The window was killed and is opened again; the drawer too.
    pub(crate) fn after_a_crash(self) -> Self {
        let Self { app, clock, robin, sam, keys, folder } = self;
        drop(app);
        let app = home::open(folder.path(), &keys, &clock);
        app.unlock_drawer(robin, PASSPHRASE).expect("the passphrase opens it");
        Self { app, clock, robin, sam, keys, folder }
    }

    /// How many entries of robin's drawer have lost their words.
    pub(crate) fn erased(&self) -> usize {
        let slots = KeySlots::open(&self.app.profile().data).expect("the slots");
        let passphrase = Passphrase::typed(PASSPHRASE).expect("a passphrase");
        let ring = slots.unlock(self.robin, &Unlock::Passphrase(&passphrase)).expect("it opens");
        let key = ring.key(Purpose::Drawer(self.robin)).expect("the drawer's key");
        let path = self.app.profile().data.join(format!("drawer-{}.db", self.robin));
        let own = u32::from_be_bytes(*b"NSdr").cast_signed();
        let conn = nightstand_journal::connect(&path, Some(key), &Pragmas::of(own)).expect("the file");
        let count = "SELECT count(*) FROM entry WHERE payload IS NULL";
        conn.query_row(count, [], |row| row.get::<_, i64>(0)).expect("a count").try_into().expect("a number")
    }

    pub(crate) fn days_pass(&self, days: i64) {
        self.clock.set(self.app.now() + Duration::days(days));
    }

    pub(crate) fn begins(&self) -> ReflectionId {
        self.app.reflection_start(self.robin, None, None).expect("a reflection")
    }

    pub(crate) fn puts_away(&self, reflection: &Reflection) -> ReflectionId {
        let id = self.begins();
        self.app.reflection_put_away(self.robin, id, reflection).expect("it is put away");
        id
    }

    /// What sam finds on the table.
    pub(crate) fn on_the_table(&self) -> Vec<String> {
        let us = self.app.us_view(50).expect("the table");
        us.lines.into_iter().map(|line| line.words).collect()
    }

    pub(crate) fn finds(&self, query: &str) -> usize {
        let search = Search { typed: query, ..Search::default() };
        self.app.find(search).expect("a search").map_or(0, |found| found.total)
    }
}

pub(crate) fn feeling(family: Family, strength: Strength) -> Feeling {
    Feeling::on_stroke(family, strength)
}

pub(crate) fn thursday() -> Reflection {
    Reflection {
        step: Step::Keep,
        mine: Mine {
            happened: "Dinner was at seven. I put the plates in the sink without eating.".into(),
            topic: Some(Topic::Late),
            day: NaiveDate::from_ymd_opt(2026, 11, 19),
            showed: Felt {
                chosen: vec![feeling(Family::Hurt, Strength::Much)],
                own: vec!["unheard".into()],
                unsure: false,
            },
            under: Felt { chosen: vec![feeling(Family::Fear, Strength::Some)], ..Felt::default() },
            needed: vec![Need::ComeFirst, Need::Plan],
            say: Say {
                feel: "unseen, and a bit stung".into(),
                when: "dinner goes cold and I haven’t heard from you".into(),
                need: "to know I come first".into(),
                ask: "send me one line when a meeting runs over".into(),
            },
            ..Mine::default()
        },
        guess: Guess {
            text: "Maybe the cold kitchen felt like failing twice.".into(),
            outside: "Two people at the end of a long week.".into(),
            needs: vec![Need::Reassurance],
        },
        ..Reflection::default()
    }
}

pub(crate) fn what_robin_would_say() -> Choice {
    Choice { say: true, ..Choice::default() }
}
