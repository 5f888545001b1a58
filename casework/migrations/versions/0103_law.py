"""Rules of our own have a label; which limits may pause, and what an extension without a length in
the law is; the days on which a closed case rests.

Revision: 0103, after: 0102
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0103"
down_revision = "0102"
branch_labels = None
depends_on = None

_SOURCES = ("verified", "secondary", "memory", "unconfirmed")
_LABELLED = ("statute_rule", "statute_figure", "statute_proposal")
_OWN_FIGURES = "UPDATE statute_figure SET confidence = 'own' WHERE article LIKE '%内部规定%'"
_OWN_RULES = "UPDATE statute_rule SET confidence = 'own' WHERE code IN ('PASS-ON', 'SP-CAMP')"
_NO_LAW = "本系统内部规则；监察条例和25号令没有规定中止"


def upgrade() -> None:
    for table in _LABELLED:
        _allow(table, (*_SOURCES, "own"))
    op.execute("ALTER TABLE statute_rule ADD COLUMN extension_open BOOLEAN DEFAULT false NOT NULL")
    op.execute("ALTER TABLE statute_rule ADD COLUMN pause_article VARCHAR(200) DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE clock ADD COLUMN extended_by INTEGER")
    op.execute("ALTER TABLE clock ADD COLUMN settled_by_closing BOOLEAN DEFAULT false NOT NULL")
    op.execute(
        "ALTER TABLE extension ADD COLUMN length INTEGER"
        " CONSTRAINT ck_extension_length_positive CHECK (length IS NULL OR length > 0)"
    )
    op.create_table(
        "clock_rest",
        sa.Column("clock_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("from_on <= until_on", name=op.f("ck_clock_rest_days_in_order")),
        sa.ForeignKeyConstraint(
            ["clock_id"], ["clock.id"], name=op.f("fk_clock_rest_clock_id_clock")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_rest")),
    )
    op.create_index(op.f("ix_clock_rest_clock_id"), "clock_rest", ["clock_id"])
    _mark_what_is_loaded()


def _mark_what_is_loaded() -> None:
    """Entries of the seed that are in the database already get what the seed says now."""
    op.execute(_OWN_FIGURES)
    op.execute(_OWN_RULES)
    op.execute("UPDATE statute_rule SET extension_open = true WHERE code = 'DEC'")
    op.execute(f"UPDATE statute_rule SET pause_article = '{_NO_LAW}' WHERE code = 'INV'")
    op.execute(
        "UPDATE statute_rule SET pause_article = '劳动争议调解仲裁法27' WHERE code = 'LIM-ARB'"
    )


def downgrade() -> None:
    op.drop_table("clock_rest")
    op.execute("ALTER TABLE extension DROP COLUMN length")
    op.execute("ALTER TABLE clock DROP COLUMN settled_by_closing")
    op.execute("ALTER TABLE clock DROP COLUMN extended_by")
    op.execute("ALTER TABLE statute_rule DROP COLUMN pause_article")
    op.execute("ALTER TABLE statute_rule DROP COLUMN extension_open")
    for table in _LABELLED:
        op.execute(f"UPDATE {table} SET confidence = 'unconfirmed' WHERE confidence = 'own'")
        _allow(table, _SOURCES)


def _allow(table: str, words: Iterable[str]) -> None:
    """Another list of sources. SQLite makes the table anew, with its other checks."""
    listed = ", ".join(f"'{word}'" for word in words)
    name = op.f(f"ck_{table}_confidence_known")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.text(f"confidence IN ({listed})"))
