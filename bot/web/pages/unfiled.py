"""Unfiled figures: what on-topic articles say that belongs to no series, to be filed by hand or dismissed."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from bot.errors import RulingError
from bot.jobs import rule
from bot.model.topics import Topic
from bot.render import corrections
from bot.steps.figures.measures import can_take, proposed_cue
from bot.storage import board, rulings
from bot.storage.engine import writing
from bot.web.site import back_to, site

LATEST_RULINGS = 20


def show(request: Request) -> Response:
    """The latest of them, with the words around each, why no series took it, and where it may belong."""
    here = site(request)
    topics = {one.id: one for one in here.context.watchlist.topics}
    with here.reading() as conn:
        found = board.unfiled(conn)
        made = rulings.past_and_present(conn)[-LATEST_RULINGS:][::-1]
    labels = {
        (topic.id, series.id): series.label for topic in topics.values() for series in topic.series
    }
    figures = [
        {
            "one": one,
            "series": _series(topics[one.filing.topic], one) if one.filing.topic in topics else [],
            "cue": proposed_cue(one.before, one.after),
        }
        for one in found
    ]
    return here.page(
        request,
        "unfiled.html.j2",
        title="Unfiled figures",
        figures=figures,
        rulings=[corrections.ruling_in_words(one, labels) for one in made],
    )


async def decide(request: Request) -> Response:
    """File a figure under the series that was chosen, or dismiss it; its like too, if words for that were given."""
    here = site(request)
    form = await here.form(request)
    by = here.access.who(request)
    filed = partial(rule.file_by_hand, series=form.get("series", ""))
    try:
        with writing(here.context.engine) as conn:
            decided = rule.dismiss if form.get("do") == "dismiss" else filed
            done = decided(
                conn,
                here.context,
                article=form.get("article", ""),
                topic=form.get("topic", ""),
                start=_number(form.get("start", "")),
                cue=form.get("cue", "") if form.get("like") else "",
                by=by,
                now=here.now(),
            )
    except RulingError as error:
        return here.refused(request, error.reason)
    here.context.log.info("a figure was ruled on", words=done.words, by=by, ruling=done.ruling.id)
    return back_to("/unfiled")


def _series(topic: Topic, one: board.UnfiledFigure) -> list[tuple[str, str]]:
    may = can_take(topic, one.filing.figure)
    return [(series.id, series.label) for series in topic.series if series.id in may]


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1  # noqa: PLR2004  (no text is longer)
