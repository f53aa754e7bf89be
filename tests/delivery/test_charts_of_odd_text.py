"""What a page says can hold characters that XML cannot: a chart, and the digest around it, must not fail at them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.render.charts import Chart, Mark, chart_png
from bot.steps.read import read_page

START = datetime(2026, 5, 1, tzinfo=UTC)


def drawn(*, quote: str = "", source: str = "S", title: str = "T") -> bytes:
    """A chart of a move, with these words in it."""
    return chart_png(
        Chart(
            title=title,
            unit="EUR",
            marks=tuple(
                Mark(
                    at=START + timedelta(days=number),
                    low=value,
                    high=value,
                    kind=kind,
                    rank="press",
                    words=f"€{value}",
                    source=source,
                    quote=quote,
                )
                for number, (value, kind) in enumerate(((1.0, "new"), (2.0, "revised")))
            ),
        )
    )


@pytest.mark.parametrize("odd", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_costs_no_picture(odd: str) -> None:
    """One such character used to stop every digest that drew this series, for every receiver behind it."""
    plain = drawn()
    assert drawn(quote=f"a{odd}b", source=f"S{odd}", title=f"T{odd}") == plain


def test_such_characters_do_come_in_with_pages() -> None:
    """A numeric reference names them, whatever the decoder took out before."""
    said = "The company &#8; will spend €5 million on a plant in Brest. "
    page = f"<html><body><article><p>{said * 10}</p></article></body></html>"
    quote = read_page(page, url="https://news.example/a", language="en").text
    assert drawn(quote=quote).startswith(b"\x89PNG")
