"""Keep the first message of an event's thread current: it shows what its receiver was told, as it stands now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.clients.slack import Slack
from bot.errors import DeliveryError
from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.model.alerts import Alert, Delivery, Followed
from bot.render import messages, slack_story
from bot.storage import roots, threads
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
    try:
        message = _composed(context, slack, root)
    except DeliveryError as error:
        _put_off(context, due, error, now=now)
        return None
    mark = _mark(message)
    if mark == (due.shown or _mark(root.payload)):
        with writing(context.engine) as conn:
            roots.settle(conn, due)
        return f"the root of {root.receiver}'s thread is current"
    try:
        slack.update(root.sink_ref or "", message)
    except DeliveryError as error:
        _put_off(context, due, error, now=now)
        return None
    failpoint("root.updated")
    with writing(context.engine) as conn:
        roots.note_shown(conn, due, mark)
        failpoint("root.noting")
    failpoint("root.noted")
    return f"the root of {root.receiver}'s thread is brought up to date"


def _composed(context: Context, slack: Slack, root: Delivery) -> Mapping[str, Any]:
    """How a first message is to look."""
    thread = root.thread or ""
    with reading(context.engine) as conn:
        if root.kind == "rollup":
            gathered = _for_its_receiver(
                context, root, roots.gathered_in(conn, root.receiver, thread)
            )
            return slack_story.roll_up_message(gathered, key=root.key) if gathered else root.payload
        told = _for_its_receiver(context, root, roots.told_in(conn, root.receiver, thread))
        follows = roots.followed(conn, root.receiver, thread)
    if not told:
        return root.payload
    if follows is not None and follows.link is None:
        follows = _linked(context, slack, follows)
    return slack_story.story_message(told, key=root.key, follows=follows)


def _for_its_receiver(
    context: Context, root: Delivery, told: tuple[Alert, ...]
) -> tuple[Alert, ...]:
    """What was told, as its receiver is to read it."""
    whose = next((one for one in context.watchlist.receivers if one.id == root.receiver), None)
    return told if whose is None else tuple(messages.for_receiver(one, whose) for one in told)


def _linked(context: Context, slack: Slack, follows: Followed) -> Followed:
    """With the link to the thread before, which Slack is asked for once; without where it gives none for good."""
    try:
        link = slack.permalink(follows.reference)
    except DeliveryError as error:
        if error.temporary:
            raise
        link = None
    with writing(context.engine) as conn:
        threads.note_link(conn, follows.reference, link)
    return replace(follows, link=link)


def _put_off(context: Context, due: roots.Due, error: DeliveryError, *, now: datetime) -> None:
    wait = min(FIRST_WAIT * 2 ** min(due.attempts, 10), LONGEST_WAIT)
    again = now + max(wait, error.retry_after or wait) if error.temporary else None
    with writing(context.engine) as conn:
        roots.settle(conn, due, until=again)
    context.log.warning("an event's first message is not current", reason=error.reason)


def _mark(message: Mapping[str, Any]) -> str:
    told = json.dumps(message, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
