"""What a feed's document asks of those who poll it.

Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('feeds', schema=None) as batch_op:
        batch_op.add_column(sa.Column('asked_seconds', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('skip_hours', sa.JSON(), nullable=True))
