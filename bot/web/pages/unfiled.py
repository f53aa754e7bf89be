"""Unfiled figures: what on-topic articles say that belongs to no series, so that a series can be added."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.storage import board
from bot.web.site import site


def show(request: Request) -> Response:
    """The latest of them, with the words around each and why no series took it."""
    here = site(request)
    with here.reading() as conn:
        found = board.unfiled(conn)
    return here.page(request, "unfiled.html.j2", title="Unfiled figures", figures=found)
