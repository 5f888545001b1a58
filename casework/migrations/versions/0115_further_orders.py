"""Which of a worker's claims a part of an order is about.

Revision: 0115, after: 0114
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0115"
down_revision = "0114"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pay_order_part", sa.Column("seen_claims", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("pay_order_part", "seen_claims")
