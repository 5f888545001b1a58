"""Whose phone a worker is reached by, messages for which somebody has to call, what the counter has
joined or kept apart, how pressing complaints and cases are, and the plan for a crowd.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ACTS = (
    "received", "accepted", "refused", "supplement_asked", "supplement_received", "transferred",
    "withdrawn", "line_withdrawn", "corrected", "phone_changed", "receipt_reissued", "named",
    "passed_on", "roster_added", "roster_removed", "taken_over",
)  # fmt: skip
_NEW_ACTS = ("joined", "linked", "kept_apart", "weighed", "called")
_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_PRIORITIES = ("1", "2", "3")
_STEPS = ("duty", "site", "speakers", "payers", "order", "money", "report")
_TO_CALL = sa.text(
    "alerted_at IS NULL AND case_id IS NULL AND complaint_id IS NOT NULL AND "
    "(state IN ('failed', 'undelivered') OR (state = 'withheld' AND notice <> 'received'))"
)


def upgrade() -> None:
    op.add_column("worker", _text("phone_of", 60))
    op.create_index("ix_message_to_call", "message", ["complaint_id"],
                    postgresql_where=_TO_CALL, sqlite_where=_TO_CALL)  # fmt: skip
    _allow("complaint_decision", "act", (*_ACTS, *_NEW_ACTS))
    op.add_column("complaint_link", sa.Column("together", sa.Boolean(), nullable=False,
                                              server_default=sa.false()))  # fmt: skip
    for table in ("complaint", "case"):
        _pressing(table)
    op.add_column("complaint", _text("noted", 120))
    op.create_index("ix_case_area_pressing", "case", ["area_id", "priority", "sort_on", "id"])
    op.create_index("ix_case_pressing", "case", ["priority", "sort_on", "id"])
    _crowds()


def downgrade() -> None:
    op.drop_table("crowd_step")
    op.drop_table("crowd")
    op.drop_index("ix_case_pressing", "case")
    op.drop_index("ix_case_area_pressing", "case")
    op.drop_column("complaint", "noted")
    for table in ("case", "complaint"):
        for column in ("priority", "chosen_priority", "traits"):
            op.execute(f'ALTER TABLE "{table}" DROP COLUMN {column}')
    op.drop_column("complaint_link", "together")
    op.execute(f"DELETE FROM complaint_decision WHERE {_among('act', _NEW_ACTS)}")
    _allow("complaint_decision", "act", _ACTS)
    op.drop_index("ix_message_to_call", "message")
    op.drop_column("worker", "phone_of")


def _pressing(table: str) -> None:
    """Each column with its own condition: SQLite would make the table anew for one added later,
    and take its rows from under everything that refers to them."""
    for column, kind in (("priority", "DEFAULT '3' NOT NULL"), ("chosen_priority", "")):
        op.execute(
            f'ALTER TABLE "{table}" ADD COLUMN {column} VARCHAR(40) {kind}'
            f" CONSTRAINT ck_{table}_{column}_known CHECK ({_among(column, _PRIORITIES)})"
        )
    op.add_column(table, _text("traits", 120))


def _crowds() -> None:
    op.create_table(
        "crowd",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("complaint_id", _KEY, nullable=True),
        sa.Column("case_id", _KEY, nullable=True),
        sa.Column("area_id", _KEY, nullable=False),
        sa.Column("unit_id", _KEY, nullable=False),
        sa.Column("people", _KEY, nullable=False),
        sa.Column("raised_at", _TIME, nullable=False),
        *(_refers("crowd", name) for name in ("complaint", "case", "area", "unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crowd")),
        sa.UniqueConstraint("key", name=op.f("uq_crowd_key")),
    )
    op.create_index("ix_crowd_area", "crowd", ["area_id", "id"])
    for column in ("complaint_id", "case_id"):
        op.create_index(op.f(f"ix_crowd_{column}"), "crowd", [column])
    op.create_table(
        "crowd_step",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("crowd_id", _KEY, nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("position", _KEY, nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("done_at", _TIME, nullable=True),
        sa.Column("done_by", _KEY, nullable=True),
        sa.CheckConstraint(_among("step", _STEPS), name=op.f("ck_crowd_step_step_known")),
        sa.CheckConstraint("(done_at IS NULL) = (done_by IS NULL)",
                           name=op.f("ck_crowd_step_done_by_somebody")),
        _refers("crowd_step", "crowd"),
        sa.ForeignKeyConstraint(["done_by"], ["officer.id"], name=op.f("fk_crowd_step_done_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crowd_step")),
        sa.UniqueConstraint("crowd_id", "step", name=op.f("uq_crowd_step_crowd_id_step")),
    )  # fmt: skip


def _refers(table: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{to}_id"], [f"{to}.id"], name=op.f(f"fk_{table}_{to}_id")
    )  # fmt: skip


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")


def _among(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"


def _allow(table: str, column: str, words: tuple[str, ...]) -> None:
    """The words that a column may hold from now on."""
    name = op.f(f"ck_{table}_{column}_known")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, _among(column, words))
