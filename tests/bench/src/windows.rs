//! The window beside the bare one, and the clock alone.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nightstand_screen::{Pid, Screen, Waited, wait_for_file};

use crate::couple;
use crate::lines::{Outcome, built, median, say, table};
use crate::proc::{self, Memory, Wakes};

/// How long a window may take until it is painted.
const LIMIT: Duration = Duration::from_secs(60);

/// How long a painted window is left alone before its memory is read.
const REST: Duration = Duration::from_secs(3);

/// How long a clock is left alone before it is watched: what it needed at its start has ended by then.
const SETTLED: Duration = Duration::from_secs(20);

/// One opening of a window.
struct Start {
    painted: f64,
    cpu: f64,
    memory: Memory,
    own: Memory,
}

/// Opens both windows in turns, then watches the clock.
pub(crate) fn both(rounds: usize, idle: Duration) -> Outcome {
    let screen = Screen::open(1280, 860)?;
    let folder = tempfile::tempdir()?;
    let profile = folder.path().join("profile");
    couple::load(&profile)?;
    let mut ours = Vec::new();
    let mut floors = Vec::new();
    // The first of each warms the file cache and is not counted.
    for round in 0..=rounds {
        let floor = start_floor(&screen, folder.path())?;
        let our = start_ours(&screen, &profile)?;
        if round > 0 {
            floors.push(floor);
            ours.push(our);
        }
    }
    print_starts(&ours, &floors);
    watch_clock(&screen, &profile, idle)
}

fn start_floor(screen: &Screen, folder: &Path) -> Outcome<Start> {
    let note = folder.join("floor.painted");
    let mut floor = screen.command(built("nightstand-floor")?);
    floor.arg(&note);
    start(screen, floor, &note)
}

fn start_ours(screen: &Screen, profile: &Path) -> Outcome<Start> {
    let mut window = screen.command(built("nightstand")?);
    window.arg("--profile").arg(profile);
    start(screen, window, &profile.join("run/painted"))
}

fn start(screen: &Screen, mut command: Command, note: &Path) -> Outcome<Start> {
    let _ = fs::remove_file(note);
    let began = Instant::now();
    let mut child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn()?;
    if wait_for_file(note, Some(&child), LIMIT)? != Waited::Happened {
        screen.clear();
        return Err("a window was not painted".into());
    }
    let painted = began.elapsed().as_secs_f64() * 1000.0;
    let window = Pid::from_child(&child);
    let cpu = proc::cpu(&of_the_window(screen)) * 1000.0;
    rest();
    let start =
        Start { painted, cpu, memory: proc::memory(&of_the_window(screen)), own: proc::memory(&[window]) };
    screen.clear();
    // Already reaped when the screen was cleared.
    let _ = child.wait();
    Ok(start)
}

/// The window's processes with those of its web view; the clock that it started is counted by itself.
fn of_the_window(screen: &Screen) -> Vec<Pid> {
    let clocks = clocks(screen);
    screen.processes().into_iter().filter(|pid| !clocks.contains(pid)).collect()
}

fn clocks(screen: &Screen) -> Vec<Pid> {
    let is_clock = |pid: &Pid| {
        let program = fs::read_link(format!("/proc/{}/exe", pid.as_raw_nonzero())).unwrap_or_default();
        program.file_name().is_some_and(|name| name == "nightstand-clock")
    };
    screen.processes().into_iter().filter(is_clock).collect()
}

#[allow(clippy::disallowed_methods, reason = "a benchmark measures what happens in a stretch of time")]
fn pass(time: Duration) {
    std::thread::sleep(time);
}

fn rest() {
    pass(REST);
}

fn print_starts(ours: &[Start], floors: &[Start]) {
    table("The window, beside a bare one", "nightstand | bare | ratio");
    let row = |name: &str, of: &dyn Fn(&Start) -> f64| {
        let (our, floor) = (median(ours.iter().map(of).collect()), median(floors.iter().map(of).collect()));
        say(&format!("| {name} | {our:.0} | {floor:.0} | {:.2} |", our / floor));
    };
    row("start to useful paint, ms (at most 1.15)", &|start| start.painted);
    row("processor time until then, ms", &|start| start.cpu);
    row("memory with its web view, PSS, MiB", &|start| start.memory.pss);
    row("memory with its web view, private, MiB", &|start| start.memory.private);
    row("memory of its own process, PSS, MiB", &|start| start.own.pss);
    row("memory of its own process, private, MiB", &|start| start.own.private);
}

fn watch_clock(screen: &Screen, profile: &Path, idle: Duration) -> Outcome {
    let mut clock = screen.command(built("nightstand-clock")?);
    clock.arg("--profile").arg(profile).stdin(Stdio::null());
    let mut child = clock.spawn()?;
    let pid = Pid::from_child(&child);
    pass(SETTLED);
    if let Some(status) = child.try_wait()? {
        return Err(format!("the clock ended by itself: {status}").into());
    }
    let before = Wakes::of(pid);
    pass(idle);
    let woke = Wakes::of(pid).since(&before);
    let memory = proc::memory(&[pid]);
    table("The idle clock", "here | at most");
    say(&format!("| private memory, MiB | {:.1} | 10 |", memory.private));
    say(&format!("| PSS, MiB | {:.1} | |", memory.pss));
    say(&format!("| wake-ups of all its threads in {} s | {woke:.0} | 6 (in 300 s) |", idle.as_secs()));
    screen.clear();
    // Already reaped when the screen was cleared.
    let _ = child.wait();
    Ok(())
}
