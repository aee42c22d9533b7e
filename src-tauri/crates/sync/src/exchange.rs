//! One exchange: both say what they have, and each gives what the other lacks. It can be cut anywhere: what
//! was taken is whole, and the next exchange goes on from there.

use std::collections::VecDeque;

use crate::frame::{Frame, Have, LONGEST_FRAME, NotAFrame};

/// The most that parts may grow to: a batch holds at most one long text.
const LONGEST_BATCH: usize = 32 * 1024 * 1024;

/// Room for a frame's own bytes around its batches.
const MARGIN: usize = 1024;

/// One computer's copy of a space, as an exchange sees it.
pub trait Replica {
    /// What keeps it from reading or writing.
    type Error;

    /// How much of each log is here.
    ///
    /// # Errors
    /// When it cannot be read.
    fn have(&self) -> Result<Have, Self::Error>;

    /// What someone with `have` lacks, in order of arrival: about `budget` bytes, and at least one batch
    /// when there is any.
    ///
    /// # Errors
    /// When it cannot be read.
    fn since(&self, have: &Have, budget: usize) -> Result<Vec<Vec<u8>>, Self::Error>;

    /// Takes batches in one transaction. Taking never sends.
    ///
    /// # Errors
    /// When it cannot be written; nothing was taken then.
    fn take(&mut self, batches: &[Vec<u8>]) -> Result<(), Self::Error>;
}

/// What an exchange does next.
#[derive(Debug)]
pub enum Step<E> {
    /// Send this frame and ask again.
    Send(Vec<u8>),
    /// Nothing to send until something arrives.
    Wait,
    /// The replica failed; the exchange is over and loses nothing.
    Failed(E),
}

/// One side of an exchange with one other computer.
#[derive(Debug, Default)]
pub struct Exchange {
    greeted: bool,
    theirs: Option<Have>,
    outgoing: VecDeque<Vec<u8>>,
    part: Vec<u8>,
}

impl Exchange {
    /// An exchange that has not begun.
    pub fn new() -> Self {
        Self::default()
    }

    /// What to do next.
    pub fn next<R: Replica>(&mut self, replica: &R) -> Step<R::Error> {
        match self.advance(replica) {
            Ok(Some(frame)) => Step::Send(frame),
            Ok(None) => Step::Wait,
            Err(error) => Step::Failed(error),
        }
    }

    fn advance<R: Replica>(&mut self, replica: &R) -> Result<Option<Vec<u8>>, R::Error> {
        if !self.greeted {
            self.greeted = true;
            return Ok(Some(Frame::Have(replica.have()?).encode()));
        }
        if let (true, Some(have)) = (self.outgoing.is_empty(), self.theirs.take()) {
            let batches = replica.since(&have, usize::MAX)?;
            self.outgoing.extend(frames_of(batches));
        }
        Ok(self.outgoing.pop_front())
    }

    /// Takes a frame that arrived. One that is no frame is left out: the exchange goes on, and what was in
    /// it is still lacking and will be given again.
    ///
    /// # Errors
    /// When the replica cannot take it.
    pub fn arrived<R: Replica>(&mut self, replica: &mut R, bytes: &[u8]) -> Result<(), R::Error> {
        match Frame::decode(bytes) {
            Ok(Frame::Have(have)) => self.theirs = Some(have),
            Ok(Frame::Batches(batches)) => replica.take(&batches)?,
            Ok(Frame::Part { last, bytes }) => {
                self.part.extend_from_slice(&bytes);
                let whole = std::mem::take(&mut self.part);
                if last {
                    replica.take(&[whole])?;
                } else if whole.len() <= LONGEST_BATCH {
                    self.part = whole;
                }
            }
            Err(NotAFrame) => {}
        }
        Ok(())
    }
}

/// Puts batches into as few frames as hold them.
fn frames_of(batches: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    let mut together: Vec<Vec<u8>> = Vec::new();
    let mut size = 0;
    let room = LONGEST_FRAME - MARGIN;
    for batch in batches {
        let needs = batch.len() + 9;
        if size + needs > room && !together.is_empty() {
            frames.push(Frame::Batches(std::mem::take(&mut together)).encode());
            size = 0;
        }
        if needs > room {
            let parts = batch.chunks(room);
            let count = parts.len();
            frames.extend(parts.enumerate().map(|(nth, bytes)| {
                Frame::Part { last: nth + 1 == count, bytes: bytes.to_owned() }.encode()
            }));
        } else {
            size += needs;
            together.push(batch);
        }
    }
    if !together.is_empty() {
        frames.push(Frame::Batches(together).encode());
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_longer_than_a_frame_arrives_whole() {
        struct Got(Vec<Vec<u8>>);
        impl Replica for Got {
            type Error = ();
            fn have(&self) -> Result<Have, ()> {
                Ok(Have::new())
            }
            fn since(&self, _: &Have, _: usize) -> Result<Vec<Vec<u8>>, ()> {
                Ok(Vec::new())
            }
            fn take(&mut self, batches: &[Vec<u8>]) -> Result<(), ()> {
                self.0.extend(batches.iter().cloned());
                Ok(())
            }
        }
        let batches = vec![vec![1; 10], vec![2; 3 * LONGEST_FRAME], vec![3; LONGEST_FRAME / 2], vec![4; 10]];
        let (mut exchange, mut got) = (Exchange::new(), Got(Vec::new()));
        for frame in frames_of(batches.clone()) {
            assert!(frame.len() <= LONGEST_FRAME, "no frame is longer than the limit");
            exchange.arrived(&mut got, &frame).unwrap();
        }
        assert_eq!(got.0, batches, "a page with a book pasted into it travels too");
    }
}
