"""A form that was sent keeps, sealed, what its second sending needs.

Revision: 0109, after: 0108
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0109"
down_revision = "0108"
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
