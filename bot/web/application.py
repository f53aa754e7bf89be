"""The board put together: its pages, what it tells programs, and the gate before both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.jobs.context import Context
from bot.web import api, metrics, syndication
from bot.web.access import Access
from bot.web.gate import Gate
from bot.web.pages import (
    articles,
    board,
    draft,
    events,
    feeds,
    login,
    series,
    suggested,
    told,
    unfiled,
)
from bot.web.site import Site, broken, missing

ROUTES = (
    Route("/", board.show),
    Route("/ledger.csv", series.whole_ledger_as_csv),
    Route("/series/{topic}/{series}.csv", series.as_csv),
    Route("/series/{topic}/{series}.json", series.as_json),
    Route("/series/{topic}/{series}.svg", series.as_svg),
    Route("/series/{topic}/{series}.png", series.as_png),
    Route("/series/{topic}/{series}", series.show),
    Route("/observations/{observation:int}/ruling", series.judge, methods=["POST"]),
    Route("/events", events.listed),
    Route("/events/{story}", events.show),
    Route("/events/{story}/merge", events.merge, methods=["POST"]),
    Route("/articles", articles.listed),
    Route("/articles/{article:path}", articles.show),
    Route("/unfiled", unfiled.show),
    Route("/unfiled", unfiled.decide, methods=["POST"]),
    Route("/suggested", suggested.show),
    Route("/draft", draft.show),
    Route("/draft", draft.make, methods=["POST"]),
    Route("/told", told.show),
    Route("/feeds", feeds.show),
    Route("/digest", feeds.digest),
    Route("/outbox/{delivery:int}/retry", feeds.retry, methods=["POST"]),
    Route("/login", login.show),
    Route("/login", login.enter, methods=["POST"]),
    Route("/logout", login.leave, methods=["POST"]),
    Route("/told/{topic}.atom", syndication.atom),
    Route("/told/{topic}.json", syndication.json_feed),
    Route("/healthz", metrics.healthz),
    Route("/metrics", metrics.metrics),
    *api.ROUTES,
)


def create(context: Context, access: Access, *, now: Callable[[], datetime]) -> Starlette:
    """The board over an open context; `now` is the clock."""
    application = Starlette(
        routes=[*ROUTES, Mount("/static", StaticFiles(packages=[("bot.web", "static")]))],
        exception_handlers={404: missing, 500: broken},
    )
    application.state.site = Site(context, access, now=now)
    application.add_middleware(Gate, access=access)
    return application
