"""What tests of every part may ask for: the same examples in each run, and a PostgreSQL server, started once."""

import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from bot.storage.engine import open_database
from demo.servers.postgres import PostgresServer, programs

# A change is judged by what it changes: Hypothesis draws the same examples in each run. `make fuzz` draws new ones.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("new", deadline=None, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server with one database of ours, of which others are copied; skips where no server is installed."""
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL server of version 15 or later is installed")
    with PostgresServer(folder) as server:
        server.create("pattern")
        open_database(server.url("pattern")).dispose()
        yield server


@pytest.fixture
def new_postgres(postgres_server: PostgresServer) -> Iterator[Callable[[], str]]:
    """Gives the address of a fresh database on the server each time that it is called."""
    made: list[str] = []

    def new() -> str:
        made.append(postgres_server.copy("pattern"))
        return postgres_server.url(made[-1])

    yield new
    for name in made:
        postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Gives the address of a fresh database each time that it is called: the test runs on both stores."""
    if request.param == "sqlite":
        return lambda: "sqlite://"
    new: Callable[[], str] = request.getfixturevalue("new_postgres")
    return new
