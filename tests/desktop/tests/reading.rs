//! One book from a file that is dropped on the window to the page that is kept of it, by two people at one computer.

#![cfg(target_os = "linux")]

mod carried;
mod first_run;
mod selection;

use std::fs;

use carried::Carried;
use first_run::first_run;
use nightstand_desktop::{Outcome, Room, Window, fixture};
use nightstand_journeys::canary::Canary;
use nightstand_screen::{Waited, wait_for_file};

/// A note on a chapter that the other has not reached yet.
const NOTE: &str = "Under the third gull";
/// A letter to the other, for when they get to the last chapter.
const LETTER: &str = "When the lamp is lit on the pier";
const LINE: &str = "The pear tree said nothing after all.";

#[tokio::test]
async fn a_book_is_dropped_on_the_window_read_by_two_and_kept() -> Outcome {
    let room = Room::new()?;
    let window = room.open(&[]).await?;
    first_run(&window).await?;
    drop_a_book(&room, &window).await?;
    move_both_bookmarks(&window).await?;
    seal_a_letter(&window).await?;
    lies_nowhere(&room)?;
    fall_asleep(&window).await?;
    plan_by_a_day(&window).await?;
    hold_another_copy(&window).await?;
    finish(&window).await?;
    keep(&room, &window).await?;
    find_it_again(&room, &window).await?;
    window.leave().await;
    Ok(())
}

/// What somebody sealed is in no file of this room in a readable form: not in the profile, nor in what the web view
/// keeps, nor among temporary files.
fn lies_nowhere(room: &Room) -> Outcome {
    let canary = Canary::of([NOTE, LETTER]);
    for folder in room.folders() {
        let seen = canary.seen_in(folder)?;
        assert!(seen.is_empty(), "{seen:?}");
    }
    Ok(())
}

async fn drop_a_book(room: &Room, window: &Window) -> Outcome {
    window.press("link", "Reading").await?;
    window.is_accessible("an empty shelf").await?;
    let carried = Carried::over(room.screen(), &fixture("books/pandoc-3.epub")?).await?;
    window.reads("Let it fall here.").await?;
    window.is_accessible("a file over the window").await?;
    carried.let_go().await?;
    window.reads("From pandoc-3.epub").await?;
    window.reads("4 chapters").await?;
    window.is_accessible("what a file says").await?;
    window.press("button", "Add it").await?;
    window.see("heading", "The Lamp by the Window").await?;
    window.see("option", "Chapter 1, The Lamp*").await?;
    window.see("option", "Chapter 4, The Pear Tree*").await?;
    window.see("button", "Open in your reader").await?;
    window.is_accessible("a book from a file").await
}

/// Both sit at one computer, and each moves their own.
async fn move_both_bookmarks(window: &Window) -> Outcome {
    move_to(window, 3).await?;
    window.type_into("Your note on chapter 3", NOTE).await?;
    window.press("button", "Keep it").await?;
    window.reads(NOTE).await?;
    window.press("radio", "Sam*").await?;
    window.reads("It opens when you get to that chapter.").await?;
    let sent = window.source().await?;
    assert!(!sent.contains(NOTE), "a sealed note is nowhere on the page");
    move_to(window, 3).await?;
    window.reads(NOTE).await?;
    window.reads("Robin: start of 3. Sam: start of 3.").await?;
    window.is_accessible("a note that opened").await?;
    window.press("radio", "Robin*").await
}

async fn move_to(window: &Window, chapter: usize) -> Outcome {
    window.press("option", &format!("Chapter {chapter}*")).await?;
    window.press("button", "Put it here").await
}

async fn seal_a_letter(window: &Window) -> Outcome {
    window.press("option", "Chapter 4*").await?;
    window.press("radio", "Letter").await?;
    window.type_into("Your letter for chapter 4", LETTER).await?;
    window.reads("Something to talk about").await?;
    window.is_accessible("a chapter").await?;
    window.press("button", "Seal it").await?;
    window.press("radio", "Sam*").await?;
    window.reads("A letter from Robin, for chapter 4").await?;
    assert!(!window.source().await?.contains(LETTER), "a sealed letter is nowhere on the page");
    window.press("option", "Chapter 3*").await?;
    window.press("button", "Finished chapter 3").await?;
    window.reads(LETTER).await
}

async fn fall_asleep(window: &Window) -> Outcome {
    window.press("option", "Chapter 4*").await?;
    window.press("button", "I fell asleep…").await?;
    window.choose("In chapter", "3\u{a0}· The Gate").await?;
    window.is_accessible("falling asleep").await?;
    window.press("button", "Keep both places").await?;
    window.reads("You last heard it at the start of chapter 3").await?;
    window.reads("A letter from Robin, for chapter 4").await?;
    assert!(!window.text().await?.contains(LETTER), "what one slept through is sealed again");
    window.is_accessible("two places").await?;
    window.press("button", "Start again where I last heard it").await?;
    window.gone("button", "Start again where I last heard it").await
}

async fn plan_by_a_day(window: &Window) -> Outcome {
    window.press("button", "More for this book").await?;
    window.press("menuitem", "The plan…").await?;
    window.press("radio", "A day").await?;
    window.press("radio", "Nights").await?;
    window.is_accessible("the plan").await?;
    window.press("button", "Save").await?;
    window.reads("a night each").await?;
    window.reads("if you like").await
}

async fn hold_another_copy(window: &Window) -> Outcome {
    window.press("button", "More for this book").await?;
    window.press("menuitem", "Your edition…").await?;
    window.type_into("What you call it", "the blue one").await?;
    window.type_into("What my copy calls", "1").await?;
    window.choose("is our", "2\u{a0}· The Clock").await?;
    window.press("button", "Line these up").await?;
    window.reads("Ours 2: yours 1").await?;
    window.is_accessible("an edition").await?;
    window.press("button", "Keep it").await?;
    window.reads("Sam holds a paper copy, the blue one").await?;
    window.press("option", "Chapter 4*").await?;
    window.reads("Chapter 3 in your copy.").await
}

async fn finish(window: &Window) -> Outcome {
    for chapter in [3, 4] {
        window.press("option", &format!("Chapter {chapter}*")).await?;
        window.press("button", &format!("Finished chapter {chapter}")).await?;
    }
    window.press("button", "More for this book").await?;
    window.press("menuitem", "Finish it…").await?;
    window.type_into("One line to remember it by", LINE).await?;
    window.press("button", "Put it on the finished shelf").await?;
    window.reads(LINE).await
}

/// The page holds what was read, by whom and when, and what was written; and the desktop's browser gets it.
async fn keep(room: &Room, window: &Window) -> Outcome {
    let handed = room.hand_files_to_a_reader()?;
    window.press("button", "A keepsake to print…").await?;
    // Outside of what is searched for readable words: it is written to be read.
    let folder = tempfile::tempdir()?;
    let page = folder.path().join("kept.html");
    window.type_into("Where the file goes", &page.display().to_string()).await?;
    window.press("button", "Write the page").await?;
    window.reads("Written to").await?;
    window.reads("a browser, a printer or a synced folder may keep a copy").await?;
    window.is_accessible("a keepsake").await?;
    let kept = fs::read_to_string(&page)?;
    for words in ["The Lamp by the Window", "Wren Hale", "Read by Robin and Sam", LINE, NOTE, LETTER] {
        assert!(kept.contains(words), "the page says {words:?}: {kept}");
    }
    for heading in ["3\u{a0}· The Gate", "4\u{a0}· The Pear Tree", "A letter from Robin", "Sam keeps"] {
        assert!(kept.contains(heading), "the page says {heading:?}: {kept}");
    }
    assert!(!kept.contains("<script"), "and nothing in it runs");
    window.press("button", "Open it to print").await?;
    assert!(
        matches!(wait_for_file(&handed, None, nightstand_desktop::LIMIT)?, Waited::Happened),
        "it is handed over"
    );
    assert_eq!(fs::read_to_string(&handed)?.trim(), page.canonicalize()?.display().to_string());
    fs::remove_file(&page)?;
    window.press("button", "Open it to print").await?;
    window.reads("It is not where it was written.").await?;
    window.press("button", "Close").await
}

async fn find_it_again(room: &Room, window: &Window) -> Outcome {
    window.press("link", "Reading").await?;
    window.see("searchbox", "Search books*").await?.send_keys("THIRD gull").await?;
    window.reads(NOTE).await?;
    window.is_accessible("a search on the shelf").await?;
    window.keys("Escape").await?;
    walk_along_the_year(window).await?;
    // The way back from finishing lies over the foot of the page for as long as it is offered.
    window.gone("button", "Undo*").await?;
    window.press("button", "Take the reading along").await?;
    let sheet = room.profile().with_file_name("reading.csv");
    window.type_into("Where the file goes", &sheet.display().to_string()).await?;
    window.press("button", "Write the file").await?;
    window.reads("Written to").await?;
    window.is_accessible("taking the reading along").await?;
    assert!(fs::read_to_string(&sheet)?.contains("The Lamp by the Window"), "the sheet holds the book");
    window.press("button", "Close").await
}

/// The year's picture is one stop of the tab key; the arrows go from tonight's light to the book above it.
async fn walk_along_the_year(window: &Window) -> Outcome {
    window.see("option", "With a book on *").await?;
    window.see("option", "Finished The Lamp by the Window on *").await?;
    window.is_accessible("a shelf with a finished book").await?;
    window
        .script("document.querySelector('.year [role=option][tabindex=\"0\"]').focus()", Vec::new())
        .await?;
    window.keys("Home").await?;
    let stands = "return document.activeElement.getAttribute('aria-label')";
    let first = window.script(stands, Vec::new()).await?;
    window.keys("Right").await?;
    let second = window.script(stands, Vec::new()).await?;
    let said = [first.as_str().unwrap_or_default(), second.as_str().unwrap_or_default()].concat();
    assert!(said.contains("With a book on") && said.contains("Finished The Lamp"), "{said}");
    window.reads(second.as_str().unwrap_or_default()).await
}
