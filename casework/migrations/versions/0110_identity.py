"""An ID number finds a worker and does not prove him: questions for an officer, and the history of
his phone numbers.

Revision: 0110, after: 0109
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0110"
down_revision = "0109"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ACTS = (
    "received", "accepted", "refused", "supplement_asked", "supplement_received", "transferred",
    "withdrawn", "line_withdrawn", "corrected", "phone_changed", "receipt_reissued", "named",
    "passed_on", "roster_added", "roster_removed", "taken_over", "joined", "linked", "kept_apart",
    "weighed", "called",
)  # fmt: skip
_GUARDED = ("UPDATE", "DELETE")


def upgrade() -> None:
    _doubts()
    _phones()
    op.drop_index("uq_claimant_person", "claimant")
    op.create_index("ix_claimant_person", "claimant", ["complaint_id", "id_number_index"])
    _allow((*_ACTS, "identified"))


def downgrade() -> None:
    """Refused by the database where a decision on somebody's identity stands, or where one person
    has two claims in a complaint."""
    _allow(_ACTS)
    op.drop_index("ix_claimant_person", "claimant")
    op.create_index(
        "uq_claimant_person", "claimant", ["complaint_id", "id_number_index"], unique=True
    )
    for change in _GUARDED:
        place = " ON phone_change" if _postgresql() else ""
        op.execute(f"DROP TRIGGER phone_change_no_{change.lower()}{place}")
    op.drop_table("phone_change")
    op.drop_table("identity_doubt")


def _doubts() -> None:
    op.create_table(
        "identity_doubt",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("claimant_id", KEY, nullable=False),
        sa.Column("worker_id", KEY, nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "verdict IN ('same', 'other')", name=op.f("ck_identity_doubt_verdict_known")
        ),
        sa.CheckConstraint(
            "(verdict IS NULL) = (decided_by IS NULL)"
            " AND (verdict IS NULL) = (decided_at IS NULL)"
            " AND (verdict IS NULL) = (reason_sealed IS NULL)",
            name=op.f("ck_identity_doubt_decided_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["claimant.id"], name=op.f("fk_identity_doubt_claimant_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["officer.id"], name=op.f("fk_identity_doubt_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_identity_doubt_worker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_doubt")),
        sa.UniqueConstraint("claimant_id", name=op.f("uq_identity_doubt_claimant_id")),
    )
    op.create_index(op.f("ix_identity_doubt_worker_id"), "identity_doubt", ["worker_id"])
    still = sa.text("verdict IS NULL")
    op.create_index("ix_identity_doubt_open", "identity_doubt", ["raised_at"],
                    postgresql_where=still, sqlite_where=still)  # fmt: skip


def _phones() -> None:
    op.create_table(
        "phone_change",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("worker_id", KEY, nullable=False),
        sa.Column("old_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("new_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("old_of", sa.String(length=60), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("changed_by", KEY, nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way IN ('code', 'counter')", name=op.f("ck_phone_change_way_known")),
        sa.CheckConstraint(
            "way <> 'counter' OR (changed_by IS NOT NULL AND reason_sealed IS NOT NULL)",
            name=op.f("ck_phone_change_counter_has_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["officer.id"], name=op.f("fk_phone_change_changed_by")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_phone_change_worker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_change")),
    )
    op.create_index(op.f("ix_phone_change_worker_id"), "phone_change", ["worker_id"])
    for change in _GUARDED:
        head = f"CREATE TRIGGER phone_change_no_{change.lower()} BEFORE {change} ON phone_change"
        if _postgresql():
            op.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
        else:
            op.execute(
                f"{head} BEGIN SELECT RAISE(ABORT, 'rows of phone_change are never changed'); END"
            )
    if _postgresql():
        op.execute(
            "CREATE TRIGGER phone_change_no_truncate BEFORE TRUNCATE ON phone_change"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def _allow(acts: Iterable[str]) -> None:
    """Another list of acts. SQLite makes the table anew, with its other checks."""
    listed = ", ".join(f"'{act}'" for act in acts)
    name = op.f("ck_complaint_decision_act_known")
    with op.batch_alter_table("complaint_decision") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"act IN ({listed})")


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
