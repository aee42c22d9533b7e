//! The committed bindings are the ones that the Rust types make.

#[test]
fn bindings_have_not_drifted() {
    let committed =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/host/bindings.ts"))
            .expect("the bindings are committed");
    assert!(
        committed == nightstand_shell::bindings::typescript(),
        "ui/src/host/bindings.ts is not what the Rust types make: run `cargo xtask bindings`"
    );
}
