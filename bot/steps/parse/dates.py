"""When an item was published, from what feeds really write.

feedparser reads JST and KST as UTC, and 2026/04/12 as the first of this month, without a word; so the raw
string is read here. First the day is looked for, then the time of day in what is left, then the zone.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.steps.parse.date_words import (
    AFTER_NOON,
    BEFORE_NOON,
    ERAS,
    NOON,
    ZONES,
    month_of,
)

FUTURE = timedelta(days=1)
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
LONGEST = 100

_EPOCH = re.compile(r"(?P<seconds>\d{10})(?:(?P<thousandths>\d{3})|\.\d+)?")
_NAME = r"(?P<name>[^\W\d_]{3,})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAYS = tuple(
    re.compile(form)
    for form in (
        # 2026-04-12, 2026/4/12, 2026. 4. 12.
        rf"(?<!\d){_YEAR}\s*([-/.])\s*(?P<month>\d\d?)\s*\2\s*(?P<day>\d\d?)(?!\d)\.?",
        # 2026年4月12日, 令和8年4月12日, R8.4.12, 民國115年4月12日, 2026년 4월 12일, 4月12日
        (
            r"(?:(?:(?P<era>令和|平成|昭和|民[國国])\s*(?P<of_era>\d{1,3}|元)"
            r"|(?<!\d)(?P<year>(?:19|20)\d\d|1\d\d))\s*[年년]\s*|(?<![年년\d])(?<![年년]\s))"
            r"(?P<month>\d\d?)\s*[月월]\s*(?P<day>\d\d?)\s*[日일号號]"
        ),
        r"(?:(?<![^\W\d])|(?=民))(?P<era>[rhs]|民[國国])\s?(?P<of_era>\d{1,3})[./-](?P<month>\d\d?)[./-](?P<day>\d\d?)(?!\d)",
        # 20260412, and 20260412T093000Z
        rf"(?<!\d){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=\D|\d{{4}}(?:\d\d)?(?!\d)|$)",
        # 2026-102, 2026-W15-7 (ISO 8601: the day of the year, the day of the week)
        rf"(?<!\d){_YEAR}-(?P<of_year>\d{{3}})(?!\d)",
        rf"(?<!\d){_YEAR}-?w(?P<week>\d\d)(?:-?(?P<weekday>[1-7])(?!\d))?",
        # 12 Apr 2026, 12-Apr-26, 12. April 2026, 12th of April 2026, 12 de abril de 2026
        (
            rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th)?[\s.-]+(?:de |of )?{_NAME}\.?[\s,.-]+(?:de )?"
            r"(?P<year>(?:19|20)\d\d|\d\d(?!\d|:))"
        ),
        # April 12, 2026 and, with the clock between, Apr 12 09:30:00 JST 2026
        rf"{_NAME}\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?P<between>,?\s+(?:\d.*?\s)?){_YEAR}",
        # 2026 April 12, 2026-Apr-12
        rf"(?<!\d){_YEAR}[\s,-]+{_NAME}\.?[\s-]+(?P<day>\d\d?)(?!\d)",
        # 12.04.2026; with slashes only where it cannot be the other way round
        r"(?<!\d)(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>(?:19|20)\d\d)",
        # 18-11-2026, 18.11.26
        r"(?<!\d)(?P<day>\d\d?)-(?P<month>\d\d?)-(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d.])(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d\d)(?![\d.])",
        # 8/2/2018 9:00 AM: a clock of two halves is American, so the month comes first.
        (
            r"(?<!\d)(?P<month>0?\d|1[0-2])/(?P<day>\d\d?)/(?P<year>(?:19|20)\d\d)"
            r"(?=,?\s+\d\d?:\d\d(?::\d\d)?\s*[ap]\.?m)"
        ),
        r"(?<!\d)(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d\d?)/(?P<year>(?:19|20)\d\d)",
        r"(?<!\d)(?P<month>\d\d?)/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)",
    )
)
_HALF = "|".join(map(re.escape, sorted(BEFORE_NOON | AFTER_NOON | NOON, key=len, reverse=True)))
_CLOCKS = tuple(
    re.compile(form)
    for form in (
        # 09:30, 9:30:15.123, 午後3:05, 9:30 p.m.
        (
            rf"(?P<half>{_HALF})?\s*(?<![\d+−-])(?P<hour>\d\d?):(?P<minute>\d\d?)(?::(?P<second>\d\d?)(?:[.,]\d+)?)?"
            rf"(?!\d)\s*(?P<after>[ap]\.?m\b\.?)?"
        ),
        # 9時30分15秒, 上午9点, 오후 3시 5분
        (
            rf"(?P<half>{_HALF})?\s*(?<!\d)(?P<hour>\d\d?)\s*[時时시点點]\s*(?:(?P<minute>\d\d?)\s*[分분]\s*"
            rf"(?:(?P<second>\d\d?)\s*[秒초])?)?"
        ),
        # T0930, T093000
        r"(?:^|t)\s*(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-6]\d)?(?:[.,]\d+)?(?!\d)",
        # 9 pm
        r"(?<!\d)(?P<hour>\d\d?)\s*(?P<after>[ap]\.?m\b\.?)",
        # 9.30, klo 9.30, kl. 09.30, right behind the day
        r"^[\s,]+(?:[a-z]{2,4}\.?\s+)?(?P<hour>\d\d?)\.(?P<minute>\d\d)(?:\.(?P<second>\d\d))?(?![\d.])",
    )
)
_OFFSET = re.compile(
    r"(?:gmt|utc)?\s*(?P<sign>[+\N{MINUS SIGN}-])\s?(?P<hours>\d\d?):?(?P<minutes>\d\d)?(?!\d)"
)
# A plus sign that became a space on its way.
_LOST_PLUS = re.compile(r"^ ?(?P<hours>\d\d):(?P<minutes>\d\d)$")
_PLACE = re.compile(r"[a-z]+/[a-z_]+")
_WORD = re.compile(r"[a-z]{1,5}")


class _Clock(NamedTuple):
    seconds: int
    after: str


def read_date(raw: str | None, *, timezone: str | None, seen_at: datetime) -> datetime | None:
    """The moment that a feed's date string means, in UTC; None where it cannot be read or cannot be.

    Args:
        raw: the string as the feed writes it.
        timezone: IANA name of the feed's zone, for dates that name none.
        seen_at: when it was read; what lies over a day ahead of it is no date of publication.
    """
    text = unicodedata.normalize("NFKC", raw or "").strip().strip("\"'").lower()[:LONGEST]
    moment = _epoch(text) or _written(text, timezone, seen_at)
    if moment is None or moment > seen_at + FUTURE or moment < OLDEST:
        return None
    return moment


def _epoch(text: str) -> datetime | None:
    found = _EPOCH.fullmatch(text)
    return datetime.fromtimestamp(int(found.group("seconds")), UTC) if found else None


def _written(text: str, zone: str | None, seen_at: datetime) -> datetime | None:
    latin = _without_accents(text)
    for form in _DAYS:
        found = form.search(latin)
        if found is None:
            continue
        parts = found.groupdict()
        day = _day(parts, seen_at)
        if day is None:
            continue
        before = latin[: found.start()] + (parts.get("between") or "")
        after = latin[found.end() :]
        clock = _clock(after) or _clock(before)
        return _placed(day, clock or _Clock(0, f"{after} {before}"), zone)
    return None


def _without_accents(text: str) -> str:
    """Février as fevrier; Korean syllables, which would come apart as well, stay whole."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in apart if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", bare)


def _day(parts: dict[str, str | None], seen_at: datetime) -> date | None:
    try:
        if parts.get("of_year"):
            count = timedelta(days=int(parts["of_year"] or 1) - 1)
            found = date(int(parts["year"] or 0), 1, 1) + count
            return (
                found if count >= timedelta(0) and found.year == int(parts["year"] or 0) else None
            )
        if parts.get("week"):
            weekday = int(parts.get("weekday") or 1)
            return date.fromisocalendar(int(parts["year"] or 0), int(parts["week"] or 1), weekday)
        name = parts.get("name")
        month = month_of(name) if name else int(parts["month"] or 0)
        if month is None:
            return None
        return _in_its_year(parts, month, int(parts["day"] or 0), seen_at)
    except ValueError:
        return None


def _in_its_year(
    parts: dict[str, str | None], month: int, day: int, seen_at: datetime
) -> date | None:
    era, year = parts.get("era"), parts.get("year")
    if era:
        count = parts.get("of_era")
        return date(ERAS[era] + (1 if count == "元" else int(count or 1)), month, day)
    if year is None:
        # No year at all: the last such day.
        this_year = date(seen_at.year, month, day)
        ahead = this_year > (seen_at + FUTURE).date()
        return this_year.replace(year=seen_at.year - 1) if ahead else this_year
    if len(year) == 3:  # noqa: PLR2004  (three digits: Taiwan's year, without its era)
        return date(ERAS["民國"] + int(year), month, day)
    if len(year) == 2:  # noqa: PLR2004  (two digits: RFC 2822, 4.3)
        return date(int(year) + (2000 if int(year) < 50 else 1900), month, day)  # noqa: PLR2004  (the same)
    return date(int(year), month, day)


def _clock(text: str) -> _Clock | None:
    """The time of day that a text holds, in seconds, and what follows it; hours over 24 are the next day's."""
    for form in _CLOCKS:
        found = form.search(text)
        if found is None:
            continue
        parts = found.groupdict()
        hour = _hour(int(parts["hour"]), parts.get("half") or parts.get("after") or "")
        minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
        # Japanese programmes go on until 29:00; a leap second is the 60th.
        if hour < 30 and minute < 60 and second <= 60:  # noqa: PLR2004  (see above)
            return _Clock(hour * 3600 + minute * 60 + min(second, 59), text[found.end() :])
    return None


def _hour(hour: int, half: str) -> int:
    noon = 12
    if half in NOON:
        return hour + noon if hour < 6 else hour  # noqa: PLR2004  (one o'clock at noon is thirteen)
    if half in AFTER_NOON and hour < noon:
        return hour + noon
    return 0 if half in BEFORE_NOON and hour == noon else hour


def _placed(day: date, clock: _Clock, zone: str | None) -> datetime | None:
    naive = datetime(day.year, day.month, day.day) + timedelta(seconds=clock.seconds)  # noqa: DTZ001  (the zone comes next)
    home = ZoneInfo(zone) if zone else UTC
    try:
        place = _zone(clock.after, naive.replace(tzinfo=home))
        return naive.replace(tzinfo=place or home).astimezone(UTC)
    except (ValueError, OverflowError):
        return naive.replace(tzinfo=home).astimezone(UTC)


def _zone(text: str, at_home: datetime) -> timezone | ZoneInfo | None:
    """The zone that a text names; an abbreviation of the feed's own zone means that one."""
    offset = _OFFSET.search(text) or _LOST_PLUS.search(text)
    if offset is not None:
        parts = offset.groupdict()
        length = timedelta(hours=int(parts["hours"]), minutes=int(parts["minutes"] or 0))
        return timezone(length if parts.get("sign", "+") == "+" else -length)
    for place in _PLACE.findall(text):
        named = _place(place)
        if named is not None:
            return named
    for word in _WORD.findall(text):
        if word.upper() == at_home.tzname():
            return None
        if word in ZONES:
            return timezone(timedelta(hours=ZONES[word]))
    return None


def _place(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo("/".join(part.title() for part in name.split("/")))
    except (ValueError, OSError, KeyError):
        return None
