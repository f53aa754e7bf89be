"""What was once added to migrations that had run already: made here where it is missing.

Revises: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    known = sa.inspect(op.get_bind())
    columns = {
        table: {one["name"] for one in known.get_columns(table)}
        for table in ("articles", "entries", "feeds", "fingerprints")
    }
    indexes = {one["name"] for one in known.get_indexes("fingerprints")}
    if "indexed" not in columns["fingerprints"]:
        op.add_column(
            "fingerprints",
            sa.Column("indexed", sa.Boolean(), nullable=False, server_default=sa.true()),
        )
    if "looks" not in columns["entries"]:
        op.add_column(
            "entries", sa.Column("looks", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
    if "note" not in columns["feeds"]:
        op.add_column("feeds", sa.Column("note", sa.Text(), nullable=True))
    if "ix_fingerprints_published" not in indexes:
        op.create_index("ix_fingerprints_published", "fingerprints", ["published"])
