"""`bot worker`: one of several processes, on any machine, that share a PostgreSQL database."""

from __future__ import annotations

import signal
from typing import Annotated

import typer

from bot.cli.options import FEEDS_FILE, DataFolder, FeedsFile, opened
from bot.dispatch import cluster, embedded
from bot.errors import ConfigError

ALL = ",".join(cluster.QUEUES)


def worker(
    queues: Annotated[
        str, typer.Option(help="What to work at, with commas between.", metavar="NAMES")
    ] = ALL,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """Work beside others on one PostgreSQL database, until stopped; `bot board` serves the board.

    Every worker has the same feeds.yaml. Any number of them poll and read; each sink, the digest and what is
    tidied are one worker's at a time, and another's as soon as that one ends.

    Example: `bot worker --queues poll,read`
    """
    try:
        wanted = cluster.queues_in(queues)
    except ValueError as error:
        raise ConfigError(str(error), key="--queues") from None
    with opened(feeds, data, worker=True) as context:
        cluster.refuse_a_file(context)
        # As `bot run` does: blocked before any thread starts.
        stops = {signal.SIGTERM, signal.SIGINT}
        signal.pthread_sigmask(signal.SIG_BLOCK, stops)
        now = cluster.ServersClock(context)
        cluster.start(context, now)
        with cluster.leading(context) as leads:
            kinds = cluster.kinds(context, wanted, leads, now)
            workers = embedded.Workers(kinds, context.log, now=now)
            context.log.info("at work", queues=",".join(sorted(wanted)))
            with workers.working():
                signal.sigwait(stops)
        context.log.info(
            "stopped" if workers.ended else "stopped, with work left that others take up"
        )
