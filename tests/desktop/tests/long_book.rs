//! The longest book there can be: only what is in sight is drawn, wherever one goes on its ribbon.
#![cfg(target_os = "linux")]

use nightstand_desktop::{Outcome, Room, long_book};
use serde_json::Value;

#[tokio::test]
async fn three_thousand_chapters_are_drawn_only_where_they_are_in_sight() -> Outcome {
    let room = Room::new()?;
    let window = room.open(&["--sample"]).await?;
    long_book::add(&window).await?;
    let seen = long_book::scroll(&window).await?;
    let number = |name: &str| seen.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
    assert!(number("scrolled") > 10_000.0, "the strip was scrolled: {seen}");
    assert!(number("most") < 400.0, "of 3,000 chapters only those near the eye are in the page: {seen}");

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
