//! The longest book there can be: only what is in sight is drawn, wherever one goes on its ribbon.
#![cfg(target_os = "linux")]

use nightstand_desktop::{Outcome, Room, Window};
use serde_json::Value;

/// How many chapters stand in the page, which of them are in sight, and how long the frames of a scroll were.
const SCROLL: &str = "
  const done = arguments[arguments.length - 1];
  const strip = document.querySelector('.ribbonstrip .scroll');
  const frames = [];
  let last, most = 0, steps = 0;
  const frame = (now) => {
    if (last !== undefined) frames.push(now - last);
    last = now;
    most = Math.max(most, strip.querySelectorAll('[role=option]').length);
    strip.scrollLeft += 60;
    if (++steps < 240) requestAnimationFrame(frame);
    else {
      frames.sort((a, b) => a - b);
      const at = (part) => Math.round(frames[Math.floor(frames.length * part)] * 10) / 10;
      done({ most, median: at(0.5), slow: at(0.95), scrolled: strip.scrollLeft });
    }
  };
  strip.scrollLeft = 0;
  requestAnimationFrame(frame);
";

#[tokio::test]
async fn three_thousand_chapters_are_drawn_only_where_they_are_in_sight() -> Outcome {
    let room = Room::new()?;
    let window = room.open(&["--sample"]).await?;
    add_the_longest_book(&window).await?;
    let seen = window.script_later(SCROLL, Vec::new()).await?;
    let number = |name: &str| seen.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
    assert!(number("scrolled") > 10_000.0, "the strip was scrolled: {seen}");
    assert!(number("most") < 400.0, "of 3,000 chapters only those near the eye are in the page: {seen}");
    eprintln!("frames while scrolling 3,000 chapters: {seen}");

    // The keys go where nothing was drawn yet.
    window.script("document.querySelector('.ribbonstrip [role=listbox]').focus()", Vec::new()).await?;
    window.keys("End").await?;
    window.see("option", "Chapter 3000*").await?;
    window.keys("Enter").await?;
    window.reads("Chapter 3000").await?;
    window.is_accessible("the longest book").await?;
    window.leave().await;
    Ok(())
}

async fn add_the_longest_book(window: &Window) -> Outcome {
    window.press("link", "Reading").await?;
    window.press("button", "Add a book").await?;
    window.type_into("Title", "The Longest").await?;
    window.press("radio", "Count").await?;
    window.type_into("How many chapters?", "3000").await?;
    window.press("button", "Add it").await?;
    window.see("heading", "The Longest").await?;
    window.see("option", "Chapter 1*").await.map(drop)
}
