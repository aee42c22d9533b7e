//! Ids as the window sees them: strings of 32 hexadecimal digits, each with a brand of its own in
//! TypeScript, so that the window cannot mix them up either.

use nightstand_domain::ids;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use ts_rs::TS;

macro_rules! branded {
    ($($name:ident = $brand:literal),+ $(,)?) => {$(
        #[doc = concat!("A `", stringify!($name), "` on its way to or from the window.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, TS)]
        #[ts(type = $brand)]
        pub struct $name(#[ts(skip)] pub ids::$name);

        impl From<ids::$name> for $name {
            fn from(id: ids::$name) -> Self {
                Self(id)
            }
        }

        impl From<$name> for ids::$name {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map(Self).map_err(D::Error::custom)
            }
        }
    )+};
}

branded! {
    PersonId = "string & { readonly brand: \"person\" }",
    RitualId = "string & { readonly brand: \"ritual\" }",
    BookId = "string & { readonly brand: \"book\" }",
    ChapterId = "string & { readonly brand: \"chapter\" }",
    NoteId = "string & { readonly brand: \"note\" }",
    SlipId = "string & { readonly brand: \"slip\" }",
    LineId = "string & { readonly brand: \"line\" }",
    PageId = "string & { readonly brand: \"page\" }",
    PictureId = "string & { readonly brand: \"picture\" }",
    ReflectionId = "string & { readonly brand: \"reflection\" }",
    ThreadId = "string & { readonly brand: \"thread\" }",
}
