//! Earlier versions, what was thrown away, what was mended, and backups, on their way to the window.

use nightstand_app::backup as core;
use nightstand_app::drawer;
use nightstand_app::mend::{self, Mended};
use nightstand_domain::ids;
use nightstand_domain::merge::Kind;
use nightstand_domain::{page, people, reading, reflection, ritual, season, us};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::{PageId, PersonId, ReflectionId};

/// One earlier version of a page.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarlierPage {
    /// The day on which it was put away like this.
    pub day: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

/// Every earlier version of a page, the newest first.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarlierView {
    /// The versions.
    pub versions: Vec<EarlierPage>,
}

/// Brings an earlier version back.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarlierBack {
    /// The page.
    pub page: PageId,
    /// Which of its earlier versions, from 0, the newest first.
    pub at: u32,
}

/// One sheet by its sort: exactly one of the two is there.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneSheet {
    /// The page.
    pub page: Option<PageId>,
    /// The reflection.
    pub reflection: Option<ReflectionId>,
}

/// A sheet that was thrown away, or that a backup or a damaged file names.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThrownSheet {
    /// Which one.
    pub sheet: OneSheet,
    /// Its title; may be empty.
    pub title: String,
    /// Its beginning.
    pub preview: String,
    /// The last day on which it can be brought back.
    pub until: String,
}

/// Sheets that went together, because what had brought them was taken back.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThrownTogether {
    /// The day on which they went, which names them.
    pub day: String,
    /// How many.
    pub count: u32,
    /// The last day on which they can be brought back.
    pub until: String,
}

/// What was thrown away.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThrownView {
    /// The sheets, the last one thrown away first.
    pub sheets: Vec<ThrownSheet>,
    /// Those that went together, the last day first.
    pub together: Vec<ThrownTogether>,
}

/// One day.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneDay {
    /// The day.
    pub day: String,
}

/// A sheet whose words were hurt.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HurtSheet {
    /// Its title; may be empty.
    pub title: String,
    /// When it was written, or the day alone, or nothing.
    pub written: String,
    /// What of it still stands.
    pub stands: StillStands,
}

/// What stands of something that was hurt.
#[derive(Clone, Copy, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StillStands {
    /// Nothing.
    Nothing,
    /// An earlier version, or a part of it.
    Earlier,
    /// All of its words, and not all of its pictures.
    Words,
}

impl From<mend::Stands> for StillStands {
    fn from(stands: mend::Stands) -> Self {
        match stands {
            mend::Stands::Nothing => Self::Nothing,
            mend::Stands::Earlier => Self::Earlier,
            mend::Stands::Words => Self::Words,
        }
    }
}

/// What was mended in the open drawer.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MendedView {
    /// Where the damaged file lies.
    pub copy: String,
    /// The sheets that it touches.
    pub hurt: Vec<HurtSheet>,
    /// How many changes could not be read.
    pub lost: u32,
}

/// What sort of thing on the table was hurt, or would come back; a key of words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HurtSort {
    /// A person, or the word they have for each other.
    Person,
    /// A ritual.
    Ritual,
    /// What was marked of an evening.
    Mark,
    /// A smaller week or a holiday.
    Season,
    /// A book.
    Book,
    /// A chapter's name.
    Chapter,
    /// How far somebody has read.
    Bookmark,
    /// A note in a book.
    Note,
    /// A slip or a line that lies on the table.
    Line,
    /// Something else.
    Other,
}

/// Something on the table that was hurt.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HurtThing {
    /// Its sort.
    pub sort: HurtSort,
    /// The title of a ritual or a book; empty for anything else.
    pub title: String,
    /// Whether it still stands, as it was earlier or in part.
    pub earlier: bool,
}

/// What was mended of the table.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MendedTable {
    /// Where the damaged file lies.
    pub copy: String,
    /// What it touches.
    pub hurt: Vec<HurtThing>,
    /// How many changes could not be read.
    pub lost: u32,
}

/// One file of a backup.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupPart {
    /// Whose drawer; nobody's for the table.
    pub owner: Option<PersonId>,
    /// Whether it was opened and found whole.
    pub checked: bool,
    /// Whether it was opened and is not what was written.
    pub broken: bool,
}

/// One backup.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupRow {
    /// The folder that it lies in.
    pub folder: String,
    /// When it was made.
    pub made: String,
    /// What is in it.
    pub parts: Vec<BackupPart>,
}

/// A file that is not where it was.
#[derive(Clone, Serialize, TS)]
pub struct MissingFile {
    /// Where it was.
    pub place: String,
    /// The folder of the newest backup that holds it.
    pub backup: Option<String>,
    /// When that was made.
    pub made: Option<String>,
}

/// The backups of this computer.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupsView {
    /// Whether one is made by itself.
    pub by_itself: bool,
    /// Where they go.
    pub folder: String,
    /// Whether that folder was chosen.
    pub chosen: bool,
    /// Whether that folder isn't there now.
    pub away: bool,
    /// The folder beside the files themselves, where another was chosen since and backups still lie in it.
    pub left_beside: Option<String>,
    /// Why today's could not be made by itself, a key below `settings.backups.wrong`.
    pub trouble: Option<String>,
    /// Whether somebody's passphrase opens them on another computer.
    pub open_elsewhere: bool,
    /// The backups, the newest first.
    pub backups: Vec<BackupRow>,
}

/// Chooses whether backups are made by themselves.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupsByThemselves {
    /// Whether one is.
    pub on: bool,
}

/// One backup, by its folder.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneBackup {
    /// The folder that it lies in.
    pub folder: String,
}

/// What a look into a backup found.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupChecked {
    /// The backup, with what is known of it now.
    pub backup: BackupRow,
    /// How many of its parts are not what was written.
    pub broken: u32,
}

/// What bringing back from a backup would change.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupPreview {
    /// What would come back onto the table, each by its sort.
    pub table: Vec<HurtSort>,
    /// The pages and reflections that would come back into the open drawer.
    pub drawer: Vec<BackSheet>,
    /// How many pictures would be whole again, on pages and on books.
    pub pictures: u32,
    /// Whose drawers are in it and locked.
    pub locked: Vec<PersonId>,
}

/// A page or reflection that would come back.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackSheet {
    /// Whether it is a reflection.
    pub reflection: bool,
    /// Its title; may be empty.
    pub title: String,
    /// Its beginning.
    pub preview: String,
    /// Whether it comes as a page beside the one that is here, which says something else.
    pub beside: bool,
}

impl From<drawer::EarlierPage> for EarlierPage {
    fn from(drawer::EarlierPage { day, title, body }: drawer::EarlierPage) -> Self {
        Self { day: day.to_string(), title, body }
    }
}

impl OneSheet {
    fn of(id: ids::EntityId, kind: Kind) -> Self {
        Self {
            page: (kind == page::field::PAGE).then(|| ids::PageId::from(id).into()),
            reflection: (kind == reflection::field::REFLECTION).then(|| ids::ReflectionId::from(id).into()),
        }
    }

    /// The record behind it, when it names one.
    pub fn entity(self) -> Option<ids::EntityId> {
        self.page.map(|page| page.0.entity()).or(self.reflection.map(|reflection| reflection.0.entity()))
    }
}

impl From<drawer::Thrown> for ThrownSheet {
    fn from(thrown: drawer::Thrown) -> Self {
        let drawer::Thrown { id, kind, title, preview, until } = thrown;
        Self { sheet: OneSheet::of(id, kind), title, preview, until: until.to_string() }
    }
}

impl From<drawer::ThrownTogether> for ThrownTogether {
    fn from(together: drawer::ThrownTogether) -> Self {
        let drawer::ThrownTogether { day, count, until } = together;
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Self { day: day.to_string(), count, until: until.to_string() }
    }
}

impl From<Kind> for HurtSort {
    fn from(kind: Kind) -> Self {
        match kind {
            people::field::PERSON | people::field::COUPLE => Self::Person,
            ritual::field::RITUAL => Self::Ritual,
            ritual::field::OCCURRENCE | reading::field::EVENING => Self::Mark,
            season::field::SEASON => Self::Season,
            reading::field::BOOK => Self::Book,
            reading::field::CHAPTER => Self::Chapter,
            reading::field::BOOKMARK | reading::field::ALOUD_BY => Self::Bookmark,
            reading::field::NOTE => Self::Note,
            us::field::SLIP | us::field::LINE => Self::Line,
            _ => Self::Other,
        }
    }
}

impl From<Mended> for MendedTable {
    fn from(mended: Mended) -> Self {
        let hurt = mended.hurt.into_iter().map(|hurt| HurtThing {
            sort: hurt.kind.into(),
            title: hurt.title,
            earlier: hurt.stands != mend::Stands::Nothing,
        });
        Self {
            copy: mended.copied_to.display().to_string(),
            hurt: hurt.collect(),
            lost: u32::try_from(mended.lost).unwrap_or(u32::MAX),
        }
    }
}

impl From<Mended> for MendedView {
    fn from(mended: Mended) -> Self {
        let hurt = mended.hurt.into_iter().map(|hurt| HurtSheet {
            title: hurt.title,
            written: hurt.written,
            stands: hurt.stands.into(),
        });
        Self {
            copy: mended.copied_to.display().to_string(),
            hurt: hurt.collect(),
            lost: u32::try_from(mended.lost).unwrap_or(u32::MAX),
        }
    }
}

impl From<core::Backup> for BackupRow {
    fn from(backup: core::Backup) -> Self {
        let part = |part: core::Part| BackupPart {
            owner: part.owner.map(Into::into),
            checked: part.checked,
            broken: part.broken,
        };
        Self {
            folder: backup.folder.display().to_string(),
            made: page::written(backup.made),
            parts: backup.parts.into_iter().map(part).collect(),
        }
    }
}

impl From<core::Preview> for BackupPreview {
    fn from(preview: core::Preview) -> Self {
        let back = |one: core::Back| BackSheet {
            reflection: one.kind == reflection::field::REFLECTION,
            title: one.title,
            preview: one.preview,
            beside: one.beside,
        };
        Self {
            table: preview.table.into_iter().map(Into::into).collect(),
            drawer: preview.drawer.into_iter().map(back).collect(),
            pictures: u32::try_from(preview.pictures).unwrap_or(u32::MAX),
            locked: preview.locked.into_iter().map(Into::into).collect(),
        }
    }
}
