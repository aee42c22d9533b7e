//! This computer's own identity in the log: the id of its log and the key that signs it, in one small file.

use std::io;
use std::path::Path;
use std::sync::Arc;

use nightstand_domain::ids::DeviceId;
use zeroize::Zeroizing;

use crate::files;
use crate::secret::SpaceKey;
use crate::sign::DeviceSigner;

const MAGIC: &[u8; 8] = b"NSTDEVIC";
const MACHINE: &str = "nightstand 2026 machine of a device file v1";
const VERSION: u16 = 1;
/// Magic, version, id, seed, machine, check.
const LENGTH: usize = 8 + 2 + 16 + 32 + 32 + 32;

/// Why this computer could not say who it is.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// The file cannot be read or written.
    #[error("the file of this computer's key: {0}")]
    Io(#[from] io::Error),
    /// A newer Nightstand wrote it.
    #[error("this computer's key was written by a newer version")]
    Newer,
    /// The operating system has no randomness to give.
    #[error("the system gave no randomness: {0}")]
    Random(#[from] getrandom::Error),
}

/// The log that this computer writes.
pub struct Device {
    /// The id of the log.
    pub id: DeviceId,
    /// What signs it.
    pub signer: Arc<DeviceSigner>,
}

impl Device {
    /// The identity in the file at `path`, or a new one. A file that came from another `machine` (a restored
    /// backup, a copied disk) or that is damaged is put aside and a new log begins: two computers must never
    /// write into one log, and beginning another loses nothing.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn load_or_create(path: &Path, machine: &[u8]) -> Result<Self, DeviceError> {
        let machine = blake3::derive_key(MACHINE, machine);
        if let Some(bytes) = files::read_at_most(path, LENGTH as u64).or_else(too_long_is_damaged)? {
            let bytes = Zeroizing::new(bytes);
            match parse(&bytes, &machine)? {
                Some(device) => return Ok(device),
                None => std::fs::rename(path, path.with_extension("aside"))?,
            }
        }
        Self::create(path, &machine)
    }

    /// Begins another log, whatever the file at `path` says; what was there is put aside. For a space that was
    /// restored: its log may have gone on elsewhere.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn renew(path: &Path, machine: &[u8]) -> Result<Self, DeviceError> {
        match std::fs::rename(path, path.with_extension("aside")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        Self::create(path, &blake3::derive_key(MACHINE, machine))
    }

    fn create(path: &Path, machine: &[u8; 32]) -> Result<Self, DeviceError> {
        let (id, seed) = (DeviceId::random()?, SpaceKey::random()?);
        let mut bytes = Zeroizing::new(Vec::with_capacity(LENGTH));
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(id.as_bytes());
        bytes.extend_from_slice(seed.expose("keeping this computer's key in its file"));
        bytes.extend_from_slice(machine);
        let check = blake3::hash(&bytes);
        bytes.extend_from_slice(check.as_bytes());
        files::replace(path, &bytes)?;
        Ok(Self { id, signer: Arc::new(DeviceSigner::from_seed(&seed)) })
    }
}

fn too_long_is_damaged(error: io::Error) -> io::Result<Option<Vec<u8>>> {
    if error.kind() == io::ErrorKind::InvalidData { Ok(Some(Vec::new())) } else { Err(error) }
}

/// `None` for a file that is damaged or another machine's.
fn parse(bytes: &[u8], machine: &[u8; 32]) -> Result<Option<Device>, DeviceError> {
    let Some((body, check)) = bytes.split_last_chunk::<32>() else { return Ok(None) };
    if blake3::hash(body) != blake3::Hash::from_bytes(*check) {
        return Ok(None);
    }
    let Some((version, rest)) = body.strip_prefix(MAGIC).and_then(<[u8]>::split_first_chunk::<2>) else {
        return Ok(None);
    };
    if u16::from_le_bytes(*version) > VERSION {
        return Err(DeviceError::Newer);
    }
    let Some((id, rest)) = rest.split_first_chunk::<16>() else { return Ok(None) };
    let Some((seed, theirs)) = rest.split_first_chunk::<32>() else { return Ok(None) };
    let Some(seed) = SpaceKey::from_slice(seed).filter(|_| theirs == machine) else { return Ok(None) };
    Ok(Some(Device { id: DeviceId::from_bytes(*id), signer: Arc::new(DeviceSigner::from_seed(&seed)) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_computer_stays_itself_and_a_copied_disk_begins_a_log_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("device.key");
        let first = Device::load_or_create(&path, b"this machine").unwrap();
        let again = Device::load_or_create(&path, b"this machine").unwrap();
        assert_eq!(
            (first.id, first.signer.public()),
            (again.id, again.signer.public()),
            "the same log goes on"
        );

        let copied = Device::load_or_create(&path, b"another machine").unwrap();
        assert_ne!(copied.id, first.id, "two computers never write into one log");
        assert!(path.with_extension("aside").exists(), "the old identity is put aside, not deleted");
    }

    #[test]
    fn a_damaged_identity_begins_a_new_log_and_keeps_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("device.key");
        for damage in [&b""[..], b"NSTDEVIC", &[0; 4096]] {
            std::fs::write(&path, damage).unwrap();
            Device::load_or_create(&path, b"m").unwrap();
            let aside = std::fs::read(path.with_extension("aside")).unwrap();
            assert_eq!(aside, damage, "what was there is kept for whoever wants to look");
        }
    }
}
