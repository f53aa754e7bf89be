"""What a person who adds a seed says about the report, checked before anything is read or written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from bot.errors import ConfigError
from bot.watchlist.values import Language

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NAME = re.compile(r"\w[\w.-]{0,99}")
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the person who adds a seed knows about it; what is None is read off the report."""

    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    name: str | None = None
    brief: str | None = None


def check(facts: Facts, *, now: datetime) -> None:
    """Raise ConfigError for a name that is no file's, a date that no calendar has, or a language that is none."""
    if facts.name is not None and not _NAME.fullmatch(facts.name):
        raise ConfigError(
            f"{facts.name!r} is no name of a record; write letters, digits, - _ and . only, as in town-hall-2026",
            key="--name",
        )
    if facts.language is not None:
        try:
            _LANGUAGE.validate_python(facts.language)
        except ValidationError as error:
            reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
            raise ConfigError(reason, key="--language") from None
    if facts.published is not None:
        try:
            first = first_moment(facts.published)
        except ValueError:
            raise ConfigError(
                f"{facts.published!r} is no date; write 2026-04-13, 2026-04 or 2026",
                key="--published",
            ) from None
        # Somewhere it is tomorrow already.
        if first > now + timedelta(days=1):
            raise ConfigError(f"{facts.published} is still to come", key="--published")


def first_moment(published: str) -> datetime:
    """The first moment (UTC) of a day, a month or a year; raises ValueError where no calendar has it."""
    match = _DATE.fullmatch(published)
    if match is None:
        raise ValueError(published)
    first = date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    return datetime(first.year, first.month, first.day, tzinfo=UTC)
