//! Where the window stood and how large it was. It belongs to this computer and to the profile, and never
//! enters the log.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tauri::{PhysicalPosition, PhysicalSize, WebviewWindow};

/// The drawn size; the smallest one that the layout is made for.
pub(crate) const FIRST_SIZE: (f64, f64) = (1180.0, 780.0);
pub(crate) const SMALLEST: (f64, f64) = (480.0, 600.0);

/// A window's frame in physical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Placement {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    maximized: bool,
}

impl Placement {
    /// The window's frame now.
    pub(crate) fn of(window: &WebviewWindow) -> Option<Self> {
        let position = window.outer_position().ok()?;
        let size = window.inner_size().ok()?;
        let maximized = window.is_maximized().ok()?;
        Some(Self { x: position.x, y: position.y, width: size.width, height: size.height, maximized })
    }

    /// The frame that was kept, when it is readable and sane.
    pub(crate) fn kept_in(folder: &Path) -> Option<Self> {
        let kept: Self = serde_json::from_slice(&fs::read(file(folder)).ok()?).ok()?;
        (kept.width >= 200 && kept.height >= 200 && kept.width < 20_000 && kept.height < 20_000)
            .then_some(kept)
    }

    /// Keeps the frame for the next start. A frame that cannot be kept is no reason to bother anyone.
    pub(crate) fn keep_in(self, folder: &Path) {
        let kept = serde_json::to_vec(&self).map(|text| fs::write(file(folder), text));
        if !matches!(kept, Ok(Ok(()))) {
            tracing::warn!("the window's place was not kept");
        }
    }

    /// Puts the window back, unless no monitor shows that spot any more.
    pub(crate) fn restore(self, window: &WebviewWindow) -> tauri::Result<()> {
        let visible = window.available_monitors()?.iter().any(|monitor| {
            let (at, size) = (monitor.position(), monitor.size());
            let right = at.x.saturating_add_unsigned(size.width);
            let bottom = at.y.saturating_add_unsigned(size.height);
            (at.x..right).contains(&self.x.max(at.x)) && (at.y..bottom).contains(&self.y)
        });
        window.set_size(PhysicalSize::new(self.width, self.height))?;
        if visible {
            window.set_position(PhysicalPosition::new(self.x, self.y))?;
        }
        if self.maximized { window.maximize() } else { Ok(()) }
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("window.json")
}
