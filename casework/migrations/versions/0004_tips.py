"""Tips apart from complaints, rosters, bodies to send on to.

Who gave a tip moves out of the complaint's people into rows of its own, sealed anew.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.kernel import crypto

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CHANGES = ("UPDATE", "DELETE")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SEALED = ("name", "id_number", "phone")
NEW_ACTS = ("named", "passed_on", "roster_added", "roster_removed")
ACTS = (
    "received", "accepted", "refused", "supplement_asked", "supplement_received", "transferred",
    "withdrawn", "receipt_reissued",
)  # fmt: skip


def upgrade() -> None:
    _tips()
    _columns()
    _know_acts((*ACTS, *NEW_ACTS))
    _bodies()
    _move("claimant", "tipster", ("position", "from_month", "to_month", "amount"))
    _guard_the_log()


def downgrade() -> None:
    for change in CHANGES:
        place = " ON reading" if _postgresql() else ""
        op.execute(f"DROP TRIGGER reading_no_{change.lower()}{place}")
    _move("tipster", "claimant", ("position", "from_month", "to_month", "amount"))
    op.drop_table("receiving_body")
    acts = ", ".join(f"'{act}'" for act in NEW_ACTS)
    op.execute(f"DELETE FROM complaint_decision WHERE act IN ({acts})")
    _know_acts(ACTS)
    op.drop_column("claimant", "batch")
    for column in ("receiver_phone", "receiver_address"):
        op.drop_column("complaint_decision", column)
    op.drop_table("tipster")


def _id() -> sa.Column[int]:
    return sa.Column("id", KEY, autoincrement=False, nullable=False)


def _tips() -> None:
    op.create_table(
        "tipster",
        _id(),
        sa.Column("complaint_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id_number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id_number_index", sa.String(length=64), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_of_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("from_month", sa.Date(), nullable=True),
        sa.Column("to_month", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_tipster_amount_not_negative")),
        sa.CheckConstraint("from_month <= to_month", name=op.f("ck_tipster_months_in_order")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_tipster_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tipster")),
    )
    op.create_index(op.f("ix_tipster_complaint_id"), "tipster", ["complaint_id"])
    op.create_index(op.f("ix_tipster_id_number_index"), "tipster", ["id_number_index"])


def _columns() -> None:
    op.add_column("claimant", sa.Column("batch", KEY, nullable=True))
    op.add_column("complaint_decision", _text("receiver_address", 200))
    op.add_column("complaint_decision", _text("receiver_phone", 40))


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")


def _know_acts(acts: tuple[str, ...]) -> None:
    words = ", ".join(f"'{act}'" for act in acts)
    name = op.f("ck_complaint_decision_act_known")
    with op.batch_alter_table("complaint_decision") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"act IN ({words})")


def _bodies() -> None:
    kinds = "'arbitration', 'court', 'social_insurance', 'housing', 'transport', 'water'"
    op.create_table(
        "receiving_body",
        _id(),
        sa.Column("area_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_receiving_body_kind_known")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_receiving_body_area_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receiving_body")),
        sa.UniqueConstraint("area_id", "kind", name=op.f("uq_receiving_body_area_id_kind")),
    )


def _move(source: str, target: str, plain: tuple[str, ...]) -> None:
    """The people of every tip from one table to the other; a seal opens only in its own row."""
    there = op.get_bind()
    columns = ", ".join(("id", "complaint_id", *plain, *(f"{name}_sealed" for name in SEALED)))
    found = there.execute(
        sa.text(
            f"SELECT {columns} FROM {source} WHERE complaint_id IN "  # noqa: S608 - fixed names
            "(SELECT id FROM complaint WHERE kind = 'tip')"
        )
    ).mappings().all()  # fmt: skip
    for row in found:
        values = _sealed_anew(row, source, target)
        values |= {name: row[name] for name in ("id", "complaint_id", *plain)}
        values |= {"told": False} if target == "tipster" else {"job": ""}
        into = sa.table(target, *(sa.column(name) for name in values))
        there.execute(sa.insert(into).values(**values))
        there.execute(sa.text(f"DELETE FROM {source} WHERE id = :id"), {"id": row["id"]})  # noqa: S608
    if target == "tipster":
        op.execute("UPDATE complaint SET phone_of = '' WHERE kind = 'tip'")


def _sealed_anew(row: sa.RowMapping, source: str, target: str) -> dict[str, object]:
    values: dict[str, object] = {"id_number_index": None}
    for name in SEALED:
        sealed = row[f"{name}_sealed"]
        plain = crypto.unseal(sealed, f"{source}.{name}.{row['id']}") if sealed else None
        values[f"{name}_sealed"] = (
            crypto.seal(plain, f"{target}.{name}.{row['id']}") if plain is not None else None
        )
        if name == "id_number" and plain:
            values["id_number_index"] = crypto.blind(f"{target}.id_number", plain)
    return values


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _guard_the_log() -> None:
    """Who has read what is only ever added to, as in 0002."""
    for change in CHANGES:
        head = f"CREATE TRIGGER reading_no_{change.lower()} BEFORE {change} ON reading"
        if _postgresql():
            op.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
        else:
            op.execute(f"{head} BEGIN SELECT RAISE(ABORT, 'rows of reading are never changed'); END")
