"""Roots that are kept current, and late copies that are looked for.

Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roots",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="fk_roots_delivery_id"),
        sa.PrimaryKeyConstraint("delivery_id"),
    )
    with op.batch_alter_table("roots", schema=None) as batch_op:
        batch_op.create_index("ix_roots_due_at", ["due_at"], unique=False)
    op.create_table(
        "sweeps",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="fk_sweeps_delivery_id"),
        sa.PrimaryKeyConstraint("delivery_id"),
    )
    with op.batch_alter_table("sweeps", schema=None) as batch_op:
        batch_op.create_index("ix_sweeps_due_at", ["due_at"], unique=False)
