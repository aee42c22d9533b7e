//! jrnl's locked journals: a Fernet token (AES-128-CBC under HMAC-SHA256, <https://github.com/fernet/spec>)
//! whose key is the password through PBKDF2-SHA256, 100,000 rounds. Versions 2 to 4.5 salt it with sixteen bytes
//! that are the same for everybody; 4.6 puts a salt of the journal's own before the token, in a small JSON
//! header. <https://github.com/jrnl-org/jrnl>, `jrnl/encryption/`.

use aes::Aes128;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt as _, KeyIvInit as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use super::NotRead;

const OWN_SALT: &[u8] = b"JRNLv3";
const SALT_OF_ALL: [u8; 16] =
    [0xf2, 0xd5, 0x71, 0x0e, 0xc1, 0x8d, 0x2e, 0xde, 0xdc, 0x8e, 0x36, 0x74, 0x89, 0x04, 0xce, 0xf8];
const ROUNDS: u32 = 100_000;
/// Version, time, and the beginning of the cipher; the longest salt that is read.
const VERSION: u8 = 0x80;
const HEAD: usize = 9;
const IV: usize = 16;
const MAC: usize = 32;
const LONGEST_SALT: usize = 64;

/// Whether these are the bytes of a journal that a password opens.
pub(super) fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(OWN_SALT) || bytes.starts_with(b"gAAAAA")
}

/// The text of a locked journal.
///
/// # Errors
/// [`NotRead::WrongPassword`] when the password does not prove itself, [`NotRead::Damaged`] when there is nothing
/// to prove it on.
pub(super) fn open(bytes: &[u8], password: &str) -> Result<Zeroizing<String>, NotRead> {
    let (salt, token) = parts(bytes).ok_or(NotRead::Damaged)?;
    let mut key = Zeroizing::new([0; 32]);
    pbkdf2::pbkdf2_hmac::<Sha256>(password.as_bytes(), &salt, ROUNDS, &mut *key);
    let (signing, locking) = key.split_at(16);
    let token = token.trim_ascii();
    let token = std::str::from_utf8(token).ok().and_then(|token| URL_SAFE.decode(token).ok());
    let token = token.filter(|token| token.first() == Some(&VERSION)).ok_or(NotRead::Damaged)?;
    let at = token.len().checked_sub(MAC).filter(|at| *at >= HEAD + IV).ok_or(NotRead::Damaged)?;
    let (signed, mac) = token.split_at(at);
    let mut proof = Hmac::<Sha256>::new_from_slice(signing).map_err(|_| NotRead::Damaged)?;
    proof.update(signed);
    proof.verify_slice(mac).map_err(|_| NotRead::WrongPassword)?;
    let (head, cipher) = signed.split_at(HEAD + IV);
    let iv = head.get(HEAD..).unwrap_or_default();
    let plain = Decryptor::<Aes128>::new_from_slices(locking, iv)
        .ok()
        .and_then(|decryptor| decryptor.decrypt_padded_vec::<Pkcs7>(cipher).ok())
        .ok_or(NotRead::Damaged)?;
    String::from_utf8(plain).map(Zeroizing::new).map_err(|not_text| {
        not_text.into_bytes().zeroize();
        NotRead::Damaged
    })
}

/// The salt, and the token behind it.
fn parts(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let Some(rest) = bytes.strip_prefix(OWN_SALT) else { return Some((SALT_OF_ALL.to_vec(), bytes)) };
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (header, token) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    let text = std::str::from_utf8(header).ok()?;
    // For a while the header was written as it is.
    let json = STANDARD.decode(text).unwrap_or_else(|_| header.to_vec());
    let header: serde_json::Value = serde_json::from_slice(&json).ok()?;
    let salt = URL_SAFE.decode(header.get("salt")?.as_str()?).ok()?;
    (!salt.is_empty() && salt.len() <= LONGEST_SALT).then_some((salt, token))
}
