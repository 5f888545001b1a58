"""A draft may be sent back to its drafter, with the reason, before anybody approves it.

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE paper ADD COLUMN returned_for VARCHAR(400) DEFAULT '' NOT NULL")


def downgrade() -> None:
    op.execute("ALTER TABLE paper DROP COLUMN returned_for")
