//! Reflections and patterns on their way to and from the window.

use nightstand_domain::us::Stay;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::{PageId, PersonId, ReflectionId, ThreadId};

/// One reflection with everything that its six steps need.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReflectionView {
    /// The reflection.
    pub id: ReflectionId,
    /// What is written so far.
    pub draft: ReflectionDraft,
    /// The title of the page it looks underneath; nothing when it stands alone.
    pub page_title: Option<String>,
    /// Whether it was put away before.
    pub finished: bool,
    /// The day of its first sentence, `YYYY-MM-DD`: what "today" means on its first step.
    pub today: String,
    /// What was carried to the table from it, newest last.
    pub carried: Vec<String>,
    /// What other reflections were really about.
    pub threads: Vec<ThreadName>,
    /// The words to choose from.
    pub words: ReflectionWords,
}

/// All the words of a reflection.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReflectionWords {
    /// The eight strokes.
    pub families: Vec<FeelingFamily>,
    /// The names of the chest's four columns.
    pub columns: Vec<String>,
    /// The sixteen drawers, row by row.
    pub needs: Vec<NeedWords>,
    /// The topics that have a name.
    pub topics: Vec<WordOf>,
    /// Absolute words that get the soft underline, longest first.
    pub absolutes: Vec<AbsoluteWord>,
    /// Words of fear, threat and control, in lower case.
    pub of_fear: Vec<String>,
}

/// One stroke.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeelingFamily {
    /// The family's code, which also names its colours.
    pub code: String,
    /// Its name beside the stroke.
    pub name: String,
    /// The words on its stroke, from a little to a lot.
    pub words: Vec<WordOf>,
    /// Its other words.
    pub beside: Vec<WordOf>,
}

/// A word and the code that is kept for it.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordOf {
    /// The code.
    pub code: String,
    /// The word.
    pub word: String,
}

/// One drawer of the chest.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NeedWords {
    /// The code.
    pub code: String,
    /// The words on its plate.
    pub label: String,
    /// The same inside a sentence.
    pub inline: String,
    /// Its column, from 0.
    pub column: u32,
    /// What lies in it: the need, said more closely.
    pub slips: Vec<WordOf>,
}

/// An absolute word and two that could stand in its place.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AbsoluteWord {
    /// The word in lower case.
    pub word: String,
    /// Two words for its place.
    pub instead: Vec<String>,
}

/// What is written in a reflection, both ways.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReflectionDraft {
    /// The step the person is on, 1 to 6.
    pub step: u32,
    /// The page it looks underneath.
    pub page: Option<PageId>,
    /// The thread it belongs to.
    pub thread: Option<ThreadId>,
    /// A name for a thread that is still being typed; putting away makes it the thread's.
    pub thread_name: String,
    /// What happened.
    pub happened: String,
    /// The topic's code, `own` for the words in `own_topic`.
    pub topic: Option<String>,
    /// The topic in the person's own words.
    pub own_topic: String,
    /// The day it happened, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// `morning`, `afternoon`, `evening` or `night`.
    pub part_of_day: Option<String>,
    /// The feelings that showed.
    pub showed: FeltWords,
    /// The feelings under those.
    pub under: FeltWords,
    /// Codes of what was needed: drawers, and slips out of them.
    pub needed: Vec<String>,
    /// What it may have been for them.
    pub guess: String,
    /// How it looked from outside.
    pub outside: String,
    /// Codes of what they may have needed.
    pub their_needs: Vec<String>,
    /// What they would like to say.
    pub say: SayParts,
}

/// One layer of feelings.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeltWords {
    /// Codes on the strokes.
    pub chosen: Vec<String>,
    /// The person's own words.
    pub own: Vec<String>,
    /// "I don't know yet."
    pub unsure: bool,
}

/// "I feel … when … I need … would you …"
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SayParts {
    /// After "I feel".
    pub feel: String,
    /// After "when".
    pub when: String,
    /// After "I need".
    pub need: String,
    /// After "would you".
    pub ask: String,
}

/// A thread: what several reflections were really about.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThreadName {
    /// The thread.
    pub id: ThreadId,
    /// Its name.
    pub name: String,
}

/// Names one reflection.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneReflection {
    /// The reflection.
    pub reflection: ReflectionId,
}

/// Begins a reflection.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReflectionStart {
    /// Whose drawer it belongs to. What arrives late never gets into the other person's.
    pub person: PersonId,
    /// The page to look underneath.
    pub page: Option<PageId>,
    /// The code of a need to begin from, when there is only one sentence to be found for it.
    pub need: Option<String>,
}

/// What is written at this moment.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReflectionWritten {
    /// Whose drawer it belongs to. Text that arrives late never gets into the other person's.
    pub person: PersonId,
    /// The reflection.
    pub reflection: ReflectionId,
    /// What is in it.
    pub draft: ReflectionDraft,
}

/// Which parts would be carried to the table. There is no way to name the guess about the other.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CarryChoice {
    /// Which sentences of what happened, from 0.
    pub happened: Vec<u32>,
    /// What was felt.
    pub felt: bool,
    /// What was needed.
    pub needed: bool,
    /// What they would like to say.
    pub say: bool,
}

/// Asks what the other would see.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CarryAsk {
    /// What is written at this moment.
    pub draft: ReflectionDraft,
    /// What was chosen.
    pub choice: CarryChoice,
}

/// What could be carried over, and exactly what the other would see.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CarryPreview {
    /// The sentences of what happened.
    pub sentences: Vec<String>,
    /// What was felt, as a sentence.
    pub felt: Option<String>,
    /// What was needed, as a sentence.
    pub needed: Option<String>,
    /// What they would like to say, as it would be spoken.
    pub say: Option<String>,
    /// Exactly what would lie on the table; nothing when nothing is chosen.
    pub text: Option<String>,
}

/// Carries the chosen parts to the table.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Carry {
    /// The reflection.
    pub reflection: ReflectionId,
    /// What is written at this moment.
    pub draft: ReflectionDraft,
    /// What was chosen.
    pub choice: CarryChoice,
    /// How long it lies there.
    pub stay: LineStay,
    /// The words that the person saw in the preview. Other words are refused.
    pub seen: String,
}

/// How long a line lies on the table.
#[derive(Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LineStay {
    /// Until it is taken back.
    Kept,
    /// For a week.
    Week,
    /// Until tomorrow.
    Tomorrow,
}

impl From<LineStay> for Stay {
    fn from(stay: LineStay) -> Self {
        match stay {
            LineStay::Kept => Self::Kept,
            LineStay::Week => Self::Week,
            LineStay::Tomorrow => Self::Tomorrow,
        }
    }
}

/// A thread to be named.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewThread {
    /// Whose drawer it belongs to. What arrives late never gets into the other person's.
    pub person: PersonId,
    /// Its name.
    pub name: String,
}

/// The list of reflections.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReflectionsView {
    /// Unfinished ones first, then the newest.
    pub reflections: Vec<ReflectionCard>,
    /// The threads, by name.
    pub threads: Vec<ThreadName>,
}

/// One reflection in the list.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReflectionCard {
    /// The reflection.
    pub id: ReflectionId,
    /// The day it happened, `YYYY-MM-DD`; nothing while that is open.
    pub day: Option<String>,
    /// What it looked like it was about.
    pub topic: Option<String>,
    /// How what happened begins.
    pub beginning: String,
    /// What was needed.
    pub needs: Vec<String>,
    /// The thread it belongs to.
    pub thread: Option<ThreadId>,
    /// Where it was left, 1 to 6, while it is not put away.
    pub left_at: Option<u32>,
}

/// Patterns: what was on top, and what kept coming up underneath.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PatternsView {
    /// Whether there is enough to draw.
    pub enough: bool,
    /// How many reflections are in it.
    pub reflections: u32,
    /// The day of the earliest, `YYYY-MM-DD`.
    pub since: Option<String>,
    /// On top, most frequent first.
    pub surfaces: Vec<SurfaceFlow>,
    /// Underneath, most frequent first.
    pub needs: Vec<NeedFlow>,
}

/// One thing on top.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SurfaceFlow {
    /// Its name; nothing where it was left without one.
    pub label: Option<String>,
    /// Its name inside a sentence.
    pub inline: Option<String>,
    /// In how many reflections.
    pub times: u32,
    /// How often each need lay under it, in the order of the needs.
    pub under: Vec<u32>,
}

/// One need underneath.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NeedFlow {
    /// The code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Its name inside a sentence.
    pub inline: String,
    /// In how many reflections.
    pub times: u32,
    /// Whether it lies in the light.
    pub lit: bool,
}
