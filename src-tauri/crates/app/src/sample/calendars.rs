//! What keeps the two of the sample busy: a calendar file each, in the folder that goes with the sample.

use std::fs;
use std::path::Path;

use super::Stage;
use crate::error::AppError;

/// An entry by its first day, its times, and how it repeats.
type Entry = (&'static str, &'static str, &'static str, &'static str);

const HERS: &[Entry] = &[
    ("20261102", "091500", "173000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("20261104", "183000", "210000", "FREQ=WEEKLY"),
    ("20261123", "190000", "220000", "FREQ=DAILY;COUNT=1"),
];
const HIS: &[Entry] = &[
    ("20261102", "080000", "153000", "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR"),
    ("20261103", "184500", "201500", "FREQ=WEEKLY"),
    ("20261121", "100000", "133000", "FREQ=DAILY;COUNT=1"),
];

/// Each brings one.
pub(super) fn bring(stage: &Stage<'_>, folder: &Path) -> Result<(), AppError> {
    for (first, name, entries) in [(true, "Ines’s calendar.ics", HERS), (false, "Jonah’s calendar.ics", HIS)]
    {
        let path = folder.join(name);
        fs::write(&path, text(entries)).map_err(AppError::folder)?;
        stage.seat(first);
        stage.app.busy_add(&path.display().to_string())?;
    }
    Ok(())
}

fn text(entries: &[Entry]) -> String {
    let event = |(day, from, to, rule): &Entry| {
        let at = |time| format!(";TZID=Europe/Lisbon:{day}T{time}");
        format!("BEGIN:VEVENT\r\nDTSTART{}\r\nDTEND{}\r\nRRULE:{rule}\r\nEND:VEVENT\r\n", at(from), at(to))
    };
    let events: String = entries.iter().map(event).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
}
