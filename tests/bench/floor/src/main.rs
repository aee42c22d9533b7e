//! floor
fn main() {}
