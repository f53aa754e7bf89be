"""What an event follows.

Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stories", sa.Column("follows", sa.String(), nullable=True))
    op.create_index("ix_stories_follows", "stories", ["follows"])
