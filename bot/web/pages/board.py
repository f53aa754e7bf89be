"""The board itself: a row for each figure in force; what is new, changed or disputed stands on top."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from bot.model.figures import Change, Standing
from bot.model.topics import Topic
from bot.render import charts, wording
from bot.web.site import site

VISIT = "newsledger_visit"
# A visit goes on for so long; the marks of what is new stay while a person clicks around.
SAME_VISIT = timedelta(minutes=30)
FRESH = timedelta(days=7)

State = Literal["disputed", "settled", "changed", "new", "steady"]
ORDER: tuple[State, ...] = ("disputed", "settled", "changed", "new", "steady")
WORDS: dict[State, str] = {
    "disputed": "≠ disputed",
    "settled": "= settled",
    "changed": "▲ changed",
    "new": "● new",
    "steady": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the ledger in words."""

    topic: str
    topic_name: str
    series: str
    label: str
    dimension: str
    value: str
    since: datetime
    moved: str
    before: str
    dispute: str
    sure: str
    source: str
    sources: int
    languages: tuple[str, ...]
    state: State
    words: str
    spark: Markup


def show(request: Request) -> Response:
    """All rows, of one topic or of all, or only what is new since the last visit."""
    here = site(request)
    now = here.now()
    seen, started = _visit(request, now)
    wanted = request.query_params.get("topic")
    since = seen if request.query_params.get("since") == "visit" else None
    topics = [here.topic(wanted)] if wanted else list(here.context.watchlist.topics)
    with here.reading() as conn:
        rows = [
            row(topic, standing, fresh_from=seen or now - FRESH)
            for topic in topics
            for standing in here.standings(conn, topic.id)
        ]
    alike = Counter((one.topic, one.series) for one in rows)
    shown = [one for one in rows if since is None or one.since >= since or one.state == "disputed"]
    shown.sort(key=lambda one: (ORDER.index(one.state), one.topic, -one.since.timestamp()))
    page = here.page(
        request,
        "board.html.j2",
        title="Board",
        rows=shown,
        # Two rows of one series are told apart by what differs: the unit, or the year.
        alike={key for key, count in alike.items() if count > 1},
        hidden=len(rows) - len(shown),
        topics=here.context.watchlist.topics,
        wanted=wanted,
        since=since,
        seen=seen,
    )
    page.set_cookie(
        VISIT,
        f"{(seen or started).isoformat()}|{started.isoformat()}|{now.isoformat()}",
        max_age=60 * 60 * 24 * 365,
        httponly=True,
        samesite="strict",
    )
    return page


def row(topic: Topic, standing: Standing, *, fresh_from: datetime) -> Row:
    """A standing in words; `fresh_from` is when something has to have happened to be new to the reader."""
    label = next((one.label for one in topic.series if one.id == standing.series), standing.series)
    said = (standing.in_force, *standing.confirmations)
    last = _last_move(standing)
    spark = charts.chart_of(standing, label=label, most=charts.SPARK_MARKS)
    state: State = "steady"
    if standing.dispute:
        state = "disputed"
    elif _settled_since(standing, fresh_from):
        state = "settled"
    elif standing.since >= fresh_from:
        state = "changed" if last is not None and last.before is not None else "new"
    return Row(
        topic=topic.id,
        topic_name=topic.name,
        series=standing.series,
        label=label,
        dimension=standing.dimension,
        value=wording.figure_in_words(standing.in_force.figure),
        since=standing.since,
        moved=wording.moved(last) if last is not None else "",
        before=wording.before_in_words(last) if last is not None else "",
        dispute="; ".join(
            f"{wording.figure_in_words(one.figure)} ({one.source})" for one in standing.dispute
        ),
        sure=wording.how_sure(standing.in_force),
        source=standing.in_force.source,
        sources=len({one.source for one in said}),
        languages=tuple(sorted({one.language for one in said})),
        state=state,
        words=WORDS[state],
        spark=Markup(charts.sparkline(spark)),  # noqa: S704  (made of numbers alone)
    )


def _settled_since(standing: Standing, since: datetime) -> bool:
    """Whether a dispute ended since then, be it with another value or with the one that stood."""
    return any(
        record.change.settles
        and record.change.echo != "superseded"
        and not record.withdrawn
        and record.change.after.published >= since
        for record in standing.history
    )


def _last_move(standing: Standing) -> Change | None:
    """The change that brought what is in force, where something was in force before it."""
    for record in reversed(standing.history):
        if not record.withdrawn and record.change.kind == "revised":
            return record.change
    return None


def _visit(request: Request, now: datetime) -> tuple[datetime | None, datetime]:
    """When the visit before this one began, and when this one did."""
    try:
        before, started, last = (
            datetime.fromisoformat(part)
            for part in request.cookies.get(VISIT, "").strip('"').split("|")
        )
        if now - last < SAME_VISIT:
            return (before if before != started else None), started
    except (TypeError, ValueError):
        return None, now
    return started, now
