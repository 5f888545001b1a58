"""A form that was sent keeps, sealed, what its second sending needs.

Revision: 0108, after: 0107
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0108"
down_revision = "0107"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("form_key") as table:
        table.add_column(sa.Column("kept", sa.LargeBinary(), nullable=True))
        table.alter_column("result", existing_type=sa.String(200), type_=sa.String(500))


def downgrade() -> None:
    with op.batch_alter_table("form_key") as table:
        table.alter_column("result", existing_type=sa.String(500), type_=sa.String(200))
        table.drop_column("kept")
