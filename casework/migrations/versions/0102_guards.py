"""Rows that tell what happened are only ever added: triggers refuse to change or remove them.

Revision: 0102, after: 0101
"""

from __future__ import annotations

from alembic import op

revision = "0102"
down_revision = "0101"
branch_labels = None
depends_on = None

#: Money and history.
TABLES = (
    "advance_part",
    "custody_entry",
    "deposit_claim_part",
    "deposit_movement",
    "fund_movement",
    "ledger_batch",
    "ledger_entry",
    "reading",
    "recovery",
    "timeline_entry",
)
#: A worker may delete their own log, but nobody rewrites it.
ONLY_UNCHANGED = ("day_note",)

GUARDED = [(table, change) for table in TABLES for change in ("UPDATE", "DELETE")] + [
    (table, "UPDATE") for table in ONLY_UNCHANGED
]


def upgrade() -> None:
    postgresql = _postgresql()
    if postgresql:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$"
        )
    for table, change in GUARDED:
        head = f"CREATE TRIGGER {_name(table, change)} BEFORE {change} ON {table}"
        if postgresql:
            op.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
        else:
            op.execute(
                f"{head} BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )


def downgrade() -> None:
    for table, change in GUARDED:
        place = f" ON {table}" if _postgresql() else ""
        op.execute(f"DROP TRIGGER {_name(table, change)}{place}")
    if _postgresql():
        op.execute("DROP FUNCTION refuse_change()")


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _name(table: str, change: str) -> str:
    return f"{table}_no_{change.lower()}"
