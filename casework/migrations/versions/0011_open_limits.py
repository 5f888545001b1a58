"""A change of the law may also apply to open limits; each clock names the version it goes by.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLES = ("statute_rule", "statute_figure", "statute_proposal")
_VERSION_AT_START = """
    UPDATE clock SET rule_from = (
        SELECT rule.valid_from FROM statute_rule AS rule
        WHERE rule.code = clock.rule
        AND (rule.valid_from IS NULL OR rule.valid_from <= clock.start_on)
        AND (rule.valid_to IS NULL OR clock.start_on <= rule.valid_to)
    )
"""


def upgrade() -> None:
    for table in _TABLES:
        # in one statement: a column added with its own check needs no copy of the table on SQLite
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN applies VARCHAR(40) DEFAULT 'new' NOT NULL"
            f" CONSTRAINT ck_{table}_applies_known CHECK (applies IN ('new', 'open'))"
        )
    op.add_column("clock", sa.Column("rule_from", sa.Date(), nullable=True))
    op.execute(_VERSION_AT_START)


def downgrade() -> None:
    op.execute("ALTER TABLE clock DROP COLUMN rule_from")
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} DROP COLUMN applies")
