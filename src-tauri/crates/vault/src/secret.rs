//! The two secrets that everything else hangs on: a space's key, and what a person remembers.

use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize as _, Zeroizing};

/// The random key of one space, or another secret of the same size. Boxed, so that moving it leaves no copy.
pub struct SpaceKey(Box<[u8; 32]>);

impl SpaceKey {
    /// A new random key.
    ///
    /// # Errors
    /// When the operating system has no randomness to give; nothing may be created then.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut key = Self(Box::new([0; 32]));
        keep_out_of_swap(&*key.0);
        getrandom::fill(&mut *key.0)?;
        Ok(key)
    }

    /// The key with these bytes, which are wiped where they came from.
    pub fn taken_from(bytes: &mut [u8; 32]) -> Self {
        let mut key = Self(Box::new([0; 32]));
        keep_out_of_swap(&*key.0);
        *key.0 = *bytes;
        bytes.zeroize();
        key
    }

    /// The key in `bytes`, when there are exactly thirty-two.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut array = <[u8; 32]>::try_from(bytes).ok()?;
        Some(Self::taken_from(&mut array))
    }

    /// The bytes, for the one use that `reason` names.
    pub fn expose(&self, reason: &'static str) -> &[u8; 32] {
        let _ = reason;
        &self.0
    }

    /// A key for another use, from which this one cannot be found again. `purpose` is a constant of the
    /// program, globally unique and never changed.
    #[must_use]
    pub fn derive(&self, purpose: &'static str) -> Self {
        let mut bytes = blake3::derive_key(purpose, &*self.0);
        Self::taken_from(&mut bytes)
    }

    /// Whether both are the same key, in constant time.
    pub fn same_as(&self, other: &Self) -> bool {
        blake3::Hash::from_bytes(*self.0) == blake3::Hash::from_bytes(*other.0)
    }
}

impl Drop for SpaceKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Asks the system never to write the memory page of this secret to the disk, where it lets us. The page stays so when
/// the secret is gone: another may lie on it.
pub(crate) fn keep_out_of_swap<T: ?Sized>(secret: &T) {
    #[cfg(unix)]
    {
        let (place, length) = (std::ptr::from_ref(secret).cast_mut().cast(), size_of_val(secret));
        #[allow(unsafe_code, reason = "locking memory takes an address")]
        // SAFETY: the address and length are those of what is borrowed; locking changes nothing in it.
        let _ = unsafe { rustix::mm::mlock(place, length) };
    }
    #[cfg(not(unix))]
    let _ = secret;
}

/// Nothing was typed, or nothing but spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a passphrase needs at least one character")]
pub struct EmptyPassphrase;

/// What a person remembers. Another keyboard, a space too many or an input method's other form of the same
/// letters do not keep anyone out: NFKC, outer spaces cut, repeated ones folded. Capitals count.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The passphrase in what was typed.
    ///
    /// # Errors
    /// [`EmptyPassphrase`].
    pub fn typed(text: &str) -> Result<Self, EmptyPassphrase> {
        // Room for the whole from the start: a growing string would leave copies behind. NFKC makes a
        // character at most eighteen times as long.
        let mut folded = Zeroizing::new(String::with_capacity(text.len().saturating_mul(18)));
        let mut space_due = false;
        for letter in text.nfkc() {
            if letter.is_whitespace() {
                space_due = !folded.is_empty();
                continue;
            }
            if std::mem::take(&mut space_due) {
                folded.push(' ');
            }
            folded.push(letter);
        }
        keep_out_of_swap(folded.as_bytes());
        if folded.is_empty() { Err(EmptyPassphrase) } else { Ok(Self(folded)) }
    }

    /// The normalised bytes, for the one use that `reason` names.
    pub(crate) fn expose(&self, reason: &'static str) -> &[u8] {
        let _ = reason;
        self.0.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        Passphrase::typed(text).unwrap().expose("comparing in a test").to_vec()
    }

    #[test]
    fn the_same_passphrase_typed_another_way_is_the_same() {
        let plain = bytes("café au lait");
        for typed in
            ["  café au lait ", "café \t au  lait", "cafe\u{301} au lait", "café\u{a0}au\u{3000}lait"]
        {
            assert_eq!(bytes(typed), plain, "{typed:?} must not keep its owner out");
        }
        assert_ne!(bytes("Café au lait"), plain, "capitals are part of a passphrase");
    }

    #[test]
    fn nothing_is_no_passphrase() {
        for typed in ["", "  ", "\u{3000}\n"] {
            assert!(Passphrase::typed(typed).is_err(), "{typed:?} would lock nothing");
        }
    }

    #[test]
    fn a_key_taken_from_bytes_leaves_none_behind() {
        let mut bytes = [7; 32];
        let key = SpaceKey::taken_from(&mut bytes);
        assert_eq!(bytes, [0; 32], "the place it came from is wiped");
        assert!(
            key.same_as(&SpaceKey::from_slice(&[7; 32]).unwrap()),
            "and the key is the one that was there"
        );
        assert!(!key.same_as(&key.derive("another use")), "a derived key is another key");
    }
}
