//! What is linked into a program and serves nothing there is left out of it.

use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

pub(crate) fn slim() -> io::Result<()> {
    pack_relocations();
    leave_out_unwinding()
}

/// Some fifty thousand pointers are only shifted at start. Unpacked they take a megabyte of the file, and keep 1.4 MiB
/// more in the memory of a process that does nothing but sleep. The format needs glibc 2.36, so it is used only where the
/// building computer has it.
fn pack_relocations() {
    let for_linux = env::var("TARGET").is_ok_and(|target| target == "x86_64-unknown-linux-gnu");
    if for_linux && glibc().is_some_and(|version| version >= (2, 36)) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let told = String::from_utf8(told.stdout).ok()?;
    let (major, minor) = told.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// What is shipped ends at a panic and unwinds nothing, so that nobody reads its unwind tables: a tenth of the file. Rust's
/// own linker and GNU's are told by a script; another one may not read it, and links them in.
fn leave_out_unwinding() -> io::Result<()> {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|is| is == value);
    let shipped = is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux");
    if shipped && is("CARGO_CFG_TARGET_ENV", "gnu") && !is_linker_chosen() {
        let script = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("no-unwinding.ld");
        fs::write(&script, "SECTIONS { /DISCARD/ : { *(.eh_frame) } } INSERT AFTER .text;\n")?;
        println!("cargo::rustc-link-arg-bins=-Wl,--no-eh-frame-hdr");
        println!("cargo::rustc-link-arg-bins=-T{}", script.display());
    }
    Ok(())
}

fn is_linker_chosen() -> bool {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    env::var_os("RUSTC_LINKER").is_some() || flags.contains("fuse-ld") || flags.contains("linker")
}
