"""A series: how its figure moved, who said what, and the same as a table, CSV, JSON, SVG and PNG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.errors import RulingError
from bot.jobs import rule
from bot.model.figures import Record, Series, Standing
from bot.model.rulings import Ruling
from bot.model.topics import Topic
from bot.render import charts, wording
from bot.render.ledger_csv import ledger_csv
from bot.render.slack_blocks import safe_link
from bot.storage import codec, rulings
from bot.storage.engine import writing
from bot.web.pages.board import row
from bot.web.site import Site, back_to, site

CURRENCIES = ("JPY", "USD", "EUR", "CNY", "KRW")
MOST_SAID = 60
# A screen of a phone or two; the rest is folded.
FOLDED_AFTER = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One observation in words."""

    published: datetime
    kind: str
    mark: str
    told: bool
    value: str
    written: str
    source: str
    sure: str
    language: str
    quote: str
    why: str
    article: str
    link: str | None
    withdrawn: bool
    number: int | None
    found_right: tuple[str, ...]


def show(request: Request) -> Response:
    """The series in each of its dimensions, each with its chart and its table."""
    here, topic, series, standings = _asked(request)
    with here.reading() as conn:
        made = rulings.in_force(conn, topic.id)
    right = [one for one in made if (one.kind, one.series) == ("right", series.id)]
    currencies = _currencies(standings)
    currency = request.query_params.get("currency", "")
    if currency not in currencies:
        currency = ""
    return here.page(
        request,
        "series.html.j2",
        title=series.label,
        topic=topic,
        series=series,
        currencies=currencies,
        folded_after=FOLDED_AFTER,
        currency=currency,
        parts=[
            {
                "row": row(topic, one, fresh_from=one.since),
                "charts": [
                    Markup(charts.series_chart(chart, size=size))  # noqa: S704  (charts escape what they write)
                    for size in (charts.WIDE, charts.NARROW)
                ],
                "rate": words,
                "said": [said(record, right) for record in list(reversed(one.history))[:MOST_SAID]],
                "more": max(0, len(one.history) - MOST_SAID),
            }
            for one in standings
            for chart, words in [_chart(here, one, series, currency)]
        ],
    )


def as_csv(request: Request) -> Response:
    """Every observation as CSV."""
    _here, _topic, series, standings = _asked(request)
    return _csv_file(standings, series.id)


def whole_ledger_as_csv(request: Request) -> Response:
    """Every observation of the ledger as one CSV file, or of `?topic=` alone."""
    here = site(request)
    wanted = request.query_params.get("topic")
    topics = [here.topic(wanted)] if wanted else here.context.watchlist.topics
    with here.reading() as conn:
        standings = [row for topic in topics for row in here.standings(conn, topic.id)]
    return _csv_file(standings, wanted or "ledger")


def _csv_file(standings: Sequence[Standing], name: str) -> Response:
    """Rows of the ledger as a CSV file of that name."""
    return Response(
        ledger_csv(standings),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def as_json(request: Request) -> Response:
    """Every observation as JSON."""
    _here, topic, series, standings = _asked(request)
    return JSONResponse(
        {
            "topic": topic.id,
            "series": series.id,
            "label": series.label,
            "observations": [
                {
                    "kind": record.change.kind,
                    "withdrawn": record.withdrawn,
                    "why": record.change.why,
                    **codec.encode(record.change.after),
                }
                for record in _records(standings)
            ],
        }
    )


def as_svg(request: Request) -> Response:
    """The chart of the series' first dimension, or of `?dimension=`, as a file."""
    chart = _one_chart(request)
    return Response(charts.series_chart(chart, standalone=True), media_type="image/svg+xml")


def as_png(request: Request) -> Response:
    """The same chart as PNG."""
    return Response(charts.chart_png(_one_chart(request), width=1120), media_type="image/png")


async def judge(request: Request) -> Response:
    """Keep that a person found a figure of the ledger right, or wrong; a wrong one is withdrawn."""
    here = site(request)
    form = await here.form(request)
    by = here.access.who(request)
    number = request.path_params["observation"]
    decide = {"right": rule.find_right, "wrong": rule.find_wrong}.get(form.get("do", ""))
    if decide is None:
        return here.refused(request, "Is the figure right or wrong? Open its page again.")
    try:
        with writing(here.context.engine) as conn:
            done = decide(conn, here.context, observation=number, by=by, now=here.now())
    except RulingError as error:
        return here.refused(request, error.reason)
    here.context.log.info("a figure was ruled on", words=done.words, by=by, ruling=done.ruling.id)
    return back_to(f"/series/{done.ruling.topic}/{done.ruling.series}")


def said(record: Record, right: Sequence[Ruling] = ()) -> Said:
    """A line of the ledger in words, with the names of those who found it right."""
    one = record.change.after
    return Said(
        published=one.published,
        kind="Withdrawn" if record.withdrawn else wording.kind_in_words(record.change),
        mark=record.change.kind,
        told=record.change.told,
        value=wording.figure_in_words(one.figure),
        written=one.figure.text,
        source=one.source,
        sure=wording.how_sure(one),
        language=one.language,
        quote=one.quote,
        why=record.change.why,
        article=one.article,
        link=safe_link(one.url),
        withdrawn=record.withdrawn,
        number=one.id,
        found_right=tuple(
            ruling.made_by for ruling in right if ruling.holds_for(one.figure, one.quote)
        ),
    )


def _asked(request: Request) -> tuple[Site, Topic, Series, list[Standing]]:
    here = site(request)
    topic = here.topic(request.path_params["topic"])
    name = request.path_params["series"]
    series = next((one for one in topic.series if one.id == name), None)
    if series is None:
        raise HTTPException(404, f"topic {topic.id!r} has no series {name!r}")
    with here.reading() as conn:
        standings = [one for one in here.standings(conn, topic.id) if one.series == name]
    return here, topic, series, standings


def _currencies(standings: Sequence[Standing]) -> tuple[str, ...]:
    """The currencies to choose from: the series' own first; none where it is no series of money."""
    own = [
        record.change.after.figure.unit
        for one in standings
        for record in reversed(one.history)
        if record.change.after.figure.is_money
    ]
    return tuple(dict.fromkeys((*own, *CURRENCIES))) if own else ()


def _records(standings: list[Standing]) -> list[Record]:
    found = [record for one in standings for record in one.history]
    return sorted(found, key=lambda record: (record.change.after.published, record.recorded_at))


def _chart(
    here: Site, standing: Standing, series: Series, currency: str
) -> tuple[charts.Chart, str]:
    """The chart, in a currency if one is asked for, and the words of the rate that it was computed at."""
    own = standing.in_force.figure
    if not currency or not own.is_money or own.unit == currency:
        return charts.chart_of(standing, label=series.label), ""
    rate = here.context.rates.on(own.unit, currency, here.now().date())
    if rate is None:
        return charts.chart_of(standing, label=series.label), f"no rate is known for {own.unit}"
    words = f"computed, ECB rate of {rate[1]:%-d %b %Y}"
    return charts.chart_of(standing, label=series.label, unit=currency, rate=rate[0]), words


def _one_chart(request: Request) -> charts.Chart:
    _here, _topic, series, standings = _asked(request)
    wanted = request.query_params.get("dimension")
    for one in standings:
        if wanted in (None, one.dimension):
            return charts.chart_of(one, label=series.label)
    raise HTTPException(404, "nothing is known of this series yet")
