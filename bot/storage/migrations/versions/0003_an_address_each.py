"""Each address of a mail receiver has a delivery of its own.

Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table(
        'deliveries', naming_convention={'uq': 'uq_%(table_name)s_%(column_0_name)s'}
    ) as batch_op:
        batch_op.add_column(sa.Column('address', sa.String(), nullable=False, server_default=''))
        batch_op.drop_constraint('uq_deliveries_receiver', type_='unique')
        batch_op.create_unique_constraint('uq_deliveries', ['receiver', 'key', 'address'])
