//! Robin wonders what the argument was about. Everything that is found out stays in robin's drawer, except
//! the words that robin hands over, exactly as they were shown.

mod home;

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate};
use nightstand_app::drawer::Search;
use nightstand_app::people::People;
use nightstand_app::ports::ManualClock;
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_app::{App, AppError, Undone};
use nightstand_domain::ids::{PageId, PersonId, ReflectionId};
use nightstand_domain::people::Ribbon;
use nightstand_domain::reflection::{
    Choice, Family, Feeling, Felt, Guess, Mine, Need, PartOfDay, Reflection, Say, Step, Strength, Topic,
};
use nightstand_domain::us::Stay;
use nightstand_journal::Pragmas;
use nightstand_vault::{KeySlots, MemoryStore, Passphrase, Purpose, Unlock};

const PASSPHRASE: &str = "kettle orchard tram violet";

struct Night {
    app: App,
    clock: Arc<ManualClock>,
    robin: PersonId,
    sam: PersonId,
    keys: Arc<MemoryStore>,
    folder: tempfile::TempDir,
}

impl Night {
    /// Two people at the table, and robin's drawer open.
    fn after_the_argument() -> Self {
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
    fn after_a_crash(self) -> Self {
        let Self { app, clock, robin, sam, keys, folder } = self;
        drop(app);
        let app = home::open(folder.path(), &keys, &clock);
        app.unlock_drawer(robin, PASSPHRASE).expect("the passphrase opens it");
        Self { app, clock, robin, sam, keys, folder }
    }

    /// How many entries of robin's drawer have lost their words.
    fn erased(&self) -> usize {
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

    fn days_pass(&self, days: i64) {
        self.clock.set(self.app.now() + Duration::days(days));
    }

    fn begins(&self) -> ReflectionId {
        self.app.reflection_start(self.robin, None, None).expect("a reflection")
    }

    fn puts_away(&self, reflection: &Reflection) -> ReflectionId {
        let id = self.begins();
        self.app.reflection_put_away(self.robin, id, reflection).expect("it is put away");
        id
    }

    /// What sam finds on the table.
    fn on_the_table(&self) -> Vec<String> {
        let us = self.app.us_view(50).expect("the table");
        us.lines.into_iter().map(|line| line.words).collect()
    }

    fn finds(&self, query: &str) -> usize {
        let search = Search { typed: query, ..Search::default() };
        self.app.find(search).expect("a search").map_or(0, |found| found.total)
    }
}

fn feeling(family: Family, strength: Strength) -> Feeling {
    Feeling::on_stroke(family, strength)
}

fn thursday() -> Reflection {
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

fn what_robin_would_say() -> Choice {
    Choice { say: true, ..Choice::default() }
}

#[test]
fn six_steps_are_kept_as_they_are_written_and_found_again() {
    let night = Night::after_the_argument();
    let id = night.begins();
    let started = night.app.reflection_view(id).expect("it opens");
    assert_eq!(started.reflection.mine.day, Some(night.app.today()), "the day is filled in");
    night.app.reflection_keep(night.robin, id, &thursday()).expect("kept");

    let night = night.after_a_crash();
    let resumed = night.app.reflection_view(id).expect("it is still there");
    assert_eq!(resumed.reflection, thursday(), "every step is as it was left");
    assert!(!resumed.finished, "and still open");
    let (cards, _) = night.app.reflections_view().expect("the list");
    assert_eq!(
        cards.first().and_then(|card| card.left_at),
        Some(Step::Keep),
        "the list says where it was left"
    );
    assert_eq!(night.finds("plates"), 1, "what is not put away yet is found as well");

    night.app.reflection_put_away(night.robin, id, &resumed.reflection).expect("it is put away");
    assert_eq!(night.finds("plates"), 1, "and once after it was");
    night.app.lock_drawer().expect("locked");
    assert!(
        matches!(night.app.reflection_view(id), Err(AppError::DrawerLocked)),
        "a shut drawer shows nothing"
    );
    assert!(night.app.unlock_drawer(night.robin, "kettle orchard tram").is_err(), "a wrong passphrase");
    night.app.unlock_drawer(night.robin, PASSPHRASE).expect("the right one");
    let again = night.app.reflection_view(id).expect("it opens");
    assert_eq!(again.reflection, thursday(), "word for word");
    assert!(again.finished, "and put away");
}

#[test]
fn sharing_shows_exactly_what_will_be_seen() {
    let night = Night::after_the_argument();
    let id = night.begins();
    for (choice, parts) in [
        (what_robin_would_say(), 1),
        (Choice { happened: vec![1], felt: true, needed: true, say: false }, 3),
        (Choice { happened: vec![0, 1], felt: true, needed: true, say: true }, 4),
    ] {
        let preview = night.app.carry_preview(&thursday().mine, &choice).expect("a preview");
        let seen = preview.text.expect("something was chosen");
        assert_eq!(seen.split("\n\n").count(), parts, "the chosen parts and no other");
        night.app.reflection_carry(id, &thursday(), &choice, Stay::Kept, &seen).expect("shared");
        assert!(night.on_the_table().contains(&seen), "what lies on the table is what was shown: {seen}");
    }
    assert_eq!(night.on_the_table().len(), 3, "three times shared, three lines");
}

#[test]
fn words_that_were_not_shown_are_not_shared() {
    let night = Night::after_the_argument();
    let id = night.begins();
    let preview = night.app.carry_preview(&thursday().mine, &what_robin_would_say()).expect("a preview");
    let seen = preview.text.expect("words");
    let mut since = thursday();
    since.mine.say.ask = "never do that again".into();
    let refused = night.app.reflection_carry(id, &since, &what_robin_would_say(), Stay::Kept, &seen);
    assert!(matches!(refused, Err(AppError::Invalid { field: "seen", .. })), "other words: {refused:?}");
    let nothing = night.app.reflection_carry(id, &thursday(), &Choice::default(), Stay::Kept, "");
    assert!(matches!(nothing, Err(AppError::Invalid { field: "choice", .. })), "nothing chosen: {nothing:?}");
    assert_eq!(night.on_the_table(), Vec::<String>::new(), "the table is as it was");
}

#[test]
fn guess_about_the_other_is_never_shared() {
    let night = Night::after_the_argument();
    let id = night.begins();
    let everything = Choice { happened: vec![0, 1], felt: true, needed: true, say: true };
    let preview = night.app.carry_preview(&thursday().mine, &everything).expect("a preview");
    let seen = preview.text.expect("words");
    night.app.reflection_carry(id, &thursday(), &everything, Stay::Kept, &seen).expect("shared");
    let table = night.on_the_table().concat().to_lowercase();
    for private in ["kitchen", "failing", "long week", "reassurance"] {
        assert!(!table.contains(private), "{private:?} is a guess about sam and stays in the drawer");
    }
}

#[test]
fn sharing_twice_or_after_a_crash_puts_it_there_once() {
    let night = Night::after_the_argument();
    let id = night.begins();
    let preview = night.app.carry_preview(&thursday().mine, &what_robin_would_say()).expect("a preview");
    let seen = preview.text.expect("words");
    night.app.reflection_carry(id, &thursday(), &what_robin_would_say(), Stay::Kept, &seen).expect("shared");
    let night = night.after_a_crash();
    night
        .app
        .reflection_carry(id, &thursday(), &what_robin_would_say(), Stay::Kept, &seen)
        .expect("shared once more");
    assert_eq!(night.on_the_table(), std::slice::from_ref(&seen), "one line, however often");
    let view = night.app.reflection_view(id).expect("it opens");
    assert_eq!(view.carried, [seen], "the drawer knows what lies outside");
    night.app.undo().expect("taken back");
}

#[test]
fn sharing_a_part_does_not_put_the_reflection_away() {
    let night = Night::after_the_argument();
    let left_at = |night: &Night| -> Vec<_> {
        let (cards, _) = night.app.reflections_view().expect("the list");
        cards.into_iter().map(|card| card.left_at).collect()
    };
    let id = night.begins();
    night.app.reflection_keep(night.robin, id, &thursday()).expect("kept");
    let share = |night: &Night, choice: &Choice| {
        let seen = night.app.carry_preview(&thursday().mine, choice).expect("a preview").text.expect("words");
        night.app.reflection_carry(id, &thursday(), choice, Stay::Week, &seen).expect("shared");
    };
    share(&night, &what_robin_would_say());
    assert_eq!(left_at(&night), [Some(Step::Keep)], "it goes on where it was");
    share(&night, &Choice { felt: true, ..Choice::default() });
    let night = night.after_a_crash();
    assert_eq!(left_at(&night), [Some(Step::Keep)], "however much is shared");
    night.app.reflection_put_away(night.robin, id, &thursday()).expect("put away");
    assert_eq!(left_at(&night), [None]);
    share(&night, &Choice { needed: true, ..Choice::default() });
    assert_eq!(left_at(&night), [None], "one that lies away stays away");
}

#[test]
fn what_was_shared_can_be_taken_back_from_the_table() {
    let night = Night::after_the_argument();
    let id = night.begins();
    let preview = night.app.carry_preview(&thursday().mine, &what_robin_would_say()).expect("a preview");
    let seen = preview.text.expect("words");
    night.app.reflection_carry(id, &thursday(), &what_robin_would_say(), Stay::Kept, &seen).expect("shared");
    let Undone { deed, .. } = night.app.undo().expect("undo works").expect("there is a step");
    assert_eq!(deed.key, "carryLine", "the sharing is what is taken back");
    assert_eq!(night.on_the_table(), Vec::<String>::new(), "it no longer lies there");
    let view = night.app.reflection_view(id).expect("the reflection is whole");
    assert_eq!(view.carried, Vec::<String>::new(), "and the drawer says so");
    assert_eq!(view.reflection, thursday(), "not a word of it is gone");
}

#[test]
fn nobody_but_the_owner_carries_words_out_of_a_drawer() {
    let night = Night::after_the_argument();
    let id = night.begins();
    night.app.reflection_keep(night.robin, id, &thursday()).expect("kept");
    night.app.sit(night.sam).expect("sam sits down");
    let choice = what_robin_would_say();
    let refused = night.app.reflection_carry(id, &thursday(), &choice, Stay::Kept, "I feel unseen.");
    assert!(matches!(refused, Err(AppError::DrawerLocked)), "robin's drawer shut: {refused:?}");
    assert!(night.app.reflections_view().is_err(), "and shows nothing to sam");
}

#[test]
fn a_reflection_that_was_thrown_away_comes_back_with_undo() {
    let night = Night::after_the_argument();
    let id = night.begins();
    night.app.reflection_keep(night.robin, id, &thursday()).expect("kept");
    night.app.reflection_throw_away(id).expect("thrown away");
    assert!(matches!(night.app.reflection_view(id), Err(AppError::NotFound)), "it is gone");
    night.app.undo().expect("undo works").expect("there is a step");
    let back = night.app.reflection_view(id).expect("it is back");
    assert_eq!(back.reflection, thursday(), "with every word, though it was never put away");
    assert!(!back.finished, "and it is unfinished as it was");
    let (cards, _) = night.app.reflections_view().expect("the list");
    assert!(cards.iter().all(|card| card.left_at.is_some()) && cards.len() == 1, "which the list says");

    night.app.reflection_put_away(night.robin, id, &thursday()).expect("put away");
    let mut further = thursday();
    further.guess.text = "That the train was late.".into();
    night.app.reflection_keep(night.robin, id, &further).expect("kept");
    night.app.reflection_throw_away(id).expect("thrown away");
    night.app.undo().expect("undo works").expect("there is a step");
    let back = night.app.reflection_view(id).expect("it is back");
    assert_eq!((back.reflection, back.finished), (further, true), "put away once, and in the hand again");
}

#[test]
fn an_unfinished_reflection_is_found_by_what_is_written_in_it_by_now() {
    let night = Night::after_the_argument();
    let put_away = night.puts_away(&thursday());
    let mut begun = thursday();
    begun.mine.happened = "We both forgot the plates. #kitchen/plates".into();
    begun.mine.topic = Some(Topic::Own("the crossword".into()));
    let id = night.begins();
    night.app.reflection_keep(night.robin, id, &begun).expect("kept");
    let found = |typed| {
        let found =
            night.app.find(Search { typed, ..Search::default() }).expect("a search").expect("it asks");
        assert_eq!(found.total, found.hits.len(), "{typed}: each is counted once");
        found.hits.into_iter().map(|hit| ReflectionId::from(hit.id)).collect::<Vec<_>>()
    };
    assert_eq!(found("plates"), [id, put_away], "what is still being written comes first");
    for typed in ["crossw", "#kitchen", "\"forgot the plates\"", "forgot seven today"] {
        let both = typed.contains("seven");
        assert_eq!(found(typed), if both { vec![] } else { vec![id] }, "{typed}");
    }
    assert_eq!(found("kitchen today"), [id, put_away], "a day is a wish like any other");

    let mut again = thursday();
    again.guess.text = "That the tram was full.".into();
    night.app.reflection_keep(night.robin, put_away, &again).expect("kept");
    assert_eq!(found("tram"), [put_away], "words that were added to one that was put away");
    assert_eq!(found("plates"), [id, put_away], "which is not found twice");
    let pages_alone =
        Search { typed: "plates", only: Some(nightstand_domain::page::field::PAGE), ..Search::default() };
    assert_eq!(night.app.find(pages_alone).expect("a search").map_or(0, |found| found.total), 0);
    night.begins();
    assert_eq!(found("today").len(), 2, "one in which nothing is written yet is nothing to be found");
}

#[test]
fn reflections_of_one_day_stand_in_its_order() {
    let night = Night::after_the_argument();
    let of = |part, happened: &str| {
        let mut reflection = thursday();
        reflection.mine.part_of_day = part;
        reflection.mine.happened = happened.into();
        reflection
    };
    for (part, happened) in [
        (Some(PartOfDay::Night), "the night"),
        (Some(PartOfDay::Evening), "the evening"),
        (None, "some time"),
        (Some(PartOfDay::Evening), "the evening, later put away"),
        (Some(PartOfDay::Morning), "the morning"),
    ] {
        night.puts_away(&of(part, happened));
    }
    let shown = || -> Vec<String> {
        let (cards, _) = night.app.reflections_view().expect("the list");
        cards.into_iter().map(|card| card.row.beginning).collect()
    };
    let in_order = ["the night", "the evening, later put away", "the evening", "the morning", "some time"];
    assert_eq!(shown(), in_order);

    for (part, happened) in
        [(PartOfDay::Morning, "begun of the morning"), (PartOfDay::Night, "begun at night")]
    {
        let id = night.begins();
        night.app.reflection_keep(night.robin, id, &of(Some(part), happened)).expect("kept");
    }
    assert_eq!(shown()[..2], ["begun at night", "begun of the morning"], "those that are not put away, too");
    assert_eq!(shown()[2..], in_order);
}

#[test]
fn opening_and_leaving_piles_up_nothing() {
    let night = Night::after_the_argument();
    let (one, other) = (night.begins(), night.begins());
    assert_eq!(one, other, "a blank one is taken up again");
    let (cards, _) = night.app.reflections_view().expect("the list");
    assert_eq!(cards.len(), 0, "and is not shown");
    night.app.reflection_put_away(night.robin, one, &Reflection::default()).expect("put away");
    let (cards, _) = night.app.reflections_view().expect("the list");
    assert_eq!(cards.len(), 0, "a blank one is let go");
}

#[test]
fn patterns_show_what_keeps_coming_up_from_four_on() {
    let night = Night::after_the_argument();
    for (topic, needs) in [
        (Topic::Late, vec![Need::ComeFirst, Need::Plan]),
        (Topic::Dishes, vec![Need::Appreciation]),
        (Topic::Phones, vec![Need::ComeFirst]),
    ] {
        let mut reflection = thursday();
        reflection.mine.topic = Some(topic);
        reflection.mine.needed = needs;
        reflection.mine.day = Some(night.app.today());
        night.puts_away(&reflection);
        night.days_pass(9);
    }
    let flow = night.app.patterns_view().expect("patterns");
    assert!(!flow.is_enough(), "three claim too little");

    night.puts_away(&thursday());
    let flow = night.app.patterns_view().expect("patterns");
    assert!(flow.is_enough(), "four begin to show something");
    let lit: Vec<_> = flow.needs.iter().filter(|b| b.lit).map(|b| (b.need, b.times)).collect();
    assert_eq!(lit, [(Need::ComeFirst, 3)], "what kept coming up lies in the light");
    assert_eq!(flow.since, NaiveDate::from_ymd_opt(2026, 11, 19), "since the first of them");
}

#[test]
fn several_arguments_turn_out_to_be_one_thing() {
    let night = Night::after_the_argument();
    let (thread, _) = night.app.thread_make(night.robin, "Who waits for whom").expect("a thread");
    let (same, _) = night.app.thread_make(night.robin, "  who waits for WHOM ").expect("the same one");
    assert_eq!(thread.id, same.id, "one thing has one name");
    night.puts_away(&Reflection { thread: Some(thread.id), ..thursday() });
    night.puts_away(&Reflection { thread: Some(thread.id), ..thursday() });
    let (cards, threads) = night.app.reflections_view().expect("the list");
    assert_eq!(
        cards.iter().filter(|card| card.row.thread == Some(thread.id)).count(),
        2,
        "both belong to it"
    );
    assert_eq!(threads.len(), 1);
}

#[test]
fn a_name_that_is_still_being_typed_is_in_the_draft_and_becomes_the_threads() {
    let night = Night::after_the_argument();
    let id = night.app.reflection_start(night.robin, None, None).expect("begun");
    let typed = |name: &str| Reflection { thread_name: name.into(), ..thursday() };
    night.app.reflection_keep(night.robin, id, &typed("Who wai")).expect("kept");
    let night = night.after_a_crash();
    let view = night.app.reflection_view(id).expect("the reflection");
    assert_eq!(view.reflection.thread_name, "Who wai", "every letter is there");
    assert!(view.threads.is_empty(), "and no thread yet");

    night.app.reflection_put_away(night.robin, id, &typed(" Who waits ")).expect("put away");
    let view = night.app.reflection_view(id).expect("the reflection");
    let names: Vec<_> = view.threads.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Who waits"]);
    assert_eq!(view.reflection.thread, Some(view.threads[0].id));
    assert_eq!(view.reflection.thread_name, "", "nothing is being typed any more");

    let other = night.app.reflection_start(night.robin, None, None).expect("begun");
    night.app.reflection_put_away(night.robin, other, &typed("who WAITS")).expect("put away");
    assert_eq!(
        night.app.reflection_view(other).expect("it").reflection.thread,
        view.reflection.thread,
        "one name, one thread"
    );

    let undone = night.app.undo().expect("undo").expect("something");
    assert_eq!(undone.deed.key, "putAwayReflection");
    assert_eq!(
        night.app.reflection_view(other).expect("it").reflection.thread_name,
        "who WAITS",
        "as it was in the hand"
    );
    let long = "w".repeat(201);
    let refused = night.app.reflection_put_away(night.robin, other, &typed(&long));
    assert!(matches!(refused, Err(AppError::Invalid { .. })), "too long a name is said");
}

#[cfg(unix)]
#[test]
fn what_is_written_in_a_reflection_on_a_full_disk_waits_in_the_spill() {
    // Another text each time: SQLite writes only what changed.
    let written = |n: u32| {
        let mut reflection = thursday();
        reflection.mine.happened = format!("{n} and ü\n").repeat(100_000);
        reflection
    };
    if home::role().is_some() {
        let app = home::open(&home::childs_folder(), &Arc::new(MemoryStore::default()), &home::clock());
        let robin = app.people().unwrap().a.id;
        app.unlock_drawer(robin, home::ROBINS).unwrap();
        let page = PageId::random().unwrap();
        app.save_draft(robin, page, "Small", "it fits").unwrap();
        let id = app.reflection_start(robin, None, None).unwrap();
        app.reflection_keep(robin, id, &thursday()).unwrap();
        let refused = (0..4).filter(|n| app.reflection_keep(robin, id, &written(*n)).is_err()).count();
        assert!(refused > 0, "the disk said no");
        assert!(app.reflection_put_away(robin, id, &written(4)).is_err(), "and says so again");
        app.save_draft(robin, page, "Small", "it fits still").unwrap();
        app.lock_drawer().unwrap();
        assert_eq!(app.open_drawer(), None, "a full disk keeps no drawer open");
        home::say("locked");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let none = MemoryStore::default();
    none.go_away(nightstand_vault::Unavailable::None);
    let home = home::Home::begin_with(folder.path(), Arc::new(none));
    home.app.make_drawer(home.robin, home::ROBINS).unwrap();
    // 2.2 MiB: the two megabytes of the spill fit, the write-ahead log of a long text does not.
    let test = "what_is_written_in_a_reflection_on_a_full_disk_waits_in_the_spill";
    let mut actor = home::Actor::start_cramped(test, "cramped", folder.path(), 4_400);
    actor.says("locked");
    actor.ends_well();
    home.app.unlock_drawer(home.robin, home::ROBINS).unwrap();
    let (cards, _) = home.app.reflections_view().unwrap();
    assert_eq!(cards.len(), 1, "it came back into the reflection in which it was written");
    let view = home.app.reflection_view(cards[0].row.id).unwrap();
    assert!(view.reflection == written(4), "the last of it, to the last keystroke");
    assert!(!view.finished, "and it is still a draft");
}

#[test]
fn whatever_is_typed_is_kept() {
    let night = Night::after_the_argument();
    let id = night.begins();
    for text in ["", "\0", "🍽️👩‍👩‍👧", "ערב שקט", &"ü".repeat(500_000)] {
        let mut reflection = thursday();
        reflection.mine.happened = text.into();
        night.app.reflection_keep(night.robin, id, &reflection).expect("kept as a draft");
        night.app.reflection_put_away(night.robin, id, &reflection).expect("put away");
        let view = night.app.reflection_view(id).expect("it opens");
        assert_eq!(view.reflection.mine.happened, text, "every letter comes back");
    }
    let mut endless = thursday();
    endless.guess.outside = "x".repeat(2_000_000);
    let refused = night.app.reflection_keep(night.robin, id, &endless);
    assert!(matches!(refused, Err(AppError::Invalid { why: "long", .. })), "longer than a page can be");
}

#[test]
fn a_reflection_thrown_away_is_forgotten_for_good_after_thirty_days() {
    let night = Night::after_the_argument();
    let (gone, back) = (night.puts_away(&thursday()), night.puts_away(&thursday()));
    for id in [gone, back] {
        night.app.reflection_throw_away(id).expect("it is thrown away");
    }
    night.app.undo().expect("undo").expect("a step");
    night.days_pass(30);
    let night = night.after_a_crash();
    night.app.forget_what_is_over().expect("the quiet moment after opening");
    assert_eq!(night.erased(), 0, "for thirty days it could be brought back");
    night.days_pass(1);
    let night = night.after_a_crash();
    night.app.forget_what_is_over().expect("the quiet moment after opening");
    assert!(night.erased() > 0, "then its words are gone");
    assert!(night.app.reflection_view(back).is_ok(), "the one that came back is here");
    assert!(matches!(night.app.reflection_view(gone), Err(AppError::NotFound)), "the other is not");
}

#[test]
fn a_line_lies_on_the_table_as_long_as_its_owner_chose() {
    let night = Night::after_the_argument();
    let id = night.begins();
    let needed = Choice { happened: Vec::new(), felt: false, needed: true, say: false };
    for (stay, choice) in [(Stay::Tomorrow, what_robin_would_say()), (Stay::Kept, needed)] {
        let seen =
            night.app.carry_preview(&thursday().mine, &choice).expect("a preview").text.expect("words");
        night.app.reflection_carry(id, &thursday(), &choice, stay, &seen).expect("shared");
    }
    let lines = || night.app.us_view(9).expect("the table").lines;
    let untils = || lines().into_iter().map(|line| line.until).collect::<Vec<_>>();
    let tomorrow = night.app.today().succ_opt();
    assert_eq!(untils(), [tomorrow, None], "the table says how long they lie");
    night.days_pass(1);
    assert_eq!(untils().len(), 2, "it lies there tomorrow");
    night.days_pass(1);
    assert_eq!(untils(), [None], "and not after");
    night.app.forget_old_versions();
    let carried = night.app.reflection_view(id).expect("it opens").carried;
    assert_eq!(carried, [lines()[0].words.as_str()], "the drawer knows that it is over");

    let choice = what_robin_would_say();
    let seen = night.app.carry_preview(&thursday().mine, &choice).expect("a preview").text.expect("words");
    night.app.reflection_carry(id, &thursday(), &choice, Stay::Week, &seen).expect("shared again");
    let in_a_week = night.app.today().checked_add_days(chrono::Days::new(7));
    assert_eq!(untils(), [in_a_week, None], "the same words can be handed over once more");
}

#[test]
fn what_a_reflection_said_before_is_forgotten_a_year_after_it_was_changed() {
    let night = Night::after_the_argument();
    let id = night.puts_away(&thursday());
    let mut changed = thursday();
    changed.mine.happened = "Nobody was late. ".repeat(20);
    night.app.reflection_put_away(night.robin, id, &changed).expect("it is put away again");
    night.days_pass(365);
    let night = night.after_a_crash();
    night.app.forget_what_is_over().expect("the quiet moment after opening");
    assert_eq!(night.erased(), 0, "for a year it lies in the log");
    night.days_pass(1);
    let night = night.after_a_crash();
    night.app.forget_what_is_over().expect("the quiet moment after opening");
    assert_eq!(night.erased(), 1, "then the old words are gone, and nothing else");
    let view = night.app.reflection_view(id).expect("it opens");
    assert_eq!(view.reflection.mine.happened, changed.mine.happened, "what stands is as it was");
}
