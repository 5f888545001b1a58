"""Messages keep what fills their registered template; those whom others entered get their number.

Revision: 0105, after 0104
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0105"
down_revision = "0104"
branch_labels = None
depends_on = None

_BEFORE = (
    "received", "accepted", "supplement", "refused", "transferred", "assigned", "ordered",
    "payment", "claim", "date_moved", "closed", "number", "answered", "phone_changed", "one_time",
    "digest",
)
_AFTER = ("received", "entered", *_BEFORE[1:])


def _notices(words: tuple[str, ...]) -> str:
    return f"notice IN ({', '.join(repr(word) for word in words)})"


def upgrade() -> None:
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("parameters", sa.String(length=400), server_default="{}", nullable=False)
        )
        batch_op.drop_constraint("notice_known", type_="check")
        batch_op.create_check_constraint("notice_known", _notices(_AFTER))


def downgrade() -> None:
    op.execute("UPDATE message SET notice = 'number' WHERE notice = 'entered'")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_constraint("notice_known", type_="check")
        batch_op.create_check_constraint("notice_known", _notices(_BEFORE))
        batch_op.drop_column("parameters")
