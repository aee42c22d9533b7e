//! Secrets: the keys of spaces, the slots that hold them, and the signatures under the log.
//!
//! Nothing secret here has `Debug`, `Clone` or a wire form; every secret is wiped when it is dropped, and
//! each use of its bytes names its reason.

pub mod device;
pub mod files;
pub mod seal;
pub mod slots;
pub mod store;

mod secret;
mod sign;
mod words;

pub use device::{Device, DeviceError};
pub use secret::{EmptyPassphrase, Passphrase, SpaceKey};
pub use sign::{BadSignature, DeviceSigner, PersonSigner, PublicKey, Signature, verify};
pub use slots::{Cost, CostError, KeySlots, Method, Purpose, Ring, SLOT_COPIES, SlotError, Unlock};
#[cfg(feature = "system-keyring")]
pub use store::SystemKeyring;
pub use store::{KeyFile, KeyStore, MemoryStore, StoreError, Stored, Unavailable};
pub use words::{RecoveryWords, WORD_COUNT, WordsError};
