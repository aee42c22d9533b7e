//! Every screen, checked where it stands, in the real window: against WCAG 2.2 AA, and to fit that window,
//! read from left to right and from right to left.
#![cfg(target_os = "linux")]

use nightstand_desktop::Outcome;
use nightstand_desktop::tour::{Light, Purpose, Size, Tour};

#[tokio::test]
async fn every_screen_is_accessible_and_fits_by_day_on_a_wide_window() -> Outcome {
    walk(Light::Daylight, Size::Wide).await
}

#[tokio::test]
async fn every_screen_is_accessible_and_fits_by_night_on_a_narrow_window() -> Outcome {
    walk(Light::Lamplight, Size::Narrow).await
}

async fn walk(light: Light, size: Size) -> Outcome {
    let stops = Tour::new(light, size, Purpose::Checked, None).walk().await?;
    assert!(stops > 20, "a tour that sees only {stops} screens has lost its way");
    Ok(())
}
