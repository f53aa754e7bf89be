"""Copies meet by passages, twelve an article; bands took forty rows.

The fingerprints themselves are made again from the texts, by the job that renews them: steps are not for
migrations to call.

Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table('bands')
    op.create_table('passages',
    sa.Column('key', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.PrimaryKeyConstraint('key', 'number', name=op.f('pk_passages')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('fingerprints', schema=None) as batch_op:
        batch_op.add_column(sa.Column('passages', sa.LargeBinary(), nullable=True))
