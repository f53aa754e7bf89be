"""`bot figures`: what figures a text holds."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.options import FEEDS_FILE, AsJson, FeedsFile, out, print_json
from bot.clients.files import read_utf8
from bot.clients.rates import EcbRates
from bot.dispatch import clock
from bot.errors import ConfigError
from bot.model.figures import Figure, Filing
from bot.model.topics import Topic
from bot.model.wellformed import well_formed, well_formed_values
from bot.render import console, wording
from bot.steps import language as languages
from bot.steps import sentences
from bot.steps.figures import find_figures
from bot.steps.figures.assign import file_figures
from bot.steps.match import Matcher
from bot.storage import codec
from bot.watchlist import load_watchlist

STDIN = Path("-")


def figures(
    file: Annotated[Path, typer.Argument(help="A text file, or - for standard input.")] = STDIN,
    language: Annotated[
        str | None,
        typer.Option(help="BCP 47 tag (en, ja, zh-Hans, ko, ...); found out if not given."),
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of the text, for words such as 'next year'."),
    ] = None,
    feeds: FeedsFile = FEEDS_FILE,
    as_json: AsJson = False,
    batch: Annotated[
        Path | None,
        typer.Option(help='Many texts: lines of {"id", "text", "language", "published"}.'),
    ] = None,
) -> None:
    """What figures a text holds: as written, value, qualifier, period, whose, what of, converted.

    Whose and what of are told for texts on a topic of feeds.yaml.

    Example: `echo "Support rose to ¥1.3 trillion from ¥1 trillion." | bot figures`
    """
    if batch is not None:
        for number, line in enumerate(_lines(batch), start=1):
            row = _row(line, batch, number)
            day = _day(row.get("published"), batch, number) or (
                published.date() if published else None
            )
            found = _find(row["text"], row.get("language") or language, day)
            print_json({"id": row.get("id"), "figures": [codec.figure_json(f) for f in found]})
        return
    text = _text(file)
    day = published.date() if published else None
    tongue = languages.detect(text, hint=language)
    found = find_figures(text, language=tongue, published=day)
    topic, filed = _filed(text, found, tongue, feeds)
    if as_json:
        for figure in found:
            filing = filed.get(figure.start)
            print_json(
                {
                    **codec.figure_json(figure),
                    "subject": filing.subject if filing else None,
                    "measure": filing.series if filing else None,
                }
            )
    elif found:
        names = {one.id: one.name for one in topic.entities} if topic else {}
        labels = {one.id: one.label for one in topic.series} if topic else {}
        out.print(
            console.figures_table(
                found,
                text,
                whose={at: names.get(one.subject or "", "") for at, one in filed.items()},
                what={at: labels[one.series] for at, one in filed.items() if one.series},
                converted=_converted(found, day or clock.now().date()),
            )
        )
    else:
        out.print("No figures in this text.")


def _filed(
    text: str, found: tuple[Figure, ...], language: str, feeds: Path
) -> tuple[Topic | None, dict[int, Filing]]:
    """The topic that the text is on, and each figure's filing by its start; nothing where it is on none."""
    if feeds == FEEDS_FILE and not feeds.exists():
        return None, {}
    topics = {topic.id: topic for topic in load_watchlist(feeds).topics}
    title = text.strip().split("\n", 1)[0]
    matches = [
        one for one in Matcher(tuple(topics.values())).match(title=title, text=text) if one.matched
    ]
    if not matches:
        return None, {}
    match = max(matches, key=lambda one: one.score)
    topic = topics[match.topic]
    filings = file_figures(
        found,
        title=title,
        text=text,
        topic=topic,
        mentions=match.mentions,
        sentences=sentences.split(text, language),
        language=language,
    )
    return topic, {filing.figure.start: filing for filing in filings}


def _converted(found: tuple[Figure, ...], day: date) -> dict[int, str]:
    """Each amount in dollars, and dollars in euros, at the last rate that is known for the day."""
    rates = EcbRates()
    words = {}
    for figure in found:
        target = "EUR" if figure.unit == "USD" else "USD"
        rate = rates.on(figure.unit, target, day) if figure.is_money else None
        if rate is not None:
            words[figure.start] = wording.in_currency(figure.low * rate[0], target)
    return words


def _find(text: str, language: str | None, day: date | None) -> tuple[Figure, ...]:
    return find_figures(text, language=languages.detect(text, hint=language), published=day)


def _text(file: Path) -> str:
    if file == STDIN:
        return well_formed(sys.stdin.read())
    return read_utf8(file)


def _lines(file: Path) -> list[str]:
    return [line for line in _text(file).split("\n") if line.strip()]


def _row(line: str, file: Path, number: int) -> dict[str, Any]:
    try:
        row = well_formed_values(json.loads(line))
    except ValueError as error:
        raise ConfigError(
            f"is not JSON ({error}); write one object a line", file=file, line=number
        ) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ConfigError('needs an object with a "text"', file=file, line=number)
    return row


def _day(value: Any, file: Path, number: int) -> date | None:
    if value in (None, ""):
        return None
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError as error:
        raise ConfigError(
            f"{value!r} is no ISO 8601 date", file=file, line=number, key="published"
        ) from error
