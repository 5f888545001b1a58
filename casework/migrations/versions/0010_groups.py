"""Group complaints: the join code, who came by it, who speaks, what happened; linked complaints.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

EVENTS = (
    "opened", "closed", "reopened", "renewed", "joined", "asked", "accepted", "declined",
    "resigned", "marked", "reissued",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "complaint_group",
        _key(),
        _reference("complaint_id"),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("token_index", sa.String(length=64), nullable=False),
        sa.Column("token_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        _one_of("complaint_group", "state", ("open", "closed")),
        sa.CheckConstraint("issue > 0", name=op.f("ck_complaint_group_issue_known")),
        _refers("complaint_group", "complaint_id", "complaint"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_group")),
        _unique("complaint_group", "code_index"),
        _unique("complaint_group", "complaint_id"),
        _unique("complaint_group", "token_index"),
    )
    op.create_table(
        "joining",
        _key(),
        _reference("group_id"),
        _reference("claimant_id"),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("address_index", sa.String(length=64), nullable=False),
        sa.Column("unchecked", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        _reference("officer_id", nullable=True),
        _one_of("joining", "way", ("qr", "code", "counter")),
        _refers("joining", "claimant_id", "claimant"),
        _refers("joining", "group_id", "complaint_group"),
        _refers("joining", "officer_id", "officer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining")),
        _unique("joining", "claimant_id"),
        _unique("joining", "code_index"),
    )
    op.create_index("ix_joining_address", "joining", ["address_index", "joined_at"])
    op.create_index(op.f("ix_joining_group_id"), "joining", ["group_id"])
    op.create_table(
        "representative",
        _key(),
        _reference("group_id"),
        _reference("claimant_id"),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        _one_of("representative", "state", ("asked", "accepted", "declined", "resigned")),
        _refers("representative", "claimant_id", "claimant"),
        _refers("representative", "group_id", "complaint_group"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representative")),
        _unique("representative", "claimant_id"),
    )
    op.create_index(op.f("ix_representative_group_id"), "representative", ["group_id"])
    op.create_table(
        "group_act",
        _key(),
        _reference("group_id"),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _reference("claimant_id", nullable=True),
        _reference("officer_id", nullable=True),
        _one_of("group_act", "event", EVENTS),
        _refers("group_act", "claimant_id", "claimant"),
        _refers("group_act", "group_id", "complaint_group"),
        _refers("group_act", "officer_id", "officer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_act")),
    )
    op.create_index("ix_group_act_group", "group_act", ["group_id", "id"])
    op.create_table(
        "complaint_link",
        _key(),
        _reference("complaint_id"),
        _reference("follows_id"),
        _refers("complaint_link", "complaint_id", "complaint"),
        _refers("complaint_link", "follows_id", "complaint"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_link")),
        _unique("complaint_link", "complaint_id"),
    )
    op.create_index(op.f("ix_complaint_link_follows_id"), "complaint_link", ["follows_id"])
    op.create_index(
        "uq_claimant_person", "claimant", ["complaint_id", "id_number_index"], unique=True
    )


def downgrade() -> None:
    op.drop_index("uq_claimant_person", table_name="claimant")
    for table in ("complaint_link", "group_act", "representative", "joining", "complaint_group"):
        op.drop_table(table)


def _key() -> sa.Column[int]:
    return sa.Column("id", _number(), autoincrement=False, nullable=False)


def _reference(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, _number(), nullable=nullable)


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _unique(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}"))


def _one_of(table: str, column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    values = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({values})", name=op.f(f"ck_{table}_{column}_known"))
