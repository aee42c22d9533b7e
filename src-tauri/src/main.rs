//! The window of Nightstand.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::alloc::System;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// Pages, drafts and what crosses to the page are plain strings for as long as somebody reads them, and are copied on
/// their way. None of it stays behind in freed memory.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    nightstand_shell::run()
}
