"""Claims and advances are payouts of one shape: what is paid names its slip and stays within the
list.

Revision: 0120, after: 0119
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations.base import BatchOperations

revision = "0120"
down_revision = "0119"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

#: Column before and from now on.
_RENAMED = (
    ("deposit_claim", "drawn", "paid"),
    ("deposit_claim", "reason", "returned_for"),
    ("deposit_movement", "proof", "note"),
)
#: By table of lists: the last state of one of which something is paid.
_LISTS = {"deposit_claim": "restored", "advance": "recovered"}
#: By table of movements: the kind that pays workers, its list, that list's name in the ledger.
_DRAWS = {
    "deposit_movement": ("draw", "deposit_claim", "claim_id", "deposit"),
    "fund_movement": ("advance", "advance", "advance_id", "advance"),
}


def upgrade() -> None:
    for table, before, after in _RENAMED:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {before} TO {after}")
    for name, settled in _LISTS.items():
        with op.batch_alter_table(name) as table:
            table.create_check_constraint(
                op.f(f"ck_{name}_paid_within_amount"), "paid >= 0 AND paid <= amount"
            )
            table.create_check_constraint(
                op.f(f"ck_{name}_paid_as_state_says"),
                f"(state IN ('paid', '{settled}')) = (paid > 0)",
            )
    for name, (kind, *_rest) in _DRAWS.items():
        with _made_anew(name) as table:
            table.add_column(sa.Column("batch_id", _ID, nullable=True))
        _name_the_slips(name)
        with _made_anew(name) as table:
            table.create_foreign_key(
                op.f(f"fk_{name}_batch_id"), "ledger_batch", ["batch_id"], ["id"]
            )
            table.create_unique_constraint(op.f(f"uq_{name}_batch_id"), ["batch_id"])
            table.create_check_constraint(
                op.f(f"ck_{name}_paid_by_a_slip"), f"(kind = '{kind}') = (batch_id IS NOT NULL)"
            )


def downgrade() -> None:
    for name in _DRAWS:
        with _made_anew(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_paid_by_a_slip"), type_="check")
            table.drop_constraint(op.f(f"uq_{name}_batch_id"), type_="unique")
            table.drop_constraint(op.f(f"fk_{name}_batch_id"), type_="foreignkey")
            table.drop_column("batch_id")
    for name in _LISTS:
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_paid_as_state_says"), type_="check")
            table.drop_constraint(op.f(f"ck_{name}_paid_within_amount"), type_="check")
    for table, before, after in _RENAMED:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {after} TO {before}")


def _name_the_slips(name: str) -> None:
    """A payment has so far named its slip by the number alone. A number was recorded again only
    when all of the slip before was reversed: the first movement is the first recording's."""
    kind, payout, key, source = _DRAWS[name]
    draws = (
        f"SELECT m.id, p.case_id, m.note FROM {name} m JOIN {payout} p ON p.id = m.{key}"
        f" WHERE m.kind = '{kind}' ORDER BY m.id"
    )
    recorded = (
        f"SELECT case_id, slip, id FROM ledger_batch WHERE source = '{source}' ORDER BY turn"
    )
    slips: dict[tuple[int, str], list[int]] = {}
    for case_id, slip, batch_id in op.get_bind().execute(sa.text(recorded)):
        slips.setdefault((case_id, slip), []).append(batch_id)
    rows = [
        {"movement": movement, "batch": slips[case_id, slip].pop(0)}
        for movement, case_id, slip in op.get_bind().execute(sa.text(draws))
    ]
    with _changeable(name):
        for row in rows:
            change = f"UPDATE {name} SET batch_id = :batch WHERE id = :movement"
            op.get_bind().execute(sa.text(change), row)


@contextmanager
def _changeable(name: str) -> Iterator[None]:
    """Without the triggers that keep the rows of a table."""
    if op.get_bind().dialect.name == "sqlite":
        # the table is made anew after this, and its triggers with it
        op.execute(f"DROP TRIGGER IF EXISTS {name}_no_update")
        yield
        return
    op.execute(f"ALTER TABLE {name} DISABLE TRIGGER {name}_no_update")
    yield
    op.execute(f"ALTER TABLE {name} ENABLE TRIGGER {name}_no_update")


@contextmanager
def _made_anew(name: str) -> Iterator[BatchOperations]:
    """SQLite makes the table anew, without the triggers that keep its rows: they are set again."""
    with op.batch_alter_table(name) as table:
        yield table
    if op.get_bind().dialect.name != "sqlite":
        return
    for change in ("UPDATE", "DELETE"):
        trigger = f"{name}_no_{change.lower()}"
        op.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        op.execute(
            f"CREATE TRIGGER {trigger} BEFORE {change} ON {name}"
            f" BEGIN SELECT RAISE(ABORT, 'rows of {name} are never changed'); END"
        )
