//! What trying one passphrase costs.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::secret::SpaceKey;

/// OWASP's minimum for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
const LEAST: Cost = Cost { memory_kib: 19 * 1024, passes: 2, lanes: 1 };
/// More than this is no setting but an attack: a changed file must not freeze the computer.
const MOST: Cost = Cost { memory_kib: 1024 * 1024, passes: 16, lanes: 16 };

/// Parameters that are not used, in either direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CostError {
    /// Trying passphrases would be too cheap.
    #[error("the derivation is weaker than OWASP's minimum")]
    Weak,
    /// Opening would take all of the computer's memory, or minutes.
    #[error("the derivation asks for more than 1 GiB, 16 passes or 16 lanes")]
    Extravagant,
    /// The computer has not the memory for it at present.
    #[error("there is not enough memory for the derivation")]
    Memory,
}

/// The parameters of Argon2id, version 1.3. They lie in the slot, so that they can rise later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// What new slots use: 64 MiB, three passes, four lanes (RFC 9106, the second recommended option).
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 };

    /// OWASP's minimum. For tests, which open many drawers.
    pub const MINIMUM: Self = LEAST;

    /// Other parameters within the bounds.
    ///
    /// # Errors
    /// [`CostError::Weak`] below OWASP's minimum, [`CostError::Extravagant`] above what is reasonable.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, CostError> {
        if memory_kib < LEAST.memory_kib || passes < LEAST.passes || lanes < LEAST.lanes {
            return Err(CostError::Weak);
        }
        if memory_kib > MOST.memory_kib || passes > MOST.passes || lanes > MOST.lanes {
            return Err(CostError::Extravagant);
        }
        Ok(Self { memory_kib, passes, lanes })
    }

    pub(super) fn numbers(self) -> [u32; 3] {
        [self.memory_kib, self.passes, self.lanes]
    }

    pub(super) fn derive(self, secret: &[u8], salt: &[u8; 16]) -> Result<SpaceKey, CostError> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32));
        let params = params.map_err(|_| CostError::Extravagant)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut key = Zeroizing::new([0; 32]);
        argon2.hash_password_into(secret, salt, &mut *key).map_err(|_| CostError::Memory)?;
        Ok(SpaceKey::taken_from(&mut key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derivation_below_the_minimum_is_refused_and_so_is_an_absurd_one() {
        assert_eq!(Cost::new(19 * 1024 - 1, 2, 1), Err(CostError::Weak), "too little memory");
        assert_eq!(Cost::new(19 * 1024, 1, 1), Err(CostError::Weak), "too few passes");
        assert_eq!(Cost::new(64 * 1024, 3, 0), Err(CostError::Weak), "no lane at all");
        assert_eq!(Cost::new(2 << 20, 3, 4), Err(CostError::Extravagant), "2 GiB would freeze the computer");
        assert_eq!(Cost::new(64 * 1024, u32::MAX, 4), Err(CostError::Extravagant), "so would endless passes");
        assert_eq!(Cost::new(64 * 1024, 3, 4), Ok(Cost::STANDARD), "the standard is allowed");
    }
}
