//! The zone files of this computer, for as long as they are newer than what is compiled in: a distribution brings a
//! changed law within days, and reminders go by the clock that the desktop shows.
//!
//! Only zones that chrono-tz knows have a value here. One that only the computer knows is still read as UTC.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use chrono_tz::{IANA_TZDB_VERSION, TZ_VARIANTS, Tz};
use nightstand_domain::zones::{self, Rules};

const FOLDER: &str = "/usr/share/zoneinfo";
/// Where a folder's release is told: in the first line of the rules as text, and on macOS in a file of its own.
const RELEASES: [(&str, &str); 2] = [("tzdata.zi", "# version "), ("+VERSION", "")];
/// A release is told before this.
const LONGEST_LINE: u64 = 64;
/// Twenty times as long as the longest zone file.
const LONGEST_FILE: u64 = 1 << 16;

/// Has this process go by the computer's zone files where they are newer. Nothing is read before a zone is asked for,
/// and nothing twice: a release that is installed meanwhile counts from the next start.
pub fn go_by_newer_zones() {
    static HERE: LazyLock<Zoneinfo> = LazyLock::new(|| Zoneinfo::of(Path::new(FOLDER)));
    // Elsewhere the path would lie on whichever drive the program was started from.
    if cfg!(unix) {
        zones::go_by(|zone| HERE.newer(zone));
    }
}

/// A folder of zone files.
struct Zoneinfo {
    folder: PathBuf,
    /// One place for each zone, in the order of the list; none where the folder is no newer.
    read: Vec<OnceLock<Option<Rules>>>,
}

impl Zoneinfo {
    fn of(folder: &Path) -> Self {
        let told = RELEASES.iter().find_map(|(name, before)| {
            let line = start_of(&folder.join(name), LONGEST_LINE).ok()?;
            Release::read(String::from_utf8_lossy(&line).strip_prefix(before)?)
        });
        let is_newer = told.is_some() && told > Release::read(IANA_TZDB_VERSION);
        let places = if is_newer { TZ_VARIANTS.len() } else { 0 };
        Self { folder: folder.to_owned(), read: (0..places).map(|_| OnceLock::new()).collect() }
    }

    /// The rules of a zone's file, where they are newer and can be read.
    fn newer(&self, zone: Tz) -> Option<&Rules> {
        let place = self.read.get(zone as usize)?;
        let rules = || Rules::read(&start_of(&self.folder.join(zone.name()), LONGEST_FILE).ok()?);
        place.get_or_init(rules).as_ref()
    }
}

fn start_of(path: &Path, longest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(longest).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A release of the zone database: a year, and letters from a to z and on to za.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Release {
    year: u16,
    length: usize,
    letters: String,
}

impl Release {
    /// What stands behind the letters tells how a distribution built it.
    fn read(text: &str) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        let letters: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
        let year = year.parse().ok()?;
        (!letters.is_empty()).then_some(Self { year, length: letters.len(), letters })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use chrono::NaiveDateTime;

    use super::*;

    /// A zone file with one clock for ever.
    fn always(name: &str, hours: i32) -> Vec<u8> {
        let head = [&b"TZif2"[..], &[0; 15 + 12], &[0; 4], &[0, 0, 0, 1], &[0, 0, 0, 4]].concat();
        let clock = [&(hours * 3_600).to_be_bytes()[..], &[0, 0], name.as_bytes(), &[0]].concat();
        [&head[..], &clock, &head, &clock, format!("\n{name}{}\n", -hours).as_bytes()].concat()
    }

    /// A folder in which Berlin is nine hours ahead of UTC.
    fn folder(release: &str, text: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(release), text).unwrap();
        fs::create_dir(folder.path().join("Europe")).unwrap();
        fs::write(folder.path().join("Europe/Berlin"), always("NEW", 9)).unwrap();
        folder
    }

    fn evening() -> NaiveDateTime {
        "2027-07-01T21:00:00".parse().unwrap()
    }

    fn meant(zones: &Zoneinfo, zone: Tz) -> Option<String> {
        Some(zones.newer(zone)?.instant(evening())?.to_rfc3339())
    }

    #[test]
    fn newer_zone_files_count_however_their_release_is_told() {
        for (release, text) in [
            ("tzdata.zi", "# version 2099a\n# This zic input file is in the public domain.\n"),
            ("tzdata.zi", "# version 2099a-rearguard"),
            ("+VERSION", "2099a\n"),
        ] {
            let folder = folder(release, text);
            let zones = Zoneinfo::of(folder.path());
            let said = Some("2027-07-01T12:00:00+00:00");
            assert_eq!(meant(&zones, Tz::Europe__Berlin).as_deref(), said, "the file counts: {text}");
            fs::remove_file(folder.path().join("Europe/Berlin")).unwrap();
            assert_eq!(meant(&zones, Tz::Europe__Berlin).as_deref(), said, "and is read once");
        }
    }

    #[test]
    fn zone_files_that_are_no_newer_or_tell_no_release_do_not_count() {
        let same = format!("# version {IANA_TZDB_VERSION}\n");
        for text in [
            &same,
            "# version 1999z\n",
            "# version unknown\n",
            "",
            "2099a\n",
            "\n# version 2099a\n",
            "# version 20é9a",
        ] {
            let folder = folder("tzdata.zi", text);
            assert_eq!(meant(&Zoneinfo::of(folder.path()), Tz::Europe__Berlin), None, "{text:?}");
        }
        let nothing = tempfile::tempdir().unwrap();
        assert_eq!(meant(&Zoneinfo::of(nothing.path()), Tz::Europe__Berlin), None, "there are none");
    }

    #[test]
    fn a_zone_file_that_is_missing_or_broken_leaves_its_zone_as_it_is_compiled_in() {
        let folder = folder("tzdata.zi", "# version 2099a\n");
        let berlin = folder.path().join("Europe/Berlin");
        let whole = fs::read(&berlin).unwrap();
        for broken in [&whole[..whole.len() - 6], b"no zone file", b"", &[0; 1 << 17]] {
            fs::write(&berlin, broken).unwrap();
            assert_eq!(
                meant(&Zoneinfo::of(folder.path()), Tz::Europe__Berlin),
                None,
                "{} bytes",
                broken.len()
            );
        }
        fs::create_dir(folder.path().join("Europe/Lisbon")).unwrap();
        let zones = Zoneinfo::of(folder.path());
        assert_eq!(meant(&zones, Tz::Europe__Lisbon), None, "a folder is no file");
        assert_eq!(meant(&zones, Tz::Europe__Paris), None, "nor is nothing");
    }

    #[test]
    fn releases_follow_one_another() {
        let order = ["1999z", "2025a", "2025b", "2025z", "2025za", "2026a"];
        for (earlier, later) in order.iter().zip(&order[1..]) {
            assert!(Release::read(earlier) < Release::read(later), "{earlier} came before {later}");
        }
        assert!(Release::read(IANA_TZDB_VERSION).is_some(), "what is compiled in tells its own");
    }

    #[test]
    fn each_zone_has_a_place_of_its_own() {
        for (place, zone) in TZ_VARIANTS.iter().enumerate() {
            assert_eq!(*zone as usize, place, "{zone} stands where the list has it");
        }
    }
}
