"""What a digest looked at, and that the bot is well, in a line."""

from __future__ import annotations

from bot.model.alerts import Digest
from bot.render import wording
from bot.render.counting import counted


def reach(digest: Digest) -> str:
    """What a digest looked at: changes by kind, articles, feeds that are well, the newest article."""
    kinds = [change.kind for alert in digest.alerts for change in alert.changes]
    tally = (
        (kinds.count("revised"), "changed"),
        (kinds.count("new"), "new"),
        (kinds.count("conflicting"), "disputed"),
        (kinds.count("denied"), "denied"),
        (sum(len(alert.changes) for alert in digest.refined), "more precise"),
        (digest.read, "read"),
        (digest.kept_quiet, "kept quiet"),
    )
    parts = [f"{count} {word}" for count, word in tally if count]
    failing = len(digest.failing)
    parts.append(f"{digest.feeds - failing} of {counted(digest.feeds, 'feed')} well")
    if digest.last_new_at is not None:
        parts.append(f"last article at {wording.moment(digest.last_new_at, digest.timezone)}")
    if digest.undelivered:
        parts.append(
            f"{counted(digest.undelivered, 'message')} could not be delivered (`bot outbox` has them)"
        )
    return " · ".join(parts)


def sign_of_life(digest: Digest) -> str:
    """That the bot is well, with what it did since the day before; below it, which feeds are not."""
    failing = ", ".join(name for name, _reason in digest.failing)
    return f"Newsledger is well: {reach(digest)}" + (f"\nFailing: {failing}" if failing else "")
