"""Keep the first message of a story's thread current: it shows what its receiver was told, as it stands now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.clients.slack import Slack
from bot.errors import DeliveryError
from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.render import messages, slack_story
from bot.storage import roots
from bot.storage.engine import reading, writing

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)


def keep_root(context: Context, *, now: datetime) -> str | None:
    """Bring the root that has been due longest up to date, and say so; None where none is due.

    An update says how the message is to look, so that saying it twice does no harm: nothing is marked before it.
    What fails for now is tried later and later; what Slack refuses for good (the message was deleted) is left.
    """
    slack = context.sinks.get("slack")
    if not isinstance(slack, Slack):
        return None
    with reading(context.engine) as conn:
        due = roots.first_due(conn, now=now)
        if due is None:
            return None
        root = due.root
        thread = root.thread or ""
        if root.kind == "rollup":
            told, composed = (
                roots.gathered_in(conn, root.receiver, thread),
                slack_story.roll_up_message,
            )
        else:
            told, composed = roots.told_in(conn, root.receiver, thread), slack_story.story_message
    whose = next((one for one in context.watchlist.receivers if one.id == root.receiver), None)
    if whose is not None:
        told = tuple(messages.for_receiver(alert, whose) for alert in told)
    message = composed(told, key=root.key) if told else root.payload
    mark = _mark(message)
    if mark == (due.shown or _mark(root.payload)):
        with writing(context.engine) as conn:
            roots.settle(conn, due)
        return f"the root of {root.receiver}'s thread is current"
    try:
        slack.update(root.sink_ref or "", message)
    except DeliveryError as error:
        wait = min(FIRST_WAIT * 2 ** min(due.attempts, 10), LONGEST_WAIT)
        again = now + max(wait, error.retry_after or wait) if error.temporary else None
        with writing(context.engine) as conn:
            roots.settle(conn, due, until=again)
        context.log.warning("a story's first message is not current", reason=error.reason)
        return None
    failpoint("root.updated")
    with writing(context.engine) as conn:
        roots.note_shown(conn, due, mark)
        failpoint("root.noting")
    failpoint("root.noted")
    return f"the root of {root.receiver}'s thread is brought up to date"


def _mark(message: Mapping[str, Any]) -> str:
    told = json.dumps(message, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
