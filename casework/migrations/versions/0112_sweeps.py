"""Rows at which a sweep failed, limits worked out again in batches, what one address or phone has
used, and complaints whose sender is to be checked first.

Revision: 0112, after: 0111
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0112"
down_revision = "0111"
branch_labels = None
depends_on = None

_BEFORE = ("clock_jumped", "dates_differ", "calendar_missing", "unreadable")
_NOW = (*_BEFORE, "rows_fail")


def upgrade() -> None:
    _failed_rows()
    _kinds(_NOW)
    _reckoning()
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
    op.drop_table("reckoning")
    op.execute("DELETE FROM alarm WHERE kind = 'rows_fail'")
    _kinds(_BEFORE)
    op.drop_table("failed_row")


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _failed_rows() -> None:
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


def _reckoning() -> None:
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


def _kinds(kinds: tuple[str, ...]) -> None:
    """Which alarms there are."""
    name = op.f("ck_alarm_kind_known")
    words = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("alarm") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"kind IN ({words})")


def _counters(name: str, number: str) -> None:
    op.create_table(
        name,
        sa.Column("id", _key(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column(number, sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{name}_key")),
    )
    op.create_index(op.f(f"ix_{name}_last_at"), name, ["last_at"])
