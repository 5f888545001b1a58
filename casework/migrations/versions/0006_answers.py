"""Delivery of messages, what workers answer, and whom a message is for.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)
_BEFORE = "state IN ('waiting', 'sending', 'sent', 'failed', 'unknown')"
_AFTER = (
    "state IN ('waiting', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', "
    "'withheld')"
)
_ACTS_BEFORE = (
    "act IN ('received', 'accepted', 'refused', 'supplement_asked', 'supplement_received', "
    "'transferred', 'withdrawn', 'receipt_reissued', 'named', 'passed_on', 'roster_added', "
    "'roster_removed')"
)
_ACTS_AFTER = f"{_ACTS_BEFORE[:-1]}, 'taken_over')"


def upgrade() -> None:
    _widen_messages()
    op.create_table(
        "reply",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("service_id", sa.String(length=120), nullable=False),
        sa.Column("sender_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sender_index", sa.String(length=64), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("meaning", sa.String(length=40), nullable=False),
        sa.Column("said_at", _INSTANT, nullable=False),
        sa.Column("kept_at", _INSTANT, nullable=False),
        sa.Column("read_at", _INSTANT, nullable=True),
        sa.Column("message_id", _KEY, nullable=True),
        sa.CheckConstraint(
            "meaning IN ('here', 'less', 'stop', 'start', 'other')",
            name=op.f("ck_reply_meaning_known"),
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_reply_message_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint("service_id", name=op.f("uq_reply_service_id")),
    )
    op.create_index("ix_reply_sender", "reply", ["sender_index", "id"])
    op.create_index(op.f("ix_reply_message_id"), "reply", ["message_id"])
    op.create_table(
        "quiet_number",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("number_index", sa.String(length=64), nullable=False),
        sa.Column("since_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiet_number")),
        sa.UniqueConstraint("number_index", name=op.f("uq_quiet_number_number_index")),
    )
    op.add_column(
        "worker",
        sa.Column("no_messages", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("complaint", sa.Column("helper_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("complaint", sa.Column("helper_phone_sealed", sa.LargeBinary(), nullable=True))
    op.add_column(
        "complaint",
        sa.Column("to_helper", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("complaint_decision") as batch:
        batch.drop_constraint(op.f("ck_complaint_decision_act_known"), type_="check")
        batch.create_check_constraint(op.f("ck_complaint_decision_act_known"), _ACTS_AFTER)


def _widen_messages() -> None:
    with op.batch_alter_table("message") as batch:
        batch.add_column(sa.Column("batch_id", _KEY, nullable=True))
        batch.add_column(sa.Column("rounds", _KEY, nullable=False, server_default="0"))
        batch.add_column(sa.Column("asked_at", _INSTANT, nullable=True))
        batch.add_column(sa.Column("delivered_at", _INSTANT, nullable=True))
        batch.add_column(sa.Column("alerted_at", _INSTANT, nullable=True))
        batch.create_foreign_key(
            op.f("fk_message_batch_id"), "ledger_batch", ["batch_id"], ["id"]
        )
        batch.drop_constraint(op.f("ck_message_state_known"), type_="check")
        batch.create_check_constraint(op.f("ck_message_state_known"), _AFTER)
        batch.create_index("ix_message_reference", ["reference"])


def downgrade() -> None:
    op.execute("DELETE FROM complaint_decision WHERE act = 'taken_over'")
    op.execute("UPDATE message SET state = 'sent' WHERE state = 'delivered'")
    op.execute("UPDATE message SET state = 'failed' WHERE state IN ('undelivered', 'withheld')")
    with op.batch_alter_table("complaint_decision") as batch:
        batch.drop_constraint(op.f("ck_complaint_decision_act_known"), type_="check")
        batch.create_check_constraint(op.f("ck_complaint_decision_act_known"), _ACTS_BEFORE)
    op.drop_column("complaint", "to_helper")
    op.drop_column("complaint", "helper_phone_sealed")
    op.drop_column("complaint", "helper_sealed")
    op.drop_column("worker", "no_messages")
    op.drop_table("quiet_number")
    op.drop_table("reply")
    with op.batch_alter_table("message") as batch:
        batch.drop_index("ix_message_reference")
        batch.drop_constraint(op.f("ck_message_state_known"), type_="check")
        batch.create_check_constraint(op.f("ck_message_state_known"), _BEFORE)
        batch.drop_constraint(op.f("fk_message_batch_id"), type_="foreignkey")
        for name in ("alerted_at", "delivered_at", "asked_at", "rounds", "batch_id"):
            batch.drop_column(name)
