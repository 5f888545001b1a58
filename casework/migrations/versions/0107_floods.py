"""What one address or phone has used, in one table for all of it; complaints whose sender is to be
checked first.

Revision: 0107, after: 0106
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0107"
down_revision = "0106"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _counters("allowance", "used")
    op.drop_table("codes_asked")  # counters of an hour or a day: they begin again
    with op.batch_alter_table("complaint") as table:
        table.add_column(
            sa.Column("unverified", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("complaint") as table:
        table.alter_column("unverified", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("complaint") as table:
        table.drop_column("unverified")
    _counters("codes_asked", "asked")
    op.drop_table("allowance")


def _counters(name: str, number: str) -> None:
    op.create_table(
        name,
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column(number, sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{name}_key")),
    )
    op.create_index(op.f(f"ix_{name}_last_at"), name, ["last_at"])
