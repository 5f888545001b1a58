"""The queue of open items by level and day; the court of the city by its right name.

Revision: 0108, after: 0107
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0108"
down_revision = "0107"
branch_labels = None
depends_on = None

_OPEN = sa.text("state <> 'resolved'")
_WRONG = ("临沂市人民法院", "Linyi people''s court")
_RIGHT = ("临沂市中级人民法院", "Linyi intermediate people''s court")


def upgrade() -> None:
    op.create_index(
        "ix_escalation_open", "escalation", ["level", "due_on", "id"],
        postgresql_where=_OPEN, sqlite_where=_OPEN,
    )  # fmt: skip
    _rename(_WRONG, _RIGHT)


def downgrade() -> None:
    _rename(_RIGHT, _WRONG)
    op.drop_index("ix_escalation_open", table_name="escalation")


def _rename(old: tuple[str, str], new: tuple[str, str]) -> None:
    op.execute(
        f"UPDATE receiving_body SET name_zh = '{new[0]}', name_en = '{new[1]}'"
        f" WHERE name_zh = '{old[0]}'"
    )
