"""Told: what readers were told, latest first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.model.alerts import Alert
from bot.render import wording
from bot.storage import board
from bot.web.site import site


def show(request: Request) -> Response:
    """The alerts, and what only the digest tells, of one topic or of all."""
    here = site(request)
    topic = request.query_params.get("topic")
    with here.reading() as conn:
        found = board.latest_alerts(conn, topic=topic)
    return here.page(
        request,
        "told.html.j2",
        title="Told",
        topics=here.context.watchlist.topics,
        wanted=topic,
        told=[
            {
                "alert": alert,
                "where": _where(alert, decision),
                "lines": [
                    {
                        "kind": wording.kind_in_words(change),
                        "words": wording.change_in_words(change, alert.labels),
                        "series": change.after.series,
                        "quote": change.after.quote,
                        "who": wording.who_says_so(change.after, here.context.settings.timezone),
                        "sure": wording.how_sure(change.after, change.sure),
                        "may_be": wording.may_be(change) if change.sure == "doubtful" else "",
                    }
                    for change in alert.changes
                ],
            }
            for alert, decision in found
        ],
    )


def _where(alert: Alert, decision: str) -> str:
    if decision == "alert":
        return "at once"
    return "to check, in the digest" if alert.to_check else "in the digest"
