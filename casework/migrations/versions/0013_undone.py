"""Reversed payments give the money back to the deposit or the fund: a movement of its own.

Revision ID: 0013
Revises: 0012
"""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_DEPOSIT = ("deposit", "draw", "top_up", "return")
_FUND = ("opening", "paid_in", "advance", "recovery")
_GUARDED = ("UPDATE", "DELETE")


def upgrade() -> None:
    _checks("deposit_movement", _deposit((*_DEPOSIT, "undone"), drawn="'draw', 'undone'"))
    _checks("fund_movement", _fund((*_FUND, "undone"), of_advance="'advance', 'recovery', 'undone'"))


def downgrade() -> None:
    """Refused by the database where such movements stand: they are never removed."""
    _checks("fund_movement", _fund(_FUND, of_advance="'advance', 'recovery'"))
    _checks("deposit_movement", _deposit(_DEPOSIT, drawn="'draw'"))


def _deposit(kinds: tuple[str, ...], *, drawn: str) -> dict[str, str]:
    return {
        "kind_known": _one_of("kind", kinds),
        "amount_positive": "amount > 0",
        "never_below_zero": "balance >= 0",
        "drawn_by_a_claim": f"kind NOT IN ({drawn}) OR claim_id IS NOT NULL",
    }


def _fund(kinds: tuple[str, ...], *, of_advance: str) -> dict[str, str]:
    return {
        "kind_known": _one_of("kind", kinds),
        "amount_positive": "amount > 0",
        "never_below_zero": "balance >= 0",
        "belongs": f"kind NOT IN ({of_advance}) OR advance_id IS NOT NULL",
        "source_noted": "kind NOT IN ('opening', 'paid_in') OR note <> ''",
    }


def _one_of(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"


def _checks(table: str, wanted: dict[str, str]) -> None:
    """SQLite copies the table, and keeps neither its checks nor the triggers that guard it."""
    copies = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table(table) as batch:
        for name, condition in wanted.items():
            full = op.f(f"ck_{table}_{name}")
            if not copies:
                batch.drop_constraint(full, type_="check")
            batch.create_check_constraint(full, condition)
    for change in _GUARDED if copies else ():
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        )
