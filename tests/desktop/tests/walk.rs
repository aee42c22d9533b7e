//! The whole first evening in the real window: from an empty folder to a clock that goes on by itself.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "the walk is taken on the computer's real clock")]

mod first_run;

use std::fs;
use std::path::Path;

use chrono::{Duration, Timelike, Utc};
use first_run::{PASSPHRASE, first_run};
use nightstand_desktop::{Outcome, Room, Window};
use nightstand_journeys::canary::Canary;
use nightstand_journeys::notifications::{Notifications, Shown};
use nightstand_screen::{Waited, wait_for_name};

/// What is written into the drawer and must be found again, and nowhere else.
const SECRET: &str = "the marmalade was never about the marmalade";

#[test]
fn the_first_evening_from_an_empty_folder_to_a_small_clock() -> Outcome {
    let room = Room::new()?;
    let service = Notifications::at(&room.screen().bus(), &["actions", "body", "body-markup"])
        .map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;

    let window = runtime.block_on(async {
        let window = room.open(&[]).await?;
        first_run(&window).await?;
        at_any_hour(&window).await?;
        plan_something_soon(&window).await?;
        Outcome::Ok(window)
    })?;

    let files = room.profile().with_file_name("calendars");
    fs::create_dir_all(&files)?;
    let banner = first_banner(&service)?;
    assert!(!banner.body.contains("Window test"), "a reminder is discreet until somebody chooses otherwise");
    // By day the words are of today; the key is one.
    let no = banner.actions.chunks(2).find(|pair| pair[0] == "not-tonight");
    assert!(no.is_some_and(|no| no[1].starts_with("Not to")), "three answers: {:?}", banner.actions);
    service.press(banner.id, "not-tonight").map_err(|error| error.to_string())?;

    runtime.block_on(async {
        window.press("link", "Tonight").await?;
        window.reads("was let go").await?;
        window.is_accessible("tonight, let go").await?;
        bring_a_calendar(&window, &files).await?;
        look_underneath(&window).await?;
        lies_nowhere(&room, "while the drawer is open")?;
        lock_and_search(&window).await?;
        lies_nowhere(&room, "after locking, opening and searching")?;
        visit_settings(&window).await?;
        room.close_window()?;
        window.leave().await;
        Outcome::Ok(())
    })?;
    lies_nowhere(&room, "once the window is closed")?;
    the_clock_goes_on_and_is_small(&room)
}

/// What was typed into the drawer is in no file of this room in a readable form: not in
/// the profile, nor in what the web view keeps, nor among temporary files.
fn lies_nowhere(room: &Room, when: &str) -> Outcome {
    let canary = Canary::of([SECRET, "marmalade", PASSPHRASE, "somebody sighed"]);
    for folder in room.folders() {
        let seen = canary.seen_in(folder)?;
        assert!(seen.is_empty(), "{when}: {seen:?}");
    }
    Ok(())
}

#[test]
fn whoever_looks_around_first_and_then_sets_the_table_misses_no_reminder() -> Outcome {
    let room = Room::new()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(async {
        let window = room.open(&["--sample"]).await?;
        // The clock of the profile itself, not of the sample, which lies below and is gone afterwards.
        let claim = room.profile().join("run/clock.lock");
        let waited = wait_for_name(&claim, std::time::Duration::from_secs(60))?;
        assert!(matches!(waited, Waited::Happened), "the clock is there before the table is");
        window.leave().await;
        Outcome::Ok(())
    })
}

/// The reminder falls due within two minutes, and a wait lasts a part of one.
fn first_banner(service: &Notifications) -> Outcome<Shown> {
    let mut came = service.wait_for(1);
    for _ in 0..2 {
        if came.is_ok() {
            break;
        }
        came = service.wait_for(1);
    }
    Ok(came.map_err(|error| error.to_string())?.remove(0))
}

/// The walk is taken at any hour; quiet hours would hold its reminder until the morning, and a day that ends
/// before the plan begins would put it into the next evening.
async fn at_any_hour(window: &Window) -> Outcome {
    window.press("link", "Settings").await?;
    if Utc::now().hour() == 3 {
        window.choose("Your day ends at", "06:00").await?;
        window.reads("Kept.").await?;
        // Its offer lies over what is pressed next.
        window.gone("button", "Undo*").await?;
    }
    window.press("link", "Reminders").await?;
    window.press("switch", "Quiet hours").await?;
    window.gone("textbox", "From").await?;
    window.is_accessible("settings, reminders").await
}

/// A ritual whose reminder falls due one to two minutes from now: the first full minute may pass while the
/// sheet is still being filled in.
async fn plan_something_soon(window: &Window) -> Outcome {
    window.press("link", "Rituals").await?;
    window.press("button", "Add one").await?;
    window.press("button", "Write our own").await?;
    window.type_into("Name", "Window test").await?;
    let begins = Utc::now() + Duration::minutes(12);
    window.type_into("At", &format!("{:02}:{:02}", begins.hour(), begins.minute())).await?;
    window.choose("Remind us", "10 min before").await?;
    window.is_accessible("the ritual sheet").await?;
    window.press("button", "Save").await?;
    window.reads("Window test").await?;
    window.is_accessible("rituals").await
}

/// Plans go out as a file that follows them, and somebody's calendar comes in and makes room for a pocket.
async fn bring_a_calendar(window: &Window, files: &Path) -> Outcome {
    let (kept, work) = (files.join("kept.ics"), files.join("work.ics"));
    fs::write(&work, WORK)?;
    window.press("link", "Settings").await?;
    window.press("link", "Calendars").await?;
    window.reads("When Robin is busy").await?;
    window.type_into("Keep it at", &kept.display().to_string()).await?;
    window.press("button", "Keep it up to date").await?;
    window.reads("Kept up to date").await?;
    assert!(
        !fs::read_to_string(&kept)?.contains("Window test"),
        "a calendar is discreet until someone chooses"
    );
    window.type_into("A calendar file", &work.with_extension("txt").display().to_string()).await?;
    window.press("button", "Count it in").await?;
    window.reads("That file is not there, or no longer.").await?;
    window.is_accessible("calendars, with a file that is not there").await?;
    window.type_into("A calendar file", &work.display().to_string()).await?;
    window.press("button", "Count it in").await?;
    window.see("button", "Leave out*").await?;
    window.is_accessible("calendars").await?;
    window.press("button", "Find us a pocket").await?;
    window.reads("The next one is").await?;
    window.is_accessible("a pocket").await
}

/// Somebody who works every day from nine to five.
const WORK: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART:20260105T090000\r\n\
    DTEND:20260105T170000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

async fn look_underneath(window: &Window) -> Outcome {
    window.press("link", "Robin’s drawer*").await?;
    window.type_labelled("Passphrase", PASSPHRASE).await?;
    window.press("button", "Open").await?;
    window.press("button", "New page").await?;
    window.type_into("Page text", SECRET).await?;
    window.reads("Saved").await?;
    window.is_accessible("drawer").await?;
    window.press("button", "Look underneath this").await?;
    window.see("heading", "What happened, on top?").await?;
    window.type_into("What happened", "Breakfast. The jar stood open and somebody sighed.").await?;
    for next in ["What did you feel?", "What did you need underneath?", "What might it have been for Sam?"] {
        window.is_accessible("a step of the reflection").await?;
        window.press("button", "Go on").await?;
        window.see("heading", next).await?;
    }
    window.press("button", "Go on").await?;
    window.see("heading", "What would you like to say?").await?;
    window.type_into("I feel…", "left with the jar").await?;
    window.is_accessible("what to say").await?;
    window.press("button", "Go on").await?;
    window.see("heading", "Keep it, or share a part?").await?;
    window.is_accessible("keep or share").await?;
    window.press("button", "Put it away").await
}

async fn lock_and_search(window: &Window) -> Outcome {
    window.keys("Ctrl+L").await?;
    window.reads("Passphrase").await?;
    let shut = window.source().await?;
    assert!(!shut.contains("marmalade"), "locking takes the drawer's content out of the page");
    window.type_labelled("Passphrase", "not this one").await?;
    window.press("button", "Open").await?;
    window.reads("That isn’t the passphrase").await?;
    window.is_accessible("a wrong passphrase").await?;
    window.type_labelled("Passphrase", PASSPHRASE).await?;
    window.press("button", "Open").await?;
    window.see("searchbox", "Search your drawer").await?.send_keys("marmal").await?;
    window.reads("One that says so.").await?;
    window.is_accessible("a search").await?;
    window.press("button", "Patterns").await?;
    window.see("heading", "What keeps coming up underneath").await?;
    window.is_accessible("patterns").await
}

async fn visit_settings(window: &Window) -> Outcome {
    window.keys("Ctrl+L").await?;
    window.press("link", "Us").await?;
    window.see("heading", "Us").await?;
    window.is_accessible("us").await?;
    window.press("link", "Settings").await?;
    window.see("heading", "Settings").await?;
    window.is_accessible("settings").await
}

/// The window's end is not the clock's; and waiting costs next to nothing.
fn the_clock_goes_on_and_is_small(room: &Room) -> Outcome {
    let clocks = room.processes_named("nightstand-clock");
    assert_eq!(clocks.len(), 1, "one clock goes on after the window is closed");
    assert!(room.processes_named("nightstand").is_empty(), "the window's process has ended");
    let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", clocks[0].as_raw_nonzero()))?;
    let private: u64 = rollup
        .lines()
        .filter(|line| line.starts_with("Private_"))
        .filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok())
        .sum();
    // The packaged clock is held to 10 MiB by the bench; a debug build carries its symbols about.
    assert!(private < 40 * 1024, "the clock holds {private} KiB of its own");
    Ok(())
}
