"""Alembic's way in: always on a connection that the program hands over, inside its transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from bot.storage.schema import Moment, metadata


def _frozen(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """A migration is history: it never names a type of ours, which may change after it."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=_frozen,
    # SQLite alters a table by making it anew.
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
