"""Figures and changes in words and short forms, the same in every medium. Plain text: nothing is escaped here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_symbol

from bot.model import days
from bot.model.alerts import Alert
from bot.model.figures import (
    Change,
    ChangeKind,
    Figure,
    Hedge,
    Observation,
    Qualifier,
    Rank,
    Sureness,
)
from bot.model.rounding import rounded
from bot.render.counted import PIECES, noun_of
from bot.render.moved_dates import POINTS_IN_TIME, how_far

MAGNITUDES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
SI = (
    (Decimal(10) ** 18, "E"),
    (Decimal(10) ** 15, "P"),
    (Decimal(10) ** 12, "T"),
    (Decimal(10) ** 9, "G"),
    (Decimal(10) ** 6, "M"),
    (Decimal(10) ** 3, "k"),
)
SYMBOLS = {"watts": "W", "flops": "FLOPS", "bytes": "B", "bits/s": "bit/s", "metres": "m"}
SINGULAR = {
    "companies": "company",
    "people": "person",
    "parameters": "parameter",
    "gpus": "GPU",
    "years": "year",
    "months": "month",
    "days": "day",
    "tokens": "token",
    "tonnes": "tonne",
}
PLURAL = {"gpus": "GPUs", "m2": "m²"}
QUALIFIERS: Mapping[Qualifier, str] = {
    "exact": "",
    "about": "about ",
    "nearly": "nearly ",
    "up_to": "up to ",
    "at_least": "at least ",
    "more_than": "more than ",
    "less_than": "less than ",
    "several": "roughly ",
}
HEDGES: Mapping[Hedge, str] = {
    "stated": "",
    "reported": "reported, not confirmed",
    "planned": "planned",
    "possible": "possible, not decided",
    "denied": "denied",
}
SURENESS: Mapping[Sureness, str] = {
    "certain": "",
    "likely": "likely right, not certain",
    "doubtful": "to check: it may be of something else",
}
CERTAINTY: Mapping[Rank, str] = {
    "official": "●●● official",
    "press": "●●○ press",
    "aggregator": "●○○ aggregator",
    "unknown": "●○○ unknown source",
}
KINDS: Mapping[ChangeKind, str] = {
    "new": "New",
    "confirmed": "Confirmed",
    "denied": "Denied",
    "noted": "Noted",
    "refined": "More precise",
    "revised": "Changed",
    "conflicting": "Disputed",
}
ECHOES: Mapping[str, str] = {"superseded": "Former value", "dispute": "Disputed value"}
_PERIOD = re.compile(r"P(\d+)([YMWD])")
_PERIOD_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_SMALL = Decimal(100_000)


def amount(value: Decimal, unit: str) -> str:
    """A value in its unit, short: "¥1.3 trillion", "140 MW", "104 people", "20%", "2030"; things by the piece as a number."""
    if len(unit) == 3 and unit.isupper():  # noqa: PLR2004  (an ISO 4217 code)
        symbol = get_currency_symbol(unit, locale="en")
        gap = " " if symbol == unit else ""
        sign = "−" if value < 0 else ""
        written = _magnitude(abs(value))
        # Prices are written with two decimals or none: "£58.90".
        cents = "0" if re.fullmatch(r"[\d,]+\.\d", written) else ""
        return f"{sign}{symbol}{gap}{written}{cents}"
    if unit == "percent":
        return f"{_plain(value)}%"
    if unit in POINTS_IN_TIME:
        return f"{value:.0f}" if unit == "year" else f"{date.fromordinal(int(value)):%-d %b %Y}"
    if unit == "times":
        return f"{_plain(value)} times"
    if unit in SYMBOLS:
        return _si(value, SYMBOLS[unit])
    words = SINGULAR.get(unit, unit) if value == 1 else PLURAL.get(unit, unit)
    number = _magnitude(value)
    return number if unit in {"count", PIECES} else f"{number} {words}"


def _magnitude(value: Decimal) -> str:
    for size, name in MAGNITUDES:
        if abs(value) >= size:
            return f"{_plain(value / size)} {name}"
    return _plain(value)


def _si(value: Decimal, symbol: str) -> str:
    for size, prefix in SI:
        if abs(value) >= size:
            return f"{_plain(value / size)} {prefix}{symbol}"
    return f"{_plain(value)} {symbol}"


def _plain(value: Decimal) -> str:
    """At most four significant decimals where they matter, thousands grouped, no trailing zeros."""
    text = f"{rounded(value, 2 if abs(value) >= 1 else 4):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure_in_words(figure: Figure) -> str:
    """A figure read out: qualifier, value or range, period, year; "about 100 people by 2030"."""
    further = "a further " if figure.additional else ""
    parts = [f"{further}{QUALIFIERS[figure.qualifier]}{value_in_words(figure)}"]
    if figure.per:
        parts.append(f"per {figure.per}")
    if figure.period:
        parts.append(period_in_words(figure.period))
    if figure.by is not None:
        parts.append(f"for fiscal {figure.by.year}" if figure.by.fiscal else f"by {figure.by.year}")
    return " ".join(parts)


def value_in_words(figure: Figure) -> str:
    """The value alone, or the range: "¥2 trillion to ¥3 trillion"; a date as it is named."""
    if figure.unit == "date":
        return days.written(*days.days_of(figure))
    noun = noun_of(figure) if figure.unit == PIECES else ""
    low, high = (
        f"{amount(value, figure.unit)} {noun}".rstrip() for value in (figure.low, figure.high)
    )
    return low if figure.low == figure.high else _range(low, high)


def in_currency(value: Decimal, unit: str) -> str:
    """A computed amount: "≈ $8.1 billion"; as precise as a rate is, and no more."""
    return f"≈ {amount(_three_digits(value), unit)}"


def _range(low: str, high: str) -> str:
    """Two amounts as one range, with what they count said once: "8 to 9 companies"; sums of money stay whole."""
    number, _, counted = low.partition(" ")
    if number[:1].isdigit() and counted and counted == high.partition(" ")[2]:
        return f"{number} to {high}"
    return f"{low} to {high}"


def period_in_words(period: str) -> str:
    """Read a period out: "P5Y" is "over 5 years", "per P1Y" is "a year", "per P1Y over P5Y" is "a year over 5 years"."""
    words = []
    for part in re.findall(r"(?:per |over )?P\d+[YMWD]", period):
        match = _PERIOD.search(part)
        if match is None:
            continue
        count, unit = int(match.group(1)), _PERIOD_UNITS[match.group(2)]
        length = unit if count == 1 else f"{count} {unit}s"
        if part.startswith("per "):
            words.append(f"a {unit}" if count == 1 else f"every {length}")
        else:
            words.append(f"over {'1 ' if count == 1 else ''}{length}")
    return " ".join(words)


def moved(change: Change) -> str:
    """How far a value moved, as we compute it: "+30%, +¥300 billion"; empty where that says nothing."""
    before, after = change.before, change.after
    if before is None or change.kind in {"refined", "denied"} or change.echo:
        return ""
    old, new = before.figure, after.figure
    if old.unit == new.unit and new.unit in POINTS_IN_TIME:
        return how_far(old, new)
    if (
        old.unit != new.unit
        or old.low != old.high
        or new.low != new.high
        or _is_rate(old) != _is_rate(new)
    ):
        return f"{_signed_percent(change.percent)}" if change.percent is not None else ""
    difference = new.low - old.low
    if difference == 0:
        return ""
    sign = "+" if difference > 0 else "−"
    step = (
        f"{sign}{_plain(abs(difference))} points"
        if new.unit == "percent"
        else f"{sign}{amount(abs(difference), new.unit)}"
    )
    if new.unit == "percent" or change.percent is None:
        return step
    return f"{_signed_percent(change.percent)}, {step}"


def _is_rate(figure: Figure) -> bool:
    return (figure.period or "").startswith("per ")


def _signed_percent(percent: Decimal | None) -> str:
    if percent is None:
        return ""
    sign = "+" if percent >= 0 else "−"
    shown = abs(percent)
    # Two digits are enough.
    return f"{sign}{_plain(rounded(shown, 0 if shown >= 10 else 1))}%"  # noqa: PLR2004  (see above)


def before_in_words(change: Change) -> str:
    """The value before; its period and year only where they differ from the new one's."""
    if change.before is None:
        return ""
    before, after = change.before.figure, change.after.figure
    if before.period == after.period and before.by == after.by:
        before = replace(before, period=None, by=None)
    return figure_in_words(before)


def sided(change: Change) -> str:
    """The value before; in a dispute with the name of whoever says it."""
    if change.kind == "conflicting" and change.before is not None:
        return f"{before_in_words(change)} ({change.before.source})"
    return before_in_words(change)


def label_of(change: Change, labels: Mapping[str, str]) -> str:
    """The series' own name, or its id where feeds.yaml no longer has it."""
    return labels.get(change.after.series, change.after.series.replace("_", " "))


def change_in_words(change: Change, labels: Mapping[str, str]) -> str:
    """What changed, in one line: "Public support: ¥1 trillion → ¥1.3 trillion (+30%, +¥300 billion)"."""
    label = label_of(change, labels)
    after = figure_in_words(change.after.figure)
    if change.before is None:
        return f"{label}: {after}"
    before = before_in_words(change)
    if change.kind == "conflicting":
        return f"{label}: {sided(change)} or {after} ({change.after.source})"
    if change.kind == "denied":
        return f"{label}: {denial(change)}"
    if figure_in_words(change.before.figure) == after:
        return f"{label}: {after}"
    how_far = moved(change)
    return f"{label}: {before} → {after}" + (f" ({how_far})" if how_far else "")


def kind_in_words(change: Change) -> str:
    """What kind of change it is, in a word or two."""
    if change.kind == "denied":
        return KINDS["denied"]
    if change.settles:
        # Only a dispute is settled; a former value that comes back was no side of one.
        return "Stands again" if change.echo == "superseded" else "Settled"
    if change.kind == "confirmed" and change.echo:
        # It repeats a value that is not in force, and confirms nothing.
        return ECHOES[change.echo]
    return "Corrected" if change.corrects else KINDS[change.kind]


def denial(change: Change) -> str:
    """Who denies what, and what stands: "Halvorsen denies £6.2 billion; £4.9 billion stands"."""
    denied = figure_in_words(change.after.figure)
    words = f"{change.after.source} denies {denied}"
    stands = figure_in_words(change.before.figure) if change.before is not None else denied
    return f"{words}; no other value is known" if stands == denied else f"{words}; {stands} stands"


def sentence(change: Change, labels: Mapping[str, str]) -> str:
    """What changed, as a sentence that can be read aloud, with who says so and how sure it is."""
    label, who = label_of(change, labels), change.after.source
    after = figure_in_words(change.after.figure)
    before = before_in_words(change) or None
    how_far = moved(change)
    hedge = HEDGES[change.after.figure.hedge]
    if change.kind == "denied":
        return f"{label}: {denial(change)}."
    if change.settles:
        again = change.echo == "superseded"
        words = f"{label} {'stands again' if again else 'is settled'} at {after}, says {who}"
    elif before is None:
        words = f"{label} is new: {after}, says {who}"
    elif change.kind == "conflicting":
        said = change.before.source if change.before is not None else ""
        words = f"{label} is disputed: {after}, says {who}; {before}, said {said}"
    elif change.kind == "refined":
        words = f"{label} is more precise: {after} instead of {before}, says {who}"
    else:
        far = f" ({how_far})" if how_far else ""
        verb = "was corrected" if change.corrects else "changed"
        words = f"{label} {verb} from {before} to {after}{far}, says {who}"
    return f"{words} ({hedge})." if hedge else f"{words}."


def converted(change: Change) -> str:
    """The amount in another currency, marked as computed; empty where there is none."""
    if change.converted is None or change.converted_unit is None or change.converted_on is None:
        return ""
    words = in_currency(change.converted, change.converted_unit)
    return f"{words} (computed, ECB rate of {change.converted_on:%-d %b %Y})"


def _three_digits(value: Decimal) -> Decimal:
    """Three digits: a rate's own truth, and no more."""
    return rounded(value, 2 - value.adjusted()) if value else value


def who_says_so(observation: Observation, timezone: str = "UTC") -> str:
    """Who, when, in which language: "METI, 14:32 UTC on 20 Nov 2026, Japanese"."""
    when = moment(observation.published, timezone) if observation.dated else "undated"
    return f"{observation.source}, {when}, {language_name(observation.language)}"


def how_sure(observation: Observation, sure: Sureness = "certain") -> str:
    """The source's standing, the text's own hedge, and the bot's doubt: "●●○ press · reported, not confirmed"."""
    standing = CERTAINTY["official" if observation.official else observation.rank]
    parts = (standing, HEDGES[observation.figure.hedge], SURENESS[sure])
    return " · ".join(part for part in parts if part)


def may_be(change: Change) -> str:
    """What a doubtful figure may be of: its likeliest series, or none of the topic's."""
    return "".join(f"{label}? " for label in change.among) + "or nothing that is followed?"


def moment(when: datetime, timezone: str = "UTC") -> str:
    """A time as a reader in `timezone` (an IANA name) says it."""
    local = when.astimezone(ZoneInfo(timezone))
    return f"{local:%H:%M} {local:%Z} on {local:%-d %b %Y}"


def language_name(tag: str) -> str:
    """A language's English name; the tag itself where nobody knows it."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag


def headline(alert: Alert) -> str:
    """The alert's first line: the change that matters most, and how many more."""
    first, *rest = alert.changes
    more = f", and {len(rest)} more" if rest else ""
    return f"{kind_in_words(first)} — {change_in_words(first, alert.labels)}{more}"


def spoken(alert: Alert) -> str:
    """The whole alert as sentences: the notification's text, and what a screen reader says."""
    told = " ".join(sentence(change, alert.labels) for change in alert.changes)
    return f"{alert.topic_name}: {told}"


def reach(alert: Alert) -> str:
    """How much was kept quiet; empty where nothing was."""
    if not alert.repeats:
        return ""
    return f"{alert.repeats} {'repeat' if alert.repeats == 1 else 'repeats'} kept quiet"


def on_the_board(alert: Alert, board: str) -> str:
    """The address of the page on the board that shows how the alert's first figure moved."""
    return f"{board}series/{quote(alert.topic)}/{quote(alert.changes[0].after.series)}"


def read_from(alert: Alert) -> str:
    """A warning where less than the article's page was read: whose words these are, and whom they only name."""
    article = alert.article
    if article.text_from not in {"summary", "title"}:
        return ""
    words = "summary" if article.text_from == "summary" else "headline"
    credited = f" It names {article.credited} as its source." if article.credited else ""
    return f"Read from the {words} in the feed of {article.source}, not from a page.{credited}"
