//! A tour of all screens: for their pictures, and to have each of them checked.

use std::path::PathBuf;

use serde_json::json;

use crate::{Outcome, Room, Window};

/// The sample's passphrase, as it is written on the screen.
const PASSPHRASE: &str = "the kettle sings twice";

/// The two themes.
#[derive(Clone, Copy, Debug)]
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
#[derive(Clone, Copy, Debug)]
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
    purpose: Purpose,
    only: Option<String>,
    stops: usize,
    troubles: Vec<String>,
}

impl Tour {
    /// A tour of the screens whose name contains `only`, or of all.
    pub fn new(light: Light, size: Size, purpose: Purpose, only: Option<String>) -> Self {
        Self { light, size, purpose, only, stops: 0, troubles: Vec::new() }
    }

    /// Goes through the sample evening and through first run. A leg that stumbles does not keep the next one
    /// from being walked; answers how many stops there were.
    ///
    /// # Errors
    /// When a leg stumbled, with the words of each.
    pub async fn walk(mut self) -> Outcome<usize> {
        self.sample().await?;
        self.first_run().await?;
        if self.troubles.is_empty() { Ok(self.stops) } else { Err(self.troubles.join("\n\n").into()) }
    }

    async fn sample(&mut self) -> Outcome {
        let room = Room::with_windows_of(self.size.width(), 780)?;
        let window = room.open(&["--sample"]).await?;
        self.turn_on_the_light(&window).await?;
        let legs: [(&str, &[Step]); 7] = [
            ("tonight", TONIGHT),
            ("rituals", RITUALS),
            ("reading", READING),
            ("us", US),
            ("the drawer", DRAWER),
            ("the reflection", REFLECTION),
            ("patterns and settings", PATTERNS_AND_SETTINGS),
        ];
        for (name, steps) in legs {
            self.leg(&window, name, steps).await;
        }
        window.leave().await;
        Ok(())
    }

    async fn first_run(&mut self) -> Outcome {
        for (name, steps) in [("first run", FIRST_RUN), ("first run alone", ALONE)] {
            let room = Room::with_windows_of(self.size.width(), 780)?;
            let window = room.open(&[]).await?;
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

use Step::{Fill, Heading, Keys, Paste, Press, Reads, Reveal, Search, Shot, Type};

const TONIGHT: &[Step] = &[
    Keys("Ctrl+1"),
    Heading("Tonight"),
    Shot("tonight"),
    Press("button", "Move*"),
    Shot("tonight-move"),
    Keys("Escape"),
    Press("button", "Not tonight"),
    Reads("Not tonight, then."),
    Shot("tonight-letgo"),
    Press("button", "Changed our minds"),
];

const RITUALS: &[Step] = &[
    Keys("Ctrl+2"),
    Heading("Rituals"),
    Shot("rituals"),
    Press("button", "Find a pocket"),
    Heading("Find us a pocket"),
    Reads("The next one is"),
    Shot("rituals-pocket"),
    Press("button", "Saturday 21 November*"),
    Reads("Once, on 21 November 2026"),
    Shot("rituals-pocket-plan"),
    Press("button", "Leave it"),
    Press("button", "Add one"),
    Heading("Add a ritual"),
    Shot("rituals-templates"),
    Press("button", "Write our own"),
    Reads("How often"),
    Shot("ritual-sheet"),
    // Narrow, the sheet is the whole window and keeps the keys.
    Keys("Escape"),
];

const READING: &[Step] = &[
    Keys("Ctrl+3"),
    Heading("Reading"),
    Shot("reading"),
    Press("button", "Open*"),
    Reads("Notes"),
    Shot("book"),
    Press("option", "Chapter 3*"),
    Reads("Put it here"),
    Shot("book-chapter"),
    Keys("Escape"),
    Press("button", "More for this book"),
    Press("menuitem", "The plan…"),
    Press("radio", "A day"),
    Shot("book-plan"),
    Keys("Escape"),
    Press("button", "More for this book"),
    Press("menuitem", "Your edition…"),
    Reads("Lining up the chapters"),
    Shot("book-edition"),
    Keys("Escape"),
    Press("button", "More for this book"),
    Press("menuitem", "A keepsake to print…"),
    Reads("Where the file goes"),
    Shot("book-keepsake"),
    Keys("Escape"),
    Keys("Ctrl+3"),
    Search("Search books*", "captain"),
    Reads("Notes and quotes"),
    Shot("reading-search"),
    Keys("Escape"),
    Reveal("A year of books"),
    Shot("reading-year"),
    Press("button", "Take the reading along"),
    Reads("Where the file goes"),
    Shot("reading-take"),
    Keys("Escape"),
];

const US: &[Step] = &[Keys("Ctrl+4"), Heading("Us"), Shot("us")];

const DRAWER: &[Step] = &[
    Keys("Ctrl+5"),
    Reads("Only this passphrase opens it."),
    Shot("drawer-locked"),
    Type("Passphrase", "not this one"),
    Press("button", "Open"),
    Reads("That isn’t the passphrase"),
    Shot("drawer-wrong"),
    Type("Passphrase", PASSPHRASE),
    Press("button", "Open"),
    Reads("Close the drawer"),
    Press("link", "Tue 27 Oct*"),
    Reads("Look underneath this"),
    Shot("drawer"),
    Press("button", "New page"),
    Fill("textbox", "Page text", "We stayed until it was dark. Nobody said anything clever."),
    Paste("pictures/jetty.jpg"),
    Fill("textbox", "What the picture shows", "The jetty on our last evening"),
    Shot("drawer-picture"),
    Press("button", "Link another page"),
    Fill("combobox", "Words of its title", "s"),
    Reads("a page that isn’t there yet"),
    Shot("drawer-link"),
    Keys("Escape"),
    Press("button", "In and out of this drawer"),
    Press("menuitem", "Seven minutes from outside"),
    Reads("Tested in studies"),
    Shot("drawer-outside"),
    Press("button", "Begin a page"),
    Reads("About seven minutes left"),
    Shot("drawer-outside-page"),
    Press("link", "Tue 27 Oct*"),
    Reads("Look underneath this"),
    Press("button", "In and out of this drawer"),
    Press("menuitem", "Bring in another journal"),
    Press("button", "See what’s in it"),
    Reads("A place is still missing."),
    Shot("drawer-bring"),
    Press("button", "Close"),
    Press("button", "In and out of this drawer"),
    Press("menuitem", "Take a copy out"),
    Reads("The copy is not sealed"),
    Shot("drawer-copy"),
    Press("button", "Close"),
    Press("button", "Earlier versions"),
    Heading("Earlier versions"),
    Shot("drawer-earlier"),
    Press("button", "Back to the page"),
    Press("button", "In and out of this drawer"),
    Press("menuitem", "Thrown away"),
    Reads("For thirty days it can be brought back."),
    Shot("drawer-thrown"),
    Press("button", "Pages"),
    Reads("Look underneath this"),
];

const REFLECTION: &[Step] = &[
    Press("button", "Look underneath this"),
    Heading("What happened, on top?"),
    Type(
        "What happened",
        "We both came home late. The shopping was still in the car, and you always carry it in.",
    ),
    Shot("reflect-1-happened"),
    Press("button", "Go on"),
    Heading("What did you feel?"),
    Shot("reflect-2-felt"),
    Press("button", "Go on"),
    Heading("What did you need underneath?"),
    Shot("reflect-3-needed"),
    Press("button", "Go on"),
    Heading("What might it have been for*"),
    Shot("reflect-4-them"),
    Press("button", "Go on"),
    Heading("What would you like to say?"),
    Shot("reflect-5-say"),
    Press("button", "Go on"),
    Heading("Keep it, or share a part?"),
    Shot("reflect-6-keep"),
    Press("button", "Put it away"),
];

const PATTERNS_AND_SETTINGS: &[Step] = &[
    Keys("Ctrl+5"),
    Press("button", "Patterns"),
    Heading("What keeps coming up underneath"),
    Shot("patterns"),
    Press("radio", "Words"),
    Shot("patterns-words"),
    Keys("Ctrl+,"),
    Heading("Settings"),
    Shot("settings"),
    Press("link", "Reminders"),
    Shot("settings-reminders"),
    Press("link", "Your drawer"),
    Shot("settings-drawer"),
    Press("link", "Backups"),
    Reads("Make one by itself"),
    Shot("settings-backups"),
    Press("link", "Appearance"),
    Shot("settings-appearance"),
    Press("link", "This computer"),
    Shot("settings-computer"),
    Press("link", "Calendars"),
    Reads("A calendar that keeps up"),
    Shot("settings-calendars"),
    Press("link", "Who can see what"),
    Shot("privacy"),
    Press("link", "Help"),
    Shot("help"),
];

const FIRST_RUN: &[Step] = &[
    Reads("A small table for the two of you."),
    Shot("welcome-1"),
    Press("button", "Set the table"),
    Heading("Who’s here?"),
    Type("You", "Ada"),
    Type("Your partner", "Noor"),
    Shot("welcome-2-names"),
    Press("button", "Go on"),
    Heading("Choose up to three small things"),
    Press("checkbox", "Check-in*"),
    Press("checkbox", "A chapter aloud*"),
    Shot("welcome-3-rituals"),
    Press("button", "Go on"),
    Heading("When is it usually quiet?"),
    Shot("welcome-4-times"),
    Press("button", "Go on"),
    Heading("Your drawer, your passphrase"),
    Type("Passphrase", PASSPHRASE),
    Type("Once more", PASSPHRASE),
    Shot("welcome-5-drawer"),
    Press("button", "Lock it"),
    Heading("Print this, and keep it somewhere dull"),
    Shot("welcome-6-key"),
];

const ALONE: &[Step] = &[
    Reads("A small table"),
    Press("button", "Just me for now"),
    Heading("Just you is a good start"),
    Shot("welcome-solo"),
];
