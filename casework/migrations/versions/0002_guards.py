"""Rows that tell what happened are only ever added: triggers refuse to change or remove them.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: Money and history.
TABLES = (
    "ledger_batch", "ledger_entry", "timeline_entry", "deposit_movement", "deposit_claim_part",
    "fund_movement", "advance_part", "recovery",
)  # fmt: skip
CHANGES = ("UPDATE", "DELETE")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in TABLES:
        for change in CHANGES:
            place = f" ON {table}" if postgresql else ""
            op.execute(f"DROP TRIGGER {_name(table, change)}{place}")
    if postgresql:
        op.execute("DROP FUNCTION refuse_change()")


def _name(table: str, change: str) -> str:
    return f"{table}_no_{change.lower()}"


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$"
    )
    for table in TABLES:
        for change in CHANGES:
            op.execute(
                f"CREATE TRIGGER {_name(table, change)} BEFORE {change} ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )


def _guard_sqlite() -> None:
    for table in TABLES:
        for change in CHANGES:
            op.execute(
                f"CREATE TRIGGER {_name(table, change)} BEFORE {change} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )
