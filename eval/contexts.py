"""The bot on a real stream's topic, with an empty ledger in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot import app, logs
from bot.jobs.context import Context
from bot.settings import load_settings
from bot.watchlist import Watchlist, load_topic
from eval.left_out import (
    certainty_without,
    event_weights_without,
    filing_without,
    weights_without,
)
from eval.real_streams import RealStream


@contextmanager
def opened(stream: RealStream) -> Iterator[Context]:
    """A context on a stream's topic alone, with weights that were fitted without that stream."""
    settings = load_settings()
    watchlist = replace(Watchlist.of_topic(load_topic(stream.topic)), receivers=(), seeds=None)
    log = logs.configure(settings.log, secrets=settings.secrets())
    with app.opened(settings, watchlist, log=log, database_url=app.IN_MEMORY) as context:
        yield replace(
            context,
            topic_weights=weights_without(stream.name) or context.topic_weights,
            event_weights=event_weights_without(stream.name) or context.event_weights,
            filing_weights=filing_without(stream.name) or context.filing_weights,
            certainty_weights=certainty_without(stream.name) or context.certainty_weights,
        )
