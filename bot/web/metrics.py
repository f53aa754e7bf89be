"""Is the bot well? For a probe (`/healthz`), and for Prometheus (`/metrics`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.storage import board, engine, feeds, model_answers, outbox, second_readings
from bot.web.site import site

HUNG_AFTER = timedelta(minutes=5)


def healthz(request: Request) -> Response:
    """200 while the bot gives signs of life and its database can be read; else 503, with the reason."""
    here = site(request)
    reasons = []
    try:
        with here.reading() as conn:
            beat = engine.last_beat(conn)
    except Exception as error:  # noqa: BLE001  (whatever it is, the database cannot be read)
        reasons.append(f"the database cannot be read ({type(error).__name__})")
    else:
        if beat is not None and here.now() - beat > HUNG_AFTER:
            reasons.append(f"no sign of life since {beat:%Y-%m-%d %H:%M:%S UTC}")
    return JSONResponse(
        {"status": "failing" if reasons else "well", "reasons": reasons},
        status_code=503 if reasons else 200,
    )


def metrics(request: Request) -> Response:
    """Gauges of what the database holds now, in Prometheus' text form."""
    here = site(request)
    registry = CollectorRegistry()

    def gauge(name: str, what: str, *labels: str) -> Gauge:
        return Gauge(f"newsledger_{name}", what, labels, registry=registry)

    with here.reading() as conn:
        totals = board.totals(conn)
        deliveries = outbox.counts(conn)
        states = {one.feed_id: one for one in feeds.states(conn)}
        beat = engine.last_beat(conn)
        _second_reader(conn, gauge)
    gauge("articles", "Articles read").set(totals.articles)
    gauge("observations", "Observations in the ledger").set(totals.observations)
    gauge("alerts", "Alerts made").set(totals.alerts)
    gauge("queued_entries", "Entries that wait to be read").set(totals.queued)
    gauge("database_bytes", "Size of the database").set(totals.size)
    waiting = gauge("deliveries", "Messages by state", "state")
    for state, count in deliveries.items():
        waiting.labels(state).set(count)
    failing = gauge("feed_failures", "Failed polls of a feed in a row", "feed")
    age = gauge("feed_success_age_seconds", "Time since a feed was last polled well", "feed")
    for feed in here.context.watchlist.feeds:
        known = states.get(feed.id)
        if known is None or not feed.enabled:
            continue
        failing.labels(feed.id).set(known.failures)
        if known.last_success_at is not None:
            age.labels(feed.id).set((here.now() - known.last_success_at).total_seconds())
    if beat is not None:
        gauge("heartbeat_age_seconds", "Time since the last sign of life").set(
            (here.now() - beat).total_seconds()
        )
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


def _second_reader(conn: Connection, gauge: Callable[..., Gauge]) -> None:
    spent = model_answers.total(conn)
    gauge("model_calls", "Questions put to the second reader").set(spent.calls)
    gauge("model_failures", "Questions without an answer that can be used").set(spent.failed)
    gauge("model_seconds", "Time that its answers took").set(spent.seconds)
    tokens = gauge("model_tokens", "Tokens of questions and answers", "direction")
    tokens.labels("in").set(spent.tokens_in)
    tokens.labels("out").set(spent.tokens_out)
    pages = gauge("model_pages", "Pages by what became of their question", "state")
    for state, count in second_readings.states(conn).items():
        pages.labels(state).set(count)
    figures = gauge("model_figures", "Figures by how the two readings relate", "verdict")
    for verdict, count in second_readings.weighed(conn).items():
        figures.labels(verdict).set(count)
