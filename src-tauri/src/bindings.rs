//! Writes the TypeScript side of the boundary from the list of commands and the types they name.

use std::collections::BTreeMap;
use std::fmt::Write;

use ts_rs::{Config, TS, TypeVisitor};

use crate::commands;
use crate::dto::reading::LIMITS;

/// Receives every command of the list.
pub(crate) trait CommandVisitor {
    /// One command with the type of its request and of its answer.
    fn command<A: TS + 'static, R: TS + 'static>(&mut self, name: &str);
}

/// The text of `ui/src/host/bindings.ts`.
pub fn typescript() -> String {
    let mut bindings = Bindings::new();
    commands::describe(&mut bindings);
    bindings.visit::<crate::api_error::ApiError>();
    bindings.into_text()
}

struct Bindings {
    config: Config,
    types: BTreeMap<String, String>,
    commands: String,
}

impl Bindings {
    fn new() -> Self {
        Self {
            // Numbers stay well below 2^53: days, minutes, positions and counts of one couple's life.
            config: Config::new().with_large_int("number"),
            types: BTreeMap::new(),
            commands: String::new(),
        }
    }

    fn into_text(self) -> String {
        let types: Vec<String> = self.types.into_values().collect();
        format!(
            "// Written from the Rust types by `cargo xtask bindings`; changes made here are lost.\n\n{}\n\n{}\n/** Every command: what it takes and what it answers. */\nexport interface Commands {{\n{}}}\n",
            types.join("\n\n"),
            limits(),
            self.commands
        )
    }
}

fn limits() -> String {
    let mut text = String::from(
        "/** What the fields of the reading pages hold at most. */\nexport const readingLimits = {\n",
    );
    for (name, meaning, most) in LIMITS {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  /** {meaning} */\n  {name}: {most},");
    }
    text + "} as const\n"
}

impl CommandVisitor for Bindings {
    fn command<A: TS + 'static, R: TS + 'static>(&mut self, name: &str) {
        self.visit::<A>();
        self.visit::<R>();
        let (args, answer) = (A::name(&self.config), R::name(&self.config));
        // Writing to a String cannot fail.
        let _ = writeln!(self.commands, "  {name}: {{ args: {args}; answer: {answer} }}");
    }
}

impl TypeVisitor for Bindings {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        T::visit_generics(self);
        if T::output_path().is_none() {
            T::visit_dependencies(self);
            return;
        }
        let ident = T::ident(&self.config);
        if self.types.contains_key(&ident) {
            return;
        }
        let docs = T::docs().map(|docs| docs.trim_end().to_owned() + "\n").unwrap_or_default();
        let declaration = format!("{docs}export {}", T::decl(&self.config));
        self.types.insert(ident, declaration);
        T::visit_dependencies(self);
    }
}
