"""The account of a deposit whose entry was reversed is free for another county.

Revision: 0117, after: 0116
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0117"
down_revision = "0116"
branch_labels = None
depends_on = None

_STANDS = sa.text("NOT taken_out")


def upgrade() -> None:
    with op.batch_alter_table("deposit") as batch:
        batch.add_column(
            sa.Column("taken_out", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.drop_constraint(op.f("uq_deposit_bank_account"), type_="unique")
    op.execute(
        "UPDATE deposit SET taken_out = true WHERE id IN (SELECT e.deposit_id"
        " FROM deposit_movement e JOIN deposit_movement r ON r.reverses_id = e.id"
        " WHERE e.kind = 'deposit' AND NOT EXISTS (SELECT 1 FROM deposit_movement later WHERE"
        " later.deposit_id = e.deposit_id AND later.kind = 'deposit' AND later.id > e.id))"
    )
    with op.batch_alter_table("deposit") as batch:
        batch.alter_column("taken_out", server_default=None)
    op.create_index(
        "uq_deposit_standing", "deposit", ["bank", "account"], unique=True,
        postgresql_where=_STANDS, sqlite_where=_STANDS,
    )  # fmt: skip


def downgrade() -> None:
    """Refused by the database where two counties have entered one account."""
    op.drop_index("uq_deposit_standing", "deposit")
    with op.batch_alter_table("deposit") as batch:
        batch.create_unique_constraint(op.f("uq_deposit_bank_account"), ["bank", "account"])
        batch.drop_column("taken_out")
