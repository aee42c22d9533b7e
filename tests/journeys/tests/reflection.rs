//! Robin wonders what the argument was about. Everything that is found out stays in robin's drawer.

mod night;

use std::sync::Arc;

use chrono::NaiveDate;
use night::{Night, PASSPHRASE, home, thursday};
use nightstand_app::AppError;
use nightstand_app::drawer::Search;
use nightstand_domain::ids::{PageId, ReflectionId};
use nightstand_domain::reflection::{Need, PartOfDay, Reflection, Step, Topic};
use nightstand_vault::MemoryStore;

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

#[test]
fn what_was_written_after_putting_away_is_not_undone_with_it() {
    let night = Night::after_the_argument();
    let id = night.puts_away(&thursday());
    let mut on = thursday();
    on.mine.happened.push_str(" And then we laughed.");
    night.app.reflection_keep(night.robin, id, &on).expect("kept");
    night.app.undo().expect("undo").expect("the putting away");
    let view = night.app.reflection_view(id).expect("it opens");
    assert_eq!(view.reflection.mine.happened, on.mine.happened, "no word that was typed since is gone");
}

#[test]
fn what_was_erased_comes_back_by_no_undo() {
    let night = Night::after_the_argument();
    let id = night.puts_away(&thursday());
    night.app.reflection_throw_away(id).expect("thrown away");
    night.app.erase_thrown(id.entity()).expect("erased");
    assert!(night.app.undo().expect("undo").is_none(), "the step that knew its words went with them");
    assert!(matches!(night.app.reflection_view(id), Err(AppError::NotFound)));
}

#[test]
fn the_name_of_a_thread_is_erased_with_the_last_that_belongs_to_it() {
    let night = Night::after_the_argument();
    let named = Reflection { thread_name: "The thing with the keys".into(), ..thursday() };
    let [one, other] = [night.puts_away(&named), night.puts_away(&named)];
    let names = || night.app.reflections_view().expect("the list").1.len();
    let erase = |id: ReflectionId| {
        night.app.reflection_throw_away(id).expect("thrown away");
        night.app.erase_thrown(id.entity()).expect("erased");
    };
    erase(one);
    assert_eq!(names(), 1, "the other still belongs to it");
    night.app.reflection_throw_away(other).expect("thrown away");
    let third = night.puts_away(&Reflection { thread_name: "the thing with the keys".into(), ..thursday() });
    erase(third);
    assert_eq!(names(), 1, "what was thrown away may come back, with its thread");
    night.app.erase_thrown(other.entity()).expect("erased");
    assert_eq!(names(), 0, "nothing is left of it");
}
