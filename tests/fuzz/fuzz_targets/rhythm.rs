//! A recurrence rule with its exceptions, from a calendar or a newer version, and the days that it names.
#![no_main]

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use libfuzzer_sys::fuzz_target;
use nightstand_domain::ritual;
use nightstand_domain::schedule::{Recurrence, Rhythm, Series};

/// So many instances say enough about a rule.
const STEPS: usize = 64;

const ZONES: [chrono_tz::Tz; 4] =
    [chrono_tz::UTC, chrono_tz::Europe::Berlin, chrono_tz::Pacific::Apia, chrono_tz::Australia::Lord_Howe];

fuzz_target!(|text: &str| {
    if let Ok(rule) = text.parse::<Recurrence>() {
        let written = rule.to_string();
        assert_eq!(written.parse(), Ok(rule), "a rule is written as what is read alike: {written}");
    }
    let picked = ritual::Rhythm::read(text);
    assert_eq!(ritual::Rhythm::read(&picked.rule()), picked, "what the day picker shows is what is kept");

    let Ok(rhythm) = text.parse::<Rhythm>() else { return };
    let written = rhythm.to_string();
    assert_eq!(written.parse::<Rhythm>().as_ref(), Ok(&rhythm), "a rhythm is written as what is read alike");
    expand(rhythm, text.len());
});

fn expand(rhythm: Rhythm, seed: usize) {
    let start =
        NaiveDate::from_ymd_opt(2011, 12, 24 + (seed % 7) as u32).and_then(|day| day.and_hms_opt(2, 30, 0));
    let series = Series { rhythm, start: start.expect("a civil time"), zone: ZONES[seed % ZONES.len()] };
    // As far as the agenda looks, and a rule that names no day in it must say so soon.
    let from = series.start.and_utc();
    let to = from + TimeDelta::days(366);
    let whole: Vec<_> = series.between(from, to).take(STEPS).collect();
    assert!(whole.windows(2).all(|pair| pair[0].at < pair[1].at), "instants rise");
    assert!(whole.iter().all(|one| (from..to).contains(&one.at)), "a window holds what lies in it");
    adjoin(&series, from, from + TimeDelta::days(100), to, &whole);
}

fn adjoin(
    series: &Series,
    from: DateTime<Utc>,
    middle: DateTime<Utc>,
    to: DateTime<Utc>,
    whole: &[nightstand_domain::schedule::Occurrence],
) {
    let halves: Vec<_> = series.between(from, middle).chain(series.between(middle, to)).take(STEPS).collect();
    assert_eq!(halves, whole, "adjacent windows give together what their union gives");
}
