//! Packs the program's relocations.

#[path = "../../build/packed.rs"]
mod packed;

fn main() {
    println!("cargo::rerun-if-changed=../../build/packed.rs");
    packed::pack_relocations();
}
