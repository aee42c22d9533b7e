//! `cargo xtask`: everything that is done with this repository. `run` and `test` bring what they need.

mod bench;
mod bindings;
mod bundle;
mod fuzz;
mod licences;
mod needs;
mod oracle;
mod packages;
mod privilege;
mod run;
mod say;
mod steps;
mod test;
mod torture;
mod tree;
mod ui;
#[cfg(target_os = "linux")]
mod unseen;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What every part answers; an error is a sentence for the person at the terminal.
type Outcome<T = ()> = Result<T, String>;

/// Developer commands of Nightstand.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Install what is missing, build, and start the clock and the window.
    Run {
        /// Handed to the window, and where it concerns the clock to the clock: `--profile DIR`, `--sample`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Install what is missing and run every check and test.
    Test,
    /// Measure the release build beside a bare window and a bare database.
    Bench {
        /// Handed to the benchmark: `--idle-seconds N`, `--rounds N`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Make the `.deb` and the `.rpm`.
    Bundle,
    /// Drive the window through its screens and write a picture of each.
    Picture {
        /// Only the screens whose name contains this.
        only: Option<String>,
    },
    /// Fuzz whatever reads what comes from outside.
    Fuzz {
        /// One target; all of them without.
        target: Option<String>,
        /// Seconds for each target.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Try every property with new cases, from somewhere else each time.
    Soak {
        /// Cases for each property.
        #[arg(long, default_value_t = 2_000)]
        cases: u32,
    },
    /// Kill it, cut its power, fill its disk, turn its bits, type beside its long work, measure it: every case.
    Torture {
        /// One suite; all of them without.
        #[arg(value_parser = torture::SUITES)]
        suite: Option<String>,
    },
    /// Bring what the tests compare schedules and calendars with, and say where it is.
    Oracle,
    /// Write the TypeScript side of the boundary from the Rust types.
    Bindings,
}

fn main() -> ExitCode {
    let outcome = match Options::parse().what {
        What::Run { arguments } => run::run(&arguments),
        What::Test => test::test(),
        What::Bench { arguments } => bench::bench(&arguments),
        What::Bundle => bundle::bundle(),
        What::Picture { only } => test::picture(only.as_deref()),
        What::Fuzz { target, seconds } => fuzz::fuzz(target.as_deref(), seconds),
        What::Soak { cases } => test::soak(cases),
        What::Torture { suite } => torture::torture(suite.as_deref()),
        What::Oracle => oracle::oracle(),
        What::Bindings => bindings::bindings(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            say::trouble(&sentence);
            ExitCode::FAILURE
        }
    }
}
