"""What a page says can hold characters that XML cannot: a chart, and the digest around it, must not fail at them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import resvg_py

from bot.render import charts
from bot.render.charts import Chart, Mark, chart_png
from bot.render.pictures import pictures
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
        ),
        width=600,
    )


@pytest.mark.parametrize("odd", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_costs_no_picture(odd: str) -> None:
    """One such character used to stop every digest that drew this series, for every receiver behind it."""
    plain = drawn()
    assert drawn(quote=f"a{odd}b", source=f"S{odd}", title=f"T{odd}") == plain


def test_such_characters_are_left_at_the_door() -> None:
    """A numeric reference of a page names them, whatever the decoder took out before."""
    said = "The company &#8; will spend €5 million on a plant in Brest. "
    page = f"<html><body><article><p>{said * 10}</p></article></body></html>"
    quote = read_page(page, url="https://news.example/a", language="en").text
    assert "€5 million" in quote
    assert "\x08" not in quote
    assert drawn(quote=quote).startswith(b"\x89PNG")


def test_a_chart_that_cannot_be_drawn_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest goes out, with the charts that can be drawn."""
    marks = tuple(
        Mark(
            at=START + timedelta(days=number),
            low=value,
            high=value,
            kind="revised",
            rank="press",
            words=f"€{value}",
            source="S",
            quote="",
        )
        for number, value in enumerate((1.0, 2.0))
    )
    bad, good = (Chart(title=title, unit="EUR", marks=marks) for title in ("bad", "good"))
    whole = charts.chart_png

    def draw(chart: Chart, *, width: int, size: charts.Size) -> bytes:
        if chart is bad:
            raise ValueError("the SVG cannot be read")
        return whole(chart, width=width, size=size)

    monkeypatch.setattr(charts, "chart_png", draw)
    monkeypatch.setattr(charts, "has_fonts", lambda: True)
    assert [one["title"] for one in pictures([bad, good], beside=0)] == ["good"]


def test_a_machine_without_fonts_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slim container draws a chart without its words, and that misleads."""
    without = partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    monkeypatch.setattr(charts.resvg_py, "svg_to_bytes", without)
    charts.has_fonts.cache_clear()
    try:
        assert not charts.has_fonts()
    finally:
        charts.has_fonts.cache_clear()
