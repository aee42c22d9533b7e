//! Robin and Sam and their calendars: plans go out as files, busy times come in, and a pocket is found.

mod evening;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use evening::{Evening, at, day, draft};
use nightstand_app::AppError;
use nightstand_app::calendar::{BlockKind, Export, Unsaid};
use nightstand_app::rituals::{Chosen, RitualDraft};
use nightstand_app::settings::{QuietHours, Settings};
use nightstand_app::tonight::Reach;
use nightstand_domain::ids::RitualId;
use nightstand_domain::ritual::{AnyDays, Calendar, Ends, Pattern, Rhythm, Weekdays, Wording};

/// A folder outside the profile, as a person would choose one.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn named(&self, name: &str) -> String {
        self.at(name).display().to_string()
    }

    fn holds(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.at(name), bytes).expect("written");
        self.named(name)
    }
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a calendar")
}

fn all(place: String, wording: Wording) -> Export {
    Export { ritual: None, wording, place }
}

fn one(ritual: RitualId, place: String) -> Export {
    Export { ritual: Some(ritual), wording: Wording::Full, place }
}

fn why<T: std::fmt::Debug>(result: Result<T, AppError>) -> &'static str {
    match result {
        Err(AppError::Invalid { why, .. }) => why,
        other => panic!("{other:?} should say what is wrong"),
    }
}

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
}

/// Busy on one day of the story's week, on Berlin's clock.
fn busy(day: u32, from: &str, to: &str) -> String {
    let stamp = |time: &str| format!(";TZID=Europe/Berlin:202611{day}T{time}00");
    format!(
        "BEGIN:VEVENT\r\nDTSTART{}\r\nDTEND{}\r\nSUMMARY:The dentist\r\nEND:VEVENT\r\n",
        stamp(from),
        stamp(to)
    )
}

fn any_days(title: &str) -> RitualDraft {
    let rhythm = Rhythm::AnyDays(AnyDays { times: 2, days: Weekdays::ALL });
    let plain = draft(title, "19:00");
    RitualDraft { when: Chosen { rhythm, ..plain.when }, ..plain }
}

#[test]
fn all_plans_go_out_and_what_a_calendar_cannot_say_is_named() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    evening.robin().ritual_save(any_days("A walk")).expect("a ritual");
    let (resting, _) = evening.robin().ritual_save(draft("Tea", "17:00")).expect("a ritual");
    evening.robin().ritual_rest(resting, true).expect("resting");

    let saved = evening.robin().calendar_save(&all(folder.named("ours"), Wording::Full)).expect("saved");
    assert_eq!(saved.path, folder.named("ours.ics"), "the ending is ours to add");
    let left: Vec<_> = saved.left_out.iter().map(|left| (left.title.as_str(), left.why)).collect();
    assert_eq!(
        left,
        [("A walk", Unsaid::AnyDays)],
        "which days, nobody knows; what rests is simply not there"
    );
    let file = text(&folder.at("ours.ics"));
    assert!(file.contains("SUMMARY:Check-in\r\n"), "{file}");
    assert!(!file.contains("Tea"), "what rests is in no calendar: {file}");
}

#[test]
fn a_discreet_calendar_names_nothing() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    evening.robin().calendar_save(&all(folder.named("ours.ics"), Wording::Discreet)).expect("saved");
    let file = text(&folder.at("ours.ics"));
    assert!(file.contains("SUMMARY:Nightstand\r\n") && !file.contains("Check-in"), "{file}");
}

#[test]
fn one_plan_goes_out_alone_or_is_refused_with_the_reason() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    let (check_in, _) = evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    let (walk, _) = evening.robin().ritual_save(any_days("A walk")).expect("a ritual");
    let (tea, _) = evening.robin().ritual_save(draft("Tea", "17:00")).expect("a ritual");
    evening.robin().ritual_rest(tea, true).expect("resting");

    evening.robin().calendar_save(&one(check_in, folder.named("one.ics"))).expect("saved");
    assert_eq!(text(&folder.at("one.ics")).matches("BEGIN:VEVENT").count(), 1, "nothing else goes with it");
    let refused = |ritual| why(evening.app.calendar_save(&one(ritual, folder.named("none.ics"))));
    assert_eq!(refused(walk), "anyDays");
    assert_eq!(refused(tea), "resting");
    assert!(!folder.at("none.ics").exists(), "nothing was written");
}

#[test]
fn a_file_outlives_a_season_of_small_things() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    let (id, _) = evening
        .robin()
        .ritual_save(RitualDraft { minutes: 30, ..draft("Check-in", "21:30") })
        .expect("a ritual");
    evening.robin().season_propose(1).expect("proposed");
    evening.sam().season_agree().expect("yes");
    evening.robin().calendar_save(&one(id, folder.named("one.ics"))).expect("saved");
    let file = text(&folder.at("one.ics"));
    assert!(file.contains("DURATION:PT30M"), "it says how long it takes once everything is as usual: {file}");
}

#[test]
fn a_kept_calendar_follows_every_change_and_stays_when_it_is_let_be() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    let (id, _) = evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    evening.robin().calendar_keep(&folder.named("kept.ics"), Wording::Full).expect("kept");
    let kept = || text(&folder.at("kept.ics"));
    assert!(kept().contains("T213000") && kept().contains("SUMMARY:Check-in"), "it is there at once");

    evening
        .robin()
        .ritual_save(RitualDraft { id: Some(id), ..draft("Ten minutes", "20:15") })
        .expect("a change");
    assert!(kept().contains("SUMMARY:Ten minutes") && kept().contains("T201500"), "it follows a change");
    evening.robin().tonight_move_to(id, day(), at("22:45"), Reach::Tonight).expect("moved");
    assert!(kept().contains("RECURRENCE-ID") && kept().contains("T224500"), "and tonight’s move: {}", kept());
    evening.robin().undo().expect("undo");
    assert!(!kept().contains("RECURRENCE-ID"), "and what is taken back");

    evening.robin().calendar_let_be().expect("let be");
    let last = kept();
    evening.robin().ritual_remove(id).expect("away");
    assert_eq!(kept(), last, "the file stays, as it is");
    assert_eq!(evening.robin().calendar_view().expect("a view").kept, None, "nobody keeps it any more");
}

#[test]
fn a_no_is_in_no_calendar() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    let (id, _) = evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    evening.robin().calendar_keep(&folder.named("kept.ics"), Wording::Full).expect("kept");
    let before = text(&folder.at("kept.ics"));
    let no = nightstand_app::tonight::TonightAnswer::NotTonight;
    evening.robin().tonight_answer(id, day(), no).expect("a no");
    assert_eq!(text(&folder.at("kept.ics")), before, "the file knows nothing of it");
}

#[test]
fn an_unchanged_calendar_is_not_written_again() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    evening.robin().calendar_keep(&folder.named("kept.ics"), Wording::Discreet).expect("kept");
    let before = text(&folder.at("kept.ics"));
    evening.clock.set(evening.app.now() + chrono::Duration::minutes(5));
    evening.app.refresh_agenda();
    assert_eq!(text(&folder.at("kept.ics")), before, "a later stamp alone carries nothing about");
}

#[test]
fn a_calendar_that_cannot_be_written_is_said_once_and_nothing_is_lost() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    fs::create_dir(folder.at("stick")).expect("a folder");
    evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    evening.robin().calendar_keep(&folder.named("stick/kept.ics"), Wording::Full).expect("kept");
    assert_eq!(evening.robin().calendar_news(), None, "all is well");

    fs::rename(folder.at("stick"), folder.at("pulled")).expect("pulled out");
    evening.robin().ritual_save(draft("Tea", "17:00")).expect("the ritual is kept all the same");
    assert_eq!(evening.robin().calendar_news(), Some("noFolder"), "it is said");
    evening.robin().ritual_save(draft("A story", "20:00")).expect("a ritual");
    assert_eq!(evening.robin().calendar_news(), None, "and not again");
    let standing = || evening.robin().calendar_view().expect("a view").kept.expect("still kept").trouble;
    assert_eq!(standing(), Some("noFolder"), "Settings goes on showing it");

    fs::rename(folder.at("pulled"), folder.at("stick")).expect("plugged in");
    evening.app.refresh_agenda();
    assert_eq!(standing(), None, "it is up to date again");
    assert!(text(&folder.at("stick/kept.ics")).contains("A story"), "with everything that came meanwhile");
}

#[test]
fn a_place_that_holds_something_else_is_never_written_over() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    evening.robin().calendar_keep(&folder.named("kept.ics"), Wording::Discreet).expect("kept");
    let theirs = folder.holds("work.ics", calendar(&busy(24, "0900", "1700")));
    assert_eq!(why(evening.robin().calendar_keep(&theirs, Wording::Discreet)), "notOurs");
    assert_eq!(why(evening.robin().calendar_save(&all(theirs.clone(), Wording::Full))), "notOurs");
    assert!(text(Path::new(&theirs)).contains("dentist"), "it is as it was");
    assert_eq!(
        why(evening.robin().calendar_save(&all(folder.named("kept.ics"), Wording::Full))),
        "kept",
        "what is kept up to date is not changed behind its back"
    );
    let kept = evening.robin().calendar_view().expect("a view").kept.expect("still kept");
    assert_eq!(kept.path, folder.named("kept.ics"), "what was chosen before holds");
}

#[test]
fn every_bad_file_is_refused_with_its_own_word() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    let huge = folder.named("huge.ics");
    fs::File::create(&huge).and_then(|file| file.set_len(100 << 20)).expect("a file of 100 MB");
    let refused = |path: &str| why(evening.robin().busy_add(path));
    assert_eq!(refused(&folder.holds("empty.ics", "")), "blank");
    assert_eq!(refused(&folder.holds("white.ics", "\u{feff} \r\n")), "blank");
    assert_eq!(refused(&huge), "tooLarge");
    assert_eq!(refused(&folder.holds("picture.ics", [0x89, b'P', b'N', b'G', 0, 255])), "noCalendar");
    assert_eq!(refused(&folder.named("gone.ics")), "gone");
    assert_eq!(refused(&folder.named("")), "notAFile");
    assert_eq!(refused("work.ics"), "relative");
    assert!(evening.robin().calendar_view().expect("a view").busy.is_empty(), "none of them is counted in");
}

#[test]
fn what_can_be_read_of_a_bad_file_counts_and_the_rest_is_said() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    let bomb = "BEGIN:VEVENT\r\nDTSTART:19000101T000000Z\r\nDTEND:19000101T000001Z\r\nRRULE:FREQ=DAILY;COUNT=4000000000\r\nEND:VEVENT\r\n";
    let utf16: Vec<u8> = format!("\u{feff}{}", calendar(&busy(24, "0900", "1700")))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let whole = calendar(&busy(24, "0900", "1700"));
    let shire = busy(24, "0900", "1700").replace("Europe/Berlin", "Middle-earth/Shire");
    let files = [
        ("cut.ics", whole.as_bytes()[..whole.len() - 30].to_vec()),
        ("utf16.ics", utf16),
        ("shire.ics", calendar(&shire).into_bytes()),
        ("zones.ics", calendar("BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nEND:VTIMEZONE\r\n").into_bytes()),
        ("tasks.ics", calendar("BEGIN:VTODO\r\nDUE:20261124T090000Z\r\nEND:VTODO\r\n").into_bytes()),
        ("bombs.ics", calendar(&bomb.repeat(500)).into_bytes()),
        (
            "long.ics",
            calendar(&format!("X-{}:1\r\n{}", "A".repeat(3 << 20), busy(24, "0900", "1700"))).into_bytes(),
        ),
    ];
    for (name, bytes) in files {
        evening
            .robin()
            .busy_add(&folder.holds(name, bytes))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let said = evening.robin().calendar_view().expect("a view").busy;
    let read = |name: &str| {
        let path = folder.named(name);
        said.iter().find(|file| file.path == path).expect("counted in").state.expect("read")
    };
    assert!(read("cut.ics").unread > 0, "what was cut off is said");
    assert_eq!(read("utf16.ics").unread, 0, "another encoding is read");
    assert!(read("shire.ics").unknown_zones > 0, "a zone that nobody knows is said");
    assert!(read("zones.ics").is_empty, "zones alone are no busy time, and that is said");
    assert!(read("tasks.ics").is_empty, "nor is what is to be done");
    assert!(!read("shire.ics").is_empty && !read("cut.ics").is_empty, "an entry is one, however it was read");
    assert!(read("bombs.ics").unread > 0, "what goes beyond every measure is said");
    assert_eq!(read("long.ics").unread, 0, "a hostile line hides nothing");
}

#[test]
fn a_pocket_suits_both_and_tells_nobody_what_the_other_does() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    evening
        .robin()
        .busy_add(&folder.holds("robin.ics", calendar(&busy(24, "1500", "2330"))))
        .expect("robin’s");
    evening.sam().busy_add(&folder.holds("sam.ics", calendar(&busy(25, "1600", "2200")))).expect("sam’s");

    let view = evening.robin().pockets_view(60).expect("pockets");
    let shown: Vec<_> =
        view.pockets.iter().map(|one| (one.day.format("%d").to_string(), one.from / 60)).collect();
    let expected = [("23", 19), ("24", 12), ("25", 22), ("26", 18), ("27", 18)];
    assert_eq!(
        shown,
        expected.map(|(day, hour)| (day.to_owned(), hour)),
        "tonight still, around both calendars, then every evening"
    );
    let mine: Vec<_> =
        view.taken.iter().filter(|block| block.kind == BlockKind::Mine).map(|block| block.day).collect();
    assert_eq!(mine, ["2026-11-24".parse().unwrap()], "robin sees robin’s time, and none of sam’s");
    assert!(!format!("{view:?}").contains("dentist"), "no title goes anywhere");

    let files = |view: nightstand_app::calendar::CalendarView| {
        view.busy.into_iter().map(|file| file.path).collect::<Vec<_>>()
    };
    assert_eq!(files(evening.robin().calendar_view().expect("a view")), [folder.named("robin.ics")]);
    assert_eq!(files(evening.sam().calendar_view().expect("a view")), [folder.named("sam.ics")]);
}

#[test]
fn a_calendar_is_read_again_whenever_a_pocket_is_looked_for() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    let path = folder.holds("robin.ics", calendar(&busy(24, "0900", "1000")));
    evening.robin().busy_add(&path).expect("robin’s");
    let tuesday = |view: &nightstand_app::calendar::PocketsView| {
        view.pockets.iter().find(|one| one.day == "2026-11-24".parse().unwrap()).map(|one| one.from)
    };
    assert_eq!(tuesday(&evening.robin().pockets_view(60).expect("pockets")), Some(18 * 60));
    folder.holds("robin.ics", calendar(&busy(24, "1800", "2000")));
    assert_eq!(
        tuesday(&evening.robin().pockets_view(60).expect("pockets")),
        Some(20 * 60 + 15),
        "as it is now"
    );
    fs::remove_file(&path).expect("gone");
    let view = evening.robin().pockets_view(60).expect("a file that is gone stops nobody");
    assert!(
        view.is_lacking && tuesday(&view) == Some(18 * 60),
        "and it is said that something may be missing"
    );
}

#[test]
fn pockets_keep_away_from_plans_and_quiet_hours() {
    let evening = Evening::of_two();
    evening
        .robin()
        .ritual_save(RitualDraft { minutes: 90, ..draft("A long one", "18:00") })
        .expect("a ritual");
    let quiet = Some(QuietHours { from: at("20:30"), to: at("07:00") });
    evening.robin().change_settings(Settings { quiet, ..Settings::default() }).expect("settings");
    let view = evening.robin().pockets_view(60).expect("pockets");
    assert!(
        view.pockets.iter().all(|one| one.from < 18 * 60),
        "no evening has an hour left: {:?}",
        view.pockets
    );
    assert_eq!(view.pockets.len(), 5, "and the days have");
    let plan = BlockKind::Plan("A long one".into());
    assert!(view.taken.iter().all(|block| block.kind == plan), "a plan is shown by its name");
    assert_eq!(why(evening.robin().pockets_view(0)), "range");
    assert_eq!(why(evening.robin().pockets_view(u16::MAX)), "range");
}

#[test]
fn calendar_files_never_enter_the_table() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual");
    let before = evening.table_bytes();
    evening
        .robin()
        .busy_add(&folder.holds("robin.ics", calendar(&busy(24, "1500", "2330"))))
        .expect("robin’s");
    evening.robin().calendar_keep(&folder.named("kept.ics"), Wording::Discreet).expect("kept");
    evening.robin().pockets_view(60).expect("pockets");
    assert!(evening.table_bytes() == before, "what belongs to this computer changes nothing that is shared");
}

#[test]
fn a_plan_for_one_pocket_is_once_and_then_over() {
    let (evening, folder) = (Evening::of_two(), Folder::new());
    let museum: NaiveDate = "2026-12-03".parse().expect("a day");
    let rhythm = Rhythm::Calendar(Calendar {
        pattern: Pattern::Years { month: 12, day: 3 },
        ends: Ends::On(museum),
        except: [].into(),
        extra: [museum].into(),
    });
    let plain = draft("The museum", "18:00");
    let once = RitualDraft { when: Chosen { rhythm, ..plain.when }, minutes: 60, ..plain };
    let (id, _) = evening.robin().ritual_save(once).expect("a plan");
    let next =
        || evening.robin().rituals_view().expect("the list").placing.get(&id).and_then(|place| place.next);
    assert_eq!(next(), Some(museum), "it is on its day");
    evening.robin().calendar_save(&one(id, folder.named("once.ics"))).expect("saved");
    let file = text(&folder.at("once.ics"));
    assert!(file.contains(":20261203T180000") && !file.contains("RDATE"), "a calendar has it once: {file}");
    let taken = evening.robin().pockets_view(60).expect("pockets").taken;
    assert_eq!(
        taken.iter().map(|block| block.day).collect::<Vec<_>>(),
        [museum],
        "and it takes its time once"
    );
    evening.days_pass(12);
    assert_eq!(next(), None, "afterwards there is no other");
}
