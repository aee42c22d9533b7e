//! Writes a picture of every screen, in both themes and both sizes.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    imp::main()
}

/// The window is driven through WebKitWebDriver, which is Linux's.
#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
mod imp {
    use std::path::PathBuf;
    use std::process::ExitCode;

    use clap::Parser;
    use nightstand_desktop::Outcome;
    use nightstand_desktop::tour::{Light, Manner, Purpose, Size, Tour};

    /// Writes a picture of every screen.
    #[derive(Debug, Parser)]
    struct Options {
        /// Where the pictures go.
        folder: PathBuf,
        /// Only the screens whose name contains this.
        only: Option<String>,
        /// Only in this light.
        #[arg(long, value_enum)]
        light: Option<Light>,
        /// Only in this size.
        #[arg(long, value_enum)]
        size: Option<Size>,
        /// In another way than they come.
        #[arg(long, value_enum, default_value_t)]
        manner: Manner,
    }

    #[allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal command speaks on the terminal")]
    pub(super) fn main() -> ExitCode {
        let options = Options::parse();
        match take(&options) {
            Ok(count) => {
                println!("{count} pictures are in {}", options.folder.display());
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        }
    }

    /// Takes all pictures, and only then says what could not be taken.
    fn take(options: &Options) -> Outcome<usize> {
        std::fs::create_dir_all(&options.folder)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let mut count = 0;
        let mut troubles = Vec::new();
        for light in [Light::Daylight, Light::Lamplight] {
            for size in [Size::Wide, Size::Narrow] {
                if options.light.is_some_and(|only| only != light)
                    || options.size.is_some_and(|only| only != size)
                {
                    continue;
                }
                let purpose = Purpose::Pictures(options.folder.clone());
                let tour = Tour::new(light, size, purpose, options.only.clone()).in_manner(options.manner);
                match runtime.block_on(tour.walk()) {
                    Ok(stops) => count += stops,
                    Err(error) => troubles.push(error.to_string()),
                }
            }
        }
        if troubles.is_empty() { Ok(count) } else { Err(troubles.join("\n\n").into()) }
    }
}
