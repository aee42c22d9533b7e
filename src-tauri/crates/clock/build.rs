//! Slims the program.

#[path = "../../build/slim.rs"]
mod slim;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=../../build/slim.rs");
    slim::slim()
}
