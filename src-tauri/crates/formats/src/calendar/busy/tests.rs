use proptest::prelude::*;

use super::*;

const ZONE: Tz = Tz::Europe__Berlin;

fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap().and_utc()
}

/// From Monday, 23 November 2026, for two weeks.
fn fortnight() -> Stretch {
    Stretch { from: at("2026-11-23 00:00"), to: at("2026-12-07 00:00") }
}

fn calendar(parts: &str) -> String {
    let lines: Vec<&str> = parts.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n", lines.join("\r\n"))
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nSUMMARY:Dentist\n{lines}\nEND:VEVENT")
}

fn read_in(parts: &str, window: Stretch) -> Busy {
    busy(calendar(parts).as_bytes(), window, ZONE).unwrap()
}

/// The busy times in UTC, as `day hour:minute-hour:minute`.
fn times(parts: &str) -> Vec<String> {
    shown(&read_in(parts, fortnight()))
}

fn shown(busy: &Busy) -> Vec<String> {
    let day = |at: DateTime<Utc>| at.format("%d %H:%M").to_string();
    busy.times.iter().map(|one| format!("{}-{}", day(one.from), day(one.to))).collect()
}

#[test]
fn an_event_takes_its_time_however_it_says_so() {
    for (lines, expected) in [
        ("DTSTART:20261124T180000Z\nDTEND:20261124T190000Z", "24 18:00-24 19:00"),
        ("DTSTART:20261124T180000\nDTEND:20261124T190000", "24 17:00-24 18:00"),
        ("DTSTART;TZID=America/New_York:20261124T180000\nDURATION:PT90M", "24 23:00-25 00:30"),
        ("DTSTART;TZID=\"Eastern Standard Time\":20261124T180000\nDURATION:PT1H", "24 23:00-25 00:00"),
        ("DTSTART;TZID=/x.org/20050126_1/Asia/Tokyo:20261124T180000\nDURATION:PT1H", "24 09:00-24 10:00"),
        ("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261126", "23 23:00-25 23:00"),
        ("DTSTART;VALUE=DATE:20261124", "23 23:00-24 23:00"),
        ("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261124", "23 23:00-24 23:00"),
        ("DTSTART;VALUE=DATE:20261124\nDURATION:P1W", "23 23:00-30 23:00"),
        ("DTSTART:20261122T120000Z\nDTEND:20261123T120000Z", "23 00:00-23 12:00"),
        (
            "DTSTART:20261124T180000Z\nDTEND:20261124T190000Z\nBEGIN:VALARM\nDURATION:PT9H\nEND:VALARM",
            "24 18:00-24 19:00",
        ),
    ] {
        let read = read_in(&event(lines), fortnight());
        assert_eq!(shown(&read), [expected], "{lines}");
        assert_eq!((read.read, read.unread, read.unknown_zones), (1, 0, 0), "{lines}");
    }
}

#[test]
fn nobody_is_busy_in_what_is_free_or_called_off() {
    let hour = "DTSTART:20261124T180000Z\nDURATION:PT1H\n";
    for mark in ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"] {
        assert!(times(&event(&format!("{hour}{mark}"))).is_empty(), "{mark}");
    }
    assert!(times(&event("DTSTART:20261124T180000Z")).is_empty(), "a moment without a length takes no time");
    assert!(
        times("BEGIN:VTODO\nDTSTART:20261124T180000Z\nDURATION:PT1H\nEND:VTODO").is_empty(),
        "a task is no time"
    );
    assert_eq!(times(&event(&format!("{hour}TRANSP:OPAQUE\nSTATUS:TENTATIVE"))).len(), 1, "perhaps is busy");
}

#[test]
fn rules_are_followed_with_what_was_taken_out_and_put_in() {
    let weekly =
        "UID:a\nDTSTART;TZID=Europe/Berlin:20260101T200000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE";
    assert_eq!(
        times(&event(weekly)),
        ["23 19:00-23 20:00", "25 19:00-25 20:00", "30 19:00-30 20:00", "02 19:00-02 20:00"]
    );
    let changed = format!(
        "{weekly}\nEXDATE;TZID=Europe/Berlin:20261123T200000\nEXDATE:20261130T190000Z\n\
         RDATE:20261127T100000Z\nRDATE;VALUE=PERIOD:20261128T100000Z/PT3H,20261129T100000Z/20261129T110000Z"
    );
    assert_eq!(
        times(&event(&changed)),
        [
            "25 19:00-25 20:00",
            "27 10:00-27 11:00",
            "28 10:00-28 13:00",
            "29 10:00-29 11:00",
            "02 19:00-02 20:00"
        ]
    );
    let own_time =
        event("DTSTART:20261101T200000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=TU;BYHOUR=20;BYMINUTE=0");
    assert_eq!(
        times(&own_time),
        ["24 20:00-24 21:00", "01 20:00-01 21:00"],
        "the start's own time says nothing new"
    );
    let days =
        event("DTSTART;VALUE=DATE:20261122\nRRULE:FREQ=DAILY;UNTIL=20261125T000000Z\nEXDATE:20261124T000000");
    assert_eq!(
        times(&days),
        ["23 00:00-23 23:00", "24 23:00-25 23:00"],
        "whole days end and pause with days"
    );
    let long = event("DTSTART:20261101T000000Z\nDURATION:P3D\nRRULE:FREQ=MONTHLY;BYMONTHDAY=21");
    assert_eq!(times(&long), ["23 00:00-24 00:00"], "what began before the window still lasts");
}

#[test]
fn a_moved_instance_stands_for_its_own() {
    let series = "UID:a\nDTSTART;TZID=Europe/Berlin:20261123T200000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3";
    let moved =
        "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20261124T200000\nDTSTART:20261126T080000Z\nDURATION:PT2H";
    let gone =
        "UID:a\nRECURRENCE-ID:20261125T190000Z\nSTATUS:CANCELLED\nDTSTART:20261125T190000Z\nDURATION:PT1H";
    let expected = ["23 19:00-23 20:00", "26 08:00-26 10:00"];
    assert_eq!(times(&[event(series), event(moved), event(gone)].join("\n")), expected);
    assert_eq!(times(&[event(gone), event(moved), event(series)].join("\n")), expected, "in whatever order");
    let other = series.replace("UID:a", "UID:b");
    assert_eq!(times(&[event(moved), event(&other)].join("\n")).len(), 4, "another series keeps its own");
}

#[test]
fn lists_of_busy_times_are_understood() {
    let list = "BEGIN:VFREEBUSY\nFREEBUSY:20261124T180000Z/PT1H,20261125T180000Z/20261125T200000Z\n\
                FREEBUSY;FBTYPE=FREE:20261126T180000Z/PT1H\nFREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261127T180000Z/PT1H\nEND:VFREEBUSY";
    assert_eq!(times(list), ["24 18:00-24 19:00", "25 18:00-25 20:00", "27 18:00-27 19:00"]);
}

const OWN_ZONE: &str = "BEGIN:VTIMEZONE\nTZID:Our Town\n\
    BEGIN:STANDARD\nDTSTART:16011028T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n\
    BEGIN:DAYLIGHT\nDTSTART:16010325T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE";

#[test]
fn a_zone_that_only_the_file_knows_is_read_as_it_explains_it() {
    let daily = |zone: &str, from: &str| {
        event(&format!(
            "DTSTART;TZID={zone}:{from}\nDURATION:PT15M\nRRULE:FREQ=DAILY;UNTIL=20270501T003000Z\nEXDATE;TZID={zone}:20261027T023000"
        ))
    };
    let year = Stretch { from: at("2026-01-01 00:00"), to: at("2028-01-01 00:00") };
    for from in ["20260101T023000", "20260101T213000"] {
        let own = read_in(&format!("{}\n{OWN_ZONE}", daily("Our Town", from)), year);
        let known = read_in(&daily("Europe/Berlin", from), year);
        assert_eq!((&own.times, own.unknown_zones), (&known.times, 0), "the same clock, by its offsets");
        assert!(own.times.len() > 480, "through gap and overlap, to the end of the rule");
    }
}

#[test]
fn an_unknown_zone_is_read_on_the_viewers_clock_and_said() {
    let read = read_in(&event("DTSTART;TZID=Middle/Earth:20261124T180000\nDURATION:PT1H"), fortnight());
    assert_eq!((shown(&read), read.unknown_zones), (vec!["24 17:00-24 18:00".to_owned()], 1));
    let read = read_in(OWN_ZONE, fortnight());
    assert_eq!(read, Busy::default(), "a zone alone takes no time");
}

#[test]
fn what_is_no_calendar_is_refused() {
    let refused = |file: &[u8]| busy(file, fortnight(), ZONE).unwrap_err();
    assert_eq!(refused(b""), Unreadable::Empty);
    assert_eq!(refused(b"\xEF\xBB\xBF \r\n"), Unreadable::Empty);
    assert_eq!(refused(b"BEGIN:VCARD\r\nEND:VCARD\r\n"), Unreadable::NoCalendar);
    assert_eq!(refused(&[0; 4096]), Unreadable::NoCalendar);
    assert_eq!(refused(&vec![b'B'; MOST_BYTES + 1]), Unreadable::TooLarge);
}

#[test]
fn a_file_that_is_cut_off_gives_what_stands_in_it_and_says_so() {
    let hour = |day| event(&format!("DTSTART:202611{day}T180000Z\nDURATION:PT1H"));
    let whole = calendar(&[hour(24), hour(25)].join("\n"));
    let cut = whole.find("DURATION:PT1H\r\nEND:VEVENT\r\nEND").unwrap();
    let read = busy(&whole.as_bytes()[..cut], fortnight(), ZONE).unwrap();
    assert_eq!((read.times.len(), read.read, read.unread), (1, 1, 1), "the second has no end");
    let between = whole.rfind("END:VCALENDAR").unwrap();
    let read = busy(&whole.as_bytes()[..between], fortnight(), ZONE).unwrap();
    assert_eq!((read.times.len(), read.unread), (2, 1), "something may have followed");
    let open = whole.replacen("END:VEVENT\r\n", "", 1);
    let read = busy(open.as_bytes(), fortnight(), ZONE).unwrap();
    assert_eq!((shown(&read).len(), read.unread), (1, 1), "an event that never ends is lost alone");
}

#[test]
fn what_cannot_be_understood_is_counted() {
    for lines in [
        "DTSTART:20261124T180000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY",
        "DTSTART:20261124T180000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYHOUR=8,12",
        "DTSTART:20261124T180000Z\nDURATION:PT1H\nEXDATE:tomorrow",
        "DTSTART:20261124T180000Z\nDURATION:PT1H\nEXRULE:FREQ=DAILY",
    ] {
        let read = read_in(&event(lines), fortnight());
        assert_eq!((read.times.len(), read.read, read.unread), (1, 1, 1), "its start is known: {lines}");
    }
    for lines in [
        "DTSTART:soon\nDURATION:PT1H",
        "DURATION:PT1H",
        "DTSTART:20261124T180000Z\nDTEND:20261124T170000Z",
        "DTSTART:20261124T180000Z\nDURATION:PT999999999H",
    ] {
        let read = read_in(&event(lines), fortnight());
        assert_eq!((read.times.len(), read.unread), (0, 1), "nothing is made up: {lines}");
    }
}

#[test]
fn an_instance_in_a_skipped_hour_can_be_moved_and_taken_out_in_a_zone_of_the_files_own() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:20251102T020000\nTZOFFSETFROM:-0400\n\
        TZOFFSETTO:-0500\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20261128T020000\nTZOFFSETFROM:-0500\n\
        TZOFFSETTO:-0400\nEND:DAYLIGHT\nEND:VTIMEZONE";
    let daily = |more: &str| {
        event(&format!(
            "UID:a\nDTSTART;TZID=Ours:20261127T020000\nRRULE:FREQ=DAILY;COUNT=3\nDURATION:PT1H{more}"
        ))
    };
    let read = |events: &str| read_in(&format!("{zone}\n{events}"), fortnight()).times;
    let (first, last) = (at("2026-11-27 07:00"), at("2026-11-29 06:00"));
    let hour = |from| Stretch { from, to: from + TimeDelta::hours(1) };
    assert_eq!(read(&daily("")), [hour(first), hour(at("2026-11-28 07:00")), hour(last)]);
    for name in [";TZID=Ours:20261128T020000", ";TZID=Ours:20261128T030000", ":20261128T070000Z"] {
        assert_eq!(read(&daily(&format!("\nEXDATE{name}"))), [hour(first), hour(last)], "{name}");
        let moved = event(&format!("UID:a\nRECURRENCE-ID{name}\nDTSTART:20261128T170000Z\nDURATION:PT1H"));
        let all = read(&format!("{}\n{moved}", daily("")));
        assert_eq!(all, [hour(first), hour(at("2026-11-28 17:00")), hour(last)], "{name}");
    }
}

#[test]
fn the_second_of_two_equal_times_is_not_the_first() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:20261128T020000\nTZOFFSETFROM:-0400\n\
        TZOFFSETTO:-0500\nEND:STANDARD\nEND:VTIMEZONE";
    let daily = |except: &str| {
        let lines =
            format!("DTSTART;TZID=Ours:20261128T013000\nRRULE:FREQ=DAILY;COUNT=1\nDURATION:PT1M{except}");
        times(&format!("{zone}\n{}", event(&lines)))
    };
    assert_eq!(daily(""), ["28 05:30-28 05:31"]);
    assert_eq!(
        daily("\nEXDATE:20261128T063000Z"),
        ["28 05:30-28 05:31"],
        "an hour later it is half past one again"
    );
    assert_eq!(daily("\nEXDATE:20261128T053000Z"), Vec::<String>::new());
}

#[test]
fn a_rule_ends_at_its_instant_in_a_repeated_hour_and_in_a_skipped_one() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:20261128T020000\nTZOFFSETFROM:-0400\n\
        TZOFFSETTO:-0500\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20261130T020000\nTZOFFSETFROM:-0500\n\
        TZOFFSETTO:-0400\nEND:DAYLIGHT\nEND:VTIMEZONE";
    let daily = |time: &str, until: &str| {
        let lines = format!(
            "DTSTART;TZID=Ours:20261127T{time}\nRRULE:FREQ=DAILY;UNTIL={until}\nDURATION:PT1M\n\
            RDATE;TZID=Ours:20261203T120000"
        );
        read_in(&format!("{zone}\n{}", event(&lines)), fortnight()).times.len() - 1
    };
    assert_eq!(daily("014500", "20261128T054459Z"), 1, "before the first of the two");
    assert_eq!(daily("014500", "20261128T054500Z"), 2, "at the first of the two");
    assert_eq!(
        daily("014500", "20261128T063000Z"),
        2,
        "between them, where the clock says half past one again"
    );
    assert_eq!(daily("023000", "20261130T072959Z"), 3, "before a time that the clock skips");
    assert_eq!(daily("023000", "20261130T073000Z"), 4, "at the time that stands for it");
}

#[test]
fn nothing_of_its_words_is_left() {
    let file =
        event("UID:dentist\nDTSTART:20261124T180000Z\nDURATION:PT1H\nLOCATION:Dentist\nDESCRIPTION:Dentist");
    assert!(!format!("{:?}", read_in(&file, fortnight())).contains("entist"), "times and counts, no more");
}

/// A quarter of a megabyte of one thing: enough to exhaust every measure.
fn flood(before: &str, again: &str, after: &str) -> Vec<u8> {
    let times = (MOST_BYTES / 40 - before.len() - after.len()) / again.len();
    [before, &again.repeat(times), after].concat().into_bytes()
}

#[test]
fn floods_and_bombs_are_bounded() {
    let begin = "BEGIN:VCALENDAR\r\n";
    let one = "BEGIN:VEVENT\r\nDTSTART:00010101T000000Z\r\nDURATION:PT1H\r\n";
    let daily = format!("{one}RRULE:FREQ=DAILY;COUNT=4000000000\r\nEND:VEVENT\r\n");
    let alike = "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261123T180000Z\r\nRECURRENCE-ID:20261123T180000Z\r\nEND:VEVENT\r\n\
                 BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261123T180000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n";
    let zone = "BEGIN:STANDARD\r\nDTSTART:00010101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\nEND:STANDARD\r\n";
    let floods = [
        flood(begin, &daily, ""),
        flood(begin, alike, ""),
        flood(begin, "BEGIN:VEVENT\r\n", ""),
        flood(begin, "END:VEVENT\r\n", ""),
        flood(&format!("{begin}{one}"), "RRULE:FREQ=DAILY\r\n", "END:VEVENT\r\n"),
        flood(&format!("{begin}{one}RRULE:FREQ=DAILY\r\n"), "EXDATE:20261123T000000Z\r\n", "END:VEVENT\r\n"),
        flood(&format!("{begin}{one}EXDATE:"), "20261123T000000Z,", "\r\nEND:VEVENT\r\n"),
        flood(&format!("{begin}{one}RDATE:"), "20261123T000000Z,\r\n ", "\r\nEND:VEVENT\r\n"),
        flood(&format!("{begin}{one}"), ";", ""),
        flood(
            &format!("{begin}BEGIN:VTIMEZONE\r\nTZID:a\r\n"),
            zone,
            &format!("END:VTIMEZONE\r\n{}", one.replace(':', ";TZID=a:")),
        ),
        flood(begin, "BEGIN:VFREEBUSY\r\nFREEBUSY:20261123T000000Z/PT1H\r\nEND:VFREEBUSY\r\n", ""),
    ];
    let years = Stretch { from: at("2000-01-01 00:00"), to: at("2400-01-01 00:00") };
    for (nth, file) in floods.iter().enumerate() {
        let read = busy(file, years, ZONE).unwrap();
        assert!(read.times.len() <= MOST_IN_ALL + MOST_OF_ONE, "flood {nth} is bounded");
        assert!(read.unread > 0 || read.read > 0 || nth == 3, "flood {nth} is answered: {}", read.unread);
    }
    let bomb = calendar(&event("DTSTART:20000101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY"));
    let read = busy(bomb.as_bytes(), years, ZONE).unwrap();
    assert_eq!((read.times.len(), read.unread), (MOST_OF_ONE, 1), "one rule has its share, and that is said");
}

fn pieces() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VFREEBUSY",
        "END:VFREEBUSY",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "BEGIN:STANDARD",
        "END:STANDARD",
        "TZID:Our Town",
        "UID:a",
        "DTSTART:20261124T180000Z",
        "DTSTART;TZID=Our Town:20261124T023000",
        "DTSTART;VALUE=DATE:99991231",
        "DTSTART:00000101T000000",
        "DTEND:20261125T180000",
        "DURATION:P900DT23H",
        "DURATION:PT1H",
        "RRULE:FREQ=DAILY;COUNT=9",
        "RRULE:FREQ=YEARLY;BYWEEKNO=-53",
        "EXDATE:20261124",
        "TZOFFSETFROM:+1400",
        "RDATE;VALUE=PERIOD:99991231T235959Z/P900D",
        "RECURRENCE-ID:20261124T180000Z",
        "TZOFFSETTO:-1259",
        "FREEBUSY:00000101T000000Z/99991231T000000Z",
        " folded",
        "TRANSP:TRANSPARENT",
        "\u{feff}",
        "ä:;\"",
    ]);
    prop::collection::vec(prop_oneof![8 => line.prop_map(str::to_owned), 1 => "[ -~ä]{0,20}"], 0..60)
        .prop_map(|lines| lines.join("\r\n"))
}

proptest! {
    #[test]
    fn any_bytes_at_all_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..600), text in pieces()) {
        let _ = busy(&bytes, fortnight(), ZONE);
        let file = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}");
        let read = busy(file.as_bytes(), fortnight(), ZONE).unwrap();
        for pair in read.times.windows(2) {
            prop_assert!(pair[0].to < pair[1].from, "in order and without overlaps");
        }
        for one in &read.times {
            prop_assert!(!one.is_empty() && one.within(fortnight()) == Some(*one), "inside the window");
        }
        let everything = Stretch { from: DateTime::<Utc>::MIN_UTC, to: DateTime::<Utc>::MAX_UTC };
        let _ = busy(file.as_bytes(), everything, Tz::Pacific__Apia);
    }

    #[test]
    fn cutting_a_file_anywhere_makes_nobody_busier(cut in 0..700_usize) {
        let hour = |day| event(&format!("DTSTART:202611{day}T180000Z\nDURATION:PT1H\nTRANSP:OPAQUE"));
        let whole = calendar(&[hour(24), hour(25), hour(26), hour(27)].join("\n"));
        let all = busy(whole.as_bytes(), fortnight(), ZONE).unwrap().times;
        let cut = &whole.as_bytes()[..cut.min(whole.len())];
        if let Ok(part) = busy(cut, fortnight(), ZONE) {
            prop_assert!(part.times.iter().all(|one| all.contains(one)));
            prop_assert!(part.times.len() == all.len() || part.unread > 0, "what is missing is said");
        }
    }
}
