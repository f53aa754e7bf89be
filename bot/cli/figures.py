"""`bot figures`: what figures a text holds."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.options import AsJson, out, print_json
from bot.errors import ConfigError
from bot.model.figures import Figure
from bot.render import console
from bot.steps import language as languages
from bot.steps.figures import find_figures
from bot.storage import codec

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
    as_json: AsJson = False,
    batch: Annotated[
        Path | None,
        typer.Option(help='Many texts: lines of {"id", "text", "language", "published"}.'),
    ] = None,
) -> None:
    """What figures a text holds: as written, value, unit, qualifier, period.

    Example: `echo "Support rose to ¥1.3 trillion from ¥1 trillion." | bot figures`
    """
    if batch is not None:
        for number, line in enumerate(_lines(batch), start=1):
            row = _row(line, batch, number)
            found = _find(
                row["text"], row.get("language"), _day(row.get("published"), batch, number)
            )
            print_json({"id": row.get("id"), "figures": [codec.figure_json(f) for f in found]})
        return
    text = _text(file)
    found = _find(text, language, published.date() if published else None)
    if as_json:
        for figure in found:
            print_json(codec.figure_json(figure))
    elif found:
        out.print(console.figures_table(found, text))
    else:
        out.print("No figures in this text.")


def _find(text: str, language: str | None, day: date | None) -> tuple[Figure, ...]:
    return find_figures(text, language=languages.detect(text, hint=language), published=day)


def _text(file: Path) -> str:
    if file == STDIN:
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read as UTF-8 text ({error})", file=file) from error


def _lines(file: Path) -> list[str]:
    return [line for line in _text(file).split("\n") if line.strip()]


def _row(line: str, file: Path, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
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
