use chrono::NaiveTime;
use chrono_tz::Tz;

use super::*;

fn check_in() -> Ritual {
    Ritual {
        title: "Check-in".into(),
        why: String::new(),
        promises: vec![Promise { words: "Phones away".into(), ours: true }],
        small: String::new(),
        small_minutes: None,
        when: When {
            rhythm: Rhythm::every_week(Weekdays::ALL),
            starts: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            at: NaiveTime::from_hms_opt(21, 30, 0).unwrap(),
            zone: Tz::Europe__Berlin,
        },
        minutes: 10,
        lead: Some(10),
        wording: Wording::default(),
        who: Who::default(),
        resting: false,
    }
}

#[test]
fn a_time_comes_back_from_the_log() {
    let when = check_in().when;
    assert_eq!(
        When::from_value(&when.to_value()),
        Some(when),
        "civil time and zone name are kept as they are"
    );
    assert_eq!(When::from_value(&Value::Nil), None, "a shape from elsewhere is no time");
}

#[test]
fn bad_input_gets_a_word_for_it_and_nothing_is_cut() {
    let unfit = |change: fn(&mut Ritual)| {
        let mut ritual = check_in();
        change(&mut ritual);
        ritual.tidy().map(|r| r.title).map_err(|u| (u.field, u.why))
    };
    assert_eq!(unfit(|r| r.title = " \u{0} ".into()), Err(("title", "empty")), "a name needs a character");
    assert_eq!(unfit(|r| r.title = "x".repeat(1 << 20)), Err(("title", "long")), "a megabyte is no name");
    assert_eq!(unfit(|r| r.title = "a\u{0}b".into()), Ok("a b".into()), "what nobody sees is a space");
    assert_eq!(unfit(|r| r.title = "🫖 قهوة".into()), Ok("🫖 قهوة".into()), "any script is a name");
    assert_eq!(
        unfit(|r| r.when.rhythm = Rhythm::every_week(Weekdays::default())),
        Err(("days", "empty")),
        "a rhythm without days would never come"
    );
    assert_eq!(unfit(|r| r.minutes = 0), Err(("minutes", "range")), "nothing takes no time");
    assert_eq!(
        unfit(|r| r.small_minutes = Some(11)),
        Err(("smallMinutes", "range")),
        "the small version is not the longer one"
    );
}

#[test]
fn two_computers_mark_the_same_evening() {
    let ritual = RitualId::from(EntityId::from_bytes([7; 16]));
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    assert_eq!(occurrence(ritual, day), occurrence(ritual, day), "both halves land in one record");
    assert_ne!(occurrence(ritual, day), occurrence(ritual, day.succ_opt().unwrap()), "each day is its own");
}

#[test]
fn a_notification_is_discreet_until_someone_chooses_otherwise() {
    assert_eq!(check_in().wording, Wording::Discreet, "the default says no name");
    assert_eq!(Wording::from_number(7), Wording::Discreet, "a newer choice is never read as full");
}

#[test]
fn the_small_version_takes_a_third_until_someone_says_otherwise() {
    assert_eq!(small_minutes(None, 10), 3, "a third");
    assert_eq!(small_minutes(None, 1), 1, "a minute is as small as it gets");
    assert_eq!(small_minutes(Some(5), 10), 5, "what was said counts");
}
