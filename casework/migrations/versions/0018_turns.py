"""A slip that was reversed as a whole may be recorded again under its number; the term of an order
keeps the day that the paper names, and rolls by the calendar of the day.

Revision ID: 0018
Revises: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0015"
branch_labels = None
depends_on = None

_ONCE = "uq_ledger_batch_case_id_slip"
_IN_TURN = "uq_ledger_batch_case_id_slip_turn"
_POSITIVE = "ck_ledger_batch_turn_positive"
_KEPT = "id, case_id, source, total, slip, paid_on, proof, officer_id, at"
#: In the text of SQLite's table: what stood there, and what stands there from now on.
_TEXTS = (
    ("slip VARCHAR(60) NOT NULL,", "slip VARCHAR(60) NOT NULL, turn INTEGER DEFAULT 1 NOT NULL,"),
    (
        f"CONSTRAINT {_ONCE} UNIQUE (case_id, slip)",
        f"CONSTRAINT {_IN_TURN} UNIQUE (case_id, slip, turn),"
        f" CONSTRAINT {_POSITIVE} CHECK (turn > 0)",
    ),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild({before: after for before, after in _TEXTS})
    else:
        op.add_column(
            "ledger_batch", sa.Column("turn", sa.Integer(), server_default="1", nullable=False)
        )
        op.drop_constraint(op.f(_ONCE), "ledger_batch")
        op.create_unique_constraint(op.f(_IN_TURN), "ledger_batch", ["case_id", "slip", "turn"])
        op.create_check_constraint(op.f(_POSITIVE), "ledger_batch", "turn > 0")
    op.execute(
        "UPDATE clock SET term_on = (SELECT paper.term_on FROM paper WHERE paper.id = subject_id)"
        " WHERE rule = 'ORDER-TERM' AND subject_kind = 'paper'"
    )


def downgrade() -> None:
    """Refused by the database where a number was recorded twice: slips are never removed."""
    op.execute("UPDATE clock SET term_on = due_on WHERE rule = 'ORDER-TERM'")
    if op.get_bind().dialect.name == "sqlite":
        _rebuild({after: before for before, after in _TEXTS})
        return
    op.drop_constraint(op.f(_POSITIVE), "ledger_batch")
    op.drop_constraint(op.f(_IN_TURN), "ledger_batch")
    op.create_unique_constraint(op.f(_ONCE), "ledger_batch", ["case_id", "slip"])
    op.drop_column("ledger_batch", "turn")


def _rebuild(changes: dict[str, str]) -> None:
    """SQLite changes a constraint only by making the table anew. Its rows go back into a table of
    the same name, so that every entry finds its slip again before the transaction ends."""
    found = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'ledger_batch'"
    table = op.get_bind().scalar(sa.text(found))
    for before, after in changes.items():
        table = table.replace(before, after)
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TEMPORARY TABLE kept AS SELECT * FROM ledger_batch")
    op.execute("DROP TABLE ledger_batch")
    op.execute(sa.text(table))
    op.execute(f"INSERT INTO ledger_batch ({_KEPT}) SELECT {_KEPT} FROM kept")
    op.execute("DROP TABLE kept")
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER ledger_batch_no_{change.lower()} BEFORE {change} ON ledger_batch"
            " BEGIN SELECT RAISE(ABORT, 'rows of ledger_batch are never changed'); END"
        )
