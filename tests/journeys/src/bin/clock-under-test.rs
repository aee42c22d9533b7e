//! The clock as it is shipped, with one addition: it can be struck down at a named moment of raising a
//! banner, as `kill -9` would. `clock-under-test PROFILE [MOMENT]`.

use std::error::Error;
use std::path::PathBuf;

use nightstand_app::profile::Profile;
use nightstand_clock::{Moment, Surroundings};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let profile = PathBuf::from(arguments.next().ok_or("usage: clock-under-test PROFILE [MOMENT]")?);
    let fatal = match arguments.next().map(|moment| moment.to_string_lossy().into_owned()).as_deref() {
        None => None,
        Some("before-intent") => Some(Moment::BeforeIntent),
        Some("after-intent") => Some(Moment::AfterIntent),
        Some("after-raise") => Some(Moment::AfterRaise),
        Some("recorded") => Some(Moment::Recorded),
        Some(other) => return Err(format!("{other} is no moment").into()),
    };
    let strike = move |moment| {
        if Some(moment) == fatal {
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        }
    };
    let surroundings = Surroundings { at: Box::new(strike), ..Surroundings::default() };
    nightstand_clock::run(&Profile::find(Some(&profile))?, surroundings)?;
    Ok(())
}
