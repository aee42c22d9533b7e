"""What dateutil and icalendar make of schedules and calendar files.

Reads one JSON document from standard input and writes one to standard output. Our policy for times that a
change of the clocks skips or repeats is theirs too: fold=0 reads a skipped time with the offset before the
change and a repeated one as the first.
"""

import datetime
import json
import sys
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import dateutil.rrule
import dateutil.tz
from dateutil.rrule import rruleset, rrulestr

MOST = 400
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=timezone.utc)


def seconds(at):
    """Seconds since 1970 of an aware time."""
    return int((at.astimezone(timezone.utc) - EPOCH).total_seconds())


def wall(text):
    return datetime.datetime.strptime(text, "%Y%m%dT%H%M%S")


def in_order(all_of_them):
    """Each instant once: in a day that a zone skipped two civil times are one."""
    return sorted(set(all_of_them))


def instants(case):
    """The instants of one rule, by dateutil for civil time and zoneinfo for the zone."""
    zone, start = ZoneInfo(case["zone"]), wall(case["start"])
    last = wall(case["last"])
    # dateutil stops at MAXYEAR only; a rule that never matches would take minutes.
    datetime.MAXYEAR = last.year + 1
    parts = [part for part in case["rule"].split(";") if not part.startswith("UNTIL=")]
    until = [part[6:] for part in case["rule"].split(";") if part.startswith("UNTIL=")]
    found = []
    for civil in rrulestr(";".join(parts), dtstart=start):
        if civil > last or (until and past(civil, until[0], zone)):
            break
        found.append(civil)
        if len(found) > MOST + 20:
            break
    out = [moment(text) for text in case["except"]]
    extra = [moment(text) for text in case["extra"]]
    found += [civil_of(added, start, zone) for added in extra]
    kept = [civil for civil in found if not any(hits(taken, civil, zone) for taken in out)]
    return in_order(seconds(civil.replace(tzinfo=zone)) for civil in kept)[:MOST]


def past(civil, until, zone):
    """A day counts to its end, a civil time in the zone, an instant everywhere."""
    if until.endswith("Z"):
        return civil.replace(tzinfo=zone).astimezone(timezone.utc) > wall(until[:-1]).replace(tzinfo=timezone.utc)
    if "T" in until:
        return civil > wall(until)
    return civil.date() > datetime.datetime.strptime(until, "%Y%m%d").date()


def moment(text):
    if "T" in text:
        return wall(text)
    return datetime.datetime.strptime(text, "%Y%m%d").date()


def civil_of(added, start, zone):
    return added if isinstance(added, datetime.datetime) else datetime.datetime.combine(added, start.time())


def hits(taken, civil, zone):
    return civil == taken if isinstance(taken, datetime.datetime) else civil.date() == taken


def entries(case):
    """When each entry of a calendar file takes place, as (start, end), by icalendar and dateutil."""
    import icalendar

    first, last = wall(case["from"]).replace(tzinfo=timezone.utc), wall(case["to"]).replace(tzinfo=timezone.utc)
    calendar = icalendar.Calendar.from_ical(case["text"])
    masters, overrides = {}, {}
    for event in calendar.walk("VEVENT"):
        where = overrides.setdefault(event["UID"], []) if "RECURRENCE-ID" in event else masters.setdefault(event["UID"], [])
        where.append(event)
    answer = {}
    for uid, events in masters.items():
        (event,) = events
        replaced = {seconds(other["RECURRENCE-ID"].dt) for other in overrides.get(uid, [])}
        length = int(event["DURATION"].dt.total_seconds())
        starts = [at for at in starts_of(event, last) if at not in replaced]
        starts += [seconds(other["DTSTART"].dt) for other in overrides.get(uid, [])]
        within = [at for at in in_order(starts) if seconds(first) <= at < seconds(last)]
        answer[uid] = {"at": within, "length": length, "title": str(event["SUMMARY"])}
    return answer


def starts_of(event, last):
    start = event["DTSTART"].dt
    rules = rruleset()
    if "RRULE" in event:
        rules.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=start))
    else:
        rules.rdate(start)
    for name, add in [("RDATE", rules.rdate), ("EXDATE", rules.exdate)]:
        lines = event.get(name, [])
        for line in lines if isinstance(lines, list) else [lines]:
            for date in line.dts:
                add(date.dt)
    found = []
    for at in rules:
        if at > last + timedelta(days=2):
            break
        found.append(seconds(at))
    return found


def main():
    asked = json.load(sys.stdin)
    if "rules" in asked:
        answer = [instants(case) for case in asked["rules"]]
    else:
        answer = entries(asked["calendar"])
    json.dump(answer, sys.stdout)


main()
