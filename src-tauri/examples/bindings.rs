//! Prints the TypeScript bindings; `cargo xtask bindings` keeps them in `ui/src/host/bindings.ts`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(nightstand_shell::bindings::typescript().as_bytes())
}
