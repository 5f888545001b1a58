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
_NOTICES = (
    "received", "accepted", "supplement", "refused", "transferred", "assigned", "ordered",
    "payment", "claim", "date_moved", "closed", "number", "answered", "phone_changed", "one_time",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("officer", sa.Column("email_sealed", sa.LargeBinary(), nullable=True))
    _words("alarm", kind=(*_ALARMS, "calendar_missing"))
    _words("message", notice=(*_NOTICES, "digest"))
    op.create_index("ix_message_tried", "message", ["channel", "tried_at"])


def downgrade() -> None:
    op.drop_index("ix_message_tried", table_name="message")
    op.execute("DELETE FROM message WHERE notice = 'digest'")
    op.execute("DELETE FROM alarm WHERE kind = 'calendar_missing'")
    _words("message", notice=_NOTICES)
    _words("alarm", kind=_ALARMS)
    op.execute("ALTER TABLE officer DROP COLUMN email_sealed")


def _words(table: str, **known: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        # it copies the table, and answers refer to messages meanwhile
        op.execute("PRAGMA defer_foreign_keys = ON")
    with op.batch_alter_table(table) as batch:
        for column, words in known.items():
            name = op.f(f"ck_{table}_{column}_known")
            listed = ", ".join(f"'{word}'" for word in words)
            batch.drop_constraint(name, type_="check")
            batch.create_check_constraint(name, f"{column} IN ({listed})")
