"""Whose word an article is: where its text was read, and whom its feed credits.

Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("articles", sa.Column("carried_by", sa.Text(), nullable=True))
    op.add_column("articles", sa.Column("credited", sa.Text(), nullable=True))
