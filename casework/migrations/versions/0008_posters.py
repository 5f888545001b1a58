"""Posters: sheets with a code that opens the form, place filled in.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INDUSTRIES = (
    "industry IN ('building', 'roads', 'water_works', 'factory', 'service', "
    "'renovation', 'delivery', 'farm', 'other', 'unknown')"
)


def upgrade() -> None:
    op.create_table(
        "poster",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("area_id", _KEY, nullable=False),
        sa.Column("centre_id", _KEY, nullable=True),
        sa.Column("project", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("industry", sa.String(length=40), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", _KEY, nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by", _KEY, nullable=True),
        sa.CheckConstraint(_INDUSTRIES, name=op.f("ck_poster_industry_known")),
        sa.CheckConstraint("starts >= 0", name=op.f("ck_poster_starts_not_negative")),
        sa.CheckConstraint(
            "(voided_at IS NULL) = (voided_by IS NULL)", name=op.f("ck_poster_voided_by_somebody")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_poster_area_id")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_poster_centre_id")),
        sa.ForeignKeyConstraint(["made_by"], ["officer.id"], name=op.f("fk_poster_made_by")),
        sa.ForeignKeyConstraint(["voided_by"], ["officer.id"], name=op.f("fk_poster_voided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poster")),
        sa.UniqueConstraint("mark", name=op.f("uq_poster_mark")),
    )
    op.create_index(op.f("ix_poster_area_id"), "poster", ["area_id"])


def downgrade() -> None:
    op.drop_table("poster")
