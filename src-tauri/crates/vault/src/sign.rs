//! Ed25519 signatures: a computer signs its log, a person certifies their computers.

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};

use crate::secret::SpaceKey;

/// The public half of a signing key.
pub type PublicKey = [u8; 32];

/// A signature.
pub type Signature = [u8; 64];

/// The signature is not by this key over these bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not match")]
pub struct BadSignature;

macro_rules! signer {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(SigningKey);

        impl $name {
            /// A new random key.
            ///
            /// # Errors
            /// When the operating system has no randomness to give.
            pub fn random() -> Result<Self, getrandom::Error> {
                Ok(Self::from_seed(&SpaceKey::random()?))
            }

            /// The key that grows from `seed`.
            pub fn from_seed(seed: &SpaceKey) -> Self {
                Self(SigningKey::from_bytes(seed.expose("the seed of a signing key")))
            }

            /// What others know this signer by.
            pub fn public(&self) -> PublicKey {
                self.0.verifying_key().to_bytes()
            }

            /// Signs exactly these bytes; whoever calls puts a purpose and a version into them.
            pub fn sign(&self, message: &[u8]) -> Signature {
                self.0.sign(message).to_bytes()
            }
        }
    };
}

signer! {
    /// Signs the log of one computer. Lies in a file of its own (0600); losing it begins a new log.
    DeviceSigner
}
signer! {
    /// A person's root key. Lies under that person's passphrase and recovery words only.
    PersonSigner
}

/// Checks a signature strictly: no weak keys, no second form of the same signature.
///
/// # Errors
/// [`BadSignature`].
pub fn verify(public: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), BadSignature> {
    let key = VerifyingKey::from_bytes(public).map_err(|_| BadSignature)?;
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    key.verify_strict(message, &signature).map_err(|_| BadSignature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_key_and_its_bytes_alone() {
        let (one, other) = (DeviceSigner::random().unwrap(), DeviceSigner::random().unwrap());
        let signature = one.sign(b"entry");
        assert_eq!(verify(&one.public(), b"entry", &signature), Ok(()), "what was signed verifies");
        assert_eq!(
            verify(&one.public(), b"entrz", &signature),
            Err(BadSignature),
            "one changed bit is noticed"
        );
        assert_eq!(
            verify(&other.public(), b"entry", &signature),
            Err(BadSignature),
            "nobody signs for another"
        );
        assert_eq!(verify(&[0; 32], b"entry", &signature), Err(BadSignature), "a weak key verifies nothing");
    }

    #[test]
    fn the_published_vector_of_rfc_8032_holds() {
        let seed =
            SpaceKey::from_slice(&hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
                .unwrap();
        let signer = PersonSigner::from_seed(&seed);
        assert_eq!(
            signer.public().to_vec(),
            hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
            "RFC 8032, 7.1, test 1"
        );
        let signature = hex(concat!(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac",
            "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ));
        assert_eq!(signer.sign(b"").to_vec(), signature, "RFC 8032, 7.1, test 1");
    }

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }
}
