//! Identifiers. Each kind of thing has a type of its own, so that a chapter can never be handed where a
//! book is meant.
//!
//! Ids are random and never ordered by time: the log must not become a record of when someone was here.

use std::fmt;
use std::str::FromStr;

/// Text that is no id: an id is written as 32 lower- or upper-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 32 hexadecimal digits")]
pub struct NotAnId;

macro_rules! bytes16 {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// The id with exactly these bytes, as read back from a file.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The id's bytes, for storing and hashing.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// A new random id.
            ///
            /// # Errors
            /// When the operating system has no randomness to give; nothing may be created then.
            pub fn random() -> Result<Self, getrandom::Error> {
                let mut bytes = [0; 16];
                getrandom::fill(&mut bytes)?;
                Ok(Self(bytes))
            }

            /// The id in `bytes`, when there are exactly sixteen.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                <[u8; 16]>::try_from(bytes).ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                parse_hex(text).map(Self)
            }
        }
    };
}

fn parse_hex(text: &str) -> Result<[u8; 16], NotAnId> {
    if text.len() != 32 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(NotAnId);
    }
    u128::from_str_radix(text, 16).map(u128::to_be_bytes).map_err(|_| NotAnId)
}

bytes16! {
    /// Any record of a space: what the log speaks about.
    EntityId
}
bytes16! {
    /// One log: one installation on one computer, until it is restored or its machine changes.
    DeviceId
}
bytes16! {
    /// One space: the shared table, or one person's drawer.
    SpaceId
}

impl EntityId {
    /// The id that everyone derives alike for something that exists at most once, such as one person's
    /// bookmark in one book. `tag` separates the uses; `parts` are hashed with their lengths.
    pub fn derived(tag: &str, parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("nightstand 2026 derived entity id v1");
        for part in std::iter::once(tag.as_bytes()).chain(parts.iter().copied()) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut bytes = [0; 16];
        hasher.finalize_xof().fill(&mut bytes);
        Self(bytes)
    }
}

macro_rules! entity {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(EntityId);

        impl $name {
            /// A new random id.
            ///
            /// # Errors
            /// When the operating system has no randomness to give.
            pub fn random() -> Result<Self, getrandom::Error> {
                EntityId::random().map(Self)
            }

            /// The id's bytes, for storing and hashing.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// The id as the log knows it.
            pub const fn entity(self) -> EntityId {
                self.0
            }
        }

        impl From<EntityId> for $name {
            fn from(id: EntityId) -> Self {
                Self(id)
            }
        }

        impl From<$name> for EntityId {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.parse().map(Self)
            }
        }
    )+};
}

entity! {
    /// One of the people at the table.
    PersonId,
    /// A ritual: a habit with a name, a rhythm and a promise.
    RitualId,
    /// What was done of one ritual on one day.
    OccurrenceId,
    /// Some weeks in which everything is small, or nothing is announced.
    SeasonId,
    /// A book on the shared shelf.
    BookId,
    /// A chapter of a book.
    ChapterId,
    /// One person's place in one book.
    BookmarkId,
    /// A note on a chapter.
    NoteId,
    /// An appreciation handed over to the other.
    SlipId,
    /// A sentence that someone carried from their drawer to the table.
    LineId,
    /// A page in a drawer.
    PageId,
    /// A picture on a page of a drawer.
    PictureId,
    /// A reflection in a drawer.
    ReflectionId,
    /// What several reflections were really about.
    ThreadId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_being_written_and_read() {
        let id = BookId::random().unwrap();
        assert_eq!(id.to_string().parse(), Ok(id), "what is shown to the window comes back as the same book");
    }

    #[test]
    fn text_that_is_no_id_is_refused() {
        for text in ["", "abc", "+0000000000000000000000000000000", &"g".repeat(32), &"0".repeat(33), "ü"] {
            assert_eq!(text.parse::<EntityId>(), Err(NotAnId), "{text:?} is not an id");
        }
    }

    #[test]
    fn derived_ids_keep_their_parts_apart() {
        let one = EntityId::derived("bookmark", &[b"ab", b"c"]);
        assert_eq!(one, EntityId::derived("bookmark", &[b"ab", b"c"]), "two computers derive the same id");
        assert_ne!(one, EntityId::derived("bookmark", &[b"a", b"bc"]), "parts carry their lengths");
        assert_ne!(one, EntityId::derived("occurrence", &[b"ab", b"c"]), "each use has its own tag");
    }
}
