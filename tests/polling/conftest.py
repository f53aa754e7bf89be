"""What the polling tests share: a server that misbehaves, and the bot's own HTTP client."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from misbehaving import Misbehaving

from bot.clients.http import Http

NOW = datetime(2026, 4, 13, 9, tzinfo=UTC)
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
