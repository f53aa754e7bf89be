"""What the polling tests share: a server that misbehaves, the bot's own HTTP client, and a whole bot."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from misbehaving import Misbehaving
from polled import Polled

from bot import app
from bot.clients.http import Http
from bot.settings import load_settings
from bot.watchlist import load_watchlist

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
FEEDS = """
topics:
  - id: plants
    name: Plants
    keywords: {{any: [plant]}}
    series: [{{id: support, label: Support, unit: money}}]
feeds:
  - {{id: one, name: The One, url: "{url}"}}
receivers:
  - {{id: screen, kind: terminal}}
"""
AGENT = "Newsledger/0.1 (news monitoring bot; +https://example.org/bot)"


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    """A server on loopback."""
    with Misbehaving() as one:
        yield one


@pytest.fixture
def http() -> Iterator[Http]:
    """A client that may talk to loopback, as the demo's may."""
    with Http(AGENT, allow_hosts=["127.0.0.1"]) as client:
        yield client


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return NOW


@pytest.fixture
def polled(server: Misbehaving, tmp_path: Path) -> Iterator[Polled]:
    """A bot of one feed at the server, its clock in the test's hands."""
    place = tmp_path / "feeds.yaml"
    place.write_text(FEEDS.format(url=server.url()), encoding="utf-8")
    settings = load_settings({"BOT_ALLOW_HOSTS": "127.0.0.1"}, data=tmp_path / "data")
    log = structlog.get_logger()
    with app.opened(settings, load_watchlist(place), log=log) as context:
        yield Polled(context, server, NOW)
