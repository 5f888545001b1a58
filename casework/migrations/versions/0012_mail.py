"""Officers may give an e-mail address and get their reminder by mail; the watch over ways out.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ALARMS = ("clock_jumped", "dates_differ")
#: In the order in which they stand in the table.
_NOTICES = (
    "received", "accepted", "supplement", "refused", "transferred", "assigned", "ordered",
    "payment", "claim", "date_moved", "closed", "one_time", "number", "answered", "phone_changed",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("officer", sa.Column("email_sealed", sa.LargeBinary(), nullable=True))
    _words("alarm", "kind", before=_ALARMS, after=(*_ALARMS, "calendar_missing"))
    _words("message", "notice", before=_NOTICES, after=(*_NOTICES, "digest"))
    op.create_index("ix_message_tried", "message", ["channel", "tried_at"])


def downgrade() -> None:
    op.drop_index("ix_message_tried", table_name="message")
    op.execute("DELETE FROM message WHERE notice = 'digest'")
    op.execute("DELETE FROM alarm WHERE kind = 'calendar_missing'")
    _words("message", "notice", before=(*_NOTICES, "digest"), after=_NOTICES)
    _words("alarm", "kind", before=(*_ALARMS, "calendar_missing"), after=_ALARMS)
    op.execute("ALTER TABLE officer DROP COLUMN email_sealed")


def _words(table: str, column: str, *, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """SQLite keeps a condition only in the text of its table; rebuilding the table would take its
    rows from under the answers that refer to them."""
    old, new = (f"{column} IN ({', '.join(map(repr, words))})" for words in (before, after))
    if op.get_bind().dialect.name == "postgresql":
        name = f"ck_{table}_{column}_known"
        op.drop_constraint(op.f(name), table)
        op.create_check_constraint(op.f(name), table, new)
        return
    op.execute("PRAGMA writable_schema = ON")
    said = op.get_bind().execute(
        sa.text(
            "UPDATE sqlite_schema SET sql = replace(sql, :old, :new)"
            " WHERE type = 'table' AND name = :table AND instr(sql, :old) > 0"
        ).bindparams(old=old, new=new, table=table)
    )
    if said.rowcount != 1:
        raise RuntimeError(f"{table} does not say: {old}")
    op.execute("PRAGMA writable_schema = RESET")
