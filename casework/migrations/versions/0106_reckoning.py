"""Open limits worked out again, batch by batch, and how far that has come.

Revision: 0106, after: 0105
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0106"
down_revision = "0105"
branch_labels = None
depends_on = None


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reckoning",
        sa.Column("id", _key(), autoincrement=False, nullable=False),
        sa.Column("cause", sa.String(40), nullable=False),
        sa.Column("about_id", _key(), nullable=False),
        sa.Column("cursor", _key(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("through", sa.Boolean(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("cause IN ('calendar', 'law')", name=op.f("ck_reckoning_cause_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reckoning")),
    )
    unfinished = sa.text("finished_at IS NULL")
    op.create_index(
        "uq_reckoning_open",
        "reckoning",
        ["cause", "about_id"],
        unique=True,
        postgresql_where=unfinished,
        sqlite_where=unfinished,
    )


def downgrade() -> None:
    op.drop_table("reckoning")
