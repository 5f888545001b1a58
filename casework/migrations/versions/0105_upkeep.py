"""Key checks, and history that is guarded as a whole: more tables, and TRUNCATE.

Revision: 0105, after: 0104
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0105"
down_revision = "0104"
branch_labels = None
depends_on = None

#: Tables that were left unguarded.
TABLES = ("clock_firing", "escalation_rise", "group_act", "pay_order_part")
#: Guarded row by row until now, which TRUNCATE does not ask.
GUARDED = (
    "advance_part",
    "claim",
    "claim_pair",
    "custody_entry",
    "day_note",
    "deposit_claim_part",
    "deposit_movement",
    "fund_movement",
    "ledger_batch",
    "ledger_entry",
    "reading",
    "recovery",
    "timeline_entry",
)


KINDS = ("clock_jumped", "dates_differ", "calendar_missing")


def upgrade() -> None:
    _alarms(*KINDS, "unreadable")
    op.create_table(
        "key_check",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_check")),
        sa.UniqueConstraint("name", name=op.f("uq_key_check_name")),
    )
    for table in TABLES:
        for change in ("UPDATE", "DELETE"):
            _guard(table, change)
    if _postgresql():
        for table in (*GUARDED, *TABLES):
            op.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )


def downgrade() -> None:
    place = " ON {table}" if _postgresql() else ""
    if _postgresql():
        for table in (*GUARDED, *TABLES):
            op.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
    for table in TABLES:
        for change in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{change}{place.format(table=table)}")
    op.drop_table("key_check")
    op.execute("DELETE FROM alarm WHERE kind = 'unreadable'")
    _alarms(*KINDS)


def _alarms(*kinds: str) -> None:
    """The kinds of alarm that the table takes."""
    known = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("alarm") as table:
        table.drop_constraint(op.f("ck_alarm_kind_known"), type_="check")
        table.create_check_constraint(op.f("ck_alarm_kind_known"), f"kind IN ({known})")


def _guard(table: str, change: str) -> None:
    head = f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
    if _postgresql():
        op.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
    else:
        op.execute(f"{head} BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END")


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
