//! The committed bindings are the ones that the Rust types make.

use std::path::Path;

#[test]
fn bindings_have_not_drifted() {
    // Asked while it runs: clones that build into one folder share what they compiled.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this");
    let committed = std::fs::read_to_string(Path::new(&here).join("../ui/src/host/bindings.ts"))
        .expect("the bindings are committed");
    assert!(
        committed == nightstand_shell::bindings::typescript(),
        "ui/src/host/bindings.ts is not what the Rust types make: run `cargo xtask bindings`"
    );
}
