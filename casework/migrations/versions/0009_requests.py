"""What workers ask for after filing, how content they are, and who of a complaint has withdrawn.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_OPEN = sa.text("state = 'open'")

_NOTICES = (
    "received", "accepted", "supplement", "refused", "transferred", "assigned", "ordered",
    "payment", "claim", "date_moved", "closed", "one_time", "number",
)  # fmt: skip
_NEW_NOTICES = ("answered", "phone_changed")
_ACTS = (
    "received", "accepted", "refused", "supplement_asked", "supplement_received", "transferred",
    "withdrawn", "receipt_reissued", "named", "passed_on", "roster_added", "roster_removed",
    "taken_over",
)  # fmt: skip
_NEW_ACTS = ("line_withdrawn", "corrected", "phone_changed")


def upgrade() -> None:
    op.add_column("claimant", sa.Column("withdrawn_at", _TIME, nullable=True))
    _allow("message", "notice", (*_NOTICES, *_NEW_NOTICES))
    _allow("complaint_decision", "act", (*_ACTS, *_NEW_ACTS))
    _requests()
    op.create_table(
        "satisfaction",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("claimant_id", _KEY, nullable=False),
        sa.Column("case_id", _KEY, nullable=False),
        sa.Column("grade", sa.String(length=40), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("given_at", _TIME, nullable=False),
        _one_of("satisfaction", "grade", ("content", "fair", "discontent")),
        _refers("satisfaction", "claimant_id", "claimant"),
        _refers("satisfaction", "case_id", "case"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_satisfaction")),
        sa.UniqueConstraint("claimant_id", name=op.f("uq_satisfaction_claimant_id")),
    )
    op.create_index(op.f("ix_satisfaction_case_id"), "satisfaction", ["case_id"])


def _requests() -> None:
    table = "worker_request"
    op.create_table(
        table,
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("complaint_id", _KEY, nullable=False),
        sa.Column("claimant_id", _KEY, nullable=False),
        sa.Column("case_id", _KEY, nullable=True),
        sa.Column("line_id", _KEY, nullable=True),
        sa.Column("unit_id", _KEY, nullable=False),
        sa.Column("task_id", _KEY, nullable=True),
        sa.Column("old_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("new_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", _TIME, nullable=False),
        sa.Column("taken_by", _KEY, nullable=True),
        sa.Column("called_at", _TIME, nullable=True),
        sa.Column("call_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("settled_at", _TIME, nullable=True),
        sa.Column("settled_by", _KEY, nullable=True),
        _one_of(table, "kind", ("withdraw", "correct", "unsolved")),
        _one_of(table, "about", ("line", "case", "amount", "months", "place", "employer")),
        _one_of(table, "state", ("open", "done", "answered", "cancelled")),
        sa.CheckConstraint(
            "(state = 'open') = (settled_at IS NULL)",
            name=op.f("ck_worker_request_settled_has_time"),
        ),
        sa.CheckConstraint(
            "kind <> 'withdraw' OR state <> 'done' "
            "OR (called_at IS NOT NULL AND call_sealed IS NOT NULL AND settled_by IS NOT NULL)",
            name=op.f("ck_worker_request_withdrawal_was_asked_back"),
        ),
        sa.CheckConstraint(
            "settled_by <> taken_by", name=op.f("ck_worker_request_settled_by_another")
        ),
        *(
            _refers(table, column, to)
            for column, to in (
                ("complaint_id", "complaint"), ("claimant_id", "claimant"), ("case_id", "case"),
                ("line_id", "line"), ("unit_id", "unit"), ("task_id", "task"),
                ("taken_by", "officer"), ("settled_by", "officer"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_request")),
    )  # fmt: skip
    op.create_index("uq_worker_request_open", table, ["claimant_id", "kind", "about"],
                    unique=True, postgresql_where=_OPEN, sqlite_where=_OPEN)  # fmt: skip
    op.create_index("ix_worker_request_waiting", table, ["asked_at", "id"],
                    postgresql_where=_OPEN, sqlite_where=_OPEN)  # fmt: skip
    op.create_index("ix_worker_request_case", table, ["case_id", "kind"])


def downgrade() -> None:
    op.drop_table("satisfaction")
    op.drop_table("worker_request")
    op.execute(f"DELETE FROM message WHERE {_among('notice', _NEW_NOTICES)}")
    op.execute(f"DELETE FROM complaint_decision WHERE {_among('act', _NEW_ACTS)}")
    _allow("complaint_decision", "act", _ACTS)
    _allow("message", "notice", _NOTICES)
    op.drop_column("claimant", "withdrawn_at")


def _allow(table: str, column: str, words: tuple[str, ...]) -> None:
    """Which words a column may hold."""
    name = op.f(f"ck_{table}_{column}_known")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, _among(column, words))


def _one_of(table: str, column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    return sa.CheckConstraint(_among(column, words), name=op.f(f"ck_{table}_{column}_known"))


def _among(column: str, words: tuple[str, ...]) -> str:
    values = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({values})"


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
