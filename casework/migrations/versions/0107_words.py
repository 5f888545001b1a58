"""A worker's own word that less is here than was recorded.

Revision: 0107, after 0106
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0107"
down_revision = "0106"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "short_word",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("line_id", _ID, nullable=False),
        sa.Column("entry_id", _ID, nullable=False),
        sa.Column("waited", sa.BigInteger(), nullable=False),
        sa.Column("came", sa.BigInteger(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("came >= 0", name=op.f("ck_short_word_came_not_negative")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_short_word_line_id_line")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["ledger_entry.id"], name=op.f("fk_short_word_entry_id_ledger_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_short_word")),
    )
    with op.batch_alter_table("short_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_short_word_line_id"), ["line_id"], unique=False)


def downgrade() -> None:
    op.drop_table("short_word")
