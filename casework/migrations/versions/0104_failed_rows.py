"""Rows at which a sweep failed, and the alarm that tells of them.

Revision: 0104, after: 0103
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0104"
down_revision = "0103"
branch_labels = None
depends_on = None

_BEFORE = ("clock_jumped", "dates_differ", "calendar_missing")
_NOW = (*_BEFORE, "rows_fail")


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "failed_row",
        sa.Column("id", _key(), autoincrement=False, nullable=False),
        sa.Column("sweep", sa.String(40), nullable=False),
        sa.Column("row_id", _key(), nullable=False),
        sa.Column("error", sa.String(80), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_row")),
        sa.UniqueConstraint("sweep", "row_id", name=op.f("uq_failed_row_sweep_row_id")),
    )
    _kinds(_NOW)


def downgrade() -> None:
    op.execute("DELETE FROM alarm WHERE kind = 'rows_fail'")
    _kinds(_BEFORE)
    op.drop_table("failed_row")


def _kinds(kinds: tuple[str, ...]) -> None:
    """Which alarms there are."""
    name = op.f("ck_alarm_kind_known")
    words = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("alarm") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"kind IN ({words})")
