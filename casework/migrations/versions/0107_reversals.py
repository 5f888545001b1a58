"""Whose wages a prior notice is about; and a pay-in that was wrong is reversed by an entry.

Revision: 0107, after: 0106
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0107"
down_revision = "0106"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_DEPOSIT = ("deposit", "draw", "top_up", "return", "undone")
_FUND = ("opening", "paid_in", "advance", "recovery", "undone")
_REVERSAL = "(kind = 'reversed') = (reverses_id IS NOT NULL)"


def upgrade() -> None:
    op.create_table(
        "decision_part",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("decision_id", _ID, nullable=False),
        sa.Column("line_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_part_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["line.id"], name=op.f("fk_decision_part_line_id_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_part")),
        sa.UniqueConstraint(
            "decision_id", "line_id", name=op.f("uq_decision_part_decision_id_line_id")
        ),
    )
    op.create_index(op.f("ix_decision_part_line_id"), "decision_part", ["line_id"])
    op.execute(
        "INSERT INTO decision_part (id, decision_id, line_id) SELECT p.id, d.id, p.line_id"
        " FROM decision d JOIN pay_order_part p ON p.order_id = d.order_id"
    )
    _movements("deposit_movement", (*_DEPOSIT, "reversed"))
    _movements("fund_movement", (*_FUND, "reversed"))


def downgrade() -> None:
    """Refused by the database where such entries stand: they are never removed."""
    _back("fund_movement", _FUND)
    _back("deposit_movement", _DEPOSIT)
    op.drop_table("decision_part")


def _movements(table: str, kinds: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column("reverses_id", _ID, nullable=True))
        batch.create_foreign_key(
            op.f(f"fk_{table}_reverses_id_{table}"), table, ["reverses_id"], ["id"]
        )
        batch.create_check_constraint(op.f(f"ck_{table}_reversal_names_what"), _REVERSAL)
        _kinds(batch, table, kinds)
    op.create_index(f"uq_{table}_reverses_id", table, ["reverses_id"], unique=True)
    _guard_again(table)


def _back(table: str, kinds: tuple[str, ...]) -> None:
    op.drop_index(f"uq_{table}_reverses_id", table)
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_reversal_names_what"), type_="check")
        batch.drop_constraint(op.f(f"fk_{table}_reverses_id_{table}"), type_="foreignkey")
        batch.drop_column("reverses_id")
        _kinds(batch, table, kinds)
    _guard_again(table)


def _kinds(batch: object, table: str, kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    _checked(batch, op.f(f"ck_{table}_kind_known"), f"kind IN ({listed})")
    if table == "fund_movement":
        noted = ", ".join(f"'{k}'" for k in ("opening", "paid_in", "reversed") if k in kinds)
        _checked(batch, op.f(f"ck_{table}_source_noted"), f"kind NOT IN ({noted}) OR note <> ''")


def _checked(batch: object, name: str, condition: str) -> None:
    batch.drop_constraint(name, type_="check")  # type: ignore[attr-defined]
    batch.create_check_constraint(name, sa.text(condition))  # type: ignore[attr-defined]


def _guard_again(table: str) -> None:
    """SQLite has made the table anew, without the triggers that keep its rows."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for change in ("UPDATE", "DELETE"):
        name = f"{table}_no_{change.lower()}"
        op.execute(f"DROP TRIGGER IF EXISTS {name}")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {change} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        )
