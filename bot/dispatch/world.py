"""Everybody outside asked once, for `bot check --online`: feeds, Slack, the mail server, the second reader."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime

from bot.clients.language_model import LanguageModel
from bot.clients.slack import Slack
from bot.clients.slack_socket import SlackSocket
from bot.errors import BotError
from bot.jobs.context import Context
from bot.jobs.try_feed import try_feed
from bot.jobs.try_model import greet
from bot.model.alerts import Receiver
from bot.render.counting import counted

Asked = Iterator[tuple[str, bool]]


def ask_the_world(context: Context, *, now: datetime) -> Asked:
    """Ask each of them once: a line of words for each, and whether it is well.

    To each channel in Slack one message is posted, read back as after a fault, and deleted.
    """
    yield from _feeds(context, now)
    yield from _sinks(context)
    if context.buttons is not None:
        yield _linked(context.buttons)
    if context.model is not None:
        yield _greeted(context, context.model)


def _feeds(context: Context, now: datetime) -> Asked:
    for feed in context.watchlist.feeds:
        if not feed.enabled:
            continue
        try:
            found = try_feed(context, feed, now=now)
        except BotError as error:
            yield f"feed {feed.id}: {error.reason}", False
        else:
            yield f"feed {feed.id}: {counted(len(found.entries), 'entry', 'entries')}", True


def _sinks(context: Context) -> Asked:
    for kind, sink in context.sinks.items():
        try:
            yield f"{kind}: {sink.identity()}", True
        except BotError as error:
            yield f"{kind}: {error.reason}", False
            continue
        for receiver in context.watchlist.receivers:
            if isinstance(sink, Slack) and receiver.kind == "slack":
                yield _rehearsed(sink, receiver)


def _rehearsed(slack: Slack, receiver: Receiver) -> tuple[str, bool]:
    try:
        return f"receiver {receiver.id}: {slack.rehearse(receiver, key=_rehearsal_key())}", True
    except BotError as error:
        return f"receiver {receiver.id}: {error.reason}", False


def _linked(buttons: SlackSocket) -> tuple[str, bool]:
    try:
        buttons.open().close()
    except BotError as error:
        return f"buttons: {error.reason}", False
    return "buttons: Slack opens a connection for them", True


def _greeted(context: Context, model: LanguageModel) -> tuple[str, bool]:
    try:
        return f"second reader: {greet(context, model)}", True
    except BotError as error:
        return f"second reader: {error.reason}", False


def _rehearsal_key() -> str:
    return f"rehearsal:{secrets.token_hex(8)}"
