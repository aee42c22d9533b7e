//! What is said on the terminal. The only module that prints.

use std::io::{self, BufRead, IsTerminal, Write};

/// A line of its own.
#[allow(clippy::print_stdout, reason = "a terminal command speaks on the terminal")]
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// The beginning of something that takes a while.
pub(crate) fn heading(text: &str) {
    line(&format!("\n==> {text}"));
}

/// What went wrong, unless that was said already.
#[allow(clippy::print_stderr, reason = "a terminal command speaks on the terminal")]
pub(crate) fn trouble(text: &str) {
    if !text.is_empty() {
        eprintln!("\n{text}");
    }
}

/// Whether somebody sits at the terminal who can answer.
pub(crate) fn is_attended() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Asks; Enter is a yes.
pub(crate) fn agreed(question: &str) -> bool {
    let mut out = io::stdout();
    let asked = write!(out, "{question} [Y/n] ").and_then(|()| out.flush());
    let mut answer = String::new();
    if asked.is_err() || io::stdin().lock().read_line(&mut answer).unwrap_or(0) == 0 {
        return false;
    }
    matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes")
}
