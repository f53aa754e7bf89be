"""The one place where things are put together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from importlib.metadata import version

from structlog.typing import FilteringBoundLogger

from bot.clients.http import Http
from bot.clients.http.post import Post
from bot.clients.json_post import JsonReceiver
from bot.clients.language_model import PATH, LanguageModel
from bot.clients.mail import Mail
from bot.clients.parsers import Parsers
from bot.clients.rates import EcbRates
from bot.clients.slack import Slack, SlackWebhook
from bot.clients.slack_socket import SlackSocket
from bot.clients.terminal import Terminal
from bot.jobs import documents, draft_topic
from bot.jobs.context import Context
from bot.model.alerts import Receiver, Sink
from bot.settings import Settings
from bot.steps.match import Matcher
from bot.storage.engine import hold_database, open_database
from bot.watchlist import Watchlist, receivers_in_use

IN_MEMORY = "sqlite://"


@contextmanager
def opened(
    settings: Settings,
    watchlist: Watchlist,
    *,
    log: FilteringBoundLogger,
    alone: bool = False,
    worker: bool = False,
    database_url: str | None = None,
) -> Iterator[Context]:
    """A context over these settings; closed when the block is left.

    `alone` holds the database, so that a second bot on it is refused; a `worker` holds it with others. `database_url` stands in for
    the settings' own (replay works in memory). Raises StorageError where the database cannot be opened.
    """
    with ExitStack() as stack:
        url = database_url or settings.database_url
        if alone or worker:
            stack.enter_context(hold_database(url, alone=alone))
        engine = open_database(url)
        stack.callback(engine.dispose)
        http = stack.enter_context(Http(user_agent(settings), allow_hosts=settings.allow_hosts))
        receivers, notes = receivers_in_use(watchlist, settings)
        # Whoever only looks need not be told who would be told.
        for note in notes if alone or worker else ():
            log.info(note)
        yield Context(
            engine=engine,
            settings=settings,
            watchlist=_in_reach(watchlist, receivers),
            matcher=Matcher(watchlist.topics),
            http=http,
            parsers=parsers(),
            sinks=_sinks(settings, stack),
            rates=EcbRates(),
            log=log,
            buttons=_buttons(settings),
            model=stack.enter_context(_second_reader(settings, watchlist)),
        )


def _in_reach(watchlist: Watchlist, receivers: tuple[Receiver, ...]) -> Watchlist:
    reached = {one.id for one in receivers}
    missing = tuple(one for one in watchlist.receivers if one.id not in reached)
    return replace(watchlist, receivers=receivers, out_of_reach=missing)


def user_agent(settings: Settings) -> str:
    """Who we say we are to publishers: our name, version and where to reach the person in charge."""
    contact = f"; +{settings.contact}" if settings.contact else ""
    return f"Newsledger/{version('newsledger')} (news monitoring bot{contact})"


@cache
def parsers() -> Parsers:
    """The process's own parsers: one set, since warming takes half a second; nothing runs before it is needed."""
    return Parsers(
        (
            documents.feed_document,
            documents.article_page,
            documents.feeds_named,
            documents.studied,
            draft_topic.draft_topic,
        ),
        # The longest page that is read, with a figure in each sentence, takes half of it.
        longer={documents.studied: (10.0, 40.0), draft_topic.draft_topic: (30.0, 90.0)},
    )


def _buttons(settings: Settings) -> SlackSocket | None:
    if settings.slack_app_token is None or settings.slack_bot_token is None:
        return None
    return SlackSocket(settings.slack_app_token.get_secret_value(), base_url=settings.slack_api_url)


@contextmanager
def _second_reader(settings: Settings, watchlist: Watchlist) -> Iterator[LanguageModel | None]:
    use = watchlist.model
    if use is None:
        yield None
        return
    with Post(f"{use.url}{PATH}", user_agent=user_agent(settings)) as post:
        key = settings.model_api_key
        yield LanguageModel(use, post.send, key=key.get_secret_value() if key else None)


def _sinks(settings: Settings, stack: ExitStack) -> dict[str, Sink]:
    sinks: dict[str, Sink] = {"terminal": Terminal()}
    if settings.slack_bot_token is not None:
        sinks["slack"] = Slack(
            settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url
        )
    if settings.slack_webhook_url is not None:
        sinks["webhook"] = SlackWebhook(settings.slack_webhook_url.get_secret_value())
    if settings.smtp_url is not None:
        sinks["mail"] = Mail(settings.smtp_url.get_secret_value(), sender=settings.mail_from)
    if settings.json_receiver_url is not None:
        url = settings.json_receiver_url.get_secret_value()
        post = stack.enter_context(Post(url, user_agent=user_agent(settings)))
        secret = settings.json_receiver_secret
        sinks["json"] = JsonReceiver(
            post.send, secret=secret.get_secret_value() if secret else None
        )
    return sinks
