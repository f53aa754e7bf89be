"""The guards of the product, each with the way to take it away: without it, the harness must find a fault.

Taken away in the forked bot alone, by putting something weaker in its place.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, get_args

from slack_sdk.http_retry import all_builtin_retry_handlers
from sqlalchemy import Connection

from bot import app
from bot.clients import mail, slack
from bot.dispatch import readings
from bot.errors import DeliveryError
from bot.jobs import send_due, telling
from bot.model.alerts import Delivery, DeliveryState
from bot.storage import engine, entries, outbox, roots, sweeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What it keeps from happening, and how a bot is made to do without it."""

    keeps: str
    take_away: Callable[[], None]


def _no_sending_mark() -> None:
    outbox.mark_sending = lambda *_args, **_more: True  # type: ignore[assignment]


def _no_lookup() -> None:
    slack.Slack.find = lambda *_args: None  # type: ignore[method-assign, assignment]


def _no_metadata() -> None:
    send = slack.Slack.send

    def bare(sink: slack.Slack, delivery: Delivery, *rest: Any) -> str:
        payload = {key: value for key, value in delivery.payload.items() if key != "metadata"}
        return send(sink, replace(delivery, payload=payload), *rest)

    slack.Slack.send = bare  # type: ignore[method-assign]


def _no_settle_window() -> None:
    send_due.SETTLE = timedelta(0)


def _no_unknown_state() -> None:
    mark = outbox.mark_failed

    def refused(*args: Any, **more: Any) -> bool:
        return mark(*args, **more | {"unknown": False})

    outbox.mark_failed = refused


def _own_retries() -> None:
    begin = slack.Slack.__init__

    def eager(sink: slack.Slack, *args: Any, **more: Any) -> None:
        begin(sink, *args, **more)
        sink._client.retry_handlers = all_builtin_retry_handlers()  # noqa: SLF001  (what the SDK would do)

    slack.Slack.__init__ = eager  # type: ignore[method-assign]


def _no_fence() -> None:
    mark = outbox._mark  # noqa: SLF001  (the fence itself)

    def unfenced(conn: Connection, delivery_id: int, _token: str, **more: Any) -> bool:
        held = conn.scalar(
            outbox.select(outbox.deliveries.c.lease_token).where(
                outbox.deliveries.c.id == delivery_id
            )
        )
        return mark(conn, delivery_id, held, **more) or True  # type: ignore[arg-type]

    outbox._mark = unfenced  # type: ignore[assignment]  # noqa: SLF001


def _no_database_lock() -> None:
    app.hold_database = lambda _url: contextlib.nullcontext()  # type: ignore[assignment]


def _no_lock_first() -> None:
    """Transactions that read first, and take the lock when they come to write."""

    def deferred(conn: Connection) -> None:
        conn.exec_driver_sql("BEGIN")

    engine._begin_sqlite = deferred  # noqa: SLF001


def _no_transaction() -> None:
    engine._begin_sqlite = lambda _conn: None  # type: ignore[assignment]  # noqa: SLF001


def _outbox_apart() -> None:
    """The alert is put into the outbox after the transaction that found it."""
    kept: list[tuple[Any, ...]] = []
    put = telling.put
    read_article = readings.read_article

    def later(_conn: Connection, *args: Any, **more: Any) -> None:
        kept.append((args, more))

    def reading_first(context: Any, *args: Any, **more: Any) -> Any:
        outcome = read_article(context, *args, **more)
        while kept:
            given, named = kept.pop(0)
            with engine.writing(context.engine) as conn:
                put(conn, *given, **named)
        return outcome

    telling.put = later  # type: ignore[assignment]
    readings.read_article = reading_first


def _no_order() -> None:
    # An earlier one in whatever state holds nothing up.
    outbox.OVER = get_args(DeliveryState)


def _no_dedupe() -> None:
    entries._by_guid = lambda *_args: None  # type: ignore[assignment]  # noqa: SLF001


def _no_baseline() -> None:
    add = entries._add  # noqa: SLF001

    def all_news(*args: Any, **more: Any) -> bool:
        return add(*args, **{**more, "baseline": False})

    entries._add = all_news  # noqa: SLF001


def _no_digest_day() -> None:
    """The digest's day is not kept, and neither is its key: as if nobody remembered that it was made."""
    put = outbox.put

    def under_another_key(conn: Connection, *, key: str, **more: Any) -> bool:
        return put(
            conn, key=f"{key}:{secrets.token_hex(4)}" if more["kind"] == "digest" else key, **more
        )

    def first_only(conn: Connection, receiver: str, day: Any, **more: Any) -> None:
        if outbox.last_digest(conn, receiver) is None:
            remember(conn, receiver, day, **more)

    remember = outbox.remember_digest
    outbox.put = under_another_key  # type: ignore[assignment]
    outbox.remember_digest = first_only


def _new_message_ids() -> None:
    compose = mail.compose

    def anew(*args: Any, **more: Any) -> Any:
        message = compose(*args, **more)
        message.replace_header("Message-ID", f"<{secrets.token_hex(8)}@example.org>")
        return message

    mail.compose = anew


def _no_root_mark() -> None:
    """Nobody takes note that a thread's first message is to follow what was told in it."""
    roots.mark_due = lambda *_args, **_more: None  # type: ignore[assignment]


def _no_sweep() -> None:
    """What went out again is looked after no more."""
    sweeps.put = lambda *_args, **_more: None  # type: ignore[assignment]


def _refused_is_lost() -> None:
    """A temporary refusal counts as a permanent one, and is given up."""
    failed = send_due._failed  # noqa: SLF001

    def given_up(context: Any, delivery: Delivery, error: DeliveryError, **more: Any) -> Any:
        return failed(context, delivery, DeliveryError(error.reason), **more)

    send_due._failed = given_up  # noqa: SLF001


GUARDS: dict[str, Guard] = {
    "sending mark": Guard(
        keeps="what was cut off in sending is asked about", take_away=_no_sending_mark
    ),
    "look-up": Guard(keeps="what Slack has already is not posted again", take_away=_no_lookup),
    "metadata": Guard(keeps="a message is known again by its key", take_away=_no_metadata),
    "settle window": Guard(
        keeps="Slack is asked only when it had its time", take_away=_no_settle_window
    ),
    "unknown state": Guard(keeps="no answer is no refusal", take_away=_no_unknown_state),
    "no retries of the SDK": Guard(keeps="one call is one post", take_away=_own_retries),
    "fence": Guard(keeps="who lost the lease sends nothing", take_away=_no_fence),
    "database lock": Guard(keeps="one bot on a database", take_away=_no_database_lock),
    "write lock first": Guard(keeps="no update is lost to another", take_away=_no_lock_first),
    "transaction": Guard(keeps="all of a step stands, or none", take_away=_no_transaction),
    "outbox with the ledger": Guard(
        keeps="the alert stands with the change", take_away=_outbox_apart
    ),
    "order in a thread": Guard(keeps="no reply overtakes its root", take_away=_no_order),
    "root mark": Guard(
        keeps="a thread's first message shows what was told in it", take_away=_no_root_mark
    ),
    "sweep": Guard(keeps="no late copy stays", take_away=_no_sweep),
    "entries by guid": Guard(keeps="an item is read once", take_away=_no_dedupe),
    "baseline": Guard(keeps="what was there before is told to nobody", take_away=_no_baseline),
    "digest's day and key": Guard(keeps="a day has one digest", take_away=_no_digest_day),
    "Message-ID": Guard(keeps="the same mail is the same mail", take_away=_new_message_ids),
    "temporary refusals": Guard(
        keeps="what is refused for now is tried again", take_away=_refused_is_lost
    ),
}
