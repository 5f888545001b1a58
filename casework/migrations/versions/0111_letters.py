"""Signed messages keep what fills their template; what a worker says is missing; what he has left.

Revision: 0111, after 0110
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0111"
down_revision = "0110"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
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
    _make_ended_opening()
    _make_short_word()


def _make_ended_opening() -> None:
    op.create_table(
        "ended_opening",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ended_opening")),
        sa.UniqueConstraint("key", name=op.f("uq_ended_opening_key")),
    )
    with op.batch_alter_table("ended_opening", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ended_opening_ended_at"), ["ended_at"], unique=False
        )


def _make_short_word() -> None:
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
    op.drop_table("ended_opening")
    op.execute("UPDATE message SET notice = 'number' WHERE notice = 'entered'")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_constraint("notice_known", type_="check")
        batch_op.create_check_constraint("notice_known", _notices(_BEFORE))
        batch_op.drop_column("parameters")
