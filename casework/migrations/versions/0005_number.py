"""The message that carries the number of a receipt.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BEFORE = (
    "received", "accepted", "supplement", "refused", "transferred", "assigned", "ordered",
    "payment", "claim", "date_moved", "closed", "one_time",
)  # fmt: skip
_AFTER = (*_BEFORE, "number")


def upgrade() -> None:
    _say(_AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM message WHERE notice = 'number'")
    _say(_BEFORE)


def _say(notices: tuple[str, ...]) -> None:
    """Which notices a message may be."""
    words = ", ".join(f"'{word}'" for word in notices)
    with op.batch_alter_table("message") as table:
        table.drop_constraint(op.f("ck_message_notice_known"), type_="check")
        table.create_check_constraint(op.f("ck_message_notice_known"), f"notice IN ({words})")
