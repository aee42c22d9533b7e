//! What one computer gives another: batches of entries, planned before they are applied.

use nightstand_domain::ids::{DeviceId, SpaceId};

use crate::entry::Batch;
use crate::envelope;
use crate::log::Tip;
use crate::projection::Stale;

/// What came of a delivery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Entries that were new and are now in the log.
    pub applied: usize,
    /// Entries that were here already.
    pub known: usize,
    /// Batches that were set aside because they, or an earlier one of their author, failed.
    pub aside: usize,
    /// Batches that came before what precedes them: they will be sent again.
    pub early: usize,
    /// The views to read again.
    pub stale: std::collections::BTreeSet<Stale>,
}

/// What is known about an author when one of its batches arrives.
pub(crate) struct Known {
    pub(crate) space: SpaceId,
    /// This computer's own log, which nobody else may write.
    pub(crate) own: DeviceId,
    /// The author's key, when it was admitted.
    pub(crate) key: Option<[u8; 32]>,
    /// Where its log ends here.
    pub(crate) tip: Tip,
    /// Whether an earlier batch of this author was set aside and has not been made good.
    pub(crate) doubted: bool,
}

/// What is to be done with a batch.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Plan {
    /// Everything in it is here already.
    Known,
    /// Leave out the first `skip` entries and append the rest; the log then ends at `tip`.
    Apply { skip: usize, tip: Tip },
    /// Something before it is missing; it will be sent again.
    Early,
    /// Keep it beside the log and say so.
    Aside(Why),
}

/// Why a batch cannot enter the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Its author was not admitted to this space.
    Stranger,
    /// The signature does not vouch for these entries behind this log.
    Signature,
    /// The numbers within it do not follow one another.
    Order,
    /// An earlier batch of the same author failed.
    Earlier,
    /// It claims to continue this computer's own log: the profile was restored or copied.
    OwnLog,
}

impl Why {
    /// A stable word for the table of what was set aside.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Stranger => "stranger",
            Self::Signature => "signature",
            Self::Order => "order",
            Self::Earlier => "earlier",
            Self::OwnLog => "own-log",
        }
    }
}

/// Decides what to do with `batch`. Pure and total: the same batch and knowledge give the same plan.
pub(crate) fn plan(batch: &Batch, known: &Known) -> Plan {
    let (Some(first), Some(last)) = (batch.entries.first(), batch.entries.last()) else {
        return Plan::Known;
    };
    if last.seq <= known.tip.seq {
        return Plan::Known;
    }
    if batch.device == known.own {
        return Plan::Aside(Why::OwnLog);
    }
    let Some(key) = known.key else { return Plan::Aside(Why::Stranger) };
    if !batch.entries.windows(2).all(|pair| matches!(pair, [a, b] if a.seq.checked_add(1) == Some(b.seq))) {
        return Plan::Aside(Why::Order);
    }
    if first.seq > known.tip.seq.saturating_add(1) {
        return if known.doubted { Plan::Aside(Why::Earlier) } else { Plan::Early };
    }
    let fresh = batch.entries.iter().filter(|entry| entry.seq > known.tip.seq);
    let tip = fresh.fold(known.tip, |tip, entry| tip.advance(known.space, batch.device, entry));
    let words = envelope::signed(known.space, batch.device, tip.seq, &tip.hash);
    if nightstand_vault::verify(&key, &words, &batch.signature).is_err() {
        return Plan::Aside(Why::Signature);
    }
    let skip = batch.entries.iter().filter(|entry| entry.seq <= known.tip.seq).count();
    Plan::Apply { skip, tip }
}
