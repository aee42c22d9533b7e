//! A carrier without a wire: everyone in one process. Several spaces of one computer's test meet here.

use std::collections::{BTreeMap, VecDeque};

use nightstand_domain::ids::DeviceId;

/// Frames on their way, in one queue for each direction between two computers.
#[derive(Debug, Default)]
pub struct Memory {
    queues: BTreeMap<(DeviceId, DeviceId), VecDeque<Vec<u8>>>,
}

impl Memory {
    /// A carrier with nothing on its way.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends `frame`.
    pub fn send(&mut self, from: DeviceId, to: DeviceId, frame: Vec<u8>) {
        self.queues.entry((from, to)).or_default().push_back(frame);
    }

    /// The next frame that has arrived at `to` from `from`.
    pub fn arrived(&mut self, from: DeviceId, to: DeviceId) -> Option<Vec<u8>> {
        self.queues.get_mut(&(from, to))?.pop_front()
    }

    /// Cuts the line: everything on its way between the two, in both directions, is gone.
    pub fn cut(&mut self, one: DeviceId, other: DeviceId) {
        self.queues.remove(&(one, other));
        self.queues.remove(&(other, one));
    }

    /// Whether nothing is on its way anywhere.
    pub fn is_quiet(&self) -> bool {
        self.queues.values().all(VecDeque::is_empty)
    }
}
