"""The same as JSON: what the pages show, for programs, described by OpenAPI at /api/openapi.json."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.render import wording
from bot.render.listings import health_in_words
from bot.storage import board, codec, feeds, outbox, stories
from bot.web.pages.board import FRESH, row
from bot.web.pages.series import as_json as one_series
from bot.web.site import site


def series(request: Request) -> Response:
    """Every row of the ledger: what is in force, since when, what was before, what disputes it."""
    here = site(request)
    since = here.now() - FRESH
    with here.reading() as conn:
        found = [
            {
                **{
                    key: value
                    for key, value in asdict(row(topic, one, fresh_from=since)).items()
                    if key not in {"spark", "words"}
                },
                "since": one.since.isoformat(),
                "figure": codec.figure_json(one.in_force.figure),
            }
            for topic in here.context.watchlist.topics
            for one in here.standings(conn, topic.id)
        ]
    return JSONResponse({"series": found})


def all_events(request: Request) -> Response:
    """The events that moved last."""
    with site(request).reading() as conn:
        found = stories.latest(conn, limit=100)
    return JSONResponse({"events": [codec.encode(one) for one in found]})


def all_articles(request: Request) -> Response:
    """The articles that were read last."""
    with site(request).reading() as conn:
        found = board.latest_articles(conn)
    return JSONResponse(
        {"articles": [{**asdict(one), "published": one.published.isoformat()} for one in found]}
    )


def all_unfiled(request: Request) -> Response:
    """Figures that belong to no series."""
    with site(request).reading() as conn:
        found = board.unfiled(conn)
    return JSONResponse(
        {
            "unfiled": [
                {
                    "article": one.article,
                    "title": one.title,
                    "source": one.source,
                    "around": f"{one.before}{one.filing.figure.text}{one.after}",
                    "figure": codec.figure_json(one.filing.figure),
                    "reasons": one.filing.reasons,
                }
                for one in found
            ]
        }
    )


def all_told(request: Request) -> Response:
    """What was told."""
    with site(request).reading() as conn:
        found = board.latest_alerts(conn)
    return JSONResponse(
        {
            "told": [
                {
                    "key": alert.key,
                    "topic": alert.topic,
                    "story": alert.story,
                    "article": alert.article.id,
                    "at": alert.created_at.isoformat(),
                    "where": decision,
                    "changes": len(alert.changes),
                    "words": wording.spoken(alert),
                }
                for alert, decision in found
            ]
        }
    )


def all_feeds(request: Request) -> Response:
    """How each feed is doing."""
    here = site(request)
    with here.reading() as conn:
        states = {one.feed_id: one for one in feeds.states(conn)}
    return JSONResponse(
        {
            "feeds": [
                {
                    "id": feed.id,
                    "name": feed.name,
                    "health": health_in_words(feed, states.get(feed.id)),
                    "state": codec.encode(states[feed.id]) if feed.id in states else None,
                }
                for feed in here.context.watchlist.feeds
            ]
        }
    )


def all_deliveries(request: Request) -> Response:
    """What nobody has yet, without what it says."""
    with site(request).reading() as conn:
        found = outbox.undelivered(conn)
    return JSONResponse(
        {
            "deliveries": [
                {
                    "id": one.id,
                    "receiver": one.receiver,
                    "kind": one.kind,
                    "state": one.state,
                    "attempts": one.attempts,
                    "due_at": one.due_at.isoformat(),
                    "last_error": one.last_error,
                }
                for one in found
            ]
        }
    )


def openapi(request: Request) -> Response:
    """What there is to ask, as OpenAPI 3.1 says it."""
    paths: dict[str, Any] = {}
    for route in ROUTES:
        path = route.path
        words = (route.endpoint.__doc__ or "").strip().splitlines()[0]
        paths[path] = {
            "get": {
                "summary": words,
                "parameters": [
                    {
                        "name": name,
                        "in": "path",
                        "required": True,
                        "schema": {"type": "string"},
                    }
                    for name in sorted(route.param_convertors)
                ],
                "responses": {
                    "200": {
                        "description": words,
                        "content": {"application/json": {"schema": {"type": "object"}}},
                    }
                },
            }
        }
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": "Newsledger", "version": "1"},
            "servers": [{"url": site(request).access.address}],
            "paths": paths,
        }
    )


ROUTES = (
    Route("/api/series", series),
    Route("/api/series/{topic}/{series}", one_series),
    Route("/api/events", all_events),
    Route("/api/articles", all_articles),
    Route("/api/unfiled", all_unfiled),
    Route("/api/told", all_told),
    Route("/api/feeds", all_feeds),
    Route("/api/deliveries", all_deliveries),
    Route("/api/openapi.json", openapi),
)
