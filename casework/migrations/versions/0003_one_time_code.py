"""One-time codes to a worker's phone, how many were asked for, and the message that carries one.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from alembic.operations.base import BatchOperations


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_BEFORE = (
    "received", "accepted", "supplement", "refused", "transferred", "assigned", "ordered",
    "payment", "claim", "date_moved", "closed",
)  # fmt: skip
_AFTER = (*_BEFORE, "one_time")


def upgrade() -> None:
    op.create_table(
        "codes_asked",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes_asked")),
        sa.UniqueConstraint("key", name=op.f("uq_codes_asked_key")),
    )
    op.create_index(op.f("ix_codes_asked_last_at"), "codes_asked", ["last_at"])
    op.create_table(
        "one_time_code",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("token_index", sa.String(length=64), nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("proof_of", sa.String(length=40), nullable=False),
        sa.Column("complaint_id", _KEY, nullable=False),
        sa.Column("claimant_id", _KEY, nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "proof_of IN ('person', 'phone')", name=op.f("ck_one_time_code_proof_of_known")
        ),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_one_time_code_tries_counted")),
        sa.CheckConstraint(
            "proven_at IS NULL OR tries > 0", name=op.f("ck_one_time_code_proven_by_a_try")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_one_time_code_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["claimant.id"], name=op.f("fk_one_time_code_claimant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_code")),
        sa.UniqueConstraint("token_index", name=op.f("uq_one_time_code_token_index")),
    )
    op.create_index(op.f("ix_one_time_code_complaint_id"), "one_time_code", ["complaint_id"])
    op.create_index(op.f("ix_one_time_code_sent_at"), "one_time_code", ["sent_at"])
    with op.batch_alter_table("message") as table:
        table.add_column(sa.Column("secret_sealed", sa.LargeBinary(), nullable=True))
        _say(table, _AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM message WHERE notice = 'one_time'")
    with op.batch_alter_table("message") as table:
        table.drop_column("secret_sealed")
        _say(table, _BEFORE)
    op.drop_table("one_time_code")
    op.drop_table("codes_asked")


def _say(table: BatchOperations, notices: tuple[str, ...]) -> None:
    """Which notices a message may be."""
    words = ", ".join(f"'{word}'" for word in notices)
    table.drop_constraint(op.f("ck_message_notice_known"), type_="check")
    table.create_check_constraint(op.f("ck_message_notice_known"), f"notice IN ({words})")
