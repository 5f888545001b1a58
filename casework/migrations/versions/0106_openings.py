"""An opened matter that its person has left stays shut, also for a copy of the cookie.

Revision: 0106, after 0105
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0106"
down_revision = "0105"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ended_opening",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ended_opening")),
        sa.UniqueConstraint("key", name=op.f("uq_ended_opening_key")),
    )
    with op.batch_alter_table("ended_opening", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ended_opening_ended_at"), ["ended_at"], unique=False
        )


def downgrade() -> None:
    op.drop_table("ended_opening")
