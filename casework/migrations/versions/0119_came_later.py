"""Who came into a complaint later says so himself: what was said for all is not said for him.

Revision: 0119, after: 0118
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0119"
down_revision = "0118"
branch_labels = None
depends_on = None


def upgrade() -> None:
    later = sa.Column("came_later", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("claimant", later)
    claimant = sa.table("claimant", sa.column("id"), sa.column("came_later", sa.Boolean()))
    joining = sa.table("joining", sa.column("claimant_id"))
    joined = claimant.c.id.in_(sa.select(joining.c.claimant_id))
    op.execute(claimant.update().where(joined).values(came_later=sa.true()))


def downgrade() -> None:
    op.drop_column("claimant", "came_later")
