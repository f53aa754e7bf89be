"""Suggested: names and keywords that pages of a story teach, each with the pages that say so."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.jobs.suggest import suggestions
from bot.render.suggested import SHOWN, suggestion_in_words
from bot.web.site import site


def show(request: Request) -> Response:
    """What could be added to feeds.yaml; it is written there by `bot topics accept` alone."""
    here = site(request)
    topics = here.context.watchlist.topics
    with here.reading() as conn:
        found = suggestions(conn, here.context.watchlist, now=here.now())
    return here.page(
        request,
        "suggested.html.j2",
        title="Suggested",
        suggested=[
            {"id": one.id, "words": suggestion_in_words(one, topics), "pages": one.pages[:SHOWN]}
            for one in found
        ],
    )
