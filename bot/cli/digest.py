"""`bot digest`: a digest composed now, to look at."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import FEEDS_FILE, DataFolder, FeedsFile, opened, out
from bot.dispatch import clock
from bot.errors import ConfigError
from bot.jobs import send_digest


def digest(
    date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day that it is for (default: today)."),
    ] = None,
    preview: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write it there as .html, .txt and .eml.")
    ] = None,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """Compose a day's digest and show it; nothing is sent.

    Example: `bot digest --preview var/preview`
    """
    with opened(feeds, data) as context:
        shown = send_digest.preview(context, day=date.date() if date else None, now=clock.now())
    if preview is None:
        out.print(shown.text, markup=False, highlight=False, soft_wrap=True)
        return
    try:
        preview.mkdir(parents=True, exist_ok=True)
        for ending, content in (
            ("html", shown.html.encode()),
            ("txt", shown.text.encode()),
            ("eml", shown.eml),
        ):
            place = preview / f"digest.{ending}"
            place.write_bytes(content)
            out.print(str(place), highlight=False, soft_wrap=True)
    except OSError as error:
        raise ConfigError(f"cannot be written ({error.strerror})", file=preview) from error
