//! What trying one passphrase costs.

use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::secret::SpaceKey;

/// OWASP's minimum for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
const LEAST: Cost = Cost { memory_kib: 19 * 1024, passes: 2, lanes: 1 };
/// More than this is no setting but an attack: a changed file must not freeze the computer.
const MOST: Cost = Cost { memory_kib: 1024 * 1024, passes: 16, lanes: 16 };

/// How long opening a drawer may take: short enough to wait for, dear to whoever has to try many times.
const AIM: Duration = Duration::from_millis(700);

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

    /// The cost at which one derivation takes about [`AIM`] on this computer, by one trial at the standard: on a
    /// fast computer more memory, then more passes, never less than [`Cost::STANDARD`].
    pub fn measured() -> Self {
        let began = Instant::now();
        let tried = Self::STANDARD.derive(b"a trial", &[0; 16]);
        let took = began.elapsed();
        if tried.is_err() { Self::STANDARD } else { Self::for_trial(took) }
    }

    /// The cost that takes about [`AIM`] where the standard takes `took`.
    fn for_trial(took: Duration) -> Self {
        let times = AIM.as_secs_f64() / took.as_secs_f64().max(0.001);
        // Memory is what an attacker pays for most; a quarter of a gigabyte is there on any computer.
        let memory = match times {
            times if times >= 4.0 => 4,
            times if times >= 2.0 => 2,
            _ => 1,
        };
        let passes = (3.0 * times / f64::from(memory)).floor().clamp(3.0, f64::from(MOST.passes));
        Self {
            memory_kib: Self::STANDARD.memory_kib * memory,
            passes: passes as u32,
            lanes: Self::STANDARD.lanes,
        }
    }

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
    fn a_fast_computer_makes_trying_dearer_and_a_slow_one_never_cheaper() {
        let at = |millis| Cost::for_trial(Duration::from_millis(millis));
        assert_eq!(at(5_000), Cost::STANDARD, "slow as it is, the standard holds");
        assert_eq!(at(700), Cost::STANDARD);
        assert_eq!(at(350), Cost::new(128 * 1024, 3, 4).unwrap(), "memory first");
        assert_eq!(at(100), Cost::new(256 * 1024, 5, 4).unwrap(), "then passes");
        assert_eq!(at(0), Cost::new(256 * 1024, 16, 4).unwrap(), "within what a slot may ask for");
    }

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
