//! The longest book there can be: adding it, and watching it scroll.

use serde_json::Value;

use crate::{Outcome, Window};

/// How many chapters stand in the page at most, and how long the frames of a scroll were, in milliseconds.
const SCROLL: &str = include_str!("scroll.js");

/// Adds a book of 3,000 chapters by their number, and waits until its ribbon stands.
///
/// # Errors
/// When a step of it is not there.
pub async fn add(window: &Window) -> Outcome {
    window.press("link", "Reading").await?;
    window.press("button", "Add a book").await?;
    window.type_into("Title", "The Longest").await?;
    window.press("radio", "Count").await?;
    window.type_into("How many chapters?", "3000").await?;
    window.press("button", "Add it").await?;
    window.see("heading", "The Longest").await?;
    window.see("option", "Chapter 1*").await.map(drop)
}

/// Scrolls along its ribbon for 240 frames: `median` and `slow` (95 of 100 are shorter) in milliseconds, `most`
/// chapters in the page at once, and how far it was `scrolled` in pixels.
///
/// # Errors
/// When the window does not answer.
pub async fn scroll(window: &Window) -> Outcome<Value> {
    window.settle().await?;
    window.script_later(SCROLL, vec![false.into()]).await
}

/// The same with a bare strip of the ribbon's size in its place, which stays there: what the web view itself takes to
/// scroll here.
///
/// # Errors
/// When the window does not answer.
pub async fn scroll_bare(window: &Window) -> Outcome<Value> {
    window.settle().await?;
    window.script_later(SCROLL, vec![true.into()]).await
}
