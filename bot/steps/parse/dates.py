"""When an item was published, from what feeds really write.

feedparser reads JST and KST as UTC, and 2026/04/12 as the first of this month, without a word; so the raw
string is read here: RFC 822 and its relatives, ISO 8601, Japanese, Chinese and Korean, and epoch seconds.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FUTURE = timedelta(days=1)
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier januar enero gennaio januari ocak",
            "feb february fevrier februar febrero febbraio februari subat",
            "mar march mars marz maerz marzo maart mart",
            "apr april avril abril aprile nisan",
            "may mai mayo maggio mei mayis",
            "jun june juin juni junio giugno haziran",
            "jul july juillet juli julio luglio temmuz",
            "aug august aout agosto augustus agustos",
            "sep sept september septembre septiembre settembre eylul",
            "oct october octobre oktober octubre ottobre ekim okt",
            "nov november novembre noviembre kasim",
            "dec december decembre dezember diciembre dicembre aralik dez",
        ),
        start=1,
    )
    for name in names.split()
}
# Hours from UTC; what several countries use is read as the news trade does (CST is settled by the feed's own zone).
ZONES = {
    "z": 0.0, "ut": 0.0, "utc": 0.0, "gmt": 0.0, "wet": 0.0, "bst": 1.0, "cet": 1.0, "west": 1.0,
    "cest": 2.0, "eet": 2.0, "eest": 3.0, "msk": 3.0, "trt": 3.0, "gst": 4.0, "pkt": 5.0, "ist": 5.5,
    "ict": 7.0, "wib": 7.0, "hkt": 8.0, "sgt": 8.0, "pht": 8.0, "awst": 8.0, "jst": 9.0, "kst": 9.0,
    "acst": 9.5, "aest": 10.0, "aedt": 11.0, "nzst": 12.0, "nzdt": 13.0, "nst": -3.5, "ast": -4.0,
    "adt": -3.0, "brt": -3.0, "est": -5.0, "edt": -4.0, "cst": -6.0, "cdt": -5.0, "mst": -7.0,
    "mdt": -6.0, "pst": -8.0, "pdt": -7.0, "akst": -9.0, "hst": -10.0,
}  # fmt: skip
ASIAN_CST = {"Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Asia/Chongqing", "Asia/Macau"}
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
AFTER_NOON = {"午後", "下午", "오후", "晚上", "pm", "p.m.", "öö", "ös"}
BEFORE_NOON = {"午前", "上午", "오전", "凌晨", "早上", "am", "a.m."}

_ZONE = r"(?P<zone>z|[+-]\d{1,2}:?\d{2}|[+-]\d{1,2}|(?:gmt|utc)[+-]\d{1,2}(?::?\d{2})?|[a-z]{2,5})?"
_HALF = r"(?P<half>午前|午後|上午|下午|오전|오후|凌晨|早上|晚上)?"
_CLOCK = r"(?P<hour>\d{1,2})\s*[:時时시点點]\s*(?:(?P<minute>\d{1,2})\s*[:分분]?\s*(?:(?P<second>\d{1,2})(?:[.,]\d+)?\s*[秒초]?)?)?"
_AMPM = r"(?P<ampm>[ap]\.?m\.?)?"
_TIME = rf"(?:[\st,、]*{_HALF}\s*{_CLOCK}\s*{_AMPM}\s*\(?{_ZONE}\)?)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 2026-04-12T09:30:00+09:00, 2026/04/12 09:30, 2026.4.12, 20260412T093000Z
        rf"(?P<year>\d{{4}})\s*[-/.]\s*(?P<month>\d{{1,2}})\s*[-/.]\s*(?P<day>\d{{1,2}})\.?{_TIME}",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:t?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?\s*"
        + _ZONE,
        # 2026年4月12日 9時30分, 令和8年4月12日, 2026년 4월 12일 오후 3시
        (
            rf"(?:(?P<era>令和|平成|昭和)\s*(?P<erayear>\d{{1,2}}|元)|(?P<year>\d{{4}}))\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월]\s*"
            rf"(?P<day>\d{{1,2}})\s*[日일号號]?\s*(?:\([^)]{{1,3}}\))?{_TIME}"
        ),
        # Sun, 12 Apr 2026 09:30:00 JST, 12-Apr-2026, 12. April 2026
        (
            rf"(?:[^\W\d]+\.?,?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?:de\s+)?(?P<name>[^\W\d]+)\.?[\s,.-]+(?:de\s+)?"
            rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}"
        ),
        # Apr 12, 2026 09:30 AM, Sunday, April 12 2026
        rf"(?:[^\W\d]+,\s+)?(?P<name>[^\W\d]+)\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}",
        # Sun Apr 12 09:30:00 JST 2026 (asctime and Unix date)
        rf"[^\W\d]+\s+(?P<name>[^\W\d]+)\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s*(?:{_ZONE}\s+)?(?P<year>\d{{4}})",
    )
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_LONGEST = 100


def read_date(raw: str | None, *, timezone: str | None, seen_at: datetime) -> datetime | None:
    """The moment that a feed's date string means, in UTC; None where it cannot be read or cannot be.

    Args:
        raw: the string as the feed writes it.
        timezone: IANA name of the feed's zone, for dates that name none.
        seen_at: when it was read; what lies over a day ahead of it is no date of publication.
    """
    text = unicodedata.normalize("NFKC", raw or "").strip().strip("\"'")[:_LONGEST]
    if not text:
        return None
    moment = _epoch(text) or _written(text, timezone)
    if moment is None or moment > seen_at + FUTURE or moment < OLDEST:
        return None
    return moment


def _epoch(text: str) -> datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    if len(text.split(".", 1)[0]) > 10:  # noqa: PLR2004  (milliseconds have thirteen digits)
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC)


def _written(text: str, zone: str | None) -> datetime | None:
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    # Decomposing takes Korean syllables apart; only Latin month names want it.
    folded = plain if plain.isascii() else text
    for form in _FORMS:
        found = form.fullmatch(folded) or form.match(folded)
        if found is None:
            continue
        moment = _moment(found.groupdict(), zone)
        if moment is not None:
            return moment
    return None


def _moment(parts: dict[str, str | None], zone: str | None) -> datetime | None:
    year, month = _year(parts), _month(parts)
    if year is None or month is None:
        return None
    hour = _hour(parts)
    try:
        # 24:00:00 is the next day's beginning.
        midnight = hour == 24  # noqa: PLR2004  (see above)
        naive = datetime(  # noqa: DTZ001  (the zone comes next)
            year,
            month,
            int(parts["day"] or 1),
            0 if midnight else hour,
            int(parts.get("minute") or 0),
            min(int(parts.get("second") or 0), 59),
        )
        naive += timedelta(days=1) if midnight else timedelta(0)
    except ValueError:
        return None
    return _placed(naive, parts.get("zone"), zone)


def _year(parts: dict[str, str | None]) -> int | None:
    era = parts.get("era")
    if era:
        count = parts.get("erayear")
        return ERAS[era] + (1 if count == "元" else int(count or 1))
    year = parts.get("year")
    if year is None:
        return None
    # RFC 2822, 4.3: two digits.
    return int(year) + (2000 if int(year) < 50 else 1900) if len(year) == 2 else int(year)  # noqa: PLR2004  (see above)


def _month(parts: dict[str, str | None]) -> int | None:
    if parts.get("month"):
        return int(parts["month"] or 0)
    return MONTHS.get((parts.get("name") or "").lower())


def _hour(parts: dict[str, str | None]) -> int:
    hour = int(parts.get("hour") or 0)
    half = (parts.get("half") or parts.get("ampm") or "").lower()
    noon = 12
    if half in AFTER_NOON and hour < noon:
        return hour + noon
    if half in BEFORE_NOON and hour == noon and half in {"am", "a.m."}:
        return 0
    return hour


def _placed(naive: datetime, written: str | None, zone: str | None) -> datetime:
    offset = _offset(written, zone)
    try:
        if offset is not None:
            return naive.replace(tzinfo=timezone(offset)).astimezone(UTC)
        home = ZoneInfo(zone) if zone else UTC
        return naive.replace(tzinfo=home).astimezone(UTC)
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return naive.replace(tzinfo=UTC)


def _offset(written: str | None, zone: str | None) -> timedelta | None:
    if not written:
        return None
    name = written.lower()
    if name == "cst" and zone in ASIAN_CST:
        return timedelta(hours=8)
    if name in ZONES:
        return timedelta(hours=ZONES[name])
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", name)
    if digits is None:
        return None
    sign = -1 if digits.group(1) == "-" else 1
    return sign * timedelta(hours=int(digits.group(2)), minutes=int(digits.group(3) or 0))
