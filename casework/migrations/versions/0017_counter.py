"""Whose phone a worker is reached by, messages for which somebody has to call, and what the counter
has joined, linked or kept apart.

Revision ID: 0017
Revises: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None

_ACTS = (
    "received", "accepted", "refused", "supplement_asked", "supplement_received", "transferred",
    "withdrawn", "line_withdrawn", "corrected", "phone_changed", "receipt_reissued", "named",
    "passed_on", "roster_added", "roster_removed", "taken_over",
)  # fmt: skip
_NEW_ACTS = ("joined", "linked", "kept_apart", "called")
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


def downgrade() -> None:
    op.drop_column("complaint_link", "together")
    op.execute(f"DELETE FROM complaint_decision WHERE {_among('act', _NEW_ACTS)}")
    _allow("complaint_decision", "act", _ACTS)
    op.drop_index("ix_message_to_call", "message")
    op.drop_column("worker", "phone_of")


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
