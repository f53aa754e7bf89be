"""Delete the later copy of a message that Slack took after the bot had looked for it in vain, and sent it again."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clients.slack import Slack
from bot.errors import DeliveryError
from bot.failpoints import failpoint
from bot.jobs.context import Context
from bot.storage import sweeps
from bot.storage.engine import reading, writing

# After the sending; Slack publishes no longest delay, and nobody waits for a copy for ever.
LOOKS = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=2))
AFTER_FAULT = timedelta(minutes=5)


def sweep(context: Context, *, now: datetime) -> str | None:
    """Look once for copies of the delivery that is due longest, and say so; None where none is due.

    The message that the outbox knows stays, since replies stand under it; every other with the same key goes.
    """
    slack = context.sinks.get("slack")
    if not isinstance(slack, Slack):
        return None
    with reading(context.engine) as conn:
        due = sweeps.first_due(conn, now=now)
    if due is None:
        return None
    kept = due.delivery.sink_ref or ""
    try:
        copies = [one for one in slack.copies(due.delivery, since=due.since) if one != kept]
        for copy in copies:
            slack.delete(copy)
            failpoint("sweep.deleted")
    except DeliveryError as error:
        with writing(context.engine) as conn:
            sweeps.look_again(conn, due, due_at=now + AFTER_FAULT, looked=not error.temporary)
        context.log.warning("late copies could not be looked for", reason=error.reason)
        return None
    with writing(context.engine) as conn:
        if due.looks + 1 < len(LOOKS):
            later = now + LOOKS[due.looks + 1] - LOOKS[due.looks]
            sweeps.look_again(conn, due, due_at=later, looked=True)
        else:
            sweeps.end(conn, due)
    failpoint("sweep.noted")
    found = f"{len(copies)} late copies deleted" if copies else "no late copy"
    return f"{due.delivery.kind} to {due.delivery.receiver}: {found}"
