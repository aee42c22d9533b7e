//! Robin and Sam keep rituals at one table: writing them, undoing them, each marking their own half.

mod evening;

use chrono::NaiveDate;
use evening::{Evening, at, day, draft, every_day};
use nightstand_app::rituals::{Chosen, RitualDraft};
use nightstand_app::{AppError, TakenBack, Undone};
use nightstand_domain::ritual::{Pattern, Promise, Rhythm, Weekdays, Wording};
use nightstand_domain::us::Stay;

#[test]
fn a_ritual_is_on_the_table_for_both_and_discreet_until_someone_chooses_otherwise() {
    let evening = Evening::of_two();
    let (id, changed) = evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    assert_eq!(changed.undo.map(|deed| deed.key), Some("addRitual"), "adding can be taken back in words");

    let list = evening.sam().rituals_view().expect("the list").rituals;
    let row = list.iter().find(|row| row.id == id).expect("sam sees it");
    assert_eq!(row.title, "Check-in", "it is the same ritual for both");
    assert_eq!(row.wording, Wording::Discreet, "a notification says no name before someone wants it");
    assert_eq!(
        row.when().map(|when| when.zone),
        Some(chrono_tz::Europe::Berlin),
        "civil time has a named zone"
    );
}

#[test]
fn whatever_is_typed_is_kept_whole_or_refused_with_the_field() {
    let evening = Evening::of_two();
    let keep = |change: &dyn Fn(&mut RitualDraft)| {
        let mut draft = draft("Tea", "17:00");
        change(&mut draft);
        evening.robin().ritual_save(draft).map(|(id, _)| evening.row(id).title)
    };
    let refused = |kept: Result<String, AppError>| match kept {
        Err(AppError::Invalid { field, why }) => (field, why),
        other => panic!("{other:?} should name a field"),
    };
    assert_eq!(
        refused(keep(&|d| d.title = "  \u{0}".into())),
        ("title", "empty"),
        "a name needs a character"
    );
    assert_eq!(refused(keep(&|d| d.title = "x".repeat(1 << 20))), ("title", "long"), "a megabyte is no name");
    assert_eq!(refused(keep(&|d| d.why = "x".repeat(1 << 20))), ("why", "long"), "nor a reason");
    assert_eq!(refused(keep(&|d| d.minutes = 0)), ("minutes", "range"), "nothing takes no time");
    let no_days = Rhythm::every_week(Weekdays::default());
    assert_eq!(
        refused(keep(&|d| d.when.rhythm = no_days.clone())),
        ("days", "empty"),
        "a rhythm needs a day"
    );
    assert_eq!(
        keep(&|d| d.title = "🫖 قهوة <b>&".into()).expect("kept"),
        "🫖 قهوة <b>&",
        "any script, as typed"
    );
    assert_eq!(evening.rituals(), 1, "what was refused left nothing behind");
}

#[test]
fn every_change_can_be_taken_back_in_words() {
    let evening = Evening::of_two();
    let (id, _) = evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    let other = RitualDraft {
        id: Some(id),
        promises: vec![Promise { words: "Phones away".into(), ours: true }],
        ..draft("Ten minutes", "22:00")
    };
    evening.robin().ritual_save(other).expect("a change");
    evening.robin().ritual_rest(id, true).expect("resting");
    evening.robin().ritual_remove(id).expect("away");
    assert_eq!(evening.rituals(), 0, "it is away");

    let mut words = Vec::new();
    while let Some(Undone { deed, .. }) = evening.robin().undo().expect("undo") {
        words.push((deed.key, deed.args.into_iter().map(|(_, value)| value).collect::<String>()));
    }
    let expected = [
        ("removeRitual", "Ten minutes"),
        ("restRitual", "Ten minutes"),
        ("changeRitual", "Ten minutes"),
        ("addRitual", "Check-in"),
    ];
    let expected: Vec<_> = expected.map(|(key, title)| (key, title.to_owned())).into();
    assert_eq!(words, expected, "each step says what it takes back");
    assert_eq!(evening.rituals(), 0, "and the table is as it was");
}

#[test]
fn undoing_a_change_brings_the_old_words_and_time_back() {
    let evening = Evening::of_two();
    let (id, _) = evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    evening
        .robin()
        .ritual_save(RitualDraft { id: Some(id), ..draft("Ten minutes", "22:00") })
        .expect("a change");
    evening.robin().undo().expect("undo");
    let row = evening.row(id);
    assert_eq!(
        (row.title.as_str(), row.when().map(|when| when.at)),
        ("Check-in", Some(at("21:30"))),
        "as it was"
    );
    assert_eq!(row.times.len(), 1, "taking back leaves one time, not two");
}

#[test]
fn saving_what_did_not_change_writes_nothing() {
    let evening = Evening::of_two();
    let (id, _) = evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    let same = RitualDraft { id: Some(id), ..draft("Check-in", "21:30") };
    let (_, changed) = evening.sam().ritual_save(same).expect("nothing to do");
    assert_eq!(changed.undo, None, "there is nothing to take back");
}

#[test]
fn another_time_of_day_keeps_the_weeks_that_are_counted_from() {
    let evening = Evening::of_two();
    let days = [chrono::Weekday::Mon].into_iter().collect();
    let every_other: Rhythm = Pattern::Weeks { every: 2, days }.into();
    let chosen = |time| Chosen { rhythm: every_other.clone(), at: at(time), zone: chrono_tz::Europe::Berlin };
    let story = |id, time| RitualDraft { id, when: chosen(time), ..draft("Swap a story", time) };
    let (id, _) = evening.robin().ritual_save(story(None, "20:00")).expect("a ritual");
    evening.days_pass(7);
    evening.robin().ritual_save(story(Some(id), "20:30")).expect("a later hour");
    let starts = evening.row(id).when().map(|when| when.starts);
    assert_eq!(starts, NaiveDate::from_ymd_opt(2026, 11, 23), "every other week still counts from the first");
}

#[test]
fn each_marks_only_their_own_half() {
    let evening = Evening::of_two();
    let (coffee, _) = evening.robin().ritual_save(draft("Coffee", "07:15")).expect("a ritual");
    evening.robin().half_mark(coffee, day(), true).expect("robin’s half");
    assert_eq!(evening.done(coffee), [evening.robin], "sam’s half is sam’s");

    evening.sam().half_mark(coffee, day(), true).expect("sam’s half");
    assert_eq!(evening.done(coffee).len(), 2, "both were part of it");
    evening.sam().half_mark(coffee, day(), false).expect("taken back");
    assert_eq!(evening.done(coffee), [evening.robin], "sam cannot take robin’s half back");

    evening.robin().undo().expect("undo");
    assert!(evening.done(coffee).is_empty(), "robin’s undo takes robin’s half back");
}

#[test]
fn undo_never_takes_back_what_the_other_did() {
    let evening = Evening::of_two();
    let (id, _) = evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    evening.sam().half_mark(id, day(), true).expect("sam’s half");
    assert_eq!(
        evening.robin().undo().expect("undo").map(|undone| undone.deed.key),
        Some("addRitual"),
        "robin’s own step"
    );
    let rest = evening.sam().undo().expect("undo").map(|undone| undone.deed.key);
    assert_eq!(rest, Some("markHalf"), "sam’s step is still sam’s to take back");
}

#[test]
fn an_undo_that_was_held_back_says_so() {
    let evening = Evening::of_two();
    let (id, _) = evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    let named =
        |title: &str, why: &str| RitualDraft { id: Some(id), why: why.into(), ..draft(title, "21:30") };
    evening.robin().ritual_save(named("Talk", "because")).expect("robin’s words");
    evening.sam().ritual_save(named("Tea and talk", "because")).expect("sam’s name for it");
    let undone = evening.robin().undo().expect("undo").expect("a step");
    assert_eq!(undone.taken_back, TakenBack::Partly, "what sam changed since is not robin’s to take back");
    let row = evening.row(id);
    assert_eq!((row.title.as_str(), row.why.as_str()), ("Tea and talk", ""), "the rest is");
    let undone = evening.robin().undo().expect("undo").expect("a step");
    assert_eq!(undone.taken_back, TakenBack::HeldBack, "nor is a ritual that sam has a part in");
    assert_eq!(evening.rituals(), 1, "it stands");
    let undone = evening.sam().undo().expect("undo").expect("a step");
    assert_eq!((undone.taken_back, evening.row(id).title), (TakenBack::Whole, "Talk".into()));
}

#[test]
fn a_ritual_that_is_gone_says_so() {
    let evening = Evening::of_two();
    let (id, _) = evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    evening.robin().ritual_remove(id).expect("away");
    let again = RitualDraft { id: Some(id), ..draft("Check-in", "21:30") };
    assert!(
        matches!(evening.sam().ritual_save(again), Err(AppError::NotFound)),
        "it is not made anew in silence"
    );
    assert!(matches!(evening.sam().ritual_rest(id, true), Err(AppError::NotFound)), "nor changed");
    assert!(matches!(evening.sam().half_mark(id, day(), true), Err(AppError::NotFound)), "nor marked");
}

#[test]
fn slips_are_handed_over_at_once_and_can_be_taken_back() {
    let evening = Evening::of_two();
    evening.sam().slip_hand("You warmed the car.").expect("a slip");
    let seen = evening.robin().tonight_view().expect("tonight").slip.expect("from sam");
    assert_eq!(
        (seen.by, seen.words.as_str()),
        (evening.sam, "You warmed the car."),
        "robin reads sam’s words"
    );
    assert!(
        evening.sam().tonight_view().expect("tonight").slip.is_none(),
        "one’s own slip is not shown back"
    );
    evening.sam().undo().expect("undo");
    assert!(evening.robin().us_view(30).expect("us").slips.is_empty(), "taken back, it is nowhere");

    for text in ["", "\u{0}\n ", &"x".repeat(1 << 20)] {
        let refused = evening.sam().slip_hand(text);
        assert!(matches!(refused, Err(AppError::Invalid { field: "words", .. })), "{:?}", text.len());
    }
}

#[test]
fn slips_of_one_evening_stay_in_their_order() {
    let evening = Evening::of_two();
    for words in ["first", "second", "third"] {
        evening.sam().slip_hand(words).expect("a slip");
    }
    let slips = evening.robin().us_view(2).expect("us");
    let words: Vec<_> = slips.slips.iter().map(|slip| slip.words.as_str()).collect();
    assert_eq!(words, ["third", "second"], "the newest first, although no minute is kept");
    assert!(slips.older, "and the rest is told of");
}

#[test]
fn a_slip_is_taken_back_by_whoever_handed_it_over_alone() {
    let evening = Evening::of_two();
    let (slip, _) = evening.robin().slip_hand("You laughed at the kettle.").expect("handed over");
    let on_table = evening.sam().us_view(30).expect("us").slips;
    assert!(matches!(evening.sam().slip_take_back(slip), Err(AppError::NotFound)), "it is robin’s");
    evening.robin().slip_take_back(slip).expect("taken back");
    assert!(evening.sam().us_view(30).expect("us").slips.is_empty(), "it is off the table");
    assert!(matches!(evening.robin().slip_take_back(slip), Err(AppError::NotFound)), "and no longer there");
    evening.robin().undo().expect("undo");
    assert_eq!(evening.sam().us_view(30).expect("us").slips, on_table, "and back, word for word");
}

#[test]
fn a_carried_line_is_taken_back_by_its_author_alone() {
    let evening = Evening::of_two();
    let lines = [(nightstand_domain::ids::LineId::random().expect("an id"), "I feel unheard.".to_owned())];
    let deed = || nightstand_app::Deed::plain("carryLines");
    evening.robin().carry_lines(&lines, Stay::Kept, deed()).expect("carried");
    evening.robin().carry_lines(&lines, Stay::Kept, deed()).expect("once more, after a crash");
    let on_table = evening.sam().us_view(30).expect("us").lines;
    assert_eq!(on_table.len(), 1, "carrying it again puts nothing there twice");

    let line = on_table[0].id;
    assert!(matches!(evening.sam().line_take_back(line), Err(AppError::NotFound)), "it is robin’s");
    evening.robin().line_take_back(line).expect("taken back");
    assert!(evening.sam().us_view(30).expect("us").lines.is_empty(), "it is off the table");
    evening.robin().undo().expect("undo");
    assert_eq!(evening.sam().us_view(30).expect("us").lines, on_table, "and back, word for word");
}

#[test]
fn a_rhythm_of_days_reads_as_one() {
    assert_eq!(
        every_day().rule(),
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
        "RFC 5545 text is what is stored"
    );
}
