"""Feeds and health: is every feed well, what waits to be delivered, what could not be, what comes next."""

from __future__ import annotations

from importlib.metadata import version

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.jobs import send_digest
from bot.render.listings import health_in_words
from bot.storage import board, engine, feeds, outbox
from bot.storage.engine import writing
from bot.watchlist.plan import next_digest
from bot.web.site import back_to, site


def show(request: Request) -> Response:
    """Each feed's state, the outbox, and the numbers of the whole."""
    here = site(request)
    now = here.now()
    with here.reading() as conn:
        states = {one.feed_id: one for one in feeds.states(conn)}
        waiting = outbox.undelivered(conn)
        totals = board.totals(conn)
        sent = board.sent(conn)
        held = feeds.held_hosts(conn, now)
        beat = engine.last_beat(conn)
    declared = sorted(
        here.context.watchlist.feeds,
        key=lambda feed: -(states[feed.id].failures if feed.id in states else 0),
    )
    return here.page(
        request,
        "feeds.html.j2",
        title="Feeds and health",
        feeds=[
            {
                "feed": feed,
                "state": states.get(feed.id),
                "words": health_in_words(feed, states.get(feed.id)),
            }
            for feed in declared
        ],
        waiting=waiting,
        totals=totals,
        sent=sent,
        held=sorted(held.items()),
        beat=beat,
        version=version("newsledger"),
        digests=[
            (one.id, next_digest(one, now=now))
            for one in here.context.watchlist.receivers
            if one.digest
        ],
    )


def digest(request: Request) -> Response:
    """The next digest as it would be if it were sent now."""
    here = site(request)
    shown = send_digest.preview(here.context, day=None, now=here.now())
    return here.page(request, "digest.html.j2", title=shown.subject, text=shown.text)


async def retry(request: Request) -> Response:
    """Send a dead delivery again at the next opportunity."""
    here = site(request)
    await here.form(request)
    number = request.path_params["delivery"]
    with writing(here.context.engine) as conn:
        if number > outbox.LARGEST or not outbox.revive(conn, number, now=here.now()):
            raise HTTPException(404, f"no dead delivery has the number {number}")
    here.context.log.info(
        "a dead delivery goes out again", delivery=number, by=here.access.who(request)
    )
    return back_to("/feeds#outbox")
