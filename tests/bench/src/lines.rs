//! What is measured, in which order, and how it is printed.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::{agenda, books, clock, couple, frames, pages, windows};

/// What every part answers.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Measures the release build beside a bare window and a bare database.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask bench")]
pub(crate) struct Options {
    /// How long the idle clock is watched.
    #[arg(long, default_value_t = 300)]
    idle_seconds: u64,
    /// How often each window is opened.
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// How many pages lie in the drawer that is searched.
    #[arg(long, default_value_t = 20_000)]
    pages: usize,
    /// Only the parts whose name contains this.
    #[arg(long)]
    only: Option<String>,
    /// Reads one book and says how much memory that took: asked by this program of itself.
    #[arg(long, hide = true)]
    peak_of: Option<PathBuf>,
}

pub(crate) fn main() -> ExitCode {
    let options = Options::parse();
    if let Some(file) = &options.peak_of {
        return if books::tell_peak(file).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let parts: [(&str, &dyn Fn() -> Outcome); 9] = [
        ("sizes", &sizes),
        ("views", &couple::views),
        ("what is due next", &agenda::next_due),
        ("rhythms", &clock::rhythms),
        ("lateness", &clock::lateness),
        ("books from files", &books::from_files),
        ("a long book, scrolled", &frames::scrolling),
        ("the drawer", &|| pages::drawer(options.pages)),
        ("window and clock", &|| windows::both(options.rounds, Duration::from_secs(options.idle_seconds))),
    ];
    let mut whole = true;
    let wanted = |name: &str| options.only.as_deref().is_none_or(|only| name.contains(only));
    for (name, part) in parts.into_iter().filter(|(name, _)| wanted(name)) {
        if let Err(error) = part() {
            say(&format!("{name}: not measured: {error}"));
            whole = false;
        }
    }
    if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[allow(clippy::print_stdout, reason = "the table is what this program is for")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// The head of a table.
pub(crate) fn table(title: &str, columns: &str) {
    let bars = columns.matches('|').count();
    say(&format!("\n## {title}\n\n| | {columns} |\n|---|{}", "---:|".repeat(bars + 1)));
}

/// A program that was built beside this one.
pub(crate) fn built(name: &str) -> Outcome<PathBuf> {
    let file = std::env::current_exe()?.with_file_name(name);
    if file.is_file() { Ok(file) } else { Err(format!("{name} is not built").into()) }
}

fn sizes() -> Outcome {
    table("Sizes, MB", "here | at most");
    for (name, most) in [("nightstand", "15"), ("nightstand-clock", ""), ("nightstand-floor", "")] {
        say(&format!("| {name} | {:.1} | {most} |", megabytes(std::fs::metadata(built(name)?)?.len())));
    }
    for kind in ["deb", "rpm"] {
        let folder = std::env::current_exe()?.with_file_name("bundle").join(kind);
        let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        for file in files.filter(|file| file.path().extension().is_some_and(|end| end == kind)) {
            let most = if kind == "deb" { "10" } else { "" };
            say(&format!("| .{kind} | {:.1} | {most} |", megabytes(file.metadata()?.len())));
        }
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "megabytes with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The middle one.
pub(crate) fn median(mut measured: Vec<f64>) -> f64 {
    measured.sort_by(f64::total_cmp);
    measured.get(measured.len() / 2).copied().unwrap_or(f64::NAN)
}
