//! The sample evening opens in the real window.
#![cfg(target_os = "linux")]

use nightstand_desktop::{Outcome, Room};

#[tokio::test]
async fn the_sample_evening_opens() -> Outcome {
    let room = Room::new()?;
    let window = room.open(&["--sample"]).await?;
    window.see("heading", "Tonight").await?;

    window.is_accessible("Tonight").await?;
    window.leave().await;
    Ok(())
}
