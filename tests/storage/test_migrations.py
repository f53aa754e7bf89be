"""Migrations are history: a database of any earlier program becomes one of today's."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, text

from bot.storage import schema, upgrade
from bot.storage.engine import open_database

VERSIONS = upgrade.MIGRATIONS / "versions"
REVISIONS = sorted(path.name[:4] for path in VERSIONS.glob("0*.py"))
KEPT = Path(__file__).with_name("migrations.sha256")
# What was added to migrations after they had run somewhere, at four commits before they were made append-only.
EARLY = {
    "0001": (
        "ALTER TABLE entries DROP COLUMN looks",
        "DROP INDEX ix_fingerprints_published",
        "ALTER TABLE fingerprints DROP COLUMN indexed",
    ),
    "0009": ("ALTER TABLE feeds DROP COLUMN note",),
}


def at(place: Path, revision: str, *, without: tuple[str, ...] = ()) -> str:
    """A database as the program of a revision left it; its address."""
    url = f"sqlite:///{place / 'bot.db'}"
    made = create_engine(url)
    with made.begin() as conn:
        command.upgrade(upgrade.config(conn), revision)
        for statement in without:
            conn.execute(text(statement))
    made.dispose()
    return url


def differences(database: Engine) -> list[object]:
    """Where the tables differ from what the code expects."""
    with database.connect() as conn:
        return list(compare_metadata(MigrationContext.configure(conn), schema.metadata))


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_each_revision_becomes_todays(tmp_path: Path, revision: str) -> None:
    """Whoever skipped ten updates must come through the eleventh."""
    database = open_database(at(tmp_path, revision))
    assert differences(database) == []
    database.dispose()


@pytest.mark.parametrize("revision", sorted(EARLY))
def test_a_database_from_before_a_migration_was_edited_becomes_todays(
    tmp_path: Path, revision: str
) -> None:
    """Its own migration counted as done, so that what was added to it never came."""
    database = open_database(at(tmp_path, revision, without=EARLY[revision]))
    assert differences(database) == []
    database.dispose()


def test_no_migration_is_edited_once_it_is_there() -> None:
    """A new one is added to the list below it, with `sha256sum 0*.py`; a line that is there stays."""
    known = dict(reversed(line.split()) for line in KEPT.read_text().splitlines())
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VERSIONS.glob("0*.py")
    }
    assert found == known
