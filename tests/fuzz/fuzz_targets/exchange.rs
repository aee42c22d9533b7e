//! An exchange between two computers with noise on the line: frames that nobody sent, between those that
//! somebody did.
#![no_main]

use std::convert::Infallible;

use libfuzzer_sys::fuzz_target;
use nightstand_domain::ids::DeviceId;
use nightstand_sync::{Exchange, Frame, Have, LONGEST_FRAME, Replica, Step};

/// How long the batches of either side are. The third one fits no frame, and one such is enough.
const LENGTHS: [usize; 7] = [1, 300, LONGEST_FRAME + 5, 40, 0, 2_000, 7];

/// One computer and the two logs. Like the journal it takes what its author signed and what comes next, and
/// nothing else.
struct Side {
    mine: usize,
    /// How many entries each log really has.
    signed: [u64; 2],
    held: [u64; 2],
}

impl Side {
    fn new(mine: usize, signed: [u64; 2]) -> Self {
        let mut held = [0; 2];
        held[mine] = signed[mine];
        Self { mine, signed, held }
    }

    fn takes(&self, bytes: &[u8]) -> Option<usize> {
        let (head, _) = bytes.split_first_chunk::<9>()?;
        let [log, seq @ ..] = *head;
        let (log, seq) = (usize::from(log), u64::from_le_bytes(seq));
        let next = self.held.get(log)? + 1;
        (log != self.mine && seq == next && seq <= self.signed[log] && bytes == batch(log, seq))
            .then_some(log)
    }
}

fn device(log: usize) -> DeviceId {
    DeviceId::from_bytes([log as u8; 16])
}

fn batch(log: usize, seq: u64) -> Vec<u8> {
    let mut bytes = vec![b'.'; 9 + LENGTHS[seq as usize - 1]];
    bytes[0] = log as u8;
    bytes[1..9].copy_from_slice(&seq.to_le_bytes());
    bytes
}

impl Replica for Side {
    type Error = Infallible;

    fn have(&self) -> Result<Have, Infallible> {
        Ok(self.held.iter().enumerate().map(|(log, last)| (device(log), *last)).collect())
    }

    fn since(&self, have: &Have, _: usize) -> Result<Vec<Vec<u8>>, Infallible> {
        let after = |log: usize| have.get(&device(log)).copied().unwrap_or(0).min(self.held[log]);
        Ok((0..2).flat_map(|log| (after(log) + 1..=self.held[log]).map(move |seq| batch(log, seq))).collect())
    }

    fn take(&mut self, batches: &[Vec<u8>]) -> Result<(), Infallible> {
        for bytes in batches {
            if let Some(log) = self.takes(bytes) {
                self.held[log] += 1;
            }
        }
        Ok(())
    }
}

/// Sends until neither has anything to say. `noise` is heard between the frames.
fn exchange(sides: &mut [Side; 2], mut noise: impl Iterator<Item = Vec<u8>>) {
    let mut ends = [Exchange::new(), Exchange::new()];
    for _ in 0..400 {
        let mut silent = true;
        for from in 0..2 {
            while let Step::Send(frame) = ends[from].next(&sides[from]) {
                assert!(frame.len() <= LONGEST_FRAME, "no frame is longer than the limit");
                assert!(Frame::decode(&frame).is_ok(), "what is sent can be read");
                let to = 1 - from;
                if let Some(heard) = noise.next() {
                    let Ok(()) = ends[to].arrived(&mut sides[to], &heard);
                }
                let Ok(()) = ends[to].arrived(&mut sides[to], &frame);
                silent = false;
            }
        }
        if silent {
            return;
        }
    }
    panic!("an exchange ends");
}

fuzz_target!(|bytes: &[u8]| {
    let Some((counts, noise)) = bytes.split_first() else { return };
    let signed = [counts & 7, counts >> 4 & 7].map(u64::from);
    let mut sides = [Side::new(0, signed), Side::new(1, signed)];
    let heard = noise.split(|byte| *byte == b'\n').map(<[u8]>::to_vec);
    exchange(&mut sides, heard.filter(|frame| !frame.is_empty()));
    exchange(&mut sides, std::iter::empty());
    for side in sides {
        assert_eq!(side.held, signed, "whatever was heard, the next exchange makes both equal");
    }
});
