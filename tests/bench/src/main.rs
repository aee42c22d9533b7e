//! The benchmarks: the release build beside a bare window and a bare database, measured in one run on one
//! computer, because a number alone says little.

#[cfg(target_os = "linux")]
mod agenda;
#[cfg(target_os = "linux")]
mod books;
#[cfg(target_os = "linux")]
mod clock;
#[cfg(target_os = "linux")]
mod couple;
#[cfg(target_os = "linux")]
mod driver;
#[cfg(target_os = "linux")]
mod frames;
#[cfg(target_os = "linux")]
mod lines;
#[cfg(target_os = "linux")]
mod pages;
#[cfg(target_os = "linux")]
mod pdf;
#[cfg(target_os = "linux")]
mod proc;
#[cfg(target_os = "linux")]
mod windows;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    lines::main()
}

/// What is measured is read from Linux's /proc.
#[cfg(not(target_os = "linux"))]
fn main() -> std::process::ExitCode {
    std::process::ExitCode::FAILURE
}
