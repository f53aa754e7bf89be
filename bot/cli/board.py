"""`bot board`: the board alone, over what a bot has read; and the board beside a running bot."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Annotated

import typer

from bot.cli.options import FEEDS_FILE, DataFolder, FeedsFile, opened, out
from bot.dispatch import clock
from bot.errors import ConfigError
from bot.jobs.context import Context
from bot.web.access import Access, access_of
from bot.web.application import create
from bot.web.server import serving

Web = Annotated[
    str | None,
    typer.Option(
        "--web", metavar="HOST:PORT", help="Where the board listens (BOT_WEB, or 127.0.0.1:8484)."
    ),
]
BehindProxy = Annotated[
    str | None,
    typer.Option(
        "--behind-proxy", metavar="HEADER", help="The header by which your proxy says who asks."
    ),
]


def board(
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
    web: Web = None,
    behind_proxy: BehindProxy = None,
) -> None:
    """Show the board over a data folder, without polling, until stopped; `bot run` shows it too.

    Example: `bot board --data var`
    """
    with opened(feeds, data) as context, served(context, web, behind_proxy) as access:
        out.print(f"The board: {access.address} (stop it with Ctrl-C)", soft_wrap=True)
        stops = {signal.SIGTERM, signal.SIGINT}
        signal.pthread_sigmask(signal.SIG_BLOCK, stops)
        signal.sigwait(stops)


@contextmanager
def served(context: Context, listen: str | None, proxy_header: str | None) -> Iterator[Access]:
    """The board, for as long as the block lasts; raises ConfigError where it cannot be opened."""
    settings = context.settings
    access = access_of(
        listen or settings.web,
        now=clock.now,
        password=settings.web_password.get_secret_value() if settings.web_password else None,
        proxy_header=proxy_header,
        public_url=settings.web_url,
    )
    with serving(create(context, access, now=clock.now), access):
        yield access


@contextmanager
def beside(context: Context, listen: str | None, proxy_header: str | None) -> Iterator[None]:
    """The board beside a bot: where nobody chose its port, and it is taken, the bot goes on without it."""
    with ExitStack() as stack:
        try:
            access = stack.enter_context(served(context, listen, proxy_header))
        except ConfigError as error:
            if listen is not None or context.settings.web_password is not None:
                raise
            context.log.warning("no board", reason=error.reason)
        else:
            context.log.info("the board is open", address=access.address)
        yield
