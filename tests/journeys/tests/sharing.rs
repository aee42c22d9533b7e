//! What robin hands over of a reflection lies on the table exactly as it was shown, and nothing else of it does.

mod night;

use night::{Night, thursday, what_robin_would_say};
use nightstand_app::{AppError, Undone};
use nightstand_domain::reflection::{Choice, Step};
use nightstand_domain::us::Stay;

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
fn what_was_taken_back_from_view_no_backup_hands_over_again() {
    let night = Night::after_the_argument();
    let id = night.begins();
    let choice = what_robin_would_say();
    let seen = night.app.carry_preview(&thursday().mine, &choice).expect("a preview").text.expect("words");
    night.app.reflection_carry(id, &thursday(), &choice, Stay::Kept, &seen).expect("shared");
    let backup = night.app.back_up().expect("a backup that has it");
    let line = night.app.us_view(9).expect("the table").lines[0].id;
    night.app.line_take_back(line).expect("taken back");
    assert_eq!(night.app.preview_of(&backup).expect("a preview").table, [], "sharing is an act of its own");
    night.app.bring_back_from(&backup).expect("brought back");
    assert_eq!(night.on_the_table(), Vec::<String>::new(), "the table is as robin left it");
}
