//! A zone file of the computer.
#![no_main]

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use libfuzzer_sys::fuzz_target;
use nightstand_domain::zones::Rules;

fuzz_target!(|bytes: &[u8]| {
    let Some(rules) = Rules::read(bytes) else { return };
    let days = (-262_000..=262_000).step_by(26_200).chain(1_965..2_045).flat_map(|year| {
        [(1, 1), (3, 29), (10, 25)].map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day))
    });
    let times = days.filter_map(|day| day?.and_hms_opt(2, 30, 0));
    for time in times.chain([NaiveDateTime::MIN, NaiveDateTime::MAX]) {
        let (shown, meant) = (rules.civil(time.and_utc()), rules.instant(time));
        let day = TimeDelta::days(1);
        assert!(shown.is_none_or(|shown| (shown - time).abs() < day), "no clock is a day away: {time}");
        assert!(meant.is_none_or(|meant| (meant.naive_utc() - time).abs() < day), "nor is what {time} means");
        let _ = rules.wall_clock(time.and_utc());
    }
});
