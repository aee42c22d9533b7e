//! A drawer on its way to and from the window. Pages come as plain text in pieces; nothing is ever markup.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::{PageId, PersonId, PictureId, ReflectionId};
use super::secret::Secret;

/// Opens someone's drawer.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DrawerUnlock {
    /// Whose drawer.
    pub person: PersonId,
    /// What they typed.
    pub passphrase: Secret,
}

/// Opens someone's drawer with the words of the recovery sheet, and gives it another passphrase.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DrawerRecover {
    /// Whose drawer.
    pub person: PersonId,
    /// The twelve words as they were typed.
    pub words: Secret,
    /// The passphrase that counts from now on.
    pub passphrase: Secret,
}

/// Recovery words that were just made. They are shown once.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecoverySheet {
    /// The twelve words in their order.
    pub words: Vec<Secret>,
    /// The places, from 1, of the two words that are asked back.
    pub ask: Vec<u32>,
}

/// The two words that were asked back.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordsBack {
    /// Whose words.
    pub person: PersonId,
    /// The first of the two.
    pub first: Secret,
    /// The second.
    pub second: Secret,
}

/// How the open drawer is watched over.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DrawerWatch {
    /// Whether a drawer is open.
    pub open: bool,
    /// After how many quiet minutes it locks itself.
    pub idle_minutes: u32,
    /// Whether it also locks when the window is hidden.
    pub lock_on_hide: bool,
}

/// Asks for pages: the newest, those before a place, or what a search finds.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PagesAsk {
    /// What is searched for: words, tags with `#`, days; empty for none.
    pub query: String,
    /// Whether only reflections are searched.
    pub reflections: bool,
    /// Whether days are looked for as the words that they are.
    pub words: bool,
    /// Where the next ones begin.
    pub before: Option<f64>,
}

/// The list of pages, as far as it was asked for.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PagesView {
    /// The sheets, newest first.
    pub sheets: Vec<SheetRow>,
    /// Where the next ones begin, when there are more.
    pub next: Option<f64>,
    /// How many there are: all pages, or what was found, counted up to a bound.
    pub total: u32,
    /// Whether more was found than was counted.
    pub more: bool,
    /// Whether this is what a search found.
    pub found: bool,
    /// The days that were named in what was searched for.
    pub days: Option<DaysNamed>,
    /// What of it was looked for as words.
    pub words: String,
}

/// Days, as `2026-03-14`, both ends included.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DaysNamed {
    /// The first; nothing for all that came before.
    pub from: Option<String>,
    /// The last; nothing for all that came after.
    pub to: Option<String>,
}

/// What a page names, and what names it.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageLinks {
    /// The names in its text.
    pub to: Vec<PageLink>,
    /// The pages that name it, newest first.
    pub from: Vec<SheetRow>,
}

/// A name in a page's text.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageLink {
    /// As it stands there.
    pub name: String,
    /// The page that it means, when there is one.
    pub page: Option<SheetRow>,
}

/// One page or reflection in the list.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetRow {
    /// The page; nothing for a reflection.
    pub page: Option<PageId>,
    /// The reflection; nothing for a page.
    pub reflection: Option<ReflectionId>,
    /// When it was written, as civil time; nothing when nobody knows.
    pub written: Option<String>,
    /// Its title, found words marked; may be empty.
    pub title: Vec<TextPart>,
    /// Its beginning, or a cutting around the found words.
    pub preview: Vec<TextPart>,
    /// Whether something in it has not been put away yet.
    pub draft: bool,
}

/// A piece of somebody's text.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextPart {
    /// The text.
    pub text: String,
    /// Whether it is what was searched for.
    pub found: bool,
}

/// A whole page.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageView {
    /// The page.
    pub id: PageId,
    /// When it was begun, as civil time, or the day alone where no more is known.
    pub written: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Whether something in it has not been put away yet.
    pub draft: bool,
}

/// Names one page.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OnePage {
    /// The page.
    pub page: PageId,
}

/// Asks for pages by their titles.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TitleAsk {
    /// Words of a title, the last one perhaps begun; empty for the newest pages that have a title.
    pub typed: String,
}

/// Names one picture of the open drawer.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OnePicture {
    /// The picture.
    pub picture: PictureId,
}

/// A picture in a file, for a page.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureBrought {
    /// Whose drawer it belongs to.
    pub person: PersonId,
    /// Where the file lies.
    pub place: String,
}

/// A picture out of the clipboard, for a page.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PicturePasted {
    /// Whose drawer it belongs to.
    pub person: PersonId,
    /// The picture, in base 64.
    pub bytes: String,
}

/// What is being typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageTyped {
    /// Whose drawer it belongs to. Text that arrives late never gets into the other person's.
    pub person: PersonId,
    /// The page. Whoever begins one gives it its id: sixteen random bytes.
    pub page: PageId,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

/// What became of it.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageKept {
    /// Whether the page lies in the drawer now; not while nothing is written on a new one.
    pub lies: bool,
    /// Whether the list shows something else than before.
    pub begun: bool,
}
