//! A tour of all screens: for their pictures, and to have each of them checked.

mod legs;
mod manner;
mod trouble;

use std::path::{Path, PathBuf};

use serde_json::json;

use self::legs::{
    A_BOOK, A_LIBRARY, A_LIST, AFTER_A_WHILE, ALONE, AT_THE_DOOR, BACKUPS, BROUGHT_BACK, DRAWER, EVENINGS,
    FIRST_RUN, KEPT, MENDED, PATTERNS_AND_SETTINGS, READING, REFLECTION, RITUALS, TONIGHT, US,
};
pub use self::manner::Manner;
use self::trouble::{carry_the_backup_away, hurt_the_drawers};
use crate::{Outcome, Room, Window, fixture};

/// The two themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Light {
    /// By day.
    Daylight,
    /// By night.
    Lamplight,
}

impl Light {
    fn name(self) -> &'static str {
        match self {
            Self::Daylight => "daylight",
            Self::Lamplight => "lamplight",
        }
    }
}

/// The two sizes that were drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Size {
    /// 1180 by 780.
    Wide,
    /// 480 by 780.
    Narrow,
}

impl Size {
    fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    fn width(self) -> u32 {
        match self {
            Self::Wide => 1180,
            Self::Narrow => 480,
        }
    }
}

/// What is done at each screen.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// Its picture is written into this folder.
    Pictures(PathBuf),
    /// It is checked against WCAG 2.2 AA, and to fit its window in both directions of reading.
    Checked,
}

/// One tour: which light, which size, what for, and what went wrong so far.
#[derive(Debug)]
pub struct Tour {
    light: Light,
    size: Size,
    manner: Manner,
    purpose: Purpose,
    only: Option<String>,
    stops: usize,
    troubles: Vec<String>,
}

impl Tour {
    /// A tour of the screens whose name contains `only`, or of all.
    pub fn new(light: Light, size: Size, purpose: Purpose, only: Option<String>) -> Self {
        Self { light, size, manner: Manner::Plain, purpose, only, stops: 0, troubles: Vec::new() }
    }

    /// The same, looked at in another way.
    #[must_use]
    pub fn in_manner(self, manner: Manner) -> Self {
        Self { manner, ..self }
    }

    /// Goes through the sample evening and through first run. A leg that stumbles does not keep the next one
    /// from being walked; answers how many stops there were.
    ///
    /// # Errors
    /// When a leg stumbled, with the words of each.
    pub async fn walk(mut self) -> Outcome<usize> {
        // What kept a room from being entered may be what a leg stumbled over.
        if let Err(error) = self.rooms().await {
            self.troubles.push(error.to_string());
        }
        if self.troubles.is_empty() { Ok(self.stops) } else { Err(self.troubles.join("\n\n").into()) }
    }

    async fn rooms(&mut self) -> Outcome {
        self.sample().await?;
        self.after_a_while().await?;
        self.brought().await?;
        self.first_run().await
    }

    async fn sample(&mut self) -> Outcome {
        let (room, window) = self.enter(&["--sample"]).await?;
        self.manner.settle_in(&window).await?;
        self.turn_on_the_light(&window).await?;
        let legs: [(&str, &[Step]); 10] = [
            ("tonight", TONIGHT),
            ("other evenings", EVENINGS),
            ("rituals", RITUALS),
            ("reading", READING),
            ("us", US),
            ("the drawer", DRAWER),
            ("the reflection", REFLECTION),
            ("patterns and settings", PATTERNS_AND_SETTINGS),
            ("earlier versions", KEPT),
            ("backups and what was thrown away", BACKUPS),
        ];
        for (name, steps) in legs {
            self.leg(&window, name, steps).await;
        }
        // The last leg has locked the drawer: nobody holds its file.
        let backup = carry_the_backup_away(&room).and_then(|backup| hurt_the_drawers(&room).map(|()| backup));
        if backup.is_ok() {
            self.leg(&window, "a damaged drawer", MENDED).await;
        }
        window.leave().await;
        let (_stick, backup) = backup?;
        self.elsewhere(&backup).await
    }

    /// Another computer, to which nothing came but a backup.
    async fn elsewhere(&mut self, backup: &Path) -> Outcome {
        let (_room, window) = self.enter(&[]).await?;
        self.turn_on_the_light(&window).await?;
        self.leg(&window, "the door", AT_THE_DOOR).await;
        let place = window.see("textbox", "Where it lies").await?;
        place.clear().await?;
        place.send_keys(&backup.display().to_string()).await?;
        self.leg(&window, "a backup brought back", BROUGHT_BACK).await;
        window.leave().await;
        Ok(())
    }

    async fn enter(&self, arguments: &[&str]) -> Outcome<(Room, Window)> {
        let room = self.room()?;
        let window = room.open(arguments).await?;
        Ok((room, window))
    }

    fn room(&self) -> Outcome<Room> {
        let room = Room::with_windows_of(self.size.width(), 780)?;
        if let Some(settings) = self.manner.settings() {
            room.choose(&settings)?;
        }
        Ok(room)
    }

    /// A table that was laid, lived at, and left alone since: an earlier version's frozen one.
    async fn after_a_while(&mut self) -> Outcome {
        let room = self.room()?;
        room.bring(&fixture("v10/profile/data")?)?;
        let window = room.open(&[]).await?;
        self.turn_on_the_light(&window).await?;
        self.leg(&window, "after a while", AFTER_A_WHILE).await;
        window.leave().await;
        Ok(())
    }

    /// What is shown of a book, a list and a library before anything of it is kept.
    async fn brought(&mut self) -> Outcome {
        for (file, steps) in [
            ("books/nodepub-3.epub", A_BOOK),
            ("lists/goodreads_library_export.csv", A_LIST),
            ("library", A_LIBRARY),
        ] {
            let (room, window) = self.enter(&["--sample"]).await?;
            // Before the sheet is there: narrow, it is the whole window and keeps the keys.
            self.turn_on_the_light(&window).await?;
            if !room.program("nightstand")?.arg(fixture(file)?).status()?.success() {
                return Err(format!("{file} was not handed to the window").into());
            }
            self.leg(&window, file, steps).await;
            window.leave().await;
        }
        Ok(())
    }

    async fn first_run(&mut self) -> Outcome {
        for (name, steps) in [("first run", FIRST_RUN), ("first run alone", ALONE)] {
            let (_room, window) = self.enter(&[]).await?;
            self.turn_on_the_light(&window).await?;
            self.leg(&window, name, steps).await;
            window.leave().await;
        }
        Ok(())
    }

    async fn turn_on_the_light(&self, window: &Window) -> Outcome {
        let lit = window.script("return document.documentElement.dataset.theme", Vec::new()).await?;
        if lit != json!(self.light.name()) {
            window.keys("Ctrl+J").await?;
        }
        Ok(())
    }

    async fn leg(&mut self, window: &Window, name: &str, steps: &[Step]) {
        for step in steps {
            if let Err(error) = self.step(window, step).await {
                self.troubles.push(format!("{name} ({} {}): {error}", self.light.name(), self.size.name()));
                return;
            }
        }
    }

    async fn step(&mut self, window: &Window, step: &Step) -> Outcome {
        match step {
            Step::Keys(keys) => window.keys(keys).await,
            Step::Press(role, name) => window.press(role, name).await,
            Step::Heading(name) => window.see("heading", name).await.map(drop),
            Step::Reads(words) => window.reads(words).await,
            Step::Type(label, words) => window.type_labelled(label, words).await,
            Step::Reveal(name) => {
                let there = window.see("heading", name).await?;
                let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
                window.script(scroll, vec![serde_json::to_value(&there)?]).await.map(drop)
            }
            Step::Paste(fixture) => window.paste_picture(fixture).await,
            Step::Fill(role, name, words) => Ok(window.see(role, name).await?.send_keys(words).await?),
            Step::Search(name, words) => Ok(window.see("searchbox", name).await?.send_keys(words).await?),
            Step::Shot(screen) => self.stop(window, screen).await,
        }
    }

    async fn stop(&mut self, window: &Window, screen: &str) -> Outcome {
        if self.only.as_deref().is_some_and(|only| !screen.contains(only)) {
            return Ok(());
        }
        self.stops += 1;
        match &self.purpose {
            Purpose::Pictures(folder) => {
                let file = format!("{screen}.{}.{}.png", self.light.name(), self.size.name());
                self.manner.take_on(window).await?;
                let picture = window.picture().await?;
                std::fs::write(folder.join(file), picture)?;
            }
            // What is wrong with one screen does not keep the next one from being looked at.
            Purpose::Checked => {
                let fits = window.fits(screen).await;
                let accessible = window.is_accessible(screen).await;
                self.troubles
                    .extend([fits, accessible].into_iter().filter_map(Result::err).map(|e| e.to_string()));
            }
        }
        Ok(())
    }
}

/// Something a person does on the tour, or a place where it stops.
enum Step {
    Keys(&'static str),
    Press(&'static str, &'static str),
    Heading(&'static str),
    Reads(&'static str),
    Type(&'static str, &'static str),
    Search(&'static str, &'static str),
    /// The role and the name of a field that has no label of its own, and what is typed into it.
    Fill(&'static str, &'static str, &'static str),
    /// A picture below the fixtures' folder, into the page that is being written.
    Paste(&'static str),
    Reveal(&'static str),
    Shot(&'static str),
}
