//! Scrolls the longest book in a real window, and says as one line of JSON how its frames went.

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
    use std::process::ExitCode;

    use nightstand_desktop::{Outcome, Room, long_book};
    use serde_json::{Value, json};

    #[allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal command speaks on the terminal")]
    pub(super) fn main() -> ExitCode {
        match scrolled() {
            Ok(seen) => {
                println!("{seen}");
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        }
    }

    fn scrolled() -> Outcome<Value> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let room = Room::new()?;
            let window = room.open(&["--sample"]).await?;
            long_book::add(&window).await?;
            // The first one warms what the second one measures.
            long_book::scroll(&window).await?;
            let ribbon = long_book::scroll(&window).await?;
            let bare = long_book::scroll_bare(&window).await?;
            window.leave().await;
            Ok(json!({ "ribbon": ribbon, "bare": bare }))
        })
    }
}
