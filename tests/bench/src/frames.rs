//! The longest book there can be, scrolled in a real window. What draws is the web view, which is the same in every
//! build; the window around it is one that can be driven.

use std::process::Command;

use serde_json::Value;

use crate::lines::{Outcome, built, say, table};

/// Drives a window to the longest book and watches its frames.
pub(crate) fn scrolling() -> Outcome {
    // `cargo xtask bench` builds it beside the release build.
    let driver = built("nightstand-bench")?.ancestors().nth(2).ok_or("a folder")?.join("debug/frames");
    let output =
        Command::new(driver).output().map_err(|error| format!("the window cannot be driven: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let seen: Value = serde_json::from_slice(&output.stdout)?;
    let number = |strip: &str, name: &str| {
        seen.get(strip).and_then(|strip| strip.get(name)).and_then(Value::as_f64).unwrap_or(f64::NAN)
    };
    table("A book of 3,000 chapters, scrolled", "ribbon | a bare strip | at most");
    for (words, name) in [("in the median", "median"), ("at its slowest but for one in twenty", "slow")] {
        let (ribbon, bare) = (number("ribbon", name), number("bare", name));
        say(&format!(
            "| a frame, ms, {words} | {ribbon:.1} | {bare:.1} | 16.7, or what the bare one takes |"
        ));
    }
    say(&format!("| chapters in the page at once | {:.0} | | 400 |", number("ribbon", "most")));
    Ok(())
}
