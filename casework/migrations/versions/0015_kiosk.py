"""Kiosks of the service centres, the visits at them, and what they ask of the window.

Revision ID: 0015
Revises: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_CHANNELS = "channel IN ('phone_page', 'counter', 'call', 'letter', 'hotline', 'platform')"
_WITH_KIOSK = _CHANNELS.replace("'counter', ", "'counter', 'kiosk', ")
_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _say_channels(_CHANNELS, _WITH_KIOSK)
    op.create_table(
        "kiosk",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("key_index", sa.String(length=64), nullable=False),
        sa.Column("centre_id", _KEY, nullable=False),
        sa.Column("set_up_by", _KEY, nullable=False),
        sa.Column("set_up_at", _INSTANT, nullable=False),
        sa.Column("ended_by", _KEY, nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_kiosk_ended_by_somebody")
        ),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_kiosk_centre_id")),
        sa.ForeignKeyConstraint(["set_up_by"], ["officer.id"], name=op.f("fk_kiosk_set_up_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["officer.id"], name=op.f("fk_kiosk_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk")),
        sa.UniqueConstraint("key_index", name=op.f("uq_kiosk_key_index")),
    )
    op.create_index(op.f("ix_kiosk_centre_id"), "kiosk", ["centre_id"])
    _create_visits()
    _create_calls()
    op.add_column("draft", sa.Column("visit_id", _KEY, nullable=True))
    op.create_index(op.f("ix_draft_visit_id"), "draft", ["visit_id"])


def _create_visits() -> None:
    op.create_table(
        "kiosk_visit",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("kiosk_id", _KEY, nullable=False),
        sa.Column("began_at", _INSTANT, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=False),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.Column("ended_how", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "ended_how IN ('done', 'idle', 'moved')", name=op.f("ck_kiosk_visit_ended_how_known")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_how IS NULL)", name=op.f("ck_kiosk_visit_end_has_way")
        ),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name=op.f("fk_kiosk_visit_kiosk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_visit")),
    )
    op.create_index(op.f("ix_kiosk_visit_kiosk_id"), "kiosk_visit", ["kiosk_id"])
    _index_open("ix_kiosk_visit_open", "kiosk_visit", ["seen_at"], "ended_at IS NULL")


def _create_calls() -> None:
    op.create_table(
        "window_call",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("centre_id", _KEY, nullable=False),
        sa.Column("wish", sa.String(length=40), nullable=False),
        sa.Column("complaint_id", _KEY, nullable=True),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("answered_at", _INSTANT, nullable=True),
        sa.Column("answered_by", _KEY, nullable=True),
        sa.CheckConstraint("wish IN ('help', 'print')", name=op.f("ck_window_call_wish_known")),
        sa.CheckConstraint(
            "(wish = 'print') = (complaint_id IS NOT NULL)",
            name=op.f("ck_window_call_print_has_complaint"),
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL)",
            name=op.f("ck_window_call_answered_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centre.id"], name=op.f("fk_window_call_centre_id")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_window_call_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["officer.id"], name=op.f("fk_window_call_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_window_call")),
    )
    _index_open("ix_window_call_open", "window_call", ["centre_id", "made_at"],
                "answered_at IS NULL")  # fmt: skip


def _index_open(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, postgresql_where=where, sqlite_where=where)


def downgrade() -> None:
    op.drop_index(op.f("ix_draft_visit_id"), "draft")
    op.drop_column("draft", "visit_id")
    op.drop_table("window_call")
    op.drop_table("kiosk_visit")
    op.drop_table("kiosk")
    op.execute("UPDATE complaint SET channel = 'phone_page' WHERE channel = 'kiosk'")
    _say_channels(_WITH_KIOSK, _CHANNELS)


def _say_channels(before: str, after: str) -> None:
    """Which doors there are. SQLite keeps a condition only in the text of its table; rebuilding the
    table would take its rows through every foreign key that points here."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("ck_complaint_channel_known", "complaint")
        op.create_check_constraint(op.f("ck_complaint_channel_known"), "complaint", after)
        return
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        sa.text(
            "UPDATE sqlite_schema SET sql = replace(sql, :before, :after)"
            " WHERE type = 'table' AND name = 'complaint'"
        ).bindparams(before=before, after=after)
    )
    op.execute("PRAGMA writable_schema = RESET")
