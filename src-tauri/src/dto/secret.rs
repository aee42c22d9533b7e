//! What somebody remembers or keeps on paper, on its way to and from the window.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;
use zeroize::Zeroizing;

/// A passphrase or recovery words. It is wiped when it was used, cannot be copied, and is never printed.
#[derive(TS)]
#[ts(type = "string")]
pub struct Secret(#[ts(skip)] Zeroizing<String>);

impl Secret {
    /// The text, for the one use that `reason` names.
    pub fn expose(&self, reason: &'static str) -> &str {
        let _ = reason;
        &self.0
    }
}

impl From<Zeroizing<String>> for Secret {
    fn from(text: Zeroizing<String>) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use crate::dto::drawer::DrawerUnlock;

    #[test]
    fn a_passphrase_on_its_way_is_printed_nowhere() {
        let unlock = format!(r#"{{"person": "{}", "passphrase": "lantern ferry"}}"#, "0a".repeat(16));
        let unlock: DrawerUnlock = serde_json::from_str(&unlock).unwrap();
        assert_eq!(unlock.passphrase.expose("comparing in a test"), "lantern ferry", "it arrives whole");
        assert!(!format!("{unlock:?}").contains("lantern"), "and no log line can hold it");
    }
}
