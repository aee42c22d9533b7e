//! Work that goes on by itself, and whether it does: what kept it is told once, and shown for as long as it stands.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whether something is kept up, as far as this sitting knows.
#[derive(Default)]
pub(crate) struct KeptUp(Mutex<Standing>);

#[derive(Default)]
struct Standing {
    trouble: Option<&'static str>,
    /// Whether somebody was told of it.
    told: bool,
}

impl KeptUp {
    pub(crate) fn trouble(&self) -> Option<&'static str> {
        self.standing().trouble
    }

    pub(crate) fn tell(&self) -> Option<&'static str> {
        let mut standing = self.standing();
        let fresh = standing.trouble.filter(|_| !standing.told);
        standing.told = true;
        fresh
    }

    pub(crate) fn stands(&self, trouble: Option<&'static str>) {
        let mut standing = self.standing();
        let told = standing.told && trouble.is_some() && standing.trouble.is_some();
        *standing = Standing { trouble, told };
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
