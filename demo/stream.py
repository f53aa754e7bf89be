"""The recorded stream: the outlets, and what each of them publishes day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

HERE = Path(__file__).parent

Form = Literal["rss", "rdf", "atom"]
PageKind = Literal["whole", "paywall", "broken"]

# How long before its day's hour the first article comes, and the next ones after it.
_LEAD = timedelta(hours=2)
_STEP = timedelta(minutes=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An invented newsroom and the form of its feed; a broken one answers with an error."""

    id: str
    name: str
    language: str
    form: Form
    standing_title: str
    standing_text: str
    encoding: str = "utf-8"
    rank: str = "press"
    broken: bool = False

    @property
    def feed_path(self) -> str:
        """Where its feed is served."""
        return f"/{self.id}/feed.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article, and what the bot ought to make of it.

    `told` maps the ids of series to what their change is called: a kind of change, or "settled" or
    "edited". `quiet` says why nothing is told, where nothing is; "any" leaves the reason open.
    Pieces of one `thread` belong to one story, those of another to another.
    """

    id: str
    outlet: Outlet
    published: datetime
    title: str
    summary: str
    text: str
    language: str
    credit: str | None
    page: PageKind
    edit_of: str | None
    told: Mapping[str, str]
    quiet: str | None
    text_from: str | None
    thread: str | None

    @property
    def path(self) -> str:
        """Where its page is served: an edit stays where the page was."""
        return f"/{self.outlet.id}/{self.edit_of or self.id}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What is published on one day, all of it before `at`."""

    number: int
    about: str
    at: datetime
    pieces: tuple[Piece, ...]


def outlets() -> tuple[Outlet, ...]:
    """The newsrooms, in the file's order."""
    rows = YAML(typ="safe").load(HERE / "outlets.yaml")["outlets"]
    return tuple(
        Outlet(
            **{name: value for name, value in row.items() if name != "standing"},
            standing_title=row["standing"]["title"],
            standing_text=row["standing"]["text"],
        )
        for row in rows
    )


def days(*, until: datetime) -> tuple[Day, ...]:
    """The stream, oldest day first; the last day is at `until`."""
    known = {outlet.id: outlet for outlet in outlets()}
    found = []
    for number, path in enumerate(sorted((HERE / "articles").glob("day_*.yaml"))):
        raw = YAML(typ="safe").load(path)
        at = until - timedelta(days=raw["days_ago"])
        pieces = tuple(
            _piece(row, known[row["outlet"]], at - _LEAD + place * _STEP)
            for place, row in enumerate(raw["articles"])
        )
        found.append(Day(number=number, about=raw["about"], at=at, pieces=pieces))
    return tuple(found)


def _piece(row: Mapping[str, Any], outlet: Outlet, published: datetime) -> Piece:
    text = row["text"].strip()
    expect = row["expect"]
    return Piece(
        id=row["id"],
        outlet=outlet,
        published=published,
        title=row["title"],
        summary=row.get("summary") or text.partition("\n")[0],
        text=text,
        language=row.get("language", outlet.language),
        credit=row.get("credit"),
        page=row.get("page", "whole"),
        edit_of=row.get("edit_of"),
        told=expect.get("told", {}),
        quiet=expect.get("quiet"),
        text_from=expect.get("text_from"),
        thread=expect.get("thread"),
    )
