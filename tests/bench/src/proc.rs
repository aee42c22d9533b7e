//! What Linux knows of a process: time on a processor, memory, and how often it woke.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;

use nightstand_screen::Pid;

/// Linux reports processor time to programs in hundredths of a second on every platform.
const TICKS: f64 = 100.0;

/// Memory in MiB.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Memory {
    /// The process's fair share of what it shares, and all of its own.
    pub(crate) pss: f64,
    /// What only it uses.
    pub(crate) private: f64,
}

/// The memory of `processes` together.
pub(crate) fn memory(processes: &[Pid]) -> Memory {
    processes.iter().fold(Memory::default(), |sum, pid| {
        let text =
            fs::read_to_string(format!("/proc/{}/smaps_rollup", pid.as_raw_nonzero())).unwrap_or_default();
        let mib = |name: &str| number_after(&text, name) / 1024.0;
        let private = mib("Private_Clean:") + mib("Private_Dirty:");
        Memory { pss: sum.pss + mib("Pss:"), private: sum.private + private }
    })
}

/// Seconds that `processes` spent on a processor, children that ended included.
pub(crate) fn cpu(processes: &[Pid]) -> f64 {
    let of_one = |pid: &Pid| {
        let text = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
        // The name in parentheses may hold anything; the fields begin behind it with the third.
        let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace();
        fields.skip(11).take(4).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / TICKS
    };
    processes.iter().map(of_one).sum()
}

/// How often each thread of a process gave up the processor by itself so far: each is a wake-up.
pub(crate) struct Wakes(BTreeMap<OsString, f64>);

impl Wakes {
    /// The counts of `process` now.
    pub(crate) fn of(process: Pid) -> Self {
        let threads = fs::read_dir(format!("/proc/{}/task", process.as_raw_nonzero()));
        let count = |thread: fs::DirEntry| {
            let status = fs::read_to_string(thread.path().join("status")).ok()?;
            Some((thread.file_name(), number_after(&status, "voluntary_ctxt_switches:")))
        };
        Self(threads.into_iter().flatten().filter_map(|thread| count(thread.ok()?)).collect())
    }

    /// How many there were since `before`. A thread that ended meanwhile woke at least once to do so.
    pub(crate) fn since(&self, before: &Self) -> f64 {
        let ended = before.0.keys().filter(|thread| !self.0.contains_key(*thread)).map(|_| 1.0);
        let grown = self.0.iter().map(|(thread, now)| now - before.0.get(thread).unwrap_or(&0.0));
        ended.chain(grown).sum()
    }
}

/// The number behind `name` at the beginning of a line.
fn number_after(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0.0)
}
