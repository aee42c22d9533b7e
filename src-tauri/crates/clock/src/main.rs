//! `nightstand-clock`: the background process that raises reminders and takes their answers.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    nightstand_clock::main()
}
