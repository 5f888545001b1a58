"""A limit that runs again for the same subject, to the same day, warns and is breached once more.

Revision: 0116, after: 0115
"""

from __future__ import annotations

from alembic import op

revision = "0116"
down_revision = "0115"
branch_labels = None
depends_on = None

_TABLE = "clock_firing"
_SUBJECT = ["subject_kind", "subject_id", "rule", "stage", "due_on"]
_CLOCK = ["clock_id", "stage", "due_on"]


def upgrade() -> None:
    _once(_CLOCK, instead_of=_SUBJECT)


def downgrade() -> None:
    """Refused by the database where a limit was breached again: what was said stays."""
    _once(_SUBJECT, instead_of=_CLOCK)


def _once(columns: list[str], *, instead_of: list[str]) -> None:
    with op.batch_alter_table(_TABLE) as batch:
        batch.drop_constraint(op.f(f"uq_{_TABLE}_{'_'.join(instead_of)}"), type_="unique")
        batch.create_unique_constraint(op.f(f"uq_{_TABLE}_{'_'.join(columns)}"), columns)
    _guard_again()


def _guard_again() -> None:
    """SQLite has made the table anew, without the triggers that keep its rows."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for change in ("UPDATE", "DELETE"):
        name = f"{_TABLE}_no_{change.lower()}"
        op.execute(f"DROP TRIGGER IF EXISTS {name}")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {change} ON {_TABLE}"
            f" BEGIN SELECT RAISE(ABORT, 'rows of {_TABLE} are never changed'); END"
        )
