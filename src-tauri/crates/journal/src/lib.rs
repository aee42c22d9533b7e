//! The journal: every lasting change as an entry of a signed log, and the tables that queries read.
//!
//! One [`Space`] is one file. [`Space::act`] is the only way to change it: one transaction writes the
//! entries, their effect on the heads, and the projected tables, and returns what Undo needs. Projections
//! can be dropped and rebuilt from the log at any time ([`Space::rebuild`]).
//!
//! Only this crate speaks SQL.

mod act;
pub mod agenda;
pub mod backup;
mod beside;
mod check;
mod codec;
pub mod drawer;
mod entry;
mod envelope;
mod erase;
mod error;
mod exchange;
mod heads;
mod held;
mod live;
mod log;
mod mark;
mod migrate;
mod open;
mod pages;
pub mod passing;
mod payload;
pub mod picture;
mod projection;
mod projections;
mod rebuild;
mod receive;
mod record;
mod reissue;
mod salvage;
mod space;
pub mod table;
mod undo;
mod wal;

pub use act::{Act, Done};
pub use beside::{Beside, GoOn, Moved, Still};
pub use check::Findings;
pub use entry::Vector;
pub use erase::{Aging, Forgetting};
pub use error::JournalError;
pub use exchange::Received;
pub use migrate::KNOWN as TABLES;
pub use open::{
    BESIDE, Pragmas, Repair, connect, copy_aside, copy_whole, copy_whole_while, remove_whole, with_suffix,
};
pub use pages::Pages;
pub use projection::Stale;
pub use record::Record;
pub use salvage::{Hurt, Salvaged, Stands, salvage};
pub use space::{Space, SpaceKind, Writer};
pub use undo::{Part as UndoPart, UndoStep};
