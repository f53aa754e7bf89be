"""A delivery failed: when is it tried again, and when is it given up?"""

from __future__ import annotations

from datetime import timedelta

from bot.errors import DeliveryError

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_RETRY_AFTER = timedelta(days=1)
MOST_ATTEMPTS = 12
# A server to which no connection comes about has refused nothing.
LONGEST_OUTAGE = timedelta(days=3)
# Each attempt without an answer may have left a copy where nobody can be asked: few of them, over some hours.
UNANSWERED = (
    timedelta(minutes=1),
    timedelta(minutes=4),
    timedelta(minutes=25),
    timedelta(hours=4),
)


def wait_after(
    error: DeliveryError,
    *,
    attempts: int,
    can_be_asked: bool,
    unanswered_before: bool,
    unreached_for: timedelta,
) -> timedelta | None:
    """How long to wait for the next attempt; None where there is to be none.

    Args:
        error: what came of the last attempt.
        attempts: how many there were, without those for which no connection came about.
        can_be_asked: whether the sink can tell what it has. Then nothing is given up that it may have: it is asked.
        unanswered_before: whether the attempt before had no answer either.
        unreached_for: for how long no connection has come about.
    """
    backoff = min(FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 12), LONGEST_WAIT)
    if error.unreached:
        spent = unreached_for >= LONGEST_OUTAGE
        backoff = min(max(FIRST_WAIT, unreached_for / 4), LONGEST_WAIT)
    elif error.unknown and can_be_asked:
        spent = False
    elif error.unknown:
        spent = unanswered_before and attempts > len(UNANSWERED)
        backoff = UNANSWERED[min(max(attempts, 1), len(UNANSWERED)) - 1]
    else:
        spent = not error.temporary or attempts >= MOST_ATTEMPTS
    return None if spent else max(backoff, min(error.retry_after or backoff, LONGEST_RETRY_AFTER))
