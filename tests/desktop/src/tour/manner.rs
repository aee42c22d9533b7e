//! Other ways to look at the same screens.

use serde_json::{Value, json};

use super::Window;
use crate::Outcome;

const MANNER: &str = include_str!("../manner.js");
const RENAME: &str = include_str!("../rename.js");

/// How a tour looks at its screens, beside light and size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Manner {
    /// As they come.
    #[default]
    Plain,
    /// From right to left, by people whose names are written so.
    FromRight,
    /// With the largest text: 1180 px are then as wide as 787 are, 480 as 320.
    Large,
    /// As a theme that forces its colours shows them.
    Forced,
    /// By people whose names are as long as names can be, and look like something else.
    LongNames,
}

impl Manner {
    /// The settings that the window is to find.
    pub(super) fn settings(self) -> Option<Value> {
        (self == Self::Large).then(|| json!({"textScale": 150}))
    }

    /// The names of the people at the table.
    fn names(self) -> Option<[&'static str; 2]> {
        match self {
            Self::FromRight => Some(["نور الهدى", "תמר"]),
            Self::LongNames => {
                Some(["<b>Wilhelmina</b> 🕯️ von und zu Hohenlohe-Waldenburg-Schilling", &LONG[..60]])
            }
            Self::Plain | Self::Large | Self::Forced => None,
        }
    }

    /// Once in a window, as soon as it stands.
    pub(super) async fn settle_in(self, window: &Window) -> Outcome {
        let Some([first, second]) = self.names() else { return Ok(()) };
        let trouble = window.script_later(RENAME, vec![json!(first), json!(second)]).await?;
        if trouble.is_null() { window.reload().await } else { Err(trouble.to_string().into()) }
    }

    /// Before each picture: a page that was put in place of another may have set itself right meanwhile.
    pub(super) async fn take_on(self, window: &Window) -> Outcome {
        let direction = if self == Self::FromRight { "rtl" } else { "ltr" };
        window.script(MANNER, vec![json!(direction), json!(self == Self::Forced)]).await.map(drop)
    }
}

/// A word that nothing breaks.
const LONG: &str = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochandmore";
