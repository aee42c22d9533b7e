//! Finding and ending the processes that carry a mark in their environment, however they detached
//! themselves from whoever started them.

use std::fs;
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

use crate::wait::wait_for_exit;

/// How long a process may take to end by itself once it was asked to.
const PATIENCE: Duration = Duration::from_secs(3);

/// The processes whose environment holds `name=value`, but for this one.
pub fn processes_with(name: &str, value: &str) -> Vec<Pid> {
    let wanted = format!("{name}={value}");
    let own = std::process::id().to_string();
    let Ok(folders) = fs::read_dir("/proc") else { return Vec::new() };
    folders
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|number| *number != own && number.bytes().all(|digit| digit.is_ascii_digit()))
        .filter(|number| {
            // Somebody else's processes cannot be read, and are not ours to find.
            let environment = fs::read(format!("/proc/{number}/environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|entry| entry == wanted.as_bytes())
        })
        .filter_map(|number| Pid::from_raw(number.parse().ok()?))
        .collect()
}

/// Asks `processes` to end, ends those that do not, and reaps what is ours to reap.
pub(crate) fn end(processes: &[Pid]) {
    for pid in processes {
        let _ = kill_process(*pid, Signal::TERM);
    }
    for pid in processes {
        if !wait_for_exit(*pid, PATIENCE).unwrap_or(true) {
            let _ = kill_process(*pid, Signal::KILL);
            let _ = wait_for_exit(*pid, PATIENCE);
        }
        // Fails for the children of others, whose own parent reaps them.
        let _ = waitpid(Some(*pid), WaitOptions::NOHANG);
    }
}

/// Reaps every ended process that was left to this one. For a program that waits for no child any more.
pub fn reap_orphans() {
    while let Ok(Some(_)) = rustix::process::wait(WaitOptions::NOHANG) {}
}
