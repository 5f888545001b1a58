"""Day logs of workers; evidence that was drawn from one; codes for other things than a line.

Revision ID: 0019
Revises: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_GUARD = "day_note_no_update"


def upgrade() -> None:
    op.create_table(
        "day_log",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_log")),
        sa.UniqueConstraint("code_index", name=op.f("uq_day_log_code_index")),
    )
    _create_notes()
    _guard_notes()
    op.add_column(
        "evidence",
        sa.Column("own_record", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    _say_what_codes_open()


def _create_notes() -> None:
    op.create_table(
        "day_note",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("log_id", _KEY, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("worked", sa.String(length=40), nullable=True),
        sa.Column("overtime", sa.Integer(), nullable=False),
        sa.Column("said_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("replaces_id", _KEY, nullable=True),
        sa.CheckConstraint("kind IN ('day', 'promise')", name=op.f("ck_day_note_kind_known")),
        sa.CheckConstraint(
            "worked IN ('whole', 'half', 'none')", name=op.f("ck_day_note_worked_known")
        ),
        sa.CheckConstraint(
            "(kind = 'day') = (worked IS NOT NULL)", name=op.f("ck_day_note_day_has_length")
        ),
        sa.CheckConstraint(
            "overtime BETWEEN 0 AND 1600", name=op.f("ck_day_note_overtime_fits")
        ),
        sa.ForeignKeyConstraint(["log_id"], ["day_log.id"], name=op.f("fk_day_note_log_id")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["day_note.id"], name=op.f("fk_day_note_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_note")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_day_note_replaces_id")),
    )
    op.create_index("ix_day_note_log", "day_note", ["log_id", "id"])


def _guard_notes() -> None:
    """A note is never changed; it goes only with its whole log."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {_GUARD} BEFORE UPDATE ON day_note"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {_GUARD} BEFORE UPDATE ON day_note"
            " BEGIN SELECT RAISE(ABORT, 'rows of day_note are never changed'); END"
        )


def _say_what_codes_open() -> None:
    """A code lives five minutes and its proof two hours: those under way are asked for again."""
    op.execute("DELETE FROM one_time_code")
    with op.batch_alter_table("one_time_code") as table:
        table.drop_index(op.f("ix_one_time_code_complaint_id"))
        table.drop_constraint(op.f("fk_one_time_code_complaint_id"), type_="foreignkey")
        table.drop_constraint(op.f("fk_one_time_code_claimant_id"), type_="foreignkey")
        table.drop_column("complaint_id")
        table.drop_column("claimant_id")
        table.add_column(sa.Column("purpose", sa.String(length=80), nullable=False))


def downgrade() -> None:
    op.execute("DELETE FROM one_time_code")
    with op.batch_alter_table("one_time_code") as table:
        table.drop_column("purpose")
        table.add_column(sa.Column("complaint_id", _KEY, nullable=False))
        table.add_column(sa.Column("claimant_id", _KEY, nullable=True))
        table.create_foreign_key(
            op.f("fk_one_time_code_complaint_id"), "complaint", ["complaint_id"], ["id"]
        )
        table.create_foreign_key(
            op.f("fk_one_time_code_claimant_id"), "claimant", ["claimant_id"], ["id"]
        )
        table.create_index(op.f("ix_one_time_code_complaint_id"), ["complaint_id"])
    op.drop_column("evidence", "own_record")
    on_table = " ON day_note" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER {_GUARD}{on_table}")
    op.drop_table("day_note")
    op.drop_table("day_log")
