"""When an item was last read again, and how often; finding an item by its feed and date; what of a feed is not read.

Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch, which would copy the table: there may be millions of rows.
    op.add_column(
        "entries", sa.Column("rereads", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.add_column("entries", sa.Column("reread_at", sa.DateTime(), nullable=True))
    op.add_column("feeds", sa.Column("note", sa.Text(), nullable=True))
    op.create_index("ix_entries_feed_id_published", "entries", ["feed_id", "published"])
