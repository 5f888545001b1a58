"""A top-up, a return or a recovery that was wrong is taken back by an entry of its own.

Revision: 0113, after: 0112
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations.base import BatchOperations

revision = "0113"
down_revision = "0112"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

#: By table: the names of its checks, and what they say before and from now on.
_CHECKS = {
    "deposit_movement": {
        "kind_known": (
            "kind IN ('deposit', 'draw', 'top_up', 'return', 'undone', 'reversed')",
            "kind IN ('deposit', 'draw', 'top_up', 'return', 'undone', 'reversed',"
            " 'top_up_undone', 'return_undone')",
        ),
        "drawn_by_a_claim": (
            "kind NOT IN ('draw', 'undone') OR claim_id IS NOT NULL",
            "kind NOT IN ('draw', 'undone', 'top_up_undone') OR claim_id IS NOT NULL",
        ),
        "reversal_names_what": (
            "(kind = 'reversed') = (reverses_id IS NOT NULL)",
            "(kind IN ('reversed', 'top_up_undone', 'return_undone')) = (reverses_id IS NOT NULL)",
        ),
    },
    "fund_movement": {
        "kind_known": (
            "kind IN ('opening', 'paid_in', 'advance', 'recovery', 'undone', 'reversed')",
            "kind IN ('opening', 'paid_in', 'advance', 'recovery', 'undone', 'reversed',"
            " 'recovery_undone')",
        ),
        "belongs": (
            "kind NOT IN ('advance', 'recovery', 'undone') OR advance_id IS NOT NULL",
            "kind NOT IN ('advance', 'recovery', 'undone', 'recovery_undone')"
            " OR advance_id IS NOT NULL",
        ),
        "source_noted": (
            "kind NOT IN ('opening', 'paid_in', 'reversed') OR note <> ''",
            "kind NOT IN ('opening', 'paid_in', 'reversed', 'recovery_undone') OR note <> ''",
        ),
        "reversal_names_what": (
            "(kind = 'reversed') = (reverses_id IS NOT NULL)",
            "(kind IN ('reversed', 'recovery_undone')) = (reverses_id IS NOT NULL)",
        ),
    },
}
_SLIP = ("advance_id", "way", "slip")


def upgrade() -> None:
    with _made_anew("deposit_movement") as table:
        _say("deposit_movement", table, 1)
        table.add_column(sa.Column("replaced_account", sa.String(60), nullable=True))
        table.add_column(sa.Column("replaced_expires_on", sa.Date(), nullable=True))
    with _made_anew("fund_movement") as table:
        _say("fund_movement", table, 1)
    with _made_anew("recovery") as table:
        table.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("reverses_id", _ID, nullable=True))
        table.create_foreign_key(
            op.f("fk_recovery_reverses_id_recovery"), "recovery", ["reverses_id"], ["id"]
        )
        table.drop_constraint("uq_recovery_advance_id_way_slip", type_="unique")
        table.create_check_constraint(op.f("ck_recovery_turn_positive"), "turn > 0")
        table.create_check_constraint(
            op.f("ck_recovery_reversal_has_reason"), "reverses_id IS NULL OR note <> ''"
        )
    with _made_anew("recovery") as table:
        table.alter_column("turn", server_default=None)
    first = sa.text("reverses_id IS NULL")
    op.create_index("uq_recovery_slip", "recovery", [*_SLIP, "turn"], unique=True,
                    postgresql_where=first, sqlite_where=first)
    op.create_index("uq_recovery_reverses_id", "recovery", ["reverses_id"], unique=True)


def downgrade() -> None:
    """Refused by the database where such entries stand: they are never removed."""
    op.drop_index("uq_recovery_reverses_id", "recovery")
    op.drop_index("uq_recovery_slip", "recovery")
    with _made_anew("recovery") as table:
        table.drop_constraint(op.f("ck_recovery_reversal_has_reason"), type_="check")
        table.drop_constraint(op.f("ck_recovery_turn_positive"), type_="check")
        table.drop_constraint(op.f("fk_recovery_reverses_id_recovery"), type_="foreignkey")
        table.drop_column("reverses_id")
        table.drop_column("turn")
        table.create_unique_constraint("uq_recovery_advance_id_way_slip", list(_SLIP))
    with _made_anew("fund_movement") as table:
        _say("fund_movement", table, 0)
    with _made_anew("deposit_movement") as table:
        _say("deposit_movement", table, 0)
        table.drop_column("replaced_expires_on")
        table.drop_column("replaced_account")


def _say(name: str, table: BatchOperations, turn: int) -> None:
    for check, said in _CHECKS[name].items():
        table.drop_constraint(op.f(f"ck_{name}_{check}"), type_="check")
        table.create_check_constraint(op.f(f"ck_{name}_{check}"), sa.text(said[turn]))


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
