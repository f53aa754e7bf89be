"""Pictures for a mail: the charts of the series that changed, as many as the mail has room for."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence

from bot.render import charts
from bot.render.charts import Chart

# Twice as many pixels as its letters are drawn for, since screens have them.
WIDTH = 880
# With more, a mail is a report; the board shows them all.
MOST_PICTURES = 4
# What a mail may weigh, its parts in base64: well below what clients clip.
MOST_BYTES = 60_000
BASE64 = 1.37


def pictures(drawn: Sequence[Chart], *, beside: int) -> list[dict[str, str]]:
    """The charts as `cid`, `title`, `alt` and `png` (base64), while they fit beside so many bytes of text.

    A chart of a single value says no more than its line does, and is left out; so are all of them where
    this machine has no font, since a chart without words misleads.
    """
    found: list[dict[str, str]] = []
    room = MOST_BYTES - int(beside * BASE64)
    for chart in drawn:
        if len(found) == MOST_PICTURES or not charts.has_fonts():
            break
        if len({(step.low, step.high) for step in chart.steps}) < 2:  # noqa: PLR2004  (a move)
            continue
        try:
            png = charts.chart_png(chart, width=WIDTH, size=charts.MAIL)
        except ValueError:
            # What cannot be drawn costs its own chart and nothing else: the line says the same.
            continue
        room -= int(len(png) * BASE64)
        if room < 0:
            break
        mark = hashlib.sha256(png).hexdigest()[:16]
        found.append(
            {
                "cid": f"chart-{mark}@newsledger.invalid",
                "title": chart.title,
                "alt": charts.alt_text(chart),
                "png": b64encode(png).decode("ascii"),
            }
        )
    return found
