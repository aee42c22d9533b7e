use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate};
use chrono_tz::{IANA_TZDB_VERSION, TZ_VARIANTS};
use proptest::prelude::*;

use super::*;
use crate::schedule::occurrences::{civil, instant, wall_clock};

const ZONEINFO: &str = "/usr/share/zoneinfo";
/// Links to Athens and to Lisbon since 2024b. Some computers keep them as the zones that they were.
const KEPT_APART: [Tz; 2] = [Tz::EET, Tz::WET];

/// A zone file: its clocks as seconds, summer and name, its changes as instant and clock, and what holds ever after.
fn file(clocks: &[(i32, u8, &str)], changes: &[(i64, u8)], for_ever: &str) -> Vec<u8> {
    let head = |counts: [usize; 3]| {
        let [changes, clocks, letters] = counts.map(|count| u32::try_from(count).unwrap().to_be_bytes());
        [&b"TZif2"[..], &[0; 15 + 12], &changes, &clocks, &letters].concat()
    };
    let names: String = clocks.iter().map(|clock| format!("{}\0", clock.2)).collect();
    // The first part is for programs that count seconds in 32 bits.
    let mut file = [head([0, 1, 1]), vec![0; 7]].concat();
    file.extend(head([changes.len(), clocks.len(), names.len()]));
    file.extend(changes.iter().flat_map(|change| change.0.to_be_bytes()));
    file.extend(changes.iter().map(|change| change.1));
    let mut name = 0;
    for clock in clocks {
        file.extend(clock.0.to_be_bytes().into_iter().chain([clock.1, name]));
        name += u8::try_from(clock.2.len() + 1).unwrap();
    }
    file.extend(names.bytes().chain(format!("\n{for_ever}\n").bytes()));
    file
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn wall(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

#[test]
fn a_zone_goes_by_what_its_file_says() {
    // A zone that stays on summer time from the autumn of 2026 on.
    let last = at("2026-03-29T01:00:00Z").timestamp();
    let clocks = [(3_600, 0, "OLD"), (7_200, 1, "OLDS"), (7_200, 0, "NEW")];
    let autumn = at("2026-10-25T01:00:00Z").timestamp();
    let rules = Rules::read(&file(&clocks, &[(last, 1), (autumn, 2)], "NEW-2")).unwrap();
    for (civil, instant, name, saving) in [
        ("2026-03-01T20:00:00", "2026-03-01T19:00:00Z", "OLD", 0),
        ("2026-07-01T20:00:00", "2026-07-01T18:00:00Z", "OLDS", 3_600),
        ("2027-01-01T20:00:00", "2027-01-01T18:00:00Z", "NEW", 0),
        ("2087-01-01T20:00:00", "2087-01-01T18:00:00Z", "NEW", 0),
    ] {
        assert_eq!(rules.instant(wall(civil)), Some(at(instant)), "{civil}");
        assert_eq!(rules.civil(at(instant)), Some(wall(civil)), "and back");
        let clock = rules.wall_clock(at(instant)).unwrap();
        assert_eq!((clock.name.as_str(), clock.saving), (name, saving), "what a file of ours says of it");
    }
}

#[test]
fn a_skipped_time_moves_on_by_the_gap_and_a_repeated_one_is_the_first() {
    let rules = Rules::read(&file(&[(0, 0, "WET")], &[], "WET0WEST,M3.5.0/1,M10.5.0/2")).unwrap();
    for (civil, instant) in [
        ("2030-03-31T00:59:59", "2030-03-31T00:59:59Z"),
        ("2030-03-31T01:30:00", "2030-03-31T01:30:00Z"),
        ("2030-03-31T02:30:00", "2030-03-31T01:30:00Z"),
        ("2030-10-27T01:30:00", "2030-10-27T00:30:00Z"),
        ("2030-10-27T02:00:00", "2030-10-27T02:00:00Z"),
    ] {
        assert_eq!(rules.instant(wall(civil)), Some(at(instant)), "{civil}");
    }
    let leap = at("2026-06-01T10:00:00Z").timestamp();
    let day =
        Rules::read(&file(&[(-36_000, 0, "EAST"), (50_400, 0, "WEST")], &[(leap, 1)], "WEST-14")).unwrap();
    assert_eq!(
        day.instant(wall("2026-06-01T12:00:00")).and_then(|at| day.civil(at)),
        Some(wall("2026-06-02T12:00:00")),
        "of a day that was skipped every time moves on by a day"
    );
}

#[test]
fn a_file_that_says_too_little_or_the_impossible_is_not_gone_by() {
    let hour = [(3_600, 0, "ONE")];
    assert!(Rules::read(&file(&hour, &[], "ONE-1")).is_some(), "a whole one is");
    assert!(Rules::read(&file(&hour, &[(0, 0)], "")).is_none(), "it ends in 1970");
    assert!(Rules::read(&file(&hour, &[(0, 0)], "TWO-2")).is_none(), "its parts say different things");
    assert!(Rules::read(&file(&hour, &[], "ONE-24")).is_none(), "no clock is a day ahead");
    assert!(Rules::read(&file(&[(86_400, 0, "FAR")], &[], "ONE-1")).is_none(), "not even a former one");
    assert!(Rules::read(&file(&hour, &[(9, 0), (8, 0)], "ONE-1")).is_none(), "time goes on");
    assert!(Rules::read(b"TZif2").is_none() && Rules::read(b"").is_none(), "there is nothing in it");
}

/// The civil times at either edge of a change, beside them and a day away.
fn around(rules: &Rules, change: DateTime<Utc>) -> Vec<NaiveDateTime> {
    let second = TimeDelta::seconds(1);
    let edges = [rules.civil(change - second).unwrap() + second, rules.civil(change).unwrap()];
    let beside = [-86_400, -1_800, -1, 0, 1, 1_800, 86_400].map(TimeDelta::seconds);
    edges.into_iter().flat_map(|edge| beside.map(|step| edge + step)).collect()
}

/// When `rules` and the compiled ones of `zone` change between 1980 and 2090, looked for every four weeks; and whether
/// both show the same each time.
fn changes(rules: &Rules, zone: Tz) -> (BTreeSet<DateTime<Utc>>, bool) {
    let (first, last) = (at("1980-01-01T00:00:00Z"), at("2090-01-01T00:00:00Z"));
    let listed = rules.0.as_ref().transitions().iter();
    let listed = listed.filter_map(|change| DateTime::from_timestamp(change.unix_leap_time(), 0));
    let mut found: BTreeSet<_> = listed.filter(|at| (first..last).contains(at)).collect();
    let mut alike = true;
    let (mut before, mut shown) = (first, civil(first, zone) - first.naive_utc());
    while before < last {
        let next = before + TimeDelta::weeks(4);
        alike &= rules.civil(next) == Some(civil(next, zone));
        let then = civil(next, zone) - next.naive_utc();
        if then != shown {
            let (mut low, mut high) = (before.timestamp(), next.timestamp());
            while high - low > 1 {
                let middle = DateTime::from_timestamp(low.midpoint(high), 0).unwrap();
                let is_before = civil(middle, zone) - middle.naive_utc() == shown;
                (low, high) = if is_before { (middle.timestamp(), high) } else { (low, middle.timestamp()) };
            }
            found.extend(DateTime::from_timestamp(high, 0));
        }
        (before, shown) = (next, then);
    }
    (found, alike)
}

/// Where a file and what is compiled in part ways.
fn parting(rules: &Rules, zone: Tz) -> Option<String> {
    let (changes, alike) = changes(rules, zone);
    if !alike {
        return Some(format!("{zone} for weeks"));
    }
    let shows = |at: DateTime<Utc>| rules.civil(at) == Some(civil(at, zone));
    let means = |time: NaiveDateTime| rules.instant(time) == Some(instant(time, zone));
    let is_same = |change: &DateTime<Utc>| {
        let shown = shows(*change) && shows(*change - TimeDelta::seconds(1));
        shown && around(rules, *change).into_iter().all(means)
    };
    changes.into_iter().find(|change| !is_same(change)).map(|change| format!("{zone} around {change}"))
}

#[test]
fn every_zone_file_of_this_computer_means_what_is_compiled_in() {
    let Ok(list) = fs::read_to_string(Path::new(ZONEINFO).join("tzdata.zi")) else { return };
    let zones = TZ_VARIANTS.iter().filter(|zone| !KEPT_APART.contains(zone));
    let files = zones.filter_map(|zone| Some((*zone, fs::read(Path::new(ZONEINFO).join(zone.name())).ok()?)));
    let (mut read, mut parted) = (0, Vec::new());
    for (zone, file) in files {
        let rules = Rules::read(&file).unwrap_or_else(|| panic!("the file of {zone} is whole"));
        read += 1;
        parted.extend(parting(&rules, zone));
    }
    assert!(read > 300, "the computer has its zones: {read}");
    // Of one release to the next few zones change.
    let most = if list.starts_with(&format!("# version {IANA_TZDB_VERSION}\n")) { 0 } else { read / 10 };
    assert!(parted.len() <= most, "{} zones of {read} differ: {parted:#?}", parted.len());
}

#[test]
fn a_file_names_its_clocks_as_what_is_compiled_in_does() {
    for zone in [
        Tz::Europe__Berlin,
        Tz::Europe__Dublin,
        Tz::Africa__Casablanca,
        Tz::America__New_York,
        Tz::Asia__Kathmandu,
    ] {
        let Ok(file) = fs::read(Path::new(ZONEINFO).join(zone.name())) else { return };
        let rules = Rules::read(&file).unwrap();
        // Long enough ago for no release to change it.
        for day in (0..2_000)
            .filter_map(|day| NaiveDate::from_ymd_opt(2019, 1, 1)?.checked_add_days(chrono::Days::new(day)))
        {
            let noon = day.and_hms_opt(12, 0, 0).unwrap().and_utc();
            assert_eq!(rules.wall_clock(noon), Some(wall_clock(noon, zone)), "{zone} at {noon}");
        }
    }
}

/// Whatever was read answers at every time, the ends included, and in one voice.
fn ask(rules: &Rules) -> Result<(), TestCaseError> {
    let years = (-262_000..=262_000).step_by(13_100).chain(1_960..2_110);
    let times = years.filter_map(|year| NaiveDate::from_ymd_opt(year, 3, 29)?.and_hms_opt(2, 30, 0));
    for time in times.chain([NaiveDateTime::MIN, NaiveDateTime::MAX]) {
        let (shown, meant) = (rules.civil(time.and_utc()), rules.instant(time));
        if (-200_000..200_000).contains(&time.year()) {
            prop_assert!(shown.is_some() && meant.is_some(), "every time has its instant: {time}");
        }
        let day = TimeDelta::days(1);
        prop_assert!(shown.is_none_or(|shown| (shown - time).abs() < day), "no clock is a day away");
        prop_assert!(
            meant.is_none_or(|meant| (meant.naive_utc() - time).abs() < day),
            "nor is what it means"
        );
        prop_assert_eq!(
            rules.wall_clock(time.and_utc()).is_some(),
            rules.offset(time.and_utc()).is_some(),
            "both or none"
        );
    }
    Ok(())
}

fn made_up() -> impl Strategy<Value = Vec<u8>> {
    let clock = (-90_000..90_000, 0_u8..2, prop::sample::select(vec!["CET", "CEST", "+0545", "-00"]));
    let change = (prop_oneof![any::<i64>(), -3_000_000_000_i64..5_000_000_000], 0_u8..4);
    let for_ever = prop_oneof![
        "[A-Z]{3,4}-?[0-9]{1,2}",
        "CET-1CEST,M([1-9]|1[0-2])\\.[1-5]\\.[0-6],M([1-9]|1[0-2])\\.[1-5]\\.[0-6](/-?[0-9]{1,3})?",
        "<[+-][0-9]{2}>[0-9]{1,2}<[+-][0-9]{2}>,J?[0-9]{1,3}(/[0-9]{1,2})?,J?[0-9]{1,3}",
        "[A-Z0-9<>,./:J+-]{0,40}",
    ];
    (prop::collection::vec(clock, 1..4), prop::collection::vec(change, 0..6), for_ever).prop_map(
        |(clocks, mut changes, for_ever)| {
            changes.sort_unstable();
            file(&clocks, &changes, &for_ever)
        },
    )
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_and_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Some(rules) = Rules::read(&bytes) {
            ask(&rules)?;
        }
        let dressed = [&b"TZif2"[..], &bytes].concat();
        if let Some(rules) = Rules::read(&dressed) {
            ask(&rules)?;
        }
    }

    #[test]
    fn a_made_up_file_whole_cut_or_spoilt_is_read_or_refused(
        whole in made_up(),
        cut in any::<prop::sample::Index>(),
        spoilt in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let mut other = whole.clone();
        for (at, byte) in spoilt {
            other[at.index(whole.len())] = byte;
        }
        for file in [&whole[..], &whole[..cut.index(whole.len())], &other] {
            if let Some(rules) = Rules::read(file) {
                ask(&rules)?;
            }
        }
    }
}
