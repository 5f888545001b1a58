"""Money that was paid and could not be handed over: held by the authority, and handed over later.

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('payment', 'confirmation', 'reversal')"
_WITH_HELD = "kind IN ('payment', 'confirmation', 'reversal', 'held', 'handed_over')"
_REASON = "kind <> 'reversal' OR reason <> ''"
_HELD_REASON = "kind NOT IN ('reversal', 'held') OR reason <> ''"


def upgrade() -> None:
    _say("kind_known", _KINDS, _WITH_HELD)
    _say("reversal_has_reason", _REASON, _HELD_REASON)


def downgrade() -> None:
    """Only where no money was ever held: entries are never removed."""
    _say("reversal_has_reason", _HELD_REASON, _REASON)
    _say("kind_known", _WITH_HELD, _KINDS)


def _say(name: str, before: str, after: str) -> None:
    """SQLite keeps a condition only in the text of its table; making the table anew would take its
    rows through the triggers that keep them."""
    constraint = f"ck_ledger_entry_{name}"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(constraint, "ledger_entry")
        op.create_check_constraint(op.f(constraint), "ledger_entry", after)
        return
    op.execute("PRAGMA writable_schema = ON")
    said = op.get_bind().execute(
        sa.text(
            "UPDATE sqlite_schema SET sql = replace(sql, :before, :after)"
            " WHERE type = 'table' AND name = 'ledger_entry' AND instr(sql, :before) > 0"
        ).bindparams(before=before, after=after)
    )
    if said.rowcount != 1:
        raise RuntimeError(f"ledger_entry does not say: {before}")
    op.execute("PRAGMA writable_schema = RESET")
