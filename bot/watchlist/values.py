"""How is one value of feeds.yaml written? Ids, languages, times, addresses, units: checked, with a mend."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from bot.steps.figures import find_figures
from bot.watchlist.faults import nearest

# What an amount may be for one of (`per` of a figure).
PRICED = (
    "share", "ticket", "tonne", "kilogram", "ounce", "barrel", "litre", "m3", "m2", "MWh", "kWh", "kilometre",
    "person", "household", "unit",
)  # fmt: skip
# The units that figures are read in, beside "money" and ISO 4217 codes.
UNITS = (
    "money", *(f"money per {thing}" for thing in PRICED), "parameters", "people", "companies", "percent", "basis points", "times", "count", "units",
    "date", "year", "years", "quarters", "months", "weeks", "days", "hours", "minutes", "seconds",
    "gpus", "flops", "operations/s", "tokens", "bytes", "bits/s", "hertz",
    "shares", "households", "inches", "watts", "watt-hours", "volts", "horsepower", "tonnes", "kilograms", "grams", "litres", "barrels",
    "metres", "miles", "feet", "m2", "m3", "acres", "square feet", "km/h", "mph", "m/s",
    "degrees", "degrees Celsius", "degrees Fahrenheit",
)  # fmt: skip

_CURRENCY = re.compile("[A-Z]{3}")
_NOUN = re.compile(r"[^\W\d_A-Z]+(?:[ -][^\W\d_A-Z]+){0,2}")
# How figures are read whose noun is no unit of its own.
COUNTS = ("units", "count")
# "persent" is percent; "turbines" and "times" are two words.
_TYPING_SLIP = 0.82
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_COUNTRY_FOR_LANGUAGE = {"jp": "ja", "kr": "ko", "cn": "zh-Hans", "tw": "zh-Hant", "dk": "da", "se": "sv",
                         "cz": "cs", "ua": "uk", "gr": "el", "br": "pt", "us": "en", "at": "de"}  # fmt: skip
_INTERVAL = re.compile(r"(\d+)\s*(m|min|minutes?|h|hours?|d|days?)")
_SECONDS = re.compile(r"(\d{1,3})\s*s")
_PERIOD = re.compile(r"P\d+[YMD]|per P\d+[YMD](?: over P\d+[YMD])?")
_PERCENT = re.compile(r"\d+(?:\.\d+)?\s*%")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")
_MAIL_ADDRESS = re.compile(r"[^\s<>@,;]+@[^\s<>@,;]+")


def _with_unit(unit: str) -> BeforeValidator:
    """A bare number, as YAML reads `30`, is answered with how it is written."""

    def check(value: object) -> object:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            raise ValueError(f"is the number {value}; write its unit too, as in {value}{unit}")  # noqa: TRY004  (what pydantic takes for a finding)
        return value

    return BeforeValidator(check)


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        mended = re.sub(r"[^a-z0-9_-]+", "-", value.lower()).strip("-")
        raise ValueError(
            f"is “{value}”; an id has small letters, digits, - and _"
            + (f", as in {mended}" if mended else "")
        )
    return value


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; write something, or leave it out")
    return value.strip()


def _language(value: str) -> str:
    if value.lower() in _COUNTRY_FOR_LANGUAGE:
        raise ValueError(
            f"{value} is a country; the language is {_COUNTRY_FOR_LANGUAGE[value.lower()]}"
        )
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(
            f"{value} is no language tag; write it as en, ja, zh-Hans, zh-Hant, ko, pt-BR"
        )
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError(
            f"{value} is no time zone; write it as Asia/Tokyo, Europe/London or UTC"
        ) from None
    return value


def _time(value: str) -> str:
    if not _TIME.fullmatch(value):
        raise ValueError(f"is “{value}”; a time of day is written as 08:00, in quotes")
    return value


def _quiet(value: str) -> str:
    first, dash, last = (part.strip() for part in value.replace("–", "-").partition("-"))
    if not dash or not _TIME.fullmatch(first) or not _TIME.fullmatch(last):
        raise ValueError(f"is “{value}”; quiet hours are written as 22:00-07:00, in quotes")
    if first == last:
        raise ValueError("begins and ends at one time; leave it out, or write two times")
    return f"{first}-{last}"


def _interval(value: str) -> str:
    match = _INTERVAL.fullmatch(value.strip())
    if match is None:
        raise ValueError(f"is “{value}”; an interval is written as 30m, 2h or 1d")
    minutes = minutes_of(value)
    if not 10 <= minutes <= 24 * 60:  # noqa: PLR2004  (the politeness that docs/feeds-yaml.md promises)
        raise ValueError(f"is “{value}”; feeds are polled every 10m at most and every 24h at least")
    return value


def minutes_of(interval: str) -> int:
    """The minutes of a checked interval such as 30m, 2h or 1d."""
    match = _INTERVAL.fullmatch(interval.strip())
    if match is None:
        raise ValueError(f"{interval} is no interval")
    return int(match[1]) * {"m": 1, "h": 60, "d": 1440}[match[2][0]]


def days_of(days: str) -> int:
    """The days of a checked number of days such as 30d."""
    return int(days.strip().removesuffix("d"))


def _days(value: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,4}d", value.strip()):
        raise ValueError(f"{value} is no number of days; write it as 30d")
    return value


def _seconds(value: str) -> str:
    match = _SECONDS.fullmatch(value.strip())
    if match is None or not 1 <= int(match[1]) <= 120:  # noqa: PLR2004  (the reader of pages waits for it)
        raise ValueError(f"is “{value}”; write seconds from 1s to 120s, as in 20s")
    return value


def seconds_of(span: str) -> int:
    """The seconds of a checked span such as 20s."""
    return int(span.strip().removesuffix("s").strip())


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if not host or parts.scheme not in ("http", "https") or re.search(r"\s", value):
        mend = f"; did you mean https://{value}?" if _DOMAIN.match(value.lower()) else ""
        raise ValueError(f"“{value}” is no address that begins with https:// or http://{mend}")
    if parts.username or parts.password:
        raise ValueError("holds a user or a password; feeds.yaml is no place for secrets")
    return value


def _domain(value: str) -> str:
    domain = value.lower().removeprefix("www.").strip(".")
    if not _DOMAIN.fullmatch(domain):
        raise ValueError(
            f"“{value}” is no domain; write it as example.org, with no https:// and no path"
        )
    return domain


def is_noun(unit: str) -> bool:
    """Whether a unit of feeds.yaml is what is counted, in a word of its own: turbines, hospital beds."""
    return unit not in UNITS and not _CURRENCY.fullmatch(unit)


def _unit(value: str) -> str:
    if not is_noun(value):
        return value
    near = nearest(value, UNITS, at_least=_TYPING_SLIP)
    read = _read_as(value)
    if near is not None:
        mend = f"did you mean {near}?"
    elif read is None:
        mend = f"write money, a currency such as JPY, what is counted (turbines), or one of: {', '.join(UNITS[1:])}"
    elif read in COUNTS:
        return value
    else:
        mend = f"it is read as {'money' if _CURRENCY.fullmatch(read) else read}, so write that"
    raise ValueError(f"“{value}” is no unit; {mend}")


def _read_as(noun: str) -> str | None:
    """The unit in which a number before this plural is read; None where it is no plural noun in small letters."""
    if not _NOUN.fullmatch(noun):
        return None
    found = find_figures(f"There are 50 {noun}.", language="en")
    return found[0].unit if len(found) == 1 else None


def _period(value: str) -> str:
    if not _PERIOD.fullmatch(value):
        raise ValueError(
            f"is “{value}”; a period is written as P5Y (over five years) or per P1Y (a year)"
        )
    return value


def _percent(value: str) -> str:
    if not _PERCENT.fullmatch(value.strip()) or percent_of(value) > 100:  # noqa: PLR2004  (a whole)
        raise ValueError(f"is “{value}”; write a share such as 5%")
    return value


def percent_of(share: str) -> Decimal:
    """The number of a checked share such as 5%."""
    return Decimal(share.strip().removesuffix("%").strip())


def _mail_address(value: str) -> str:
    if not _MAIL_ADDRESS.fullmatch(value):
        raise ValueError(f"“{value}” is no mail address; write it as name@example.org")
    local, _, domain = value.rpartition("@")
    if not local.isascii():
        raise ValueError(
            f"“{value}” has letters before the @ that not every mail server takes; write them in ASCII"
        )
    try:
        domain.encode("idna")
    except UnicodeError:
        raise ValueError(f"“{value}” has no domain that can be looked up") from None
    return value


Id = Annotated[
    str, AfterValidator(_id), Field(json_schema_extra={"pattern": "^[a-z0-9][a-z0-9_-]*$"})
]
Text = Annotated[str, AfterValidator(_text), Field(json_schema_extra={"minLength": 1})]
Language = Annotated[str, AfterValidator(_language)]
Zone = Annotated[str, AfterValidator(_zone)]
TimeOfDay = Annotated[
    str,
    AfterValidator(_time),
    Field(json_schema_extra={"pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$"}),
]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Quiet = Annotated[str, AfterValidator(_quiet)]
Days = Annotated[
    str,
    _with_unit("d"),
    AfterValidator(_days),
    Field(json_schema_extra={"pattern": "^[1-9][0-9]{0,4}d$"}),
]
Interval = Annotated[str, _with_unit("m"), AfterValidator(_interval)]
Seconds = Annotated[
    str,
    _with_unit("s"),
    AfterValidator(_seconds),
    Field(json_schema_extra={"pattern": "^[0-9]{1,3} *s$"}),
]
Address = Annotated[str, AfterValidator(_address), Field(json_schema_extra={"format": "uri"})]
Domain = Annotated[str, AfterValidator(_domain)]
Unit = Annotated[str, AfterValidator(_unit), Field(examples=[*UNITS, "JPY"])]
Period = Annotated[str, AfterValidator(_period)]
Share = Annotated[str, _with_unit("%"), AfterValidator(_percent)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
