"""A claim for each thing that a worker has said, and what each line's finding has seen of them.

Revision: 0104, after: 0103
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0104"
down_revision = "0103"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GUARDED = [(table, change) for table in ("claim", "claim_pair") for change in ("UPDATE", "DELETE")]


def upgrade() -> None:
    _tables()
    for column in (
        sa.Column("seen_claims", sa.Integer(), server_default="0", nullable=False),
        sa.Column("recheck", sa.Boolean(), server_default=sa.false(), nullable=False),
    ):
        op.add_column("line", column)
    _carry_over(op.get_bind())
    for table, change in GUARDED:
        head = f"CREATE TRIGGER {_name(table, change)} BEFORE {change} ON {table}"
        if _postgresql():
            op.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
        else:
            op.execute(
                f"{head} BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )


def downgrade() -> None:
    for table, change in GUARDED:
        place = f" ON {table}" if _postgresql() else ""
        op.execute(f"DROP TRIGGER {_name(table, change)}{place}")
    op.drop_column("line", "recheck")
    op.drop_column("line", "seen_claims")
    op.drop_table("claim_pair")
    op.drop_table("claim")


def _tables() -> None:
    op.create_table(
        "claim",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("line_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("from_month", sa.Date(), nullable=True),
        sa.Column("to_month", sa.Date(), nullable=True),
        sa.Column("complaint_id", KEY, nullable=True),
        sa.Column("claimant_id", KEY, nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", KEY, nullable=True),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_claim_amount_not_negative")),
        sa.CheckConstraint("from_month <= to_month", name=op.f("ck_claim_months_in_order")),
        sa.CheckConstraint("kind IN ('wages')", name=op.f("ck_claim_kind_known")),
        sa.CheckConstraint("replaces < position", name=op.f("ck_claim_replaces_an_earlier")),
        sa.CheckConstraint(
            "replaces IS NOT NULL OR NOT withdrawn", name=op.f("ck_claim_withdrawn_after_said")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_claim_line_id")),
        sa.ForeignKeyConstraint(["said_by"], ["officer.id"], name=op.f("fk_claim_said_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("line_id", "position", name=op.f("uq_claim_line_id_position")),
        sa.UniqueConstraint("line_id", "replaces", name=op.f("uq_claim_line_id_replaces")),
    )
    for column in ("claimant_id", "complaint_id"):
        op.create_index(op.f(f"ix_claim_{column}"), "claim", [column])
    op.create_table(
        "claim_pair",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("line_id", KEY, nullable=False),
        sa.Column("earlier", sa.Integer(), nullable=False),
        sa.Column("later", sa.Integer(), nullable=False),
        sa.Column("sameness", sa.String(length=40), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("decided_by", KEY, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("earlier < later", name=op.f("ck_claim_pair_in_order")),
        sa.CheckConstraint(
            "sameness IN ('both', 'earlier', 'later')", name=op.f("ck_claim_pair_sameness_known")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["officer.id"], name=op.f("fk_claim_pair_decided_by")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_claim_pair_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_pair")),
        sa.UniqueConstraint(
            "line_id", "earlier", "later", name=op.f("uq_claim_pair_line_id_earlier_later")
        ),
    )


def _carry_over(bind: sa.Connection) -> None:
    """What each line says becomes its first claim. Where the same worker stands in the case by
    further complaints, which had been left out, these are added, and sums and months follow."""
    meta = sa.MetaData()
    tables = ("line", "case", "claimant", "complaint", "claim")
    line, case, claimant, complaint, claim = (
        sa.Table(name, meta, autoload_with=bind) for name in tables
    )
    said = _said(bind, claimant, complaint)
    opened = dict(bind.execute(sa.select(case.c.id, case.c.opened_at)).tuples().all())
    for row in bind.execute(sa.select(line).order_by(line.c.case_id, line.c.position)).all():
        mine = said.get((row.case_id, row.worker_id), [])
        first = next((one for one in mine if one["complaint_id"] == row.complaint_id), None)
        further = [one for one in mine if one is not first] if first else []
        claims = [
            {
                "id": row.id, "line_id": row.id, "amount": row.claimed,
                "from_month": row.from_month, "to_month": row.to_month,
                "complaint_id": row.complaint_id,
                "claimant_id": first["claimant_id"] if first else None,
                "said_at": first["said_at"] if first else opened[row.case_id],
            },
            *({"id": one["claimant_id"], "line_id": row.id, **one} for one in further),
        ]  # fmt: skip
        for position, one in enumerate(claims, start=1):
            bind.execute(claim.insert().values(position=position, withdrawn=False, kind="wages",
                                               **one))  # fmt: skip
        _sum_up(bind, line, case, row, claims)


def _said(bind: sa.Connection, claimant: Any, complaint: Any) -> dict[Any, list[dict[str, Any]]]:
    """By case and worker: what each person of an accepted complaint has said, oldest first."""
    alone = (
        sa.select(sa.func.count())
        .select_from(claimant.alias("other"))
        .where(sa.text("other.complaint_id = complaint.id"))
        .scalar_subquery()
    )
    query = (
        sa.select(
            complaint.c.case_id, claimant.c.worker_id, claimant.c.id, claimant.c.complaint_id,
            complaint.c.received_at, claimant.c.amount, claimant.c.from_month, claimant.c.to_month,
            complaint.c.amount.label("of_all"), complaint.c.from_month.label("first_of_all"),
            complaint.c.to_month.label("last_of_all"), alone.label("people"),
        )
        .join(complaint, complaint.c.id == claimant.c.complaint_id)
        .where(complaint.c.case_id.is_not(None), complaint.c.kind == "complaint",
               claimant.c.worker_id.is_not(None), claimant.c.withdrawn_at.is_(None))
        .order_by(complaint.c.received_at, claimant.c.position)
    )  # fmt: skip
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in bind.execute(query).all():
        amount = row.of_all if row.amount is None and row.people == 1 else row.amount
        found.setdefault((row.case_id, row.worker_id), []).append({
            "claimant_id": row.id, "complaint_id": row.complaint_id, "said_at": row.received_at,
            "amount": amount, "from_month": row.from_month or row.first_of_all,
            "to_month": row.to_month or row.last_of_all,
        })  # fmt: skip
    return found


def _sum_up(bind: sa.Connection, line: Any, case: Any, row: Any, claims: list[Any]) -> None:
    seen = {"seen_claims": 1} if row.verified is not None else {}
    if len(claims) == 1:
        if seen:
            bind.execute(line.update().where(line.c.id == row.id).values(**seen))
        return
    total = sum(one["amount"] or 0 for one in claims)
    firsts = [one["from_month"] for one in claims if one["from_month"]]
    lasts = [one["to_month"] for one in claims if one["from_month"]]
    bind.execute(line.update().where(line.c.id == row.id).values(
        claimed=total, recheck=row.verified is not None, from_month=min(firsts, default=None),
        to_month=max(lasts) if lasts and None not in lasts else None, **seen,
    ))  # fmt: skip
    more = total - row.claimed
    bind.execute(case.update().where(case.c.id == row.case_id).values(claimed=case.c.claimed + more))


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _name(table: str, change: str) -> str:
    return f"{table}_no_{change.lower()}"
