//! Sealing bytes under a key: XChaCha20-Poly1305 with a random nonce in front. What a sealed thing is *for*
//! is authenticated with it, so that it opens nowhere else.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::secret::SpaceKey;

/// How much longer a sealed thing is than what is in it.
pub const OVERHEAD: usize = NONCE + 16;

const NONCE: usize = 24;

/// It does not open: another key, another purpose, or it was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it does not open with this key")]
pub struct NotOurs;

/// Seals `plain` for the purpose that `context` spells out in full.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn seal(key: &SpaceKey, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, getrandom::Error> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce)?;
    Ok(seal_with(key, nonce, context, plain))
}

/// With a nonce from outside, for frozen vectors.
#[allow(clippy::expect_used, reason = "the cipher fails only past 256 GiB")]
pub(crate) fn seal_with(key: &SpaceKey, nonce: [u8; NONCE], context: &[u8], plain: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(key.expose("sealing").into());
    let body = cipher.encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: context });
    let mut sealed = nonce.to_vec();
    sealed.extend(body.expect("what is sealed fits into memory"));
    sealed
}

/// Opens what was sealed for the same `context`.
///
/// # Errors
/// [`NotOurs`].
pub fn open(key: &SpaceKey, context: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotOurs> {
    let (nonce, body) = sealed.split_at_checked(NONCE).ok_or(NotOurs)?;
    let cipher = XChaCha20Poly1305::new(key.expose("opening what was sealed").into());
    let plain = cipher.decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: context });
    plain.map(Zeroizing::new).map_err(|_| NotOurs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_for_one_purpose_opens_for_no_other() {
        let key = SpaceKey::random().unwrap();
        let sealed = seal(&key, b"page 1", b"words").unwrap();
        assert_eq!(sealed.len(), 5 + OVERHEAD, "the overhead is what it says");
        assert_eq!(*open(&key, b"page 1", &sealed).unwrap(), b"words", "its own purpose opens it");
        assert!(open(&key, b"page 2", &sealed).is_err(), "another purpose does not");
        assert!(open(&SpaceKey::random().unwrap(), b"page 1", &sealed).is_err(), "another key does not");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open(&key, b"page 1", &changed).is_err(), "a changed bit at {at} is noticed");
            assert!(open(&key, b"page 1", &sealed[..at]).is_err(), "a cut at {at} is noticed");
        }
    }
}
